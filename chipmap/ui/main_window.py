"""The window: start screen or an open workspace, the commands, what is dropped on it, and how it closes."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from chipmap.model.workspace import How
from chipmap.ui.actions import COMMANDS, make_actions, show_step
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.documents import Documents
from chipmap.ui.errors import show_error
from chipmap.ui.file_dialogs import FileDialogs
from chipmap.ui.jobs import Jobs
from chipmap.ui.operations.files import is_draft
from chipmap.ui.preferences import Preferences
from chipmap.ui.selection import Selection
from chipmap.ui.shell.finding import Finding
from chipmap.ui.shell.save_state import modified_at, save_state
from chipmap.ui.shell.workspace_view import WorkspaceView
from chipmap.ui.ways import show_ways
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from chipmap.model.exchange.table_workbook import Sheet
    from chipmap.model.labels import Label
    from chipmap.model.workspace import Announcement
    from chipmap.ui.issue_watch import IssueWatch
    from chipmap.ui.jobs import Job
    from chipmap.ui.shell.job_bar import JobBar
    from chipmap.ui.shell.start_screen import RecentFile
    from chipmap.ui.shell.toast import Toast

SMALLEST = (1180, 720)
_USUAL = (1600, 1000)
_AFTER_FIRST_PAINT_MS = 300


class MainWindow(QMainWindow):
    """Wires the parts to the commands; what a command does stands in `shell.window_commands`."""

    def __init__(self, preferences: Preferences, dialogs: FileDialogs | None = None) -> None:
        super().__init__()
        self.preferences = preferences
        self.dialogs = dialogs or FileDialogs(self)
        self.jobs = Jobs(self.show_error, self)
        self.jobs.became_slow.connect(self._on_slow)
        self.documents = Documents(self.dialogs, preferences, self)
        self.commands = make_actions(self)
        self._does: dict[str, Callable[[], object]] = {}
        self.finding = Finding(self)
        self.view: WorkspaceView | None = None
        self._toast: Toast | None = None
        self._job_bar: JobBar | None = None
        self._saved_at: datetime | None = None
        self._issues: IssueWatch | None = None
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._connect_commands()
        self.documents.opened.connect(self._on_opened)
        self.documents.settling.connect(self._on_settling)
        self.documents.closing.connect(self._on_closing)
        self.documents.failed.connect(self.show_error)
        self._restore_geometry()

    # What is shown

    def show_start(self) -> None:
        """Show the start screen."""
        from chipmap.ui.shell.recent_files import recent_files
        from chipmap.ui.shell.start_screen import StartScreen

        screen = StartScreen(recent_files(self.preferences.settings.recent_workspaces))
        screen.starter_wanted.connect(self.documents.new)
        screen.workspace_wanted.connect(self.documents.ask_and_open)
        screen.scorecard_wanted.connect(lambda: self._run("import"))
        screen.file_chosen.connect(self._open_recent)
        self.setCentralWidget(screen)
        self.setWindowTitle(_("Chipmap"))
        self._show_state()
        screen.take_focus()

    def show_error(self, error: BaseException) -> None:
        """Tell the person what happened."""
        show_error(self, error)

    @property
    def toast(self) -> Toast | None:
        """The message over the canvas, if there has been one."""
        return self._toast

    def say(
        self,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        way: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a message over the canvas, with an action and a way to what it is about at most."""
        if self.view is None:
            return
        if self._toast is None:
            from chipmap.ui.shell.toast import Toast

            self._toast = Toast(self.view.canvas)
            self.view.canvas.float_over(self._toast)
        self._toast.say(text, action, act, way)

    def import_file(self, path: Path) -> None:
        """Review what a returned scorecard would change; without a workspace it begins one."""
        from chipmap.ui.shell.intake import import_scorecards

        import_scorecards(self, [path])

    def open_search(self, text: str = "") -> None:
        """Open the search, with something typed already where that helps."""
        self.finding.open(text)

    def close_search(self) -> None:
        """Leave the search, if it is open."""
        self.finding.leave()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finding.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        bridge = self.documents.bridge
        path = bridge.workspace.path if bridge is not None else None
        if not self.documents.close():
            event.ignore()
            return
        self.jobs.cancel_all()
        geometry = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self.preferences.change(window_geometry=geometry)
        if path is None or is_draft(path):
            self.preferences.close_workspace()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from chipmap.ui.shell.intake import dropped_paths

        if dropped_paths(self, event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from chipmap.ui.shell.intake import dropped_paths, take_paths

        paths = dropped_paths(self, event)
        if paths:
            event.acceptProposedAction()
            # The program that gave the files waits until this returns, so a dialog must not open yet.
            QTimer.singleShot(0, self, lambda: take_paths(self, paths))

    # Commands

    def _connect_commands(self) -> None:
        for name, action in self.commands.items():
            action.triggered.connect(lambda _on=False, name=name: self._run(name))

    def _run(self, name: str) -> None:
        """Do what a command stands for; what all of them do is loaded with the first."""
        if not self._does:
            from chipmap.ui.shell.window_commands import window_commands

            self._does = window_commands(self)
        self._does[name]()

    def _open_recent(self, file: RecentFile) -> None:
        if file.copy is not None:
            self.documents.recover(file.copy)
        else:
            self.documents.open(file.path)

    def _export_scorecard(self, subject: str) -> None:
        from chipmap.ui.shell.rater_dialogs import export_scorecard

        export_scorecard(self, subject)

    def _export_issues(self, rows: list[list[str]]) -> None:
        from chipmap.ui.shell.issue_places import export_issues

        export_issues(self, rows)

    def _export_tables(self, title: str, sheets: list[Sheet]) -> None:
        from chipmap.ui.shell.table_export import export_tables

        export_tables(self, title, sheets)

    # The open workspace

    def _on_opened(self, bridge: WorkspaceBridge) -> None:
        from chipmap.ui.first_view import first_view

        selection = Selection(first_view(bridge), bridge)
        self._job_bar = None
        self.view = WorkspaceView(bridge, selection, self.commands, self.preferences, self.jobs)
        self.view.search_wanted.connect(self.open_search)
        self.finding.begin(bridge)
        self.view.export_wanted.connect(self._export_scorecard)
        self.view.said.connect(self.say)
        self.view.issues_export_wanted.connect(self._export_issues)
        self.view.tables_export_wanted.connect(self._export_tables)
        bridge.changed.connect(self._on_changed)
        self._saved_at = modified_at(bridge.workspace.path)
        self.setCentralWidget(self.view)
        # Nothing is marked as focused until the person uses the keyboard; Tab begins at the rail.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self.view, self._watch_issues)
        if bridge.workspace.was_recovered:
            from chipmap.ui.shell.recovery_text import recovery_text

            self.say(recovery_text(bridge.workspace), _("Save"), self.documents.save)

    def _on_slow(self, job: Job) -> None:
        if self._job_bar is None:
            from chipmap.ui.shell.job_bar import JobBar

            self._job_bar = JobBar(self.view.canvas if self.view is not None else self)
            if self.view is not None:
                self.view.canvas.float_over(self._job_bar)
        self._job_bar.follow(job)

    def _on_settling(self) -> None:
        if self.view is not None:
            self.view.commit_pending()

    def _on_closing(self) -> None:
        if self._issues is not None:
            self._issues.close()
            self._issues = None
        self.finding.end()
        self.view = None
        self._toast = None
        self._job_bar = None
        self.setCentralWidget(QWidget())

    def _on_changed(self, announcement: Announcement) -> None:
        bridge = self.documents.bridge
        if bridge is None:
            return
        if announcement.how is How.SAVED:
            self._saved_at = datetime.now(UTC)
            self.say(_("Saved as {name}").format(name=bridge.workspace.path.name))
        elif announcement.label is not None:
            self._say_step(bridge, announcement, announcement.label)
        self._show_state()

    def _say_step(self, bridge: WorkspaceBridge, announcement: Announcement, label: Label) -> None:
        """Tell what was done, with the way to take it back."""
        from chipmap.ui.shell.story_making import way_to_slide
        from chipmap.wording.changes import describe, step_name

        if announcement.how is How.UNDONE:
            text = _("Undone: {step}").format(step=step_name(label))
            self.say(text, _("Redo"), self.commands["redo"].trigger)
        else:
            text = describe(label, announcement.changes, bridge.dataset, bridge.names)
            self.say(text, _("Undo"), self.commands["undo"].trigger, way_to_slide(self, announcement))

    def _watch_issues(self) -> None:
        """Count the issues beside the window, now and after every edit."""
        from chipmap.ui.issue_watch import IssueWatch

        if self.view is not None:
            self._issues = IssueWatch.of(self.view.bridge)
            self._issues.renewed.connect(self._show_issue_count)
            self._issues.begin()

    def _show_issue_count(self) -> None:
        if self.view is not None and self._issues is not None:
            self.view.rail.show_count("issues", self._issues.count or 0)

    def _show_state(self) -> None:
        """Name, save state and which commands can run."""
        bridge = self.documents.bridge
        for command in COMMANDS:
            self.commands[command.id].setEnabled(bridge is not None or not command.needs_workspace)
        show_ways(self.view.selection if self.view is not None else None, self.commands)
        if bridge is None:
            return
        workspace = bridge.workspace
        for name, step in (("undo", workspace.undo_label), ("redo", workspace.redo_label)):
            self.commands[name].setEnabled(step is not None)
            show_step(self.commands[name], step)
        title = bridge.dataset.settings.title
        self.setWindowTitle(_("{title} – Chipmap").format(title=title + ("*" if workspace.is_dirty else "")))
        if self.view is not None:
            self.view.top_bar.show_name(title, save_state(bridge, self._saved_at))

    def _restore_geometry(self) -> None:
        kept = self.preferences.settings.window_geometry
        if not kept or not self.restoreGeometry(QByteArray(base64.b64decode(kept, validate=False))):
            room = self.screen().availableGeometry().size()
            self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))
