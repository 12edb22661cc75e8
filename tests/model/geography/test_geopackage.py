"""The GeoPackage that GIS programs open."""

import geopandas
import pyogrio
import pytest
from shapely.geometry import Point

from chipmap.model.host.paths import resource

PATH = resource("geography/countries.gpkg")


@pytest.fixture(scope="module")
def countries():
    return geopandas.read_file(PATH, layer="countries", engine="pyogrio").set_index("code")


def test_it_has_the_three_layers():
    assert sorted(pyogrio.list_layers(PATH)[:, 0]) == ["countries", "dashed_lines", "lakes"]


def test_all_shapes_are_valid_and_within_the_usual_longitudes(countries):
    assert countries.geometry.is_valid.all()
    left, bottom, right, top = countries.total_bounds
    assert (left, right) == (-180.0, 180.0)
    assert bottom == -90.0
    assert top < 90.0


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (34.10, 44.95, "UKR"),
        (33.60, 44.62, "UKR"),
        (21.16, 42.66, "XKX"),
        (121.55, 25.03, "TWN"),
        (-175.0, 66.5, "RUS"),
    ],
)
def test_the_boundary_policy_holds_in_it(countries, longitude, latitude, code):
    assert list(countries.index[countries.covers(Point(longitude, latitude))]) == [code]


def test_disputed_lines_are_listed():
    lines = geopandas.read_file(PATH, layer="dashed_lines", engine="pyogrio")

    assert {"CYP-CYP", "SOM-SOM", "CHN-IND", "IND-PAK", "ISR-SYR"} <= set(lines["name"])


def test_places_carry_their_codes(countries):
    assert tuple(countries.loc["KOR", ["a2", "numeric_code", "kind"]]) == ("KR", "410", "iso")
