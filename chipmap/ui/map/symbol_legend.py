"""The part of the legend that names the symbols of institutions, in as many rows as its width wants."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from chipmap.model.records.places import INSTITUTION_TYPES
from chipmap.ui.map.institution_symbols import paint_symbol
from chipmap.ui.map.scene import InstitutionPoint
from chipmap.ui.tokens import Tokens
from chipmap.wording.levels import institution_type_word

_SYMBOL = 10.0
_BESIDE = 6.0
_BETWEEN = 14.0


def shown_types(points: Iterable[InstitutionPoint]) -> tuple[str, ...]:
    """The types among some institutions, the usual ones in their usual order, then others by name."""
    found = {point.institution_type for point in points}
    usual = [kind for kind in INSTITUTION_TYPES if kind in found]
    return (*usual, *sorted(found.difference(usual)))


class SymbolRows:
    """The symbols of some types with their words, broken into rows no wider than `width`."""

    def __init__(self, types: Iterable[str], word: QFontMetricsF, width: float, scale: float) -> None:
        self._scale = scale
        self._row_height = word.height() + 4.0 * scale
        self._places: list[tuple[str, str, float, int]] = []
        x, row = 0.0, 0
        for kind in types:
            words = institution_type_word(kind)
            across = (_SYMBOL + _BESIDE) * scale + word.horizontalAdvance(words)
            if x and x + across > width:
                x, row = 0.0, row + 1
            self._places.append((kind, words, x, row))
            x += across + _BETWEEN * scale
        self._rows = row + 1 if self._places else 0

    @property
    def height(self) -> float:
        return self._rows * self._row_height

    @property
    def spoken(self) -> str:
        """The types in words."""
        return ", ".join(words for _kind, words, _x, _row in self._places)

    def paint(self, painter: QPainter, tokens: Tokens, y: float) -> None:
        """Draw the rows from `y` on, in the painter's font."""
        side = _SYMBOL * self._scale
        for kind, words, x, row in self._places:
            top = y + row * self._row_height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.outline))
            paint_symbol(painter, kind, QPointF(x + side / 2.0, top + self._row_height / 2.0), side)
            painter.setPen(QColor(tokens.text2))
            left = x + side + _BESIDE * self._scale
            painter.drawText(
                QRectF(left, top, 1000.0, self._row_height),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                words,
            )
