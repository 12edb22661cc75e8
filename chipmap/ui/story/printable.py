"""Characters that cannot be printed: neither in Inter nor in any font of the system."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont, QTextLayout

from chipmap.ui.theme import FAMILY


def unprintable(texts: Iterable[str]) -> str:
    """The characters for which no font has a glyph, each once; the system's fonts stand in for Inter."""
    font = QFont(FAMILY)
    plain = QRawFont.fromFont(font)
    asked = {sign for text in texts for sign in text if not sign.isspace()}
    foreign = sorted(sign for sign in asked if not plain.supportsCharacter(ord(sign)))
    return "".join(sign for sign in foreign if not _has_glyph(sign, font))


def _has_glyph(sign: str, font: QFont) -> bool:
    layout = QTextLayout(sign, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(index != 0 for run in runs for index in run.glyphIndexes())
