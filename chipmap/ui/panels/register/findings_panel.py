"""Needs that nobody works on and work that meets no need, each with the way to where it is mended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui.panels.cited_page import EmptyNote
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, clear_layout, frame, label
from chipmap.wording import _
from chipmap.wording.issues import reason_of, suggestion_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from chipmap.model.issues import Issue
    from chipmap.ui.bridge import WorkspaceBridge

NEED, WORK = "need-without-partner", "collaboration-without-need"
_SHOWN_AT_FIRST = 12


class FindingsPanel(QWidget):
    """Shows the findings that it is told; choosing one only says where somebody wants to go."""

    start_wanted = Signal(str)
    """Begin a collaboration in this segment."""
    partners_wanted = Signal(str)
    """Rank partners for this segment."""
    segments_wanted = Signal(str)
    """Name the segments of this collaboration."""
    need_wanted = Signal(str)
    """Record a need of the focus region in this segment."""
    evidence_wanted = Signal(str)
    """Show what the focus region's level and need in this segment rest on."""
    left = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: tuple[Issue, ...] | None = None
        self._opened: set[str] = set()
        self.cards: list[QFrame] = []
        self._empty = EmptyNote("check")
        self._empty.show_texts(
            _("Needs and work meet"), _("Every recorded need has work with partners, and all work a need.")
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addLayout(self._column)
        column.addStretch(1)

    def show_findings(self, issues: Sequence[Issue]) -> None:
        """Show these findings, needs first."""
        if tuple(issues) != self._shown:
            self._shown = tuple(issues)
            self._show()

    def take_focus(self) -> None:
        """Put the keyboard on the first way out."""
        first = self.cards[0].findChild(QWidget, "act") if self.cards else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        clear_layout(self._column)
        self.cards = []
        issues = self._shown or ()
        self._empty.setVisible(not issues)
        titles = {NEED: _("Needs without a partner"), WORK: _("Collaborations without a need")}
        for code, title in titles.items():
            found = [issue for issue in issues if issue.code == code]
            if not found:
                continue
            heading = label(_("{title} · {count}").format(title=title, count=len(found)), "body_strong")
            heading.setContentsMargins(0, 8 if self.cards else 0, 0, 0)
            self._column.addWidget(heading)
            shown = found if code in self._opened else found[:_SHOWN_AT_FIRST]
            for issue in shown:
                self.cards.append(self._need_card(issue) if code == NEED else self._work_card(issue))
                self._column.addWidget(self.cards[-1])
            if len(shown) < len(found):
                text = _("Show all {count}").format(count=len(found))
                more = button(text, partial(self._open, code), look="link")
                more.setAccessibleName(f"{title}: {text}")
                self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self, code: str) -> None:
        self._opened.add(code)
        self._show()

    def _need_card(self, issue: Issue) -> QFrame:
        name = self._bridge.segment_name(issue.segment)
        start = button(
            _("Start a collaboration"), partial(self.start_wanted.emit, issue.segment), look="link"
        )
        partners = button(_("Rank partners"), partial(self.partners_wanted.emit, issue.segment), look="link")
        start.setAccessibleName(_("Start a collaboration in {segment}").format(segment=name))
        partners.setAccessibleName(_("Rank partners for {segment}").format(segment=name))
        evidence = button(_("Evidence"), partial(self.evidence_wanted.emit, issue.segment), look="link")
        evidence.setAccessibleName(_("Evidence of level and need in {segment}").format(segment=name))
        return self._card(name, issue, start, partners, evidence)

    def _work_card(self, issue: Issue) -> QFrame:
        key, name = str(issue.params["collaboration"]), str(issue.params["name"])
        segments = button(_("Name its segments"), partial(self.segments_wanted.emit, key), look="link")
        segments.setAccessibleName(_("Name the segments of {name}").format(name=name))
        work = self._bridge.dataset.collaborations.get(key)
        named = [one for one in work.segments if one != ROOT_SEGMENT] if work is not None else []
        if not named:
            return self._card(name, issue, segments)
        need = button(_("Record a need"), partial(self.need_wanted.emit, named[0]), look="link")
        segment = self._bridge.segment_name(named[0])
        need.setAccessibleName(_("Record a need in {segment}").format(segment=segment))
        return self._card(name, issue, segments, need)

    def _card(self, title: str, issue: Issue, *ways: QWidget) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(title, "small_strong"))
        column.addWidget(label(reason_of(issue), "small", "text2"))
        row = FlowLayout(gap=16)
        row.set_line_gap(4)
        ways[0].setObjectName("act")
        ways[0].setToolTip(suggestion_of(issue))
        for way in ways:
            row.addWidget(way)
        column.addLayout(row)
        return frame("card", column, 12)
