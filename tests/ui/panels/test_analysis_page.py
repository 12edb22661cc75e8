"""The Analysis tab by mouse and keys: figures with their reasons, why a line stands there, edits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.match.place_analysis import analyse_place
from chipmap.model.records import NA
from chipmap.ui.operations import history, methods, scores
from chipmap.ui.operations.exchange import accept_import
from chipmap.ui.panels.side_panel import ANALYSIS, SCORES
from tests.received_builders import a_trade_flow


@pytest.fixture
def page(panel, bridge, selection, qtbot):
    """The tab about the European Union, whose two stages are scored."""
    scores.set_level(bridge, subject="EU27", segment="equipment", level=4)
    scores.set_level(bridge, subject="EU27", segment="packaging", level=2)
    panel.show_tab(ANALYSIS)
    qtbot.waitUntil(lambda: panel.analysis.shown is not None)
    return panel.analysis


def settled(page, qtbot):
    qtbot.waitUntil(lambda: not page.is_busy and page.shown is not None)
    return page


def said(section):
    return plain(" ".join((section.headline.text(), *section.texts)))


def plain(text):
    """With blanks that may break: the screen keeps a number and its sign together."""
    return text.replace("\u00a0", " ")


def test_nothing_of_the_analysis_is_made_before_its_tab_is_opened(panel, selection):
    selection.choose(subject="NLD")
    assert panel._analysis is None


def test_the_tab_opens_by_a_click_and_shows_the_index_with_rank_and_coverage(panel, bridge, page, qtbot):
    panel.show_tab(SCORES)
    tab = next(one for one in panel.tabs.findChildren(QAbstractButton) if one.text() == "Analysis")
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert panel.tabs.current == ANALYSIS
    assert page.isVisible()
    assert page.index.headline.text() == "60 of 100"
    assert "The only place with an index." in said(page.index)
    assert "100 % of the weight is known." in said(page.index)
    assert "Equipment adds 40 points (level 4)." in said(page.index)
    assert [row.name for row in page.rank_chart.rows] == [bridge.subject_name("EU27")]
    assert "The only place with an index." in page.rank_chart.accessibleDescription()


def test_the_figures_on_the_screen_are_those_of_the_model(page, bridge):
    found = analyse_place(bridge.dataset, "EU27", segment="litho", focus="EU27")
    assert page.shown == found


def test_a_place_without_levels_has_a_reason_and_no_number(page, selection, qtbot):
    selection.choose(subject="MYS")
    settled(page, qtbot)
    assert page.index.headline.text() == "No index"
    assert "Places are listed, but no number is known of any." in said(page.index)
    assert "Not known: Equipment, Packaging." in said(page.index)


def test_the_suppliers_of_the_segment_are_an_interval_with_its_tier(page, selection, qtbot):
    assert page.suppliers.headline.text() == "HHI 0.39–0.48: high"
    assert "29 % has no known supplier." in said(page.suppliers)
    assert "Shares: revenue by headquarters, 2024." in said(page.suppliers)
    selection.choose(segment="deposition")
    settled(page, qtbot)
    assert page.suppliers.headline.text() == "No concentration figure"
    assert "Nothing is recorded to compute it from." in said(page.suppliers)


def test_what_is_missing_for_the_indicators_is_said_with_the_way_to_it(page, panel, bridge, qtbot):
    asked = []
    panel.trade_asked.connect(lambda: asked.append("trade"))
    panel.codes_asked.connect(lambda: asked.append("codes"))
    assert "no trade data. Import trade flows" in said(page.dependence)
    assert not page.codes_button.isVisible()
    qtbot.mouseClick(page.trade_button, Qt.MouseButton.LeftButton)
    accept_import(bridge, ChangeSet.of([Change(None, a_trade_flow())]))
    qtbot.waitUntil(lambda: "no product code stands for it" in said(page.dependence))
    assert not page.trade_button.isVisible()
    qtbot.mouseClick(page.codes_button, Qt.MouseButton.LeftButton)
    assert asked == ["trade", "codes"]


def test_trade_in_the_products_of_the_segment_gives_the_three_indicators(page, bridge, selection, qtbot):
    flows = [
        a_trade_flow(value=80.0),
        a_trade_flow(partner="TWN", value=20.0),
        a_trade_flow(flow="export", partner="USA", value=50.0),
    ]
    accept_import(bridge, ChangeSet.of(Change(None, flow) for flow in flows))
    methods.link_product(bridge, "8542", "litho", "HS 2022")
    qtbot.waitUntil(lambda: "Product 854231, 2024: dependent" in said(page.dependence))
    assert "Concentration of imports from outside: 0.68, above 0.4" in said(page.dependence)
    assert "Imports from outside in all imports: 1, above 0.5" in said(page.dependence)
    assert "Imports from outside over exports: 2, above 1" in said(page.dependence)
    selection.choose(segment="deposition")
    settled(page, qtbot)
    assert "no product code stands for it" in said(page.dependence)


def test_an_institution_is_compared_with_the_places_and_has_no_share_of_its_own(page, selection, qtbot):
    selection.choose(subject="asml")
    page.window().show_tab(ANALYSIS)
    settled(page, qtbot)
    assert page.index.headline.text() == "No index"
    assert "the place's own share is not listed" in said(page.dependence)


def test_at_a_later_horizon_without_levels_there_is_no_index_and_no_chart(page, selection, qtbot):
    selection.choose(horizon="2030")
    settled(page, qtbot)
    assert page.index.headline.text() == "No index"
    assert not page.rank_chart.isVisible()


def test_a_line_opens_to_its_rule_numbers_and_source_by_keyboard(page, qtbot):
    line = next(one for one in page.swot.lines if "share of the world" in one.text)
    line.why_button.setFocus()
    assert not line.reasons.isVisible()
    qtbot.keyClick(line.why_button, Qt.Key.Key_Space)
    assert line.reasons.isVisible()
    assert "Rule S2: share of the world 71 %, at least 10 %." in plain(line.reasons.text())
    assert "The chip landscape" in plain(line.reasons.text())
    assert line.why_button.accessibleName() == f"Why: {line.text}"
    assert any(
        "would lose much output without its largest supplier, Netherlands" in one.text
        for one in page.swot.lines
    )
    qtbot.keyClick(line.why_button, Qt.Key.Key_Space)
    assert not line.reasons.isVisible()


def test_the_figures_follow_an_edit_and_its_undo(page, bridge, qtbot):
    scores.set_level(bridge, subject="EU27", segment="packaging", level=5)
    qtbot.waitUntil(lambda: page.index.headline.text() == "90 of 100")
    history.undo(bridge)
    qtbot.waitUntil(lambda: page.index.headline.text() == "60 of 100")


def test_a_stage_that_is_not_applicable_is_named_and_does_not_count(page, bridge, qtbot):
    scores.set_level(bridge, subject="EU27", segment="packaging", level=NA)
    qtbot.waitUntil(lambda: page.index.headline.text() == "80 of 100")
    assert "Not applicable: Packaging." in said(page.index)


def test_each_section_leads_to_its_method(page, qtbot):
    asked = []
    page.method_asked.connect(asked.append)
    for section in page.sections:
        qtbot.mouseClick(section.method_button, Qt.MouseButton.LeftButton)
    assert asked == ["index", "sensitivity", "concentration", "dependency", "swot"]


def test_the_tab_says_that_it_is_coming_while_its_modules_are_loaded(panel, bridge, qtbot, monkeypatch):
    monkeypatch.setattr("chipmap.ui.panels.side_panel.is_loaded", lambda _module: False)
    panel.show_tab(ANALYSIS)
    assert panel._analysis is None
    waiting = [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
    assert "Computing the figures…" in waiting
    qtbot.waitUntil(lambda: panel._analysis is not None and panel.analysis.shown is not None)
    assert panel.analysis.isVisible()
