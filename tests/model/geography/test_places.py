"""What the map knows of places besides their outlines."""

import pytest
from shapely.geometry import Point

from chipmap.model.geography.places import load_places
from tests.model.geography.conftest import shapes_of


def test_codes_of_a_place_are_those_of_iso_3166():
    korea = load_places()["KOR"]

    assert (korea.a2, korea.numeric_code, korea.subregion, korea.kind) == ("KR", "410", "030", "iso")


def test_kosovo_has_a_user_assigned_code():
    kosovo = load_places()["XKX"]

    assert (kosovo.a2, kosovo.numeric_code, kosovo.kind) == ("XK", "", "user_assigned")


def test_no_two_places_share_a_two_letter_or_numeric_code():
    places = [place for place in load_places().values() if place.kind == "iso"]

    assert len({place.a2 for place in places}) == len({place.numeric_code for place in places}) == 249


def test_every_coloured_place_belongs_to_a_subregion():
    assert [place.code for place in load_places().values() if place.is_coloured and not place.subregion] == []


def test_a_label_anchor_lies_inside_its_place():
    shapes = shapes_of(0)

    misplaced = [
        place.code
        for place in load_places().values()
        if place.parts and not shapes[place.code].covers(Point(place.anchor))
    ]

    assert misplaced == []


def test_bounds_hold_every_part_and_the_largest_part_lies_within():
    shapes = shapes_of(0)

    for place in load_places().values():
        left, top, right, bottom = place.bounds
        inner_left, inner_top, inner_right, inner_bottom = place.largest_bounds
        assert left <= inner_left <= inner_right <= right, place.code
        assert top <= inner_top <= inner_bottom <= bottom, place.code
        if place.parts:
            assert place.bounds == pytest.approx(shapes[place.code].bounds, abs=1.0)


def test_a_neutral_area_never_carries_a_level():
    assert not load_places()["KAS"].is_coloured


@pytest.mark.parametrize(
    ("code", "square_kilometres"),
    [("DEU", 357_000), ("TWN", 36_000), ("BRA", 8_510_000), ("AUS", 7_690_000), ("NLD", 35_000)],
)
def test_areas_are_true_within_a_few_per_cent(code, square_kilometres):
    assert load_places()[code].area_km2 == pytest.approx(square_kilometres, rel=0.06)
