"""Shocks with bands, complexity and timetables at the size of the real thing, each with its peak memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from chipmap.model.analysis.shock import Course, Supply, SupplyChain, monte_carlo
from chipmap.model.match.complexity import complexity, held_by_advantage, rca
from chipmap.model.match.meetings import Event, Wish
from chipmap.model.match.timetable import arrange, replan
from tests.bench.measuring import median_cpu, peak_memory_mb
from tests.bench.registry import Figure, benchmark

SEGMENTS, COUNTRIES = 100, 60


def a_chain() -> tuple[SupplyChain, dict[str, dict[str, float]]]:
    """A hundred segments, each fed by three earlier ones, and a shock that hits two countries in all."""
    random = np.random.default_rng(1)
    places = [f"c{number:02}" for number in range(COUNTRIES)]
    supplies = []
    for number in range(SEGMENTS):
        shares = random.dirichlet(np.ones(COUNTRIES)).tolist()
        before = random.choice(number, min(number, 3), replace=False) if number else []
        supplies.append(
            Supply(
                f"s{number:03}",
                dict(zip(places, shares, strict=True)),
                dict.fromkeys(places, 0.1),
                inputs={f"s{one:03}": float(random.choice([0.2, 0.5, 1.0])) for one in before},
            )
        )
    shock = {supply.segment: {"c03": 1.0, "c07": 0.5} for supply in supplies}
    return SupplyChain.of(supplies), shock


@benchmark("shock")
def measure_shocks() -> Iterator[Figure]:
    chain, shock = a_chain()
    yield Figure("static shock, 10,000 draws", median_cpu(lambda: monte_carlo(chain, shock)), "s", bar=0.2)
    yield Figure(
        "shock by country, 10,000 draws",
        median_cpu(lambda: monte_carlo(chain, shock, is_by_country=True), repeat=3),
        "s",
        bar=6.0,
    )
    own = SupplyChain.of(replace(one, mix=dict.fromkeys(one.shares, one.shares)) for one in chain.supplies)
    yield Figure(
        "the same where each country states its own purchases",
        median_cpu(lambda: monte_carlo(own, shock, is_by_country=True), repeat=3),
        "s",
        bar=6.0,
    )
    yield Figure(
        "52 weeks, 10,000 draws",
        median_cpu(lambda: monte_carlo(chain, shock, course=Course(8, 4)), repeat=3),
        "s",
    )
    yield Figure("peak memory of shocks", peak_memory_mb(), "MB", bar=400)


@benchmark("complexity")
def measure_complexity() -> Iterator[Figure]:
    values = np.random.default_rng(2).pareto(1.0, (250, 1000))
    held = held_by_advantage(rca(values))
    yield Figure("ECI of 250 × 1,000", median_cpu(lambda: complexity(held)), "s", bar=0.5)
    yield Figure("peak memory of complexity", peak_memory_mb(), "MB", bar=400)


def an_event(people: int, slots: int, tables: int, pairs: int, most: int) -> Event:
    random = np.random.default_rng(3)
    chosen: set[tuple[int, int]] = set()
    while len(chosen) < pairs:
        one, other = sorted(random.choice(people, 2, replace=False).tolist())
        chosen.add((one, other))
    return Event(
        tuple(Wish(*pair, float(random.random())) for pair in sorted(chosen)),
        random.random((people, slots)) >= 0.1,
        (tables,) * slots,
        (most,) * people,
    )


@benchmark("agenda")
def measure_agendas() -> Iterator[Figure]:
    large, small = an_event(300, 20, 60, 9000, 12), an_event(60, 10, 12, 150, 6)
    yield Figure("agenda of 300 × 20, fair", median_cpu(lambda: arrange(large), repeat=5), "s", bar=1.0)
    found = arrange(large)
    missing = 100 * (1 - (found.part_of_bound or 0))
    yield Figure("short of the bound, 300 × 20", missing, "%", bar=1.0)
    yield Figure(
        "replanned after three no-shows, 300 × 20",
        median_cpu(lambda: replan(found, large, next_slot=5, absent=[0, 1, 2]), repeat=5),
        "s",
        bar=1.0,
    )
    yield Figure("agenda of 60 × 10, fair", median_cpu(lambda: arrange(small)), "s", bar=0.15)
    yield Figure("short of the bound, 60 × 10", 100 * (1 - (arrange(small).part_of_bound or 0)), "%", bar=5.0)
    yield Figure("peak memory of agendas", peak_memory_mb(), "MB", bar=400)
