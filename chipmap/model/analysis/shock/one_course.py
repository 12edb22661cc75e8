"""The weekly model for one course of events, in plain numbers: what a person waits for while moving a slider.

It computes what `weeks.run_weeks` computes for one draw, to the last digit; arrays of one number each would
take ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from chipmap.model.analysis.shock.chain import TOLERANCE, Hit, Numbers, SupplyChain
from chipmap.model.analysis.shock.weekly_run import WeeklyRun, reached_rows


def run_one_course(
    chain: SupplyChain,
    hit: Hit,
    substitution: Numbers,
    strength: Numbers,
    stocks: Mapping[tuple[int, int], Numbers],
) -> WeeklyRun:
    """The weekly equations for a hit of one draw; keeps what bound each segment in each week."""
    weeks, count = len(strength), len(chain.segments)
    reached = reached_rows(chain, hit)
    rows = [
        (row, [(one, critical) for one, critical in chain.inputs[row] if one in reached])
        for row in chain.order
        if row in reached
    ]
    loss, spare, spare_hit = (part.ravel().tolist() for part in (hit.loss, hit.spare, hit.spare_hit))
    moved = substitution.ravel().tolist()
    full = {link: float(stock[0]) for link, stock in stocks.items()}
    held = dict(full)
    output, bound = np.ones((weeks, count, 1)), np.full((weeks, count), -1)
    before, now = [1.0] * count, [1.0] * count
    for week, faded in enumerate(strength.ravel().tolist()):
        for row, inputs in rows:
            lost = loss[row] * faded
            allowed = 1.0 - lost + min(moved[row] * lost, spare[row] - spare_hit[row] * faded)
            supplied = []
            for one, critical in inputs:
                link = (row, one)
                at_hand = (before[one] if link in chain.turned_back else now[one]) + held[link]
                supplied.append((link, at_hand))
                by_input = 1.0 - critical * (1.0 - min(1.0, at_hand))
                if by_input < allowed - TOLERANCE:
                    bound[week, row] = one
                allowed = min(allowed, by_input)
            now[row] = allowed
            for link, at_hand in supplied:
                held[link] = min(full[link], at_hand - min(allowed, at_hand))
        output[week, :, 0] = now
        before = now.copy()
    return WeeklyRun(output, bound, chain.names(chain.turned_back))
