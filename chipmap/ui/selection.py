"""What the person looks at: focus region, segment, horizon, layer, subject, page and part of the map.

A View never changes; `Selection.choose` replaces it and says so once. Views are not part of the workspace
and are never undone; going back and forward walks through them instead, each with the part of the map that
was in view when it was left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.records import NOW, OWNER
from chipmap.ui.match_wish import MatchWish

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.geography.layers import LayerKind, ShareGroup
    from chipmap.model.records import Scenario
    from chipmap.ui.collaboration_wish import CollaborationWish

_REMEMBERED_VIEWS = 100
PAGES_WITH_PANEL = frozenset({"map", "scorecards"})
"""The pages beside which the side panel stands."""


class MapPosition(NamedTuple):
    """The part of the map in view: its middle and its scale in map metres, whatever the window's size."""

    x: float
    y: float
    metres_per_px: float


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
    classes: frozenset[str] = frozenset()
    """The classes of the legend whose places are shown (`class_filter`); empty shows all."""
    projection: MapProjection = MapProjection.WORLD
    position: MapPosition | None = None
    """What of the map was in view when the view was left; None for its home view."""
    compared_places: tuple[str, ...] = ()
    """Places shown beside each other, `subject` first; empty is about the subject alone."""
    match: MatchWish = MatchWish()
    """Which ties count among partners, who is ranked beside the partner places, and who is left out."""
    collaborations: CollaborationWish | None = None
    """How the collaborations are looked at, as `collaboration_wish` says; None where nothing was said yet."""
    foresight_places: tuple[str, ...] = ()
    """Places beside the focus region in the table of foresight; empty for the usual ones."""
    event: str = ""
    """The event that the agenda is about, by id; empty for the latest."""
    scenario: Scenario | None = None
    """The what-if of the Scenarios page as it stands; its id is that of a kept one, or empty."""
    other_scenario: str = ""
    """The kept scenario that it is held against, by id; empty for none."""
    rater: str = OWNER
    """Whose answers the scorecards show and take; empty for those of all raters together."""


class Selection(QObject):
    """The current View; `changed` carries the view before and the view after."""

    changed = Signal(object, object)
    walkable = Signal(bool, bool)
    """Whether there is a view to go back to, and one to go forward to."""

    def __init__(self, view: View, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._back: list[View] = []
        self._forward: list[View] = []
        self.whereabouts: Callable[[], MapPosition | None] = lambda: self._view.position
        """Says what of the map is in view now."""

    @property
    def view(self) -> View:
        return self._view

    def choose(self, **fields: object) -> None:
        """Look at something else: any fields of `View`. Nothing happens when they are shown already.

        To choose a subject without saying whom it is compared with is to look at it alone. A filter of the
        legend ends with its layer, whose classes it names.
        """
        if "subject" in fields:
            fields.setdefault("compared_places", ())
        view = replace(self._view, **fields)  # type: ignore[arg-type]
        if view.layer is not self._view.layer and "classes" not in fields:
            view = replace(view, classes=frozenset())
        if view == self._view:
            return
        here = self._here()
        self._remember(here)
        if "position" not in fields:
            # The metres of one map mean nothing on the other, which begins at its home view.
            is_same_map = view.projection is here.projection
            view = replace(view, position=here.position if is_same_map else None)
        self._show(here, view)

    def rest_at(self, position: MapPosition | None, *, is_step: bool) -> None:
        """The map has come to rest; as a step of its own one can go back from it to where it was before."""
        if position == self._view.position:
            return
        if is_step:
            self._remember(self._view)
        self._view = replace(self._view, position=position)
        self._tell_ways()

    def turn_to_table(self) -> bool:
        """Turn from the map to its table or back, from other pages to the table; say whether it is shown."""
        as_table = self._view.page != "map" or not self._view.as_table
        self.choose(page="map", as_table=as_table)
        return as_table

    def turn_map(self) -> bool:
        """Turn from the map of the world to that of Europe or back; say whether Europe is shown."""
        is_world = self._view.projection is MapProjection.WORLD
        projection = MapProjection.EUROPE if is_world else MapProjection.WORLD
        self.choose(projection=projection, page="map", as_table=False)
        return is_world

    def go_back(self) -> None:
        """Return to the view before, if there is one."""
        if self._back:
            here = self._here()
            self._forward.append(here)
            self._show(here, self._back.pop())

    def go_forward(self) -> None:
        """Return to the view that `go_back` left."""
        if self._forward:
            here = self._here()
            self._back.append(here)
            self._show(here, self._forward.pop())

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)

    def _here(self) -> View:
        """The current view with what of the map is in view at this moment."""
        return replace(self._view, position=self.whereabouts())

    def _remember(self, view: View) -> None:
        self._back.append(view)
        del self._back[:-_REMEMBERED_VIEWS]
        self._forward.clear()

    def _show(self, before: View, view: View) -> None:
        self._view = view
        self.changed.emit(before, view)
        self._tell_ways()

    def _tell_ways(self) -> None:
        self.walkable.emit(self.can_go_back, self.can_go_forward)
