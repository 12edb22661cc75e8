"""Makes the Match page, and leads from what it misses to the field in which that is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from chipmap.ui.pages.match_page import MatchPage
from chipmap.ui.shell.collaboration_ways import start_collaboration

if TYPE_CHECKING:
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.panels.partners.missing_note import Field
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_match_page(view: WorkspaceView) -> MatchPage:
    """The page, with its way out to the score editor."""
    page = MatchPage(view.bridge, view.selection, view.jobs)
    page.story_wanted.connect(view.commands["add_slide"].trigger)
    page.record_wanted.connect(lambda field: record_answer(view, field))
    page.side.why.start_wanted.connect(lambda place: start_collaboration(view, place))
    page.agenda.told.connect(view.said)
    page.side.agenda.export_wanted.connect(lambda: _export_agenda(view, page))
    page.side.agenda.event_wanted.connect(lambda event: _edit_event(view, event))
    return page


# The Agenda page is loaded when something of it is asked for, and not with the partners.


def _edit_event(view: WorkspaceView, event: MatchmakingEvent | None) -> None:
    from chipmap.ui.shell.agenda_making import ask_event

    ask_event(view, event)


def _export_agenda(view: WorkspaceView, page: MatchPage) -> None:
    from chipmap.ui.pages.agenda_exports import Export
    from chipmap.ui.shell.agenda_files import export_event

    event = page.side.agenda.event_shown
    if event is not None:
        export_event(view, event.id, Export.AGENDA)


def record_answer(view: WorkspaceView, field: Field) -> None:
    """Open the score editor of a subject in a segment, with the keyboard in the field that is missing."""
    view.selection.choose(page="map", subject=field.subject, segment=field.segment)
    view.panel.begin_editing()
    if field.kind == "need":
        entry = view.panel.editor.stepper(field.kind, field.horizon)
        # The editor gives the keyboard to the levels a moment after another row is shown.
        QTimer.singleShot(0, entry, lambda: QTimer.singleShot(0, entry, lambda: _enter(entry)))


def _enter(entry: QWidget) -> None:
    entry.setFocus(Qt.FocusReason.OtherFocusReason)
    part = entry.parentWidget()
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    if part is not None:
        part.ensureWidgetVisible(entry, 0, 48)
