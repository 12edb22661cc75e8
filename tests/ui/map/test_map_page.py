"""The map page: what its words say and what its controls do."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.places import load_places
from chipmap.model.labels import Label
from chipmap.ui import theme
from chipmap.ui.map.viewport import Viewport
from tests.ui.map.conftest import LEVELS, SEGMENT, settle

LEFT = Qt.MouseButton.LeftButton


def layer_button(page, text: str) -> QAbstractButton:
    return next(part for part in page.layer_choice.findChildren(QAbstractButton) if part.text() == text)


def test_the_title_names_measure_segment_and_years(page, selection):
    capability = page.title.text()
    selection.choose(layer=LayerKind.NEED)

    assert capability == "Packaging: capability 2026"
    assert page.title.text() == "Packaging: level 2026 against need 2030"


def test_the_subtitle_counts_scored_places(page):
    scored = f"{len(LEVELS) + 1} places scored, 1 known as a lower bound"
    assert page.subtitle.text() == f"{scored}, from 0 absent to 5 leading"


def test_the_subtitle_counts_suggestions_apart(page, selection):
    selection.choose(segment="packaging_osat")

    assert page.subtitle.text().startswith("0 places scored, 2 suggested")


def test_the_subtitle_of_gaps_says_whose_need_counts(page, selection):
    selection.choose(layer=LayerKind.NEED)

    assert page.subtitle.text().endswith("held against a place's own need, else that of EU-27")


def test_clicking_a_layer_changes_what_is_shown(page, selection):
    QTest.mouseClick(layer_button(page, "Against need"), LEFT)

    assert selection.view.layer is LayerKind.NEED
    assert page.canvas.scene.layer.kind is LayerKind.NEED


@pytest.mark.parametrize("kind", list(LayerKind))
def test_the_legend_has_the_classes_of_the_layer(page, selection, kind):
    selection.choose(layer=kind, segment="packaging_osat" if kind.is_of_shares else SEGMENT)

    legend, layer = page.legend.legend, page.canvas.scene.layer
    assert len(legend.colours) == len(legend.text.classes) == layer.class_count
    used = {place.class_index for place in layer.values.values() if place.class_index is not None}
    assert used
    assert {style.colour for style in page.canvas.scene.styles.values() if style.is_scored} == {
        legend.colours[index] for index in used
    }


def test_the_legend_explains_every_pattern_that_is_drawn(page):
    words = [text for text, _style in page.legend.legend.patterns]

    assert words == ["Suggested, or scored without evidence", "Not scored", "Not applicable"]


def test_signs_are_printed_on_the_legend_of_gaps(page, selection):
    selection.choose(layer=LayerKind.NEED)

    assert page.legend.legend.text.classes == ("−3", "−2", "−1", "0", "+1", "+2", "+3")


def test_names_and_institutions_can_be_switched_off(page, qtbot: QtBot):
    QTest.mouseClick(page.names_switch, LEFT)
    QTest.mouseClick(page.institutions_switch, LEFT)
    settle(qtbot, page.canvas)

    drawn = page.canvas.drawn()
    assert not drawn.labels
    assert not drawn.institutions


def test_the_zoom_buttons_zoom_and_lead_home(page):
    home = page.canvas.viewport

    QTest.mouseClick(page.zoom_buttons[0], LEFT)
    closer = page.canvas.viewport
    QTest.mouseClick(page.zoom_buttons[2], LEFT)

    assert closer.metres_per_px == pytest.approx(home.metres_per_px / 1.6)
    assert page.canvas.viewport == home


def test_the_segment_menu_offers_the_stage_and_its_parts(page, selection):
    menu = page.segment_button.menu()
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions() if action.text()}

    entries["Assembly services"].trigger()

    assert list(entries) == ["All of Packaging", "Assembly services"]
    assert selection.view.segment == "packaging_osat"


def test_without_shares_the_dependence_layer_says_so_and_offers_a_way_out(page, selection):
    selection.choose(layer=LayerKind.DEPENDENCE, segment="fab")
    was_shown = page.empty_state.isVisible()

    QTest.mouseClick(page.empty_button, LEFT)

    assert was_shown
    assert selection.view.layer is LayerKind.CAPABILITY


def test_a_first_score_removes_the_empty_state(page, selection, bridge):
    selection.choose(segment="fab")
    was_shown = page.empty_state.isVisible()

    changes = set_level(bridge.dataset, subject="NLD", segment="fab", level=3)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)

    assert was_shown
    assert not page.empty_state.isVisible()


def test_the_note_of_kosovo_stands_when_kosovo_can_be_seen(page, qtbot: QtBot):
    at_world = page.note.text()
    anchor = load_places()["XKX"].anchor
    page.canvas.look_at(Viewport(*anchor, 3_000.0, page.width(), page.height()))
    settle(qtbot, page.canvas)

    assert "do not imply" in at_world
    assert page.canvas.scene.names.note("XKX") not in at_world
    assert page.canvas.scene.names.note("XKX") in page.note.text()


def test_every_control_of_the_page_has_a_name_and_takes_the_focus(page):
    controls = [*page.zoom_buttons, page.names_switch, page.institutions_switch, page.segment_button]

    for control in controls:
        assert control.accessibleName() or control.text()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_scores_in_another_segment_leave_the_colours_alone(page, bridge):
    before = page.canvas.scene.styles

    changes = set_level(bridge.dataset, subject="NLD", segment="fab", level=3)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)

    assert page.canvas.scene.styles == before
    assert page.canvas.scene.layer.segment == SEGMENT


@pytest.mark.parametrize(
    ("size", "covered", "text_scale"),
    [
        pytest.param((832, 660), 0, 1.0, id="1280x800"),
        pytest.param((1202, 585), 0, 1.5, id="1280x800 with large text"),
        pytest.param((1202, 585), 479, 1.5, id="1280x800 with large text beside the panel"),
        pytest.param((939, 785), 0, 1.5, id="1600x1000 with large text"),
    ],
)
def test_nothing_on_the_map_is_cut_or_covers_something_else(page, selection, size, covered, text_scale):
    theme.current().use(text_scale=text_scale)
    QApplication.processEvents()
    page.resize(*size)
    page.keep_clear(covered)
    selection.choose(layer=LayerKind.NEED, horizon="2030")

    parts = [page.layer_choice, page.institutions_switch, page.names_switch]
    parts += [page._note_caption, page.names_button, *page.zoom_buttons]
    parts += [page.empty_state] if page.empty_state.isVisible() else []
    boxes = [part.geometry() for part in parts] + [page._legend_rect().toRect()]
    above = [page.title, page.segment_button, page.subtitle]
    boxes += [QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in above if part.isVisible()]
    seen = page.rect().adjusted(0, 0, -covered, 0)
    assert all(seen.contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    room = page.title.rect().adjusted(0, 0, 0, 1000)
    words = page.title.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, page.title.text())
    assert words.height() <= page.title.height()


def test_a_stage_is_named_as_in_the_ribbon_where_its_full_name_does_not_fit(page, selection, bridge):
    selection.choose(segment="packaging_osat", layer=LayerKind.NEED)
    was = bridge.dataset.segments["packaging_osat"]
    with_short_name = replace(was, short_name="OSAT")
    changes = ChangeSet((Change(was, with_short_name),))
    bridge.workspace.apply(changes, label=Label.CHANGE_SETTINGS)
    page.resize(1400, 700)
    wide = page.title.text()

    page.resize(620, 700)

    assert wide.startswith("Assembly services: level 2026")
    assert page.title.text().startswith("OSAT: level 2026")


def test_gaps_that_lack_expected_levels_say_so_rather_than_that_needs_are_missing(page, selection):
    selection.choose(layer=LayerKind.NEED, horizon="2030")

    assert page.empty_state.title.text() == "No expected levels for 2030"
