"""Ties the partners to the programme beside them: cards come into it and leave it, sessions are suggested.

A session that is added rests on the same numbers as the card; each press is one step that can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.model.edits.sessions import sessions_of
from chipmap.model.errors import ChipmapError
from chipmap.model.match.session_proposals import MOST_PROPOSED, propose_session
from chipmap.model.records import (
    AgendaSession,
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    PlannedMeeting,
)
from chipmap.ui.errors import sentence_of
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.ui.operations import events as operations
from chipmap.wording import _
from chipmap.wording.programmes import session_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint

    from chipmap.model.match.place_partners import PartnerList
    from chipmap.model.match.session_proposals import SessionProposal
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.pages.match_side import MatchSide
    from chipmap.ui.panels.partners.card_list import CardList

_OF_EVENTS = (
    AgendaSession,
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    PlannedMeeting,
)


def is_only_agenda(announcement: Announcement) -> bool:
    """Whether an edit was about events alone, which no partner's score depends on."""
    changed = list(announcement.changes.changes)
    return bool(changed) and all(isinstance(change.record, _OF_EVENTS) for change in changed)


class MatchAgenda(QObject):
    """What the cards and the agenda tab do with each other; `told` says what a person should read."""

    told = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, cards: CardList, side: MatchSide, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._cards, self._side = bridge, cards, side
        self._found: PartnerList | None = None
        self.proposals = NewestAnswer(jobs, _("Looking for sessions"), self)
        self.proposals.answered.connect(self._add)
        cards.agenda_wanted.connect(self.turn)
        cards.card_dragged.connect(self._on_dragged)
        cards.card_dropped.connect(self._on_dropped)
        side.agenda.suggest_wanted.connect(self.suggest)

    def show_found(self, found: PartnerList) -> None:
        """Another ranking is shown: mark its cards."""
        self._found = found
        self.refresh()

    def refresh(self) -> None:
        """Mark the cards whose place has a session, and show the programme."""
        self._cards.show_agenda({one.partner for one in self._sessions()})
        self._side.show_agenda_again()

    def turn(self, place: str) -> None:
        """Take a place into the agenda with a session, or out of it with all it has."""
        event, found = self._side.agenda.event_shown, self._found
        there = [one.id for one in self._sessions() if one.partner == place]
        self._side.show_agenda()
        if there and event is not None:
            operations.remove_sessions(self._bridge, event.id, there)
        elif found is not None:
            self._add([propose_session(self._bridge.dataset, found, place)])

    def _on_dragged(self, hand: QPoint) -> None:
        """Show where a card can be dropped, and whether the hand is there."""
        self._side.show_agenda()
        self._side.agenda.sessions.show_target(is_over=self._is_over(hand))

    def _on_dropped(self, place: str, hand: QPoint) -> None:
        self._side.agenda.sessions.show_target(is_over=False)
        is_new = place not in {one.partner for one in self._sessions()}
        if is_new and self._is_over(hand):
            self.turn(place)

    def _is_over(self, hand: QPoint) -> bool:
        return self._side.rect().contains(self._side.mapFromGlobal(hand))

    def suggest(self) -> None:
        """Add sessions with the best ranked places that have none yet."""
        dataset, found = self._bridge.dataset, self._found
        if found is None:
            return
        there = {one.partner for one in self._sessions()}
        ranked = [one.place for one in found.partners if one.ranked.rank is not None]
        places = [place for place in ranked if place not in there][:MOST_PROPOSED]
        if not places:
            self.told.emit(_("Every ranked place has a session already."))
            return
        self.proposals.compute(lambda _progress: [propose_session(dataset, found, one) for one in places])

    def _sessions(self) -> list[AgendaSession]:
        event = self._side.agenda.event_shown
        return sessions_of(self._bridge.dataset, event.id) if event is not None else []

    def _add(self, proposals: Sequence[SessionProposal]) -> None:
        bridge = self._bridge
        event = self._side.agenda.event_shown or operations.new_event(bridge)
        sessions = [
            AgendaSession(
                "",
                event.id,
                0,
                session_title(bridge.dataset, one, bridge.names),
                one.partner,
                one.segment,
                one.minutes,
                one.institutions,
            )
            for one in proposals
        ]
        try:
            operations.add_sessions(bridge, event, sessions)
        except ChipmapError as refused:
            self.told.emit(sentence_of(refused))
