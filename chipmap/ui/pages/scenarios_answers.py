"""Runs scenarios beside the window, on a snapshot: first the figures, then the draws around them.

Only the newest question is answered. Draws tell how far they are and can be stopped; what is shown stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from chipmap.model.analysis.scenario import ScenarioOutcome, run_kept
from chipmap.ui.errors import show_error
from chipmap.ui.jobs import Job, Jobs
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Scenario

SEED = 0
"""Every draw of the page begins here, so that the same scenario has the same band again."""
_QUIET_MS = 250
"""How long nothing must change before draws begin by themselves."""


class ScenarioAnswers(QObject):
    """`answered` and `drew` carry a ScenarioOutcome, in the GUI thread; `progressed` done and total."""

    answered = Signal(object)
    answered_other = Signal(object)
    drew = Signal(object)
    progressed = Signal(int, int)
    drawing = Signal(bool)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        # The work may outlive the page: a workspace can be closed while it runs.
        self._jobs = Jobs(self._on_error, QApplication.instance())
        self._run: Job | None = None
        self._draws: Job | None = None
        self._other: Job | None = None
        self._number = self._draw_number = self._other_number = 0
        self._wanted: tuple[Dataset, Scenario, int, frozenset[str]] | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._begin_draws)

    @property
    def is_running(self) -> bool:
        """Whether the figures of the scenario that is shown are still to come."""
        return self._run is not None

    @property
    def is_waiting(self) -> bool:
        """Whether figures are still to come, of this one or the one that it is held against."""
        return self._run is not None or self._other is not None

    @property
    def is_drawing(self) -> bool:
        """Whether draws are under way, or about to begin."""
        return self._draws is not None or self._quiet.isActive()

    def ask(self, dataset: Dataset, scenario: Scenario) -> None:
        """Run a scenario; draws about another one end."""
        self.drop()
        number = self._number
        self._run = self._jobs.start(
            lambda progress: run_kept(dataset, scenario, progress=progress),
            _("Running the scenario"),
            lambda found: self._on_found(number, found),
        )

    def drop(self) -> None:
        """What is being computed is not wanted any more."""
        self.stop_draws()
        self._number += 1
        if self._run is not None and shiboken6.isValid(self._run):
            self._run.cancel()
        self._run = None

    def ask_other(self, dataset: Dataset, scenario: Scenario) -> None:
        """Run the scenario that the shown one is held against."""
        if self._other is not None and shiboken6.isValid(self._other):
            self._other.cancel()
        self._other_number += 1
        number = self._other_number
        self._other = self._jobs.start(
            lambda progress: run_kept(dataset, scenario, progress=progress),
            _("Running the scenario"),
            lambda found: self._on_other(number, found),
        )

    def draw(
        self,
        dataset: Dataset,
        scenario: Scenario,
        draws: int,
        segments: Collection[str],
        *,
        is_soon: bool = False,
    ) -> None:
        """Draw the losses many times; the segments named get a band for each week."""
        self.stop_draws()
        self._wanted = (dataset, scenario, draws, frozenset(segments))
        if is_soon:
            self._begin_draws()
        else:
            self._quiet.start()

    def stop_draws(self) -> None:
        """End the draws that are under way."""
        self._quiet.stop()
        self._draw_number += 1
        if self._draws is not None and shiboken6.isValid(self._draws):
            self._draws.cancel()
        if self._draws is not None:
            self._draws = None
            self.drawing.emit(False)

    def _begin_draws(self) -> None:
        if self._wanted is None:
            return
        dataset, scenario, draws, segments = self._wanted
        number = self._draw_number
        self._draws = self._jobs.start(
            lambda progress: run_kept(
                dataset, scenario, draws=draws, seed=SEED, weekly_of=segments, progress=progress
            ),
            _("Drawing the losses"),
            lambda found: self._on_drawn(number, found),
        )
        self._draws.progressed.connect(self.progressed)
        self.drawing.emit(True)

    def _on_found(self, number: int, found: ScenarioOutcome) -> None:
        if shiboken6.isValid(self) and number == self._number:
            self._run = None
            self.answered.emit(found)

    def _on_other(self, number: int, found: ScenarioOutcome) -> None:
        if shiboken6.isValid(self) and number == self._other_number:
            self._other = None
            self.answered_other.emit(found)

    def _on_drawn(self, number: int, found: ScenarioOutcome) -> None:
        if shiboken6.isValid(self) and number == self._draw_number:
            self._draws = None
            self.drawing.emit(False)
            self.drew.emit(found)

    def _on_error(self, error: Exception) -> None:
        if shiboken6.isValid(self) and shiboken6.isValid(self._page):
            self._run = self._other = None
            self.stop_draws()
            show_error(self._page.window(), error)
