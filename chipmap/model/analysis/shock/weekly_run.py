"""What a run of the weekly model leaves behind, and which segments a hit can reach at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.analysis.shock.chain import Hit, Numbers, SupplyChain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class WeeklyRun:
    """Output (weeks × segments × draws), what bound it, and the links that see last week's output."""

    output: Numbers
    bound: NDArray[np.int64] | None
    delayed: Sequence[tuple[str, str]] = ()


def reached_rows(chain: SupplyChain, hit: Hit) -> frozenset[int]:
    """The rows of the segments that are hit in any draw, and of all that they feed; the rest stays normal."""
    fed: dict[int, list[int]] = {}
    for row, inputs in enumerate(chain.inputs):
        for one, _critical in inputs:
            fed.setdefault(one, []).append(row)
    waiting = [row for row, lost in enumerate(hit.loss) if (lost > 0).any()]
    found = set(waiting)
    while waiting:
        for row in fed.get(waiting.pop(), ()):
            if row not in found:
                found.add(row)
                waiting.append(row)
    return frozenset(found)
