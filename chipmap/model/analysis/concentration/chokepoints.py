"""Where one country's hold on one segment reaches far down the chain and nobody can step in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from chipmap.model.analysis.figures import Reason, Term, fault_of, is_missing

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class ChokepointRules:
    """When a link carries a loss and when a hold is flagged; our defaults, to be judged."""

    criticality: float = 0.5
    share: float = 0.5
    top_three: float = 0.9
    substitution: float = 0.5
    """A segment is hard to re-source where at most this part of a loss can be."""
    default_substitution: float = 0.5


@dataclass(frozen=True, slots=True)
class Chokepoint:
    """The hold of one country on one segment.

    `index` is share × reach × (1 − substitution), 0 to 1; `loss` the downstream loss that a model computed
    for the country's removal, in parts of normal output summed over segments, where one was asked.
    """

    country: str
    segment: str
    share: float
    reach: float
    substitution: float
    index: float
    is_flagged: bool
    loss: float | None = None
    explain: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Chokepoints:
    """Holds in order, the heaviest first, and why a segment has none."""

    found: tuple[Chokepoint, ...]
    left_out: Mapping[str, Reason]


def downstream_reach(
    segment: str,
    links: Mapping[tuple[str, str], float],
    weights: Mapping[str, float],
    criticality: float = 0.5,
) -> float:
    """The part (0 to 1) of all segments, by weight, that need this one over links at least so critical.

    `links` are criticalities by (input, segment that needs it). The segment itself does not count.
    """
    total = sum(weights.values())
    if total <= 0:
        return 0.0
    needed_by: dict[str, list[str]] = {}
    for (source, target), critical in links.items():
        if critical >= criticality - _TOLERANCE:
            needed_by.setdefault(source, []).append(target)
    reached: set[str] = set()
    waiting = deque([segment])
    while waiting:
        for target in needed_by.get(waiting.popleft(), []):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return sum(weights.get(name, 0.0) for name in reached - {segment}) / total


def chokepoints(
    shares: Mapping[str, Mapping[str, float]],
    links: Mapping[tuple[str, str], float],
    *,
    substitution: Mapping[str, float] | None = None,
    weights: Mapping[str, float] | None = None,
    rules: ChokepointRules | None = None,
    loss_of: Callable[[str, str], float | None] | None = None,
) -> Chokepoints:
    """Every known hold by country and segment: share × downstream reach × (1 − substitution).

    `shares` are parts of the world (0 to 1) by segment and country; a segment may have an unknown rest.
    Flagged where a country holds half or the top three hold nine tenths, and little can be re-sourced. Our
    definition; `loss_of(country, segment)` adds a model's downstream loss, and the order follows it.
    """
    asked = rules or ChokepointRules()
    re_sourced = substitution or {}
    segments = {*shares, *(name for link in links for name in link)}
    weighed = dict.fromkeys(segments, 1.0) if weights is None else dict(weights)
    left_out: dict[str, Reason] = {}
    found: list[Chokepoint] = []
    reason = _fault_of_chain([*weighed.values(), *links.values()], sum_of=weighed.values())
    if reason is not None:
        return Chokepoints((), dict.fromkeys(shares, reason))
    for segment, held in sorted(shares.items()):
        part = re_sourced.get(segment, asked.default_substitution)
        reason = _fault(held, part)
        if reason is not None:
            left_out[segment] = reason
            continue
        reach = downstream_reach(segment, links, weighed, asked.criticality)
        found += _holds(segment, held, reach, part, asked)
    if loss_of is not None:
        found = [replace(hold, loss=loss_of(hold.country, hold.segment)) for hold in found]
    order = sorted(found, key=lambda hold: (-(hold.loss or 0.0), -hold.index, hold.segment, hold.country))
    return Chokepoints(tuple(order), left_out)


def _fault_of_chain(numbers: Iterable[float], sum_of: Iterable[float]) -> Reason | None:
    listed = list(numbers)
    if any(map(is_missing, listed)):
        return Reason.MISSING
    return fault_of(listed, may_be_negative=False) or (None if sum(sum_of) > 0 else Reason.ZERO_WEIGHTS)


def _fault(held: Mapping[str, float], substitution: float) -> Reason | None:
    if not held:
        return Reason.NOTHING_GIVEN
    if any(map(is_missing, [*held.values(), substitution])):
        return Reason.MISSING
    fault = fault_of([*held.values(), substitution], may_be_negative=False)
    if fault is not None:
        return fault
    if substitution > 1 + _TOLERANCE:
        return Reason.OUT_OF_RANGE
    return Reason.OVER_HUNDRED if sum(held.values()) > 1.02 + _TOLERANCE else None


def _holds(
    segment: str, held: Mapping[str, float], reach: float, part: float, rules: ChokepointRules
) -> list[Chokepoint]:
    top_three = sum(sorted(held.values(), reverse=True)[:3])
    is_hard = part <= rules.substitution + _TOLERANCE
    is_shared = top_three >= rules.top_three - _TOLERANCE
    leaders = sorted(held, key=lambda country: -held[country])[:3]
    return [
        Chokepoint(
            country,
            segment,
            share,
            reach,
            part,
            share * reach * (1.0 - part),
            is_hard and (share >= rules.share - _TOLERANCE or (is_shared and country in leaders)),
            explain=(
                Term("share", share, share),
                Term("reach", reach, share * (reach - 1.0)),
                Term("substitution", part, -share * reach * part),
            ),
        )
        for country, share in sorted(held.items())
        if share > 0
    ]
