from __future__ import annotations

import pytest

from chipmap.model.geography.class_filter import DOTTED, NOT_APPLICABLE, NOTHING
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.wording.class_filters import class_word, counted_filter_text, filter_text
from chipmap.wording.class_names import class_names


def a_layer(kind: LayerKind, *only: str) -> Layer:
    values = {"MYS": PlaceValue("MYS", 4.0, 4, "value"), "NGA": PlaceValue("NGA")}
    return Layer(kind, "fab", "now", "EU27", values, 6, 2026, only=frozenset(only))


@pytest.mark.parametrize(
    ("kind", "only", "text"),
    [
        (LayerKind.CAPABILITY, ("4", "5"), "Only places at level 4 and 5"),
        (LayerKind.CAPABILITY, ("0", "1", "2"), "Only places at level 0, 1 and 2"),
        (LayerKind.CAPABILITY, ("4", NOTHING), "Only places at level 4, or not scored"),
        (LayerKind.CAPABILITY, (DOTTED,), "Only places suggested, or scored without evidence"),
        (LayerKind.CAPABILITY, (NOT_APPLICABLE,), "Only places not applicable"),
        (LayerKind.NEED, ("0", "3", "6"), "Only places at −3, 0 and +3 from need"),
        (LayerKind.DEPENDENCE, ("4",), "Only places with 40 to under 60 per cent"),
        (LayerKind.COVERAGE, ("5",), "Only places with 100 per cent of the rows scored"),
        (LayerKind.AGE, ("0",), "Only places with newest evidence of this year"),
        (LayerKind.AGE, ("1", "2"), "Only places with newest evidence 1 year and 2 years old"),
        (LayerKind.AGE, ("0", "1"), "Only places with newest evidence of this year or 1 year old"),
        (LayerKind.CAPABILITY, (), ""),
    ],
)
def test_the_filter_is_said_in_the_words_of_its_layer(kind, only, text):
    assert filter_text(a_layer(kind, *only)) == text


def test_the_number_of_places_that_are_left_is_said():
    assert counted_filter_text(a_layer(LayerKind.CAPABILITY, "4")) == "Only places at level 4: 1 place"
    assert counted_filter_text(a_layer(LayerKind.CAPABILITY, "3")) == "Only places at level 3: 0 places"


@pytest.mark.parametrize("kind", list(LayerKind))
def test_every_class_of_every_layer_has_a_word_of_its_own(kind):
    keys = [*(str(number) for number in range(len(class_names(kind)))), DOTTED, NOTHING, NOT_APPLICABLE]

    words = [class_word(kind, key) for key in keys]

    assert all(words)
    assert len(set(words)) == len(words)
