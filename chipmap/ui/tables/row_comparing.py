"""Comparing places from the table: Space on one row after another, or the rows that are selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from chipmap.ui.comparing import LETTERS, Toggled, compared_places, end_comparing, said_of, toggle_place
from chipmap.ui.widgets.parts import button
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection


class RowComparing(QObject):
    """The button above the table, and what Space on a row does; `say` tells a person what came of it."""

    def __init__(
        self, bridge: WorkspaceBridge, selection: Selection, parent: QObject, say: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection, self._say = bridge, selection, say
        self.selected_codes: Callable[[], list[str]] = list
        """Says which rows are selected."""
        self.button = button(_("Compare rows"), self._compare_selected, icon="chart-no-axes-column")
        self.button.setToolTip(_("Select two to four rows with Ctrl, or press Space on each"))

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each compared place."""
        return dict(zip(compared_places(self._selection.view, self._bridge.dataset), LETTERS, strict=False))

    def toggle(self, place: str) -> None:
        """Take a place into the comparison, or out of it."""
        toggled = toggle_place(self._selection, self._bridge.dataset, place)
        self._say(said_of(toggled, place, self._bridge, self._selection))

    def end(self) -> bool:
        """Show one place again; say whether several were compared."""
        was_comparing = bool(self.letters)
        if was_comparing:
            end_comparing(self._selection)
        return was_comparing

    def _compare_selected(self) -> None:
        """Compare the rows that are selected; with more than four none, and it says so."""
        places = self.selected_codes()
        if not 2 <= len(places) <= len(LETTERS):
            self._say(_("Select two to four rows with Ctrl to compare them"))
            return
        self._selection.choose(subject=places[0], compared_places=tuple(places))
        self._say(said_of(Toggled.ADDED, places[-1], self._bridge, self._selection))
