"""Edits of the programme of an event: sessions in their order, with a partner place or with all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import AgendaSession

USUAL_MINUTES = 45


def sessions_of(dataset: Dataset, event: str) -> list[AgendaSession]:
    """The sessions of an event in their order."""
    return sorted(dataset.sessions.of(event).values(), key=lambda one: (one.position, one.id))


def add_session(
    dataset: Dataset,
    event: str,
    title: str,
    *,
    partner: str = "",
    segment: str = "",
    minutes: int = USUAL_MINUTES,
    institutions: Sequence[str] = (),
    position: int | None = None,
) -> ChangeSet:
    """Add a session at the end of the programme, or before the one at `position` (from 0)."""
    order = sessions_of(dataset, event)
    taken = dataset.sessions.of(event)
    key = id_from_name(f"{partner} {segment}", lambda found: (event, found) in taken, otherwise="session")
    session = AgendaSession(key, event, len(order), title, partner, segment, minutes, tuple(institutions))
    at = len(order) if position is None else position
    return _put_in_order(dataset, [*order[:at], session, *order[at:]])


def put_session(dataset: Dataset, session: AgendaSession) -> ChangeSet:
    """Change the session with the same id; its place in the programme is `move_session`'s."""
    before = known_session(dataset, session.event, session.id)
    return checked([Change(before, replace(session, position=before.position))], dataset)


def move_session(dataset: Dataset, event: str, session: str, position: int) -> ChangeSet:
    """Put a session at a position (from 0) of the programme; the others close up."""
    moved = known_session(dataset, event, session)
    others = [one for one in sessions_of(dataset, event) if one.id != session]
    at = min(max(position, 0), len(others))
    return _put_in_order(dataset, [*others[:at], moved, *others[at:]])


def remove_session(dataset: Dataset, event: str, session: str) -> ChangeSet:
    """Take a session off the programme; the others close up."""
    gone = known_session(dataset, event, session)
    left = [one for one in sessions_of(dataset, event) if one.id != session]
    return ChangeSet((Change(gone, None),)) + _put_in_order(dataset, left)


def clear_sessions(dataset: Dataset, event: str) -> ChangeSet:
    """Take every session off the programme."""
    return ChangeSet(tuple(Change(one, None) for one in sessions_of(dataset, event)))


def known_session(dataset: Dataset, event: str, session: str) -> AgendaSession:
    """The session of an event with this id; `UnknownRecord` where there is none."""
    found: AgendaSession | None = dataset.sessions.get((event, session))
    if found is None:
        raise UnknownRecord(kind=AgendaSession.kind, key=(event, session))
    return found


def _put_in_order(dataset: Dataset, sessions: Sequence[AgendaSession]) -> ChangeSet:
    """The sessions numbered as they stand; changes only what moved or is new."""
    placed = [replace(one, position=at) for at, one in enumerate(sessions)]
    return checked([Change(dataset.sessions.get(one.key), one) for one in placed], dataset)
