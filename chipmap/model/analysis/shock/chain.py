"""The supply of each segment as arrays, checked once: who supplies it, how much is spare, what it needs.

What is unknown stays unknown: the part of a segment that no known supplier holds is unaffected by any shock
and has nothing spare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chipmap.model.analysis.figures import Reason, fault_of

Numbers = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]
Shock = Mapping[str, Mapping[str, float]]
"""The part of its capacity (0–1) that each supplier loses, by segment."""

DEFAULT_SUBSTITUTION = 0.5
"""The part of a loss that can technically be re-sourced within the horizon: our default, to be judged."""

FULL_SHARE_LEAST, FULL_SHARE_MOST = 0.98, 1.02
"""Shares that add up to this much are rounded figures of a whole."""

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Supply:
    """One segment: shares of its world output by supplier (0–1), and how it reacts.

    `spare` is spare capacity as a part of the supplier's own output; `substitution` the part of a loss that
    can be re-sourced; `inputs` how critical each input segment is (1 essential, 0 not needed). `demand`
    (parts of world demand) and `mix` (a country's purchases by origin) matter by country alone; without them
    all countries want alike and buy at world shares.
    """

    segment: str
    shares: Mapping[str, float] = field(default_factory=dict)
    spare: Mapping[str, float] = field(default_factory=dict)
    substitution: float = DEFAULT_SUBSTITUTION
    inputs: Mapping[str, float] = field(default_factory=dict)
    demand: Mapping[str, float] = field(default_factory=dict)
    mix: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """What a shock takes from each segment at full strength; arrays have one entry a segment.

    `loss` is the part of output lost, `spare` what unhit capacity could add, `spare_hit` what the hit
    suppliers' own spare would have added. Both fade with the shock.
    """

    loss: Numbers
    spare: Numbers
    spare_hit: Numbers


@dataclass(frozen=True)
class SupplyChain:
    """Segments in alphabetical order, as arrays (segments × suppliers); build it with `of`."""

    segments: tuple[str, ...]
    suppliers: tuple[str, ...]
    shares: Numbers
    spare: Numbers
    substitution: Numbers
    inputs: tuple[tuple[tuple[int, float], ...], ...]
    supplies: tuple[Supply, ...]
    reasons: Mapping[str, Reason] = field(default_factory=dict)

    @classmethod
    def of(cls, supplies: Iterable[Supply], suppliers: Iterable[str] = ()) -> SupplyChain:
        """The arrays of these segments; shares of 98–102 % in all count as 100.

        A segment whose figures cannot be right keeps its place with a reason, and affects no other. Inputs
        that are no segment of the chain are left out.
        """
        listed = sorted(supplies, key=lambda one: one.segment)
        place = {one.segment: index for index, one in enumerate(listed)}
        reasons = {one.segment: reason for one in listed if (reason := _reason_of(one)) is not None}
        named = sorted(
            {name for one in listed for name in (*one.shares, *one.demand, *one.mix)} | set(suppliers)
        )
        column = {name: index for index, name in enumerate(named)}
        shares, spare = np.zeros((2, len(listed), len(named)))
        for row, one in enumerate(listed):
            if one.segment in reasons:
                continue
            whole = sum(one.shares.values())
            scale = 1.0 / whole if whole >= FULL_SHARE_LEAST - TOLERANCE else 1.0
            for name, share in one.shares.items():
                shares[row, column[name]] = share * scale
                spare[row, column[name]] = one.spare.get(name, 0.0)
        inputs = tuple(
            tuple(
                (place[name], critical)
                for name, critical in sorted(one.inputs.items())
                if name in place and critical > 0 and one.segment not in reasons
            )
            for one in listed
        )
        substitution = np.array([one.substitution for one in listed], dtype=float)
        return cls(tuple(place), tuple(named), shares, spare, substitution, inputs, tuple(listed), reasons)

    @property
    def coverage(self) -> Numbers:
        """The part of each segment's output whose suppliers are known."""
        covered: Numbers = self.shares.sum(axis=1)
        return covered

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {name: index for index, name in enumerate(self.segments)}

    @cached_property
    def _column(self) -> Mapping[str, int]:
        return {name: index for index, name in enumerate(self.suppliers)}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Every segment after its inputs; in a cycle one of them comes first all the same."""
        return self._walk[0]

    @cached_property
    def turned_back(self) -> frozenset[tuple[int, int]]:
        """The links (segment, input) that close a cycle: the input comes later in `order`."""
        return self._walk[1]

    @cached_property
    def _walk(self) -> tuple[tuple[int, ...], frozenset[tuple[int, int]]]:
        order: list[int] = []
        state = [0] * len(self.segments)
        back: set[tuple[int, int]] = set()
        for root in range(len(self.segments)):
            path = [(root, iter(self.inputs[root]))] if not state[root] else []
            if path:
                state[root] = 1
            while path:
                segment, rest = path[-1]
                step = next(rest, None)
                if step is None:
                    state[segment] = 2
                    order.append(segment)
                    path.pop()
                elif state[step[0]] == 1:
                    back.add((segment, step[0]))
                elif not state[step[0]]:
                    state[step[0]] = 1
                    path.append((step[0], iter(self.inputs[step[0]])))
        return tuple(order), frozenset(back)

    def lost_capacity(self, shock: Shock) -> tuple[Numbers, Mapping[str, Reason]]:
        """δ as an array (segments × suppliers), and the segments whose shock is no part of 0–1.

        Segments and suppliers that the chain does not know lose nothing here.
        """
        lost = np.zeros_like(self.shares)
        wrong: dict[str, Reason] = {}
        for segment, hits in shock.items():
            row = self._index.get(segment)
            if row is None:
                continue
            if not all(_is_part(part) for part in hits.values()):
                wrong[segment] = Reason.OUT_OF_RANGE
                continue
            for supplier, part in hits.items():
                if supplier in self._column:
                    lost[row, self._column[supplier]] = part
        return lost, wrong

    def hit(self, lost: Numbers) -> Hit:
        """What these losses of capacity take from each segment."""
        idle = self.spare * self.shares
        return Hit((self.shares * lost).sum(axis=1), idle.sum(axis=1), (idle * lost).sum(axis=1))

    def names(self, links: Iterable[tuple[int, int]]) -> Sequence[tuple[str, str]]:
        """Links (segment, input) by name, in order."""
        return sorted((self.segments[one], self.segments[other]) for one, other in links)


def _is_part(value: float) -> bool:
    return bool(np.isfinite(value)) and -TOLERANCE <= value <= 1 + TOLERANCE


def _reason_of(supply: Supply) -> Reason | None:
    figures = (*supply.shares.values(), *supply.spare.values())
    if fault := fault_of(figures, may_be_negative=False):
        return fault
    if any(isnan(figure) for figure in figures):
        return Reason.NOT_FINITE
    if sum(supply.shares.values()) > FULL_SHARE_MOST + TOLERANCE:
        return Reason.OVER_HUNDRED
    parts = (supply.substitution, *supply.inputs.values())
    return None if all(_is_part(part) for part in parts) else Reason.OUT_OF_RANGE
