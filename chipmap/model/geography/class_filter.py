"""Which places of a layer are shown when only some classes of its legend are wanted.

A filter is a set of class keys: "0", "1" … for the colours, from the lowest, and a word for each pattern. A
place fits when one of its own keys is in the set; the empty set is no filter. A filter belongs to one kind of
layer, because the same number means something else in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from chipmap.model.geography.layer_values import Layer, PlaceValue

DOTTED = "dotted"
"""Places drawn with dots: suggested, or scored without evidence."""

NOTHING = "none"
"""Hatched places: nothing is known of them in this layer."""

NOT_APPLICABLE = "not_applicable"
"""Places drawn with crosses."""

PATTERNS = (DOTTED, NOTHING, NOT_APPLICABLE)


class Pick(Enum):
    """How a class of the legend is picked: alone, added or taken away, or with all up to it."""

    ONLY = "only"
    ADD = "add"
    REACH = "reach"


def keys_of(place: PlaceValue | None) -> tuple[str, ...]:
    """The classes that a place belongs to: its colour and, where it has dots, those too."""
    if place is None or place.state == "none":
        return (NOTHING,)
    if place.state == "not_applicable":
        return (NOT_APPLICABLE,)
    if place.class_index is None:
        return (NOTHING,)
    return (str(place.class_index), DOTTED) if place.is_dotted else (str(place.class_index),)


def fits(layer: Layer, code: str) -> bool:
    """Whether a place is shown under the filter of a layer; one that the layer does not list is unknown."""
    return not layer.only or not layer.only.isdisjoint(keys_of(layer.values.get(code)))


def shown_part(layer: Layer) -> Layer:
    """The layer with the places alone that its filter shows."""
    if not layer.only:
        return layer
    return layer._replace(values={code: place for code, place in layer.values.items() if fits(layer, code)})


def shown_count(layer: Layer) -> int:
    """How many places the filter shows."""
    return sum(1 for code in layer.values if fits(layer, code))


def picked(chosen: frozenset[str], key: str, how: Pick, order: Sequence[str]) -> frozenset[str]:
    """The filter after a class has been picked; picking the only one again shows everything.

    `order` is that of the legend: a reach covers everything from the nearest chosen class to the picked one.
    """
    if how is Pick.ADD:
        return chosen ^ {key}
    present = [position for position, one in enumerate(order) if one in chosen]
    if how is Pick.REACH and present and key in order:
        at = order.index(key)
        nearest = min(present, key=lambda position: abs(position - at))
        return chosen | frozenset(order[min(at, nearest) : max(at, nearest) + 1])
    return frozenset() if chosen == {key} else frozenset({key})
