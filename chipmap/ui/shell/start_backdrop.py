"""The faint map behind the start screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from chipmap.ui import theme
from chipmap.ui.map.outlines import read_frame, read_outlines


def draw_backdrop(size: QSize, ratio: float) -> QPixmap:
    """The world in the colours of paper, a picture of `size` logical pixels."""
    look = theme.current()
    frame = read_frame()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(look.colour("canvas"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = max(size.width() / frame.world.width(), size.height() / frame.world.height())
    painter.translate(size.width() / 2, size.height() / 2)
    painter.scale(scale, scale)
    middle = QRectF(frame.world).center()
    painter.translate(-middle.x(), -middle.y())
    pen = QPen(look.colour("line"), 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setOpacity(0.6)
    painter.drawPath(frame.graticule)
    painter.setBrush(look.colour("land"))
    level = read_outlines(frame.level_for(1 / scale))
    for code, path in level.places.items():
        if code != "ATA":
            painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("canvas"))
    for path in level.lakes:
        painter.drawPath(path)
    painter.end()
    return picture
