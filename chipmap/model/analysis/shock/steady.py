"""The static model: what a lasting shock leaves of each segment's world output.

L = Σ share · capacity lost; U = min(substitution · L, spare of the others); own capacity a = 1 − L + U;
output y = min(a, min over inputs of 1 − κ(1 − y_input)); in cycles the greatest solution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.shock.chain import TOLERANCE, Numbers, Shock, SupplyChain

OWN = "own"
"""The limiting cause of a segment that nothing but its own capacity limits."""

_SETTLED = 1e-12
_MOST_SWEEPS = 10_000


@dataclass(frozen=True)
class SteadyResult:
    """One segment after a lasting shock, in parts of its normal output.

    `limiting` is `own` or the input that binds; with a `reason` the segment has no result (all None).
    `unknown_inputs` are inputs without a result: their effect is left out, so the loss may be larger.
    """

    segment: str
    direct_loss: float | None
    substituted: float | None
    own_capacity: float | None
    output: float | None
    limiting: str
    coverage: float
    explain: tuple[Term, ...] = ()
    unknown_inputs: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def loss(self) -> float | None:
        """The part of normal output that is lost."""
        return None if self.output is None else 1.0 - self.output


def static(chain: SupplyChain, shock: Shock) -> dict[str, SteadyResult]:
    """Every segment of the chain after the shock, by name."""
    lost, wrong = chain.lost_capacity(shock)
    reasons = {**chain.reasons, **wrong}
    hit = chain.hit(lost)
    substituted = np.minimum(chain.substitution * hit.loss, hit.spare - hit.spare_hit)
    capacity = 1.0 - hit.loss + substituted
    capacity[[segment in reasons for segment in chain.segments]] = 1.0
    output = settle(chain, capacity)
    results = {}
    for row, segment in enumerate(chain.segments):
        unknown = tuple(
            chain.segments[one] for one, _critical in chain.inputs[row] if chain.segments[one] in reasons
        )
        covered = float(chain.coverage[row])
        if segment in reasons:
            results[segment] = SteadyResult(
                segment, None, None, None, None, OWN, covered, reason=reasons[segment]
            )
            continue
        limiting = limiting_input(chain, row, float(capacity[row]), output)
        explain: tuple[Term, ...] = (
            Term("direct-loss", float(hit.loss[row]), float(hit.loss[row])),
            Term("substituted", float(substituted[row]), -float(substituted[row])),
        )
        if limiting is not None:
            one, critical = limiting
            missing = 1.0 - float(output[one])
            explain = (Term("input-loss", missing, critical * missing, chain.segments[one]),)
        results[segment] = SteadyResult(
            segment,
            float(hit.loss[row]),
            float(substituted[row]),
            float(capacity[row]),
            float(output[row]),
            OWN if limiting is None else chain.segments[limiting[0]],
            covered,
            explain,
            unknown,
        )
    return results


def settle(chain: SupplyChain, capacity: Numbers) -> Numbers:
    """The greatest output that no segment's own capacity and no input forbids.

    `capacity` has one row a segment, and any number of draws as further dimension.
    """
    output = capacity.copy()
    for _sweep in range(_MOST_SWEEPS):
        largest_fall = 0.0
        for row in chain.order:
            allowed = output[row]
            for one, critical in chain.inputs[row]:
                allowed = np.minimum(allowed, 1.0 - critical * (1.0 - output[one]))
            if chain.turned_back:
                largest_fall = max(largest_fall, float(np.max(output[row] - allowed, initial=0.0)))
            output[row] = allowed
        if largest_fall <= _SETTLED:
            break
    return output


def limiting_input(
    chain: SupplyChain, row: int, capacity: float, output: Numbers
) -> tuple[int, float] | None:
    """The input that binds a segment, with its criticality; None where its own capacity does."""
    least, found = capacity, None
    for one, critical in chain.inputs[row]:
        allowed = 1.0 - critical * (1.0 - float(output[one]))
        if allowed < least - TOLERANCE:
            least, found = allowed, (one, critical)
    return found


def settled_output(
    capacity: Mapping[str, float], criticality: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Output of segments of known own capacity that need each other, cycles included.

    `criticality[segment][input]` says how much of the input's loss the segment feels.
    """
    from chipmap.model.analysis.shock.chain import Supply

    chain = SupplyChain.of(Supply(name, inputs=criticality.get(name, {})) for name in capacity)
    output = settle(chain, np.array([capacity[name] for name in chain.segments], dtype=float))
    return dict(zip(chain.segments, output.tolist(), strict=True))


def cause_chain(results: Mapping[str, SteadyResult], segment: str) -> tuple[str, ...]:
    """From a segment back to where its loss begins: the segment, the input that binds it, and so on."""
    path = [segment]
    while (limiting := results[path[-1]].limiting) != OWN and limiting not in path:
        path.append(limiting)
    return tuple(path)
