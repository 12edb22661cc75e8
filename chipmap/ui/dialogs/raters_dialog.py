"""Raters and rounds in one place: who answers, which round is open, and what a round has given.

Everything done here is done at once, as a step that can be undone, here or later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from chipmap.model.workspace import How
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.raters_view import RatersView
from chipmap.ui.dialogs.report_view import ReportView
from chipmap.ui.dialogs.rounds_view import RoundsView
from chipmap.ui.operations import history
from chipmap.ui.widgets.parts import button
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.changes import describe, step_name

if TYPE_CHECKING:
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs

RATERS, ROUNDS, REPORT = "raters", "rounds", "report"


class RatersDialog(DialogFrame):
    """`mailing_asked` carries the ids of the raters that scorecards are to be sent to."""

    mailing_asked = Signal(object)

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, parent: QWidget | None = None, *, shown: str = RATERS
    ) -> None:
        super().__init__(_("Raters and rounds"), 1040, 800, parent)
        self._bridge = bridge
        self._steps = 0
        self._part = shown
        self.raters = RatersView(bridge)
        self.rounds = RoundsView(bridge)
        self.report = ReportView(bridge, jobs)
        self._pages = QStackedWidget()
        self._page_of: dict[str, RatersView | RoundsView | ReportView] = {
            RATERS: self.raters,
            ROUNDS: self.rounds,
            REPORT: self.report,
        }
        for page in self._page_of.values():
            page.said.connect(self.show_note)
        for shown_page in (self.raters, _scrolled(self.rounds), self.report):
            self._pages.addWidget(shown_page)
        self.rounds.mailing_asked.connect(self._on_mailing)
        self.parts = SegmentedChoice(
            _("Part of this window"),
            [(RATERS, _("Raters")), (ROUNDS, _("Rounds")), (REPORT, _("Round report"))],
            can_clear=False,
        )
        self.parts.picked.connect(self.show_part)
        choice = QHBoxLayout()
        choice.addWidget(self.parts)
        choice.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(choice)
        self.body.addWidget(self._pages, 1)
        self._make_footer()
        bridge.changed.connect(self._on_changed)
        self.show_part(shown)
        self._page_of[shown].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, part: str) -> None:
        """Show the raters, the rounds or the report."""
        self.parts.show_choice(part)
        page = self._page_of[part]
        self._part = part
        self._pages.setCurrentIndex(list(self._page_of).index(part))
        page.refresh()

    def done(self, result: int) -> None:
        self.report.stop()
        self._bridge.changed.disconnect(self._on_changed)
        super().done(result)

    def undo(self) -> None:
        """Take back the last step that was done while this was open."""
        if self._steps:
            history.undo(self._bridge)

    def _make_footer(self) -> None:
        self.undo_button = button(_("Undo"), self.undo, is_footer=True)
        self.undo_button.setEnabled(False)
        self.add_footer_button(self.undo_button)
        self.cancel.hide()
        self.primary.setText(_("Close"))
        self.primary.setDefault(False)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_changed(self, announcement: Announcement) -> None:
        """Say what was done, and show the workspace as it is now."""
        if announcement.label is None:
            return
        is_undone = announcement.how is How.UNDONE
        self._steps += -1 if is_undone else 1
        step = step_name(announcement.label)
        bridge = self._bridge
        self.show_note(
            _("Undone: {step}").format(step=step)
            if is_undone
            else describe(announcement.label, announcement.changes, bridge.dataset, bridge.names)
        )
        self.undo_button.setEnabled(self._steps > 0)
        self._page_of[self._part].refresh()

    def _on_mailing(self) -> None:
        raters = tuple(map(str, self._bridge.dataset.raters))
        self.accept()
        self.mailing_asked.emit(raters)


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that may be higher than the dialog where text is large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setProperty("look", "clear")
    area.setWidget(page)
    return area
