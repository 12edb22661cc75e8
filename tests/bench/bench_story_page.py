"""The Story page: what six slides cost to compute, and the longest step of the window meanwhile."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from chipmap.model.edits.stories import slides_in_order
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.host.settings import AppSettings
from chipmap.model.records import Slide
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.main_window import MainWindow
from chipmap.ui.operations.scores import set_level
from chipmap.ui.operations.stories import change_slide, move_slide
from chipmap.ui.pages.story_page import StoryPage
from chipmap.ui.preferences import Preferences
from chipmap.wording.slides.contents import content_of
from tests.bench.registry import Figure, benchmark

_REPEATS = 5


@benchmark("six slides, what they say")
def measure_contents() -> Iterator[Figure]:
    names, times = PlaceNames.load("EU"), []
    for _repeat in range(_REPEATS):
        dataset = starter_dataset(title="Bench")
        begun = time.process_time()
        for slide in slides_in_order(dataset, "story1"):
            content_of(dataset, slide, names, made_on=date(2026, 11, 22))
        times.append((time.process_time() - begun) * 1000.0)
    yield Figure("six slides of a new workspace, CPU", statistics.median(times), "ms")


@contextmanager
def a_story_page() -> Iterator[tuple[MainWindow, StoryPage]]:
    """The whole window on its Story page, computed and drawn."""
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.chipmap"
        create_workspace(path, starter_dataset(title="Bench")).close()
        window = MainWindow(preferences)
        window.resize(1600, 1000)
        window.show()
        window.documents.open(path)
        assert window.view is not None
        _built = window.view.panel
        window.view.selection.choose(page="story")
        page = window.view.page("story")
        assert isinstance(page, StoryPage)
        settle(page)
        yield window, page
        window.view.bridge.workspace.save()
        window.documents.close()
        window.close()


def settle(page: StoryPage) -> float:
    """Let the page compute and draw; the longest time in ms that the window's own thread was busy at once."""
    longest = 0.0
    while page.is_busy:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        time.sleep(0.001)
    QApplication.processEvents()
    return longest * 1000.0


def step_of(page: StoryPage, act: Callable[[], object]) -> float:
    """The longest step of the window, in ms of its own thread, from an act until all is drawn."""
    begun = time.thread_time()
    act()
    return max((time.thread_time() - begun) * 1000.0, settle(page))


@benchmark("story page, longest step")
def measure_page() -> Iterator[Figure]:
    with a_story_page() as (window, page):
        assert window.view is not None
        bridge = window.view.bridge
        slides = slides_in_order(bridge.dataset, "story1")
        acts: dict[str, Callable[[int], object]] = {
            "another slide": lambda at: page.choose("story1", slides[at].id),
            "a title": lambda at: change_slide(bridge, _slide(page), title=f"Title {at}"),
            "another order": lambda at: move_slide(bridge, _slide(page), at),
            "a level that all slides follow": lambda at: set_level(
                bridge, subject="EU27", segment="atp", level=at
            ),
        }
        for what, act in acts.items():
            steps = [step_of(page, partial(act, at)) for at in (1, 2, 3, 4, 5)]
            yield Figure(f"{what}, median of the longest", statistics.median(steps), "ms", bar=50.0)


def _slide(page: StoryPage) -> Slide:
    assert page.slide is not None
    return page.slide
