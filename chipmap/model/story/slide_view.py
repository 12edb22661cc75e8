"""What a slide looks at, as it is kept in `Slide.view`: JSON with a version.

Codes and ids only, never names or figures. A field of a newer program is kept and written back; one that
cannot be read keeps its default, so a view always opens.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import NOW
from chipmap.model.story.plain_json import Unreadable, json_object, plain_of, value_from

VERSION = 1
_VERSION_FIELD = "version"

LEGEND, NAMES, FIGURES, ARCS, INSTITUTIONS = "legend", "names", "figures", "arcs", "institutions"
OPTIONS = (LEGEND, NAMES, FIGURES, ARCS, INSTITUTIONS)
"""What can be drawn besides; `Slide.options` holds some of them."""
USUAL_OPTIONS = (LEGEND, NAMES, FIGURES)


@dataclass(frozen=True, slots=True)
class SlideMeasure:
    """What a world share map counts: a group of shares."""

    measure: str
    year: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SlideView:
    """One saved view. What a kind of slide does not need is left at its default.

    `extent` is the part of the map in view, left, top, width and height in map metres (None: the home view);
    `compared` a later horizon beside `horizon`; `removals` are spelled as on the command line.
    """

    layer: str = "capability"
    segment: str = ""
    horizon: str = NOW
    focus: str = ""
    subject: str = ""
    compared_places: tuple[str, ...] = ()
    compared: str = ""
    classes: tuple[str, ...] = ()
    measure: SlideMeasure | None = None
    projection: str = "world"
    extent: tuple[float, float, float, float] | None = None
    hidden_types: tuple[str, ...] = ()
    arcs: str = "collaborations"
    new_ties: bool = False
    added: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    """The places whose cards are shown; empty shows the first of the ranking."""
    scenario: str = ""
    """The id of a kept scenario; empty where the fields below say what is lost."""
    hazard: str = ""
    removals: tuple[str, ...] = ()
    weeks: float | None = None
    recovery: float = 0.0
    stock: float = 0.0
    spare: float | None = None
    is_resourced: bool = True
    event: str = ""
    table: str = "layer"
    """What a table slide lists: the places of the "layer", or the stages of some places ("scorecards")."""
    others: tuple[tuple[str, str], ...] = ()
    """Fields that this version does not know, each with its JSON text."""


def view_text(view: SlideView) -> str:
    """A view as `Slide.view` keeps it."""
    plain: dict[str, Any] = {_VERSION_FIELD: VERSION, **plain_of(replace(view, others=()))}
    # The version of a newer program stays with the fields that it wrote.
    plain |= {name: json.loads(text) for name, text in view.others}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def view_of(text: str) -> SlideView:
    """The view that a text holds; the usual one where it holds none."""
    try:
        plain = json_object(text)
        known = {one.name for one in fields(SlideView)} - {"others"}
        view = value_from(SlideView, {name: plain[name] for name in known & plain.keys()})
    except Unreadable:
        return SlideView()
    others = tuple(
        (name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        for name, value in plain.items()
        if name not in known and (name, value) != (_VERSION_FIELD, VERSION)
    )
    return replace(view, others=others)
