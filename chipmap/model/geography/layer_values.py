"""The kinds of layers of the map, and what a layer says of every place. Numbers only, no sentences.

A place without a number has none here either: unknown is never the lowest class.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from chipmap.model.analysis.needs import Gap
from chipmap.model.analysis.shares import ShareGroup
from chipmap.model.analysis.standing import Standing
from chipmap.model.records import Share, SuggestionBasis

State = Literal["value", "at_least", "not_applicable", "none"]


class LayerKind(StrEnum):
    """The question that a map answers."""

    CAPABILITY = "capability"
    NEED = "need"
    DEPENDENCE = "dependence"
    WORLD_SHARE = "world-share"
    COVERAGE = "coverage"
    AGE = "age"

    @property
    def is_of_levels(self) -> bool:
        """Whether places are coloured by levels or by their distance from a need."""
        return self in (LayerKind.CAPABILITY, LayerKind.NEED)

    @property
    def is_of_shares(self) -> bool:
        """Whether places are coloured by cited shares, which are the same at every horizon."""
        return self in (LayerKind.DEPENDENCE, LayerKind.WORLD_SHARE)

    @property
    def has_dots(self) -> bool:
        """Whether a value can rest on a suggestion, or on a level without evidence."""
        return self.is_of_levels or self is LayerKind.AGE


class PlaceValue(NamedTuple):
    """One place in a layer: its level, distance from a need, per cent of the segment or of rows, or years.

    `need_subject` says whose need the gap is held against: the place's own or the focus region's. `answered`
    of `rows` segments are scored, those that are not applicable left out. `newest_year` is that of the newest
    evidence.
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
    answered: int | None = None
    rows: int | None = None
    newest_year: int | None = None


class Layer(NamedTuple):
    """The values of all countries for one question.

    `need_year` is the focus region's, else the one that most places are held against. `basis` is the group
    of shares of a dependence layer, `group` that of a world share layer; without one there is nothing to
    show. `scored_count` counts places with a value that people gave or a source states, `suggested_count`
    those whose value rests on suggestions.
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
    group: ShareGroup | None = None
    only: frozenset[str] = frozenset()
    """The classes whose places are shown (`class_filter`); empty shows all."""
