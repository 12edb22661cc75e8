"""The table of an import of institutions: each row of the file, whether it is taken, and what it would do.

Space or a click on the tick takes the current row or leaves it out; rows that cannot be taken say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from chipmap.ui import theme
from chipmap.wording import _
from chipmap.wording.formats import count as count_text
from chipmap.wording.issues import field_word, reason_of, suggestion_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from chipmap.model.exchange.points_plan import PointItem, PointsPlan
    from chipmap.model.issues import Issue
    from chipmap.ui.bridge import WorkspaceBridge

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
TAKEN, ROW, NAME, COUNTRY, EFFECT = range(5)
_WIDTHS = {TAKEN: 60, ROW: 64, NAME: 260, COUNTRY: 150}
_LINE = 48
"""Room for two lines of text: most findings need no more."""


@dataclass(frozen=True, slots=True)
class PointLine:
    """One line of the table: a row that can be taken, or a finding without one."""

    row: int
    name: str
    item: PointItem | None
    issues: tuple[Issue, ...]


def lines_of(plan: PointsPlan) -> list[PointLine]:
    """What stands out first: rows that are left out, rows that deserve a look, then the others."""
    from chipmap.model.exchange.points_plan import row_of

    found: dict[int, list[Issue]] = {}
    for issue in plan.issues:
        found.setdefault(row_of(issue), []).append(issue)
    items = {item.row: item for item in plan.items}
    lines = [
        PointLine(row, _name_in(plan, items.get(row), row), items.get(row), tuple(found.get(row, ())))
        for row in sorted(items.keys() | found.keys())
    ]
    return sorted(lines, key=lambda line: (line.item is not None, not line.issues))


def _name_in(plan: PointsPlan, item: PointItem | None, row: int) -> str:
    return item.after.name if item is not None else plan.names.get(row, "")


class PointsModel(QAbstractTableModel):
    """The lines and which of their rows are taken; `decided` when that changes."""

    decided = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.lines: list[PointLine] = []
        self.taken: set[int] = set()

    def show_plan(self, plan: PointsPlan) -> None:
        """Show a plan with every row taken that can be."""
        self.beginResetModel()
        self.lines = lines_of(plan)
        self.taken = {item.row for item in plan.items}
        self.endResetModel()
        self.decided.emit()

    def toggle(self, number: int) -> None:
        """Take the row of a line, or leave it out."""
        line = self.lines[number]
        if line.item is not None:
            self.taken ^= {line.row}
            self.dataChanged.emit(self.index(number, TAKEN), self.index(number, EFFECT))
            self.decided.emit()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else EFFECT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Take"), _("Row"), _("Name"), _("Country"), _("What happens"))[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TAKEN and self.lines[index.row()].item is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: _Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - as in Qt
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TAKEN and line.item is not None:
            return Qt.CheckState.Checked if line.row in self.taken else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == EFFECT:
            return self._effect(line)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == EFFECT and line.issues:
            return theme.current().colour("danger" if line.item is None and line.row else "warn")
        return None

    def _text(self, line: PointLine, column: int) -> str:
        if column == ROW:
            return count_text(line.row) if line.row else _("File")
        if column == NAME:
            return line.name
        if column == COUNTRY:
            return self._bridge.names.name(line.item.after.country) if line.item is not None else ""
        return self._effect(line) if column == EFFECT else ""

    def _effect(self, line: PointLine) -> str:
        """What the row does, then what was found about it."""
        said = [f"{reason_of(issue)} {suggestion_of(issue)}" for issue in line.issues]
        if line.item is not None and line.item.is_new:
            said.insert(0, _("New."))
        elif line.item is not None:
            fields = ", ".join(map(field_word, line.item.changed_fields))
            said.insert(0, _("Changes {fields}.").format(fields=fields))
        return " ".join(said)


class PointsTable(QTableView):
    """One Tab stop; the last column takes the room that is left."""

    def __init__(self, model: PointsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(_("Rows of the file"))
        self.setShowGrid(False)
        self.setProperty("look", "rows")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._lines.toggle(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        room = self.viewport().width()
        narrow = max(0.6, min(1.0, room / look.px(1100))) if room > 0 else 1.0
        for column, width in _WIDTHS.items():
            is_fixed = column in (TAKEN, ROW)
            self.setColumnWidth(column, look.px(width) if is_fixed else round(look.px(width) * narrow))
        self.verticalHeader().setDefaultSectionSize(look.px(_LINE))
