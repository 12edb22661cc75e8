"""The head of each page of Match: its finding as a title, and the choice between the pages.

The parts of Match are pages of their own; the rail leads to the first and is marked for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from chipmap.ui.selection import Selection

_LARGEST_TABS = 0.55
"""Where the tabs would take more of the width than this, the title stands below them."""


def match_page_names() -> dict[str, str]:
    """The pages of Match that there are, in the order of their tabs, and what each tab is called."""
    return {
        "match": _("Partners"),
        "agenda": _("Agenda"),
        "collaborations": _("Collaborations"),
        "foresight": _("Foresight"),
    }


class MatchHead(QWidget):
    """Title and subtitle on the left, the tabs on the right with the page that this is chosen."""

    def __init__(self, selection: Selection, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "map_title")
        self._subtitle = label("", "body", "text2")
        names = match_page_names()
        self.tabs = SegmentedChoice(_("Part of Match"), list(names.items()), can_clear=False)
        self.tabs.show_choice(page)
        self.tabs.picked.connect(lambda picked: selection.choose(page=picked))
        if len(names) == 1:
            self.tabs.hide()
        self._row = row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.title, 1)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._subtitle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.tabs.sizeHint().width() > _LARGEST_TABS * event.size().width()
        across, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._row.setDirection(above if is_narrow else across)

    def show_texts(self, title: str, subtitle: str) -> None:
        """Say what the page shows."""
        self.title.setText(title)
        self._subtitle.setText(subtitle)
