"""Edits of planned meetings: moved, swapped, added, taken off, promised, held, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.events import known_event
from chipmap.model.edits.meeting_moves import IdPair, Layout, MeetingConflict, MeetingMove, id_pair
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import MeetingWish, PlannedMeeting, WishKind


def swap_moves(dataset: Dataset, event: str, one: IdPair, other: IdPair) -> tuple[MeetingMove, ...]:
    """The two moves in which two meetings change slot and table."""
    first, second = (known_meeting(dataset, event, *pair) for pair in (one, other))
    return (
        MeetingMove((first.one, first.other), second.slot, second.table_number),
        MeetingMove((second.one, second.other), first.slot, first.table_number),
    )


def move_meetings(
    dataset: Dataset, event: str, moves: Sequence[MeetingMove], *, pins: bool = False
) -> ChangeSet:
    """Put meetings where the moves say, all at once; with `pins` replanning leaves them there.

    `RuleBroken` where a move would put a person or table into two meetings at once, or touch what was held;
    other conflicts (`conflicts_of`) are the person's to weigh.
    """
    layout = Layout(dataset, event)
    blocking = [conflict for conflict in layout.conflicts(moves) if conflict.is_blocking]
    if blocking:
        raise RuleBroken(issue_of_conflict(blocking[0], layout))
    changes = [Change(layout.meetings.get((one.one, one.other)), one) for one in layout.placed(moves)]
    if pins:
        for move in moves:
            changes += _pinned(dataset, event, move.pair, move.slot)
    return checked(changes, dataset)


def issue_of_conflict(conflict: MeetingConflict, layout: Layout) -> Issue:
    """A conflict as a finding whose parameters are names, slot and table as people count."""

    def name(who: str) -> str:
        return layout.people[who].name if who in layout.people else who

    params = {
        "one": name(conflict.pair[0]),
        "other": name(conflict.pair[1]),
        "slot": conflict.slot + 1,
        "table": conflict.table_number or 0,
        "who": name(conflict.participant),
        "with": ", ".join(name(who) for who in conflict.in_the_way or () if who != conflict.participant),
    }
    severity = Severity.ERROR if conflict.is_blocking else Severity.WARNING
    return Issue(f"meeting-{conflict.conflict}", severity, params=params)


def pin_meeting(dataset: Dataset, event: str, one: str, other: str, *, is_pinned: bool) -> ChangeSet:
    """Promise a meeting the slot in which it stands, or let planning move it again."""
    meeting = known_meeting(dataset, event, one, other)
    pair = (meeting.one, meeting.other)
    if is_pinned:
        return checked(_pinned(dataset, event, pair, meeting.slot), dataset)
    wishes = (dataset.wishes.get((event, *order)) for order in (pair, pair[::-1]))
    return checked([Change(wish, replace(wish, slot=None)) for wish in wishes if wish is not None], dataset)


def pinned_slot(dataset: Dataset, event: str, one: str, other: str) -> int | None:
    """The slot (from 0) that a pair was promised; None where there is none."""
    for key in ((event, one, other), (event, other, one)):
        wish = dataset.wishes.get(key)
        if wish is not None and wish.slot is not None:
            return int(wish.slot)
    return None


def remove_meeting(dataset: Dataset, event: str, one: str, other: str) -> ChangeSet:
    """Take a meeting off the timetable; what it was wished for stays, so that a replan may bring it back."""
    return ChangeSet((Change(known_meeting(dataset, event, one, other), None),))


def clear_meetings(dataset: Dataset, event: str) -> ChangeSet:
    """Take every meeting that was not held off the timetable."""
    first = known_event(dataset, event).next_slot
    return ChangeSet(
        tuple(Change(one, None) for one in dataset.meetings.of(event).values() if one.slot >= first)
    )


def set_next_slot(dataset: Dataset, event: str, slot: int) -> ChangeSet:
    """Mark the slots before this one (from 0) as held: no plan touches their meetings any more."""
    before = known_event(dataset, event)
    return checked([Change(before, replace(before, next_slot=slot))], dataset)


def set_outcome(
    dataset: Dataset,
    event: str,
    one: str,
    other: str,
    *,
    outcome: str | None = None,
    next_step: str | None = None,
) -> ChangeSet:
    """What came of a meeting, and what comes next; None leaves a text as it is."""
    before = known_meeting(dataset, event, one, other)
    after = replace(
        before,
        outcome=before.outcome if outcome is None else outcome,
        next_step=before.next_step if next_step is None else next_step,
    )
    return checked([Change(before, after)], dataset)


def known_meeting(dataset: Dataset, event: str, one: str, other: str) -> PlannedMeeting:
    """The meeting of two participants, in whatever order; `UnknownRecord` where there is none."""
    found: PlannedMeeting | None = dataset.meetings.get((event, *id_pair(one, other)))
    if found is None:
        raise UnknownRecord(kind=PlannedMeeting.kind, key=(event, one, other))
    return found


def _pinned(dataset: Dataset, event: str, pair: IdPair, slot: int) -> list[Change]:
    """One wish of the pair carries the slot; a wish that carries another loses it."""
    there = dataset.wishes.get((event, *pair))
    back = dataset.wishes.get((event, *pair[::-1]))
    carrier = there if there is not None or back is None else back
    if carrier is None:
        new = MeetingWish(event, *pair, WishKind.POSSIBLE, slot=slot)
        return [Change(None, new)]
    changes = [Change(carrier, replace(carrier, slot=slot))]
    if carrier is there and back is not None and back.slot is not None:
        changes.append(Change(back, replace(back, slot=None)))
    return changes
