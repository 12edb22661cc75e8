"""All of a segment as one bar: what is lost, what others hold, and hatched what nobody lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.hatch import paint_hatch
from chipmap.wording import _
from chipmap.wording.scenarios import loss_text

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario_report import SupplyView

_HEIGHT = 22


class ShareBar(theme.Themed):
    """Shows the shares of one segment; a screen reader hears them as a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[float, float, float] = (0.0, 0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def parts(self) -> tuple[float, float, float]:
        """Lost, held by others, and not listed; they add up to 1."""
        return self._parts

    def show_view(self, view: SupplyView) -> None:
        """Show the suppliers of a segment."""
        lost = sum(one.lost for one in view.suppliers)
        held = sum(one.share for one in view.suppliers) - lost
        unknown = max(0.0, 1.0 - lost - held) if view.unknown is None else view.unknown
        self._parts = (lost, held, unknown)
        self.setAccessibleName(
            _("Shares: {lost} lost, {held} held by others, {unknown} not listed").format(
                lost=loss_text(lost), held=loss_text(held), unknown=loss_text(unknown)
            )
        )
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.current().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        frame.addRoundedRect(whole, 4, 4)
        painter.setClipPath(frame)
        painter.fillPath(frame, look.colour("land"))
        colours = (look.tokens.dependence[3], look.tokens.need[4])
        left = whole.left()
        for part, colour in zip(self._parts, colours, strict=False):
            width = whole.width() * part
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), QColor(colour))
            left += width
        paint_hatch(painter, QRectF(left, whole.top(), whole.right() - left, whole.height()))
        painter.setClipping(False)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawPath(frame)
