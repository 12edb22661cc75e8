"""Files about an event: the agenda, cards, room plan and follow-up list out, participants in.

Each is written beside the window and put in its place whole. How people can be reached goes along only where
somebody has ticked it, and only into the agenda workbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.pages.agenda_exports import Export, file_titles
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.agenda_workbook import AgendaWords
    from chipmap.model.match.agenda import Agenda
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.shell.workspace_view import WorkspaceView

_STEPS = 3
_ENDINGS = {
    Export.AGENDA: ("xlsx", "pptx", "pdf"),
    Export.CARDS: ("pdf",),
    Export.ROOM: ("pdf",),
    Export.FOLLOW_UP: ("xlsx",),
}
_SLIDES = (".pptx", ".pdf")


def export_event(view: WorkspaceView, event: str, export: Export, has_contacts: bool = False) -> None:
    """Ask for a place and write a file about an event there."""
    from chipmap.wording.agendas import agenda_words

    window, bridge = _window_of(view), view.bridge
    title = _("{title} {event}").format(title=file_titles()[export], event=bridge.dataset.events[event].name)
    path = window.dialogs.ask_agenda_place(title, *_ENDINGS[export])
    if path is None:
        return
    if export is Export.AGENDA and path.suffix.lower() in _SLIDES:
        _write_slide(window, bridge, event, path)
        return
    content = _content(bridge.dataset, event, export, agenda_words(bridge.names.name), has_contacts)

    def work(progress: Progress) -> Path:
        from chipmap.model.host.replacing import replace_file

        replace_file(path, content(progress))
        progress.step(_STEPS, _STEPS)
        return path

    window.jobs.start(work, _("Writing {name}").format(name=path.name), lambda written: _say(window, written))


def _write_slide(window: MainWindow, bridge: WorkspaceBridge, event: str, path: Path) -> None:
    """Write the programme as a slide, the same that a story shows of it."""
    from datetime import datetime

    from chipmap.model.records import Slide, SlideKind
    from chipmap.model.story.slide_view import SlideView, view_text
    from chipmap.ui.story.story_files import StoryFormat, ToldStory, write_story

    name = bridge.dataset.events[event].name
    slide = Slide("agenda", "agenda", 0, SlideKind.AGENDA, name, view=view_text(SlideView(event=event)))
    today = datetime.now().astimezone().date()
    story = ToldStory(name, bridge.dataset, (slide,), bridge.names, today, bridge.workspace.revision)
    kind = StoryFormat(path.suffix.lower().lstrip("."))
    title = _("Writing {name}").format(name=path.name)
    window.jobs.start(
        lambda progress: write_story(story, path, kind, progress), title, lambda _paths: _say(window, path)
    )


def import_participants(view: WorkspaceView, event: str) -> None:
    """Ask for a workbook of participants and wishes, and review what it would change."""
    from chipmap.ui.dialogs.attendance_dialog import AttendanceDialog

    window = _window_of(view)
    path = window.dialogs.ask_participants()
    if path is not None:
        AttendanceDialog(view.bridge, window.jobs, event, path, window).open()


def save_template(view: WorkspaceView, event: str) -> None:
    """Ask for a place and put the workbook there in which participants and wishes are collected."""
    from chipmap.wording.attendance import attendance_words

    window, dataset = _window_of(view), view.bridge.dataset
    title = _("Participants {event}").format(event=dataset.events[event].name)
    path = window.dialogs.ask_agenda_place(title, "xlsx")
    if path is None:
        return
    words = attendance_words(view.bridge.names.name)

    def work(_progress: Progress) -> Path:
        from chipmap.model.exchange.attendance_template import attendance_template
        from chipmap.model.host.replacing import replace_file

        replace_file(path, attendance_template(dataset, event, words))
        return path

    window.jobs.start(work, _("Writing {name}").format(name=path.name), lambda written: _say(window, written))


def _content(
    dataset: Dataset, event: str, export: Export, words: AgendaWords, has_contacts: bool
) -> Callable[[Progress], bytes]:
    """What makes the file, from a snapshot and words of the present language."""
    from chipmap.wording.programmes import standing_text

    def make(progress: Progress) -> bytes:
        from chipmap.model.exchange.agenda_workbook import agenda_workbook, follow_up_workbook
        from chipmap.model.match.agenda import agenda_of
        from chipmap.model.match.event_planning import standing_of_event

        progress.step(0, _STEPS)
        if export is not Export.AGENDA:
            agenda = agenda_of(dataset, event)
            progress.step(1, _STEPS)
            return follow_up_workbook(agenda, words) if export is Export.FOLLOW_UP else printed(agenda)
        has_meetings = bool(dataset.meetings.of(event))
        standing = standing_of_event(dataset, event) if has_meetings else None
        progress.step(2, _STEPS)
        held = dataset.contacts.of(event).values() if has_contacts else None
        return agenda_workbook(
            agenda_of(dataset, event, standing=standing),
            words,
            standing=standing_text(standing) if standing is not None else "",
            contacts=None if held is None else {one.participant: one for one in held},
        )

    def printed(agenda: Agenda) -> bytes:
        from chipmap.ui.print.agenda_cards import agenda_cards
        from chipmap.ui.print.room_plan import room_plan_pages

        return (agenda_cards if export is Export.CARDS else room_plan_pages)(agenda, words)

    return make


def _say(window: MainWindow, path: Path) -> None:
    from chipmap.ui.dialogs.export_dialog import show_in_folder

    text = _("Saved as {name}").format(name=path.name)
    window.say(text, _("Show in folder"), lambda: show_in_folder(path))


def _window_of(view: WorkspaceView) -> MainWindow:
    from chipmap.ui.main_window import MainWindow

    window = view.window()
    assert isinstance(window, MainWindow)
    return window
