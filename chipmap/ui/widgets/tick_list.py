"""A list to tick, narrowed by what is typed above it; space or a click ticks a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import label

_KEY = Qt.ItemDataRole.UserRole
_INDENT = "\u2003"


class TickList(QWidget):
    """Lines with a key each; `ticked` whenever another choice stands. `counted` words what is chosen."""

    ticked = Signal()

    def __init__(
        self,
        name: str,
        find: str,
        counted: Callable[[Sequence[str]], str],
        *,
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._counted_text = counted
        self._is_filling = False
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(find)
        self.filter.setAccessibleName(find)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        if height:
            self.list.setFixedHeight(theme.current().px(height))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self._count())
        self._counted = label("", "small", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.filter, self.list, self._counted):
            column.addWidget(part)
        self.setFocusProxy(self.filter)

    def add_lines(self, lines: Iterable[tuple[str, str, int]]) -> None:
        """Add lines that are not ticked: key, text and how far it is set in."""
        self._is_filling = True
        for key, text, depth in lines:
            item = QListWidgetItem(_INDENT * depth + text)
            item.setData(_KEY, key)
            item.setToolTip(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._is_filling = False
        self._count()

    def choose(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = frozenset(keys)
        self._is_filling = True
        for item in self._items():
            is_wanted = item.data(_KEY) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
        self._is_filling = False
        self._narrow(self.filter.text())
        self._count()

    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked lines, in the order of the list."""
        return tuple(item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def chosen_texts(self) -> tuple[str, ...]:
        """The ticked lines as they are read."""
        return tuple(item.toolTip() for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def keys(self) -> tuple[str, ...]:
        """The keys of all lines."""
        return tuple(item.data(_KEY) for item in self._items())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        """Show what holds the text, and what is ticked."""
        wanted = text.strip().casefold()
        for item in self._items():
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(bool(wanted) and wanted not in item.text().casefold() and not is_ticked)

    def _count(self) -> None:
        if not self._is_filling:
            self._counted.setText(self._counted_text(self.chosen_texts()))
            self.ticked.emit()
