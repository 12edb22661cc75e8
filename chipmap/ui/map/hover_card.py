"""The card beside the pointer: a place's name, its value beside a swatch, and where the value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chipmap.ui import theme
from chipmap.ui.map.card import paint_card, shadow_reach
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.scene import MapScene, PlaceStyle
from chipmap.ui.tokens import RADIUS_CARD

if TYPE_CHECKING:
    from chipmap.ui.map.place_text import PlaceText

PADDING = 12
SWATCH = 14
OFFSET = 18
WIDEST = 300


class HoverCard(QWidget):
    """Follows the pointer, stays inside its parent, takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text: PlaceText | None = None
        self._scene: MapScene | None = None
        self._style: PlaceStyle | None = None
        self.scale = 1.0
        """How much larger its type is than that of the window, for a card that a hall reads."""
        self.hide()

    @property
    def text(self) -> PlaceText | None:
        """What the card says; None when it is hidden."""
        return self._text if not self.isHidden() else None

    def show_place(self, text: PlaceText, style: PlaceStyle | None, scene: MapScene, pointer: QPoint) -> None:
        """Show what is known of a place (`style` None: of an institution) beside the pointer."""
        if (text, style, scene) != (self._text, self._style, self._scene):
            self._text, self._style, self._scene = text, style, scene
            self.resize(self.sizeHint())
            self.update()
        self._move_beside(pointer)
        self.show()
        self.raise_()

    def sizeHint(self) -> QSize:
        lines = self._lines()
        widths = [QFontMetricsF(font).horizontalAdvance(line) for line, font, _token in lines]
        if self._style is not None:
            widths[1] += SWATCH + 6
        heights = [QFontMetricsF(font).height() for _line, font, _token in lines]
        reach = shadow_reach()
        width = max(widths) + 2 * PADDING + 2 * reach
        return QSize(round(width + 1), round(sum(heights) + 3 * len(lines) + 2 * PADDING - 3 + 2 * reach))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._text is None or self._scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = shadow_reach()
        card = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        paint_card(painter, card, self._scene.tokens, RADIUS_CARD)
        y = card.top() + PADDING
        for row, (line, font, token) in enumerate(self._lines()):
            metrics = QFontMetricsF(font)
            x = card.left() + PADDING
            if row == 1 and self._style is not None:
                self._paint_swatch(painter, QRectF(x, y + (metrics.height() - SWATCH) / 2, SWATCH, SWATCH))
                x += SWATCH + 6
            painter.setFont(font)
            painter.setPen(QColor(getattr(self._scene.tokens, token)))
            painter.drawText(QPointF(x, y + metrics.ascent()), line)
            y += metrics.height() + 3
        painter.end()

    def _lines(self) -> list[tuple[str, QFont, str]]:
        if self._text is None:
            return []
        look, text = theme.current(), self._text
        strong, small = self._font("small_strong"), self._font("caption")
        lines = [(text.name, self._font("body_strong"), "text"), (text.value, strong, "text")]
        widest = look.px(WIDEST) * self.scale
        for line in (*text.lines, text.note):
            lines += [(part, small, "text2") for part in _wrapped(line, QFontMetricsF(small), widest)]
        return lines

    def _font(self, role: str) -> QFont:
        font = theme.current().font(role)
        font.setPixelSize(round(font.pixelSize() * self.scale))
        return font

    def _paint_swatch(self, painter: QPainter, box: QRectF) -> None:
        assert self._style is not None
        assert self._scene is not None
        painter.setBrushOrigin(box.topLeft())
        painter.setBrush(Filler(self._scene, self.devicePixelRatioF()).brush(self._style))
        painter.setPen(QPen(QColor(self._scene.tokens.line_strong), 1.0))
        painter.drawRoundedRect(box, 3.0, 3.0)

    def _move_beside(self, pointer: QPoint) -> None:
        parent, reach = self.parentWidget(), shadow_reach()
        assert parent is not None
        room = parent.rect()
        x = pointer.x() + OFFSET - reach
        if x + self.width() - reach > room.right():
            x = pointer.x() - OFFSET - self.width() + reach
        y = pointer.y() + OFFSET - reach
        if y + self.height() - reach > room.bottom():
            y = pointer.y() - OFFSET - self.height() + reach
        self.move(max(x, -reach), max(y, -reach))


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """The text in lines no wider than `width`."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
