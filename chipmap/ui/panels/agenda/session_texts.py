"""What the programme says of its sessions, and what can be chosen for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.match.event_times import session_times
from chipmap.model.match.place_partners import candidates_of
from chipmap.ui.panels.agenda.session_row import SessionReport
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _, ngettext
from chipmap.wording.events import duration_text, where_and_when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.records import AgendaSession, MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge


def event_line(bridge: WorkspaceBridge, event: MatchmakingEvent) -> str:
    """Where and when, how many sessions, how long: "Kuala Lumpur, 3 March 2026 · 5 sessions, 2 h 45"."""
    sessions = bridge.dataset.sessions.of(event.id).values()
    minutes = sum(session.minutes for session in sessions)
    counted = ngettext("{count} session", "{count} sessions", len(sessions)).format(count=len(sessions))
    lasting = _("{sessions}, {duration}").format(sessions=counted, duration=duration_text(minutes))
    return SEPARATOR.join(part for part in (where_and_when(event), lasting if minutes else counted) if part)


def session_reports(
    bridge: WorkspaceBridge, event: MatchmakingEvent, sessions: Sequence[AgendaSession]
) -> list[SessionReport]:
    """The rows of a programme."""
    times = session_times(event, sessions)
    return [
        SessionReport(
            one.id,
            time,
            _("{count} min").format(count=one.minutes),
            one.title,
            _with_whom(bridge, one),
            not one.partner,
        )
        for one, time in zip(sessions, times, strict=True)
    ]


def places_for(bridge: WorkspaceBridge, session: AgendaSession) -> list[tuple[str, str]]:
    """The places that a session can be with: the partner places, and the one it is with."""
    dataset = bridge.dataset
    keys = dict.fromkeys(candidates_of(dataset, dataset.settings.focus_region))
    keys |= dict.fromkeys(one.partner for one in dataset.sessions.of(session.event).values() if one.partner)
    return sorted(((key, bridge.subject_name(key)) for key in keys), key=lambda one: one[1])


def institutions_for(bridge: WorkspaceBridge, session: AgendaSession) -> list[tuple[str, str]]:
    """The institutions of both sides that a session can name, those in its segment first."""
    dataset = bridge.dataset
    ours = _members(bridge)
    sides = ours | ({session.partner} if session.partner else set())
    region = dataset.regions.get(session.partner)
    sides |= set(region.members) if region is not None else set()
    found = [one for one in dataset.institutions.values() if one.country in sides]
    found += [dataset.institutions[key] for key in session.institutions if key in dataset.institutions]
    ordered = sorted(
        {one.id: one for one in found}.values(),
        key=lambda one: (one.country in ours, session.segment not in one.segments, one.name.casefold()),
    )
    return [(one.id, f"{one.short_name or one.name}, {bridge.subject_name(one.country)}") for one in ordered]


def _with_whom(bridge: WorkspaceBridge, session: AgendaSession) -> str:
    """With whom: "Malaysia 3 · EU-27 4 institutions", or that it is with all."""
    if not session.partner:
        return _("Plenary")
    dataset, ours = bridge.dataset, _members(bridge)
    named = [dataset.institutions[key] for key in session.institutions if key in dataset.institutions]
    here = sum(one.country in ours for one in named)
    place = bridge.subject_name(session.partner)
    if not named:
        return place
    focus = bridge.subject_name(dataset.settings.focus_region)
    text = ngettext("{focus} {count} institution", "{focus} {count} institutions", here)
    return SEPARATOR.join((f"{place} {len(named) - here}", text.format(focus=focus, count=here)))


def _members(bridge: WorkspaceBridge) -> set[str]:
    """The places of our side."""
    focus = bridge.dataset.settings.focus_region
    region = bridge.dataset.regions.get(focus)
    return set(region.members) if region is not None else {focus}
