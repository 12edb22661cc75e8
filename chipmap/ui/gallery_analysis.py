"""Pictures of the Analysis tab, of how its figures are calculated, and of the dialog of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.records import TradeFlow
from chipmap.ui.dialogs.weights_dialog import PRODUCTS, TRUSTED, WeightsDialog
from chipmap.ui.operations import methods
from chipmap.ui.operations.exchange import accept_import
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.panels.side_panel import ANALYSIS
from chipmap.ui.shell.analysis_dialogs import ask_weights, read_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio


def show_analysis(subject: str, segment: str) -> Callable[[Studio], None]:
    """The Analysis tab about a place or a region in a segment."""

    def show(studio: Studio) -> None:
        studio.close_dialogs()
        studio.window.activateWindow()
        studio.choose(page="map", subject=subject, segment=segment, as_table=False, compared_places=())
        panel = studio.view.panel
        panel.end_editing()
        panel.show_tab(ANALYSIS)
        studio.settle(lambda: panel.analysis.shown is not None and not panel.analysis.is_busy)

    return show


def show_swot(studio: Studio) -> None:
    """The end of the tab, with one line opened to why it stands there."""
    page = studio.view.panel.analysis
    page.swot.lines[0].why_button.click()
    studio.settle()
    scroll = studio.view.panel.analysis_scroll
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())


def show_method(studio: Studio) -> None:
    """The description of a method."""
    read_method("swot", studio.window)


def show_weights(studio: Studio) -> None:
    """The weights of the stages and the ranks with them."""
    studio.close_dialogs()
    _dialog(studio)


def show_assumptions(studio: Studio) -> None:
    """The numbers that methods rest on."""
    _dialog(studio).tabs.setCurrentIndex(1)


def show_product_codes(studio: Studio) -> None:
    """Which product codes of trade stand for which segment."""
    bridge = studio.view.bridge
    for code, segment in (("8486", "sme"), ("854231", "fab_logic_lt10"), ("854232", "fab_dram")):
        methods.link_product(bridge, code, segment, "HS 2022")
    _dialog(studio).tabs.setCurrentIndex(PRODUCTS)


def show_dependence(studio: Studio) -> None:
    """The indicators of dependence for the products of the chosen segment, from imported trade."""
    studio.close_dialogs()
    made_up = {"TWN": ("import", 310.0), "KOR": ("import", 220.0), "USA": ("export", 180.0)}
    flows = [
        TradeFlow("DEU", partner, "854232", 2024, flow, value, "million EUR", "EXAMPLE")
        for partner, (flow, value) in made_up.items()
    ]
    accept_import(studio.view.bridge, ChangeSet.of(Change(None, flow) for flow in flows))
    show_analysis("EU27", "fab_dram")(studio)
    page = studio.view.panel.analysis
    studio.view.panel.analysis_scroll.ensureWidgetVisible(page.dependence, 0, 0)


def show_trusted_places(studio: Studio) -> None:
    """Whose supply is trusted."""
    change_settings(studio.view.bridge, trusted_places=("JPN", "KOR"))
    _dialog(studio).tabs.setCurrentIndex(TRUSTED)


def _dialog(studio: Studio) -> WeightsDialog:
    studio.close_dialogs()
    ask_weights(studio.view.bridge, studio.view.selection, studio.view.panel.subject, studio.window)
    dialog = studio.window.findChildren(WeightsDialog)[0]
    studio.settle(lambda: not dialog.preview.is_busy)
    return dialog


ANALYSIS_STATES = [
    ("analysis-of-the-focus-region", show_analysis("EU27", "fab")),
    ("analysis-swot", show_swot),
    ("analysis-of-a-place-without-index", show_analysis("MYS", "crm_silicon")),
    ("analysis-method", show_method),
    ("weights-dialog", show_weights),
    ("assumptions", show_assumptions),
    ("product-codes", show_product_codes),
    ("analysis-dependence", show_dependence),
    ("trusted-places", show_trusted_places),
]
