"""What must hold for every merge of a returned scorecard, whatever was entered on either side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chipmap.model.analysis.standing import standings_of
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.conflicts import resolve_conflict
from chipmap.model.exchange.import_batch import plan_imports
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import OWNER, Resolution
from chipmap.model.records.units import text_of_value, value_of_text
from tests.builders import a_score
from tests.model.exchange.paper_ballots import (
    RATERS,
    SEGMENTS,
    a_workspace,
    ballots,
    cell_values,
    entries,
    entries_in,
    merged,
    often,
    plan,
    said,
    units,
    with_ballot,
)
from tests.model.exchange.paper_scorecards import (
    KEYS,
    exported,
    filled_in,
    rows_of,
    shuffled,
    with_rows,
    without_base,
    without_rows,
)
from tests.model.exchange.scorecard_files import fill, plan_of, write
from tests.model.exchange.test_scorecard_round_trip import read_here


@often
@given(ballots(), ballots())
def test_a_file_that_nobody_touched_changes_nothing(base, ours):
    card = exported(a_workspace(*base))

    assert not plan(card, with_ballot(a_workspace(*base), ours)).changes


@often
@given(ballots(), entries)
def test_a_ballot_that_nobody_touched_becomes_what_the_file_says(base, entered):
    dataset = a_workspace(*base)
    card = filled_in(exported(dataset), entered)

    after = merged(card, dataset)

    assert units(after) == said(card)
    assert not after.merge_conflicts


@often
@given(ballots(), ballots(), entries)
def test_merging_the_same_file_again_changes_nothing(base, ours, entered):
    dataset = a_workspace(*base)
    card = filled_in(exported(dataset), entered)
    once = merged(card, with_ballot(dataset, ours))

    again = plan(card, once)

    assert not again.changes
    assert {item.id for item in again.items} == {item.id for item in again.conflicts}


@often
@given(ballots(), ballots(), entries)
def test_nothing_is_lost(base, ours, entered):
    """What the file changed is taken or a conflict; what was changed here stays."""
    sent = a_workspace(*base)
    here = with_ballot(sent, ours)
    card = filled_in(exported(sent), entered)

    after = merged(card, here)

    b, o, t, result = units(sent), units(here), said(card), units(after)
    kept = {(one.segment, one.unit): value_of_text(one.theirs) for one in after.merge_conflicts.values()}
    for key in b.keys() | o.keys() | t.keys():
        if t.get(key) != b.get(key):
            assert result.get(key) == t.get(key) or (key in kept and kept[key] == t.get(key)), key
        if o.get(key) != b.get(key):
            assert result.get(key) == o.get(key), key


@often
@given(ballots(), entries, entries)
def test_without_a_conflict_it_does_not_matter_which_side_is_here(base, entered_here, entered_there):
    sent = a_workspace(*base)
    one, other = (filled_in(exported(sent), entered) for entered in (entered_here, entered_there))
    here = with_ballot(sent, list(merged(one, sent).scores.values()))
    there = with_ballot(sent, list(merged(other, sent).scores.values()))
    evidence = {**merged(one, sent).evidence, **merged(other, sent).evidence}
    here, there = (with_evidence(dataset, evidence) for dataset in (here, there))
    a, b = merged(other, here), merged(one, there)
    assume(not a.merge_conflicts)

    assert units(a) == units(b)


def with_evidence(dataset: Dataset, evidence: dict[str, Any]) -> Dataset:
    missing = (item for key, item in evidence.items() if key not in dataset.evidence)
    return dataset.with_changes(ChangeSet.of(Change(None, item) for item in missing))


@often
@given(ballots(), entries_in(st.integers(0, 2)), entries_in(st.integers(3, 5)))
def test_edits_of_different_rows_may_come_in_any_order(base, first, second):
    """Two exports of the same rater, edited apart, give the same whichever comes first."""
    sent = a_workspace(*base)
    one = filled_in(exported(sent, revision=1), first)
    other = filled_in(exported(sent, revision=2), second)

    forth = merged(other, merged(one, sent))
    back = merged(one, merged(other, sent))

    assert units(forth) == units(back)
    assert not forth.merge_conflicts
    assert not back.merge_conflicts


@often
@given(ballots(), ballots(), entries, st.sets(st.integers(0, len(SEGMENTS) - 1)))
def test_missing_rows_delete_nothing(base, ours, entered, gone):
    sent = a_workspace(*base)
    here = with_ballot(sent, ours)
    card = without_rows(filled_in(exported(sent), entered), sorted(gone))
    assume(len(gone) < len(SEGMENTS))

    after = merged(card, here)

    for row in gone:
        key = ("NLD", SEGMENTS[row], OWNER, 1)
        assert after.scores.get(key) == here.scores.get(key)


@often
@given(ballots(), st.sets(st.integers(0, len(SEGMENTS) - 1), max_size=len(SEGMENTS) - 1))
def test_missing_rows_are_cleared_when_they_are_withdrawn_and_nothing_else_is(base, gone):
    sent = a_workspace(*base)
    card = without_rows(exported(sent), sorted(gone))

    after = merged(card, sent, withdrawn=True, accept_clearing=False)

    left = {key: value for key, value in units(sent).items() if SEGMENTS.index(key[0]) not in gone}
    assert units(after) == left


@often
@given(
    ballots(),
    ballots(),
    entries,
    st.tuples(st.permutations(range(len(SEGMENTS))), st.permutations(range(1, len(KEYS) + 1))),
)
def test_the_order_of_rows_and_columns_does_not_matter(base, ours, entered, order):
    sent = a_workspace(*base)
    here = with_ballot(sent, ours)
    card = filled_in(exported(sent), entered)

    straight, moved = plan(card, here), plan(shuffled(card, *order), here)

    assert straight.digest == moved.digest
    assert here.with_changes(straight.changes).scores == here.with_changes(moved.changes).scores
    assert {item.id for item in straight.items} == {item.id for item in moved.items}


@often
@given(
    st.tuples(*(ballots(rater) for rater in RATERS)),
    st.tuples(entries, entries, entries),
    st.permutations(range(3)),
)
def test_files_of_different_raters_may_come_in_any_order(base, entered, order):
    dataset = a_workspace(*(score for ballot in base for score in ballot))
    cards = [
        filled_in(exported(dataset, rater=rater), typed) for rater, typed in zip(RATERS, entered, strict=True)
    ]
    straight = in_sequence(cards, dataset)

    other = in_sequence([cards[number] for number in order], dataset)
    batch = plan_imports([cards[number] for number in order], dataset)
    at_once = dataset.with_changes(batch.changes)

    assert straight.scores == other.scores == at_once.scores
    assert shown(straight) == shown(other) == shown(at_once)
    assert at_once == dataset.with_changes(plan_imports(cards, dataset, now=time_of(batch)).changes)


def time_of(batch):
    return datetime.fromisoformat(batch.plans[0].planned_at)


def in_sequence(cards, dataset):
    for card in cards:
        dataset = merged(card, dataset, accept_clearing=False)
    return dataset


def shown(dataset):
    standings = standings_of(dataset)
    return [standings.of("NLD", segment).level for segment in SEGMENTS]


@often
@given(ballots(), entries, entries)
def test_a_second_return_needs_the_first_as_its_base(base, first, second):
    """`resubmission_needs_last_theirs_as_base`: what the rater took back is taken back here as well."""
    sent = a_workspace(*base)
    card = exported(sent)
    once = merged(filled_in(card, first), sent)

    twice = merged(filled_in(card, second), once)

    assert units(twice) == said(filled_in(card, second))
    assert not twice.merge_conflicts


@often
@given(ballots(), entries, ballots(), entries)
def test_a_later_export_starts_from_its_own_state(base, first, ours, second):
    """What was sent out anew and came back untouched is nobody's edit, whatever was imported before."""
    sent = a_workspace(*base)
    here = with_ballot(merged(filled_in(exported(sent, revision=1), first), sent), ours)
    card = exported(here, revision=2)

    assert not plan(card, here).changes
    assert units(merged(filled_in(card, second), here)) == said(filled_in(card, second))


@often
@given(ballots(), ballots(), entries, st.sampled_from([Resolution.OURS, Resolution.THEIRS]))
def test_a_decided_conflict_is_not_raised_again(base, ours, entered, side):
    sent = a_workspace(*base)
    card = filled_in(exported(sent), entered)
    here = merged(card, with_ballot(sent, ours))
    expected = units(here)
    for key in list(here.merge_conflicts):
        conflict = here.merge_conflicts[key]
        if side is Resolution.THEIRS:
            expected[conflict.segment, conflict.unit] = value_of_text(conflict.theirs)
        here = here.with_changes(resolve_conflict(here, key, side))

    assert units(here) == {key: value for key, value in expected.items() if value is not None}
    assert plan(card, here).items == ()
    decided = {(one.segment, one.unit, one.theirs) for one in here.merge_conflicts.values()}
    raised = plan(without_base(card), here).conflicts
    assert decided.isdisjoint((item.segment, item.unit, text_of_value(item.after)) for item in raised)


@often
@given(
    ballots(),
    entries,
    st.integers(0, 5),
    st.dictionaries(st.sampled_from(sorted(cell_values)), st.integers(0, 5)),
)
def test_a_row_that_stands_twice_changes_nothing_where_its_copies_differ(base, entered, row, typed):
    sent = a_workspace(*base)
    card = filled_in(exported(sent), entered)
    rows = rows_of(card)
    copy = dict(rows[6 + row])
    for key, value in typed.items():
        if key in ("level_now", "level_2030", "need_2030"):
            copy[KEYS.index(key) + 1] = value
    doubled = with_rows(card, {5: dict(card.sheets[0].rows[5]), **rows, 40: copy})

    after, alone = merged(doubled, sent), said(card)
    twin = said(with_rows(card, {5: dict(card.sheets[0].rows[5]), **rows, 6 + row: copy}))

    before = units(sent)
    for key in alone.keys() | twin.keys() | before.keys():
        agreed = alone.get(key) == twin.get(key)
        assert units(after).get(key) == (alone.get(key) if agreed else before.get(key)), key


@often
@given(
    st.lists(st.integers(0, 5), min_size=len(SEGMENTS), max_size=len(SEGMENTS)),
    st.permutations(range(len(SEGMENTS))),
    st.sampled_from(["ids", "labels"]),
)
def test_a_part_of_the_columns_sorted_by_itself_is_detected(answers, order, part):
    """Ids or labels moved without the rest: blocked as soon as two rows and a twentieth disagree."""
    dataset = a_workspace()
    card = filled_in(exported(dataset), {(row, "level_now"): level for row, level in enumerate(answers)})
    columns = [1] if part == "ids" else [2, 3, 4]
    rows = rows_of(card)
    moved = {
        number: {**cells, **{column: rows[6 + order[number - 6]][column] for column in columns}}
        for number, cells in rows.items()
    }

    found = plan_import(with_rows(card, {5: dict(card.sheets[0].rows[5]), **moved}), dataset)

    if list(order) == sorted(order):
        assert not found.is_blocked
        return
    assert found.is_blocked
    assert found.blocked_by.code == "labels-and-ids-disagree"
    assert not found.changes


def test_a_reading_in_memory_is_what_the_reader_gives_for_the_file(tmp_path):
    dataset = a_workspace(a_score(4, need=5, reason="Two plants.", evidence=("E-00000001",)))
    path = fill(write(dataset, tmp_path / "nld.xlsx"), E8=3)

    on_paper = plan(filled_in(exported(dataset), {(2, "level_now"): 3}), dataset)
    from_file = plan_of(path, dataset)

    assert on_paper.digest == from_file.digest
    assert [item.id for item in on_paper.items] == [item.id for item in from_file.items]
    sheet, read = exported(dataset).sheet("Scores"), read_here(write(dataset, path)).sheet("Scores")
    assert {row: sheet.rows[row] for row in sheet.rows} == {row: read.rows[row] for row in sheet.rows}
    assert on_paper.scorecard_id == from_file.scorecard_id
