"""Paints a place's value: a swatch with colour, pattern and digit of its class, and the figure beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from chipmap.ui import theme
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.scene import MapScene, PlaceStyle
from chipmap.ui.tables.layer_model import CODE_ROLE, Index
from chipmap.ui.tokens import RADIUS_INNER, contrast, ink
from chipmap.wording.titles import legend_text

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale, QObject

_WIDTH, _HEIGHT = 34, 22
_GAP = 10
_INSET = 8
_PALE = 1.5
"""Contrast with the surface below which a fill gets an outline."""


class ClassSwatchPainter(QStyledItemDelegate):
    """Draws with the scene that the map draws with, so a swatch is the place's fill on the map."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scene: MapScene | None = None

    @property
    def room(self) -> int:
        """How much wider than its figure a cell must be."""
        return theme.current().px(_WIDTH + _GAP)

    def displayText(self, _value: object, _locale: QLocale | QLocale.Language) -> str:
        """Leave the ground to the style sheet and the figure to `paint`."""
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self.scene is None:
            return
        look, area = theme.current(), QRectF(option.rect)
        width, height = look.px(_WIDTH), look.px(_HEIGHT)
        code = str(index.data(CODE_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        swatch = QRectF(area.left() + _INSET, round(area.center().y() - height / 2), width, height)
        self._paint_swatch(painter, swatch, code, self.scene)
        painter.setFont(look.font("body", is_tabular=True))
        painter.setPen(look.colour("text" if self.scene.style(code).is_scored else "text3"))
        beside = area.adjusted(_INSET + width + look.px(_GAP), 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()

    def _paint_swatch(self, painter: QPainter, area: QRectF, code: str, scene: MapScene) -> None:
        fill, place = scene.style(code), scene.layer.values.get(code)
        shape = QPainterPath()
        shape.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_INNER, RADIUS_INNER)
        painter.setBrushOrigin(area.topLeft())
        painter.setPen(
            QPen(QColor(scene.tokens.line_strong), 1.0) if _is_pale(scene, fill) else Qt.PenStyle.NoPen
        )
        Filler(scene, painter.device().devicePixelRatio()).fill(painter, shape, fill, area)
        if place is None or place.class_index is None or not fill.is_scored:
            return
        painter.setFont(theme.current().font("small_strong", is_tabular=True))
        painter.setPen(QColor(ink(fill.colour)))
        digit = legend_text(scene.layer).classes[place.class_index]
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, digit)


def _is_pale(scene: MapScene, style: PlaceStyle) -> bool:
    """Whether a swatch would not stand out from the row without an outline."""
    return not style.is_scored or contrast(style.colour, scene.tokens.surface) < _PALE
