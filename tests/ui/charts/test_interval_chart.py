"""The interval chart: a bar from low to high, a mark at the rank, the row in question in another ink."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from chipmap.ui import theme
from chipmap.ui.charts.interval_chart import IntervalChart, IntervalRow

LOOKS = [("light", 1.0), ("dark", 1.0), ("light", 1.5), ("dark", 1.5)]
ROWS = [
    IntervalRow("Japan", 1.0, 3.0, 2.0, "70 of 100"),
    IntervalRow(
        "A place with a very long name that cannot be shown in full", 2.0, 4.0, 3.0, "60 of 100", True
    ),
    IntervalRow("EU-27", 3.0, 4.0, 4.0, "52.5 of 100", is_chosen=True),
]


@pytest.fixture
def chart(qtbot) -> Iterator[IntervalChart]:
    shown = IntervalChart()
    shown.show_rows(ROWS, (1.0, 4.0), (1.0, 2.0, 3.0, 4.0))
    shown.resize(420, shown.height())
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shiboken6.delete(shown)


def colour_at(chart: IntervalChart, value: float, row: float) -> QColor:
    chart.grab()
    image = chart.grab().toImage()
    where = chart.mapFromScene(chart.plotItem.vb.mapViewToScene(QPointF(value, row)))
    return image.pixelColor(where.x(), where.y())


@pytest.mark.parametrize(("mode", "scale"), LOOKS)
def test_a_bar_lies_between_its_ends_and_nowhere_else(chart, mode, scale):
    theme.current().use(mode=mode, text_scale=scale, reduced_motion=True)
    look = theme.current()
    assert colour_at(chart, 2.5, 0.5) == look.colour("line")
    assert colour_at(chart, 1.5, 2.5) == look.colour("surface")
    assert colour_at(chart, 3.5, 2.5) == look.colour("accent_soft")
    theme.current().use(mode="light", text_scale=1.0, reduced_motion=True)


def test_the_mark_stands_at_the_rank_in_the_ink_of_its_row(chart):
    look = theme.current()
    assert colour_at(chart, 2.0, 0.5) == look.colour("text3")
    assert colour_at(chart, 4.0, 2.5) == look.colour("accent")


def test_it_is_as_tall_as_its_rows_and_takes_no_keyboard(chart):
    tall = chart.height()
    chart.show_rows(ROWS[:1], (1.0, 2.0))
    assert chart.height() < tall / 2
    assert chart.rows == ROWS[:1]
    chart.show_rows([], (0.0, 1.0))
    assert chart.height() <= 4
