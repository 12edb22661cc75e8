"""Needs and gaps: whose word counts, which horizon a gap is held against, which gap is widest."""

import pytest

from chipmap.model.analysis.needs import BALLOT, STARTER
from chipmap.model.analysis.standing import standings_of
from chipmap.model.records import NA
from tests.builders import (
    a_need,
    a_score,
    a_share,
    a_source,
    a_stage,
    a_suggestion_basis,
    an_institution,
    three_countries_dataset,
)


def standings(*records):
    return standings_of(three_countries_dataset(*records))


def test_a_ballots_need_comes_before_a_cited_one():
    need = standings(a_score(3, need=4), a_need("NLD", level=5)).need("NLD", "litho", "2030")

    assert (need.level, need.origin) == (4, BALLOT)


def test_a_cited_need_with_a_level_counts_where_no_ballot_says_one():
    need = standings(a_score(3), a_need("NLD", level=5)).need("NLD", "litho", "2030")

    assert (need.level, need.origin, need.records) == (5, STARTER, (a_need("NLD", level=5),))


@pytest.mark.parametrize("row", [{"need_kind": "target"}, {"need_kind": "outlook"}, {"level": None}])
def test_targets_outlooks_and_needs_without_a_level_never_make_a_gap(row):
    known = standings(a_score(3), a_need("NLD", **{"level": 5, **row}))

    assert known.need("NLD", "litho", "2030") is None
    assert known.gap("NLD", "litho").value is None


def test_a_need_counts_at_its_own_year_only():
    known = standings(a_need("NLD", year=2033))

    assert [known.need("NLD", "litho", horizon) for horizon in ("now", "2030", "2035")] == [None] * 3


def test_several_ballots_needs_become_their_median():
    rows = [a_score(None, need=need, rater=f"r{need}") for need in (1, 4, 5)]

    assert standings(*rows).need("NLD", "litho", "2030").level == 4


def test_a_need_that_was_answered_not_applicable_makes_no_gap():
    known = standings(a_score(3, need=NA), a_need("NLD", level=5))

    assert known.need("NLD", "litho", "2030").is_not_applicable
    assert known.gap("NLD", "litho").value is None


def test_the_gap_of_now_is_held_against_the_first_later_need():
    gap = standings(a_score(3, needs=(("2035", 5),))).gap("NLD", "litho")

    assert (gap.value, gap.need_horizon, gap.level) == (-2, "2035", 3)
    assert standings(a_score(3, needs=(("2030", 1), ("2035", 5)))).gap("NLD", "litho").value == 2


def test_a_later_gap_is_held_against_the_need_of_the_same_horizon():
    row = a_score(levels=(("now", 1), ("2030", 3)), needs=(("2030", 4), ("2035", 5)))

    assert standings(row).gap("NLD", "litho", "2030").value == -1


def test_a_later_gap_without_an_expected_level_is_not_known():
    gap = standings(a_score(3, need=5)).gap("NLD", "litho", "2030")

    assert (gap.value, gap.level) == (None, None)
    assert gap.need.level == 5


def test_an_at_least_never_enters_a_gap():
    gap = standings(an_institution(institution_type="fab"), a_need("NLD")).gap("NLD", "litho")

    assert (gap.value, gap.level) == (None, None)


def test_not_applicable_never_enters_a_gap():
    assert standings(a_score(NA, need=4)).gap("NLD", "litho").value is None


def test_a_gap_that_rests_on_a_suggestion_says_so():
    gap = standings(a_share(), a_need("NLD", level=3)).gap("NLD", "litho")

    assert (gap.value, gap.suggested_part, gap.is_dotted) == (2, 1, True)


@pytest.mark.parametrize(("need", "shortfall", "surplus"), [(5, 2, 0), (1, 0, 2), (3, 0, 0)])
def test_shortfall_and_surplus_are_never_negative(need, shortfall, surplus):
    gap = standings(a_score(3, need=need)).gap("NLD", "litho")

    assert (gap.shortfall, gap.surplus) == (shortfall, surplus)


def test_an_unknown_gap_has_neither_shortfall_nor_surplus():
    gap = standings(a_score(3)).gap("NLD", "litho")

    assert (gap.shortfall, gap.surplus) == (None, None)


def test_a_suggested_need_is_told_from_a_judged_one():
    suggested = a_need("NLD", basis="suggested: the overall goal applied to this stage")

    assert standings(suggested).need("NLD", "litho", "2030").is_suggested
    assert not standings(a_need("NLD")).need("NLD", "litho", "2030").is_suggested


def stage_rows(**gaps):
    """A stage with level and need for each name, in this value-chain order."""
    rows = []
    for order, (stage, (level, need)) in enumerate(gaps.items(), start=20):
        rows += [a_stage(stage, order), a_score(level, segment=stage, need=need)]
    return rows


def test_the_widest_gap_is_first():
    known = standings(*stage_rows(first=(3, 4), second=(1, 4), third=(5, 4)))

    assert [gap.segment for gap in known.ranked_gaps("NLD")] == ["second", "first", "third"]
    assert known.widest_gap("NLD") == "second"


def test_equal_gaps_are_ordered_by_the_smaller_world_share_then_along_the_chain():
    known = standings(
        *stage_rows(unknown=(1, 4), large=(1, 4), small=(1, 4), late=(1, 4)),
        a_suggestion_basis("large"),
        a_share("large", percent=40),
        a_suggestion_basis("small"),
        a_share("small", percent=4),
    )

    assert [gap.segment for gap in known.ranked_gaps("NLD")] == ["small", "large", "unknown", "late"]


def test_without_a_known_gap_there_is_no_widest_one():
    assert standings(a_score(3)).widest_gap("NLD") is None


def test_the_world_share_of_a_region_is_its_own_else_its_members_together():
    rows = a_suggestion_basis(), a_share(percent=30), a_share(subject="DEU", percent=10)
    other_group = a_source("B"), a_share(subject="DEU", percent=50, basis="other")

    assert standings(*rows, *other_group).world_share("EU27", "litho") == 40
    assert standings(*rows, a_share(subject="EU27", percent=35)).world_share("EU27", "litho") == 35
    assert standings(*rows).world_share("MYS", "litho") is None


def test_a_need_that_is_not_applicable_does_not_hide_a_later_one():
    row = a_score(2, needs=(("2030", NA), ("2035", 4)))

    gap = standings(row).gap("NLD", "litho")

    assert (gap.value, gap.need_horizon) == (-2, "2035")
