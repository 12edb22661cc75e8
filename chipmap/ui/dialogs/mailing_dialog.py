"""Asks to whom and about what scorecards are written, writes all of them into a folder, and lists them.

All files or none: a mailing that is cancelled leaves the folder as it was. The workspace is not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.export_fields import (
    LanguageField,
    documents_folder,
    field,
    protection_box,
    show_in_folder,
    speaking,
    subjects_of,
)
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations.mailings import mailing_work
from chipmap.ui.widgets.parts import button, heading_row, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.ui.widgets.text_table import TextTable
from chipmap.ui.widgets.tick_list import TickList
from chipmap.wording import _, ngettext
from chipmap.wording.raters import rater_text, whose_text

if TYPE_CHECKING:
    from chipmap.model.exchange.mailing import Letter
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_EACH, _JOINT = "each", "joint"
_NAMED = 4
_MANY = 2_000
"""Files in one folder that are more likely a slip than a wish."""


class MailingDialog(DialogFrame):
    """Two lists to tick, the options of the files, and after writing the list of what was written."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        jobs: Jobs,
        subjects: Sequence[str],
        raters: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Send scorecards to several raters"), 980, 780, parent)
        self._bridge = bridge
        self._jobs = jobs
        self._job: Job | None = None
        self._written: tuple[Letter, ...] = ()
        self._layout = _EACH
        self._pages = QStackedWidget()
        self._form = self._form_page()
        self.table = TextTable(_("Scorecards that were written"))
        self._pages.addWidget(self._form)
        self._pages.addWidget(self.table)
        self.body.addSpacing(4)
        self.body.addWidget(self._pages, 1)
        self.subjects.choose(subjects)
        self.raters.choose(raters)
        self._judge()
        self.subjects.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def written(self) -> tuple[Letter, ...]:
        """What was written; empty until then."""
        return self._written

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _on_primary(self) -> None:
        if self._written:
            self.accept()
            return
        from chipmap.wording.scorecards import scorecard_words

        letters = self._letters()
        if not letters or self._problem_of(letters):
            return
        with speaking(self.language.language):
            words = scorecard_words(self._bridge.dataset.settings)
        work = mailing_work(self._bridge, letters, words, is_protected=self.protection.isChecked())
        self._show_working(is_working=True)
        self._job = self._jobs.start(work, _("Writing scorecards"), self._on_written, self._on_failed)
        self._job.progressed.connect(self.show_progress)

    def _on_written(self, letters: tuple[Letter, ...]) -> None:
        self._job = None
        self._written = letters
        self._show_working(is_working=False)
        dataset, name = self._bridge.dataset, self._bridge.subject_name
        self.table.show_rows(
            (_("Rater"), _("About"), _("Rows"), _("File")),
            [
                (
                    rater_text(dataset.raters.get(letter.rater), letter.rater),
                    ", ".join(map(name, letter.subjects)),
                    letter.rows,
                    letter.path.name,
                )
                for letter in letters
            ],
        )
        self._pages.setCurrentWidget(self.table)
        count = len(letters)
        self.show_note(
            ngettext(
                "{count} scorecard written to {folder}", "{count} scorecards written to {folder}", count
            ).format(count=count, folder=letters[0].path.parent)
        )
        self.cancel.hide()
        self.save_list.show()
        self.in_folder.show()
        self.primary.setText(_("Close"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(is_working=False)
        self._show_problem(sentence_of(error))

    def _show_working(self, *, is_working: bool) -> None:
        self._form.setEnabled(not is_working)
        self.primary.setEnabled(not is_working)
        self.note.setVisible(not is_working)
        self.progress.setVisible(is_working)
        self.show_progress(0, 0)

    def _form_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(
                _(
                    "Everybody gets workbooks of their own, which say nothing about any other rater. From "
                    "round 2 on they carry the group's median, spread and reasons without names."
                ),
                "small",
                "text2",
            )
        )
        lists = QHBoxLayout()
        lists.setSpacing(24)
        lists.addLayout(self._subject_list(), 3)
        lists.addLayout(self._rater_list(), 2)
        column.addLayout(lists, 1)
        options = QHBoxLayout()
        options.setSpacing(24)
        self.language = LanguageField()
        options.addLayout(field(_("Language of the files"), self.language))
        self.layout_choice = SegmentedChoice(
            _("Workbooks"),
            [(_EACH, _("One for each place")), (_JOINT, _("One for each rater"))],
            can_clear=False,
        )
        self.layout_choice.show_choice(_EACH)
        self.layout_choice.picked.connect(self._on_layout)
        options.addLayout(field(_("Workbooks"), self.layout_choice))
        self.protection = protection_box()
        options.addWidget(self.protection, 0, Qt.AlignmentFlag.AlignBottom)
        options.addStretch(1)
        column.addLayout(options)
        column.addLayout(self._folder_field())
        self._problem = label("", "small", "danger")
        column.addWidget(self._problem)
        self._add_footer()
        return page

    def _subject_list(self) -> QVBoxLayout:
        self.subjects = TickList(
            _("Places and institutions"),
            _("Find a place or institution"),
            _chosen_text,
        )
        self.subjects.add_lines((key, name, 0) for key, name in subjects_of(self._bridge))
        self.subjects.ticked.connect(self._judge)
        regions = [region for region in self._bridge.dataset.regions.values() if region.is_policy]
        self.members = QComboBox()
        self.members.setAccessibleName(_("Tick the members of a region"))
        self.members.addItem(_("Tick the members of …"))
        for region in regions:
            self.members.addItem(self._bridge.subject_name(region.code), region.code)
        self.members.activated.connect(self._on_members)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(heading_row(label(_("About"), "small_strong", wraps=False), self.members))
        column.addWidget(self.subjects, 1)
        return column

    def _rater_list(self) -> QVBoxLayout:
        self.raters = TickList(
            _("Raters"),
            _("Find a rater"),
            lambda chosen: ngettext("{count} rater", "{count} raters", len(chosen)).format(count=len(chosen)),
        )
        self.raters.add_lines(
            (rater.id, whose_text(rater), 0) for rater in self._bridge.dataset.raters.values()
        )
        self.raters.ticked.connect(self._judge)
        self.everybody = button(_("Tick everybody"), lambda: self.raters.choose(self.raters.keys()))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(heading_row(label(_("To"), "small_strong", wraps=False), self.everybody))
        column.addWidget(self.raters, 1)
        return column

    def _folder_field(self) -> QVBoxLayout:
        self.folder = QLineEdit(str(documents_folder() / _("Scorecards")))
        self.folder.textChanged.connect(lambda _text: self._judge())
        self._browse = button(_("Change…"), self._on_browse)
        return field(_("Folder"), self.folder, beside=self._browse)

    def _add_footer(self) -> None:
        self.save_list = button(_("Save this list…"), self._on_save_list, is_footer=True)
        self.in_folder = button(_("Show in folder"), self._on_show, is_footer=True)
        for extra in (self.save_list, self.in_folder):
            extra.hide()
            self.add_footer_button(extra)

    def _on_members(self, index: int) -> None:
        region = self._bridge.dataset.regions.get(self.members.itemData(index) or "")
        if region is not None:
            self.subjects.choose({*self.subjects.chosen(), *region.members} - {region.code})
        self.members.setCurrentIndex(0)

    def _on_layout(self, choice: str) -> None:
        self._layout = choice
        self.layout_choice.show_choice(choice)
        self._judge()

    def _letters(self) -> tuple[Letter, ...]:
        from chipmap.model.exchange.mailing import plan_mailing

        subjects, raters = self.subjects.chosen(), self.raters.chosen()
        if not subjects or not raters:
            return ()
        folder = Path(self.folder.text().strip() or ".")
        return plan_mailing(self._bridge.dataset, subjects, raters, folder, is_joint=self._layout == _JOINT)

    def _judge(self) -> None:
        """Say what stands in the way, and how many files the button will write."""
        if self._pages.count() == 0:
            return
        letters = self._letters()
        problem = self._problem_of(letters)
        self._show_problem(problem)
        count = len(letters)
        self.primary.setText(
            ngettext("Write {count} scorecard", "Write {count} scorecards", count).format(count=count)
        )
        self.primary.setEnabled(bool(letters) and not problem)
        replaced = 0 if problem else sum(letter.path.exists() for letter in letters)
        self.show_note(
            ngettext(
                "{count} file of that name is replaced.",
                "{count} files of those names are replaced.",
                replaced,
            ).format(count=replaced)
            if replaced
            else ""
        )

    def _problem_of(self, letters: Sequence[Letter]) -> str:
        folder = Path(self.folder.text().strip() or ".")
        if not self.subjects.chosen():
            return _("Tick at least one place or institution.")
        if not self.raters.chosen():
            return _("Tick at least one rater; new ones are added under Raters and rounds.")
        if len(letters) > _MANY:
            return _("These are {count} files; {most} are the most in one go. Tick fewer.").format(
                count=len(letters), most=_MANY
            )
        if folder.is_file() or not folder.parent.is_dir():
            return _("There is no folder {folder}. Choose another place.").format(folder=folder.parent)
        return ""

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the scorecards"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _on_show(self) -> None:
        show_in_folder(self._written[0].path)

    def _on_save_list(self) -> None:
        folder = self._written[0].path.parent.parent
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save this list"),
            str(folder / (_("Scorecards sent") + ".xlsx")),
            _("Excel workbook (*.xlsx)"),
        )
        if chosen:
            self.write_list(Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".xlsx"))

    def write_list(self, path: Path) -> None:
        """Keep the list of what was written as a workbook."""
        from chipmap.model.errors import ChipmapError
        from chipmap.model.exchange.findings_report import put_in_place
        from chipmap.model.exchange.table_workbook import table_workbook

        rows = self.table.rows
        try:
            put_in_place(path, table_workbook(_("Scorecards sent"), rows.headings, rows.rows))
        except ChipmapError as error:
            self.show_note(sentence_of(error))
        else:
            self.show_note(_("List saved as {name}").format(name=path.name))


def _chosen_text(chosen: Sequence[str]) -> str:
    """What is ticked, by name while that is short."""
    count = len(chosen)
    named = ", ".join(chosen[:_NAMED]) + (" …" if count > _NAMED else "")
    return _("{count} chosen: {names}").format(count=count, names=named) if count else _("None chosen")
