"""The head of the Scorecards page: what the grid shows in one line, and the way to Excel and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.records import NOW
from chipmap.ui import theme
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.tables.score_grid.cells import Question
    from chipmap.ui.tables.score_grid.columns import GridColumns

_INK = "text2"


class ScorecardsHead(QWidget):
    """Title, summary and three buttons; in a low window the summary gives way, and the buttons lose words."""

    import_wanted = Signal()
    export_wanted = Signal()
    raters_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        self.subtitle = label("", "body", "text2")
        titles.addWidget(label(_("Scorecards"), "map_title", wraps=False))
        titles.addWidget(self.subtitle)
        row.addLayout(titles, 1)
        self.progress = label("", "small_strong", "text2", wraps=False)
        row.addWidget(self.progress)
        self.import_button = button(_("Import…"), self.import_wanted.emit, icon="file-down")
        self.export_button = button(_("Export to Excel…"), self.export_wanted.emit, icon="file-spreadsheet")
        self.raters_button = button(_("Raters…"), self.raters_wanted.emit, icon="users")
        buttons = (self.raters_button, self.import_button, self.export_button)
        self._words = {one: one.text() for one in buttons}
        for one, word in self._words.items():
            one.setAccessibleName(word)
            one.setToolTip(word)
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)

    def show_low(self, *, is_low: bool) -> None:
        """Spare lines and words where the window is low."""
        self.subtitle.setVisible(not is_low)
        self.progress.setVisible(is_low)
        for one, word in self._words.items():
            one.setText("" if is_low else word)
            theme.show_icon(one, str(one.property("icon_name")), token=_INK)


def summary_text(bridge: WorkspaceBridge, columns: GridColumns, question: Question) -> str:
    """What the grid shows and how it is used: "8 places with EU-27 for reference, level 2026. Type 0–5 …"."""
    settings = bridge.dataset.settings
    others = sum(place != columns.reference for place in columns.subjects)
    places = ngettext("{count} place", "{count} places", others).format(count=others)
    if columns.reference:
        places = _("{places} with {reference} for reference").format(
            places=places, reference=bridge.subject_name(columns.reference)
        )
    is_now = question.horizon == NOW
    year = str(settings.current_year) if is_now else question.horizon
    if question.measure == "need":
        later = next(iter(settings.later_horizons), year)
        what = _("need {year}").format(year=later if is_now else year)
    else:
        what = _("level {year}").format(year=year)
    how = _("Type 0–5 to score, arrow keys to move.")
    if not question.is_open:
        how = _("What all raters say together is read only.")
    return _("{places}, {what}. {how}").format(places=places, what=what, how=how)
