"""Cells of the tables on slides: a level with its class, a figure, a text; what is not known is a dash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chipmap.model.geography.classes import capability_class
from chipmap.model.story.slide_content import TableCell
from chipmap.wording import _, formats

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing

NOT_KNOWN = "–"


def text_cell(text: str) -> TableCell:
    """A cell that holds words."""
    return TableCell(text)


def number_cell(text: str, number: float | None) -> TableCell:
    """A cell that holds a figure; a dash where it is not known."""
    return TableCell(NOT_KNOWN if number is None else text, number)


def level_cell(standing: Standing) -> TableCell:
    """A level as the map classes it; a lower bound says so and has no class."""
    if standing.is_not_applicable:
        return TableCell(_("NA"))
    if standing.level is None:
        return TableCell(NOT_KNOWN)
    text = formats.level(standing.level)
    if not standing.is_known:
        return TableCell(f"≥ {text}", is_dotted=True)
    return TableCell(text, standing.level, capability_class(standing.level), standing.is_dotted)


def level_sources(standings: Iterable[Standing]) -> tuple[str, ...]:
    """The ids of the sources that levels rest on."""
    return tuple(dict.fromkeys(source for one in standings for source in one.why.sources))
