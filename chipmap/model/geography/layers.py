"""What the map shows of every place: one question, one number, one colour class. Numbers only, no sentences.

A place without a number has none here either: unknown is never the lowest class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from chipmap.model.analysis.needs import Gap, NeedStanding
from chipmap.model.analysis.shares import deciding_rows
from chipmap.model.analysis.standing import Origin, Standing, Standings, standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.geography.classes import (
    CAPABILITY_CLASSES,
    DEPENDENCE_CLASSES,
    NEED_CLASSES,
    capability_class,
    dependence_class,
    need_class,
)
from chipmap.model.records import NOW, Share, SuggestionBasis

State = Literal["value", "at_least", "not_applicable", "none"]


class LayerKind(StrEnum):
    """The question that a map answers."""

    CAPABILITY = "capability"
    NEED = "need"
    DEPENDENCE = "dependence"


class PlaceValue(NamedTuple):
    """One place in a layer: its level, its distance from a need, or its per cent of the segment.

    `need_subject` says whose need the gap is held against: the place's own or the focus region's.
    """

    code: str
    value: float | None = None
    class_index: int | None = None
    state: State = "none"
    is_dotted: bool = False
    standing: Standing | None = None
    gap: Gap | None = None
    need_subject: str | None = None
    share: Share | None = None


class Layer(NamedTuple):
    """The values of all countries for one question.

    `need_year` is the focus region's, else the one that most places are held against. `basis` is the group
    of shares of a dependence layer; without one there is nothing to show. `scored_count` counts places with
    a value that people gave or a source states, `suggested_count` those whose value rests on suggestions.
    """

    kind: LayerKind
    segment: str
    horizon: str
    focus: str
    values: Mapping[str, PlaceValue]
    class_count: int
    level_year: int
    need_year: int | None = None
    scored_count: int = 0
    suggested_count: int = 0
    at_least_count: int = 0
    basis: SuggestionBasis | None = None


def layer_of(dataset: Dataset, kind: LayerKind, *, segment: str, horizon: str, focus: str) -> Layer:
    """The layer `kind` for a segment at a horizon, seen from a focus region or place."""
    standings = standings_of(dataset)
    if kind is LayerKind.NEED:
        return _need_layer(standings, segment, horizon, focus)
    if kind is LayerKind.DEPENDENCE:
        return _dependence_layer(standings, segment, horizon, focus)
    places = (country.code for country in dataset.countries.values())
    values = {code: _capability(standings.of(code, segment, horizon)) for code in places}
    return _counted(standings, kind, values, segment=segment, horizon=horizon, focus=focus)


def _capability(standing: Standing) -> PlaceValue:
    code, level = standing.subject, standing.level
    if standing.is_not_applicable:
        return PlaceValue(code, state="not_applicable", standing=standing)
    if level is None:
        return PlaceValue(code, standing=standing)
    return PlaceValue(
        code,
        value=level,
        class_index=capability_class(level),
        state="at_least" if standing.origin is Origin.AT_LEAST else "value",
        is_dotted=standing.is_dotted,
        standing=standing,
    )


def _need_layer(standings: Standings, segment: str, horizon: str, focus: str) -> Layer:
    of_focus = standings.next_need(focus, segment, horizon)
    values = {}
    for code in (country.code for country in standings.dataset.countries.values()):
        own = standings.next_need(code, segment, horizon)
        need = own if own is not None else of_focus
        whose = code if own is not None else focus if of_focus is not None else None
        values[code] = _against_need(standings.gap_against(need, code, segment, horizon), whose)
    year = _need_year(of_focus, values)
    return _counted(
        standings, LayerKind.NEED, values, segment=segment, horizon=horizon, focus=focus, need_year=year
    )


def _against_need(gap: Gap, need_subject: str | None) -> PlaceValue:
    standing = gap.standing
    needs_nothing = gap.need is not None and gap.need.is_not_applicable and need_subject == standing.subject
    if standing.is_not_applicable or needs_nothing:
        return PlaceValue(
            standing.subject, state="not_applicable", standing=standing, gap=gap, need_subject=need_subject
        )
    if gap.value is None:
        return PlaceValue(standing.subject, standing=standing, gap=gap, need_subject=need_subject)
    return PlaceValue(
        standing.subject,
        value=gap.value,
        class_index=need_class(gap.value),
        state="value",
        is_dotted=gap.is_dotted,
        standing=standing,
        gap=gap,
        need_subject=need_subject,
    )


def _need_year(of_focus: NeedStanding | None, values: Mapping[str, PlaceValue]) -> int | None:
    if of_focus is not None:
        return int(of_focus.horizon)
    horizons = (place.gap.need_horizon for place in values.values() if place.gap is not None)
    used = Counter(horizon for horizon in horizons if horizon is not None)
    return int(used.most_common(1)[0][0]) if used else None


def _dependence_layer(standings: Standings, segment: str, horizon: str, focus: str) -> Layer:
    """The suppliers' shares of the segment's one group; the focus region's own members are left out."""
    dataset = standings.dataset
    region = dataset.regions.get(focus)
    own = {focus, *(region.members if region is not None else ())}
    rows = deciding_rows(dataset, segment)
    suppliers = (country.code for country in dataset.countries.values())
    values = {code: _dependence(code, None if code in own else rows.get(code)) for code in suppliers}
    return _counted(
        standings,
        LayerKind.DEPENDENCE,
        values,
        segment=segment,
        horizon=horizon,
        focus=focus,
        basis=standings.share_basis(segment) if rows else None,
    )


def _dependence(code: str, share: Share | None) -> PlaceValue:
    if share is None:
        return PlaceValue(code)
    return PlaceValue(
        code,
        value=share.percent,
        class_index=dependence_class(share.percent),
        state="at_least" if share.is_lower_bound else "value",
        share=share,
    )


_CLASS_COUNTS = {
    LayerKind.CAPABILITY: CAPABILITY_CLASSES,
    LayerKind.NEED: NEED_CLASSES,
    LayerKind.DEPENDENCE: DEPENDENCE_CLASSES,
}


def _counted(
    standings: Standings,
    kind: LayerKind,
    values: Mapping[str, PlaceValue],
    *,
    segment: str,
    horizon: str,
    focus: str,
    need_year: int | None = None,
    basis: SuggestionBasis | None = None,
) -> Layer:
    coloured = [place for place in values.values() if place.value is not None]
    suggested = sum(1 for place in coloured if place.standing and place.standing.suggested_part > 0)
    at_least = sum(1 for place in coloured if place.state == "at_least" and place.share is None)
    settings = standings.dataset.settings
    return Layer(
        kind=kind,
        segment=segment,
        horizon=horizon,
        focus=focus,
        values=values,
        class_count=_CLASS_COUNTS[kind],
        level_year=settings.current_year if horizon == NOW else int(horizon),
        need_year=need_year,
        scored_count=len(coloured) - suggested - at_least,
        suggested_count=suggested,
        at_least_count=at_least,
        basis=basis,
    )
