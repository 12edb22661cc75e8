"""Timetables of matchmaking events."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from chipmap.model.match.meetings import Event, Wish, choose_meetings, greedy_choice
from chipmap.model.match.timetable import arrange
from tests.reference.adaptors import adaptor, number
from tests.reference.cases_on_disk import Case


def event_of(inputs: Mapping[str, Any], wishes: Iterable[Wish]) -> Event:
    people, slots = inputs["participants"], inputs["slots"]
    most = inputs["max_meetings"]
    return Event(
        tuple(wishes),
        np.array(inputs.get("available", np.ones((people, slots))), dtype=bool),
        (inputs["tables"],) * slots,
        tuple(most) if isinstance(most, list) else (most,) * people,
    )


def listed_event(inputs: Mapping[str, Any]) -> Event:
    pairs = zip(inputs["edges"], number(inputs["weights"]), strict=True)
    return event_of(inputs, (Wish(*sorted(pair), weight) for pair, weight in pairs))


@adaptor("c19")
def tiny(case: Case) -> Any:
    event = listed_event(case.inputs)
    guarantees = {name: int(re.findall(r"\d+", name)[0]) for name in case.expected}
    return {name: arrange(event, guarantee=each).weight for name, each in guarantees.items()}


@adaptor("c20")
def full_size(case: Case) -> Any:
    with case.beside(case.inputs["edges_file"]).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    event = event_of(case.inputs, (Wish(int(row["i"]), int(row["j"]), float(row["weight"])) for row in rows))
    start = time.process_time()
    reached = arrange(event, guarantee=0).weight
    spent = time.process_time() - start
    return {
        "optimal_total_weight": choose_meetings(event, guarantee=0).bound,
        "greedy_total_weight": sum(wish.weight for wish in greedy_choice(event)),
        # What is expected here is a floor and a ceiling: better is as good.
        "must_reach_at_least": min(reached, case.expected["must_reach_at_least"]),
        "time_limit_seconds": max(spent, case.expected["time_limit_seconds"]),
    }


@adaptor("c31")
def fair(case: Case) -> Any:
    event = listed_event(case.inputs)
    just = arrange(event, guarantee=case.inputs["guarantee_each"])
    return {
        "max_weight_without_fairness": arrange(event, guarantee=0).weight,
        "min_total_shortfall": just.missed,
        "max_weight_with_fairness": just.weight,
    }
