"""What the map shows of every place: one question, one number, one colour class. Numbers only, no sentences.

A place without a number has none here either: unknown is never the lowest class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from chipmap.model.analysis.needs import Gap, NeedStanding
from chipmap.model.analysis.shares import ShareGroup, deciding_rows
from chipmap.model.analysis.standing import Origin, Standings, standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.geography.classes import (
    AGE_CLASSES,
    CAPABILITY_CLASSES,
    COVERAGE_CLASSES,
    DEPENDENCE_CLASSES,
    NEED_CLASSES,
    WORLD_SHARE_CLASSES,
    capability_class,
    need_class,
)
from chipmap.model.geography.evidence_layers import age_of_evidence, coverage_of
from chipmap.model.geography.layer_values import Layer, LayerKind, PlaceValue, State
from chipmap.model.geography.share_layers import group_shown, supplier_shares, world_shares
from chipmap.model.records import NOW, SuggestionBasis

__all__ = ["Layer", "LayerKind", "PlaceValue", "ShareGroup", "State", "layer_of"]


def layer_of(
    dataset: Dataset,
    kind: LayerKind,
    *,
    segment: str,
    horizon: str,
    focus: str,
    group: ShareGroup | None = None,
) -> Layer:
    """The layer `kind` for a segment at a horizon, seen from a focus region or place.

    `group` is the measure of a world share layer; where the segment has no such shares, its first group.
    """
    standings = standings_of(dataset)
    if kind is LayerKind.NEED:
        return _need_layer(standings, segment, horizon, focus)
    basis, shown = None, None
    if kind is LayerKind.DEPENDENCE:
        values = supplier_shares(dataset, segment, focus)
        basis = standings.share_basis(segment) if deciding_rows(dataset, segment) else None
    elif kind is LayerKind.WORLD_SHARE:
        shown = group_shown(dataset, segment, group)
        values = world_shares(dataset, segment, shown)
    else:
        value_of = _VALUES[kind]
        places = (country.code for country in dataset.countries.values())
        values = {code: value_of(standings, code, segment, horizon) for code in places}
    return _counted(
        standings, kind, values, segment=segment, horizon=horizon, focus=focus, basis=basis, group=shown
    )


def _capability(standings: Standings, code: str, segment: str, horizon: str) -> PlaceValue:
    standing = standings.of(code, segment, horizon)
    level = standing.level
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


_CLASS_COUNTS = {
    LayerKind.CAPABILITY: CAPABILITY_CLASSES,
    LayerKind.NEED: NEED_CLASSES,
    LayerKind.DEPENDENCE: DEPENDENCE_CLASSES,
    LayerKind.WORLD_SHARE: WORLD_SHARE_CLASSES,
    LayerKind.COVERAGE: COVERAGE_CLASSES,
    LayerKind.AGE: AGE_CLASSES,
}

_VALUES = {
    LayerKind.CAPABILITY: _capability,
    LayerKind.COVERAGE: coverage_of,
    LayerKind.AGE: age_of_evidence,
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
    group: ShareGroup | None = None,
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
        group=group,
    )
