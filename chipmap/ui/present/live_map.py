"""The map inside a presented slide: it can be moved, pointed at and scored while sixty people look on.

Its type follows the size of the slide, not that of the window; keys belong to the presentation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.card import paint_plain_card
from chipmap.ui.map.composition import MapFonts
from chipmap.ui.map.legend import LegendLayout
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.viewport import Viewport, fitting
from chipmap.ui.selection import Selection, View
from chipmap.ui.story.slide_map import LEGEND_SCALE, slide_legend
from chipmap.ui.story.slide_sheet import slide_font
from chipmap.ui.story.view_capture import fields_of
from chipmap.ui.tokens import RADIUS_CARD

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from chipmap.model.records import SlideKind
    from chipmap.model.story.slide_content import MapRequest
    from chipmap.model.story.slide_view import SlideView
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.drawing import Wish
    from chipmap.ui.map.scene_source import SceneWish

_EDGE = 24.0
_TEXT_SCALE = 1.5
"""That of the maps on slides."""
_CARD_SCALE = 1.4
"""The card beside the pointer, for those in the last row."""


def view_shown(view: SlideView, kind: SlideKind, focus: str) -> View:
    """What the map of a slide looks at, as the window knows it."""
    fields = fields_of(view, kind) | {"page": "map", "as_table": False, "compared": ""}
    chosen = {"focus": focus, "segment": view.segment, "layer": LayerKind.CAPABILITY} | fields
    return View(**chosen)  # type: ignore[arg-type]


class LiveMap(MapCanvas):
    """The map of one slide, at `scale` pixels to a unit of the sheet."""

    scale = 1.0
    shows_legend = True

    def __init__(
        self, bridge: WorkspaceBridge, view: View, request: MapRequest, parent: QWidget | None = None
    ) -> None:
        self.view_selection = Selection(view)
        super().__init__(bridge, self.view_selection, parent)
        self.view_selection.setParent(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._extent = request.extent
        self._legend: tuple[object, LegendLayout] | None = None
        self.shows_legend = request.shows_legend
        self.obstacles = lambda: [self.legend_box()] if self.shows_legend else []
        self.show_names(request.shows_names)
        self.show_institutions(bool(request.points))
        if request.arcs is not None:
            self.show_arcs(ArcKind(request.arcs.kind))

    def stand_at(self, scale: float) -> None:
        """Take the size of the slide, in pixels to a unit of its sheet."""
        if scale != self.scale:
            self.scale = scale
            self._card.scale = scale * _CARD_SCALE
            self._legend = None
            self._refresh()

    def show_legend(self, is_shown: bool) -> None:
        """Show the legend or hide it."""
        self.shows_legend = is_shown
        self.heed_obstacles()
        self.update()

    def home(self) -> Viewport:
        if self._extent is not None:
            return fitting(QRectF(*self._extent), max(1, self.width()), max(1, self.height()))
        return super().home()

    def legend_box(self) -> QRectF:
        """Where the legend lies, in pixels."""
        size, edge = self._layout().size, _EDGE * self.scale
        return QRectF(edge, self.height() - edge - size.height(), size.width(), size.height())

    def scene_wish(self) -> SceneWish:
        return super().scene_wish()._replace(text_scale=_TEXT_SCALE * self.scale)

    def wish(self) -> Wish:
        roles = ("label", "label_strong", "legend_strong")
        fonts = MapFonts(*(slide_font(role, self.scale) for role in roles))
        return replace(super().wish(), fonts=fonts)

    def paint_overlays(self, painter: QPainter) -> None:
        super().paint_overlays(painter)
        if self.shows_legend:
            layout, box, tokens = self._layout(), self.legend_box(), self.scene.tokens
            paint_plain_card(painter, box, tokens, RADIUS_CARD * LEGEND_SCALE * self.scale)
            layout.paint(painter, Filler(self.scene, self.devicePixelRatioF()), box.topLeft())

    def position_of(self, place: str) -> QPointF | None:
        """Where a country stands, in pixels; None for what has no place of its own."""
        anchor = self._atlas.anchors.get(place)
        return None if anchor is None else self.viewport.to_screen(anchor.x, anchor.y)

    def _layout(self) -> LegendLayout:
        if self._legend is None or self._legend[0] is not self.scene:
            self._legend = (self.scene, slide_legend(self.scene, self.scale))
        return self._legend[1]
