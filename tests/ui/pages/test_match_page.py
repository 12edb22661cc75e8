"""The Match page: partners by a visible sum, reasons in two clicks, weights, filters, and what is missing."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from chipmap.cli.app import app
from chipmap.model.assumptions import value_of
from chipmap.model.match.place_partners import PartnerTerm
from chipmap.model.records import NOW
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.operations import history
from chipmap.ui.operations.scores import set_level, set_need
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.panels.source_card import SourceCard


@pytest.fixture
def match(qtbot, open_window):
    """The page about packaging, with its first answer."""
    open_window.view.selection.choose(segment="atp", horizon=NOW, subject=None)
    qtbot.keyClick(open_window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = open_window.view.page("match")
    answered(qtbot, page)
    return page


def answered(qtbot, page):
    qtbot.waitUntil(lambda: page.found is not None and not page.is_busy, timeout=20_000)


def choose(qtbot, page, window, **fields):
    window.view.selection.choose(**fields)
    answered(qtbot, page)


def places(page):
    return [card.report.place for card in page.cards.cards]


def test_the_rail_leads_to_the_partners_of_the_gap_one_was_looking_at(qtbot, open_window):
    open_window.view.selection.choose(segment="fab")
    button = open_window.view.rail._buttons["match"]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page = open_window.view.page("match")
    answered(qtbot, page)

    assert page.isVisible()
    assert page.found.segment == "fab"
    assert "fabrication" in page.head.title.text()


def test_the_printed_parts_of_every_card_add_up_to_its_total(match):
    assert match.cards.cards
    for card in match.cards.cards:
        report = card.report
        assert sum(part.points for part in report.parts) == report.total
        assert str(report.total) in card.accessibleName()


def test_page_and_command_say_the_same(match, tmp_path):
    path = tmp_path / "another.chipmap"
    create_workspace(path, starter_dataset(title="Partners")).close()
    outcome = CliRunner().invoke(
        app, ["match", "partners", str(path), "--for", "EU27", "--segment", "atp", "--json"]
    )
    told = json.loads(outcome.stdout)["partners"]

    shown = [
        (one.place, one.ranked.rank, one.ranked.total, one.ranked.top_probability)
        for one in match.found.partners
    ]

    assert [one["partner"] for one in told] == [place for place, *_rest in shown]
    for row, (_place, rank, total, top) in zip(told, shown, strict=True):
        assert row["rank"] == rank
        assert row["total"] == (None if total is None else pytest.approx(total, abs=1e-6))
        assert row["top_3"] == (None if top is None else pytest.approx(top, abs=1e-6))


def test_one_click_on_a_card_says_why_and_a_second_opens_a_term_with_its_sources(qtbot, match, open_window):
    card = match.cards.cards[1]

    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert open_window.view.selection.view.subject == card.report.place
    assert card.isChecked()

    section = match.side.why.sections[PartnerTerm.TIES]
    qtbot.mouseClick(section.head, Qt.MouseButton.LeftButton)

    assert section.is_open
    assert section.findChildren(SourceCard)


def test_the_keyboard_walks_the_cards_and_enter_leads_to_the_reasons_and_back(qtbot, match):
    first, second = match.cards.cards[:2]
    assert first.hasFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    head = match.side.why.sections[PartnerTerm.FILLS_OUR_GAP].head
    assert head.hasFocus()
    assert match.side.why._place == second.report.place

    qtbot.keyClick(head, Qt.Key.Key_Escape)
    assert second.hasFocus()


def test_another_segment_is_followed_and_one_can_go_back(qtbot, match, open_window):
    before = places(match)
    choose(qtbot, match, open_window, segment="eda_ip")
    assert places(match) != before

    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    answered(qtbot, match)

    assert places(match) == before


def test_an_edit_and_its_undo_move_the_cards(qtbot, match, open_window):
    bridge = open_window.documents.bridge
    before = places(match)

    set_level(bridge, subject="IND", segment="atp", level=5)
    answered(qtbot, match)
    assert "IND" in places(match)

    history.undo(bridge)
    answered(qtbot, match)
    assert places(match) == before


def test_another_naming_profile_renames_the_cards(qtbot, match, open_window):
    change_settings(open_window.documents.bridge, naming_profile="OECD")
    answered(qtbot, match)

    assert "Chinese Taipei" in [card.report.name for card in match.cards.cards]


def test_dragging_a_weight_moves_the_cards_at_once_and_its_release_is_one_step(qtbot, match, open_window):
    bridge = open_window.documents.bridge
    qtbot.mouseClick(match.adjust, Qt.MouseButton.LeftButton)
    slider = match.side.weights.sliders[PartnerTerm.TIES]
    before = {card.report.place: card.report.total for card in match.cards.cards}

    slider.setSliderDown(True)
    for value in (40, 70, 90):
        slider.setValue(value)
    assert {card.report.place: card.report.total for card in match.cards.cards} != before
    assert value_of(bridge.dataset, "match.ties") == 10
    slider.setSliderDown(False)
    answered(qtbot, match)

    assert value_of(bridge.dataset, "match.ties") == 90
    assert sum(value_of(bridge.dataset, f"match.{term}") for term in PartnerTerm) == 100
    history.undo(bridge)
    answered(qtbot, match)
    assert value_of(bridge.dataset, "match.ties") == 10
    assert {card.report.place: card.report.total for card in match.cards.cards} == before
    assert not bridge.workspace.can_undo


def test_keys_on_a_weight_are_one_step_once_they_rest(qtbot, match, open_window):
    bridge = open_window.documents.bridge
    match.side.show_weights()
    slider = match.side.weights.sliders[PartnerTerm.FILLS_OUR_GAP]

    for _press in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: value_of(bridge.dataset, "match.fills_our_gap") == 33)

    history.undo(bridge)
    assert value_of(bridge.dataset, "match.fills_our_gap") == 30


def test_the_default_weights_come_back_as_one_step(qtbot, match, open_window):
    bridge = open_window.documents.bridge
    match.side.show_weights()
    match.side.weights.sliders[PartnerTerm.TIES].setValue(60)
    match.side.weights.settle()
    assert value_of(bridge.dataset, "match.ties") == 60

    qtbot.mouseClick(match.side.weights.reset, Qt.MouseButton.LeftButton)

    answered(qtbot, match)
    assert value_of(bridge.dataset, "match.ties") == 10
    assert not match.side.weights.reset.isEnabled()


def test_a_filter_hides_and_keeps_the_ranks_and_shows_the_way_out(qtbot, match, open_window):
    ranks = {card.report.place: card.report.rank for card in match.cards.cards}

    choose(qtbot, match, open_window, match=MatchWish(member_of="G7"))
    assert set(places(match)) == {"JPN", "USA"}
    assert all(ranks[card.report.place] == card.report.rank for card in match.cards.cards)

    choose(qtbot, match, open_window, match=MatchWish(member_of="EU27"))
    assert places(match) == []
    qtbot.mouseClick(match.show_all, Qt.MouseButton.LeftButton)
    assert set(places(match)) == set(ranks)


def test_any_place_can_be_added_and_taken_out_again(qtbot, match, open_window):
    field = match.controls.add.lineEdit()
    field.setFocus()
    qtbot.keyClicks(field, "China")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    answered(qtbot, match)

    assert open_window.view.selection.view.match.added == ("CHN",)
    assert "CHN" in [one.place for one in match.found.partners]

    qtbot.mouseClick(match.controls.chips["CHN"], Qt.MouseButton.LeftButton)
    answered(qtbot, match)
    assert "CHN" not in [one.place for one in match.found.partners]


def test_new_ties_turn_the_term_round(qtbot, match):
    before = match.found.partners[0].terms[PartnerTerm.TIES].value
    new = match.controls.ties.findChildren(type(match.controls.ties._parts[1]))[1]

    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    answered(qtbot, match)

    place = next(one for one in match.found.partners if one.place == "TWN")
    assert before == 1.0
    assert place.terms[PartnerTerm.TIES].value == 0.0


def test_places_without_a_rank_stand_below_with_what_is_missing(match):
    unranked = [one.place for one in match.found.partners if one.ranked.rank is None]

    assert unranked
    assert [row.place for row in match.cards.rows] == unranked
    assert all("missing" in row.accessibleName() for row in match.cards.rows)


def test_without_a_need_the_page_says_so_and_its_button_leads_to_the_field(qtbot, match, open_window):
    choose(qtbot, match, open_window, focus="SGP", segment="atp_osat")
    assert match.missing.isVisible()
    assert "No need" in match.missing.title.text()

    qtbot.mouseClick(match.missing.act, Qt.MouseButton.LeftButton)
    view = open_window.view.selection.view
    stepper = open_window.view.panel.editor.stepper("need", "2030")

    assert (view.page, view.subject, view.segment) == ("map", "SGP", "atp_osat")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is stepper.focusProxy())


def test_a_need_without_a_known_level_asks_for_the_level(qtbot, match, open_window):
    choose(qtbot, match, open_window, segment="fab", horizon="2030")
    assert "not known" in match.missing.title.text()

    qtbot.mouseClick(match.missing.act, Qt.MouseButton.LeftButton)

    assert open_window.view.panel.is_editing
    assert open_window.view.selection.view.horizon == "2030"


def test_a_need_that_is_met_is_said(qtbot, match, open_window):
    bridge = open_window.documents.bridge
    set_level(bridge, subject="SGP", segment="atp_osat", level=4)
    set_need(bridge, subject="SGP", segment="atp_osat", level=3, horizon="2030")
    choose(qtbot, match, open_window, focus="SGP", segment="atp_osat")

    assert "is met" in match.missing.title.text()


def test_institution_pairs_lead_to_the_records_of_both(qtbot, match, open_window):
    choose(qtbot, match, open_window, subject="MYS")
    match.side.show_institutions()
    (first, *_others) = [
        one for one in match.side.pairs.findChildren(type(match.adjust)) if "record" in one.accessibleName()
    ]

    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)

    view = open_window.view.selection.view
    assert view.page == "map"
    assert view.subject in open_window.documents.bridge.dataset.institutions


def test_the_small_map_says_where_its_lines_lead(match):
    spoken = match.side.map.accessibleName()

    assert "EU-27" in spoken
    assert "Taiwan" in spoken


def test_closing_while_partners_are_ranked_does_no_harm(qtbot, open_window):
    open_window.view.selection.choose(page="match")
    assert open_window.documents.close()
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=10_000)
    open_window.show_start()
