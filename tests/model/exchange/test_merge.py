"""The merge of one row: nothing is lost or overwritten, and untouched files change nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.exchange.merge import Verdict, merge_row, merge_unit
from chipmap.model.records import NA, Confidence, ConflictKind
from chipmap.model.records.units import JUDGEMENT, Judgement, UnitValue, blank

levels = st.none() | st.integers(0, 5) | st.just(NA)
judgements = st.builds(
    Judgement, levels, st.none() | st.sampled_from(Confidence), st.none() | st.integers(2020, 2026)
)
texts = st.none() | st.sampled_from(["", "one", "two", "three"])
keys = st.lists(st.sampled_from(["E-1", "E-2", "E-3"]), unique=True).map(tuple)
rows = st.fixed_dictionaries(
    {JUDGEMENT: judgements, "level_2030": levels, "need_2030": levels, "reason": texts, "sources": keys}
)


def merged(
    base: dict[str, UnitValue] | None, ours: dict[str, UnitValue], theirs: dict[str, UnitValue]
) -> dict[str, UnitValue]:
    result = {unit: blank(value) for unit, value in ours.items()}
    for unit in merge_row(base, ours, theirs):
        if unit.verdict is Verdict.TAKE:
            result[unit.unit] = unit.theirs
    return result


def blanked(row: dict[str, UnitValue]) -> dict[str, UnitValue]:
    return {unit: blank(value) for unit, value in row.items()}


@given(rows, rows)
def test_a_file_that_nobody_touched_changes_nothing(base, ours):
    assert merged(base, ours, base) == blanked(ours)


@given(rows, rows)
def test_a_ballot_that_nobody_touched_takes_the_file(base, theirs):
    assert merged(base, base, theirs) == blanked(theirs)


@given(rows, rows, rows)
def test_merging_the_result_again_changes_nothing_more(base, ours, theirs):
    once = merged(base, ours, theirs)

    assert merged(base, once, theirs) == once


@given(rows, rows, rows)
def test_every_change_of_the_file_is_taken_or_a_conflict(base, ours, theirs):
    result = merged(base, ours, theirs)

    conflicts = {unit.unit for unit in merge_row(base, ours, theirs) if unit.verdict is Verdict.CONFLICT}
    for unit in theirs:
        if blank(theirs[unit]) != blank(base[unit]):
            assert result[unit] == blank(theirs[unit]) or unit in conflicts


@given(rows, rows, rows)
def test_every_change_made_here_is_kept(base, ours, theirs):
    result = merged(base, ours, theirs)

    for unit in ours:
        if blank(ours[unit]) != blank(base[unit]):
            assert result[unit] == blank(ours[unit])


@given(rows, rows, rows)
def test_without_a_conflict_it_does_not_matter_whose_side_is_ours(base, ours, theirs):
    if not any(unit.verdict is Verdict.CONFLICT for unit in merge_row(base, ours, theirs)):
        assert merged(base, ours, theirs) == merged(base, theirs, ours)


@given(rows, rows)
def test_without_a_base_nothing_said_here_is_overwritten(ours, theirs):
    result = merged(None, ours, theirs)

    for unit in ours:
        if unit != JUDGEMENT and blank(ours[unit]) is not None:
            assert result[unit] == blank(ours[unit])
    before = ours[JUDGEMENT]
    after = result[JUDGEMENT] or Judgement()
    assert all(here is None or here == now for here, now in zip(before, after, strict=True))


def test_level_confidence_and_year_are_never_mixed_from_two_people():
    base = Judgement(3, Confidence.LOW, 2024)
    ours = Judgement(5, Confidence.LOW, 2024)
    theirs = Judgement(3, Confidence.HIGH, 2024)

    unit = merge_unit(JUDGEMENT, base, ours, theirs)

    assert (unit.verdict, unit.conflict) == (Verdict.CONFLICT, ConflictKind.BOTH_EDITED)


def test_a_conflict_says_who_cleared_what():
    assert merge_unit("reason", "sent", "ours", None).conflict is ConflictKind.EDITED_HERE_CLEARED_THERE
    assert merge_unit("reason", "sent", None, "theirs").conflict is ConflictKind.CLEARED_HERE_EDITED_THERE


def test_a_unit_that_the_file_does_not_have_stays_as_it_is():
    assert merge_row({"reason": "sent"}, {"reason": "ours"}, {}) == []
