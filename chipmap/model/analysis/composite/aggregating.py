"""Several comparable numbers become one: means that differ in how far a strength makes up for a weakness.

The arithmetic mean lets it, the geometric hardly, the harmonic least; harmonic ≤ geometric ≤ arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chipmap.model.analysis.composite.normalising import Numbers
from chipmap.model.analysis.figures import SMALLEST, Figure, Reason, Term, fault_of, is_missing


class Aggregation(StrEnum):
    """The mean that is taken. The geometric and the harmonic one need numbers above zero."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"


Part = tuple[Numbers | float, Numbers, NDArray[np.bool_] | None]
"""The weight, the numbers and where they are known (`None`: everywhere) of one child of a node."""


def weighted_mean(parts: Iterable[Part], method: Aggregation) -> Numbers:
    """The mean over the known parts, elementwise; NaN where a number forbids it and where no part is known.

    Parts are taken one by one, so that a caller may make each only when it is asked for.
    """
    total: Any = 0.0
    weights: Any = 0.0
    for weight, numbers, known in parts:
        if known is None:
            counted, values = weight, numbers
        else:
            counted, values = weight * known, np.where(known, numbers, 1.0)
        if method is not Aggregation.ARITHMETIC:
            values = np.where(values > SMALLEST, values, np.nan)
        if method is Aggregation.GEOMETRIC:
            values = np.log(values)
        elif method is Aggregation.HARMONIC:
            values = 1.0 / values
        total = total + counted * values
        weights = weights + counted
    has_weight = np.asarray(weights) > SMALLEST
    mean = total / np.where(has_weight, weights, 1.0)
    if method is Aggregation.GEOMETRIC:
        mean = np.exp(mean)
    elif method is Aggregation.HARMONIC:
        mean = 1.0 / np.where(has_weight, mean, 1.0)
    return np.asarray(np.where(has_weight, mean, np.nan))


def aggregate(
    x: Sequence[float | None],
    w: Sequence[float] | None = None,
    method: Aggregation = Aggregation.ARITHMETIC,
    *,
    names: Sequence[str] = (),
) -> Figure:
    """One number from several: Σwx/Σw, exp(Σw ln x/Σw) or Σw/Σ(w/x); missing ones are left out.

    Equal weights unless given. Before the geometric and harmonic mean numbers are brought to 1–100, and the
    result depends on that floor; zero and below give a reason, as do negative weights and weights of zero.
    """
    weights = [1.0] * len(x) if w is None else list(w)
    labels = names or [str(position + 1) for position in range(len(x))]
    reason = _fault(x, weights, labels)
    if reason is not None:
        return Figure(None, reason)
    known = [
        (name, number, weight)
        for name, number, weight in zip(labels, x, weights, strict=True)
        if number is not None and not is_missing(number) and weight > 0
    ]
    if not known:
        return Figure(None, Reason.ZERO_WEIGHTS if not all(map(is_missing, x)) else Reason.ALL_MISSING)
    if method is not Aggregation.ARITHMETIC and any(number <= SMALLEST for _, number, _ in known):
        return Figure(None, Reason.NOT_POSITIVE)
    top = max(weight for _, _, weight in known)
    known = [(name, number, weight / top) for name, number, weight in known]
    parts = ((weight, np.array([number], dtype=float), None) for _, number, weight in known)
    value = float(weighted_mean(parts, method)[0])
    return Figure(value, explain=terms_of(known, value, method))


def _fault(x: Sequence[float | None], w: Sequence[float], names: Sequence[str]) -> Reason | None:
    if not len(x):
        return Reason.NOTHING_GIVEN
    if len(w) != len(x) or len(names) != len(x):
        return Reason.UNEQUAL_LENGTHS
    if any(map(is_missing, w)):
        return Reason.MISSING
    return fault_of(x) or fault_of(w, may_be_negative=False)


def terms_of(
    known: Sequence[tuple[str, float, float]], value: float, method: Aggregation
) -> tuple[Term, ...]:
    """What each (name, number, weight) adds to a mean of this value.

    The parts of a geometric mean are those of the logarithmic mean (Ang 2005): (G − 1)/ln G times the
    weighted logarithm, on a base of 1. Those of a harmonic mean H are the weights' parts of H.
    """
    total = sum(weight for _, _, weight in known)
    if method is Aggregation.ARITHMETIC:
        return tuple(Term("part", x, weight * x / total, name) for name, x, weight in known)
    if method is Aggregation.HARMONIC:
        return tuple(Term("part", x, weight / total * value, name) for name, x, weight in known)
    middle = sum(weight * log(x) for _, x, weight in known) / total
    slope = (exp(middle) - 1.0) / middle if abs(middle) > 1e-12 else 1.0
    parts = tuple(Term("part", x, slope * weight * log(x) / total, name) for name, x, weight in known)
    return (Term("base", 1.0, 1.0), *parts)
