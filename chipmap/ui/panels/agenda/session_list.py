"""The sessions in their order: walked with the arrows, carried by hand or keys, edited where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.agenda.session_row import SessionReport, SessionRow
from chipmap.wording import _

_GAP = 8
_TARGET = 6
"""Height of an empty list while something is dragged over it, so that its line can be seen."""


class SessionList(QWidget):
    """One Tab stop; keys of sessions go with its signals, positions count from 0."""

    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    placed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sessions"))
        self.rows: list[SessionRow] = []
        self._drop_at: int | None = None
        self._form: QWidget | None = None
        self._edited = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)

    def show_sessions(self, reports: Sequence[SessionReport]) -> None:
        """Show these; rows are kept where they can be, and the focus goes with its session."""
        focused = next((row.report.key for row in self.rows if row.hasFocus()), "")
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), -1)
        while len(self.rows) < len(reports):
            self._add_row(reports[len(self.rows)])
        while len(self.rows) > len(reports):
            row = self.rows.pop()
            row.hide()
            row.setParent(None)
            row.deleteLater()
        for row, report in zip(self.rows, reports, strict=True):
            row.show_report(report)
        self._show_form_at_row()
        if at >= 0 and self.rows:
            keys = [row.report.key for row in self.rows]
            target = keys.index(focused) if focused in keys else min(at, len(keys) - 1)
            self._focus(target)
        else:
            self._stop_at(0)

    def show_form(self, key: str, form: QWidget | None) -> None:
        """Let a form stand in the place of a session; None takes it away again."""
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form, self._edited = form, key
        self._show_form_at_row()

    def show_target(self, *, is_over: bool) -> None:
        """Show where a partner that is dragged here would come: at the end."""
        self._drop_at = len(self.rows) if is_over else None
        self.setMinimumHeight(_TARGET if is_over else 0)
        self.update()

    def take_focus(self, key: str = "") -> None:
        """Give the keyboard to a session, or to the first."""
        keys = [row.report.key for row in self.rows]
        if keys:
            self._focus(keys.index(key) if key in keys else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drop_at is None:
            return
        painter = QPainter(self)
        y = self._edge(self._drop_at)
        painter.fillRect(QRectF(0, y - 1.5, self.width(), 3), theme.current().colour("accent"))

    def _add_row(self, report: SessionReport) -> None:
        row = SessionRow(report, self)
        row.clicked.connect(lambda: self.edit_wanted.emit(row.report.key))
        row.moved.connect(lambda step: self._walk(row, step))
        row.carried.connect(lambda step: self._carry(row, step))
        row.dragged.connect(self._on_dragged)
        row.dropped.connect(lambda: self._on_dropped(row))
        row.remove_wanted.connect(lambda: self.remove_wanted.emit(row.report.key))
        self.rows.append(row)
        self._column.addWidget(row)

    def _show_form_at_row(self) -> None:
        keys = [row.report.key for row in self.rows]
        for row in self.rows:
            row.setVisible(self._form is None or row.report.key != self._edited)
        if self._form is None:
            return
        if self._edited not in keys:
            self.show_form("", None)
            return
        self._column.removeWidget(self._form)
        self._column.insertWidget(keys.index(self._edited) + 1, self._form)

    def _walk(self, row: SessionRow, step: int) -> None:
        at = self.rows.index(row) + step
        while 0 <= at < len(self.rows) and self.rows[at].isHidden():
            # A form stands in its place.
            at += step
        if 0 <= at < len(self.rows):
            self._focus(at)

    def _focus(self, at: int) -> None:
        self._stop_at(at)
        self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, at: int) -> None:
        """Tab enters the list at one row only."""
        for number, row in enumerate(self.rows):
            stop = Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)

    def _carry(self, row: SessionRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.placed.emit(row.report.key, at)

    def _on_dragged(self, hand: QPoint) -> None:
        y = self.mapFromGlobal(hand).y()
        self._drop_at = sum(y > row.geometry().center().y() for row in self.rows)
        self.update()

    def _on_dropped(self, row: SessionRow) -> None:
        drop_at, self._drop_at = self._drop_at, None
        self.update()
        if drop_at is None:
            return
        was = self.rows.index(row)
        target = drop_at - 1 if drop_at > was else drop_at
        if target != was:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.placed.emit(row.report.key, target)

    def _edge(self, at: int) -> float:
        """Where the line of a drop before row `at` is drawn."""
        if not self.rows:
            return _TARGET / 2
        if at < len(self.rows):
            return max(1.5, self.rows[at].geometry().top() - _GAP / 2)
        return self.rows[-1].geometry().bottom() - 0.5
