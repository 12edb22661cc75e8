"""The chart of output by week: the band where the draws lie, a second curve told by its dashes too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from chipmap.ui import theme
from chipmap.ui.charts.output_chart import Curve, OutputChart, curve_colour, curve_pen, week_ticks

FALLING = Curve("One", (0.4,) * 26 + (1.0,) * 26, ((0.2, 0.6),) * 26 + ((1.0, 1.0),) * 26)
OTHER = Curve("Other", (0.8,) * 52)


@pytest.fixture
def chart(qtbot) -> Iterator[OutputChart]:
    shown = OutputChart()
    shown.show_curves([FALLING, OTHER])
    shown.resize(520, 220)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shiboken6.delete(shown)


def colour_at(chart: OutputChart, week: float, percent: float) -> QColor:
    chart.grab()
    image = chart.grab().toImage()
    where = chart.mapFromScene(chart.plotItem.vb.mapViewToScene(QPointF(week, percent)))
    return image.pixelColor(where.x(), where.y())


@pytest.mark.parametrize(("name", "scale"), [("light", 1.0), ("dark", 1.5)])
def test_the_band_and_both_curves_stand_where_their_figures_are(chart, preferences, name, scale):
    preferences.change(theme=name, text_scale=scale)
    preferences.apply_look()
    ground = theme.current().colour("surface")

    assert colour_at(chart, 13.0, 28.0) != ground
    assert colour_at(chart, 13.0, 10.0) == ground
    assert colour_at(chart, 40.0, 50.0) == ground
    assert colour_at(chart, 12.0, 40.0) == curve_colour(0)
    assert curve_pen(1).dashPattern() != curve_pen(0).dashPattern()


def test_weeks_are_counted_in_steps_that_are_easy_to_read():
    assert week_ticks(52) == [1, 13, 26, 39, 52]
    assert week_ticks(6) == [1, 2, 3, 4, 5, 6]
    assert len(week_ticks(521)) <= 12
