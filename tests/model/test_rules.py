"""What may be kept and what deserves a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.records import NA, NOW, Record
from chipmap.model.rules import broken_rule, issues_of
from chipmap.model.text_rules import LONGEST_TEXT, clean_text
from chipmap.wording.rules import rule_texts
from tests.builders import (
    a_rater,
    a_score,
    a_share,
    an_institution,
    some_evidence,
    some_settings,
    three_countries_dataset,
)


@given(st.text(max_size=LONGEST_TEXT))
def test_cleaned_text_can_be_kept_as_a_reason(text: str) -> None:
    score = replace(a_score(), reason=clean_text(text))

    assert broken_rule(score, three_countries_dataset()) is None


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (a_score(level=6), "level-out-of-range"),
        (a_score(level=-1), "level-out-of-range"),
        (replace(a_score(), levels=(("2050", 3),)), "horizon-unknown"),
        (replace(a_score(), levels=(("2030", 3), (NOW, 2))), "horizons-out-of-order"),
        (replace(a_score(), needs=((NOW, 3),)), "horizon-unknown"),
        (a_score(subject="Atlantis"), "subject-unknown"),
        (a_score(segment="alchemy"), "segment-unknown"),
        (a_score(rater="nobody"), "rater-unknown"),
        (replace(a_score(), year=1066), "year-out-of-range"),
        (replace(a_score(), reason="x" * 2001), "text-too-long"),
        (replace(a_score(), reason="bell \a"), "text-unstorable"),
        (replace(a_score(), evidence=("E-unheard",)), "evidence-unknown"),
        (some_evidence(title=""), "text-missing"),
        (some_evidence(title="a | b"), "text-has-separator"),
        (an_institution(country="ATL"), "subject-unknown"),
        (an_institution(latitude=91.0), "coordinate-out-of-range"),
        (a_share(percent=120.0), "share-out-of-range"),
        (a_rater(id=""), "text-missing"),
        (some_settings(naming_profile="FIFA"), "naming-profile-unknown"),
        (some_settings(share_thresholds=(2.0, 8.0, 20.0, 50.0, 0.0)), "thresholds-out-of-order"),
    ],
)
def test_a_record_that_breaks_a_rule_is_named(three_countries: Dataset, record: Record, code: str) -> None:
    issue = broken_rule(record, three_countries)

    assert issue is not None
    assert issue.code == code
    assert issue.field_name
    assert code in rule_texts()


def test_not_applicable_is_an_answer(three_countries: Dataset) -> None:
    assert broken_rule(replace(a_score(), levels=((NOW, NA),)), three_countries) is None


def test_a_level_without_evidence_and_an_old_year_are_listed(three_countries: Dataset) -> None:
    score = replace(a_score(subject="NLD"), evidence=(), year=2020)
    dataset = three_countries.with_changes(ChangeSet((Change(three_countries.scores.get(score.key), score),)))

    codes = [issue.code for issue in issues_of(dataset, date(2026, 11, 22)) if issue.subject == "NLD"]

    assert "score-without-evidence" in codes
    assert "score-stale" in codes


def test_shares_of_one_group_that_exceed_the_whole_are_listed_once(three_countries: Dataset) -> None:
    shares = [
        a_share(subject="NLD", percent=70.0),
        a_share(subject="DEU", percent=45.0),
    ]
    dataset = Dataset.of([*(r for r in three_countries.records() if r.kind != "share"), *shares])

    found = [issue for issue in issues_of(dataset) if issue.code == "shares-exceed-whole"]

    assert [issue.value for issue in found] == ["115.0"]
