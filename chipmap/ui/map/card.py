"""The floating card: a surface with a hairline and a soft shadow, which a style sheet cannot draw."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chipmap.ui.tokens import Tokens

BLUR_PX = 16
_STEPS = 8


def shadow_reach() -> int:
    """How far the shadow reaches beyond the card, in pixels."""
    return BLUR_PX


def paint_card(painter: QPainter, card: QRectF, tokens: Tokens, radius: float) -> None:
    """Draw a card with its shadow; the shadow is darkest close to the card and a little below it."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(_STEPS):
        reach = BLUR_PX * (_STEPS - step) / _STEPS
        colour = QColor(tokens.scrim if tokens.name == "light" else "#000000")
        colour.setAlphaF(tokens.shadow_alpha * 2.2 / _STEPS * ((step + 1) / _STEPS) ** 1.5)
        painter.setBrush(colour)
        spread = card.adjusted(-reach, -reach + 4.0, reach, reach)
        painter.drawRoundedRect(spread, radius + reach, radius + reach)
    painter.setBrush(QColor(tokens.surface))
    painter.setPen(QPen(QColor(tokens.line), 1.0))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def paint_plain_card(painter: QPainter, card: QRectF, tokens: Tokens, radius: float) -> None:
    """The same card without its shadow, for documents."""
    painter.save()
    painter.setBrush(QColor(tokens.surface))
    painter.setPen(QPen(QColor(tokens.line), 1.0))
    painter.drawRoundedRect(card, radius, radius)
    painter.restore()
