"""What is drawn on a slide, as plain values: boxes, and the areas of a map. Lengths are inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

Ring = Sequence[tuple[float, float]]
"""The corners of an area, in inches from the upper left corner of the map."""


class MapFill(Enum):
    """How an area is filled besides its colour; the colour alone never says that something is not known."""

    PLAIN = ""
    HATCHED = "wdUpDiag"
    DOTTED = "pct20"


@dataclass(frozen=True, slots=True)
class MapShape:
    """A place as it is drawn: `name` and `value` are what a screen reader says; colours are RRGGBB.

    Without a `colour` its rings are lines, such as the outline of a region.
    """

    name: str
    value: str
    rings: tuple[Ring, ...]
    colour: str
    fill: MapFill = MapFill.PLAIN
    ink: str = "435060"
    """The colour of dots and hatches."""
    outline: str = "FFFFFF"
    is_outlined: bool = False
    """Whether it is one of those that the map is about, with a strong outline."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height
