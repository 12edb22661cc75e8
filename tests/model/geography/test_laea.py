from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Transformer

from chipmap.model.geography import laea, projection
from chipmap.model.geography.map_projections import (
    MapProjection,
    carried,
    carried_lines,
    project_to,
    unproject_from,
)
from chipmap.model.geography.projection import great_circle

TO_EPSG = Transformer.from_crs("EPSG:4258", "EPSG:3035", always_xy=True)
LONGITUDES, LATITUDES = st.floats(-180.0, 180.0), st.floats(-89.9, 89.9)


@given(LONGITUDES, LATITUDES)
def test_map_metres_are_those_of_epsg_3035_to_a_centimetre(longitude, latitude):
    found = laea.project(longitude, latitude)
    assume(found is not None)

    easting, northing = TO_EPSG.transform(longitude, latitude)

    assert found[0] + laea.FALSE_EASTING_M == pytest.approx(easting, abs=0.01)
    assert laea.FALSE_NORTHING_M - found[1] == pytest.approx(northing, abs=0.01)


@given(LONGITUDES, LATITUDES)
def test_degrees_come_back_to_a_metre(longitude, latitude):
    found = laea.project(longitude, latitude)
    assume(found is not None)

    back = laea.unproject(*found)

    assert back is not None
    assert back[1] == pytest.approx(latitude, abs=1e-5)
    turn = (back[0] - longitude + 180.0) % 360.0 - 180.0
    assert abs(turn) * math.cos(math.radians(latitude)) < 1e-5


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=20))
def test_many_points_at_once_are_the_same_points(places):
    xs, ys = laea.project_points(np.array([p[0] for p in places]), np.array([p[1] for p in places]))

    for place, x, y in zip(places, xs, ys, strict=True):
        one = laea.project(*place)
        if one is not None:
            assert (x, y) == pytest.approx(one, abs=1e-3)


def test_the_centre_is_the_origin():
    assert laea.project(10.0, 52.0) == pytest.approx((0.0, 0.0), abs=1e-6)
    assert laea.unproject(0.0, 0.0) == (10.0, 52.0)


@pytest.mark.parametrize(
    ("place", "is_shown"),
    [((139.7, 35.7), True), ((121.5, 25.0), True), ((103.8, 1.35), True), ((151.2, -33.9), False)],
    ids=["Tokyo", "Taipei", "Singapore", "Sydney"],
)
def test_the_map_of_europe_ends_at_its_horizon(place, is_shown):
    assert (project_to(MapProjection.EUROPE, *place) is not None) is is_shown


def test_beyond_the_horizon_there_are_no_degrees():
    assert laea.unproject(12_000_000.0, 0.0) is None
    assert unproject_from(MapProjection.WORLD, 30_000_000.0, 0.0) is None


@given(LONGITUDES, LATITUDES)
def test_a_point_of_the_world_map_lies_where_its_degrees_do(longitude, latitude):
    straight = laea.project(longitude, latitude)
    assume(straight is not None)

    over = carried(MapProjection.EUROPE, *projection.project(longitude, latitude))

    assert over is not None
    assert over == pytest.approx(straight, abs=1.0)


def test_a_line_ends_where_the_map_does():
    to_sydney = great_circle((4.4, 50.8), (151.2, -33.9))

    lines = carried_lines(MapProjection.EUROPE, to_sydney)

    assert lines
    assert lines[0][0] == pytest.approx(laea.project(4.4, 50.8), abs=1.0)
    assert all(math.hypot(*point) < laea.HORIZON_M * 1.002 for line in lines for point in line)


def test_a_line_over_the_pole_is_one_line_although_the_world_map_cuts_it():
    over_the_pole = great_circle((10.0, 60.0), (-170.0, 60.0))

    lines = carried_lines(MapProjection.EUROPE, over_the_pole)

    points = [point for line in lines for point in line]
    assert max(abs(x) for x, _y in points) < 50_000.0


def test_on_the_world_map_nothing_moves():
    line = ((1.0, 2.0), (3.0, 4.0))

    assert carried(MapProjection.WORLD, 1.0, 2.0) == (1.0, 2.0)
    assert carried_lines(MapProjection.WORLD, [line]) == (line,)
