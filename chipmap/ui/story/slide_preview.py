"""The slide as it will be presented, as large as its room, on a sheet with a soft shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.map.card import paint_card
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

_ROOM = 14
"""Around the sheet, for its shadow."""


class SlidePreview(QWidget):
    """Shows a picture that others draw; `resized` asks for one of another size."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(320)
        self.setAccessibleName(_("The slide as it is presented"))
        theme.current().changed.connect(self.update)

    @property
    def sheet_rect(self) -> QRect:
        """Where the sheet lies: as large as it fits, at the top."""
        inside = self.rect().adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        width = min(inside.width(), inside.height() * WIDTH // HEIGHT)
        left = inside.left() + (inside.width() - width) // 2
        return QRect(left, inside.top(), width, width * HEIGHT // WIDTH)

    @property
    def picture_width(self) -> int:
        """How many pixels the screen has across the sheet."""
        return max(1, round(self.sheet_rect.width() * self.devicePixelRatioF()))

    def show_picture(self, image: QImage | None, spoken: str) -> None:
        """Show a slide, with what it says in words."""
        self._image = image
        self.setAccessibleDescription(spoken)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (width - 2 * _ROOM) * HEIGHT // WIDTH + 2 * _ROOM

    def sizeHint(self) -> QSize:
        return QSize(960, self.heightForWidth(960))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.sheet_rect
        paint_card(painter, QRectF(box), theme.current().tokens, 2.0)
        if self._image is not None:
            painter.drawImage(box, self._image)
        else:
            painter.setPen(theme.current().colour("text3"))
            painter.setFont(theme.current().font("body"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("Drawing the slide …"))
