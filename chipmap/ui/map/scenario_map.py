"""The map of a scenario: lost suppliers by what they held, who could step in, lines to the focus region.

A still picture like that of the partners, as large as its room. Pointing at a place says what it holds, a
click says that it is to be lost or kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from chipmap.model.geography.arcs import arcs_between
from chipmap.model.geography.classes import dependence_class
from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.hit_test import place_index
from chipmap.ui.map.partner_map import PartnerMap
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle, outlined_countries, unlisted_style
from chipmap.ui.map.viewport import Viewport, fitting
from chipmap.wording import _
from chipmap.wording.scenarios import loss_text, minus_text

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario_report import Supplier, SupplyView
    from chipmap.model.geography.layers import Layer
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.tokens import Tokens

_EDGE = 10
_LINE_CLASS = 4
STEPPING_IN, OTHERS = 5, 4
"""The classes of the diverging scale for who could step in, and for who holds a share besides."""


class ScenarioMap(PartnerMap):
    """`place_pressed` carries the code of a place."""

    place_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def show_supply(self, bridge: WorkspaceBridge, view: SupplyView, layer: Layer, focus: str) -> None:
        """Show who supplies a segment after the removals."""
        look = theme.current()
        dataset = bridge.dataset
        styles = supplier_styles(bridge, view, look.tokens)
        own = outlined_countries(dataset, focus) | {focus}
        strengths = {
            one.subject: max(0.1, round(100.0 * one.lost, 2)) for one in view.lost if one.subject not in own
        }
        line_tokens = look.tokens._replace(collaboration=look.tokens.dependence[_LINE_CLASS])
        scene = MapScene(
            line_tokens,
            layer,
            styles,
            bridge.names,
            focus=outlined_countries(dataset, focus),
            arcs=arcs_between(dataset, focus, strengths),
            strong_outlines=look.strong_outlines,
            text_scale=look.text_scale,
            not_scored=unlisted_style(layer, look.tokens),
        )
        self._texts = {one.subject: supplier_text(bridge, one) for one in view.suppliers}
        self.show_scene(scene, spoken_map(bridge, view, focus))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            code = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._texts.get(code or "", ""), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_known = (self.place_at(event.position()) or "") in self._texts
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_known else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        code = self.place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and code in self._texts:
            self.place_pressed.emit(code)
        else:
            super().mousePressEvent(event)

    def place_at(self, pixel: QPointF) -> str | None:
        """The place at a pixel; None in the sea."""
        if self._scene is None:
            return None
        view = self._viewport(self._scene)
        level = the_atlas(self._scene.projection).level_for(view.metres_per_px).number
        return place_index(level).place_at(view.to_map(pixel.x(), pixel.y()))

    def _viewport(self, scene: MapScene) -> Viewport:
        """All of the world."""
        world = the_atlas(scene.projection).world
        return fitting(world, self.width(), self.height(), left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def supplier_styles(bridge: WorkspaceBridge, view: SupplyView, tokens: Tokens) -> dict[str, PlaceStyle]:
    """Every supplier's fill; what a region holds besides its members colours those without a row."""
    own = {one.subject: _style(one, tokens) for one in view.suppliers}
    found = {}
    for subject, style in own.items():
        if subject in bridge.dataset.countries:
            found[subject] = style
        else:
            members = outlined_countries(bridge.dataset, subject)
            found |= {code: style._replace(text="") for code in members if code not in own}
    return found


def _style(one: Supplier, tokens: Tokens) -> PlaceStyle:
    if one.lost > 0:
        colour = tokens.dependence[dependence_class(100.0 * one.lost)]
        return PlaceStyle(colour, Pattern.PLAIN, minus_text(one.lost), -100.0 * one.lost)
    if one.covers > 0:
        return PlaceStyle(
            tokens.need[STEPPING_IN], Pattern.PLAIN, "+" + loss_text(one.covers), 100.0 * one.covers
        )
    return PlaceStyle(tokens.need[OTHERS], Pattern.PLAIN, loss_text(one.share), 100.0 * one.share)


def supplier_text(bridge: WorkspaceBridge, one: Supplier) -> str:
    """What a place holds, loses and could make up for."""
    parts = [_("holds {share}").format(share=loss_text(one.share))]
    if one.lost > 0:
        parts.append(_("{share} lost").format(share=loss_text(one.lost)))
    if one.covers > 0:
        parts.append(_("could make up for {share}").format(share=loss_text(one.covers)))
    return _("{place}: {facts}").format(place=bridge.subject_name(one.subject), facts=", ".join(parts))


def spoken_map(bridge: WorkspaceBridge, view: SupplyView, focus: str) -> str:
    """The map as a sentence."""
    segment = bridge.segment_name(view.segment)
    if not view.suppliers:
        return _("Map of {segment}: no supplier is known").format(segment=segment)
    said = "; ".join(supplier_text(bridge, one) for one in view.suppliers)
    return _("Map of {segment}, lines to {focus}. {places}").format(
        segment=segment, focus=bridge.subject_name(focus), places=said
    )
