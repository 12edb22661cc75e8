"""The Collaborations page: the register as table, board or timeline, and the one that is open beside it.

It follows the bridge and the selection and keeps nothing of its own: what is shown is in the View.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.match.register_findings import register_issues
from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui import theme
from chipmap.ui.collaboration_wish import (
    CollaborationWish,
    open_collaboration,
    wish_for,
    wish_of,
)
from chipmap.ui.map.accessibility import announce
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.pages.collaborations_side import DETAILS, FINDINGS, CollaborationsSide
from chipmap.ui.pages.match_head import MatchHead
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.register.controls import RegisterControls
from chipmap.ui.panels.register.findings_panel import NEED, WORK
from chipmap.ui.panels.register.keys import is_add_key
from chipmap.ui.panels.register.row import RegisterRow, shown_rows, title_text
from chipmap.ui.panels.register.shapes import RegisterShapes
from chipmap.ui.panels.register.starting import started_between
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent

    from chipmap.model.dataset import Dataset
    from chipmap.model.issues import Issue
    from chipmap.model.records import Collaboration
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.preferences import Preferences
    from chipmap.ui.selection import Selection, View

_SIDE_WIDTH = 412
_LARGEST_SIDE = 0.42
_PADDING = 24
_LOWEST = 260
"""Lower than this nobody can read the register; then the page scrolls."""


class CollaborationsPage(QWidget):
    """Register on the left, map, form and checks on the right."""

    told = Signal(str)
    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(
        self,
        bridge: WorkspaceBridge,
        selection: Selection,
        preferences: Preferences,
        jobs: Jobs,
        *,
        today: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self.today = today or date.today()  # noqa: DTZ011 - what is due is due by the calendar on the wall
        self.rows: list[RegisterRow] = []
        self.head = MatchHead(selection, "collaborations")
        self.controls = RegisterControls(bridge)
        self.shapes = RegisterShapes(bridge, preferences, self.today)
        self.side = CollaborationsSide(bridge, self.today)
        self._asked: tuple[Dataset, str] | None = None
        self.findings = NewestAnswer(jobs, _("Comparing needs and collaborations"), self)
        self.findings.answered.connect(self._on_findings)
        self._lay_out()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed or drawn."""
        return self.findings.is_waiting or self.side.map.is_drawing

    @property
    def work(self) -> Collaboration | None:
        """The collaboration that is open."""
        found: Collaboration | None = self._bridge.dataset.collaborations.get(self._wish.chosen)
        return found

    @property
    def _wish(self) -> CollaborationWish:
        return wish_of(self._selection.view)

    def add(self, partner: str = "", segment: str = "") -> None:
        """Add a collaboration of the focus region, with the keyboard in its name."""
        view = self._selection.view
        work = started_between(self._bridge, view.focus, partner, segment or view.segment)
        operations.put_collaboration(self._bridge, work)
        open_collaboration(self._selection, work.id)
        self.side.turn(DETAILS)
        self.side.form.take_focus("name")

    def remove(self, key: str) -> None:
        """Remove a collaboration; the message that follows can bring it back."""
        operations.remove_collaboration(self._bridge, key)
        if self._wish.chosen == key:
            wish_for(self._selection, chosen="")
        self.take_focus()

    def enter(self, key: str, field_name: str = "name") -> None:
        """Open a collaboration and walk on into one of its fields."""
        if any(row.key == key for row in self.rows):
            self.choose(key)
        else:
            open_collaboration(self._selection, key)
        self.side.turn(DETAILS)
        self.side.form.take_focus(field_name)

    def choose(self, key: str) -> None:
        """Open a collaboration; the list keeps the keyboard."""
        wish_for(self._selection, chosen=key)

    def show_findings(self) -> None:
        """Turn to the needs and the work that do not meet, with the keyboard on the first."""
        self.side.turn(FINDINGS)
        self.side.findings.take_focus()

    def commit_pending(self) -> None:
        """Keep what is still being typed."""
        self.side.commit_pending()

    def take_focus(self) -> None:
        """Put the keyboard into the register."""
        if not self.shapes.take_focus(self._wish.chosen):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would take everything before it out of the order of Tab.
        super().focusInEvent(event)
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_add_key(event):
            self.add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self._action_row())
        column.addWidget(self.controls)
        column.addWidget(self.shapes, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(PanelScroll(left, side=_PADDING), 1)
        row.addWidget(self.side)

    def _action_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        flow.set_line_gap(4)
        self.add_button = button(_("Add collaboration"), self.add, look="primary", icon="plus")
        self.add_button.setToolTip(_("Add collaboration (N)"))
        self.needs = button("", self.show_findings, look="quiet")
        self.works = button("", self.show_findings, look="quiet")
        self.needs.hide()
        self.works.hide()
        self.export_button = button(_("Export…"), self.export_wanted.emit, icon="upload")
        self.export_button.setAccessibleName(_("Export the register as a workbook"))
        self.import_button = button(_("Import…"), self.import_wanted.emit, icon="file-down")
        self.import_button.setAccessibleName(_("Import a returned register"))
        for widget in (self.add_button, self.export_button, self.import_button, self.needs, self.works):
            flow.addWidget(widget)
        return row

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        theme.current().changed.connect(self._on_theme_changed)
        self.controls.wished.connect(self._on_wished)
        self.controls.zoomed.connect(self._on_zoomed)
        self.shapes.chosen.connect(self.choose)
        self.shapes.entered.connect(self.enter)
        self.shapes.removal_wanted.connect(self.remove)
        self.shapes.left.connect(lambda: wish_for(self._selection, chosen=""))
        self.shapes.moved.connect(lambda key, stage: operations.move_stage(self._bridge, key, stage))
        self.shapes.said.connect(lambda text: announce(self.shapes, text))
        self.side.form.removal_wanted.connect(self.remove)
        self.side.form.told.connect(self.told)
        self.side.left.connect(self.take_focus)
        self.side.findings.start_wanted.connect(lambda segment: self.add(segment=segment))
        self.side.findings.partners_wanted.connect(
            lambda segment: self._selection.choose(page="match", segment=segment)
        )
        self.side.findings.segments_wanted.connect(lambda key: self.enter(key, "segments"))

    def _ask_findings(self, focus: str) -> None:
        """Look beside the window where needs and work do not meet; the same question costs nothing."""
        dataset = self._bridge.dataset
        if self._asked is not None and self._asked[0] is dataset and self._asked[1] == focus:
            return
        self._asked = (dataset, focus)
        self.findings.compute(lambda _progress: register_issues(dataset, focus))

    def _on_findings(self, issues: list[Issue]) -> None:
        counts = Counter(issue.code for issue in issues)
        needs, works = counts[NEED], counts[WORK]
        text = ngettext("{count} need without a partner", "{count} needs without a partner", needs)
        self.needs.setText(text.format(count=needs))
        self.needs.setVisible(bool(needs))
        text = ngettext(
            "{count} collaboration without a need", "{count} collaborations without a need", works
        )
        self.works.setText(text.format(count=works))
        self.works.setVisible(bool(works))
        self.side.findings.show_findings(issues)

    def _on_wished(self, wish: CollaborationWish) -> None:
        if wish != self._wish:
            self._selection.choose(collaborations=wish)

    def _on_zoomed(self, factor: float) -> None:
        if factor:
            self.shapes.timeline.zoom(factor)
        else:
            self.shapes.timeline.show_all()

    def _on_changed(self, announcement: Announcement) -> None:
        if announcement.changes and self.isVisible():
            self._show()

    def _on_view_changed(self, before: View, after: View) -> None:
        if before.page == "collaborations" != after.page:
            self.commit_pending()
        elif self.isVisible() and after.page == "collaborations":
            self._show()

    def _on_theme_changed(self) -> None:
        self._fit()
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Show what the view asks for as the workspace has it now."""
        view, wish, bridge = self._selection.view, self._wish, self._bridge
        self.rows = shown_rows(bridge, wish, view.segment, self.today)
        self._show_head(view, wish)
        self.controls.show_wish(wish, view.segment)
        work = self.work
        chosen = work.id if work is not None else ""
        if self.rows:
            self.shapes.show_rows(self.rows, wish, chosen, view.focus)
        else:
            self._show_nothing()
        self._ask_findings(view.focus)
        self.side.show_view(view, work, [row.record for row in self.rows])

    def _show_head(self, view: View, wish: CollaborationWish) -> None:
        is_narrowed = not wish.every_segment and view.segment != ROOT_SEGMENT
        segment = mid_sentence(self._bridge.segment_name(view.segment)) if is_narrowed else ""
        every, shown = len(self._bridge.dataset.collaborations), len(self.rows)
        text = _("What partners do together, from the idea to what it leaves behind.")
        if shown != every:
            text = _("{shown} of {every} collaborations are shown.").format(shown=shown, every=every)
        late = sum(row.is_overdue for row in self.rows)
        if late:
            overdue = ngettext("{count} next step is overdue.", "{count} next steps are overdue.", late)
            text = f"{text} {overdue.format(count=late)}"
        self.head.show_texts(title_text(self.rows, view.focus, segment), text)

    def _show_nothing(self) -> None:
        if len(self._bridge.dataset.collaborations):
            title, text = _("No collaboration fits"), _("Other filters, or another segment, may show some.")
        else:
            title = _("No collaborations yet")
            text = _("Add the first one, or import a list of them from Excel.")
        self.shapes.show_nothing(title, text)

    def _fit(self) -> None:
        width = min(theme.current().px(_SIDE_WIDTH), round(self.width() * _LARGEST_SIDE))
        self.side.setFixedWidth(max(1, width))
        self.side.fit_height(self.height())
        self.shapes.setMinimumHeight(theme.current().px(_LOWEST))
