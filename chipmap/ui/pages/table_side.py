"""The other side of the map page: the same layer as a table, built when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.selection import Selection
    from chipmap.ui.tables.layer_table import LayerTable


class TableSide:
    """The switch between map and table, and the table; whatever belongs to the map alone is hidden for it."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, page: QWidget) -> None:
        self._bridge, self._selection, self._page = bridge, selection, page
        self._table: LayerTable | None = None
        self._map: QWidget | None = None
        choices: list[tuple[object, str]] = [(False, _("Map")), (True, _("Table"))]
        self.choice = SegmentedChoice(_("How it is shown"), choices, can_clear=False, parent=page)
        self.choice.setToolTip(_("Map or table (Ctrl+M)"))
        self.choice.picked.connect(lambda as_table: selection.choose(as_table=as_table))

    @property
    def is_shown(self) -> bool:
        """Whether the table is shown in the place of the map."""
        return self._selection.view.as_table

    @property
    def table(self) -> LayerTable:
        """The table."""
        if self._table is None:
            from chipmap.ui.tables.layer_table import LayerTable

            self._table = LayerTable(self._bridge, self._selection, self._page)
            before: QWidget = self.choice.findChildren(QAbstractButton)[-1]
            for part in (
                self._table.filter,
                self._table.show_all,
                self._table.comparing.button,
                self._table.copy_button,
                self._table.rows,
            ):
                QWidget.setTabOrder(before, part)
                before = part
        return self._table

    def show_scene(self, scene: MapScene) -> None:
        """Show the layer of the map, where the table is shown."""
        self.choice.show_choice(self.is_shown)
        if self.is_shown:
            self.table.show_scene(scene)

    def turn(self, map_parts: list[QWidget]) -> None:
        """Show table or map; the keyboard stays with what is shown."""
        hidden = map_parts[0] if self.is_shown else self._table
        had_focus = hidden is not None and _holds_focus(hidden)
        self._map = map_parts[0]
        if self._table is not None:
            self._table.setVisible(self.is_shown)
        for part in map_parts:
            part.setVisible(not self.is_shown)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to what is shown, when the page is given it.

        As the focus proxy of the page the table would swallow the way by Tab to what stands before it.
        """
        shown: QWidget | None = self.table.rows if self.is_shown else self._map
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self, area: QRect) -> None:
        """Fill an area of the page with the table."""
        if self.is_shown:
            self.table.setGeometry(area)


def _holds_focus(part: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))
