"""A short dotted bar beneath a figure that rests on suggestions, as places that do are dotted on the map."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.dots import paint_dots
from chipmap.wording import _

_WIDTH, _HEIGHT = 64, 10


class DottedRule(theme.Themed):
    """Says by dots, in its tooltip and to a screen reader that a figure rests on suggestions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Rests on suggested levels"))
        self.setAccessibleName(_("Rests on suggested levels"))

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(_WIDTH), look.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0)
        ground = theme.current().colour("accent_soft")
        painter.fillPath(path, ground)
        paint_dots(painter, path, ground)
