"""Which rows and columns the grid shows: groups that fold, filters, orders, and the places of the workspace.

An order or a filter is worked out when it is asked for. Answers do not move rows about under the hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.ui.tables.score_grid.columns import (
    GridColumns,
    ordered,
    remember_columns,
    remembered_columns,
)
from chipmap.ui.tables.score_grid.model import Address
from chipmap.ui.tables.score_grid.rows import GridRow, RowOrder, group_of, groups_of, in_order, shown_rows

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.preferences import Preferences
    from chipmap.ui.tables.score_grid.model import GridModel

Target = tuple[str, str]
"""The subject and the segment of a cell."""


class GridArrangement(QObject):
    """Tells the model what to show; `arranged` says that it shows something else."""

    arranged = Signal()

    def __init__(self, bridge: WorkspaceBridge, model: GridModel, preferences: Preferences) -> None:
        super().__init__(model)
        self._bridge, self._model, self._preferences = bridge, model, preferences
        self.columns = remembered_columns(preferences, bridge.dataset)
        self.order = RowOrder.CHAIN
        self.text = ""
        self.is_unscored_only = False
        self._opened: set[str] = set()
        self._groups = groups_of(bridge.dataset)

    def follow_dataset(self) -> None:
        """The workspace has other segments or subjects now."""
        dataset = self._bridge.dataset
        known = remembered_columns(self._preferences, dataset)
        guests = (place for place in self.columns.places if place not in known.subjects)
        for place in guests:
            known = known.with_place(place)
        self.columns = known.only_known(dataset)
        self._groups = groups_of(dataset)
        self.order = RowOrder.CHAIN
        self.arrange()

    def arrange(self) -> None:
        """Show rows and columns as they are asked for now."""
        keep = self._is_unscored if self.is_unscored_only else None
        rows = shown_rows(self._groups, self._opened, self.text, keep)
        is_filtered = bool(self.text.strip()) or self.is_unscored_only
        self._model.opened = {row.group for row in rows} if is_filtered else frozenset(self._opened)
        self._model.show(rows, self.columns.subjects, self.columns.reference)
        self.arranged.emit()

    def show_columns(self, columns: GridColumns) -> None:
        """Show other places, and remember them for this workspace."""
        self.columns = columns.only_known(self._bridge.dataset)
        remember_columns(self._preferences, self._bridge.dataset, self.columns)
        self.arrange()

    def add_guest(self, subject: str) -> None:
        """Show one more place as long as this workspace is open; it is not remembered."""
        self.columns = self.columns.with_place(subject)
        self.arrange()

    def fold(self, group: str, is_open: bool) -> None:
        """Open a group or fold it."""
        if is_open == (group in self._opened):
            return
        (self._opened.add if is_open else self._opened.discard)(group)
        self.arrange()

    def fold_all(self, *, is_open: bool) -> None:
        """Open all groups, or fold them."""
        self._opened = {group.head.group for group in self._groups} if is_open else set()
        self.arrange()

    def reveal(self, segment: str) -> None:
        """Open the group of a segment, and end a filter that hides it."""
        group = group_of(self._groups, segment)
        if group is None:
            return
        is_head = any(one.head.segment == segment for one in self._groups)
        if not is_head:
            self._opened.add(group)
        if not any(row.segment == segment for row in self._model.rows):
            self.text, self.is_unscored_only = "", False
        self.arrange()

    def filter(self, text: str, *, is_unscored_only: bool) -> None:
        """Show the rows that fit a text, or those in which a place is not scored yet."""
        if (text, is_unscored_only) != (self.text, self.is_unscored_only):
            self.text, self.is_unscored_only = text, is_unscored_only
            self.arrange()

    def order_rows(self, order: RowOrder, subject: str, focus: str) -> None:
        """Put the rows in an order; the gaps are those of one subject."""
        source = self._model.source
        self.order = order
        self._groups = in_order(
            groups_of(self._bridge.dataset),
            order,
            lambda segment: source.gap_to_need(subject, segment, focus),
        )
        self.arrange()

    def order_places(self, by: str, segment: str, focus: str) -> None:
        """Put the places in an order and remember it: by "name", by "level" or by "gap" in a segment."""
        source = self._model.source
        places = [place for place in self.columns.subjects if place != self.columns.reference]

        def rank(place: str) -> tuple[bool, float | str]:
            if by == "name":
                return False, self._bridge.subject_name(place).casefold()
            if by == "gap":
                gap = source.gap_to_need(place, segment, focus)
                return gap is None, gap or 0.0
            level = source.cell(place, segment).level
            return level is None, -(level or 0.0)

        order = ordered(places, [rank(place) for place in places])
        self.show_columns(GridColumns(order, self.columns.reference))

    def all_rows(self) -> list[GridRow]:
        """The rows of all groups, also of the folded ones; a filter holds."""
        keep = self._is_unscored if self.is_unscored_only else None
        return shown_rows(self._groups, {group.head.group for group in self._groups}, self.text, keep)

    def counts(self) -> tuple[int, int]:
        """How many cells are answered, and how many there are; heads and the reference are left out."""
        segments = {row.segment for group in self._groups for row in group.rows}
        places = [place for place in self.columns.subjects if place != self.columns.reference]
        source = self._model.source
        return sum(source.answered(place, segments) for place in places), len(segments) * len(places)

    def next_unscored(self, address: Address | None, step: int) -> Target | None:
        """The next cell without an answer, row by row, or the one before; after the last comes the first."""
        cells = list(self._scorable_cells())
        if not cells:
            return None
        if address is None:
            here = None
        else:
            here = (self._model.subjects[address[1]], self._model.rows[address[0]].segment)
        begin = self._position(cells, here, address)
        for distance in range(1, len(cells) + 1):
            target = cells[(begin + step * distance) % len(cells)]
            if not self._model.source.is_answered(*target):
                return target
        return None

    def _position(self, cells: list[Target], here: Target | None, address: Address | None) -> int:
        """Where the search begins: at the cell, or for a head just before the first cell of its group."""
        if here in cells:
            return cells.index(here)
        if address is None:
            return -1
        group = self._model.rows[address[0]].group
        first = next((row.segment for row in self.all_rows() if row.group == group and not row.is_head), None)
        return next((at for at, cell in enumerate(cells) if cell[1] == first), 0) - 1

    def _scorable_cells(self) -> Iterator[Target]:
        """Every cell that waits for an answer; a head takes its level from its segments."""
        places = [place for place in self.columns.subjects if place != self.columns.reference]
        for row in self.all_rows():
            if row.is_head:
                continue
            for place in places:
                yield place, row.segment

    def _is_unscored(self, segment: str) -> bool:
        places = (place for place in self.columns.subjects if place != self.columns.reference)
        return any(not self._model.source.is_answered(place, segment) for place in places)
