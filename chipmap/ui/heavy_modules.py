"""Loads beside the window what the first paint must not wait for and a later page needs at once.

An import in the window's own thread would hold the window for a fifth of a second. None of these modules
makes a Qt object while it is loaded, so any thread may load them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from chipmap.ui.jobs import Jobs

if TYPE_CHECKING:
    from chipmap.model.progress import Progress

ANALYSIS_PAGE: Final = "chipmap.ui.panels.analysis_page"
_HEAVY: Final = (
    "chipmap.model.edits.checking",
    "numpy",
    "pyqtgraph",
    ANALYSIS_PAGE,
    "chipmap.ui.dialogs.weights_dialog",
    "chipmap.ui.shell.match_making",
    "chipmap.ui.pages.agenda_page",
    "chipmap.ui.pages.collaborations_page",
    "chipmap.ui.shell.scenario_making",
    "chipmap.ui.shell.loss_readings",
    "chipmap.ui.shell.foresight_making",
    "chipmap.ui.pages.scorecards_page",
    "chipmap.ui.pages.issues_page",
    "chipmap.wording.slides.contents",
    "chipmap.ui.pages.story_page",
)
_loaded: set[str] = set()


def is_loaded(module: str) -> bool:
    """Whether a module was loaded here, so that its import takes no time."""
    return module in _loaded


def load_beside(modules: tuple[str, ...], then: Callable[[], object]) -> None:
    """Import these one after the other in a thread, then call `then` in the window's thread.

    An import that fails is told by whoever needs the module and imports it again.
    """
    jobs = Jobs(lambda _error: then(), QCoreApplication.instance())
    jobs.start(lambda progress: _load(modules, progress), "", lambda _nothing: then())


def load_heavy_modules() -> None:
    """Load everything that pages beyond the map need; the collector never searches it."""
    load_beside(_HEAVY, gc.freeze)


def _load(modules: tuple[str, ...], progress: Progress) -> None:
    for module in modules:
        progress.step(0, 0)
        import_module(module)
        _loaded.add(module)
