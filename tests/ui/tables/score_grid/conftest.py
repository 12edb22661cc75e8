"""The Scorecards page on three countries, shown without a screen, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.model.dataset import Dataset
from chipmap.model.geography.layers import LayerKind
from chipmap.model.host.settings import AppSettings
from chipmap.model.records import OWNER
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.pages.scorecards_page import ScorecardsPage
from chipmap.ui.preferences import Preferences
from chipmap.ui.selection import Selection, View
from tests.builders import a_rater, three_countries_dataset

PLAIN, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PLACES = ("MYS", "NLD", "DEU")
COLUMNS = "\t".join(("w-0001", "EU27", *PLACES))


class Desk:
    """The page with its workspace, and a person's hands."""

    def __init__(self, path: Path, dataset: Dataset, columns: str = COLUMNS) -> None:
        make_application()
        self.workspace = create_workspace(path, dataset)
        self.bridge = WorkspaceBridge(self.workspace)
        view = View("EU27", "litho", LayerKind.CAPABILITY, subject="MYS", page="scorecards")
        self.selection = Selection(view)
        self.preferences = Preferences(AppSettings(scorecard_columns=(columns,) if columns else ()))
        self.page = ScorecardsPage(self.bridge, self.selection, self.preferences)
        self.told: list[str] = []
        self.page.told.connect(self.told.append)
        self.page.resize(1100, 900)
        self.page.show()
        self.page.arrangement.fold_all(is_open=True)
        self.go("MYS", "litho")

    @property
    def grid(self):
        return self.page.grid

    @property
    def model(self):
        return self.page.model

    def close(self) -> None:
        self.page.close()
        shiboken6.delete(self.page)
        self.bridge.close()

    def go(self, subject: str, segment: str) -> None:
        address = self.model.address_of(subject, segment)
        assert address is not None, f"{subject}, {segment} is not shown"
        self.grid.go_to(address)

    def at(self) -> tuple[str, str]:
        row, column = self.grid.address
        return self.model.subjects[column], self.model.rows[row].segment

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(self.grid, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.grid, text)

    def answer(self, subject: str, segment: str, rater: str = OWNER, horizon: str = "now"):
        score = self.bridge.dataset.scores.get((subject, segment, rater, 1))
        return None if score is None else score.level(horizon)

    def text(self, subject: str, segment: str, role=Qt.ItemDataRole.DisplayRole) -> str:
        return self.model.index(*self.model.address_of(subject, segment)).data(role)

    def spoken(self, subject: str, segment: str) -> str:
        return self.text(subject, segment, Qt.ItemDataRole.AccessibleTextRole)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.key(Qt.Key.Key_V, CONTROL)

    def settle(self) -> None:
        """Let Qt finish what it does a moment later, such as closing an editor."""
        QApplication.processEvents()

    def segments(self) -> list[str]:
        return [row.segment for row in self.model.rows]


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "grid.chipmap", three_countries_dataset(a_rater("guest", name="Guest")))
    yield made
    made.close()
