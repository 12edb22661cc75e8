"""How few hold how much: Herfindahl-Hirschman index, concentration ratio, Shannon entropy, and their bounds.

Shares without a whole are never taken for a whole: what nobody is known to hold makes the index an interval.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp, log

from chipmap.model.analysis.figures import SMALLEST, Figure, Reason, Term, fault_of, is_missing

Shares = Mapping[str, float] | Sequence[float]
"""Sizes by supplier, or in a row; a supplier without a name is its position, from 1."""

FULL_LEAST, FULL_MOST = 98.0, 102.0
"""Per cents that add to this much are a whole, rounded (semantics.md)."""

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Diversity:
    """Shannon's entropy in nats, its evenness (0 to 1), and the number of equal suppliers as diverse."""

    entropy: float | None
    evenness: float | None = None
    effective_suppliers: float | None = None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class HhiBounds:
    """The index (0 to 1) between two bounds, where a part of the segment has no known holder.

    `low` splits that part over very many, `high` gives it to one. `explain` adds up to `low`,
    `explain_high` to `high`. The midpoint is for a colour alone; what is shown is the interval.
    """

    low: float | None
    high: float | None
    unknown_share: float | None = None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()
    explain_high: tuple[Term, ...] = ()

    @property
    def midpoint(self) -> float | None:
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether the known shares are a whole."""
        return self.low is not None and self.high is not None and self.high - self.low <= _TOLERANCE


def parts_of(shares: Shares) -> dict[str, float] | Reason:
    """The part (0 to 1) of each supplier that holds anything; the sizes given are the whole."""
    named = shares if isinstance(shares, Mapping) else {str(i + 1): size for i, size in enumerate(shares)}
    if not named:
        return Reason.NOTHING_GIVEN
    if any(map(is_missing, named.values())):
        return Reason.MISSING
    fault = fault_of(named.values(), may_be_negative=False)
    if fault is not None:
        return fault
    total = sum(named.values())
    if total <= SMALLEST:
        return Reason.NOT_POSITIVE
    return {name: size / total for name, size in named.items() if size / total > SMALLEST}


def hhi(shares: Shares) -> Figure:
    """Σp² over the suppliers' parts: 1/n for n equal ones, 1 for a single one (Herfindahl 1950).

    The sizes may have any unit and are the whole; zeros are no suppliers. Points are the value times 10,000.
    A missing size, negative sizes and sizes of zero alone give a reason; for incomplete shares see
    `hhi_bounds`.
    """
    parts = parts_of(shares)
    if isinstance(parts, Reason):
        return Figure(None, parts)
    terms = tuple(Term("supplier", part, part * part, name) for name, part in parts.items())
    return Figure(sum(term.contribution for term in terms), explain=terms)


def hhi_points(value: float | None) -> float | None:
    """An index of 0 to 1 in the points of merger guidelines, 0 to 10,000."""
    return None if value is None else value * 10_000


def hhi_normalised(shares: Shares) -> Figure:
    """(HHI − 1/n)/(1 − 1/n): 0 for equal suppliers whatever their number; one supplier gives a reason."""
    parts = parts_of(shares)
    found = hhi(shares)
    if isinstance(parts, Reason) or found.value is None:
        return Figure(None, found.reason)
    n = len(parts)
    if n < 2:
        return Figure(None, Reason.TOO_FEW)
    scale = 1.0 - 1.0 / n
    terms = tuple(
        replace(term, contribution=(term.contribution - 1.0 / n**2) / scale) for term in found.explain
    )
    return Figure((found.value - 1.0 / n) / scale, explain=terms)


def effective_suppliers(shares: Shares) -> Figure:
    """1/HHI: how many equal suppliers would be as concentrated."""
    found = hhi(shares)
    if found.value is None:
        return found
    value = 1.0 / found.value
    terms = tuple(
        replace(term, contribution=value * term.contribution / found.value) for term in found.explain
    )
    return Figure(value, explain=terms)


def concentration_ratio(shares: Shares, k: int = 3) -> Figure:
    """The part (0 to 1) that the k largest suppliers hold together."""
    parts = parts_of(shares)
    if isinstance(parts, Reason):
        return Figure(None, parts)
    if k < 1:
        return Figure(None, Reason.TOO_FEW)
    largest = sorted(parts.items(), key=lambda item: (-item[1], item[0]))[:k]
    terms = tuple(Term("supplier", part, part, name) for name, part in largest)
    return Figure(sum(term.contribution for term in terms), explain=terms)


def shannon(shares: Shares) -> Diversity:
    """H = −Σp ln p, its evenness H/ln n, and e^H (Shannon 1948); one supplier has no evenness."""
    parts = parts_of(shares)
    if isinstance(parts, Reason):
        return Diversity(None, reason=parts)
    terms = tuple(Term("supplier", part, -part * log(part), name) for name, part in parts.items())
    entropy = sum(term.contribution for term in terms)
    evenness = entropy / log(len(parts)) if len(parts) > 1 else None
    return Diversity(entropy, evenness, exp(entropy), explain=terms)


def hhi_bounds(percents: Shares, lower_bounds: Collection[str] = ()) -> HhiBounds:
    """The index between bounds, from per cents of the whole that may leave a part unknown.

    98–102 % in all is a whole; more is an error of the figures. Rows of "others" and of statistical regions
    belong to the unknown part and are not to be given. `lower_bounds` names suppliers that hold at least
    their share: the upper bound then gives the unknown part to the largest of them.
    """
    parts = parts_of(percents)
    if isinstance(parts, Reason):
        return HhiBounds(None, None, reason=parts)
    whole = sum(percents.values() if isinstance(percents, Mapping) else percents)
    if whole > FULL_MOST + _TOLERANCE:
        return HhiBounds(None, None, reason=Reason.OVER_HUNDRED)
    is_whole = whole >= FULL_LEAST - _TOLERANCE
    known = parts if is_whole else {name: part * whole / 100 for name, part in parts.items()}
    unknown = 0.0 if is_whole else 1.0 - whole / 100
    low = tuple(Term("supplier", part, part * part, name) for name, part in known.items())
    growing = max((name for name in known if name in lower_bounds), key=lambda one: known[one], default=None)
    if growing is None:
        high = (*low, Term("unknown", unknown, unknown * unknown)) if unknown else low
    else:
        taken = known[growing] + unknown
        grown = Term("supplier", taken, taken * taken, growing)
        high = tuple(grown if term.subject == growing else term for term in low)
    return HhiBounds(
        sum(term.contribution for term in low),
        sum(term.contribution for term in high),
        unknown,
        explain=low,
        explain_high=high,
    )


class Band(StrEnum):
    """Published thresholds; the first three are antitrust bands for firms, the last is for countries."""

    US_2023 = "us2023"
    """US Merger Guidelines 2023."""
    US_2010 = "us2010"
    """US Horizontal Merger Guidelines 2010."""
    EU_2004 = "eu2004"
    """EU guidelines on horizontal mergers 2004 (from memory), without their conditions on the change."""
    EC_DEPENDENCY = "ec-dependency"
    """European Commission, SWD(2021) 352: dependence on few countries."""


class Tier(StrEnum):
    """How concentrated, by a band."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


BANDS: Mapping[Band, tuple[float, float]] = {
    Band.US_2023: (0.10, 0.18),
    Band.US_2010: (0.15, 0.25),
    Band.EU_2004: (0.10, 0.20),
    Band.EC_DEPENDENCY: (0.40, 0.40),
}
"""Above the first number moderate, above the second high; a threshold that is met exactly is not passed."""


def tier_of(value: float | None, band: Band = Band.US_2023) -> Tier | None:
    """The tier of an index of 0 to 1; of an interval ask both ends. `None` where it is unknown."""
    if value is None or is_missing(value):
        return None
    moderate, high = BANDS[band]
    if value > high + _TOLERANCE:
        return Tier.HIGH
    return Tier.MODERATE if value > moderate + _TOLERANCE else Tier.LOW
