"""The Institutions tab: those of the place that the panel is about, or those in view on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.panels.in_view_page import InViewPage
    from chipmap.ui.panels.institutions_page import InstitutionsPage

OF_PLACE, IN_VIEW = "of_place", "in_view"


class InstitutionsTab(QWidget):
    """Keeps the person's choice between the two lists while the panel shows other subjects."""

    def __init__(self, of_place: InstitutionsPage, in_view: InViewPage) -> None:
        super().__init__()
        choices = ((OF_PLACE, _("Of this place")), (IN_VIEW, _("In view")))
        self.choice = SegmentedChoice(_("Which institutions"), choices, can_clear=False)
        self.choice.picked.connect(self.choose)
        self._pages = QStackedWidget()
        self._page_of: dict[object, QWidget] = {OF_PLACE: of_place, IN_VIEW: in_view}
        for page in self._page_of.values():
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANEL_PADDING - ROW_BLEED, 14, PANEL_PADDING - ROW_BLEED, 0)
        column.setSpacing(12)
        row = QVBoxLayout()
        row.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        row.addWidget(self.choice)
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        self.choose(OF_PLACE)

    def choose(self, which: object) -> None:
        """Show OF_PLACE or IN_VIEW."""
        self._pages.setCurrentWidget(self._page_of[which])
        self.choice.show_choice(which)
