"""Choosing the places of the grid: the dialog, the menu of a column's head, dragging a head elsewhere.

The order of the places is the arrangement's; the header never keeps one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMenu

from chipmap.ui.tables.score_grid.columns import GridColumns, can_be_scored, usual_columns
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.tables.score_grid.arrangement import GridArrangement
    from chipmap.ui.tables.score_grid.view import ScoreGrid


class PlaceChoosing(QObject):
    """Shows other places in the grid, and has them remembered for the workspace."""

    def __init__(self, bridge: WorkspaceBridge, arrangement: GridArrangement, grid: ScoreGrid) -> None:
        super().__init__(grid)
        self._bridge, self._arrangement, self._grid = bridge, arrangement, grid
        grid.places.menu_wanted.connect(lambda column, at: self.menu(column).popup(at))
        grid.places.sectionMoved.connect(self._on_dragged)

    def ask(self) -> None:
        """Ask which places and institutions stand in the grid."""
        from chipmap.ui.dialogs.places_dialog import PlacesDialog

        dataset, columns = self._bridge.dataset, self._arrangement.columns
        codes = dict.fromkeys(str(code) for code in (*dataset.countries, *dataset.regions))
        places = [code for code in codes if can_be_scored(dataset, code)]
        names = {
            code: self._bridge.subject_name(code)
            for some in (places, [str(key) for key in dataset.institutions])
            for code in sorted(some, key=lambda one: self._bridge.subject_name(one).casefold())
        }
        shown = [place for place in columns.subjects if place != columns.reference]
        usual = usual_columns(dataset).places
        dialog = PlacesDialog(names, shown, columns.reference, usual, self._grid.window())
        dialog.chosen.connect(lambda chosen, reference: self._show(GridColumns(chosen, reference)))
        dialog.open()

    def menu(self, column: int) -> QMenu:
        """What can be done with the place of a column."""
        columns = self._arrangement.columns
        place = columns.subjects[column]
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place != columns.reference:
            menu.addAction(_("Move left"), lambda: self._show(columns.moved(place, -1)))
            menu.addAction(_("Move right"), lambda: self._show(columns.moved(place, 1)))
            menu.addAction(_("Use for reference"), lambda: self._show(columns.with_reference(place)))
        if len(columns.subjects) > 1:
            menu.addAction(_("Take out of the grid"), lambda: self._show(columns.without(place)))
        menu.addSeparator()
        menu.addAction(_("Places…"), self.ask)
        return menu

    def _show(self, columns: GridColumns) -> None:
        self._arrangement.show_columns(columns)

    def _on_dragged(self, _logical: int, old: int, new: int) -> None:
        """A head was dragged: put the header back, and move the place instead."""
        header, columns = self._grid.places, self._arrangement.columns
        place = columns.subjects[old]
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        QTimer.singleShot(0, self, lambda: self._show(columns.moved(place, new - old)))
