"""Where the map looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from chipmap.ui.map.viewport import LARGEST_ZOOM, Viewport, fitting, world_metres_per_px

pixels = st.floats(0, 1500)
viewports = st.builds(
    Viewport,
    x=st.floats(-1.5e7, 1.5e7),
    y=st.floats(-7e6, 7e6),
    metres_per_px=st.floats(600, 17_000),
    width=st.integers(400, 2000),
    height=st.integers(300, 1500),
)


@given(viewports, pixels, pixels)
def test_a_pixel_goes_to_the_map_and_back(view, px, py):
    point = view.to_map(px, py)

    back = view.to_screen(point.x(), point.y())

    assert (back.x(), back.y()) == (pytest.approx(px, abs=1e-6), pytest.approx(py, abs=1e-6))


@given(viewports, pixels, pixels)
def test_the_transform_agrees_with_to_screen(view, px, py):
    point = view.to_map(px, py)

    mapped = view.transform.map(point)

    assert (mapped.x(), mapped.y()) == (pytest.approx(px, abs=1e-5), pytest.approx(py, abs=1e-5))


@given(viewports, st.floats(0.1, 10))
def test_zooming_stays_between_the_whole_world_and_sixty_times(view, factor):
    zoomed = view.zoomed(factor, 10.0, 20.0)

    whole = world_metres_per_px(view.width, view.height)
    assert whole / LARGEST_ZOOM <= zoomed.metres_per_px * (1 + 1e-9)
    assert zoomed.metres_per_px <= whole * (1 + 1e-9)


@given(viewports, viewports)
def test_a_flight_begins_and_ends_exactly(start, goal):
    begun, ended = start.between(goal, 0.0), start.between(goal, 1.0)

    assert begun.metres_per_px == pytest.approx(start.metres_per_px)
    assert (ended.x, ended.y) == (pytest.approx(goal.x, abs=1.0), pytest.approx(goal.y, abs=1.0))
    assert ended.metres_per_px == pytest.approx(goal.metres_per_px)


def test_fitting_keeps_a_box_clear_of_the_insets():
    europe = QRectF(-1.8e6, -7.3e6, 5.5e6, 4.2e6)

    view = fitting(europe, 1200, 800, left=20, top=120, right=20, bottom=60)

    corner = view.to_screen(europe.left(), europe.top())
    opposite = view.to_screen(europe.right(), europe.bottom())
    assert corner.x() >= 20 - 1e-6
    assert corner.y() >= 120 - 1e-6
    assert opposite.x() <= 1180 + 1e-6
    assert opposite.y() <= 740 + 1e-6
