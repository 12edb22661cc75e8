"""Fills that are more than a colour: hatch for not scored, dots for suggested, crosses for not applicable.

Patterns live in screen space: they keep their size at every zoom and move with the map when it is dragged.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from chipmap.ui.tokens import INK_ON_DARK, ink

HATCH_STEP = 8
"""Distance of hatch lines along the screen's edge, in pixels; the tile is as large."""

HATCH_WIDTH = 1.5
DOT_STEP = 8
DOT_RADIUS = 1.1
CROSS_STEP = 10
CROSS_ARM = 2.2


def dot_colour(fill: str) -> QColor:
    """The half-transparent ink in which dots can be seen on `fill`."""
    colour = QColor(ink(fill))
    colour.setAlphaF(0.72 if ink(fill) == INK_ON_DARK else 0.46)
    return colour


def _tile(size: int, background: str, pixel_ratio: float) -> QImage:
    pixels = max(1, round(size * pixel_ratio))
    tile = QImage(pixels, pixels, QImage.Format.Format_RGB32)
    tile.setDevicePixelRatio(pixels / size)
    tile.fill(QColor(background))
    return tile


def _painter_on(tile: QImage) -> QPainter:
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


@lru_cache(maxsize=64)
def hatched(background: str, line: str, pixel_ratio: float) -> QBrush:
    """Diagonal lines on `background`: not scored."""
    tile = _tile(HATCH_STEP, background, pixel_ratio)
    painter = _painter_on(tile)
    painter.setPen(QPen(QColor(line), HATCH_WIDTH))
    for offset in (-HATCH_STEP, 0, HATCH_STEP):
        # Drawn past the tile's edges so that neighbouring tiles join without a notch.
        painter.drawLine(QPointF(offset - 2, HATCH_STEP + 2), QPointF(offset + HATCH_STEP + 2, -2))
    painter.end()
    return QBrush(tile)


@lru_cache(maxsize=64)
def dotted(background: str, pixel_ratio: float) -> QBrush:
    """Dots in two staggered rows on `background`: suggested, or scored without evidence."""
    tile = _tile(DOT_STEP, background, pixel_ratio)
    painter = _painter_on(tile)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dot_colour(background))
    for x, y in ((2, 2), (6, 6)):
        painter.drawEllipse(QPointF(x, y), DOT_RADIUS, DOT_RADIUS)
    painter.end()
    return QBrush(tile)


@lru_cache(maxsize=64)
def crossed(background: str, line: str, pixel_ratio: float) -> QBrush:
    """Small crosses on `background`: not applicable."""
    tile = _tile(CROSS_STEP, background, pixel_ratio)
    painter = _painter_on(tile)
    painter.setPen(QPen(QColor(line), 1.2))
    middle = CROSS_STEP / 2
    for sign in (1, -1):
        painter.drawLine(
            QPointF(middle - CROSS_ARM, middle - sign * CROSS_ARM),
            QPointF(middle + CROSS_ARM, middle + sign * CROSS_ARM),
        )
    painter.end()
    return QBrush(tile)
