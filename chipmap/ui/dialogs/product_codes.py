"""Which product codes of trade stand for which segment: a table of them, and a line to add one.

Codes that came as a table stand here as well. Every change is a step of the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.errors import ChipmapError
from chipmap.ui.dialogs.editable_rows import EditableRows
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations import methods
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import ProductSegment
    from chipmap.ui.bridge import WorkspaceBridge

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
CODE, SEGMENT, SOURCE = range(3)
_WIDTHS = {CODE: 120, SEGMENT: 220}


class ProductCodesModel(QAbstractTableModel):
    """One row for each code and segment, in the order of the chain; the source is edited in place."""

    refused = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.links: list[ProductSegment] = []

    def refresh(self) -> None:
        """Read the workspace again."""
        dataset = self._bridge.dataset
        order = {segment.id: segment.order for segment in dataset.segments.values()}
        self.beginResetModel()
        self.links = sorted(
            dataset.product_segments.values(), key=lambda one: (order.get(one.segment, 0), one.product)
        )
        self.endResetModel()

    def row_of(self, product: str, segment: str) -> int:
        """Where a code of a segment stands; -1 where it does not."""
        keys = [one.key for one in self.links]
        return keys.index((product, segment)) if (product, segment) in keys else -1

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.links)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else SOURCE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Product code"), _("Segment"), _("Source, or who decided it"))[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == SOURCE else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        link = self.links[index.row()]
        return (link.product, self._bridge.segment_name(link.segment), link.source)[index.column()]

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - as in Qt
        if role != Qt.ItemDataRole.EditRole:
            return False
        link = self.links[index.row()]
        try:
            methods.link_product(self._bridge, link.product, link.segment, str(value))
        except ChipmapError as error:
            self.refused.emit(sentence_of(error))
            return False
        return True


class ProductCodes(QWidget):
    """The table and the line beneath it; `said` carries a sentence for the foot of the dialog."""

    said = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, segment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = ProductCodesModel(bridge, self)
        self.model.refused.connect(self.said)
        self.table = EditableRows(self.model, _("Product codes"), _WIDTHS)
        self.table.removal_asked.connect(self.remove)
        self.code = _line(_("Product code"))
        self.segment = QComboBox()
        self.segment.setAccessibleName(_("Segment"))
        self.segment.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.segment.setMinimumContentsLength(16)
        for one in bridge.standings.tree.scorable:
            self.segment.addItem(bridge.segment_name(one.id), one.id)
        self.segment.setCurrentIndex(max(0, self.segment.findData(segment)))
        self.source = _line(_("Source, or who decided it"))
        self.add_button = button(_("Add code"), self.add, icon="plus")
        self.remove_button = button(_("Remove"), self.remove)
        for line in (self.code, self.source):
            line.returnPressed.connect(self.add)
        self._lay_out()
        bridge.changed.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_possible())
        self.refresh()

    def refresh(self, _announcement: object = None) -> None:
        """Show the codes as the workspace has them now, with the same one chosen."""
        row = max(0, self.table.currentIndex().row())
        self.model.refresh()
        self.table.setCurrentIndex(self.model.index(min(row, len(self.model.links) - 1), CODE))
        self._show_possible()

    def add(self) -> None:
        """Add the code that is typed, and make ready for the next."""
        segment = str(self.segment.currentData())
        try:
            methods.link_product(self._bridge, self.code.text(), segment, self.source.text())
        except ChipmapError as error:
            self.said.emit(sentence_of(error))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.said.emit("")
        self.code.clear()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Remove the chosen code."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.links):
            link = self.model.links[row]
            methods.unlink_product(self._bridge, link.product, link.segment)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        hint = _(
            "Imported trade is counted for a segment by these codes. A shorter code means all that begin "
            "with it: 8486 means 848620 too."
        )
        column.addWidget(label(hint, "small", "text2"))
        column.addWidget(self.table, 1)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.code, 1)
        first.addWidget(self.segment, 2)
        second.addWidget(self.source, 1)
        second.addWidget(self.add_button)
        column.addLayout(first)
        column.addLayout(second)

    def _show_possible(self) -> None:
        self.remove_button.setEnabled(0 <= self.table.currentIndex().row() < len(self.model.links))


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
