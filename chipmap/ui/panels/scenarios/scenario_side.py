"""The right side of the Scenarios page: the effect, what it rests on, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.scenarios.effect_panel import EffectPanel
from chipmap.ui.panels.scenarios.shares_page import SharesPage
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, label, rule
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

EFFECT, SHARES = range(2)
_FOOT_SIDE = 16
"""Three buttons stand beside each other in the narrow panel."""


class ScenarioSide(QFrame):
    """Two tabs, and a foot whose buttons say what they are for."""

    save_wanted = Signal()
    save_as_wanted = Signal()
    partners_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Effect of the loss"))
        self.effect, self.shares = EffectPanel(bridge), SharesPage(bridge)
        self.tabs = TabStrip((_("Effect"), _("Shares and sources")))
        self.tabs.tab_chosen.connect(lambda _tab: self._show_tab())
        self._pages = QStackedWidget()
        for page in (self.effect, self.shares):
            self._pages.addWidget(PanelScroll(page, side=PANEL_PADDING))
        nothing = label(
            _("Choose a supplier on the left, or press a place on the map. What is lost shows here."),
            "body",
            "text2",
        )
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(PanelScroll(nothing, side=PANEL_PADDING))
        self._has_outcome = False
        self.save = button(_("Save…"), self.save_wanted.emit, look="primary", is_footer=True)
        self.save_as = button(_("Save as…"), self.save_as_wanted.emit, is_footer=True)
        self.story = button(_("Add to story"), self.story_wanted.emit, is_footer=True)
        self.partners = button(_("Find partners"), self.partners_wanted.emit, is_footer=True)
        self.foot = QWidget()
        buttons = QWidget()
        self._flow = FlowLayout(buttons, gap=10)
        for one in (self.save, self.save_as, self.story, self.partners):
            self._flow.addWidget(one)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(_FOOT_SIDE, 12, _FOOT_SIDE, 12)
        foot.addWidget(buttons)
        head = QVBoxLayout()
        head.setContentsMargins(PANEL_PADDING, 10, PANEL_PADDING, 0)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._pages, 1)
        column.addWidget(rule())
        column.addWidget(self.foot)

    def show_outcome(self, *, has_outcome: bool) -> None:
        """Show the tabs' contents, or how to begin where nothing is lost yet."""
        self._has_outcome = has_outcome
        self._show_tab()

    def show_effect(self) -> None:
        """Turn to the effect."""
        self.tabs.choose(EFFECT)
        self._show_tab()

    def show_shares(self) -> None:
        """Turn to what the figures rest on."""
        self.tabs.choose(SHARES)
        self._show_tab()

    def show_kept(self, *, can_save: bool, is_kept: bool, is_changed: bool) -> None:
        """Offer what can be saved: a new scenario, the changes of a kept one, or another one beside it."""
        self.save.setText(_("Save changes") if is_kept else _("Save…"))
        self.save.setEnabled(can_save and (is_changed or not is_kept))
        self.save_as.setVisible(is_kept)
        self.save_as.setEnabled(can_save)
        self.partners.setEnabled(self._has_outcome)
        self.story.setEnabled(self._has_outcome)

    def _show_tab(self) -> None:
        self._pages.setCurrentIndex(self.tabs.current if self._has_outcome else 2)
