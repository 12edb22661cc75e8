"""Asks of which places fiches are written, as what and where, writes all of them, and lists them.

All files or none: a mailing that is cancelled leaves the folder as it was. The workspace is not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.exchange.fiche_plan import FicheFile, FicheFormat, plan_fiches
from chipmap.model.match.place_fiche import usual_fiche_places
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.export_fields import LanguageField, documents_folder, field, show_in_folder
from chipmap.ui.errors import sentence_of
from chipmap.ui.widgets.parts import button, heading_row, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.ui.widgets.text_table import TextTable
from chipmap.ui.widgets.tick_list import TickList
from chipmap.wording import _, ngettext
from chipmap.wording.fiche.told import ToldFiches

if TYPE_CHECKING:
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_NAMED = 4
_BY_NAME, _BY_CODE = "name", "code"

Write = Callable[[ToldFiches, Sequence[FicheFile], "Progress"], tuple[FicheFile, ...]]
"""Draws and writes the files beside the window; returns them with what could not be printed."""


class FicheDialog(DialogFrame):
    """A list to tick and the options of the files; after writing the list of what was written."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        jobs: Jobs,
        subjects: Sequence[str],
        focus: str,
        *,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Fiches of places"), 760, 720, parent)
        self._bridge, self._jobs, self._focus, self._write = bridge, jobs, focus, write
        self._job: Job | None = None
        self._written: tuple[FicheFile, ...] = ()
        self._kind, self._scheme = FicheFormat.WORD, _BY_NAME
        self._pages = QStackedWidget()
        self._form = self._form_page()
        self.table = TextTable(_("Fiches that were written"))
        self._pages.addWidget(self._form)
        self._pages.addWidget(self.table)
        self.body.addSpacing(4)
        self.body.addWidget(self._pages, 1)
        self.in_folder = button(_("Show in folder"), self._on_show, is_footer=True)
        self.in_folder.hide()
        self.add_footer_button(self.in_folder)
        self.places.choose(subjects)
        self._judge()
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def written(self) -> tuple[FicheFile, ...]:
        """What was written; empty until then."""
        return self._written

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _form_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        about = _("Two pages for each place, seen from {focus}. Contacts of people are in none of them.")
        text = about.format(focus=self._bridge.subject_name(self._focus))
        column.addWidget(label(text, "small", "text2"))
        column.addLayout(self._place_list(), 1)
        options = QHBoxLayout()
        options.setSpacing(24)
        self.kind = SegmentedChoice(
            _("Format"), [(FicheFormat.WORD, _("Word")), (FicheFormat.PDF, _("PDF"))], can_clear=False
        )
        self.scheme = SegmentedChoice(
            _("File names"), [(_BY_NAME, _("Place")), (_BY_CODE, _("Code"))], can_clear=False
        )
        self.kind.show_choice(self._kind)
        self.scheme.show_choice(self._scheme)
        self.kind.picked.connect(self._on_kind)
        self.scheme.picked.connect(self._on_scheme)
        self.language = LanguageField()
        self.language.picked.connect(lambda _language: self._judge())
        options.addLayout(field(_("Format"), self.kind))
        options.addLayout(field(_("Language of the files"), self.language))
        options.addLayout(field(_("File names"), self.scheme))
        options.addStretch(1)
        column.addLayout(options)
        self.folder = QLineEdit(str(documents_folder() / _("Fiches")))
        self.folder.textChanged.connect(lambda _text: self._judge())
        column.addLayout(field(_("Folder"), self.folder, beside=button(_("Change…"), self._on_browse)))
        self._problem = label("", "small", "danger")
        column.addWidget(self._problem)
        return page

    def _place_list(self) -> QVBoxLayout:
        dataset, name = self._bridge.dataset, self._bridge.subject_name
        self.places = TickList(_("Places"), _("Find a place"), _chosen_text)
        regions = [region.code for region in dataset.regions.values() if region.is_policy]
        countries = sorted(map(str, dataset.countries), key=lambda code: name(code).casefold())
        partners = usual_fiche_places(dataset, self._focus)
        order = dict.fromkeys((*regions, *partners, *countries))
        self.places.add_lines((code, name(code), 0) for code in order)
        self.places.ticked.connect(self._judge)
        self.partners = button(_("Tick the partner places"), self._tick_partners, look="link")
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(heading_row(label(_("About"), "small_strong", wraps=False), self.partners))
        column.addWidget(self.places, 1)
        return column

    def _tick_partners(self) -> None:
        self.places.choose(usual_fiche_places(self._bridge.dataset, self._focus))

    def _told(self) -> ToldFiches:
        from chipmap.model.geography.naming import PlaceNames

        dataset, language = self._bridge.dataset, self.language.language
        names = PlaceNames.load(dataset.settings.naming_profile, language)
        return ToldFiches(dataset, self._focus, names, language, datetime.now().astimezone())

    def _files(self) -> tuple[FicheFile, ...]:
        folder, told = Path(self.folder.text().strip() or "."), self._told()
        name_of = told.names.name if self._scheme == _BY_NAME else None
        return plan_fiches(told.dataset, self.places.chosen(), folder, self._kind, name_of)

    def _judge(self) -> None:
        """Say what stands in the way, how many files the button will write, and which are replaced."""
        if self._pages.count() == 0:
            return
        files, folder = self._files(), Path(self.folder.text().strip() or ".")
        problem = ""
        if not files:
            problem = _("Tick at least one place.")
        elif folder.is_file() or not folder.parent.is_dir():
            problem = _("There is no folder {folder}. Choose another place.").format(folder=folder.parent)
        self._show_problem(problem)
        count = len(files)
        self.primary.setText(
            ngettext("Write {count} fiche", "Write {count} fiches", count).format(count=count)
        )
        self.primary.setEnabled(not problem)
        replaced = 0 if problem else sum(one.path.exists() for one in files)
        text = ngettext(
            "{count} file of that name is replaced.", "{count} files of those names are replaced.", replaced
        )
        self.show_note(text.format(count=replaced) if replaced else "")

    def _on_primary(self) -> None:
        if self._written:
            self.accept()
            return
        told, files = self._told(), self._files()
        if not files or not self.primary.isEnabled():
            return
        self._show_working(is_working=True)
        self._job = self._jobs.start(
            lambda progress: self._write(told, files, progress),
            _("Writing fiches"),
            self._on_written,
            self._on_failed,
        )
        self._job.progressed.connect(self.show_progress)

    def _on_written(self, files: tuple[FicheFile, ...]) -> None:
        self._job = None
        self._written = files
        self._show_working(is_working=False)
        self.table.show_rows(
            (_("Place"), _("File"), _("Not printable")),
            [(self._bridge.subject_name(one.subject), one.path.name, one.unprintable) for one in files],
        )
        self._pages.setCurrentWidget(self.table)
        count = len(files)
        said = ngettext("{count} fiche written to {folder}", "{count} fiches written to {folder}", count)
        note = said.format(count=count, folder=files[0].path.parent)
        lacking = "".join(dict.fromkeys(sign for one in files for sign in one.unprintable))
        if lacking:
            missing = _("No font on this computer has these characters: {signs}")
            note = f"{note}. {missing.format(signs=' '.join(lacking))}"
        self.show_note(note)
        self.cancel.hide()
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

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _on_kind(self, kind: FicheFormat) -> None:
        self._kind = kind
        self.kind.show_choice(kind)
        self._judge()

    def _on_scheme(self, scheme: str) -> None:
        self._scheme = scheme
        self.scheme.show_choice(scheme)
        self._judge()

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the fiches"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _on_show(self) -> None:
        show_in_folder(self._written[0].path)


def _chosen_text(chosen: Sequence[str]) -> str:
    """What is ticked, by name while that is short."""
    count = len(chosen)
    named = ", ".join(chosen[:_NAMED]) + (" …" if count > _NAMED else "")
    return _("{count} chosen: {names}").format(count=count, names=named) if count else _("None chosen")
