"""The right side of the Match page: a small map with the lines; reasons, checks and agenda below it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.geography.arcs import arcs_between
from chipmap.model.geography.layers import Layer, LayerKind, layer_of
from chipmap.model.match.institution_pairs import institution_pairs
from chipmap.ui import theme
from chipmap.ui.map.partner_map import PartnerMap
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle, outlined_countries, styles_of
from chipmap.ui.panels.agenda.agenda_panel import AgendaPanel
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.partners.pairs_panel import PairsPanel
from chipmap.ui.panels.partners.weights_panel import WeightsPanel
from chipmap.ui.panels.partners.why_panel import WhyPanel
from chipmap.ui.panels.register.checks_panel import ChecksPanel
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.parts import rule
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_partners import PartnerList, PlacePartner
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection

WHY, INSTITUTIONS, CHECKS, WEIGHTS, AGENDA = range(5)
_MAP_PART, _LARGEST_MAP, _SMALLEST_MAP = 0.3, 230, 110
"""How much of the height the map takes; where less than the smallest is left, there is none."""


class MatchSide(QFrame):
    """Shows one partner of a list; only the tab that can be seen is brought up to date."""

    left = Signal()
    """Escape in the checks: the keyboard goes back to the cards."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Reasons, institutions, checks, weights and agenda"))
        self._bridge = bridge
        self._layer: tuple[Dataset, tuple[str, str, str], Layer] | None = None
        self._shown: tuple[PartnerList, PlacePartner | None] | None = None
        self._drawn: object = None
        self.map = PartnerMap()
        self._wanted_check: tuple[str, str] | None = None
        self.tabs = TabStrip((_("Why this score"), _("Institutions"), _("Checks"), _("Weights"), _("Agenda")))
        self.tabs.tab_chosen.connect(lambda _tab: self._show_tab())
        self.why, self.pairs, self.weights = WhyPanel(bridge), PairsPanel(bridge), WeightsPanel()
        self.pairs.institution_chosen.connect(lambda key: selection.choose(subject=key, page="map"))
        self._checks: ChecksPanel | None = None
        self._pages = QStackedWidget()
        self.agenda = AgendaPanel(bridge, selection)
        self._room_for_checks = QWidget()
        for page in (self.why, self.pairs, self._room_for_checks, self.weights):
            self._pages.addWidget(PanelScroll(page, side=PANEL_PADDING))
        self._pages.addWidget(self.agenda)
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

    @property
    def checks(self) -> ChecksPanel:
        """The checks, made when they are first asked for: five forms are a third of the page's making."""
        if self._checks is None:
            # What is due is due by the calendar on the wall.
            self._checks = ChecksPanel(self._bridge, date.today())  # noqa: DTZ011
            self._checks.left.connect(self.left)
            room = QVBoxLayout(self._room_for_checks)
            room.setContentsMargins(0, 0, 0, 0)
            room.addWidget(self._checks)
        return self._checks

    def commit_checks(self) -> None:
        """Keep what was typed into a check and not yet left."""
        if self._checks is not None:
            self._checks.commit_pending()

    def show_list(
        self,
        found: PartnerList,
        segment: str,
        shown: Sequence[PlacePartner],
        chosen: PlacePartner | None,
    ) -> None:
        """Show the lines to all that are shown, and what one of them rests on."""
        self._shown = (found, chosen)
        self._show_map(found, self._layer_of(found, segment), shown, chosen)
        self._show_tab()

    def show_why(self) -> None:
        """Turn to the reasons."""
        self._turn(WHY)

    def show_institutions(self) -> None:
        """Turn to the institutions that could meet."""
        self._turn(INSTITUTIONS)

    def show_check(self, place: str, topic: str) -> None:
        """Turn to one check of a place, at the latest when its ranking is known."""
        self._wanted_check = (place, topic)
        self._turn(CHECKS)

    def show_weights(self) -> None:
        """Turn to the weights, with the keyboard on the first."""
        self._turn(WEIGHTS)
        next(iter(self.weights.sliders.values())).setFocus()

    def show_agenda(self) -> None:
        """Turn to the programme."""
        self._turn(AGENDA)

    def show_agenda_again(self) -> None:
        """Show what the programme says now, where it can be seen."""
        if self.tabs.current == AGENDA:
            self.agenda.refresh()

    def fit_height(self, height: int) -> None:
        """Give the map its part of the height, or none where the reasons need the room."""
        look = theme.current()
        wanted = min(look.px(_LARGEST_MAP), round(height * _MAP_PART))
        self.map.setVisible(wanted >= look.px(_SMALLEST_MAP))
        self.map.setFixedHeight(max(1, wanted))

    def _turn(self, tab: int) -> None:
        self.tabs.choose(tab)
        self._show_tab()

    def _show_tab(self) -> None:
        tab = self.tabs.current
        if self._shown is not None:
            found, chosen = self._shown
            if tab == WHY and chosen is not None:
                self.why.show_partner(chosen, found)
            elif tab == INSTITUTIONS and chosen is not None:
                pairs = institution_pairs(
                    self._bridge.dataset,
                    focus=found.focus,
                    partner=chosen.place,
                    segment=found.segment,
                    horizon=found.horizon,
                )
                self.pairs.show_pairs(chosen.place, found.focus, pairs)
            elif tab == CHECKS and chosen is not None:
                self._show_checks(chosen.place)
            self._pages.setVisible(chosen is not None or tab in (WEIGHTS, AGENDA))
        if tab == AGENDA:
            self.agenda.refresh()
        self._pages.setCurrentIndex(tab)

    def _show_checks(self, place: str) -> None:
        self.checks.show_subject(place, self._bridge.subject_name(place))
        if self._wanted_check is not None and self._wanted_check[0] == place:
            self._pages.setCurrentIndex(CHECKS)
            self.checks.open_topic(self._wanted_check[1])
            self._wanted_check = None

    def _show_map(
        self,
        found: PartnerList,
        layer: Layer,
        shown: Sequence[PlacePartner],
        chosen: PlacePartner | None,
    ) -> None:
        """Lines to the ranked, dashed where no work is recorded; only listed places have a colour."""
        bridge, look = self._bridge, theme.current()
        totals = {one.place: one.ranked.total for one in shown if one.ranked.total is not None}
        strengths = {place: max(1.0, round(total)) for place, total in totals.items()}
        dashed = {one.place for one in shown if not one.collaborations}
        place = chosen.place if chosen is not None else None
        listed = [one.place for one in shown]
        drawn = (layer, place, listed, strengths, dashed, look.tokens, look.text_scale, bridge.names)
        if self._drawn == drawn:
            return
        self._drawn = drawn
        faded = PlaceStyle(look.tokens.land, Pattern.PLAIN, is_faded=True)
        scene = MapScene(
            look.tokens,
            layer,
            {code: style for code, style in styles_of(layer, look.tokens).items() if code in listed},
            bridge.names,
            focus=outlined_countries(bridge.dataset, found.focus),
            selected=outlined_countries(bridge.dataset, place),
            arcs=arcs_between(bridge.dataset, found.focus, strengths, dashed),
            strong_outlines=look.strong_outlines,
            text_scale=look.text_scale,
            not_scored=faded,
        )
        ends = ", ".join(f"{bridge.subject_name(code)} {points:.0f}" for code, points in strengths.items())
        focus = bridge.subject_name(found.focus)
        spoken = _("Map with lines from {focus} to {places}").format(focus=focus, places=ends)
        self.map.show_scene(scene, spoken if ends else _("Map without lines: no partner is ranked"))

    def _layer_of(self, found: PartnerList, segment: str) -> Layer:
        dataset, key = self._bridge.dataset, (segment, found.horizon, found.focus)
        if self._layer is None or self._layer[0] is not dataset or self._layer[1] != key:
            layer = layer_of(
                dataset,
                LayerKind.CAPABILITY,
                segment=segment,
                horizon=found.horizon,
                focus=found.focus,
                group=None,
            )
            self._layer = (dataset, key, layer)
        return self._layer[2]
