"""Finds institutions that are probably one and the same: of one name and less than two kilometres apart.

Positions are kept in bands of latitude, so that a name that occurs 100,000 times costs no long search.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain
from typing import Final, Generic, TypeVar

from chipmap.model.exchange.raw_points import Position

SAME_PLACE_KM: Final = 2.0
_EARTH_RADIUS_KM = 6371.0
_BAND_DEGREES = 0.02
"""A little more than two kilometres, so that only neighbouring bands have to be looked at."""

T = TypeVar("T")


class NameIndex(Generic[T]):
    """What bears a name, by where it is; a position that is not known is anywhere in its country."""

    def __init__(self) -> None:
        self._in_band: dict[tuple[str, int], list[tuple[Position, T]]] = {}
        self._in_country: dict[tuple[str, str], list[T]] = {}
        self._unplaced: dict[tuple[str, str], list[T]] = {}

    def add(self, name: str, country: str, position: Position | None, entry: T) -> None:
        """Keep something under its name; `position` is longitude and latitude in degrees."""
        self._in_country.setdefault((name, country), []).append(entry)
        if position is None:
            self._unplaced.setdefault((name, country), []).append(entry)
        else:
            self._in_band.setdefault((name, _band(position)), []).append((position, entry))

    def matches(self, name: str, country: str, position: Position | None) -> Iterator[T]:
        """What is probably the same, in the order in which it was added within its kind."""
        if position is None:
            yield from self._in_country.get((name, country), ())
            return
        band = _band(position)
        near = (self._in_band.get((name, beside), ()) for beside in (band - 1, band, band + 1))
        for other, entry in chain.from_iterable(near):
            if distance_km(position, other) <= SAME_PLACE_KM:
                yield entry
        yield from self._unplaced.get((name, country), ())


def _band(position: Position) -> int:
    return math.floor(position[1] / _BAND_DEGREES)


def distance_km(one: Position, other: Position) -> float:
    """The great-circle distance of two positions in degrees (haversine formula, spherical Earth)."""
    east, north = (math.radians(degrees) for degrees in one)
    other_east, other_north = (math.radians(degrees) for degrees in other)
    part = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(part)))
