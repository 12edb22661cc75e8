from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.geography.class_filter import (
    DOTTED,
    NOT_APPLICABLE,
    NOTHING,
    Pick,
    fits,
    keys_of,
    picked,
    shown_count,
    shown_part,
)
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue

ORDER = ("0", "1", "2", "3", "4", "5", DOTTED, NOTHING)
FILTERS = st.frozensets(st.sampled_from(ORDER))
KEYS = st.sampled_from(ORDER)


def a_layer(*places: PlaceValue, only=frozenset()) -> Layer:
    values = {place.code: place for place in places}
    return Layer(LayerKind.CAPABILITY, "fab", "now", "EU27", values, 6, 2026, only=frozenset(only))


STRONG = PlaceValue("MYS", 4.0, 4, "value")
SUGGESTED = PlaceValue("VNM", 1.0, 1, "value", is_dotted=True)
UNKNOWN = PlaceValue("NGA")
UNASKED = PlaceValue("BRA", state="not_applicable")


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        (STRONG, ("4",)),
        (SUGGESTED, ("1", DOTTED)),
        (UNKNOWN, (NOTHING,)),
        (None, (NOTHING,)),
        (UNASKED, (NOT_APPLICABLE,)),
    ],
)
def test_a_place_belongs_to_its_colour_and_to_its_pattern(place, keys):
    assert keys_of(place) == keys


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ((), {"MYS", "VNM", "NGA", "BRA"}),
        (("4",), {"MYS"}),
        ((DOTTED,), {"VNM"}),
        (("1", NOTHING), {"VNM", "NGA"}),
        ((NOT_APPLICABLE,), {"BRA"}),
        (("5",), set()),
    ],
)
def test_a_filter_keeps_the_places_of_its_classes(only, shown):
    layer = a_layer(STRONG, SUGGESTED, UNKNOWN, UNASKED, only=only)

    assert {code for code in layer.values if fits(layer, code)} == shown
    assert shown_part(layer).values.keys() == shown
    assert shown_count(layer) == len(shown)


def test_a_place_that_the_layer_does_not_list_counts_as_unknown():
    assert fits(a_layer(STRONG, only={NOTHING}), "ESH")
    assert not fits(a_layer(STRONG, only={"4"}), "ESH")


@given(FILTERS, KEYS)
def test_picking_a_class_twice_shows_everything(chosen, key):
    once = picked(chosen - {key}, key, Pick.ONLY, ORDER)

    assert once == {key}
    assert picked(once, key, Pick.ONLY, ORDER) == frozenset()


@given(FILTERS, KEYS)
def test_adding_a_class_twice_changes_nothing(chosen, key):
    assert picked(picked(chosen, key, Pick.ADD, ORDER), key, Pick.ADD, ORDER) == chosen


@given(FILTERS.filter(bool), KEYS)
def test_a_reach_keeps_what_was_chosen_and_leaves_no_hole_up_to_the_picked_class(chosen, key):
    reached = picked(chosen, key, Pick.REACH, ORDER)

    at = ORDER.index(key)
    distance = min(abs(ORDER.index(one) - at) for one in chosen)
    ends = [
        one
        for one in (at - distance, at + distance)
        if one >= 0 and ORDER[one : one + 1] and ORDER[one] in chosen
    ]
    assert chosen <= reached
    assert any(set(ORDER[min(at, end) : max(at, end) + 1]) <= reached for end in ends)
