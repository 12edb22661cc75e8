"""Slides of the programme of an event: sessions and institutions, never how people are reached."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chipmap.model.edits.sessions import sessions_of
from chipmap.model.match.event_times import minutes_of, session_times, time_text
from chipmap.model.records import MatchmakingEvent
from chipmap.model.story.slide_content import SessionLine
from chipmap.wording import _, formats, stories
from chipmap.wording.slides.asked import GoneFromWorkspace, SlideBody

if TYPE_CHECKING:
    from chipmap.model.records import AgendaSession
    from chipmap.wording.slides.asked import SlideAsked


def event_asked(asked: SlideAsked) -> MatchmakingEvent:
    """The event of a view, else the only or the latest one; raises `GoneFromWorkspace`."""
    found = asked.dataset.events.get(asked.view.event)
    if isinstance(found, MatchmakingEvent):
        return found
    if asked.view.event or not asked.dataset.events:
        raise GoneFromWorkspace(
            _("The event “{name}” is no longer in the workspace.").format(name=asked.view.event)
            if asked.view.event
            else _("The workspace has no event.")
        )
    return max(asked.dataset.events.values(), key=lambda event: (event.date, event.id))


def agenda_body(asked: SlideAsked) -> SlideBody:
    """The sessions with their times; raises `GoneFromWorkspace`."""
    event = event_asked(asked)
    lines = _lines(asked, event, sessions_of(asked.dataset, event.id))
    partners = {line.partner for line in lines if line.partner}
    where = [_day(event.date), event.venue]
    return SlideBody(
        title=stories.agenda_title(event.name, len(lines), len(partners)),
        subtitle=", ".join(part for part in where if part),
        places=tuple(one.partner for one in sessions_of(asked.dataset, event.id)),
        alt_text=" ".join(_spoken(line) for line in lines),
        sessions=tuple(lines),
    )


def _lines(asked: SlideAsked, event: MatchmakingEvent, sessions: list[AgendaSession]) -> list[SessionLine]:
    """Sessions follow each other from the beginning of the event."""
    lines = []
    for begins, session in zip(session_times(event, sessions), sessions, strict=True):
        institutions = (asked.place(one) for one in session.institutions if one in asked.dataset.institutions)
        lines.append(
            SessionLine(
                begins=begins,
                ends=time_text(minutes_of(begins) + session.minutes),
                title=session.title,
                partner=asked.place(session.partner) if session.partner else "",
                segment=asked.segment_name(session.segment) if session.segment else "",
                institutions=tuple(institutions),
                minutes=session.minutes,
            )
        )
    return lines


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return formats.date(day)


def _spoken(line: SessionLine) -> str:
    parts = [line.title, line.partner, line.segment, ", ".join(line.institutions)]
    return _("{begins} to {ends}: {what}.").format(
        begins=line.begins, ends=line.ends, what=", ".join(part for part in parts if part)
    )
