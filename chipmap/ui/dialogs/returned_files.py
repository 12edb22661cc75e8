"""The files of one import: read side by side, planned, answered, merged together; all of it in jobs.

Nothing is written before `merge`. Each file's plan is made on what those before it leave; before the merge
all are planned once more with what was chosen, and merged only where they still say what was shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from chipmap.model.errors import ChipmapError, StaleChange
from chipmap.ui.dialogs.review_choices import Choices
from chipmap.ui.dialogs.review_rows import ReviewNames, ReviewRow, RowKind, rows_of
from chipmap.ui.operations.exchange import merge_scorecards
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.errors import WorkbookRefused
    from chipmap.model.exchange.import_batch import ImportBatch
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.exchange.reader_pool import Reading
    from chipmap.model.issues import CellPlace
    from chipmap.model.progress import Progress
    from chipmap.model.records.history import ScoreHistory
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs


@dataclass(eq=False, slots=True)
class ReturnedFile:
    """One file: what it says or why it was refused, its plan, and what a person chose and answered."""

    path: Path
    workbook: RawWorkbook | None = None
    refused: WorkbookRefused | None = None
    plan: ImportPlan | None = None
    rows: list[ReviewRow] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    answers: dict[str, object] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    is_left_out: bool = False
    is_attendance: bool = False
    """It is no scorecard, but lists the participants of an event."""

    @property
    def asks_password(self) -> bool:
        """Whether reading it again with a password, or another one, may help."""
        return self.refused is not None and self.refused.params.get("reason") in (
            "password",
            "password-wrong",
        )

    @property
    def is_mergeable(self) -> bool:
        return self.plan is not None and not self.plan.is_blocked and not self.is_left_out

    @property
    def changes(self) -> int:
        """How many changes it brings as things stand."""
        return self.choices.changes if self.is_mergeable else 0

    @property
    def decisions(self) -> int:
        """How many conflicts are decided for mine, which changes nothing but is remembered."""
        return len(self.choices.decided(self.conflicts)) if self.is_mergeable else 0

    @property
    def waiting(self) -> int:
        """How many conflicts and problems nobody has decided."""
        return self.choices.open_count([*self.conflicts, *self.problems]) if self.is_mergeable else 0

    def show_plan(self, planned: PlannedFile) -> None:
        """Take another plan; what was chosen holds for the items that are still there."""
        self.plan, self.rows = planned.plan, planned.rows
        self.is_attendance = planned.is_attendance
        self.conflicts, self.problems = planned.conflicts, planned.problems
        self.choices.settled.intersection_update([*self.conflicts, *self.problems])
        self.choices.offer(planned.present, planned.plan.chosen)


class PlannedFile:
    """A plan of a file with all that the window shows of it, made beside the window."""

    def __init__(self, file: ReturnedFile, plan: ImportPlan, names: ReviewNames) -> None:
        self.file = file
        self.plan = plan
        self.rows = rows_of(plan, names)
        self.present = frozenset(item.id for item in plan.items)
        self.conflicts = [row.key for row in self.rows if row.kind is RowKind.CONFLICT]
        self.problems = [row.key for row in self.rows if row.kind is RowKind.PROBLEM]
        self.is_as_shown = file.plan is not None and file.plan.items == plan.items
        self.is_attendance = _lists_participants(file, plan)


def _lists_participants(file: ReturnedFile, plan: ImportPlan) -> bool:
    """Whether a file that is no scorecard says who comes to an event."""
    if file.workbook is None or plan.blocked_by is None or plan.blocked_by.code != "not-a-scorecard":
        return False
    from chipmap.model.exchange.attendance_reader import is_attendance

    return is_attendance(file.workbook)


Planned = list[PlannedFile]


class ReturnedFiles(QObject):
    """Reads, plans and merges; one job at a time.

    `planned` tells that every file has its plan or refusal, `changed_meanwhile` that a merge did not happen
    because what is shown had changed, `merged` that it did.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    planned = Signal()
    failed = Signal(object)
    changed_meanwhile = Signal()
    merged = Signal()

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, paths: Sequence[Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = jobs
        self.paths = list(paths)
        self.files: list[ReturnedFile] = []
        self._job: Job | None = None

    @property
    def changes(self) -> int:
        """How many changes all files bring together."""
        return sum(file.changes for file in self.files)

    @property
    def waiting(self) -> int:
        """How many conflicts and problems nobody has decided, in all files."""
        return sum(file.waiting for file in self.files)

    @property
    def decisions(self) -> int:
        """How many conflicts are decided, in all files."""
        return sum(file.decisions for file in self.files)

    def cancel(self) -> None:
        """Give up what is under way; the workspace is as it was."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def read(self) -> None:
        """Read the files, or those of the folders, side by side, and plan their import."""
        paths, names, history = list(self.paths), self._names(), self._history()

        def work(progress: Progress) -> tuple[list[Reading], Planned]:
            readings = _readings(paths, progress)
            files = [ReturnedFile(one.path, one.workbook, one.refused) for one in readings]
            return readings, _planned(files, names, history, progress)

        self._run(work, _title(paths), self._on_read)

    def open_locked(self, file: ReturnedFile, password: str) -> None:
        """Read a file again with a password, which is kept nowhere."""
        path = file.path

        def on_done(reading: Reading) -> None:
            file.workbook, file.refused = reading.workbook, reading.refused
            self._plan_again(file, is_whole=True)

        self._run(lambda progress: _readings([path], progress, password)[0], _title([path]), on_done)

    def answer(self, file: ReturnedFile, question: str, answer: object) -> None:
        """Plan again with what a person has answered about a file."""
        file.answers[question] = answer
        if file.plan is not None:
            file.choices.reconsider(_left_out_before(file.plan, question, answer))
        self._plan_again(file, is_whole=question == "rater")

    def correct(self, file: ReturnedFile, places: Sequence[CellPlace], text: str) -> None:
        """Read cells as a person has corrected them, and plan again."""
        from chipmap.model.exchange.cell_correction import with_corrected_cells

        if file.workbook is not None:
            file.workbook = with_corrected_cells(file.workbook, places, text)
            self._plan_again(file)

    def leave_out(self, file: ReturnedFile, *, is_left_out: bool) -> None:
        """Leave a whole file out of the merge, or take it again; those of the same ballot follow."""
        file.is_left_out = is_left_out
        self._plan_again(file)

    def merge(self) -> None:
        """Merge everything that is chosen as one step, after a restore point was made."""
        files = [file for file in self.files if file.is_mergeable]
        if len(files) == 1:
            file, plan = files[0], files[0].plan
            assert plan is not None
            decided = file.choices.decided(file.conflicts)
            self._merge(lambda: plan.changes_for(file.choices.taken, decided), plan.file)
            return
        names, history = self._names(), self._history()

        def work(progress: Progress) -> tuple[ImportBatch, Planned]:
            return _batch(files, names, history, progress)

        self._run(work, _("Merging"), lambda found: self._on_ready(*found))

    def _on_ready(self, batch: ImportBatch, planned: Planned) -> None:
        self._job = None
        if not all(one.is_as_shown for one in planned):
            self._take(planned)
            self.changed_meanwhile.emit()
            return
        self._merge(lambda: batch.changes, ", ".join(plan.file for plan in batch.plans))

    def _merge(self, changes: Callable[[], Any], reason: str) -> None:
        try:
            merge_scorecards(self._bridge, changes(), reason)
        except StaleChange:
            self._plan_again(None)
            self.changed_meanwhile.emit()
        except ChipmapError as error:
            self.failed.emit(error)
        else:
            self.merged.emit()

    def _plan_again(self, file: ReturnedFile | None, *, is_whole: bool = False) -> None:
        """Plan a file anew; all of them where others are of the same ballot, because they follow on it."""
        alone = file is not None and not is_whole and not self._has_siblings(file)
        files = [file] if alone and file is not None else self.files
        names, history = self._names(), self._history()
        self._run(
            lambda progress: _planned(files, names, history, progress), _("Comparing"), self._on_planned
        )

    def _has_siblings(self, file: ReturnedFile) -> bool:
        def ballot(one: ReturnedFile) -> tuple[str, int] | None:
            return (one.plan.rater, one.plan.round) if one.plan is not None and one.plan.rater else None

        mine = ballot(file)
        return mine is None or any(one is not file and ballot(one) == mine for one in self.files)

    def _on_read(self, found: tuple[list[Reading], Planned]) -> None:
        readings, planned = found
        by_path = {one.file.path: one.file for one in planned}
        self.files = [
            by_path.get(one.path) or ReturnedFile(one.path, refused=one.refused) for one in readings
        ]
        self._on_planned(planned)

    def _on_planned(self, planned: Planned) -> None:
        self._job = None
        self._take(planned)
        self.planned.emit()

    def _take(self, planned: Planned) -> None:
        for one in planned:
            one.file.show_plan(one)

    def _names(self) -> ReviewNames:
        return ReviewNames(self._bridge.dataset, self._bridge.names)

    def _history(self) -> ScoreHistory:
        return self._bridge.workspace.score_history()

    def _run(self, work: Callable[[Progress], Any], title: str, on_done: Callable[[Any], object]) -> None:
        self.cancel()
        self.started.emit(title)
        self._job = self._jobs.start(work, title, on_done, self._on_failed)
        self._job.progressed.connect(self.progressed)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)


def _left_out_before(plan: ImportPlan, question: str, answer: object) -> list[str]:
    """What was not taken until the person had answered a question, and may be taken now."""
    if question == "accept_clearing" and answer:
        return [item.id for item in plan.items if item.clears]
    if question == "trust":
        doubtful = {
            (issue.subject, issue.segment) for issue in plan.issues if issue.code == "row-called-otherwise"
        }
        return [item.id for item in plan.items if (item.subject, item.segment) in doubtful]
    return []


def _readings(paths: Sequence[Path], progress: Progress, password: str = "") -> list[Reading]:
    """What the files say; a single one shows how far it is itself."""
    from chipmap.model.errors import WorkbookRefused
    from chipmap.model.exchange import workbook_reader
    from chipmap.model.exchange.reader_pool import Reading, read_workbooks, workbooks_at

    found = workbooks_at(paths)
    if len(found) != 1:
        return read_workbooks(found, progress=progress)
    try:
        if password:
            return read_workbooks(found, passwords={found[0]: password}, progress=progress)
        return [Reading(found[0], workbook_reader.read_workbook(found[0], progress=progress))]
    except WorkbookRefused as refused:
        return [Reading(found[0], refused=refused)]


def _planned(
    files: Sequence[ReturnedFile], names: ReviewNames, history: ScoreHistory, progress: Progress
) -> Planned:
    return _batch([file for file in files if not file.is_left_out], names, history, progress)[1]


def _batch(
    files: Sequence[ReturnedFile], names: ReviewNames, history: ScoreHistory, progress: Progress
) -> tuple[ImportBatch, Planned]:
    """The plans of all files that could be read, each with its rows as they are shown."""
    from chipmap.model.exchange.import_batch import in_order, plan_imports
    from chipmap.model.exchange.import_plan import ItemKind
    from chipmap.model.geography.naming import resolve_place

    by_workbook = {id(file.workbook): file for file in files if file.workbook is not None}
    workbooks = [file.workbook for file in files if file.workbook is not None]
    current: list[ReturnedFile] = []

    def answers(workbook: RawWorkbook) -> Mapping[str, Any]:
        current[:] = [by_workbook[id(workbook)]]
        return {**current[0].answers, "resolve_place": resolve_place}

    def choose(plan: ImportPlan) -> tuple[set[str], Mapping[str, Any]]:
        choices = current[0].choices
        present = {item.id for item in plan.items}
        conflicts = [item.id for item in plan.items if item.kind is ItemKind.CONFLICT]
        return choices.taken_from(present, plan.chosen), choices.decided(conflicts)

    batch = plan_imports(workbooks, names.dataset, progress, choose=choose, answers=answers, history=history)
    ordered = [by_workbook[id(workbook)] for workbook in in_order(workbooks, names.dataset)]
    planned = zip(ordered, batch.plans, strict=True)
    return batch, [PlannedFile(file, plan, names) for file, plan in planned]


def _title(paths: Sequence[Path]) -> str:
    if len(paths) == 1 and not paths[0].is_dir():
        return _("Reading {name}").format(name=paths[0].name)
    return ngettext("Reading {count} file", "Reading {count} files", len(paths)).format(count=len(paths))
