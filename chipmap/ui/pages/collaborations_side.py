"""The right side of the Collaborations page: a small map with the lines; form, checks and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.geography.arcs import arcs_of_collaborations
from chipmap.model.geography.layers import Layer, LayerKind
from chipmap.ui import theme
from chipmap.ui.map.partner_map import PartnerMap
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle, outlined_countries
from chipmap.ui.panels.cited_page import EmptyNote
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.register.checks_panel import ChecksPanel
from chipmap.ui.panels.register.findings_panel import FindingsPanel
from chipmap.ui.panels.register.form import CollaborationForm
from chipmap.ui.panels.register.shapes import at_the_top
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.parts import rule
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chipmap.model.records import Collaboration
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

DETAILS, CHECKS, FINDINGS, _NOTHING = range(4)
_MAP_PART, _LARGEST_MAP, _SMALLEST_MAP = 0.26, 210, 110
"""How much of the height the map takes; where less than the smallest is left, there is none."""


class CollaborationsSide(QFrame):
    """Shows the collaboration that is open; without one the lines of all that are listed."""

    left = Signal()

    def __init__(self, bridge: WorkspaceBridge, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Details, checks and findings"))
        self._bridge = bridge
        self._drawn: object = None
        self._work: Collaboration | None = None
        self.map = PartnerMap()
        self.tabs = TabStrip((_("Details"), _("Checks"), _("Findings")))
        self.tabs.tab_chosen.connect(lambda _tab: self._show_tab())
        self.form = CollaborationForm(bridge)
        self._checks: ChecksPanel | None = None
        self._today = today
        self.findings = FindingsPanel(bridge)
        self.nothing = EmptyNote("handshake")
        self.nothing.show_texts(
            _("No collaboration is open"), _("Choose one on the left, or add one with the key N.")
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._page_of = {DETAILS: self._add(self.form), FINDINGS: self._add(self.findings)}
        self._page_of[_NOTHING] = self._add(at_the_top(self.nothing))
        for panel in (self.form, self.findings):
            panel.left.connect(self.left)

    @property
    def checks(self) -> ChecksPanel:
        """The checklist; made when it is first shown, because the page opens sooner without it."""
        if self._checks is None:
            self._checks = ChecksPanel(self._bridge, self._today)
            self._checks.left.connect(self.left)
            self._page_of[CHECKS] = self._add(self._checks)
        return self._checks

    def show_view(self, view: View, work: Collaboration | None, listed: Sequence[Collaboration]) -> None:
        """Show one collaboration, or where none is open the lines of those that are listed."""
        self._work = work
        self._show_map(view, [work] if work is not None else listed)
        self._show_tab()

    def turn(self, tab: int) -> None:
        """Turn to details, checks or findings."""
        self.tabs.choose(tab)
        self._show_tab()

    def commit_pending(self) -> None:
        """Keep what is still being typed."""
        self.form.commit_pending()
        if self._checks is not None:
            self._checks.commit_pending()

    def fit_height(self, height: int) -> None:
        """Give the map its part of the height, or none where the form needs the room."""
        look = theme.current()
        wanted = min(look.px(_LARGEST_MAP), round(height * _MAP_PART))
        self.map.setVisible(wanted >= look.px(_SMALLEST_MAP))
        self.map.setFixedHeight(max(1, wanted))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.map)
        head = QVBoxLayout()
        head.setContentsMargins(PANEL_PADDING, 10, PANEL_PADDING, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._pages, 1)

    def _add(self, panel: QWidget) -> QWidget:
        page = PanelScroll(panel, side=PANEL_PADDING)
        self._pages.addWidget(page)
        return page

    def _show_tab(self) -> None:
        """Only the tab that can be seen is brought up to date; what was typed in another is kept first."""
        tab, work = self.tabs.current, self._work
        shown = _NOTHING if work is None and tab != FINDINGS else tab
        if work is None or self.form.work is None or work.id != self.form.work.id:
            self.form.commit_pending()
        if work is not None and tab == DETAILS:
            self.form.show_collaboration(work)
        elif work is not None and tab == CHECKS:
            self.checks.show_subject(work.id, work.name)
        page = self._page_of[shown]
        focused = QApplication.focusWidget()
        if page is not self._pages.currentWidget() and self._pages.isAncestorOf(focused or self):
            # Left to itself, the focus would go to the scrolling page as a whole.
            self.left.emit()
        self._pages.setCurrentWidget(page)

    def _show_map(self, view: View, records: Sequence[Collaboration]) -> None:
        """Lines between the partners, dashed where nothing is at work yet."""
        bridge, look = self._bridge, theme.current()
        near = self._near_end(view.focus, records)
        arcs = arcs_of_collaborations(bridge.dataset, records, near)
        partners = sorted({code for record in records for code in record.partners})
        drawn = (partners, arcs, near, look.tokens, look.text_scale, bridge.names)
        if self._drawn == drawn:
            return
        self._drawn = drawn
        taking_part = [code for one in partners for code in outlined_countries(bridge.dataset, one)]
        # Faded, so that no name or mark stands on each member of a region; the ends of lines are named.
        soft = PlaceStyle(look.tokens.accent_soft, Pattern.PLAIN, is_faded=True)
        year = bridge.dataset.settings.current_year
        scene = MapScene(
            look.tokens,
            Layer(LayerKind.CAPABILITY, view.segment, view.horizon, view.focus, {}, 0, year),
            dict.fromkeys(taking_part, soft),
            bridge.names,
            selected=outlined_countries(bridge.dataset, near),
            arcs=arcs,
            strong_outlines=look.strong_outlines,
            text_scale=look.text_scale,
            not_scored=PlaceStyle(look.tokens.land, Pattern.PLAIN, is_faded=True),
        )
        names = ", ".join(map(bridge.subject_name, partners))
        spoken = _("Map with lines between {places}").format(places=names)
        self.map.show_scene(
            scene, spoken if arcs.shown else _("Map without lines: no two partners are joined")
        )

    def _near_end(self, focus: str, records: Sequence[Collaboration]) -> str:
        """Where the lines begin: at the focus region, or at the first partner of work without it."""
        dataset = self._bridge.dataset
        ours = {focus, *outlined_countries(dataset, focus)}
        if len(records) == 1 and records[0].partners and ours.isdisjoint(records[0].partners):
            return records[0].partners[0]
        return focus
