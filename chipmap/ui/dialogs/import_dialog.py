"""Review changes before merging: reads a returned scorecard beside the window and shows what it would change.

Nothing is written before the person accepts; accepting is one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.errors import ChipmapError, StaleChange
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.import_summary import CountCards, FileLine, QuestionBar, RefusalPage
from chipmap.ui.dialogs.review_model import ReviewModel
from chipmap.ui.dialogs.review_rows import ReviewRow, problems_of, rows_of
from chipmap.ui.dialogs.review_table import ReviewTable
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations.exchange import merge_scorecard
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs


class ImportDialog(DialogFrame):
    """Reads `path` as soon as it is made; the workspace changes only when the primary button is pressed."""

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Review changes before merging"), 1220, 860, parent)
        self._bridge = bridge
        self._jobs = jobs
        self._path = path
        self._job: Job | None = None
        self._workbook: RawWorkbook | None = None
        self._plan: ImportPlan | None = None
        self._answers: dict[str, object] = {}
        self.model = ReviewModel(self)
        self.model.decided.connect(self._show_decisions)
        self.model.correction_made.connect(self._on_correction)
        self._lay_out()
        self._read()

    @property
    def plan(self) -> ImportPlan | None:
        """The plan that is shown; None while the file is being read, and where it was refused."""
        return self._plan

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _lay_out(self) -> None:
        self.file_line = FileLine(self._path.name)
        self.body.addWidget(self.file_line)
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages, 1)
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        self._waiting_text = label(_("Reading the workbook …"), "body", "text2")
        self._waiting_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._waiting_text)
        column.addStretch(2)
        self._waiting = waiting
        self.refusal = RefusalPage()
        self.refusal.answered.connect(self._on_question_answered)
        self._review = self._review_page()
        for page in (self._waiting, self.refusal, self._review):
            self._pages.addWidget(page)
        self.report = button(_("Save as report"), self._on_report, is_footer=True)
        self.add_footer_button(self.report)

    def _review_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.counts = CountCards()
        self.questions = QuestionBar()
        self.questions.answered.connect(self._on_question_answered)
        self.table = ReviewTable(self.model)
        column.addWidget(self.counts)
        column.addWidget(self.questions)
        column.addWidget(self.table, 1)
        return page

    def _read(self) -> None:
        """Read the file and plan its import, both in a job of their own."""
        path, answers = self._path, self._answers_now()
        dataset = self._bridge.dataset

        def work(progress: Progress) -> tuple[RawWorkbook, ImportPlan]:
            from chipmap.model.exchange.workbook_reader import read_workbook

            workbook = read_workbook(path, progress=progress)
            return workbook, _planned(workbook, dataset, progress, answers)

        self._run(work, lambda found: self._on_planned(*found))

    def _plan_again(self) -> None:
        """Plan the import of what was read already, with what the person has answered or corrected."""
        workbook, answers = self._workbook, self._answers_now()
        if workbook is None:
            self._read()
            return
        dataset = self._bridge.dataset
        self._run(
            lambda progress: _planned(workbook, dataset, progress, answers),
            lambda plan: self._on_planned(workbook, plan),
        )

    def _answers_now(self) -> dict[str, object]:
        """What the person has answered, with what only this thread may read of the workspace."""
        return {**self._answers, "history": self._bridge.workspace.score_history()}

    def _run(self, work: Callable[[Progress], object], on_done: Callable[..., None]) -> None:
        self._show_working(is_working=True)
        self._job = self._jobs.start(
            work, _("Reading {name}").format(name=self._path.name), on_done, self._on_failed
        )
        self._job.progressed.connect(self.show_progress)

    def _show_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.note.setVisible(not is_working)
        self.show_progress(0, 0)
        self.table.setEnabled(not is_working)
        for control in (self.primary, self.report):
            control.setEnabled(not is_working)
        if is_working and self._plan is None:
            self._pages.setCurrentWidget(self._waiting)
            self.primary.hide()
            self.report.hide()

    def _on_planned(self, workbook: RawWorkbook, plan: ImportPlan) -> None:
        self._job = None
        self._workbook, self._plan = workbook, plan
        self._show_working(is_working=False)
        self.file_line.show_plan(plan, self._bridge)
        if plan.blocked_by is not None:
            self._show_refusal(plan)
            return
        self.counts.show_plan(plan)
        self.questions.show_plan(plan, self._answers)
        self._pages.setCurrentWidget(self._review)
        self.model.show_rows(rows_of(plan, self._bridge), plan.chosen)
        self.report.setVisible(bool(plan.issues))
        self.primary.show()
        if not self.table.choose_first_open():
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(is_working=False)
        self.refusal.show_refusal(sentence_of(error), "", ())
        self._close_only()

    def _show_refusal(self, plan: ImportPlan) -> None:
        self.refusal.show_blocked(plan, self._bridge)
        self._close_only()

    def _close_only(self) -> None:
        self._pages.setCurrentWidget(self.refusal)
        self.primary.hide()
        self.report.hide()
        self.cancel.setText(_("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_note("")

    def _show_decisions(self) -> None:
        """The primary button says how many changes it merges; Enter presses it only when nothing is open."""
        if self._plan is None or self._plan.is_blocked:
            return
        count, waiting = len(self.model.taken), self.model.open_count
        self.cancel.setText(_("Cancel"))
        if count:
            self.primary.setText(
                ngettext("Merge {count} change", "Merge {count} changes", count).format(count=count)
            )
        else:
            self.primary.setText(_("Nothing to merge"))
        self.primary.setEnabled(count > 0)
        self.primary.setDefault(count > 0 and waiting == 0)
        self.show_note(_footer_note(self._plan, count, waiting))

    def _on_primary(self) -> None:
        if self._plan is None or not self.model.taken:
            return
        try:
            merge_scorecard(self._bridge, self._plan, self.model.taken, self.model.kept_mine)
        except StaleChange:
            self._plan_again()
            self.show_note(_("The workspace has changed meanwhile. Look at the changes again."))
            return
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        self.accept()

    def _on_correction(self, row: ReviewRow, text: str) -> None:
        from chipmap.model.exchange.cell_correction import with_corrected_cell

        if self._workbook is not None and row.issue is not None and row.issue.place is not None:
            self._workbook = with_corrected_cell(self._workbook, row.issue.place, text)
            self._plan_again()

    def _on_question_answered(self, question: str, answer: object) -> None:
        self._answers[question] = answer
        self._plan_again()

    def _on_report(self) -> None:
        from chipmap.ui.dialogs.import_report import write_report

        proposal = self._path.with_name(f"{self._path.stem} report.xlsx")
        workbook, table = _("Excel workbook (*.xlsx)"), _("Table as text (*.csv)")
        chosen, kind = QFileDialog.getSaveFileName(
            self, _("Save as report"), str(proposal), f"{workbook};;{table}"
        )
        if not chosen or self._plan is None:
            return
        target = Path(chosen)
        if not target.suffix:
            target = target.with_suffix(".csv" if kind == table else ".xlsx")
        try:
            count = write_report(target, self._plan.issues)
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        self.show_note(
            ngettext("{count} finding saved in {name}.", "{count} findings saved in {name}.", count).format(
                count=count, name=target.name
            )
        )


def _planned(
    workbook: RawWorkbook, dataset: Dataset, progress: Progress, answers: dict[str, object]
) -> ImportPlan:
    from chipmap.model.exchange.scorecard_import import plan_import
    from chipmap.model.geography.naming import resolve_place

    return plan_import(
        workbook,
        dataset,
        progress,
        resolve_place=resolve_place,
        **answers,  # type: ignore[arg-type]  # the history, and what each question has put there
    )


def _footer_note(plan: ImportPlan, count: int, waiting: int) -> str:
    if waiting:
        return ngettext(
            "{count} row is not decided: a conflict keeps yours, a problem is left out.",
            "{count} rows are not decided: conflicts keep yours, problems are left out.",
            waiting,
        ).format(count=waiting)
    if count:
        return _("The merge is one step. You can undo it at any time.")
    if problems_of(plan) or plan.items:
        return _("Nothing is chosen.")
    return _("Every answer in the file is in your workspace already.")
