"""What the person looks at: focus region, segment, horizon, layer, subject and page, shared by all.

A View never changes; `Selection.choose` replaces it and says so once. Views are not part of the workspace
and are never undone; going back and forward walks through them instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.model.records import NOW

if TYPE_CHECKING:
    from chipmap.model.geography.layers import LayerKind, ShareGroup

_REMEMBERED_VIEWS = 100


@dataclass(frozen=True, slots=True)
class View:
    """One state of the window; `subject` is the selected country, region or institution, or None."""

    focus: str
    segment: str
    layer: LayerKind
    horizon: str = NOW
    subject: str | None = None
    page: str = "map"
    as_table: bool = False
    """The map page shows its layer as a table."""
    hidden_types: frozenset[str] = frozenset()
    """Types of institutions that the map leaves out."""
    group: ShareGroup | None = None
    """The measure of the world share layer; None for the segment's first."""
    compared: str = ""
    """A later horizon that the map shows beside the present one; empty shows one horizon."""


class Selection(QObject):
    """The current View; `changed` carries the view before and the view after."""

    changed = Signal(object, object)

    def __init__(self, view: View, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._back: list[View] = []
        self._forward: list[View] = []

    @property
    def view(self) -> View:
        return self._view

    def choose(self, **fields: object) -> None:
        """Look at something else: any fields of `View`. Nothing happens when they are shown already."""
        view = replace(self._view, **fields)  # type: ignore[arg-type]
        if view == self._view:
            return
        self._back.append(self._view)
        del self._back[:-_REMEMBERED_VIEWS]
        self._forward.clear()
        self._show(view)

    def turn_to_table(self) -> bool:
        """Turn from the map to its table or back, from other pages to the table; say whether it is shown."""
        as_table = self._view.page != "map" or not self._view.as_table
        self.choose(page="map", as_table=as_table)
        return as_table

    def go_back(self) -> None:
        """Return to the view before, if there is one."""
        if self._back:
            self._forward.append(self._view)
            self._show(self._back.pop())

    def go_forward(self) -> None:
        """Return to the view that `go_back` left."""
        if self._forward:
            self._back.append(self._view)
            self._show(self._forward.pop())

    def _show(self, view: View) -> None:
        before, self._view = self._view, view
        self.changed.emit(before, view)
