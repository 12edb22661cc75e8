"""The grid for Qt: rows of segments, columns of subjects, and what a screen reader says of each cell.

It shows what it is told; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chipmap.model.edits.score_blocks import CellAnswer
from chipmap.model.records import Answer
from chipmap.ui.tables.score_grid.cells import CellSource, GridCell, spoken_cell, spread_text
from chipmap.ui.tables.score_grid.rows import GridRow
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

Index = QModelIndex | QPersistentModelIndex
Address = tuple[int, int]
"""Row and column."""

_NO_PARENT = QModelIndex()
_FEW = 40
_NOTHING = GridCell()
_CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_OPEN = _CLOSED | Qt.ItemFlag.ItemIsEditable
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class GridModel(QAbstractTableModel):
    """Cells by row and column; `source` works them out."""

    def __init__(self, bridge: WorkspaceBridge, source: CellSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.source = source
        self.rows: Sequence[GridRow] = ()
        self.subjects: tuple[str, ...] = ()
        self.reference = ""
        self.opened: Collection[str] = frozenset()
        self.letters: Mapping[str, str] = {}
        self._names: tuple[str, ...] = ()

    def show(self, rows: Sequence[GridRow], subjects: Sequence[str], reference: str) -> None:
        """Show other rows or columns."""
        self.beginResetModel()
        self.rows, self.subjects, self.reference = rows, tuple(subjects), reference
        self._names = tuple(self._bridge.subject_name(subject) for subject in subjects)
        self.endResetModel()

    def ask(self, source: CellSource) -> None:
        """Show the answers to another question."""
        self.source = source
        self.refresh()

    def refresh(self) -> None:
        """Show again what all cells say now."""
        if self.rows and self.subjects:
            last = self.index(len(self.rows) - 1, len(self.subjects) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def refresh_changed(self, known: Mapping[str, Mapping[str, GridCell]]) -> None:
        """Show again those cells of some subjects that say something else than what was known of them.

        A cell of which nothing was known has not been painted. Qt paints a range of cells as a whole view,
        so a few cells are named one by one.
        """
        columns = [(at, known[subject]) for at, subject in enumerate(self.subjects) if subject in known]
        if len(columns) > _FEW:
            self.refresh()
            return
        changed = [
            (row, column)
            for column, before in columns
            for row, one in enumerate(self.rows)
            if one.segment in before and before[one.segment] != self.cell(row, column)
        ]
        if len(changed) > _FEW:
            self.refresh()
            return
        for address in changed:
            index = self.index(*address)
            self.dataChanged.emit(index, index)

    def compare(self, letters: Mapping[str, str]) -> None:
        """Set the letters of the compared places before their names."""
        if letters != self.letters:
            self.letters = letters
            if self.subjects:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.subjects) - 1)

    def cell(self, row: int, column: int) -> GridCell:
        """What the cell shows; nothing in the head of what is no segment."""
        segment = self.rows[row].segment
        return self.source.cell(self.subjects[column], segment) if segment else _NOTHING

    def can_be_answered(self, row: int) -> bool:
        """Whether answers can be given in a row."""
        return bool(self.rows[row].segment) and self.source.question.is_open

    def answer(self, address: Address, answer: Answer | None) -> CellAnswer:
        """An answer for the cell at an address."""
        row, column = address
        return CellAnswer(self.subjects[column], self.rows[row].segment, answer)

    def address_of(self, subject: str, segment: str) -> Address | None:
        """Where a cell is shown; None while its row or column is not."""
        row = next((at for at, one in enumerate(self.rows) if one.segment == segment), None)
        if row is None or subject not in self.subjects:
            return None
        return row, self.subjects.index(subject)

    def subject_name(self, column: int) -> str:
        """What the place of a column is called."""
        return self._names[column]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.subjects)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _OPEN if index.isValid() and self.can_be_answered(index.row()) else _CLOSED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role in _SPOKEN:
            if not self.rows[row].segment:
                return None
            said = self._said(row, column)
            return said if role == Qt.ItemDataRole.AccessibleTextRole else said[:1].upper() + said[1:]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(row, column).text if self.rows[row].segment else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if role != Qt.ItemDataRole.DisplayRole and role not in _SPOKEN:
            return None
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self.subjects):
                return None
            return self._place_heading(section) if is_spoken else self._names[section]
        if not 0 <= section < len(self.rows):
            return None
        row = self.rows[section]
        if is_spoken and row.is_head:
            state = _("open") if row.group in self.opened else _("folded")
            return _("{group}, {state}").format(group=row.name, state=state)
        return row.name

    def _place_heading(self, column: int) -> str:
        name, subject = self._names[column], self.subjects[column]
        if subject in self.letters:
            return _("{place}, compared as {letter}").format(place=name, letter=self.letters[subject])
        return _("{place}, for reference").format(place=name) if subject == self.reference else name

    def _said(self, row: int, column: int) -> str:
        cell, question = self.cell(row, column), self.source.question
        said = spoken_cell(cell, question, self._names[column], self.rows[row].name)
        if len(cell.answers) > 1 and question.is_open:
            said = f"{said}, {spread_text(cell)}"
        return said
