"""The Agenda page with 300 people, 20 slots and 60 tables: the longest turn of the window by what is done."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from chipmap.model.edits.events import put_event, put_participants, put_wishes
from chipmap.model.host.settings import AppSettings
from chipmap.model.match.event_planning import plan_event
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.main_window import MainWindow
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_page import PARTICIPANTS, TIMETABLE, AgendaPage
from chipmap.ui.preferences import Preferences
from tests.bench.registry import Figure, benchmark
from tests.model.event_builders import EVENT, an_event, people, some_wishes

_TIMES = 9
_BAR = 50.0


@contextmanager
def a_large_agenda() -> Iterator[tuple[MainWindow, AgendaPage]]:
    """The window on the page of a planned event."""
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    dataset = starter_dataset(title="Bench")
    dataset = dataset.with_changes(put_event(dataset, an_event(slots=20, tables=60, breaks=(9,))))
    dataset = dataset.with_changes(put_participants(dataset, people(300, most=12)))
    dataset = dataset.with_changes(put_wishes(dataset, some_wishes(3000, 300)))
    dataset = dataset.with_changes(plan_event(dataset, EVENT).changes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agenda.chipmap"
        create_workspace(path, dataset).close()
        window = MainWindow(preferences)
        window.resize(1600, 1000)
        window.show()
        window.documents.open(path)
        assert window.view is not None
        _built = window.view.panel
        window.view.selection.choose(page="agenda", event=EVENT)
        page = window.view.page("agenda")
        assert isinstance(page, AgendaPage)
        yield window, page
        # A workspace with edits would ask what is to become of them.
        window.documents.save()
        window.documents.close()
        window.close()


def longest_turn(page: AgendaPage, act: Callable[[], object]) -> float:
    """The longest time in ms that the window's own thread was busy at once, until all is worked out."""
    started = time.thread_time()
    act()
    longest = time.thread_time() - started
    while True:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        if not page.timetable.is_busy:
            return longest * 1000.0
        time.sleep(0.001)


def measured(page: AgendaPage, what: str, act: Callable[[], object]) -> Figure:
    """The median of several times, the first left out: it makes what is kept afterwards."""
    turns = [longest_turn(page, act) for _time in range(_TIMES)]
    return Figure(f"{what}, longest turn", statistics.median(turns[1:]), "ms", bar=_BAR)


@benchmark("timetable-page")
def measure_timetable() -> Iterator[Figure]:
    with a_large_agenda() as (window, page):
        bridge = window.documents.bridge
        assert bridge is not None
        page.show_part(TIMETABLE)
        longest_turn(page, lambda: None)
        section, steps = page.timetable, count()
        grid, cells = section.grid, sorted(section.model.board.meetings)
        person = section.model.board.meetings[cells[0]].one.key
        yield measured(page, "show again", page.refresh)
        yield measured(page, "highlight", lambda: section.highlight("" if next(steps) % 2 else person))
        bar = grid.horizontalScrollBar()
        yield measured(page, "scroll", lambda: bar.setValue(bar.value() + 120))
        grid.go_to(cells[0])
        grid.pick_up()
        yield measured(page, "carry a meeting on", lambda: grid.go_to((next(steps) % 8, 2)))
        grid.leave()
        pair = section.model.board.meetings[cells[0]].pair
        yield measured(
            page, "pin", lambda: operations.turn_pin(bridge, EVENT, pair, is_pinned=next(steps) % 2 == 0)
        )
        page.show_part(PARTICIPANTS)
        yield measured(page, "turn a dot", lambda: operations.turn_slot(bridge, EVENT, person, 12))
