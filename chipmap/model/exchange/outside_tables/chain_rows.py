"""Rows that describe the value chain and who is in it: segments, links between them, providers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

from chipmap.model.edits.institutions import ENTERED_BY_HAND, new_institution_id
from chipmap.model.exchange.outside_tables.row_reading import Gathering, RowReading, RowRefused
from chipmap.model.exchange.outside_tables.spellings import Holder
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import Severity
from chipmap.model.records import Institution, Link, Segment
from chipmap.model.records.places import INSTITUTION_TYPES

_SEGMENT_KINDS: Final = {
    **dict.fromkeys(("process", "step", "activity", "stage", "service"), "process"),
    **dict.fromkeys(("tool", "tools", "tool_resource", "equipment", "machine", "tool resource"), "equipment"),
    **dict.fromkeys(
        ("material", "materials", "material_resource", "material resource", "chemical"), "material"
    ),
    **dict.fromkeys(("component", "component_family", "component family", "device"), "component_family"),
    **dict.fromkeys(
        ("end_use", "end use", "ultimate_output", "ultimate output", "product", "market", "output"), "end_use"
    ),
    **dict.fromkeys(("enabler", "software", "design_resource", "design resource"), "enabler"),
}
_STAGE_OF_KIND: Final = {"equipment": "sme", "material": "materials"}
"""Where a new segment belongs whose stage nobody knows; of any other kind it stands beside the stages."""

_COUNTRIES: Final = frozenset({"country", "place", "region", "economy", "state", "land", "pays"})
_LINK_WEIGHTS: Final = {
    **dict.fromkeys(("3", "essential", "high", "critical"), 3),
    **dict.fromkeys(("2", "important", "medium"), 2),
    **dict.fromkeys(("1", "useful", "low"), 1),
}
USUAL_LINK_WEIGHT = 2
"""Links whose weight nobody has judged count as important."""

_USUAL_TYPE = "company"
_LONGEST_ID = 40
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LISTED = re.compile(r"[;|]")


def take_segment(reading: RowReading, gathering: Gathering) -> None:
    """A segment that is known under this name, or a new one beneath its stage."""
    name = reading.needed("name")
    stated_id = reading.text("id")
    known = gathering.spellings.segment(name, is_counted=False)
    if known is not None:
        gathering.spellings.learn_segment(known, stated_id)
        gathering.unchanged += 1
        return
    kind = _SEGMENT_KINDS.get(folded(reading.text("segment_kind")), "process")
    parent = _parent_of(reading, gathering, kind)
    dataset = gathering.dataset
    key = _segment_id(name, gathering)
    siblings = [one.order for one in dataset.segments.values()]
    source = reading.text("source")
    segment = Segment(
        id=key,
        parent=parent,
        name=name,
        short_name="",
        segment_kind=kind,
        order=max(siblings, default=0) + 1 + gathering.rows["segments"],
        description=reading.text("description"),
        source=gathering.source(source) if source else "",
    )
    gathering.put(reading, segment)
    gathering.rows["segments"] += 1
    gathering.spellings.learn_segment(key, stated_id, name)


def _parent_of(reading: RowReading, gathering: Gathering, kind: str) -> str:
    text = reading.text("parent")
    found = gathering.spellings.segment(text) if text else None
    if found is not None:
        return found
    gathering.note([reading.finding("parent-assumed", "parent", Severity.WARNING)])
    usual = _STAGE_OF_KIND.get(kind, "")
    return usual if usual in gathering.dataset.segments else ""


def _segment_id(name: str, gathering: Gathering) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_IN_ID.sub("_", plain).strip("_")[:_LONGEST_ID] or "segment"
    number, found = 1, stem
    while gathering.known(Segment, found) is not None:
        number += 1
        found = f"{stem}_{number}"
    return found


def take_link(reading: RowReading, gathering: Gathering) -> None:
    """What a segment goes into, and what it is a kind of; a row may say both."""
    segment = _segment(reading, gathering, "segment")
    into, kind_of = reading.text("goes_into"), reading.text("type_of")
    if not into and not kind_of:
        raise RowRefused(reading.finding("field-missing", "goes_into"))
    if into:
        _put_link(reading, gathering, segment, _segment(reading, gathering, "goes_into"))
    if kind_of:
        _put_under(reading, gathering, segment, _segment(reading, gathering, "type_of"))


def _put_link(reading: RowReading, gathering: Gathering, segment: str, into: str) -> None:
    if segment == into:
        raise RowRefused(reading.finding("link-to-itself", "goes_into"))
    stated = reading.text("weight").removesuffix(".0")
    weight = _LINK_WEIGHTS.get(folded(stated)) if stated else None
    if stated and weight is None:
        raise RowRefused(reading.finding("weight-not-understood", "weight"))
    present = gathering.known(Link, (segment, into))
    if isinstance(present, Link) and weight is None:
        gathering.unchanged += 1
        return
    source = reading.text("source")
    link = Link(segment, into, weight or USUAL_LINK_WEIGHT, source=gathering.source(source) if source else "")
    if isinstance(present, Link):
        link = replace(present, weight=link.weight, source=link.source or present.source)
    gathering.put(reading, link)


def _put_under(reading: RowReading, gathering: Gathering, segment: str, parent: str) -> None:
    """Move a segment that this import makes beneath another; one that was there before keeps its place."""
    present = gathering.known(Segment, segment)
    known_parent = gathering.known(Segment, parent)
    if not isinstance(present, Segment) or not isinstance(known_parent, Segment):
        return
    if present.parent == parent or gathering.dataset_before.segments.get(segment) is not None:
        gathering.unchanged += 1
        return
    if _is_above(gathering, segment, parent):
        raise RowRefused(reading.finding("segment-circle", "type_of"))
    gathering.merge(replace(present, parent=parent))


def _is_above(gathering: Gathering, segment: str, below: str) -> bool:
    seen: set[str] = set()
    while below and below not in seen:
        if below == segment:
            return True
        seen.add(below)
        one = gathering.known(Segment, below)
        below = one.parent if isinstance(one, Segment) else ""
    return False


def _segment(reading: RowReading, gathering: Gathering, name: str) -> str:
    found = gathering.spellings.segment(reading.needed(name))
    if found is None:
        raise RowRefused(reading.finding("segment-not-matched", name))
    return found


def take_provider(reading: RowReading, gathering: Gathering) -> None:
    """A place that provides under a name of its own, or an organisation, which becomes an institution."""
    name = reading.needed("name")
    stated_id = reading.text("id")
    kind = folded(reading.text("provider_type"))
    spellings = (stated_id, name, *_LISTED.split(reading.text("aliases")))
    if kind in _COUNTRIES:
        place = gathering.spellings.place(reading.text("country") or name)
        place = place or gathering.spellings.place(name)
        if place is None:
            raise RowRefused(reading.finding("place-not-matched", "country"))
        gathering.spellings.learn_holder(Holder(place), *spellings)
        gathering.unchanged += 1
        return
    country = gathering.spellings.place(reading.needed("country"))
    if country is None:
        raise RowRefused(reading.finding("place-not-matched", "country"))
    _put_institution(reading, gathering, country, spellings)


def _put_institution(
    reading: RowReading, gathering: Gathering, country: str, spellings: tuple[str, ...]
) -> None:
    name = reading.text("name")
    wanted = folded(name)
    known = next(
        (
            one
            for one in gathering.institutions_of(country)
            if wanted in (folded(one.name), folded(one.short_name))
        ),
        None,
    )
    if known is None:
        kind = folded(reading.text("provider_type"))
        source = reading.text("source")
        known = Institution(
            id=new_institution_id(gathering.dataset, name, gathering.taken_ids),
            name=name,
            short_name="",
            institution_type=next((one for one in INSTITUTION_TYPES if folded(one) == kind), _USUAL_TYPE),
            country=country,
            check=ENTERED_BY_HAND,
            source=gathering.source(source) if source else "",
        )
        gathering.put(reading, known)
        gathering.learn_institution(known)
    else:
        gathering.unchanged += 1
    gathering.spellings.learn_holder(Holder(country, known.name, known.id), *spellings)
