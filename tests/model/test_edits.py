"""Edits of a ballot say exactly what was asked, keep the rest, and refuse what no workspace would keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.dataset import Dataset
from chipmap.model.edits.evidence import (
    add_evidence,
    change_evidence,
    evidence_of,
    parse_source_line,
    remove_evidence,
    source_line,
)
from chipmap.model.edits.institutions import (
    move_institution,
    new_institution_id,
    put_institution,
    remove_institution,
)
from chipmap.model.edits.raters import put_rater
from chipmap.model.edits.scores import (
    accept_suggestion,
    score_of,
    set_confidence,
    set_level,
    set_need,
    set_reason,
    set_year,
)
from chipmap.model.edits.settings import change_settings
from chipmap.model.edits.weights import set_weights
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.records import NA, NOW, Confidence, Evidence
from chipmap.model.rules import broken_rule
from chipmap.model.text_rules import LONGEST_TITLE, clean_text
from tests.builders import a_rater, an_institution


@pytest.fixture
def unscored(three_countries: Dataset) -> Dataset:
    kept = (record for record in three_countries.records() if record.kind not in ("score", "evidence"))
    return Dataset.of(kept)


PLACE = {"subject": "MYS", "segment": "packaging"}


def test_a_level_is_kept_for_its_horizon_only(unscored: Dataset) -> None:
    now = unscored.with_changes(set_level(unscored, **PLACE, level=4))
    later = now.with_changes(set_level(now, **PLACE, level=5, horizon="2030"))

    score = score_of(later, **PLACE)

    assert (score.level(NOW), score.level("2030"), score.level("2035")) == (4, 5, None)


def test_horizons_stay_in_order_however_they_are_answered(unscored: Dataset) -> None:
    dataset = unscored
    for horizon in ("2035", NOW, "2030"):
        dataset = dataset.with_changes(set_level(dataset, **PLACE, level=3, horizon=horizon))

    assert [at for at, _ in score_of(dataset, **PLACE).levels] == [NOW, "2030", "2035"]


def test_clearing_the_only_answer_leaves_no_row(unscored: Dataset) -> None:
    scored = unscored.with_changes(set_level(unscored, **PLACE, level=0))

    cleared = scored.with_changes(set_level(scored, **PLACE, level=None))

    assert cleared == unscored


def test_clearing_a_level_keeps_the_reason(unscored: Dataset) -> None:
    dataset = unscored.with_changes(set_reason(unscored, **PLACE, reason="Six plants"))
    dataset = dataset.with_changes(set_level(dataset, **PLACE, level=4))

    dataset = dataset.with_changes(set_level(dataset, **PLACE, level=None))

    assert score_of(dataset, **PLACE).reason == "Six plants"
    assert score_of(dataset, **PLACE).level(NOW) is None


def test_not_applicable_is_neither_zero_nor_unscored(unscored: Dataset) -> None:
    dataset = unscored.with_changes(set_level(unscored, **PLACE, level=NA))

    assert score_of(dataset, **PLACE).level(NOW) is NA


def test_saying_the_same_again_changes_nothing(unscored: Dataset) -> None:
    dataset = unscored.with_changes(set_level(unscored, **PLACE, level=4))

    assert not set_level(dataset, **PLACE, level=4)


def test_raters_answer_apart(unscored: Dataset) -> None:
    dataset = unscored.with_changes(put_rater(unscored, a_rater(id="tokyo")))
    dataset = dataset.with_changes(set_level(dataset, **PLACE, level=4))
    dataset = dataset.with_changes(set_level(dataset, **PLACE, level=2, rater="tokyo"))

    assert score_of(dataset, **PLACE).level(NOW) == 4
    assert score_of(dataset, **PLACE, rater="tokyo").level(NOW) == 2


def test_a_need_confidence_and_year_belong_to_the_row(unscored: Dataset) -> None:
    dataset = unscored
    dataset = dataset.with_changes(set_need(dataset, **PLACE, level=5, horizon="2035"))
    dataset = dataset.with_changes(set_confidence(dataset, **PLACE, confidence=Confidence.HIGH))
    dataset = dataset.with_changes(set_year(dataset, **PLACE, year=2025))

    score = score_of(dataset, **PLACE)

    assert (score.need("2035"), score.confidence, score.year) == (5, Confidence.HIGH, 2025)


@pytest.mark.parametrize("level", [6, -1])
def test_a_level_outside_the_scale_is_refused(unscored: Dataset, level: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        set_level(unscored, **PLACE, level=level)

    assert refused.value.issue.code == "level-out-of-range"


def test_a_need_of_today_is_refused(unscored: Dataset) -> None:
    with pytest.raises(RuleBroken):
        set_need(unscored, **PLACE, level=3, horizon=NOW)


def test_an_accepted_suggestion_is_an_answer_of_low_confidence_with_its_sources(unscored: Dataset) -> None:
    cited = evidence_of("World capacity 2025", "table 3", 2025)

    dataset = unscored.with_changes(accept_suggestion(unscored, **PLACE, level=3, evidence=[cited]))

    score = score_of(dataset, **PLACE)
    assert score.level(NOW) == 3
    assert score.confidence is Confidence.LOW
    assert [dataset.evidence[key] for key in score.evidence] == [cited]


def test_evidence_that_is_cited_nowhere_any_more_is_gone(unscored: Dataset) -> None:
    cited = evidence_of("Strategy", "p. 4", 2024)
    once = unscored.with_changes(add_evidence(unscored, **PLACE, evidence=cited))
    twice = once.with_changes(add_evidence(once, subject="NLD", segment="packaging", evidence=cited))

    one_left = twice.with_changes(remove_evidence(twice, **PLACE, evidence_key=cited.key))
    none_left = one_left.with_changes(
        remove_evidence(one_left, subject="NLD", segment="packaging", evidence_key=cited.key)
    )

    assert cited.key in one_left.evidence
    assert none_left == unscored


def test_corrected_evidence_keeps_its_key(unscored: Dataset) -> None:
    cited = evidence_of("Stratgey", "", 2024)
    dataset = unscored.with_changes(add_evidence(unscored, **PLACE, evidence=cited))

    dataset = dataset.with_changes(
        change_evidence(dataset, before=cited.key, after=replace(cited, title="Strategy"))
    )

    assert dataset.evidence[cited.key].title == "Strategy"


def test_removing_evidence_that_is_not_cited_is_refused(unscored: Dataset) -> None:
    with pytest.raises(UnknownRecord):
        remove_evidence(unscored, **PLACE, evidence_key="E-0000000000")


@given(
    title=st.text(min_size=1, max_size=LONGEST_TITLE).filter(
        lambda text: bool(clean_text(text.replace("|", "/")))
    ),
    locator=st.text(max_size=100),
    year=st.none() | st.integers(1990, 2100),
)
def test_evidence_survives_its_line_of_text(title: str, locator: str, year: int | None) -> None:
    evidence = evidence_of(title, locator, year)

    read, named = parse_source_line(source_line(evidence))

    assert named == evidence.id
    assert (read.title, read.locator, read.year) == (evidence.title, evidence.locator, evidence.year)


@pytest.mark.parametrize(
    ("line", "title", "locator", "year"),
    [
        ("National strategy", "National strategy", "", None),
        ("National strategy | p. 12 | 2024", "National strategy", "p. 12", 2024),
        ("National strategy | 2024", "National strategy", "", 2024),
        ("https://example.org/report", "https://example.org/report", "", None),
        ("  Interview  |  Penang | 2025 | [E-0123456789]", "Interview", "Penang", 2025),
    ],
)
def test_a_person_may_write_less_in_a_source_line(
    line: str, title: str, locator: str, year: int | None
) -> None:
    evidence, _ = parse_source_line(line)

    assert (evidence.title, evidence.locator, evidence.year) == (title, locator, year)


def test_evidence_made_from_any_line_keeps_the_rules(unscored: Dataset) -> None:
    evidence, _ = parse_source_line("a\u0007b\tc | d")

    assert isinstance(evidence, Evidence)
    assert broken_rule(evidence, unscored) is None


def test_removing_an_institution_takes_its_scores_and_undo_brings_them_back(unscored: Dataset) -> None:
    dataset = unscored.with_changes(put_institution(unscored, an_institution(id="x-fab", country="DEU")))
    dataset = dataset.with_changes(set_level(dataset, subject="x-fab", segment="litho", level=3))

    removal = remove_institution(dataset, "x-fab")
    after = dataset.with_changes(removal)

    assert "x-fab" not in after.institutions
    assert not after.scores.of("x-fab")
    assert after.with_changes(removal.inverted()) == dataset


def test_settings_that_break_a_rule_are_refused(unscored: Dataset) -> None:
    with pytest.raises(RuleBroken):
        change_settings(unscored, naming_profile="FIFA")


def test_a_changed_setting_is_one_change(unscored: Dataset) -> None:
    changes = change_settings(unscored, title="Penang workshop")

    assert len(changes) == 1
    assert unscored.with_changes(changes).settings.title == "Penang workshop"


def test_a_new_institution_gets_an_id_that_nothing_bears(unscored: Dataset) -> None:
    dataset = unscored.with_changes(put_institution(unscored, an_institution(id="csem", country="DEU")))

    assert new_institution_id(dataset, "CSEM") == "csem_2"
    assert new_institution_id(dataset, "Fraunhofer-Gesellschaft, Köln") == "fraunhofer_gesellschaft_koln"
    assert new_institution_id(dataset, "日本") == "institution"


def test_moving_into_another_country_takes_the_city_away(unscored: Dataset) -> None:
    dataset = unscored.with_changes(put_institution(unscored, an_institution(id="x-fab", country="DEU")))

    nearby = dataset.with_changes(move_institution(dataset, "x-fab", latitude=51.0, longitude=11.0))
    abroad = dataset.with_changes(
        move_institution(dataset, "x-fab", latitude=52.0, longitude=5.0, country="NLD")
    )

    assert (nearby.institutions["x-fab"].latitude, nearby.institutions["x-fab"].city) == (51.0, "Veldhoven")
    assert (abroad.institutions["x-fab"].country, abroad.institutions["x-fab"].city) == ("NLD", "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "text-missing"),
        ({"role": "two\nlines"}, "text-one-line"),
        ({"website": "javascript:alert(1)"}, "website-malformed"),
        ({"website": "not an address"}, "website-malformed"),
        ({"latitude": None}, "coordinate-missing"),
        ({"latitude": 91.0}, "coordinate-out-of-range"),
        ({"longitude": -181.0}, "coordinate-out-of-range"),
        ({"country": "XXX"}, "subject-unknown"),
        ({"institution_type": ""}, "text-missing"),
    ],
)
def test_an_institution_that_breaks_a_rule_is_refused(
    unscored: Dataset, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        put_institution(unscored, an_institution(**{"country": "DEU", **changed}))

    assert refused.value.issue.code == code


@pytest.mark.parametrize("website", ["", "imec-int.com", "https://example.org/a?b=c", "EXAMPLE.org:8080/x"])
def test_an_address_on_the_web_needs_no_scheme(unscored: Dataset, website: str) -> None:
    assert put_institution(unscored, an_institution(country="DEU", website=website))


def test_weights_of_segments_are_one_step_and_keep_their_range(three_countries):
    dataset = three_countries
    changes = set_weights(dataset, {"litho": 3.0, "deposition": 1.0})
    assert [change.record.id for change in changes] == ["litho"]
    assert dataset.with_changes(changes).segments["litho"].weight == 3.0
    for wrong in (-0.1, 101.0, float("nan")):
        with pytest.raises(RuleBroken):
            set_weights(dataset, {"litho": wrong})
