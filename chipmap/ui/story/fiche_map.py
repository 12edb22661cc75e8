"""The map of a fiche: levels of all places in its leading segment, with place and focus region outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import NOW
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.card import paint_plain_card
from chipmap.ui.map.composition import MapFonts, arrange, draw_arranged
from chipmap.ui.map.legend import LegendFonts, LegendLayout, legend_of
from chipmap.ui.map.painting import Filler, Picture
from chipmap.ui.map.scene_source import SceneSource, SceneWish, scored_rect
from chipmap.ui.map.viewport import fitting, without_empty_sky
from chipmap.ui.theme import FAMILY
from chipmap.ui.tokens import LIGHT, RADIUS_CARD

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.match.place_fiche import Fiche
    from chipmap.ui.map.atlas import Atlas
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.map.viewport import Viewport

PICTURE_PX = (1424, 456)
"""Pixels of the picture for Word: twice its size on paper at 96 to the inch, in the form of the PDF's map."""
_EDGE = 8.0
_LEGEND_SCALE = 0.72
_NAME, _LEGEND = 11, 9


class FicheMaps:
    """Makes the scenes of many fiches; a layer that two of them show is asked for once."""

    def __init__(self, dataset: Dataset, names: PlaceNames) -> None:
        self._dataset, self._names = dataset, names
        self._source = SceneSource()

    def scene(self, fiche: Fiche) -> MapScene:
        """What the map of a fiche shows."""
        wish = SceneWish(
            LayerKind.CAPABILITY,
            fiche.lead_segment,
            NOW,
            fiche.focus,
            subject=fiche.place,
            shows_institutions=False,
        )
        return self._source.scene(self._dataset, self._names, LIGHT, wish)


def draw_fiche_map(
    painter: QPainter, box: QRectF, scene: MapScene, *, pixel_ratio: float, as_shapes: bool
) -> None:
    """Draw a map into its box, its patterns as shapes for a document; the legend lies in a free corner."""
    atlas = the_atlas(scene.projection)
    width, height = round(box.width()), round(box.height())
    shown = scored_rect(scene, atlas)
    for code in scene.selected & set(atlas.anchors):
        shown = shown.united(atlas.anchors[code].largest)
    viewport = without_empty_sky(fitting(shown, width, height), atlas.world.top(), 4, 0)
    filler = Filler(scene, pixel_ratio, as_shapes=as_shapes)
    painter.save()
    painter.translate(box.topLeft())
    painter.setClipRect(QRectF(0.0, 0.0, box.width(), box.height()))
    level = atlas.level_for(viewport.metres_per_px / max(1.0, pixel_ratio))
    picture = Picture(painter, viewport, filler, level)
    fonts = LegendFonts(_font(_LEGEND, 600), _font(_LEGEND, 600), _font(_LEGEND, 500))
    legend = LegendLayout(legend_of(scene.layer, scene.tokens, scene.arcs), fonts, _LEGEND_SCALE)
    card = _free_corner(QRectF(0, 0, box.width(), box.height()), legend.size, _places(scene, atlas, viewport))
    names = MapFonts(_font(_NAME, 500), _font(_NAME, 600), _font(_NAME, 600))
    arranged = arrange(viewport, scene, atlas, names, [card.adjusted(-4, -4, 4, 4)])
    for _step in draw_arranged(picture, atlas, names, arranged):
        pass
    paint_plain_card(painter, card, scene.tokens, RADIUS_CARD * _LEGEND_SCALE)
    legend.paint(painter, filler, card.topLeft())
    painter.restore()


def _places(scene: MapScene, atlas: Atlas, viewport: Viewport) -> list[QRectF]:
    """Where the place itself lies, in pixels."""
    chosen = scene.selected & set(atlas.anchors)
    return [viewport.transform.mapRect(atlas.anchors[code].largest) for code in chosen]


def _free_corner(box: QRectF, size: QSizeF, places: list[QRectF]) -> QRectF:
    """The corner in which the legend hides least of the place that the fiche is about."""
    left, right = _EDGE, box.width() - _EDGE - size.width()
    top, bottom = _EDGE, box.height() - _EDGE - size.height()
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]

    def hidden(corner: tuple[float, float]) -> float:
        card = QRectF(QPointF(*corner), size)
        common = [card.intersected(place) for place in places]
        return sum(one.width() * one.height() for one in common if one.isValid())

    return QRectF(QPointF(*min(corners, key=hidden)), size)


def fiche_map_png(scene: MapScene) -> bytes:
    """The map as a picture for a document, twice as fine as it is shown."""
    image = QImage(*PICTURE_PX, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    image.fill(scene.tokens.water)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, PICTURE_PX[0] / 2, PICTURE_PX[1] / 2)
    draw_fiche_map(painter, box, scene, pixel_ratio=2.0, as_shapes=False)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, b"png").write(image)
    return bytes(held.data().data())


def _font(size: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
