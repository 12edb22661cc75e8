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
from chipmap.ui.dialogs.inbox_dialog import InboxDialog
from chipmap.ui.dialogs.password_dialog import PasswordDialog
from chipmap.ui.dialogs.points_dialog import PointsDialog
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.dialogs.table_dialog import TableDialog
from chipmap.ui.gallery_register import REGISTER_STATES
from chipmap.ui.operations import scores as operations
from chipmap.wording.scorecards import scorecard_words

if TYPE_CHECKING:
    from chipmap.ui.gallery import Studio

_PLACE = "MYS"
_SEGMENTS = ("atp", "Lithography optics and light sourcs")
_PLACES = ("Japan", "Netherlands", "Malaysya", "MAL", "Republic of Korea")
Answers = dict[tuple[int, str], int | str]


def show_points(studio: Studio) -> None:
    """A layer of institutions with two rows that cannot be taken."""
    studio.close_dialogs()
    path = studio.folder / "sites.csv"
    rows = ("name,type,country,lat,lon", "Penang Pilot Line,fab,MYS,5.41,100.33", "Lost Fab,fab,MYS,541,1003")
    path.write_text("\n".join((*rows, "Harbour Lab,RTO,Germny,53.54,9.98")), encoding="utf-8")
    dialog = PointsDialog(studio.view.bridge, studio.window.jobs, path, studio.window)
    dialog.open()
    studio.settle(lambda: dialog.plan is not None)


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
    dialog.activateWindow()
    dialog.file_list.setCurrentRow(2)


def show_password(studio: Studio) -> None:
    """The question for a password."""
    studio.close_dialogs()
    PasswordDialog("Chipmap_JPN_R1.xlsx", parent=studio.window).open()


def show_tables(studio: Studio) -> None:
    """Two tables that belong together, with names that nobody knows."""
    studio.close_dialogs()
    shares = studio.folder / "provision.csv"
    rows = ["provider,input,share provided,year,source", "Malaysia,atp,13,2024,A survey"]
    rows += [
        f"{place},{_SEGMENTS[number % 2]},{8 + number},2024,A survey" for number, place in enumerate(_PLACES)
    ]
    shares.write_text("\n".join(rows), encoding="utf-8")
    flows = studio.folder / "flows.csv"
    flows.write_text(
        "reporter,partner,product code,year,value\nGermany,Japan,854231,2024,120\n", encoding="utf-8"
    )
    dialog = TableDialog(studio.view.bridge, studio.window.jobs, [shares, flows], studio.window)
    dialog.open()
    studio.settle(lambda: dialog.files.plan is not None and not studio.window.jobs.is_busy)


def show_inbox(studio: Studio) -> None:
    """What an import of tables has left waiting."""
    dialog = studio.window.findChildren(TableDialog)[-1]
    dialog.files.take()
    inbox = InboxDialog(studio.view.bridge, "", studio.window)
    inbox.open()
    studio.settle()


def show_issues(studio: Studio) -> None:
    """The list of issues with several kinds in it."""
    studio.close_dialogs()
    studio.window.activateWindow()
    studio.choose(page="issues")


def show_restore_points(studio: Studio) -> None:
    """The restore points after two merges."""
    studio.close_dialogs()
    for file in ("Chipmap_JPN_R1.xlsx", "Chipmap_MYS_R1.xlsx, Chipmap_KOR_R1.xlsx"):
        studio.view.bridge.workspace.keep_restore_point(file)
    studio.window.commands["restore_points"].trigger()


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
    ("import-institutions", show_points),
    ("import-many-files", show_many_files),
    ("import-conflict", show_conflict),
    ("import-question", show_question),
    ("import-password", show_password),
    *REGISTER_STATES,
    ("import-tables", show_tables),
    ("inbox", show_inbox),
    ("issues-of-many-kinds", show_issues),
    ("restore-points", show_restore_points),
]
