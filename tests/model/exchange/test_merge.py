"""The merge of one row: nothing is lost or overwritten, and untouched files change nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.exchange.merge import Verdict, merge_row, merge_unit
from chipmap.model.records import NA, Confidence, ConflictKind
from chipmap.model.records.units import JUDGEMENT, Judgement, UnitValue, blank
from tests.model.exchange.paper_scorecards import examples

often = settings(max_examples=examples(100))
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


@often
@given(rows, rows)
def test_a_file_that_nobody_touched_changes_nothing(base, ours):
    assert merged(base, ours, base) == blanked(ours)


@often
@given(rows, rows)
def test_a_ballot_that_nobody_touched_takes_the_file(base, theirs):
    assert merged(base, base, theirs) == blanked(theirs)


@often
@given(rows, rows, rows)
def test_merging_the_result_again_changes_nothing_more(base, ours, theirs):
    once = merged(base, ours, theirs)

    assert merged(base, once, theirs) == once


@often
@given(rows, rows, rows)
def test_every_change_of_the_file_is_taken_or_a_conflict(base, ours, theirs):
    result = merged(base, ours, theirs)

    conflicts = {unit.unit for unit in merge_row(base, ours, theirs) if unit.verdict is Verdict.CONFLICT}
    for unit in theirs:
        if blank(theirs[unit]) != blank(base[unit]):
            assert result[unit] == blank(theirs[unit]) or unit in conflicts


@often
@given(rows, rows, rows)
def test_every_change_made_here_is_kept(base, ours, theirs):
    result = merged(base, ours, theirs)

    for unit in ours:
        if blank(ours[unit]) != blank(base[unit]):
            assert result[unit] == blank(ours[unit])


@often
@given(rows, rows, rows)
def test_without_a_conflict_it_does_not_matter_whose_side_is_ours(base, ours, theirs):
    if not any(unit.verdict is Verdict.CONFLICT for unit in merge_row(base, ours, theirs)):
        assert merged(base, ours, theirs) == merged(base, theirs, ours)


@often
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


@often
@given(rows, rows, st.sets(st.sampled_from([JUDGEMENT, "level_2030", "need_2030", "reason", "sources"])))
def test_edits_of_different_units_may_come_in_either_order(base, edited, mine):
    """Two people change different units of one row: the result has the changes of both, whoever is first."""
    one = {unit: edited[unit] if unit in mine else base[unit] for unit in base}
    other = {unit: base[unit] if unit in mine else edited[unit] for unit in base}

    assert merged(base, one, other) == merged(base, other, one) == blanked(edited)


def test_a_row_that_was_deleted_here_and_changed_there_is_a_conflict_of_its_own():
    (unit,) = merge_row({"reason": "sent", "level_2030": 3}, {}, {"reason": "theirs"})

    assert (unit.verdict, unit.conflict) == (Verdict.CONFLICT, ConflictKind.DELETED_HERE_EDITED_THERE)
    assert merge_row({"reason": "sent"}, {}, {"reason": "sent"})[0].verdict is Verdict.KEEP
