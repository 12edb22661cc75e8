"""Asks for whom, for which rater and in which language a scorecard is written, and writes it.

The workspace is not changed by an export; a file that is there already is replaced only when that is said.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFileDialog, QLineEdit, QWidget

from chipmap.model.progress import Progress
from chipmap.model.records import OWNER
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
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

__all__ = ["ExportDialog", "show_in_folder"]


class ExportDialog(DialogFrame):
    """`exported` carries the path of the finished workbook; `several_asked` the subject, for a mailing."""

    exported = Signal(object)
    several_asked = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, subject: str, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Export a scorecard to Excel"), 640, 600, parent)
        self._bridge = bridge
        self._jobs = jobs
        self._job: Job | None = None
        self._folder = documents_folder()
        self._is_own_path = False
        self._lay_out()
        self._fill_subjects(subject)
        self._fill_raters()
        self._propose_path()
        self.subject.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen_subject(self) -> str:
        """The code of the chosen place or the id of the institution; empty while what is typed names none."""
        typed = self.subject.currentText().strip()
        index = self.subject.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.subject.itemData(index)) if index >= 0 else ""

    @property
    def chosen_rater(self) -> str:
        """The id of the rater; a name that is not known yet becomes the id of a new ballot on its return."""
        typed = self.rater.currentText().strip()
        index = self.rater.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.rater.itemData(index)) if index >= 0 else typed

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _on_primary(self) -> None:
        subject, rater = self.chosen_subject, self.chosen_rater
        if not subject or not rater:
            return
        from chipmap.model.exchange.scorecard_writer import write_scorecard
        from chipmap.model.geography.naming import PlaceNames
        from chipmap.wording.scorecards import scorecard_words

        dataset, revision = self._bridge.dataset, self._bridge.workspace.revision
        path = Path(self.path.text().strip())
        language, is_protected = self.language.language, self.protection.isChecked()
        with speaking(language):
            words = scorecard_words(dataset.settings)
        names = PlaceNames.load(dataset.settings.naming_profile, language)
        moment = datetime.now(UTC)

        def work(progress: Progress) -> Path:
            write_scorecard(
                dataset,
                subject,
                path,
                rater=rater,
                words=words,
                names=names,
                revision=revision,
                exported_at=moment,
                is_protected=is_protected,
                progress=progress,
            )
            return path

        self._show_working(is_working=True)
        self._job = self._jobs.start(work, _("Writing the scorecard"), self._on_written, self._on_failed)
        self._job.progressed.connect(self.show_progress)

    def _on_written(self, path: Path) -> None:
        self._job = None
        self.exported.emit(path)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(is_working=False)
        self._show_problem(sentence_of(error))

    def _show_working(self, *, is_working: bool) -> None:
        parts = (self.subject, self.rater, self.language, self.protection, self.path, self._browse)
        for part in (*parts, self.several, self.primary):
            part.setEnabled(not is_working)
        self.note.setVisible(not is_working)
        self.progress.setVisible(is_working)
        self.show_progress(0, 0)

    def _lay_out(self) -> None:
        self.subject = QComboBox()
        self.subject.setEditable(True)
        self.subject.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.subject.currentTextChanged.connect(lambda _text: self._propose_path())
        self.rater = QComboBox()
        self.rater.setEditable(True)
        self.rater.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rater.currentTextChanged.connect(lambda _text: self._propose_path())
        self.language = LanguageField()
        self.protection = protection_box()
        self.several = button(_("Several at once…"), self._on_several, is_footer=True)
        self.add_footer_button(self.several)
        self.path = QLineEdit()
        self.path.textEdited.connect(self._on_path_edited)
        self._browse = button(_("Change…"), self._on_browse)
        self._problem = label("", "small", "danger")
        self.body.addWidget(
            label(
                _(
                    "A scorecard is an Excel workbook that an expert fills in and sends back. "
                    "Suggested levels stand in notes and are never filled in."
                ),
                "small",
                "text2",
            )
        )
        self.body.addLayout(field(_("Place or institution"), self.subject))
        self.body.addLayout(
            field(_("Rater"), self.rater, _("Whose answers it carries; type a name for a new delegation"))
        )
        self.body.addLayout(field(_("Language of the file"), self.language))
        self.body.addWidget(self.protection)
        self.body.addLayout(field(_("File"), self.path, beside=self._browse))
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def _fill_subjects(self, chosen: str) -> None:
        for subject, name in subjects_of(self._bridge):
            self.subject.addItem(name, subject)
        completer = QCompleter(self.subject.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.subject.setCompleter(completer)
        self.subject.setCurrentIndex(max(0, self.subject.findData(chosen)))

    def _fill_raters(self) -> None:
        for rater in self._bridge.dataset.raters.values():
            self.rater.addItem(_("You") if rater.id == OWNER else rater.name or rater.id, rater.id)
        self.rater.setCurrentIndex(max(0, self.rater.findData(OWNER)))

    def _propose_path(self) -> None:
        """Name the file after subject, round and rater until the person gives it a name of its own."""
        subject, rater = self.chosen_subject, self.chosen_rater
        if subject and rater and not self._is_own_path:
            from chipmap.model.exchange.scorecard_content import scorecard_file_name

            path = self._folder / scorecard_file_name(self._bridge.dataset, subject, rater)
            self.path.setText(str(path))
        self._judge()

    def _judge(self) -> None:
        """Say what stands in the way, and what the button will do."""
        problem = ""
        path = Path(self.path.text().strip() or ".")
        if not self.chosen_subject:
            problem = _("Choose a place or an institution from the list.")
        elif not self.chosen_rater:
            problem = _("Name a rater.")
        elif path.suffix.lower() != ".xlsx":
            problem = _("Give the file a name that ends in .xlsx.")
        elif not path.parent.is_dir():
            problem = _("There is no folder {folder}. Choose another place.").format(folder=path.parent)
        self._show_problem(problem)
        exists = not problem and path.exists()
        self.primary.setText(_("Replace the file") if exists else _("Export scorecard"))
        self.show_note(_("A file of this name is there already and will be replaced.") if exists else "")
        self.primary.setEnabled(not problem)

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _on_several(self) -> None:
        """Write to several raters, or about several subjects, instead."""
        subject = self.chosen_subject
        self.reject()
        self.several_asked.emit(subject)

    def _on_path_edited(self, _text: str) -> None:
        self._is_own_path = True
        self._judge()

    def _on_browse(self) -> None:
        kinds = _("Excel workbook (*.xlsx)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export a scorecard to Excel"), self.path.text(), kinds
        )
        if chosen:
            path = Path(chosen)
            self._is_own_path = True
            self.path.setText(str(path if path.suffix else path.with_suffix(".xlsx")))
            self._judge()
