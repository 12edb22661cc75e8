"""Fills that are more than a colour: hatch for not scored, dots for suggested, crosses for not applicable.

Patterns live in screen space: they keep their size at every zoom and move with the map when it is dragged.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from chipmap.ui.tokens import INK_ON_DARK, ink

HATCH_STEP = 8
"""Distance of hatch lines along the screen's edge, in pixels."""

HATCH_WIDTH = 1.5
DOT_STEP = 8
DOT_RADIUS = 1.1
CROSS_STEP = 10
CROSS_ARM = 2.2
PERIOD = 240
"""Width of a tile: a multiple of all steps. Wide tiles fill large areas faster than small ones."""


def dot_colour(fill: str) -> QColor:
    """The half-transparent ink in which dots can be seen on `fill`."""
    colour = QColor(ink(fill))
    colour.setAlphaF(0.72 if ink(fill) == INK_ON_DARK else 0.46)
    return colour


@lru_cache(maxsize=64)
def hatched(background: str, line: str, pixel_ratio: float) -> QBrush:
    """Diagonal lines on `background`: not scored."""
    tile, painter = _tile(HATCH_STEP, background, pixel_ratio)
    painter.setPen(QPen(QColor(line), HATCH_WIDTH))
    for left in range(-HATCH_STEP, PERIOD + HATCH_STEP, HATCH_STEP):
        # Drawn past the tile's edges so that neighbouring tiles join without a notch.
        painter.drawLine(QPointF(left - 2, HATCH_STEP + 2), QPointF(left + HATCH_STEP + 2, -2))
    painter.end()
    return QBrush(tile)


@lru_cache(maxsize=64)
def dotted(background: str, pixel_ratio: float) -> QBrush:
    """Dots in staggered rows on `background`: suggested, or scored without evidence."""
    tile, painter = _tile(DOT_STEP, background, pixel_ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dot_colour(background))
    for left in range(0, PERIOD, DOT_STEP):
        for x, y in ((2, 2), (6, 6)):
            painter.drawEllipse(QPointF(left + x, y), DOT_RADIUS, DOT_RADIUS)
    painter.end()
    return QBrush(tile)


@lru_cache(maxsize=64)
def crossed(background: str, line: str, pixel_ratio: float) -> QBrush:
    """Small crosses on `background`: not applicable."""
    tile, painter = _tile(CROSS_STEP, background, pixel_ratio)
    painter.setPen(QPen(QColor(line), 1.2))
    y = CROSS_STEP / 2
    for left in range(0, PERIOD, CROSS_STEP):
        x = left + CROSS_STEP / 2
        for sign in (1, -1):
            painter.drawLine(
                QPointF(x - CROSS_ARM, y - sign * CROSS_ARM), QPointF(x + CROSS_ARM, y + sign * CROSS_ARM)
            )
    painter.end()
    return QBrush(tile)


def _tile(height: int, background: str, pixel_ratio: float) -> tuple[QImage, QPainter]:
    """A tile of whole device pixels, and a painter on it that counts in logical ones."""
    tile = QImage(
        max(1, round(PERIOD * pixel_ratio)), max(1, round(height * pixel_ratio)), QImage.Format.Format_RGB32
    )
    tile.setDevicePixelRatio(pixel_ratio)
    tile.fill(QColor(background))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(tile.width() / pixel_ratio / PERIOD, tile.height() / pixel_ratio / height)
    return tile, painter
