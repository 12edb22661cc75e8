"""Strengths, weaknesses, opportunities and threats by published rules: deterministic, each with its numbers.

A rule with a missing input does not fire and is listed as not evaluated. What rests on little evidence is
listed last, never dropped, and contradictions stay side by side. Rules and thresholds are our defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from chipmap.model.analysis.figures import Term, fault_of, is_missing

_TOLERANCE = 1e-9
FEWEST_PEERS = 3
SHOWN_PER_QUADRANT, SHOWN_PER_SEGMENT = 5, 2


class Quadrant(StrEnum):
    """Where a line of a SWOT stands."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


class Sense(StrEnum):
    """How a number is held against its threshold."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class SwotThresholds:
    """What the rules compare with; scale points, parts of 1, and per cent for the density."""

    strong: float = 3.5
    weak: float = 2.0
    peer: float = 0.5
    share: float = 0.1
    chokepoint: float = 0.5
    need: float = 3.0
    trend: float = 0.5
    partner: float = 0.5
    related: float = 50.0
    concentration: float = 0.4
    reliance: float = 0.5
    top_supplier: float = 0.5
    stress: float = 0.2
    confidence: float = 0.4


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one subject in one segment; `None` is unknown.

    Levels 0–5; shares, benefit, HHI, reliance, loss and confidence 0–1; the density in per cent. `weight` is
    the segment's, `evidence` the ids that its lines cite.
    """

    segment: str = ""
    level: float | None = None
    confidence: float | None = None
    peer_median: float | None = None
    share: float | None = None
    need: float | None = None
    later_level: float | None = None
    partner_benefit: float | None = None
    related_density: float | None = None
    supplier_hhi: float | None = None
    foreign_reliance: float | None = None
    top_supplier_share: float | None = None
    is_top_supplier_trusted: bool | None = None
    stress_loss: float | None = None
    weight: float = 1.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One comparison of a rule: which number, how large, against what."""

    name: str
    value: float
    sense: Sense
    threshold: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One line: the rule that fired, with the numbers and evidence that it rests on.

    `priority` is weight × confidence × how far the first number is beyond its threshold (0 to 1), `None`
    where the confidence is unknown or no part of 1. `beside` names rules that fired on the same segment and
    say the opposite.
    """

    rule: str
    quadrant: Quadrant
    segment: str
    readings: tuple[Reading, ...]
    evidence: tuple[str, ...]
    priority: float | None
    is_low_evidence: bool
    beside: tuple[str, ...] = ()
    explain: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that could not be asked, and what was missing."""

    rule: str
    segment: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every rule on one segment."""

    hits: tuple[Hit, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    is_low_evidence: bool


@dataclass(frozen=True, slots=True)
class Swot:
    """All lines by quadrant, the weightiest first, and what could not be evaluated."""

    lines: Mapping[Quadrant, tuple[Hit, ...]]
    not_evaluated: tuple[NotEvaluated, ...]

    def shown(self, quadrant: Quadrant) -> tuple[Hit, ...]:
        """At most five lines, at most two of one segment."""
        found: list[Hit] = []
        for hit in self.lines[quadrant]:
            of_segment = sum(one.segment == hit.segment for one in found)
            if len(found) < SHOWN_PER_QUADRANT and of_segment < SHOWN_PER_SEGMENT:
                found.append(hit)
        return tuple(found)


Number = Callable[[Situation], float | None]
Limit = Callable[[SwotThresholds], float]


@dataclass(frozen=True, slots=True)
class _Condition:
    name: str
    number: Number
    sense: Sense
    limit: Limit


@dataclass(frozen=True, slots=True)
class _Rule:
    """`scale` is how far beyond its threshold the first number counts in full."""

    code: str
    quadrant: Quadrant
    scale: float
    conditions: tuple[_Condition, ...]


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _untrusted(situation: Situation) -> float | None:
    trusted = situation.is_top_supplier_trusted
    return None if trusted is None else float(not trusted)


def _level(situation: Situation) -> float | None:
    return situation.level


_STRONG = _Condition("level", _level, Sense.AT_LEAST, lambda t: t.strong)
_NOT_STRONG = _Condition("level", _level, Sense.BELOW, lambda t: t.strong)


def _lead(sense: Sense, sign: float) -> _Condition:
    return _Condition("lead", lambda s: _difference(s.level, s.peer_median), sense, lambda t: sign * t.peer)


def _trend(sense: Sense, sign: float) -> _Condition:
    return _Condition("trend", lambda s: _difference(s.later_level, s.level), sense, lambda t: sign * t.trend)


def _at_least(name: str, number: Number, limit: Limit) -> _Condition:
    return _Condition(name, number, Sense.AT_LEAST, limit)


_RULES = (
    _Rule("S1", Quadrant.STRENGTH, 1.5, (_STRONG, _lead(Sense.AT_LEAST, 1))),
    _Rule("S2", Quadrant.STRENGTH, 0.5, (_at_least("share", lambda s: s.share, lambda t: t.share),)),
    _Rule("S3", Quadrant.STRENGTH, 0.5, (_at_least("share", lambda s: s.share, lambda t: t.chokepoint),)),
    _Rule(
        "W1",
        Quadrant.WEAKNESS,
        2.0,
        (
            _Condition("level", _level, Sense.AT_MOST, lambda t: t.weak),
            _at_least("need", lambda s: s.need, lambda t: t.need),
        ),
    ),
    _Rule("W2", Quadrant.WEAKNESS, 1.5, (_lead(Sense.AT_MOST, -1), _NOT_STRONG)),
    _Rule("O1", Quadrant.OPPORTUNITY, 1.5, (_trend(Sense.AT_LEAST, 1),)),
    _Rule(
        "O2",
        Quadrant.OPPORTUNITY,
        0.5,
        (_at_least("partner_benefit", lambda s: s.partner_benefit, lambda t: t.partner),),
    ),
    _Rule(
        "O3",
        Quadrant.OPPORTUNITY,
        50.0,
        (_at_least("related_density", lambda s: s.related_density, lambda t: t.related), _NOT_STRONG),
    ),
    _Rule(
        "T1",
        Quadrant.THREAT,
        0.5,
        (
            _Condition("supplier_hhi", lambda s: s.supplier_hhi, Sense.ABOVE, lambda t: t.concentration),
            _Condition("foreign_reliance", lambda s: s.foreign_reliance, Sense.ABOVE, lambda t: t.reliance),
        ),
    ),
    _Rule(
        "T2",
        Quadrant.THREAT,
        0.5,
        (
            _at_least("top_supplier_share", lambda s: s.top_supplier_share, lambda t: t.top_supplier),
            _at_least("top_supplier_untrusted", _untrusted, lambda _: 1.0),
        ),
    ),
    _Rule("T3", Quadrant.THREAT, 1.5, (_trend(Sense.AT_MOST, -1),)),
    _Rule(
        "T4", Quadrant.THREAT, 0.5, (_at_least("stress_loss", lambda s: s.stress_loss, lambda t: t.stress),)
    ),
)
RULES = tuple(rule.code for rule in _RULES)
"""The rules in the order in which they are asked."""

_OPPOSITES = {"S1": ("T1",), "T1": ("S1",)}
"""Strong but dependent: both lines stay and point at each other."""


def peer_median(levels: Iterable[float | None]) -> float | None:
    """The median level of the other places; `None` below three that are known."""
    known = [level for level in levels if level is not None and _is_number(level)]
    return median(known) if len(known) >= FEWEST_PEERS else None


def evaluate(situation: Situation, thresholds: SwotThresholds | None = None) -> Evaluation:
    """Every rule on one segment of one subject, in the order of `RULES`."""
    limits = thresholds or SwotThresholds()
    confidence = situation.confidence
    is_low = not _is_part(confidence) or _compare(confidence, Sense.BELOW, limits.confidence) is True
    fired: list[tuple[_Rule, tuple[Reading, ...]]] = []
    skipped: list[NotEvaluated] = []
    for rule in _RULES:
        missing = tuple(c.name for c in rule.conditions if not _is_number(c.number(situation)))
        if missing:
            skipped.append(NotEvaluated(rule.code, situation.segment, tuple(dict.fromkeys(missing))))
            continue
        readings = tuple(
            Reading(c.name, c.number(situation) or 0.0, c.sense, c.limit(limits)) for c in rule.conditions
        )
        if all(_compare(reading.value, reading.sense, reading.threshold) for reading in readings):
            fired.append((rule, readings))
    codes = {rule.code for rule, _ in fired}
    hits = tuple(_hit(rule, readings, situation, is_low, codes) for rule, readings in fired)
    return Evaluation(hits, tuple(skipped), is_low)


def swot(situations: Sequence[Situation], thresholds: SwotThresholds | None = None) -> Swot:
    """The lines of one subject over its segments, the weightiest first and little evidence last."""
    found = [evaluate(situation, thresholds) for situation in situations]
    hits = [hit for evaluation in found for hit in evaluation.hits]
    return Swot(
        {quadrant: tuple(sorted(_of(hits, quadrant), key=_order)) for quadrant in Quadrant},
        tuple(one for evaluation in found for one in evaluation.not_evaluated),
    )


def _of(hits: Iterable[Hit], quadrant: Quadrant) -> list[Hit]:
    return [hit for hit in hits if hit.quadrant is quadrant]


def _order(hit: Hit) -> tuple[bool, bool, float, str, str]:
    return (hit.is_low_evidence, hit.priority is None, -(hit.priority or 0.0), hit.segment, hit.rule)


def _is_number(value: float | None) -> bool:
    return not is_missing(value) and fault_of([value]) is None


def _is_part(value: float | None) -> bool:
    return value is not None and -_TOLERANCE <= value <= 1 + _TOLERANCE


def _compare(value: float | None, sense: Sense, threshold: float) -> bool:
    """Within 1e-9 a number meets its threshold: differences of decimals rarely do so exactly."""
    if value is None:
        return False
    return {
        Sense.AT_LEAST: value >= threshold - _TOLERANCE,
        Sense.AT_MOST: value <= threshold + _TOLERANCE,
        Sense.ABOVE: value > threshold + _TOLERANCE,
        Sense.BELOW: value < threshold - _TOLERANCE,
    }[sense]


def _hit(
    rule: _Rule, readings: tuple[Reading, ...], situation: Situation, is_low: bool, fired: set[str]
) -> Hit:
    first = readings[0]
    beyond = min(1.0, abs(first.value - first.threshold) / rule.scale)
    weight, confidence = situation.weight, situation.confidence
    priority: float | None = None
    terms: tuple[Term, ...] = ()
    if confidence is not None and _is_part(confidence) and _is_number(weight) and weight >= 0:
        priority = weight * confidence * beyond
        terms = (
            Term("weight", weight, weight),
            Term("confidence", confidence, weight * (confidence - 1)),
            Term("beyond", beyond, weight * confidence * (beyond - 1)),
        )
    beside = tuple(code for code in _OPPOSITES.get(rule.code, ()) if code in fired)
    return Hit(
        rule.code,
        rule.quadrant,
        situation.segment,
        readings,
        situation.evidence,
        priority,
        is_low,
        beside,
        terms,
    )
