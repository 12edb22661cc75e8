"""Asks in which format and size a picture of the map is saved, and where; the drawing is the shell's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _

_FORMATS = (".png", ".svg", ".pdf")
_TEXT_SUFFIX = ".txt"


class ImageWish(NamedTuple):
    """The picture that the person wants: where, how large in pixels, and whether text is drawn as shapes."""

    path: Path
    size: tuple[int, int]
    has_outlined_text: bool


class ImageDialog(DialogFrame):
    """`wanted` carries an `ImageWish` when the person has chosen; nothing is drawn before."""

    wanted = Signal(object)

    def __init__(
        self,
        name: str,
        sizes: Sequence[tuple[int, int]],
        chosen_size: tuple[int, int],
        parent: QWidget | None = None,
        *,
        folder: Path | None = None,
    ) -> None:
        super().__init__(_("Image of this view"), 620, 470, parent)
        self._suffix = _FORMATS[0]
        self._make_fields(sizes, chosen_size)
        self._lay_out()
        self.path.setText(str((folder or _pictures_folder()) / f"{name}{self._suffix}"))
        self.format.show_choice(self._suffix)
        self._judge()

    @property
    def wish(self) -> ImageWish:
        """What is chosen at the moment."""
        size = self.size_choice.currentData()
        path = Path(self.path.text().strip() or ".")
        return ImageWish(path, size, self._suffix == ".svg" and self.outlines.isChecked())

    def _on_primary(self) -> None:
        wish = self.wish
        self.accept()
        self.wanted.emit(wish)

    def _make_fields(self, sizes: Sequence[tuple[int, int]], chosen: tuple[int, int]) -> None:
        formats = [(".png", _("PNG image")), (".svg", _("SVG drawing")), (".pdf", _("PDF document"))]
        self.format = SegmentedChoice(_("Format"), formats, can_clear=False)
        self.format.picked.connect(self._on_format_picked)
        self.size_choice = QComboBox()
        for width, height in sizes:
            text = _("{width} × {height} pixels").format(width=width, height=height)
            self.size_choice.addItem(text, (width, height))
        self.size_choice.setCurrentIndex(max(0, list(sizes).index(chosen) if chosen in sizes else 0))
        self.outlines = QCheckBox(_("Draw text as outlines"))
        self.path = QLineEdit()
        self.path.textEdited.connect(self._on_path_edited)
        self._browse = button(_("Change…"), self._on_browse)
        self._hint = label("", "caption", "text3")
        self._problem = label("", "small", "danger")

    def _lay_out(self) -> None:
        intro = _(
            "The picture shows this view with its title, legend, sources, date and notes. "
            "Beside it a text file says in words what it shows."
        )
        self.body.addWidget(label(intro, "small", "text2"))
        self.body.addLayout(_field(_("Format"), self.format))
        self.body.addLayout(_field(_("Size"), self.size_choice))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self._browse)
        self.body.addLayout(_field(_("File"), self.path, row))
        self.body.addWidget(self.outlines)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def _judge(self) -> None:
        """Say what the format is good for, what stands in the way, and what the button will do."""
        path = self.wish.path
        problem = ""
        if path.suffix.lower() not in _FORMATS:
            problem = _("Give the file a name that ends in .png, .svg or .pdf.")
        elif not path.parent.is_dir():
            problem = _("There is no folder {folder}. Choose another place.").format(folder=path.parent)
        self._hint.setText(_hint_of(self._suffix))
        self.outlines.setVisible(self._suffix == ".svg")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        replaced = [] if problem else _files_at(path)
        self.primary.setText(_("Replace the image") if path.name in replaced else _("Save image"))
        note = _("Will be replaced: {names}.").format(names=", ".join(replaced)) if replaced else ""
        self.show_note(note)
        self.primary.setEnabled(not problem)

    def _on_format_picked(self, suffix: str) -> None:
        self._take_suffix(suffix)
        path = self.wish.path
        if path.name:
            self.path.setText(str(path.with_suffix(suffix)))
        self._judge()

    def _take_suffix(self, suffix: str) -> None:
        self._suffix = suffix
        self.format.show_choice(suffix)

    def _on_path_edited(self, text: str) -> None:
        suffix = Path(text.strip()).suffix.lower()
        if suffix in _FORMATS:
            self._take_suffix(suffix)
        self._judge()

    def _on_browse(self) -> None:
        kinds = {
            ".png": _("PNG image (*.png)"),
            ".svg": _("SVG drawing (*.svg)"),
            ".pdf": _("PDF document (*.pdf)"),
        }
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Image of this view"), self.path.text(), kinds[self._suffix]
        )
        if chosen:
            path = Path(chosen)
            self.path.setText(str(path if path.suffix else path.with_suffix(self._suffix)))
            self._on_path_edited(self.path.text())


def _files_at(path: Path) -> list[str]:
    """The names of the files that a picture at `path` would replace."""
    return [one.name for one in (path, path.with_suffix(_TEXT_SUFFIX)) if one.exists()]


def _hint_of(suffix: str) -> str:
    return {
        ".png": _("For slides and mail. 3840 × 2160 fills a 4K screen, 7680 × 4320 a poster."),
        ".svg": _("For designers: every shape can be edited. Outlines look the same where Inter is missing."),
        ".pdf": _("For print: sharp at every size, with its fonts inside and text that can be searched."),
    }[suffix]


def _pictures_folder() -> Path:
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
    return place if place.is_dir() else Path.home()


def _field(name: str, field: QWidget, row: QHBoxLayout | None = None) -> QVBoxLayout:
    """A field under its name."""
    column = QVBoxLayout()
    column.setSpacing(6)
    caption = label(name, "small_strong", wraps=False)
    caption.setBuddy(field)
    field.setAccessibleName(name)
    column.addWidget(caption)
    if row is not None:
        column.addLayout(row)
    else:
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    return column
