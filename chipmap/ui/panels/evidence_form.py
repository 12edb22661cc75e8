"""A short form for one piece of evidence, opened in place: title, kind, where to find it, year and grade.

Pasting a link, a whole source line or a file fills the fields in; nothing is kept before the button is
pressed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.edits.evidence import evidence_of, parse_source_line
from chipmap.model.records import Evidence, EvidenceKind, Grade
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording.levels import evidence_kind_word, grade_word

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent

GIVEN_GRADES = (Grade.MEASURED, Grade.REPORTED, Grade.COMPUTED, Grade.JUDGEMENT)
"""The grades a person can give; *suggested* is the program's own."""

_KIND_BY_SUFFIX = {".xlsx": EvidenceKind.DATA, ".xls": EvidenceKind.DATA, ".csv": EvidenceKind.DATA}


def evidence_from_text(text: str) -> Evidence:
    """What a pasted text most likely means: a link, a source line with | between its parts, or a title."""
    text = text.strip()
    address = urlparse(text)
    if address.scheme in ("http", "https") and address.netloc and " " not in text:
        return replace(evidence_of(_title_of_link(text), text), evidence_kind=EvidenceKind.LINK)
    return parse_source_line(text)[0]


def evidence_from_file(path: str) -> Evidence:
    """Evidence that names a file by its path; the file itself is not copied."""
    file = PurePath(path)
    kind = _KIND_BY_SUFFIX.get(file.suffix.lower(), EvidenceKind.DOCUMENT)
    return evidence_of(file.stem, path, None, kind)


def _title_of_link(link: str) -> str:
    """A readable title for a link: the last part of its path, else its host."""
    address = urlparse(link)
    last = unquote(PurePath(address.path).stem).replace("-", " ").replace("_", " ").strip()
    host = address.netloc.removeprefix("www.")
    return f"{last[:1].upper()}{last[1:]}, {host}" if last else host


class _TitleEdit(QLineEdit):
    """A title field that notices when a whole text arrives at once, as by pasting or dropping."""

    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._length_before = 0
        self.textEdited.connect(self._on_edited)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._length_before = len(text)

    def _on_edited(self, text: str) -> None:
        was_empty, self._length_before = self._length_before == 0, len(text)
        if was_empty and len(text) > 1:
            self.pasted.emit(text)


class _CalmComboBox(QComboBox):
    """A list of choices that a turn of the wheel scrolls past instead of changing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class EvidenceForm(QFrame):
    """Asks for one piece of evidence; `submitted` carries it, `left` says that the person gave up."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card2")
        self._before: Evidence | None = None
        self._source = ""
        self._title = _TitleEdit()
        self._title.pasted.connect(lambda text: self._fill(evidence_from_text(text)))
        self._locator = QLineEdit()
        self._kind = _CalmComboBox()
        self._kind.addItems([evidence_kind_word(kind) for kind in EvidenceKind])
        self._year = QLineEdit()
        self._grade = _CalmComboBox()
        self._grade.addItems([grade_word(grade).capitalize() for grade in GIVEN_GRADES])
        self._problem = label("", "small", "danger")
        self._submit = button("", self.submit, look="primary")
        self._lay_out()
        self.open_for(None)

    def open_for(self, evidence: Evidence | None) -> None:
        """Ask for new evidence, or let `evidence` be corrected."""
        self._before = evidence
        self._fill(evidence or Evidence("", EvidenceKind.DOCUMENT, ""))
        self._submit.setText(_("Add evidence") if evidence is None else _("Save changes"))
        self.show_problem("")

    def offer(self, evidence: Evidence) -> None:
        """Ask for new evidence with the fields filled in, for instance from a dropped file."""
        self.open_for(None)
        self._fill(evidence)

    @property
    def kind(self) -> EvidenceKind:
        """The kind that is chosen; a combo box would hand an enumeration back as plain text."""
        return list(EvidenceKind)[self._kind.currentIndex()]

    def choose_grade(self, grade: Grade) -> None:
        """Choose a grade; one that no person can give counts as reported."""
        given = grade if grade in GIVEN_GRADES else Grade.REPORTED
        self._grade.setCurrentIndex(GIVEN_GRADES.index(given))

    def take_focus(self) -> None:
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Say at the form what is wrong; an empty text takes the message away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def submit(self) -> None:
        """Hand over what the fields say, or say which field is not right."""
        title = self._title.text().strip() or self._locator.text().strip()
        if not title:
            self._refuse(self._title, _("Enter a title or a link."))
            return
        year_text = self._year.text().strip()
        if year_text and not year_text.isdecimal():
            self._refuse(self._year, _("Year: enter four digits, or leave it empty."))
            return
        year = int(year_text) if year_text else None
        made = evidence_of(title, self._locator.text(), year, self.kind)
        made = replace(made, grade=GIVEN_GRADES[self._grade.currentIndex()], source=self._source)
        if self._before is not None:
            made = replace(made, id=self._before.id)
        self.show_problem("")
        self.submitted.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, evidence: Evidence) -> None:
        self._title.show_text(evidence.title)
        self._locator.setText(evidence.locator)
        self._year.setText("" if evidence.year is None else str(evidence.year))
        self._kind.setCurrentIndex(list(EvidenceKind).index(evidence.evidence_kind))
        self.choose_grade(evidence.grade)
        self._source = evidence.source

    def _refuse(self, field: QLineEdit, problem: str) -> None:
        self.show_problem(problem)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self._title.setPlaceholderText(_("Title, or paste a link"))
        self._locator.setPlaceholderText(_("Link, page or file"))
        self._year.setPlaceholderText(_("Year"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addLayout(_named(_("Title"), self._title), 0, 0, 1, 4)
        grid.addLayout(_named(_("Where to find it"), self._locator), 1, 0, 1, 3)
        grid.addLayout(_named(_("Year"), self._year), 1, 3)
        grid.addLayout(_named(_("Kind"), self._kind), 2, 0, 1, 2)
        grid.addLayout(_named(_("Grade"), self._grade), 2, 2, 1, 2)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        for field in (self._kind, self._grade, self._year):
            field.setMinimumWidth(1)
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.left.emit))
        buttons.addWidget(self._submit)
        layout.addLayout(buttons)


def _named(name: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    caption = label(name, "caption", "text2", wraps=False)
    caption.setBuddy(field)
    field.setAccessibleName(name)
    column.addWidget(caption)
    column.addWidget(field)
    return column
