"""The table of foresight for Qt: rows of segments, a column for each horizon of each place.

It shows what it was handed and works out nothing; a cell in which nothing is known says so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chipmap.ui.panels.level_texts import NOT_SCORED, figure_of
from chipmap.ui.widgets.letter_badge import LETTERS_OF_FIVE
from chipmap.wording.foresight import spoken_gap
from chipmap.wording.formats import horizon as horizon_text
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed

if TYPE_CHECKING:
    from chipmap.model.analysis.foresight_table import ForesightTable
    from chipmap.model.analysis.needs import Gap
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.tables.score_grid.rows import GridRow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class GridColumn(NamedTuple):
    """One horizon of a place."""

    place: str
    name: str
    horizon: str
    year: str
    letter: str


class CellTexts(NamedTuple):
    """The three figures of a cell as they are printed."""

    level: str
    need: str
    gap: str


def texts_of(gap: Gap | None) -> CellTexts:
    """Level, need and gap; a dash for what is not known, which is never 0."""
    if gap is None:
        return CellTexts(NOT_SCORED, NOT_SCORED, NOT_SCORED)
    need = gap.need.level if gap.need is not None else None
    return CellTexts(
        figure_of(gap.standing),
        NOT_SCORED if need is None else level_text(need),
        NOT_SCORED if gap.value is None else signed(gap.value),
    )


class ForesightModel(QAbstractTableModel):
    """Cells by row and column."""

    def __init__(self, bridge: WorkspaceBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table: ForesightTable | None = None
        self.rows: Sequence[GridRow] = ()
        self.columns: tuple[GridColumn, ...] = ()
        self.opened: Collection[str] = frozenset()

    def show_table(self, table: ForesightTable, rows: Sequence[GridRow], opened: Collection[str]) -> None:
        """Show other figures, rows or places; where only figures differ, the current cell stays."""
        year = self._bridge.dataset.settings.current_year
        letters = dict(zip(table.places, LETTERS_OF_FIVE, strict=False))
        columns = tuple(
            GridColumn(
                place,
                self._bridge.subject_name(place),
                horizon,
                horizon_text(horizon, year),
                letters.get(place, ""),
            )
            for place in table.places
            for horizon in table.horizons
        )
        if (list(rows), columns) == (list(self.rows), self.columns):
            self._table, self.opened = table, opened
            if rows and columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self._table, self.rows, self.columns, self.opened = table, tuple(rows), columns, opened
        self.endResetModel()

    def gap(self, row: int, column: int) -> Gap | None:
        """What is known in a cell."""
        segment, at = self.rows[row].segment, self.columns[column]
        if self._table is None or not segment:
            return None
        return self._table.gap(at.place, segment, at.horizon)

    def address_of(self, place: str, segment: str, horizon: str) -> tuple[int, int] | None:
        """Where a cell is shown; None while its row or column is not."""
        row = next((at for at, one in enumerate(self.rows) if one.segment == segment), None)
        column = next(
            (at for at, one in enumerate(self.columns) if (one.place, one.horizon) == (place, horizon)), None
        )
        return None if row is None or column is None else (row, column)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], self.columns[index.column()]
        if not row.segment or role not in (*_SPOKEN, Qt.ItemDataRole.DisplayRole):
            return None
        gap = self.gap(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return " / ".join(texts_of(gap))
        return spoken_gap(column.name, row.name, column.year, gap)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole and role not in _SPOKEN:
            return None
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self.columns):
                return None
            return f"{self.columns[section].name}, {self.columns[section].year}"
        return self.rows[section].name if 0 <= section < len(self.rows) else None
