"""Weights that total 100: when one is moved, the others share out what is left.

Weights are whole numbers; the rule keeps the proportions of the others, so that no move can break the total.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

TOTAL = 100

K = TypeVar("K", bound=Hashable)


def moved_weight(weights: Mapping[K, float], moved: K, value: float) -> dict[K, int]:
    """The weights after one of them was set to `value` (0–100), whole and adding to 100.

    The others keep their proportions; where they are all zero they share alike.
    """
    others = {key: max(0.0, weight) for key, weight in weights.items() if key != moved}
    first = min(TOTAL, max(0, round(value))) if others else TOTAL
    return {key: first if key == moved else part for key, part in _in_order(weights, others, TOTAL - first)}


def whole_parts(parts: Mapping[K, float], total: int) -> dict[K, int]:
    """Parts as whole numbers that add to `total`: rounded down, then up where the largest rest was lost.

    Where all parts are zero they are taken as equal; ties go to the first.
    """
    if not parts:
        return {}
    whole = sum(parts.values())
    exact = {key: total * (part / whole if whole > 0 else 1 / len(parts)) for key, part in parts.items()}
    found = {key: int(part) for key, part in exact.items()}
    by_rest = sorted(exact, key=lambda key: found[key] - exact[key])
    for key in by_rest[: total - sum(found.values())]:
        found[key] += 1
    return found


def _in_order(weights: Mapping[K, float], others: Mapping[K, float], left: int) -> list[tuple[K, int]]:
    parts = whole_parts(others, left)
    return [(key, parts.get(key, 0)) for key in weights]
