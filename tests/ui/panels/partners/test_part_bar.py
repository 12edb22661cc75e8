"""The visible sum: every part has room for its number, all fit the bar, and neighbours can be told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from chipmap.model.match.place_partners import PartnerTerm
from chipmap.model.match.weights import whole_parts
from chipmap.ui import theme
from chipmap.ui.panels.partners.part_bar import BarPart, part_colour, part_widths
from chipmap.ui.tokens import DARK, INK_ON_DARK, INK_ON_LIGHT, LIGHT, contrast, ink

ROOM = 240.0


@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.integers(0, 100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_part_has_room_for_its_number_and_all_fit(qapp, shares, total):
    points = whole_parts(dict(zip(PartnerTerm, map(float, shares), strict=True)), total)
    parts = [BarPart(term, points[term]) for term in PartnerTerm]
    font = theme.current().font("caption_strong", is_tabular=True)
    metrics = QFontMetricsF(font)

    widths = part_widths(parts, ROOM, font)

    assert sum(widths) <= ROOM + 0.01
    for part, width in zip(parts, widths, strict=True):
        assert width >= metrics.horizontalAdvance(str(part.points)) * bool(part.points)
        assert (width == 0) == (part.points == 0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_and_neighbours_differ(tokens):
    colours = [part_colour(term, tokens) for term in PartnerTerm]

    assert len(set(colours)) == len(colours)
    assert all(one != other for one, other in pairwise(colours))
    for colour in colours:
        assert ink(colour) in (INK_ON_DARK, INK_ON_LIGHT)
        assert contrast(ink(colour), colour) >= 4.5
