"""The slope chart: marks stand at their levels, none covers another, nothing bridges what is not known."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.ui import theme
from chipmap.ui.charts.slope_chart import SlopeChart, SlopeLine, placed_marks
from tests.ui.charts.test_profile_chart import LOOKS

VALUES = st.tuples(*[st.one_of(st.none(), st.integers(0, 10).map(lambda half: half / 2))] * 3)


def line(letter, levels, needs=(None, None, None), *, is_chosen=False):
    return SlopeLine(letter, levels, needs, (False, True, False), is_chosen)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=5))
def test_every_known_figure_has_one_mark_and_no_two_stand_in_one_place(rows):
    lines = [line("ABCDE"[at], levels, needs) for at, (levels, needs) in enumerate(rows)]
    marks = placed_marks(lines)
    known = sum(value is not None for one in lines for value in (*one.levels, *one.needs))
    assert len(marks) == known
    for one, other in combinations(marks, 2):
        if one.at == other.at and one.value == other.value:
            assert abs(one.step - other.step) >= 1


@pytest.mark.parametrize(("mode", "scale"), LOOKS)
def test_lines_join_neighbours_only_and_the_chosen_place_has_the_colour_of_choice(
    qtbot, preferences, mode, scale
):
    preferences.change(theme=mode, text_scale=scale)
    chart = SlopeChart()
    qtbot.addWidget(chart)
    chart.resize(420, 240)
    chart.show_lines(
        [line("A", (1.0, 3.0, 5.0), is_chosen=True), line("B", (0.0, None, 0.0))],
        ["2026 now", "2030", "2035"],
    )
    with qtbot.waitExposed(chart):
        chart.show()
    chart.grab()
    image = chart.grab().toImage()

    def colour_at(x, level):
        where = chart.mapFromScene(chart.plotItem.vb.mapViewToScene(_point(x, level)))
        return [image.pixelColor(round(where.x()), round(where.y()) + step).name() for step in (-1, 0, 1)]

    look = theme.current()
    assert look.colour("accent").name() in colour_at(0.5, 2.0)
    assert look.colour("text3").name() not in colour_at(0.5, 0.02) + colour_at(1.5, 0.02)


def _point(x, y):
    from PySide6.QtCore import QPointF

    return QPointF(x, y)
