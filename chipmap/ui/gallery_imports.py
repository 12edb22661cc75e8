"""Pictures of what comes in: returned scorecards, one and many, and what their review asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.model.exchange.example_return import fill_in
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.ui.dialogs.conflict_dialog import ConflictDialog
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.password_dialog import PasswordDialog
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import scores as operations
from chipmap.wording.scorecards import scorecard_words

if TYPE_CHECKING:
    from chipmap.ui.gallery import Studio

_PLACE = "MYS"
Answers = dict[tuple[int, str], int | str]


def show_many_files(studio: Studio) -> None:
    """Several files of which one is no workbook, with conflicts, problems and a question."""
    studio.close_dialogs()
    folder = studio.folder / "returned"
    folder.mkdir(exist_ok=True)
    segments = sorted(studio.view.bridge.dataset.segments.values(), key=lambda segment: segment.order)
    answers: Answers = {(row, "E"): row % 5 + 1 for row in range(2, 16)}
    problems: Answers = {(row, "F"): "Hoch?" for row in range(4, 11)}
    problems |= {(16, "E"): 7, (17, "E"): "3-4"}
    paths = [
        scorecard_of(studio, "MYS", folder, {**answers, **problems, (3, "N"): "Two pilot lines opened."}),
        scorecard_of(studio, "JPN", folder, {(row, "E"): 4 for row in range(2, 9)}),
        scorecard_of(studio, "KOR", folder, {(3, "E"): "3.5", (5, "E"): 4}),
        scorecard_of(studio, "TWN", folder, {}),
    ]
    notes = folder / "Notes of the meeting.xlsx"
    notes.write_text("Not a workbook.", encoding="utf-8")
    for number in (2, 4, 6):
        operations.set_level(studio.view.bridge, subject=_PLACE, segment=segments[number].id, level=0)
    show_review(studio, [*paths, notes])


def show_review(studio: Studio, paths: list[Path]) -> ImportDialog:
    """The review of these files, read and planned."""
    dialog = ImportDialog(studio.view.bridge, studio.window.jobs, paths, studio.window)
    dialog.open()
    studio.settle(lambda: bool(dialog.files.files) and not studio.window.jobs.is_busy)
    return dialog


def show_conflict(studio: Studio) -> None:
    """One conflict whole, over the review that it stands in."""
    dialog = studio.window.findChildren(ImportDialog)[-1]
    row = next(row for row in dialog.model.rows if row.kind is RowKind.CONFLICT)
    dialog.model.conflict_opened.emit(row)


def show_question(studio: Studio) -> None:
    """A file of the list whose levels are not whole."""
    dialog = studio.window.findChildren(ImportDialog)[-1]
    for over in dialog.findChildren(ConflictDialog):
        over.reject()
    dialog.file_list.setCurrentRow(2)


def show_password(studio: Studio) -> None:
    """The question for a password."""
    studio.close_dialogs()
    PasswordDialog("Chipmap_JPN_R1.xlsx", parent=studio.window).open()


def scorecard_of(studio: Studio, place: str, folder: Path, answers: Answers) -> Path:
    """A scorecard that went out now and came back with these answers."""
    bridge = studio.view.bridge
    path = folder / f"Chipmap_{place}_R1_owner.xlsx"
    write_scorecard(
        bridge.dataset,
        place,
        path,
        words=scorecard_words(bridge.dataset.settings),
        names=bridge.names,
        revision=bridge.workspace.revision,
        exported_at=datetime.now(UTC),
    )
    if answers:
        fill_in(path, answers)
    return path


IMPORT_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("import-many-files", show_many_files),
    ("import-conflict", show_conflict),
    ("import-question", show_question),
    ("import-password", show_password),
]
