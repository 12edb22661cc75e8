"""What is shown to others: stories, and the slides that they are made of."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


class SlideKind(StrEnum):
    """What a slide shows."""

    MAP = "map"
    MAP_FIGURES = "map_figures"
    COMPARISON = "comparison"
    MATCH = "match"
    SCENARIO = "scenario"
    AGENDA = "agenda"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Story:
    """An ordered set of slides; stories stand in the order of `position`."""

    kind: ClassVar[str] = "story"

    id: str
    title: str
    position: int = 0

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Slide:
    """A saved view with its words.

    `view` is what was looked at, as JSON; `options` name what is drawn besides ("legend", "names",
    "figures", "arcs"). A live slide follows the data; a frozen one keeps `figures`, its content as JSON.
    """

    kind: ClassVar[str] = "slide"

    id: str
    story: str
    position: int
    slide_kind: SlideKind
    title: str
    subtitle: str = ""
    notes: str = ""
    body: str = ""
    view: str = "{}"
    options: tuple[str, ...] = ()
    is_live: bool = True
    figures: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.story, self.id
