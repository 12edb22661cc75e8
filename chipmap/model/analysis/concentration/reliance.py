"""How much of a segment's output rests on foreign inputs, looked through all stages.

What is unknown makes an interval: an unknown domestic share may mean nothing foreign or everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chipmap.model.analysis.figures import Reason, Term, fault_of, is_missing

_TOLERANCE = 1e-9
Inputs = Mapping[str, Mapping[str, float]]
"""By segment, the part of its inputs that each input segment is; together at most 1."""


@dataclass(frozen=True, slots=True)
class Reliance:
    """Foreign input reliance of one segment, 0 to 1: `value` looked through, `direct` at this stage alone.

    `low` and `high` bound the value where domestic shares upstream are unknown. `explain` is the direct part
    and what each input adds.
    """

    value: float | None
    direct: float | None = None
    low: float | None = None
    high: float | None = None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def foreign_input_reliance(domestic_share: Mapping[str, float | None], inputs: Inputs) -> dict[str, Reliance]:
    """R_k = (1 − d_k) + d_k Σ_j a_jk R_j for every segment; segments may need each other.

    `domestic_share` d is the part (0 to 1) of a segment that the place makes for itself; a is `inputs`. Our
    definition, after Baldwin & Freeman's foreign input reliance. Parts outside 0–1, and inputs of more than
    1 together, give a reason for the segment, which is then unknown to those that need it.
    """
    names = sorted({*domestic_share, *inputs, *(name for row in inputs.values() for name in row)})
    reasons = {name: _fault(domestic_share.get(name), inputs.get(name, {})) for name in names}
    known = [name for name in names if reasons[name] is None]
    low, high = (_solve(names, known, domestic_share, inputs, unknown) for unknown in (0.0, 1.0))
    if low is None or high is None:
        return {name: Reliance(None, reason=reasons[name] or Reason.CYCLE) for name in names}
    return {
        name: Reliance(None, reason=reasons[name])
        if reasons[name] is not None
        else _reliance(name, domestic_share[name] or 0.0, inputs.get(name, {}), low, high)
        for name in names
    }


def _fault(domestic: float | None, inputs: Mapping[str, float]) -> Reason | None:
    if domestic is None or is_missing(domestic) or any(map(is_missing, inputs.values())):
        return Reason.MISSING
    fault = fault_of([domestic, *inputs.values()], may_be_negative=False)
    if fault is not None:
        return fault
    if domestic > 1 + _TOLERANCE:
        return Reason.OUT_OF_RANGE
    return Reason.OVER_HUNDRED if sum(inputs.values()) > 1 + _TOLERANCE else None


def _solve(
    names: list[str],
    known: list[str],
    domestic: Mapping[str, float | None],
    inputs: Inputs,
    unknown: float,
) -> dict[str, float] | None:
    """All reliances, those without a domestic share taken as `unknown`; `None` where loops leave it open."""
    place = {name: row for row, name in enumerate(names)}
    matrix, right = np.eye(len(names)), np.full(len(names), unknown)
    for name in known:
        share = domestic[name] or 0.0
        right[place[name]] = 1.0 - share
        for one, part in inputs.get(name, {}).items():
            matrix[place[name], place[one]] -= share * part
    try:
        solved = np.linalg.solve(matrix, right) if names else right
    except np.linalg.LinAlgError:
        return None
    if not (np.isfinite(solved).all() and (np.abs(solved - 0.5) <= 0.5 + 1e-6).all()):
        return None
    return dict(zip(names, solved.tolist(), strict=True))


def _reliance(
    name: str,
    domestic: float,
    inputs: Mapping[str, float],
    low: Mapping[str, float],
    high: Mapping[str, float],
) -> Reliance:
    direct = 1.0 - domestic
    if high[name] - low[name] > _TOLERANCE:
        return Reliance(None, direct, low[name], high[name], Reason.LOW_COVERAGE)
    through = tuple(
        Term("input", low[one], domestic * part * low[one], one) for one, part in sorted(inputs.items())
    )
    return Reliance(
        low[name], direct, low[name], high[name], explain=(Term("direct", direct, direct), *through)
    )
