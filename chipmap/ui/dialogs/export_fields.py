"""What the dialogs that write scorecards share: fields under their names, the language, the folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import LANGUAGES, _, current_language, use_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.ui.bridge import WorkspaceBridge

NAME_OF_LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch"}
"""Each language in its own words, so never translated."""


class LanguageField(SegmentedChoice):
    """The language of a file; the screen's until another is picked."""

    def __init__(self) -> None:
        super().__init__(
            _("Language of the file"),
            [(language, NAME_OF_LANGUAGE[language]) for language in LANGUAGES],
            can_clear=False,
        )
        self.language = current_language()
        self.picked.connect(self._on_picked)
        self.show_choice(self.language)

    def _on_picked(self, language: str) -> None:
        self.language = language
        self.show_choice(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words in another language for a moment; only in the GUI thread, where nothing is drawn meanwhile."""
    before = current_language()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def protection_box() -> QCheckBox:
    """Whether cells that are not filled in are locked."""
    box = QCheckBox(_("Protect what is not to be filled in"))
    box.setChecked(True)
    box.setToolTip(_("Without protection an expert can sort and filter; the import copes with either"))
    return box


def field(name: str, widget: QWidget, hint: str = "", *, beside: QWidget | None = None) -> QVBoxLayout:
    """A field under its name, with a button beside it or a hint below it."""
    column = QVBoxLayout()
    column.setSpacing(6)
    caption = label(name, "small_strong", wraps=False)
    caption.setBuddy(widget)
    widget.setAccessibleName(name)
    column.addWidget(caption)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(widget, 1)
    if beside is not None:
        row.addWidget(beside)
    column.addLayout(row)
    if hint:
        column.addWidget(label(hint, "caption", "text3"))
    return column


def subjects_of(bridge: WorkspaceBridge) -> list[tuple[str, str]]:
    """Whom a scorecard can be about, id and name: policy regions, places by name, institutions by name."""
    dataset = bridge.dataset

    def by_name(ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda subject: bridge.subject_name(subject).casefold())

    ids = [region.code for region in dataset.regions.values() if region.is_policy]
    ids += by_name(country.code for country in dataset.countries.values())
    ids += by_name(record.id for record in dataset.institutions.values())
    return [(subject, bridge.subject_name(subject)) for subject in ids]


def show_in_folder(path: Path) -> None:
    """Open the folder of a file with the desktop's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def documents_folder() -> Path:
    """Where a person's documents are."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()
