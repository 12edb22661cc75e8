from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from chipmap.ui.panels.pips import Pips, paint_pips
from chipmap.ui.tokens import DARK, LIGHT

AREA = QRectF(0, 0, 150, 24)


def drawn(pips: Pips, tokens=LIGHT) -> QImage:
    """The cells on the panel's own ground."""
    image = QImage(150, 24, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    paint_pips(painter, AREA, pips, tokens)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


def share_of(image: QImage, colour: str) -> float:
    """How much of the picture has a colour."""
    hits = sum(
        image.pixelColor(x, y).name().upper() == colour
        for x in range(image.width())
        for y in range(image.height())
    )
    return hits / (image.width() * image.height())


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("level", range(1, 6))
def test_as_many_cells_are_filled_as_the_level_says(level, tokens):
    five = share_of(drawn(Pips(5.0), tokens), tokens.capability[5])

    filled = share_of(drawn(Pips(float(level)), tokens), tokens.capability[level])

    assert filled == pytest.approx(five * level / 5, rel=0.12)


def test_zero_is_five_empty_cells_and_unknown_has_none():
    zero, unknown = drawn(Pips(0.0)), drawn(Pips(None))

    assert zero != unknown
    assert not colours(zero) & set(LIGHT.capability)
    assert not colours(unknown) & set(LIGHT.capability)


def test_not_applicable_is_never_drawn_as_a_level():
    assert drawn(Pips(None, is_not_applicable=True)) == drawn(Pips(None))


def test_half_a_level_fills_half_a_cell():
    colour = LIGHT.capability[3]

    half, whole = share_of(drawn(Pips(2.5)), colour), share_of(drawn(Pips(3.0)), colour)

    assert half == pytest.approx(whole * 2.5 / 3, rel=0.12)


def test_a_suggested_level_has_dots_on_its_colour():
    plain, dotted = drawn(Pips(4.0)), drawn(Pips(4.0, is_dotted=True))

    assert plain != dotted
    assert LIGHT.capability[4] in colours(dotted)


def test_a_need_is_marked_even_where_the_level_is_unknown():
    assert LIGHT.text in colours(drawn(Pips(None, need=4.0)))
    assert LIGHT.text not in colours(drawn(Pips(None)))
