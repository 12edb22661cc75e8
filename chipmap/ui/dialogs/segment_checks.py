"""The segments of the value chain as a list to tick, narrowed by what is typed above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.ui.bridge import WorkspaceBridge

_KEY = Qt.ItemDataRole.UserRole
_ROWS_HEIGHT = 190
_INDENT = "\u2003"


class SegmentChecks(QWidget):
    """Every segment in the order of the value chain; space or a click ticks one."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = [
            segment
            for segment in sorted(bridge.dataset.segments.values(), key=lambda record: record.order)
            if segment.segment_kind != "total"
        ]
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find a segment"))
        self.filter.setAccessibleName(_("Find a segment"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Segments in which it is active"))
        self.list.setFixedHeight(theme.current().px(_ROWS_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self._count())
        self._counted = label("", "small", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.filter, self.list, self._counted):
            column.addWidget(part)
        self.setFocusProxy(self.filter)
        self._fill()

    def choose(self, segments: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = frozenset(segments)
        for item in self._items():
            is_wanted = item.data(_KEY) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)

    def chosen(self) -> tuple[str, ...]:
        """The ticked segments, in the order of the value chain."""
        return tuple(item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fill(self) -> None:
        depths: dict[str, int] = {}
        for segment in self._order:
            depths[segment.id] = depths.get(segment.parent, -1) + 1
            item = QListWidgetItem(_INDENT * depths[segment.id] + segment.name)
            item.setData(_KEY, segment.id)
            item.setToolTip(segment.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, segment.name)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._count()

    def _narrow(self, text: str) -> None:
        """Show what holds the text, and what is ticked."""
        wanted = text.strip().casefold()
        for item in self._items():
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(bool(wanted) and wanted not in item.text().casefold() and not is_ticked)

    def _count(self) -> None:
        count = len(self.chosen())
        self._counted.setText(
            ngettext("{count} segment chosen", "{count} segments chosen", count).format(count=count)
            if count
            else _("None chosen: it stands on no layer of the map until a segment is ticked.")
        )
