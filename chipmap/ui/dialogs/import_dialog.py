"""Review changes before merging: reads returned scorecards beside the window, shows what they would change.

Nothing is written before the person accepts; accepting is one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.records import Resolution
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.file_list import FileList
from chipmap.ui.dialogs.import_files import ReportFiles
from chipmap.ui.dialogs.import_summary import (
    PARTICIPANTS,
    TABLE,
    CountCards,
    FileLine,
    QuestionBar,
    RefusalPage,
)
from chipmap.ui.dialogs.returned_files import ReturnedFile, ReturnedFiles
from chipmap.ui.dialogs.review_model import ReviewModel
from chipmap.ui.dialogs.review_rows import ReviewNames, ReviewRow, problems_of
from chipmap.ui.dialogs.review_table import ReviewTable
from chipmap.ui.errors import sentence_of
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.formats import count as count_text

if TYPE_CHECKING:
    from chipmap.model.exchange.import_plan import ImportItem, ImportPlan
    from chipmap.model.records.units import UnitValue
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs

_UNLOCK = "unlock"
"""What the page of a refused file may ask besides the questions of a plan."""


class ImportDialog(DialogFrame):
    """Reads `paths` as soon as it is made; the workspace changes only when the primary button is pressed.

    `table_wanted` carries files that are no scorecards, to be mapped as tables from elsewhere,
    `participants_wanted` one that lists who comes to an event.
    """

    table_wanted = Signal(list)
    participants_wanted = Signal(object)

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Review changes before merging"), 1220, 860, parent)
        self._bridge = bridge
        self._current: ReturnedFile | None = None
        self.files = ReturnedFiles(bridge, jobs, paths, self)
        self._reports = ReportFiles(self, jobs)
        self.model = ReviewModel(self)
        self.model.decided.connect(self._show_decisions)
        self.model.correction_made.connect(self._on_correction)
        self.model.conflict_opened.connect(self._on_conflict)
        self._lay_out()
        self.files.started.connect(self._on_started)
        self.files.progressed.connect(self._on_progress)
        self.files.planned.connect(self._on_planned)
        self.files.failed.connect(self._on_failed)
        self.files.changed_meanwhile.connect(self._on_changed_meanwhile)
        self.files.merged.connect(self.accept)
        self.files.read()

    @property
    def plan(self) -> ImportPlan | None:
        """The plan that is shown; None while the file is being read, and where it was refused."""
        return self._current.plan if self._current is not None else None

    def reject(self) -> None:
        self.files.cancel()
        super().reject()

    def _lay_out(self) -> None:
        self.file_list = FileList()
        self.file_list.chosen.connect(lambda number: self._show_file(self.files.files[number]))
        self.file_list.hide()
        self.file_line = FileLine(self.files.paths[0].name)
        self.file_line.left_out.connect(self._on_left_out)
        self._pages = QStackedWidget()
        self.refusal = RefusalPage()
        self.refusal.answered.connect(self._on_question_answered)
        self._waiting = self._waiting_page()
        self._review = self._review_page()
        for page in (self._waiting, self.refusal, self._review):
            self._pages.addWidget(page)
        beside = QVBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.file_line)
        beside.addWidget(self._pages, 1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.file_list)
        row.addLayout(beside, 1)
        self.body.addSpacing(10)
        self.body.addLayout(row, 1)
        self.report = button(_("Save as report"), self._on_report, is_footer=True)
        self.marked = button(_("Save a marked copy"), self._on_marked, is_footer=True)
        for extra in (self.marked, self.report):
            self.add_footer_button(extra)

    def _waiting_page(self) -> QWidget:
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        self._waiting_text = label(_("Reading the workbook …"), "body", "text2")
        self._waiting_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._waiting_text)
        column.addStretch(2)
        return waiting

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

    # What is under way

    def _on_started(self, title: str) -> None:
        self._show_working(is_working=True)
        self._waiting_text.setText(f"{title} …")

    def _on_progress(self, done: int, total: int) -> None:
        self.show_progress(done, total)

    def _show_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.note.setVisible(not is_working)
        self.show_progress(0, 0)
        for part in (self.table, self.questions, self.refusal, self.primary, self.report, self.marked):
            part.setEnabled(not is_working)
        if is_working and not self.files.files:
            self._pages.setCurrentWidget(self._waiting)
            for part in (self.primary, self.report, self.marked):
                part.hide()

    def _on_planned(self) -> None:
        self._show_working(is_working=False)
        files = self.files.files
        if not files:
            self._show_refusal(_("There is no workbook in that folder."))
            return
        has_several = len(files) > 1
        self.file_list.setVisible(has_several)
        self.file_list.show_files(files)
        current = self._current
        if current is None or current not in files:
            current = next((file for file in files if file.waiting), files[0])
        if has_several and self.file_list.currentRow() != files.index(current):
            self.file_list.setCurrentRow(files.index(current))
        else:
            self._show_file(current)

    def _on_failed(self, error: Exception) -> None:
        self._show_working(is_working=False)
        if self.files.files:
            self.show_note(sentence_of(error))
        else:
            self._show_refusal(sentence_of(error))

    def _on_changed_meanwhile(self) -> None:
        """The note is said after the plans that a job may still be making are shown."""
        self._on_planned()
        self.show_note(_("The workspace has changed meanwhile. Look at the changes again."))

    # One file

    def _show_file(self, file: ReturnedFile) -> None:
        self._current = file
        plan = file.plan
        self.file_line.show_file(file, self._bridge, is_one_of_several=len(self.files.files) > 1)
        if file.refused is not None:
            choices = [(_("Enter the password…"), _UNLOCK, True)] if file.asks_password else []
            self.refusal.show_refusal(sentence_of(file.refused), "", choices)
            self._show_page(self.refusal)
        elif plan is not None and plan.blocked_by is not None:
            self.refusal.show_blocked(plan, self._bridge, is_attendance=file.is_attendance)
            self._show_page(self.refusal)
        elif plan is not None:
            self.counts.show_plan(plan)
            self.questions.show_plan(plan, file.answers)
            self._show_page(self._review)
            self.model.show_rows(file.rows, file.choices, _("Field") if plan.is_of_register else "")
            self.table.setEnabled(not file.is_left_out)
            self._take_focus()
        self.marked.setVisible(plan is not None and bool(_marked_cells(plan)))
        self._show_decisions()

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        if page is self.refusal:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_focus(self) -> None:
        if self.file_list.hasFocus():
            return
        target = self.table if self.table.choose_first_open() else self.primary
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, message: str) -> None:
        self.refusal.show_refusal(message, "", ())
        self._show_page(self.refusal)
        self._show_decisions()

    def _show_decisions(self) -> None:
        """The primary button says how many changes it merges; Enter presses it only when nothing is open."""
        files = self.files
        mergeable = [file for file in files.files if file.is_mergeable]
        count, waiting, kept = files.changes, files.waiting, files.decisions
        self.file_list.show_files(files.files)
        is_open = bool(mergeable) or len(files.files) > 1
        self.primary.setVisible(is_open)
        self.report.setVisible(any(file.plan is not None and file.plan.issues for file in mergeable))
        self.cancel.setText(_("Cancel") if is_open else _("Close"))
        self.primary.setText(_primary_text(count, kept, sum(bool(file.changes) for file in mergeable)))
        self.primary.setEnabled(count + kept > 0)
        self.primary.setDefault(count + kept > 0 and waiting == 0)
        self.show_note(_footer_note(mergeable, count, waiting) if is_open else "")

    # What the person does

    def _on_primary(self) -> None:
        if self.files.changes + self.files.decisions:
            self.files.merge()

    def _on_correction(self, row: ReviewRow, text: str) -> None:
        places = [issue.place for issue in row.issues if issue.place is not None and issue.place.cell]
        if self._current is not None and places:
            self.files.correct(self._current, places, text)

    def _on_left_out(self, is_left_out: bool) -> None:
        if self._current is not None:
            self.files.leave_out(self._current, is_left_out=is_left_out)

    def _on_question_answered(self, question: str, answer: object) -> None:
        file = self._current
        if file is None:
            return
        if question == _UNLOCK:
            self._ask_password(file)
        elif question == TABLE:
            self.reject()
            self.table_wanted.emit([file.path])
        elif question == PARTICIPANTS:
            self.reject()
            self.participants_wanted.emit(file.path)
        else:
            self.files.answer(file, question, answer)

    def _ask_password(self, file: ReturnedFile) -> None:
        from chipmap.ui.dialogs.password_dialog import PasswordDialog

        is_again = file.refused is not None and file.refused.params.get("reason") == "password-wrong"
        dialog = PasswordDialog(file.path.name, is_again=is_again, parent=self)
        dialog.entered.connect(lambda password: self.files.open_locked(file, password))
        dialog.open()

    def _on_conflict(self, row: ReviewRow) -> None:
        from chipmap.ui.dialogs.conflict_dialog import ConflictDialog, ShownConflict

        item, plan = row.item, self.plan
        if item is None or plan is None:
            return
        base, ours, theirs = self._conflict_sides(plan, item)
        shown = ShownConflict(
            row.title,
            item.unit,
            item.conflict,
            base,
            ours,
            theirs,
            row.here.who,
            row.there.who,
            evidence=plan.evidence,
            can_edit=not plan.is_of_register,
        )
        dialog = ConflictDialog(shown, self._bridge.dataset, self)

        def on_decided(resolution: Resolution, value: UnitValue) -> None:
            self.model.decide(row, resolution, value)

        dialog.decided.connect(on_decided)
        dialog.open()

    def _conflict_sides(self, plan: ImportPlan, item: ImportItem) -> tuple[UnitValue, UnitValue, UnitValue]:
        """What was sent out, mine and theirs, as the dialog of a conflict shows them."""
        from chipmap.model.exchange.collaboration_plan import RegisterPlan

        if isinstance(plan, RegisterPlan):
            from chipmap.ui.dialogs.register_rows import conflict_texts

            return conflict_texts(plan, item, ReviewNames(self._bridge.dataset, self._bridge.names))
        return item.base, item.before, item.after

    def _on_report(self) -> None:
        plans = [file.plan for file in self.files.files if file.plan is not None]
        self._reports.save_report(self.files.paths[0], plans)

    def _on_marked(self) -> None:
        file = self._current
        if file is not None and file.workbook is not None and file.plan is not None:
            self._reports.save_marked_copy(file.path, file.workbook, file.plan)


def _marked_cells(plan: ImportPlan) -> bool:
    return any(issue.place is not None and issue.place.cell for issue in plan.issues)


def _primary_text(count: int, kept: int, files: int) -> str:
    if count and files > 1:
        changes = ngettext("{count} change", "{count} changes", count).format(count=count_text(count))
        from_files = ngettext("{count} file", "{count} files", files).format(count=files)
        return _("Merge {changes} from {files}").format(changes=changes, files=from_files)
    if count:
        text = ngettext("Merge {count} change", "Merge {count} changes", count)
        return text.format(count=count_text(count))
    if kept:
        return ngettext("Keep {count} decision", "Keep {count} decisions", kept).format(count=kept)
    return _("Nothing to merge")


def _footer_note(files: Sequence[ReturnedFile], count: int, waiting: int) -> str:
    if waiting:
        return ngettext(
            "{count} row is not decided: a conflict keeps yours, a problem is left out.",
            "{count} rows are not decided: conflicts keep yours, problems are left out.",
            waiting,
        ).format(count=waiting)
    if count:
        return _("A restore point is made first. You can undo the merge at any time.")
    plans = [file.plan for file in files if file.plan is not None]
    if any(problems_of(plan) or plan.items for plan in plans):
        return _("Nothing is chosen.")
    return _("Every answer in the file is in your workspace already.") if plans else ""
