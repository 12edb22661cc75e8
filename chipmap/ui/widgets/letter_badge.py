"""The letter of a compared place in a dark disc: one look on the map, over the columns and in the chart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import Tokens, ink

LETTERS_OF_FIVE = "ABCDE"
"""What stands for the first places of a table in the chart beside it."""
_SIDE = 22
_LETTER_PART = 0.68
"""The height of the letter in its disc."""


def paint_letter(painter: QPainter, disc: QRectF, letter: str, tokens: Tokens) -> None:
    """Draw a letter in its disc, with a pale edge that sets it off from any ground."""
    painter.setPen(QPen(QColor(tokens.halo), 1.6))
    painter.setBrush(QColor(tokens.outline))
    painter.drawEllipse(disc)
    font = QFont(theme.FAMILY)
    font.setPixelSize(round(disc.height() * _LETTER_PART))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink(tokens.outline)))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, letter)


class LetterBadge(theme.Themed):
    """A letter beside a name; the name says it aloud, so the badge is silent."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        paint_letter(painter, disc, self._letter, theme.current().tokens)
