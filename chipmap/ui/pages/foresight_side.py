"""The right side of the foresight page: the segment with its chart, what to act on first, the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.assumptions import DEFINITIONS, FORESIGHT_WEIGHT, assumption_of
from chipmap.ui.panels.foresight.priorities_panel import PrioritiesPanel
from chipmap.ui.panels.foresight.segment_panel import SegmentPanel
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.parts import rule
from chipmap.ui.widgets.weight_sliders import WeightSliders
from chipmap.wording import _
from chipmap.wording.assumptions import source_text
from chipmap.wording.formats import horizon as horizon_text

if TYPE_CHECKING:
    from chipmap.model.analysis.foresight_table import ForesightTable
    from chipmap.model.analysis.place_foresight import PlaceForesight
    from chipmap.ui.bridge import WorkspaceBridge

SEGMENT, PRIORITIES, WEIGHTS = range(3)


class ForesightSide(QFrame):
    """Shows one table; only the tab that can be seen is brought up to date."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Chart, priorities and weights"))
        self._bridge = bridge
        self._shown: tuple[ForesightTable, str, str, str] | None = None
        self._found: PlaceForesight | None = None
        self.tabs = TabStrip((_("Chart and sources"), _("Act first"), _("Weights")))
        self.tabs.tab_chosen.connect(lambda _tab: self._show_tab())
        self.segment, self.priorities = SegmentPanel(bridge), PrioritiesPanel(bridge)
        self.weights = self._sliders()
        self._pages = QStackedWidget()
        for page in (self.segment, self.priorities, self.weights):
            self._pages.addWidget(PanelScroll(page, side=PANEL_PADDING))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(PANEL_PADDING, 10, PANEL_PADDING, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._pages, 1)

    def show_cell(self, table: ForesightTable, segment: str, place: str, horizon: str) -> None:
        """Show one cell of a table, and the priorities of the place that the table is about."""
        self._shown, self._found = (table, segment, place, horizon), table.foresight
        self._show_tab()

    def show_foresight(self, found: PlaceForesight) -> None:
        """Show the order by weights that are still being moved."""
        self._found = found
        self._show_tab()

    def choose(self, tab: int) -> None:
        """Turn to a tab."""
        self.tabs.choose(tab)
        self._show_tab()

    def _sliders(self) -> WeightSliders[str]:
        """A slider for each horizon that has a weight of its own."""
        year = self._bridge.dataset.settings.current_year
        horizons = self._bridge.dataset.settings.horizons
        words = {one: horizon_text(one, year) for one in horizons if FORESIGHT_WEIGHT + one in DEFINITIONS}
        defaults = {one: DEFINITIONS[FORESIGHT_WEIGHT + one].default for one in words}
        note = _(
            "How much each horizon counts in the expected shortfall. They total 100: when one is moved, the"
            " others share out what is left. Each is a judgement."
        )
        return WeightSliders(_("Weights of the horizons"), note, words, defaults)

    def _show_tab(self) -> None:
        tab = self.tabs.current
        if self._shown is not None and self._found is not None:
            table, segment, place, horizon = self._shown
            if tab == SEGMENT:
                self.segment.show_segment(table, segment, place, horizon)
            elif tab == PRIORITIES:
                self.priorities.show_priorities(self._found, segment)
            elif tab == WEIGHTS and self.weights.sliders:
                kept = self._found.weights or {
                    one: DEFINITIONS[FORESIGHT_WEIGHT + one].default for one in table.horizons
                }
                weights = {one: kept[one] for one in self.weights.sliders}
                first = assumption_of(self._bridge.dataset, FORESIGHT_WEIGHT + next(iter(weights)))
                self.weights.show_weights(weights, source_text(first.source))
        self._pages.setCurrentIndex(tab)
