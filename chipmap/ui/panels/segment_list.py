"""The value chain as a column of rows: one stop for Tab, arrows move within it.

The list remembers which segments are open, which is nobody else's business; everything it shows it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui.panels.segment_row import SegmentLine, SegmentRow


class SegmentList(QWidget):
    """Says which segment was chosen or opened; rows are reused so that focus survives every change."""

    segment_chosen = Signal(str)
    opened_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: set[str] = set()
        self._revealed: frozenset[str] = frozenset()
        self._rows: list[SegmentRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def opened(self) -> frozenset[str]:
        """The segments whose sub-segments are shown."""
        return self._revealed | self._opened

    def reveal(self, parents: Iterable[str]) -> None:
        """Open these until another segment is chosen; what the person has opened stays open."""
        self._revealed = frozenset(parents)

    def show_lines(self, lines: Sequence[SegmentLine]) -> None:
        """Show these rows."""
        focused = next((row.line.segment for row in self._rows if row.hasFocus()), None)
        while len(self._rows) < len(lines):
            self._rows.append(self._new_row(lines[len(self._rows)]))
        for row in self._rows[len(lines) :]:
            row.hide()
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
            row.setVisible(True)
        self._give_one_tab_stop(lines)
        if focused is not None:
            self._focus_segment(focused)

    def shown_rows(self) -> list[SegmentRow]:
        """The rows that are in use, top to bottom."""
        return [row for row in self._rows if not row.isHidden()]

    def _new_row(self, line: SegmentLine) -> SegmentRow:
        row = SegmentRow(line, self)
        row.clicked.connect(lambda: self.segment_chosen.emit(row.line.segment))
        row.toggled_open.connect(self._on_toggled_open)
        row.moved.connect(lambda step: self._move_focus(row, step))
        self._layout.addWidget(row)
        return row

    def _give_one_tab_stop(self, lines: Sequence[SegmentLine]) -> None:
        stop = next((index for index, line in enumerate(lines) if line.is_chosen), 0)
        for index, row in enumerate(self._rows):
            is_stop = index == stop
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _focus_segment(self, segment: str) -> None:
        for row in self.shown_rows():
            if row.line.segment == segment:
                row.setFocus()

    def _move_focus(self, row: SegmentRow, step: int) -> None:
        rows = self.shown_rows()
        target = rows.index(row) + step
        if 0 <= target < len(rows):
            rows[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_toggled_open(self, segment: str, is_open: bool) -> None:
        if is_open:
            self._opened.add(segment)
        else:
            self._opened.discard(segment)
            self._revealed -= {segment}
        self.opened_changed.emit()
