"""The European Commission's indicators of strategic dependency, and the variant of CEPII.

They need trade flows; without them there is no figure and no proxy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from chipmap.model.analysis.concentration.measures import FULL_MOST, hhi
from chipmap.model.analysis.figures import SMALLEST, Figure, Reason, Term, fault_of, is_missing

_TOLERANCE = 1e-9


class Variant(StrEnum):
    """Whose indicators."""

    EC_2021 = "EC2021"
    """SWD(2021) 352: the second is the part of imports that comes from outside (wording from memory)."""
    CEPII = "CEPII"
    """GeoDep: the second is the concentration of world exports, and two of three years must agree."""


@dataclass(frozen=True, slots=True)
class Trade:
    """One product in one year, in any one unit of value.

    Origins are those outside the European Union, or for another member of the network outside a group that it
    trusts. `world_exports` by exporter are needed by the CEPII variant alone. `None` is unknown.
    """

    imports_by_origin: Mapping[str, float]
    total_imports: float | None = None
    total_exports: float | None = None
    world_exports: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an indicator must exceed, strictly."""

    concentration: float = 0.4
    outside_part: float = 0.5
    imports_to_exports: float = 1.0
    world_concentration: float = 0.4
    years: int = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `flag` is `None` where nothing can be said.

    Imports without any exports raise the flag of the third although their ratio has no value.
    """

    value: float | None
    threshold: float
    flag: bool | None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependency:
    """The three indicators; dependent when all three flags are up, `None` where that cannot be said."""

    variant: Variant
    indicators: tuple[Indicator, ...] = ()
    is_dependent: bool | None = None
    reason: Reason | None = None


def dependency_indicators(
    trade: Trade, variant: Variant = Variant.EC_2021, thresholds: Thresholds | None = None
) -> Dependency:
    """CDI1 the concentration of imports from outside, CDI2 their part of all imports, CDI3 over exports.

    Without imports there is no dependence and CDI1 has no value. Negative or infinite values, and imports
    from outside above all imports by more than rounding, give a reason.
    """
    rules = thresholds or Thresholds()
    reason = _fault(trade)
    if reason is not None:
        return Dependency(variant, reason=reason)
    outside = sum(trade.imports_by_origin.values())
    if variant is Variant.CEPII:
        world = hhi(trade.world_exports) if trade.world_exports else Figure(None, Reason.MISSING)
        second = _exceeding(world, rules.world_concentration)
    else:
        second = _exceeding(_part(outside, trade.total_imports), rules.outside_part)
    indicators = (
        _exceeding(hhi(trade.imports_by_origin), rules.concentration),
        second,
        _over_exports(outside, trade.total_exports, rules.imports_to_exports),
    )
    if outside <= SMALLEST:
        return Dependency(variant, indicators, is_dependent=False, reason=Reason.NO_TRADE)
    return Dependency(variant, indicators, _all(indicator.flag for indicator in indicators))


def dependency_over_years(
    years: Sequence[Trade], variant: Variant = Variant.CEPII, thresholds: Thresholds | None = None
) -> Dependency:
    """Dependent when enough single years are (two of three as CEPII asks); shows the latest indicators.

    `years` stand in order of time. Years that cannot be judged do not count; with too few that can be, the
    answer is `None`.
    """
    rules = thresholds or Thresholds()
    found = [dependency_indicators(trade, variant, rules) for trade in years]
    if not found:
        return Dependency(variant, reason=Reason.NOTHING_GIVEN)
    yes = sum(one.is_dependent is True for one in found)
    open_ones = sum(one.is_dependent is None for one in found)
    if yes >= rules.years:
        return Dependency(variant, found[-1].indicators, is_dependent=True)
    if yes + open_ones >= rules.years:
        return Dependency(variant, found[-1].indicators, reason=found[-1].reason or Reason.MISSING)
    return Dependency(variant, found[-1].indicators, is_dependent=False, reason=found[-1].reason)


def _fault(trade: Trade) -> Reason | None:
    origins = trade.imports_by_origin.values()
    if any(map(is_missing, origins)):
        return Reason.MISSING
    numbers = [*origins, trade.total_imports, trade.total_exports, *trade.world_exports.values()]
    fault = fault_of(numbers, may_be_negative=False)
    if fault is not None:
        return fault
    total = trade.total_imports
    if total is not None and not is_missing(total) and sum(origins) > total * FULL_MOST / 100 + _TOLERANCE:
        return Reason.INCONSISTENT
    return None


def _exceeding(figure: Figure, threshold: float) -> Indicator:
    if figure.value is None:
        is_nothing = figure.reason in (Reason.NOT_POSITIVE, Reason.NOTHING_GIVEN)
        return Indicator(None, threshold, None, Reason.NO_TRADE if is_nothing else figure.reason)
    return Indicator(figure.value, threshold, figure.value > threshold + _TOLERANCE, explain=figure.explain)


def _part(outside: float, total: float | None) -> Figure:
    if total is None or is_missing(total):
        return Figure(None, Reason.MISSING)
    if total <= SMALLEST:
        return Figure(None, Reason.NO_TRADE)
    ratio = outside / total
    return Figure(ratio, explain=(Term("imports-from-outside", outside, ratio),))


def _over_exports(outside: float, exports: float | None, threshold: float) -> Indicator:
    if exports is not None and not is_missing(exports) and exports <= SMALLEST < outside:
        return Indicator(None, threshold, flag=True, reason=Reason.NO_EXPORTS)
    return _exceeding(_part(outside, exports), threshold)


def _all(flags: Iterable[bool | None]) -> bool | None:
    """Whether all are up: one that is down decides, one that is unknown leaves it open."""
    listed = list(flags)
    if any(flag is False for flag in listed):
        return False
    return None if None in listed else True
