"""What stands above the map: title and subtitle at the left, the choices of table and layer at the right.

The title keeps to one line as long as it can: the choices give way to it, first the layers, which go to the
row of the subtitle or below it, and in narrow windows the switch between map and table too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from chipmap.ui import theme
from chipmap.ui.map.caption import PADDING, MapCaption
from chipmap.ui.map.segment_menu import segment_menu
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.text_room import advance, height_in
from chipmap.wording import _, titles

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.selection import Selection

EDGE = 24
GAP = 10
_ROW_GAP = 8


class MapHeader(MapCaption):
    """Title, the menu of sub-segments and subtitle, on their veil."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = [""]
        self.title = label("", "map_title", "text")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.subtitle = label("", "body", "text2")
        self.segment_button = QToolButton()
        self.segment_button.setProperty("look", "bordered")
        self.segment_button.setToolTip(_("Sub-segments of this stage"))
        self.segment_button.setAccessibleName(_("Choose a sub-segment"))
        self.segment_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.segment_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.segment_button.setMenu(segment_menu(self.segment_button, bridge.dataset, selection))
        theme.show_icon(self.segment_button, "chevron-down", size=16)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.segment_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.subtitle, 0, Qt.AlignmentFlag.AlignLeft)

    def show_scene(self, scene: MapScene, dataset: Dataset) -> None:
        """Say what the map shows; the menu is there where the segment has parts or is one."""
        layer = scene.layer
        self._texts = [titles.title_of(layer, dataset, is_short=is_short) for is_short in (False, True)]
        self.subtitle.setText(titles.subtitle_of(layer, scene.names))
        has_parts = bool(dataset.children(layer.segment))
        self.segment_button.setVisible(has_parts or _is_sub_segment(dataset, layer.segment))

    def lay_out(self, right: int, table: QWidget, layers: QWidget) -> int:
        """Place the header and the two choices left of `right`; return where the lowest of them ends."""
        whole = right - EDGE
        of_table, of_layers = table.sizeHint(), layers.sizeHint()
        table_at = QPoint(right - of_table.width(), EDGE)
        beside_table = whole - of_table.width() - 2 * GAP
        beside_both = beside_table - of_layers.width() - GAP
        if self._needed(self._texts[0]) <= beside_both:
            self._stand(beside_both, beside_both)
            layers_at = table_at - QPoint(of_layers.width() + GAP, 0)
        elif self._needed(self._texts[-1]) <= beside_table:
            self._stand(beside_table, beside_table)
            layers_at = self._below_table(table_at, right, table, layers)
        else:
            self._stand(whole, whole)
            layers_at = QPoint(EDGE, self.geometry().bottom() + _ROW_GAP)
            table_at = layers_at + QPoint(of_layers.width() + GAP, 0)
            if table_at.x() + of_table.width() > right:
                table_at = layers_at + QPoint(0, of_layers.height() + _ROW_GAP)
        table.setGeometry(QRect(table_at, of_table))
        layers.setGeometry(QRect(layers_at, of_layers))
        return max(part.geometry().bottom() for part in (self, table, layers))

    def _below_table(self, table_at: QPoint, right: int, table: QWidget, layers: QWidget) -> QPoint:
        """Beside the subtitle, or below it where that needs the room."""
        of_layers = layers.sizeHint()
        at = QPoint(right - of_layers.width(), table_at.y() + table.sizeHint().height() + _ROW_GAP)
        if EDGE + advance(self.subtitle) + GAP > at.x():
            return QPoint(EDGE, self.geometry().bottom() + _ROW_GAP)
        return at

    @property
    def _menu_width(self) -> int:
        return 0 if self.segment_button.isHidden() else self.segment_button.sizeHint().width() + GAP

    def _needed(self, text: str) -> int:
        """The room that a title needs on one line, with its menu."""
        return advance(self.title, text) + self._menu_width

    def _stand(self, title_room: int, subtitle_room: int) -> None:
        """The full title where it fits on one line, else the short one; the sizes of both texts are fixed."""
        beside = self._menu_width
        fitting = (text for text in self._texts if self._needed(text) <= title_room)
        self.title.setText(next(fitting, self._texts[-1]))
        title = min(advance(self.title), title_room - beside)
        width = max(title + beside, min(advance(self.subtitle), subtitle_room - PADDING))
        self.title.setFixedSize(title, height_in(self.title, title))
        below = min(advance(self.subtitle), width)
        self.subtitle.setFixedSize(below, height_in(self.subtitle, below))
        row = self.title.height()
        if beside:
            row = max(row, self.segment_button.sizeHint().height())
        height = row + self.subtitle.height() + 2 * (PADDING - 2)
        self.setGeometry(EDGE - PADDING, EDGE - PADDING, width + 2 * PADDING, height)


def _is_sub_segment(dataset: Dataset, segment: str) -> bool:
    record = dataset.segments.get(segment)
    return record is not None and record.parent in dataset.segments
