"""Asks for whom, for which rater and in which language a scorecard is written, and writes it.

The workspace is not changed by an export; a file that is there already is replaced only when that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QCompleter, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.progress import Progress
from chipmap.model.records import OWNER
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.errors import sentence_of
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import LANGUAGES, _, current_language, use_language

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_NAME_OF_LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch"}
"""Each language in its own words, so never translated."""


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Words in another language for a moment; only in the GUI thread, where nothing is drawn meanwhile."""
    before = current_language()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


class ExportDialog(DialogFrame):
    """`exported` carries the path of the finished workbook."""

    exported = Signal(object)

    def __init__(
        self, bridge: WorkspaceBridge, subject: str, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Export a scorecard to Excel"), 620, 560, parent)
        self._bridge = bridge
        self._jobs = jobs
        self._job: Job | None = None
        self._folder = _documents_folder()
        self._is_own_path = False
        self._language = current_language()
        self._lay_out()
        self._fill_subjects(subject)
        self._fill_raters()
        self.language.show_choice(self._language)
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
        with _speaking(self._language):
            words = scorecard_words(dataset.settings)
        names = PlaceNames.load(dataset.settings.naming_profile, self._language)
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
        for field in (self.subject, self.rater, self.language, self.path, self._browse, self.primary):
            field.setEnabled(not is_working)
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
        self.language = SegmentedChoice(
            _("Language of the file"),
            [(language, _NAME_OF_LANGUAGE[language]) for language in LANGUAGES],
            can_clear=False,
        )
        self.language.picked.connect(self._on_language_picked)
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
        self.body.addLayout(_field(_("Place or institution"), self.subject))
        self.body.addLayout(
            _field(_("Rater"), self.rater, _("Whose answers it carries; type a name for a new delegation"))
        )
        self.body.addLayout(_field(_("Language of the file"), self.language))
        self.body.addLayout(_field(_("File"), self.path, beside=self._browse))
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def _fill_subjects(self, chosen: str) -> None:
        dataset = self._bridge.dataset
        codes = [region.code for region in dataset.regions.values() if region.is_policy]
        codes += sorted((country.code for country in dataset.countries.values()), key=self._sorting_name)
        codes += sorted((record.id for record in dataset.institutions.values()), key=self._sorting_name)
        for code in codes:
            self.subject.addItem(self._bridge.subject_name(code), code)
        completer = QCompleter(self.subject.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.subject.setCompleter(completer)
        self.subject.setCurrentIndex(max(0, self.subject.findData(chosen)))

    def _sorting_name(self, subject: str) -> str:
        return self._bridge.subject_name(subject).casefold()

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

    def _on_language_picked(self, language: str) -> None:
        self._language = language
        self.language.show_choice(language)

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


def show_in_folder(path: Path) -> None:
    """Open the folder of a file with the desktop's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _documents_folder() -> Path:
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def _field(name: str, field: QWidget, hint: str = "", *, beside: QWidget | None = None) -> QVBoxLayout:
    """A field under its name, with a button beside it or a hint below it."""
    column = QVBoxLayout()
    column.setSpacing(6)
    caption = label(name, "small_strong", wraps=False)
    caption.setBuddy(field)
    field.setAccessibleName(name)
    column.addWidget(caption)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    if beside is not None:
        row.addWidget(beside)
    column.addLayout(row)
    if hint:
        column.addWidget(label(hint, "caption", "text3"))
    return column
