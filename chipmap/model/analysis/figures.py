"""What every computed figure carries: its value or why there is none, and the terms that it is made of.

A figure that cannot be computed is `None` with a reason, never 0; the terms of one that can add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

_LARGEST = 1e100
"""Larger numbers overflow when they are squared."""

SMALLEST = 1e-100
"""Smaller numbers count as zero: their inverse overflows."""


class Reason(StrEnum):
    """Why a figure could not be computed; `chipmap.wording` has the sentences."""

    NOTHING_GIVEN = "nothing-given"
    ALL_MISSING = "all-missing"
    """Places are listed, but none of them has a number."""
    MISSING = "missing"
    """A number without which nothing can be said is missing."""
    NOT_FINITE = "not-finite"
    """Infinite, or too large to compute with."""
    NEGATIVE = "negative"
    NOT_POSITIVE = "not-positive"
    """A geometric or harmonic mean, or a total, needs numbers above zero."""
    OUT_OF_RANGE = "out-of-range"
    OVER_HUNDRED = "over-hundred"
    """Shares add to more than rounding explains."""
    UNEQUAL_LENGTHS = "unequal-lengths"
    CONSTANT = "constant"
    """Every number is the same, so that nothing distinguishes them."""
    NO_VARIATION = "no-variation"
    TOO_FEW = "too-few"
    """One number, one rater or one item, where the figure compares several."""
    TOO_MANY = "too-many"
    ZERO_WEIGHTS = "zero-weights"
    LOW_COVERAGE = "low-coverage"
    """Less than the asked part of the weight is known."""
    BAD_TARGET = "bad-target"
    """A target, reference or goalpost that the numbers already pass, or that leaves no distance."""
    NOT_RECIPROCAL = "not-reciprocal"
    INCONSISTENT = "inconsistent"
    CYCLE = "cycle"
    NOT_CONVERGENT = "not-convergent"
    """Effects that feed back on each other without ever dying out."""
    NO_NEED = "no-need"
    """Every need that is known is met, or none is above zero."""
    NO_TRADE = "no-trade"
    NO_EXPORTS = "no-exports"
    NO_FACTOR = "no-factor"
    """No published factor exists for this, and none is extrapolated."""
    NOT_BY_LOCATION = "not-by-location"
    """The shares do not say where something is made."""
    UNKNOWN_NAME = "unknown-name"
    REPEATED_NAME = "repeated-name"


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a figure: what it is, the number that entered, and what it adds to the total.

    `name` is a fixed code, such as "supplier"; `subject` says which, such as "TWN", where there are several.
    """

    name: str
    value: float | None
    contribution: float
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its terms, which add up to it, or `None` and the reason."""

    value: float | None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def fault_of(numbers: Iterable[float | None], *, may_be_negative: bool = True) -> Reason | None:
    """What forbids computing with these numbers; missing ones (`None`, NaN) are no fault."""
    for number in numbers:
        if number is None or isnan(number):
            continue
        if abs(number) > _LARGEST:
            return Reason.NOT_FINITE
        if number < 0 and not may_be_negative:
            return Reason.NEGATIVE
    return None


def is_missing(number: float | None) -> bool:
    return number is None or isnan(number)
