"""Events of a workspace: planned, replanned on the day, a meeting dragged, and the agenda handed out."""

from __future__ import annotations

from collections.abc import Iterator

from chipmap.model.dataset import Dataset
from chipmap.model.edits.events import set_gone
from chipmap.model.edits.meeting_moves import Layout, MeetingMove
from chipmap.model.edits.meetings import set_next_slot
from chipmap.model.exchange.agenda_workbook import agenda_workbook
from chipmap.model.match.agenda import agenda_of
from chipmap.model.match.event_planning import plan_event, replan_event
from chipmap.ui.print.agenda_cards import agenda_cards
from chipmap.wording.agendas import agenda_words
from tests.bench.measuring import median_cpu
from tests.bench.registry import Figure, benchmark
from tests.model.event_builders import EVENT, an_event, event_dataset, people, some_wishes


def planned(dataset: Dataset) -> Dataset:
    return dataset.with_changes(plan_event(dataset, EVENT).changes)


def on_the_day(dataset: Dataset, slot: int) -> Dataset:
    """Some slots were held, and three people did not come back."""
    held = dataset.with_changes(set_next_slot(dataset, EVENT, slot))
    return held.with_changes(set_gone(held, EVENT, ["p000", "p001", "p002"], slot))


@benchmark("event-agenda")
def measure_events() -> Iterator[Figure]:
    usual = event_dataset(
        *people(60, most=6), *some_wishes(150, 60), event=an_event(slots=10, tables=12, breaks=(4,))
    )
    plan = plan_event(usual, EVENT)
    yield Figure("plan 60 × 10, 150 wishes", median_cpu(lambda: plan_event(usual, EVENT)), "s", bar=1.0)
    yield Figure("short of the bound", 100 * (1 - (plan.standing.part_of_bound or 0)), "%", bar=5.0)
    absent = on_the_day(planned(usual), 5)
    again = replan_event(absent, EVENT)
    yield Figure(
        "replan after three no-shows, 60 × 10", median_cpu(lambda: replan_event(absent, EVENT)), "s", bar=1.0
    )
    yield Figure("short of the bound then", 100 * (1 - (again.standing.part_of_bound or 0)), "%", bar=5.0)


@benchmark("event-agenda-large")
def measure_large_events() -> Iterator[Figure]:
    large = event_dataset(
        *people(300, most=12), *some_wishes(3000, 300), event=an_event(slots=20, tables=60, breaks=(9,))
    )
    yield Figure("plan 300 × 20", median_cpu(lambda: plan_event(large, EVENT), repeat=5), "s", bar=1.0)
    made = planned(large)
    absent = on_the_day(made, 6)
    yield Figure(
        "replan 300 × 20 after three no-shows",
        median_cpu(lambda: replan_event(absent, EVENT), repeat=5),
        "s",
        bar=1.0,
    )
    layout = Layout(made, EVENT)
    pair = next(iter(layout.meetings))
    yield Figure(
        "what a dragged meeting would break",
        median_cpu(lambda: layout.conflicts([MeetingMove(pair, 12)])) * 1000.0,
        "ms",
        bar=16.0,
    )
    agenda = agenda_of(made, EVENT)
    words = agenda_words(str)
    yield Figure(
        "agenda as a workbook", median_cpu(lambda: agenda_workbook(agenda, words), repeat=3), "s", bar=3.0
    )
    yield Figure(
        "300 cards as a PDF", median_cpu(lambda: agenda_cards(agenda, words), repeat=3), "s", bar=3.0
    )
