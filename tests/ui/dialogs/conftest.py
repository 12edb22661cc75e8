"""A workspace with Malaysia scored in three segments, its scorecard on disk, and the dialogs for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from chipmap.model.exchange.scorecard_layout import row_id
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.jobs import Jobs
from chipmap.wording.scorecards import scorecard_words
from tests.builders import a_score, an_institution, three_countries_dataset

COLUMNS = {"level": "E", "confidence": "F", "year": "G", "need_2030": "J", "reason": "L", "sources": "M"}


@pytest.fixture(scope="session")
def look(qapp) -> None:
    """The light theme, as large as designed and without motion."""
    theme.current().use(mode="light", reduced_motion=True)


@pytest.fixture
def bridge(look: None, tmp_path: Path) -> Iterator[WorkspaceBridge]:
    dataset = three_countries_dataset(
        an_institution(),
        a_score(2, "MYS", "litho", confidence=None, year=None),
        a_score(3, "MYS", "deposition", confidence=None, year=None),
        a_score(4, "MYS", "packaging_osat", confidence=None, year=None),
    )
    opened = WorkspaceBridge(create_workspace(tmp_path / "dialogs.chipmap", dataset))
    yield opened
    opened.close()


@pytest.fixture
def jobs(look: None) -> Iterator[Jobs]:
    """Long work; an error that no dialog takes fails the test."""
    failed: list[Exception] = []
    running = Jobs(failed.append)
    yield running
    running.cancel_all()
    assert not failed


@pytest.fixture
def scorecard(bridge: WorkspaceBridge, tmp_path: Path) -> Path:
    """Malaysia's scorecard as it was sent out."""
    path = tmp_path / "Chipmap_MYS_R1_owner.xlsx"
    write_scorecard(
        bridge.dataset,
        "MYS",
        path,
        words=scorecard_words(bridge.dataset.settings),
        names=bridge.names,
        revision=bridge.workspace.revision,
        exported_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    return path


@pytest.fixture
def fill_in(scorecard: Path) -> Callable[..., None]:
    """Type into a segment's row of the scorecard as a person with Excel would."""

    def fill(segment: str, **cells: Any) -> None:
        workbook = load_workbook(scorecard)
        sheet = workbook["Scores"]
        wanted = row_id("MYS", segment)
        (row,) = [cell.row for cell in sheet["A"] if cell.value == wanted]
        for column, value in cells.items():
            sheet[f"{COLUMNS[column]}{row}"] = value
        workbook.save(scorecard)

    return fill


@pytest.fixture
def review(bridge: WorkspaceBridge, jobs: Jobs, scorecard: Path, qtbot: QtBot) -> Iterator[Any]:
    """Open the review of the scorecard, or of another file, and wait until it has been read."""
    opened: list[ImportDialog] = []

    def open_review(path: Path = scorecard) -> ImportDialog:
        dialog = ImportDialog(bridge, jobs, [path])
        opened.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
        return dialog

    yield open_review
    for dialog in opened:
        if shiboken6.isValid(dialog):
            shiboken6.delete(dialog)
