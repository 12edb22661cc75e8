"""Which places are compared: in and out one by one, never more than four, never one that is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.comparing import Toggled, compared_places, drop_missing, end_comparing, toggle_place
from chipmap.ui.selection import Selection, View
from tests.builders import a_country, an_institution, three_countries_dataset

DATASET = three_countries_dataset(
    a_country("TWN", "Taiwan"), a_country("USA", "United States"), an_institution("asml", "NLD")
)
PLACES = ("NLD", "DEU", "MYS", "TWN", "USA", "EU27", "asml")


@pytest.fixture
def selection() -> Selection:
    return Selection(View("EU27", "litho", LayerKind.CAPABILITY))


def toggle(selection: Selection, *places: str) -> list[Toggled]:
    return [toggle_place(selection, DATASET, place) for place in places]


def test_the_first_place_is_selected_and_the_second_begins_a_comparison(selection):
    assert toggle(selection, "MYS") == [Toggled.FIRST]
    assert (selection.view.subject, selection.view.compared_places) == ("MYS", ())

    assert toggle(selection, "asml") == [Toggled.ADDED]
    assert (selection.view.subject, selection.view.compared_places) == ("MYS", ("MYS", "asml"))


def test_the_place_selected_before_is_the_first(selection):
    selection.choose(subject="EU27")

    toggle(selection, "TWN")

    assert selection.view.compared_places == ("EU27", "TWN")


def test_a_fifth_place_does_not_fit(selection):
    assert toggle(selection, "NLD", "DEU", "MYS", "TWN")[-1] is Toggled.ADDED
    before = selection.view

    assert toggle(selection, "USA") == [Toggled.FULL]
    assert selection.view == before


def test_taking_out_the_first_leaves_the_next_one_in_its_place(selection):
    toggle(selection, "NLD", "DEU", "MYS", "NLD")

    assert (selection.view.subject, selection.view.compared_places) == ("DEU", ("DEU", "MYS"))


def test_with_one_place_left_the_comparison_has_ended(selection):
    toggle(selection, "NLD", "DEU", "NLD")

    assert (selection.view.subject, selection.view.compared_places) == ("DEU", ())


def test_to_choose_a_place_is_to_look_at_it_alone_even_if_it_was_compared(selection):
    toggle(selection, "NLD", "DEU")

    selection.choose(subject="NLD")

    assert selection.view.compared_places == ()


def test_other_choices_leave_the_comparison_as_it_is(selection):
    toggle(selection, "NLD", "DEU")

    selection.choose(segment="packaging", horizon="2030", page="issues")

    assert selection.view.compared_places == ("NLD", "DEU")


def test_going_back_finds_the_comparison_again(selection):
    toggle(selection, "NLD", "DEU")
    end_comparing(selection)
    assert selection.view.compared_places == ()

    selection.go_back()

    assert compared_places(selection.view, DATASET) == ("NLD", "DEU")


def test_a_place_that_was_removed_is_compared_no_longer(selection):
    toggle(selection, "asml", "DEU", "MYS")
    without = three_countries_dataset()

    assert compared_places(selection.view, without) == ("DEU", "MYS")
    assert drop_missing(selection, without)
    assert selection.view.compared_places == ("DEU", "MYS")
    assert not drop_missing(selection, without)


@given(st.lists(st.sampled_from(PLACES)))
def test_however_often_places_are_taken_in_and_out_the_set_stays_in_order(presses):
    selection = Selection(View("EU27", "litho", LayerKind.CAPABILITY))
    expected: list[str] = []
    for place in presses:
        toggled = toggle_place(selection, DATASET, place)
        if place in expected:
            expected.remove(place)
            assert toggled is Toggled.TAKEN_OUT
        elif len(expected) == 4:
            assert toggled is Toggled.FULL
        else:
            expected.append(place)
        shown = selection.view.compared_places or ((selection.view.subject,) if expected else ())
        assert list(shown) == expected
        assert selection.view.subject == (expected[0] if expected else None)
