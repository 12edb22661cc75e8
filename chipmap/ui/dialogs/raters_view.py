"""The raters of a workspace: who they are, what they have answered; adding, renaming, removing them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.errors import ChipmapError
from chipmap.model.records import OWNER
from chipmap.ui import theme
from chipmap.ui.dialogs.editable_rows import EditableRows
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations import raters as operations
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording.formats import count as count_text

if TYPE_CHECKING:
    from chipmap.model.records import Rater
    from chipmap.ui.bridge import WorkspaceBridge

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
NAME, ORGANISATION, ROWS, STATE = range(4)
_WIDTHS = {NAME: 250, ORGANISATION: 250, ROWS: 90}


class RatersModel(QAbstractTableModel):
    """One row for each rater; name and organisation are edited in place. `refused` says why one was not."""

    refused = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.raters: list[Rater] = []
        self._rows: Counter[str] = Counter()
        self._heard: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Read the workspace again."""
        from chipmap.model.analysis.round_report import heard_in

        dataset = self._bridge.dataset
        number = dataset.settings.current_round
        self.beginResetModel()
        self.raters = list(dataset.raters.values())
        self._rows = Counter(score.rater for score in dataset.scores.values() if score.round == number)
        self._heard = frozenset(heard_in(dataset, number)[0])
        self.endResetModel()

    def row_of(self, rater: str) -> int:
        """Where a rater stands; the first row where there is none of that id."""
        return next((row for row, one in enumerate(self.raters) if one.id == rater), 0)

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.raters)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else STATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            number = self._bridge.dataset.settings.current_round
            state = _("In round {number}").format(number=number)
            return (_("Name"), _("Organisation"), _("Rows"), state)[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (NAME, ORGANISATION) else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        rater, column = self.raters[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return (rater.name or rater.id) if column == NAME else rater.organisation
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(rater, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return _("Known in files as {id}").format(id=rater.id)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE and rater.id not in self._heard:
            return theme.current().colour("text3")
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - as in Qt
        if role != Qt.ItemDataRole.EditRole:
            return False
        rater = self.raters[index.row()]
        name, organisation = rater.name or rater.id, rater.organisation
        if index.column() == NAME:
            name = str(value)
        else:
            organisation = str(value)
        try:
            operations.rename_rater(self._bridge, rater.id, name, organisation)
        except ChipmapError as error:
            self.refused.emit(sentence_of(error))
            return False
        return True

    def _text(self, rater: Rater, column: int) -> str:
        from chipmap.wording.raters import whose_text

        if column == NAME:
            return whose_text(rater)
        if column == ORGANISATION:
            return rater.organisation
        if column == ROWS:
            return count_text(self._rows[rater.id])
        return _("has answered") if rater.id in self._heard else _("no answer yet")


class RatersView(QWidget):
    """The table and what can be done in it; `said` carries a sentence for the foot of the dialog."""

    said = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = RatersModel(bridge, self)
        self.model.refused.connect(self.said)
        self.table = EditableRows(self.model, _("Raters"), _WIDTHS)
        self.table.removal_asked.connect(self.remove)
        self.remove_button = button(_("Remove"), self.remove)
        self.rename_button = button(_("Rename"), self.rename)
        self.name = _line(_("Name of a new rater"))
        self.organisation = _line(_("Organisation"))
        self.add_button = button(_("Add rater"), self.add, icon="plus")
        for line in (self.name, self.organisation):
            line.returnPressed.connect(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        hint = _("Each rater owns a ballot. Removing a rater removes the ballot too; both can be undone.")
        column.addWidget(label(hint, "small", "text2"))
        column.addWidget(self.table, 1)
        column.addLayout(_row(self.rename_button, self.remove_button, None))
        column.addLayout(_row(self.name, self.organisation, self.add_button))
        self.setFocusProxy(self.table)
        self.refresh()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_possible())

    def refresh(self, chosen: str = "") -> None:
        """Show the raters as they are now, with the same one chosen, or another."""
        wanted = chosen or self.chosen or OWNER
        self.model.refresh()
        self.table.setCurrentIndex(self.model.index(self.model.row_of(wanted), NAME))
        self._show_possible()

    @property
    def chosen(self) -> str:
        """The id of the current rater; empty where there is none."""
        row = self.table.currentIndex().row()
        return self.model.raters[row].id if 0 <= row < len(self.model.raters) else ""

    def rename(self) -> None:
        """Edit the name of the current rater in place."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.model.index(self.table.currentIndex().row(), NAME))

    def remove(self) -> None:
        """Remove the current rater, unless that is the owner."""
        try:
            operations.remove_rater(self._bridge, self.chosen)
        except ChipmapError as error:
            self.said.emit(sentence_of(error))

    def add(self) -> None:
        """Add the rater that is typed, and make ready for the next."""
        try:
            operations.add_rater(self._bridge, self.name.text(), self.organisation.text())
        except ChipmapError as error:
            self.said.emit(sentence_of(error))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        newest = list(self._bridge.dataset.raters)[-1]
        self.name.clear()
        self.organisation.clear()
        self.refresh(str(newest))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_possible(self) -> None:
        self.remove_button.setEnabled(self.chosen not in ("", OWNER))


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Parts side by side; `None` is room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
    return row
