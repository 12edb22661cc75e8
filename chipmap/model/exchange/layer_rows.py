"""A layer of the map as a table: one row for each place and for each institution, the same in every format.

What is not known is left empty and is never 0: a lower bound stands in a column of its own. Rows are made in
a thread, therefore from standings of their own and not from those that the window is asking meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from chipmap.model.analysis.needs import STARTER, Gap, NeedStanding
from chipmap.model.analysis.standing import Origin, Standing, Standings
from chipmap.model.dataset import Dataset
from chipmap.model.records import Grade, Institution, Share

if TYPE_CHECKING:
    from chipmap.model.geography.layers import Layer, PlaceValue
    from chipmap.model.geography.naming import PlaceNames

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

LIST_MARK = "; "
"""Between the entries of a list that stands in one cell."""


class LayerWords(NamedTuple):
    """The words that an exported layer carries; `origin` says in a phrase where a level comes from."""

    title: str
    subtitle: str
    sources: str
    classes: tuple[str, ...]
    origin: Callable[[Standing], str]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place. `value` is what the map colours by, `at_least` the bound where no more is known.

    `level`, `need` and `gap` are levels 0–5 and their difference; `need_of` says whose need it is. The figure
    behind a suggestion or a share stands in `measure`, `year`, `basis`, `grade` and `source`. `class_number`
    counts from the lowest class, 0. Longitude and latitude are a point inside the largest part of the place.
    """

    code: str
    name: str
    layer: str
    segment: str
    segment_name: str
    horizon: str
    level_year: int
    focus: str
    state: str
    value: float | None
    at_least: float | None
    class_number: int | None
    class_name: str | None
    is_dotted: bool
    level: float | None
    origin: str | None
    suggested_percent: float | None
    confidence: str | None
    need: float | None
    need_horizon: str | None
    need_of: str | None
    need_origin: str | None
    gap: float | None
    measure: str | None
    year: int | None
    basis: str | None
    grade: str | None
    source: str | None
    reason: str | None
    note: str | None
    longitude: float | None
    latitude: float | None
    naming_profile: str
    boundary_note: str


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """One institution, with its own level in the segment of the layer where it has one."""

    id: str
    name: str
    short_name: str | None
    institution_type: str
    country: str
    country_name: str
    city: str | None
    segments: str | None
    role: str | None
    website: str | None
    segment: str
    horizon: str
    level: float | None
    origin: str | None
    is_dotted: bool
    confidence: str | None
    source: str | None
    longitude: float | None
    latitude: float | None


PLACE_COLUMNS = tuple(field.name for field in fields(PlaceRow))
INSTITUTION_COLUMNS = tuple(field.name for field in fields(InstitutionRow))


def place_rows(
    dataset: Dataset, layer: Layer, *, names: PlaceNames, words: LayerWords, points: Mapping[str, Point]
) -> Iterator[PlaceRow]:
    """A row for each country, by code."""
    standings = Standings(dataset)
    record = dataset.segments.get(layer.segment)
    segment_name = layer.segment if record is None else record.name
    note = names.boundary_note(long=True)
    for code in sorted(layer.values):
        place = layer.values[code]
        longitude, latitude = points.get(code, (None, None))
        is_bound = place.state == "at_least"
        yield PlaceRow(
            code=code,
            name=names.name(code),
            layer=layer.kind.value,
            segment=layer.segment,
            segment_name=segment_name,
            horizon=layer.horizon,
            level_year=layer.level_year,
            focus=layer.focus,
            state=place.state,
            value=None if is_bound else _rounded(place.value),
            at_least=_rounded(place.value) if is_bound else None,
            class_number=place.class_index,
            class_name=None if place.class_index is None else words.classes[place.class_index],
            is_dotted=place.is_dotted,
            **_level_fields(place.standing, words),
            **_need_fields(standings, layer, place),
            **_figure_fields(dataset, place),
            note=names.note(code) or None,
            longitude=longitude,
            latitude=latitude,
            naming_profile=names.profile,
            boundary_note=note,
        )


def institution_rows(dataset: Dataset, layer: Layer, *, names: PlaceNames) -> Iterator[InstitutionRow]:
    """A row for each institution, by id; without a known city it has no point."""
    standings = Standings(dataset)
    for key in sorted(dataset.institutions):
        record: Institution = dataset.institutions[key]
        standing = standings.of(record.id, layer.segment, layer.horizon)
        source = dataset.sources.get(record.source)
        yield InstitutionRow(
            id=record.id,
            name=record.name,
            short_name=record.short_name or None,
            institution_type=record.institution_type,
            country=record.country,
            country_name=names.name(record.country),
            city=record.city or None,
            segments=LIST_MARK.join(record.segments) or None,
            role=record.role or None,
            website=record.website or None,
            segment=layer.segment,
            horizon=layer.horizon,
            level=_rounded(standing.level) if standing.is_known else None,
            origin=None if standing.origin is Origin.NONE else standing.origin.value,
            is_dotted=standing.is_dotted,
            confidence=standing.confidence.value if standing.confidence else None,
            source=(source.title if source is not None else record.source) or None,
            longitude=record.longitude,
            latitude=record.latitude,
        )


class _LevelFields(TypedDict):
    level: float | None
    origin: str | None
    suggested_percent: float | None
    confidence: str | None
    reason: str | None


class _NeedFields(TypedDict):
    need: float | None
    need_horizon: str | None
    need_of: str | None
    need_origin: str | None
    gap: float | None


class _FigureFields(TypedDict):
    measure: str | None
    year: int | None
    basis: str | None
    grade: str | None
    source: str | None


def _level_fields(standing: Standing | None, words: LayerWords) -> _LevelFields:
    if standing is None or (standing.origin is Origin.NONE and not standing.is_not_applicable):
        return _LevelFields(level=None, origin=None, suggested_percent=None, confidence=None, reason=None)
    return _LevelFields(
        level=_rounded(standing.level) if standing.is_known else None,
        origin=standing.origin.value,
        suggested_percent=_rounded(100.0 * standing.suggested_part) if standing.is_known else None,
        confidence=standing.confidence.value if standing.confidence is not None else None,
        reason=words.origin(standing) or None,
    )


def _need_fields(standings: Standings, layer: Layer, place: PlaceValue) -> _NeedFields:
    """The need that the layer holds a place against; in another layer of levels the place's own."""
    gap: Gap | None = place.gap
    whose = place.need_subject
    if gap is None and place.standing is not None:
        gap = standings.gap(place.code, layer.segment, layer.horizon)
        whose = place.code
    need = gap.need if gap is not None else None
    if gap is None or need is None or need.level is None:
        return _NeedFields(need=None, need_horizon=None, need_of=None, need_origin=None, gap=None)
    return _NeedFields(
        need=_rounded(need.level),
        need_horizon=need.horizon,
        need_of=whose,
        need_origin=_need_origin(need),
        gap=_rounded(gap.value),
    )


def _need_origin(need: NeedStanding) -> str:
    if need.is_suggested:
        return Grade.SUGGESTED.value
    return "cited" if need.origin == STARTER else need.origin


def _figure_fields(dataset: Dataset, place: PlaceValue) -> _FigureFields:
    """What the value rests on: a cited share, or the evidence of the ballots."""
    standing, share = place.standing, place.share
    if share is not None:
        return _share_fields(dataset, share, share.grade, (share.source,))
    if standing is None:
        return _FigureFields(measure=None, year=None, basis=None, grade=None, source=None)
    share = standing.why.deciding_share
    if share is not None:
        return _share_fields(dataset, share, Grade.SUGGESTED, standing.why.sources)
    years = {score.year for score in standing.why.scores}
    grade = _GRADES.get(standing.origin)
    return _FigureFields(
        measure=None,
        year=years.pop() if len(years) == 1 else None,
        basis=None,
        grade=grade.value if grade is not None else None,
        source=_evidence_titles(dataset, standing),
    )


_GRADES = {
    Origin.SCORED: Grade.JUDGEMENT,
    Origin.ROLLED_UP: Grade.COMPUTED,
    Origin.SUGGESTED: Grade.SUGGESTED,
    Origin.AT_LEAST: Grade.SUGGESTED,
}


def _share_fields(dataset: Dataset, share: Share, grade: Grade, sources: tuple[str, ...]) -> _FigureFields:
    return _FigureFields(
        measure=share.measure,
        year=share.year,
        basis=share.basis or None,
        grade=grade.value,
        source=LIST_MARK.join(_source_title(dataset, key) for key in sources) or None,
    )


def _evidence_titles(dataset: Dataset, standing: Standing) -> str | None:
    cited = dict.fromkeys(key for score in standing.why.scores for key in score.evidence)
    found = (dataset.evidence.get(key) for key in cited)
    return LIST_MARK.join(one.title for one in found if one is not None) or None


def _source_title(dataset: Dataset, key: str) -> str:
    source = dataset.sources.get(key)
    if source is None:
        return key
    return ", ".join(part for part in (source.publisher, source.title) if part)


def _rounded(number: float | None) -> float | None:
    """Four decimals, so that a third of a level is the same text everywhere; 0 has no sign."""
    return None if number is None else round(number, 4) + 0.0
