"""Equal Earth, its inverse and great circles."""

import math
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from chipmap.model.geography.projection import (
    CUT_EAST,
    CUT_WEST,
    EARTH_RADIUS_M,
    great_circle,
    project,
    project_points,
    unproject,
    unproject_points,
    wrap_longitude,
)

PROJ = Transformer.from_crs(
    f"+proj=longlat +R={EARTH_RADIUS_M}", f"+proj=eqearth +lon_0=11 +R={EARTH_RADIUS_M}", always_xy=True
)
longitudes = st.floats(min_value=CUT_WEST, max_value=CUT_EAST)
latitudes = st.floats(min_value=-90.0, max_value=90.0)


@given(st.floats(min_value=-168.9, max_value=190.9), latitudes)
def test_a_point_is_where_proj_puts_it(longitude, latitude):
    east, north = PROJ.transform(longitude, latitude)

    assert project(longitude, latitude) == pytest.approx((east, -north), abs=1e-3)


def test_the_middle_of_the_map_is_the_origin_and_north_is_up():
    assert project(11.0, 0.0) == pytest.approx((0.0, 0.0))
    assert project(11.0, 50.0)[1] < 0.0 < project(11.0, -50.0)[1]


@given(longitudes, st.floats(min_value=-89.99, max_value=89.99))
def test_going_there_and_back_ends_at_the_start(longitude, latitude):
    back = unproject(*project(longitude, latitude))

    assert back == pytest.approx((longitude, latitude), abs=1e-7)


@given(longitudes, latitudes)
def test_many_points_are_projected_like_single_ones(longitude, latitude):
    x, y = project_points(np.array([longitude]), np.array([latitude]))
    back_longitude, back_latitude = unproject_points(x, y)
    single = unproject(float(x[0]), float(y[0]))

    assert (x[0], y[0]) == pytest.approx(project(longitude, latitude), abs=1e-6)
    assert single == pytest.approx((back_longitude[0], back_latitude[0]), abs=1e-6)


@pytest.mark.parametrize("point", [(2.0e7, 0.0), (0.0, 9.0e6), (1.7e7, -8.0e6), (-1.2e7, 8.39e6)])
def test_a_point_off_the_globe_has_no_degrees(point):
    longitude, latitude = unproject_points(np.array([point[0]]), np.array([point[1]]))

    assert unproject(*point) is None
    assert np.isnan(longitude[0])
    assert np.isnan(latitude[0])


@pytest.mark.parametrize(
    ("given_longitude", "expected"), [(-175.0, 185.0), (200.0, -160.0), (11.0, 11.0), (-169.0, -169.0)]
)
def test_longitudes_are_brought_between_the_edges_of_the_map(given_longitude, expected):
    assert wrap_longitude(given_longitude) == pytest.approx(expected)


@given(longitudes, st.floats(-80, 80), longitudes, st.floats(-80, 80))
def test_a_great_circle_starts_and_ends_at_its_places_and_never_jumps(lon1, lat1, lon2, lat2):
    lines = great_circle((lon1, lat1), (lon2, lat2))

    assert len(lines) <= 2
    if lines:
        assert _degrees_apart(lines[0][0], (lon1, lat1)) < 1e-3
        assert _degrees_apart(lines[-1][-1], (lon2, lat2)) < 1e-3
    for line in lines:
        steps = [math.dist(p, q) for p, q in pairwise(line)]
        assert max(steps) < math.pi * EARTH_RADIUS_M


def _degrees_apart(point, place):
    longitude, latitude = unproject(*point)
    turn = (longitude - place[0] + 180.0) % 360.0 - 180.0
    return max(abs(turn) * math.cos(math.radians(latitude)), abs(latitude - place[1]))


def test_the_way_from_tokyo_to_san_francisco_leaves_on_the_right_and_returns_on_the_left():
    first, second = great_circle((139.7, 35.7), (-122.4, 37.8))

    assert first[-1][0] > 0.0 > second[0][0]
    assert first[-1][0] == pytest.approx(-second[0][0])
    assert first[-1][1] == pytest.approx(second[0][1])
    assert unproject(*first[-1])[0] == pytest.approx(CUT_EAST)


def test_the_way_back_is_the_same_line_reversed():
    there = great_circle((139.7, 35.7), (-122.4, 37.8))
    back = great_circle((-122.4, 37.8), (139.7, 35.7))

    assert [len(line) for line in back] == [len(line) for line in reversed(there)]
    assert back[0][0] == pytest.approx(there[-1][-1])


def test_a_great_circle_bends_towards_the_pole():
    (line,) = great_circle((-74.0, 40.7), (2.3, 48.9))

    assert min(y for _, y in line) < project(2.3, 50.0)[1]


def test_a_place_has_no_way_to_itself():
    assert great_circle((5.0, 50.0), (5.0, 50.0)) == []


def test_the_way_to_the_antipode_goes_over_the_north_pole():
    lines = great_circle((10.0, 20.0), (-170.0, -20.0))

    top = min(y for line in lines for _, y in line)
    assert top == pytest.approx(project(10.0, 90.0)[1], abs=1.0)


def test_single_points_need_no_numpy():
    script = (
        "import sys; from chipmap.model.geography import projection, places, labels, clusters, naming;"
        "projection.great_circle((0, 0), (50, 50)); places.load_places(); naming.PlaceNames.load();"
        "sys.exit(bool({'numpy', 'shapely', 'PySide6', 'platformdirs', 'babel'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
