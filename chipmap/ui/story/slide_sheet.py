"""The sheet that a slide is drawn on: 1600 × 900, its margins, and the sizes of type that a hall can read.

Lengths are units of the sheet; whoever draws a slide scales it as a whole. Nothing is smaller than `note`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from chipmap.ui.theme import FAMILY
from chipmap.ui.tokens import Tokens

WIDTH, HEIGHT = 1600, 900
MARGIN = 56.0
HEAD, FOOT = 146.0, 88.0
SMALLEST_PART: Final = 0.016
"""The smallest text of a slide in parts of its height (ux.md §4)."""

TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class SlideType(NamedTuple):
    """A text role of a slide: size in units of the sheet, CSS weight."""

    size: int
    weight: int


SLIDE_TYPE: Final[dict[str, SlideType]] = {
    "title": SlideType(48, 600),
    "title_small": SlideType(38, 600),
    "subtitle": SlideType(26, 400),
    "number": SlideType(76, 600),
    "strong": SlideType(25, 600),
    "body": SlideType(25, 400),
    "text": SlideType(34, 400),
    "label": SlideType(22, 400),
    "label_strong": SlideType(22, 600),
    "legend": SlideType(19, 400),
    "legend_strong": SlideType(19, 600),
    "note": SlideType(16, 400),
}


def slide_font(role: str, scale: float = 1.0) -> QFont:
    """A font of the sheet, or of one that is `scale` times as large."""
    style = SLIDE_TYPE[role]
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(style.size * scale)))
    font.setWeight(QFont.Weight(style.weight))
    # A PDF loses the text of signs that Inter sets otherwise beside figures: "EU-27" would read "EU 27".
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def body_box() -> QRectF:
    """What lies between head and foot."""
    return QRectF(0.0, HEAD, WIDTH, HEIGHT - HEAD - FOOT)


@dataclass(slots=True, eq=False)
class Sheet:
    """A sheet that is being drawn on; the painter is scaled to units already.

    `pixel_ratio` are device pixels to a unit; `as_shapes` draws patterns and halos as shapes, for documents.
    """

    painter: QPainter
    tokens: Tokens
    pixel_ratio: float = 1.0
    as_shapes: bool = False

    def write(
        self,
        box: QRectF,
        text: str,
        role: str,
        ink: str = "text",
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """One line of text, shortened where it does not fit its box."""
        font = slide_font(role)
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(self.tokens, ink) if not ink.startswith("#") else ink))
        fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 0.5)
        self.painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), fitting)

    def write_wrapped(self, box: QRectF, text: str, role: str, ink: str = "text") -> float:
        """Several lines of text within a box; returns the height that they take."""
        font = slide_font(role)
        lines = wrapped(text, font, box.width(), max(1, int(box.height() / line_height(role))))
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(self.tokens, ink)))
        metrics, step = QFontMetricsF(font), line_height(role)
        for number, line in enumerate(lines):
            baseline = box.top() + number * step + (step + metrics.ascent() - metrics.descent()) / 2.0
            self.painter.drawText(QPointF(box.left(), baseline), line)
        return len(lines) * step

    def rule(self, left: float, right: float, y: float, ink: str = "line") -> None:
        """A hairline across."""
        self.painter.setPen(QPen(QColor(getattr(self.tokens, ink)), 1.0))
        self.painter.drawLine(QPointF(left, y), QPointF(right, y))


def line_height(role: str) -> float:
    """From one line of text to the next."""
    return SLIDE_TYPE[role].size * 1.28


def text_width(text: str, role: str) -> float:
    """How wide a line of text is."""
    return QFontMetricsF(slide_font(role)).horizontalAdvance(text)


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The lines of a text no wider than `width`; what does not fit `most` of them is cut off with a dash."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    current = ""
    words = text.split()
    for position, word in enumerate(words):
        longer = f"{current} {word}".strip()
        if not current or metrics.horizontalAdvance(longer) <= width:
            current = longer
            continue
        if len(lines) == most - 1:
            current = " ".join((current, *words[position:]))
            break
        lines.append(current)
        current = word
    lines.append(metrics.elidedText(current, Qt.TextElideMode.ElideRight, width))
    return [line for line in lines if line]


def height_of(texts: Sequence[str], role: str, width: float) -> float:
    """How high texts are that stand below each other."""
    font = slide_font(role)
    return sum(len(wrapped(text, font, width, 99)) * line_height(role) for text in texts)
