"""The starter workspace: the cited facts of resources/starter as records.

Every figure keeps its source, year, basis and grade; a blank cell becomes `None`, never zero.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TypeVar
from uuid import uuid4

from chipmap.model.assumptions import default_assumptions
from chipmap.model.dataset import Dataset
from chipmap.model.host.paths import resource
from chipmap.model.records import (
    OWNER,
    UNNAMED_OWNER,
    Collaboration,
    Country,
    Grade,
    Hazard,
    Institution,
    Leader,
    Link,
    Need,
    Profile,
    Rater,
    Record,
    Region,
    Segment,
    Settings,
    Share,
    Source,
    StatedStrength,
    SuggestionBasis,
)
from chipmap.model.story.starter_story import starter_story

Row = dict[str, str]
R = TypeVar("R", bound=Record)

_REGION_CODES = {"NAM": "NORTH_AMERICA"}
"""The tables call North America NAM, which ISO 3166 gives to Namibia; one code must not name two places."""


def starter_dataset(
    *, title: str, workspace_id: str | None = None, empty: bool = False, current_year: int = 2026
) -> Dataset:
    """The dataset that a new workspace starts from.

    An empty one has the places, the policy regions, the value chain and the owner as its rater, and no
    figure; the other one a story of six slides too.
    """
    settings = Settings(workspace_id=workspace_id or uuid4().hex, title=title, current_year=current_year)
    owner = Rater(OWNER, UNNAMED_OWNER)
    if empty:
        return Dataset.of((settings, owner, *default_assumptions(), *_empty_tables()))
    story = starter_story(title=title, focus=settings.focus_region)
    return Dataset.of((settings, owner, *default_assumptions(), *_starter_tables(), *story))


def _empty_tables() -> Iterator[Record]:
    yield from _records("countries", _country)
    yield from (region for region in _records("regions", _region) if region.is_policy)
    yield from _records("segments", _segment_without_source)


def _starter_tables() -> Iterator[Record]:
    weak = frozenset(row["source_id"] for row in _rows("weak_sources"))
    yield from _records("sources", lambda row: _source(row, weak))
    yield from _records("countries", _country)
    yield from _records("regions", _region)
    yield from _records("segments", _segment)
    yield from _records("institutions", _institution)
    yield from _records("links", _link)
    yield from _records("shares", _share)
    yield from _records("suggestion_basis", _suggestion_basis)
    yield from _records("leaders", _leader)
    yield from _records("country_profiles", _profile)
    yield from _records("needs", _need)
    yield from _records("strengths", _stated_strength)
    yield from _records("collaborations", _collaboration)
    yield from _records("hazards", _hazard)


def _rows(table: str) -> Iterator[Row]:
    with resource(f"starter/{table}.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader)
        for cells in reader:
            yield dict(zip(header, cells, strict=True))


def _records(table: str, record_of: Callable[[Row], R]) -> Iterator[R]:
    return map(record_of, _rows(table))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _subject(code: str) -> str:
    return _REGION_CODES.get(code, code)


def _country(row: Row) -> Country:
    return Country(row["alpha3"], row["alpha2"], row["numeric"], row["name"], row["subregion"])


def _region(row: Row) -> Region:
    return Region(_subject(row["code"]), row["kind"], row["meaning"], _several(row["members"]))


def _segment(row: Row) -> Segment:
    return Segment(
        id=row["segment_id"],
        parent=row["parent_id"],
        name=row["name"],
        short_name=row["short_name"],
        segment_kind=row["kind"],
        order=int(row["order"]),
        description=row["description"],
        source=row["source_id"],
    )


def _segment_without_source(row: Row) -> Segment:
    """An empty workspace has no list of sources that the segment could refer to."""
    return _segment(row | {"source_id": ""})


def _source(row: Row, weak: frozenset[str]) -> Source:
    return Source(
        id=row["source_id"],
        title=row["title"],
        publisher=row["publisher"],
        year=_whole(row["year"]),
        address=row["address"],
        licence=row["licence"],
        accessed_note=row["accessed_note"],
        is_weak=row["source_id"] in weak,
    )


def _institution(row: Row) -> Institution:
    return Institution(
        id=row["id"],
        name=row["name"],
        short_name=row["short_name"],
        institution_type=row["type"],
        country=row["country_iso3"],
        city=row["city"],
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        segments=_several(row["segments"]),
        role=row["role"],
        website=row["website"],
        check=row["check"],
        source=row["source_id"],
    )


def _link(row: Row) -> Link:
    """`weight_meaning` of the table is the weight in words and is not kept."""
    return Link(row["from_segment"], row["to_segment"], int(row["weight"]), row["note"], row["source_id"])


def _share(row: Row) -> Share:
    return Share(
        segment=row["segment_id"],
        subject=_subject(row["country_iso3"]),
        percent=float(row["share_percent"]),
        low=_number(row["share_low"]),
        high=_number(row["share_high"]),
        year=_whole(row["year"]),
        measure=row["measure"],
        is_forecast=row["is_forecast"] == "1",
        is_lower_bound=row["is_lower_bound"] == "1",
        basis=row["basis"],
        grade=Grade(row["kind"]),
        note=row["note"],
        source=row["source_id"],
    )


def _suggestion_basis(row: Row) -> SuggestionBasis:
    return SuggestionBasis(row["segment_id"], row["measure"], _whole(row["year"]), row["basis"])


def _leader(row: Row) -> Leader:
    return Leader(
        segment=row["segment_id"],
        company=row["company"],
        country=row["country_iso3"],
        percent=_number(row["share_percent"]),
        year=_whole(row["year"]),
        basis=row["basis"],
        source=row["source_id"],
    )


def _profile(row: Row) -> Profile:
    """`text` keeps the value as it was printed."""
    return Profile(
        subject=_subject(row["iso3"]),
        indicator=row["indicator"],
        value=_number(row["value"]),
        text=row["value"],
        unit=row["unit"],
        year=_whole(row["year"]),
        source=row["source_id"],
    )


def _need(row: Row) -> Need:
    return Need(
        subject=_subject(row["country_iso3"]),
        segment=row["segment_id"],
        year=int(row["horizon_year"]),
        level=_whole(row["need_level"]),
        need_kind=row["kind"],
        target=row["target"],
        rationale=row["rationale"],
        basis=row["need_level_basis"],
        source=row["source_id"],
    )


def _stated_strength(row: Row) -> StatedStrength:
    return StatedStrength(
        _subject(row["country_iso3"]), row["segment_id"], row["polarity"], row["statement"], row["source_id"]
    )


def _collaboration(row: Row) -> Collaboration:
    return Collaboration(
        id=row["id"],
        name=row["name"],
        collaboration_kind=row["kind"],
        partners=_several(row["partners"]),
        institutions=_several(row["institutions"]),
        topic=row["topic"],
        segments=_several(row["segment_ids"]),
        stage=row["status"],
        start=row["start_year"],
        source=row["source_id"],
    )


def _hazard(row: Row) -> Hazard:
    return Hazard(
        id=row["id"],
        name=row["name"],
        hazard_kind=row["kind"],
        subject=_subject(row["iso3"]),
        segments=_several(row["segments"]),
        year=_whole(row["year"]),
        what_happened=row["what_happened"],
        source=row["source_id"],
    )
