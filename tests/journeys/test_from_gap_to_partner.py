"""From a gap on the map to a partner, the reasons and their sources, and what other weights would say."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from chipmap.model.assumptions import value_of
from chipmap.model.match.place_partners import PartnerTerm
from chipmap.ui.panels.source_card import SourceCard
from tests.journeys.test_first_minutes import button

LEFT = Qt.MouseButton.LeftButton


def answered(qtbot, page):
    qtbot.waitUntil(lambda: page.found is not None and not page.is_busy, timeout=20_000)


def test_four_clicks_from_the_weakest_segment_to_the_sources_behind_a_partner(starter_window, qtbot):
    view = starter_window.view

    qtbot.mouseClick(button(view.ribbon, "Packaging"), LEFT)
    qtbot.mouseClick(button(view.rail, "Match"), LEFT)
    page = view.page("match")
    answered(qtbot, page)
    card = next(card for card in page.cards.cards if card.report.place == "MYS")
    qtbot.mouseClick(card, LEFT, pos=QPoint(60, 40))
    section = page.side.why.sections[PartnerTerm.TIES]
    qtbot.mouseClick(section.head, LEFT)

    assert view.selection.view.subject == "MYS"
    assert section.findChildren(SourceCard)


def test_a_weight_is_dragged_by_mouse_and_taken_back_by_one_undo(starter_window, qtbot):
    view = starter_window.view
    view.selection.choose(segment="atp")
    qtbot.mouseClick(button(view.rail, "Match"), LEFT)
    page = view.page("match")
    answered(qtbot, page)
    before = [card.report.total for card in page.cards.cards]

    qtbot.mouseClick(button(page, "Adjust weights"), LEFT)
    slider = page.side.weights.sliders[PartnerTerm.FILLS_OUR_GAP]
    middle = slider.height() // 2
    handle = round(slider.width() * slider.value() / 100)
    qtbot.mousePress(slider, LEFT, pos=QPoint(handle, middle))
    for step in range(1, 6):
        qtbot.mouseMove(slider, QPoint(handle + step * slider.width() // 12, middle))
    dragged = [card.report.total for card in page.cards.cards]
    assert dragged != before
    assert value_of(view.bridge.dataset, "match.fills_our_gap") == 30
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(handle + 5 * slider.width() // 12, middle))
    answered(qtbot, page)

    assert value_of(view.bridge.dataset, "match.fills_our_gap") > 50
    qtbot.keyClick(starter_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    answered(qtbot, page)
    assert value_of(view.bridge.dataset, "match.fills_our_gap") == 30
    assert [card.report.total for card in page.cards.cards] == before
