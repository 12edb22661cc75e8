"""Weights by slider, keys and field: a preview while they move, one step when they rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from chipmap.model.assumptions import DEFINITIONS, value_of
from chipmap.model.geography.layers import LayerKind
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.dialogs.method_reader import MethodReader, method_sections
from chipmap.ui.dialogs.weights_dialog import WeightsDialog
from chipmap.ui.operations import history, methods
from chipmap.ui.selection import View
from tests.builders import a_score, three_countries_dataset


@pytest.fixture
def bridge(qapp, tmp_path) -> Iterator[WorkspaceBridge]:
    """Two stages of the European Union and Malaysia are scored, and the equipment of Germany from below."""
    theme.current().use(mode="light", reduced_motion=True)
    dataset = three_countries_dataset(
        a_score(5, "EU27", "equipment"),
        a_score(2, "EU27", "packaging"),
        a_score(2, "MYS", "equipment"),
        a_score(4, "MYS", "packaging"),
        a_score(5, "DEU", "litho"),
        a_score(1, "DEU", "deposition"),
    )
    opened = WorkspaceBridge(create_workspace(tmp_path / "weights.chipmap", dataset))
    yield opened
    opened.close()


@pytest.fixture
def dialog(bridge, qtbot) -> Iterator[WeightsDialog]:
    shown = WeightsDialog(bridge, View("EU27", "equipment", LayerKind.CAPABILITY), "EU27")
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitExposed(shown):
        shown.show()
    settle(shown, qtbot)
    yield shown
    shown.reject()
    shiboken6.delete(shown)


def settle(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.preview.is_busy)


def row(dialog, segment):
    return next(one for one in dialog.rows if one.segment == segment)


def weight(bridge, segment):
    return bridge.workspace.dataset.segments[segment].weight


def ranks(dialog):
    return {one.name: one.mark for one in dialog.chart.rows}


def drag(qtbot, slider, *values, release=True):
    """Take the handle by mouse to each of these positions."""

    def handle():
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        style = slider.style()
        rect = style.subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
        )
        return rect.center()

    start = handle()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    room = slider.width() - 18
    for value in values:
        x = 9 + round(room * value / slider.maximum())
        qtbot.mouseMove(slider, QPoint(x, start.y()))
    if release:
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, start.y()))


def test_the_ranks_stand_in_the_order_of_the_index_with_all_draws(dialog):
    assert ranks(dialog) == {"EU-27": 1.0, "Malaysia": 2.0}
    assert dialog.note.text().startswith("10")
    assert "EU-27: Rank 1 of 2" in dialog.chart.accessibleDescription()


def test_while_a_slider_is_held_the_window_shows_what_would_be_and_nothing_is_kept(dialog, bridge, qtbot):
    drag(qtbot, row(dialog, "packaging").slider, 20, 50, release=False)
    settle(dialog, qtbot)
    assert bridge.is_previewing
    assert bridge.dataset.segments["packaging"].weight == pytest.approx(5.0, abs=0.2)
    assert ranks(dialog) == {"EU-27": 2.0, "Malaysia": 1.0}
    assert dialog.note.text().startswith("Preview with 1")
    assert weight(bridge, "packaging") == 1.0
    assert not bridge.workspace.can_undo


def test_a_release_is_one_step_that_can_be_undone(dialog, bridge, qtbot):
    drag(qtbot, row(dialog, "packaging").slider, 20, 30, 40)
    settle(dialog, qtbot)
    assert not bridge.is_previewing
    assert weight(bridge, "packaging") == pytest.approx(4.0, abs=0.2)
    assert dialog.note.text().startswith("10")
    history.undo(bridge)
    settle(dialog, qtbot)
    assert weight(bridge, "packaging") == 1.0
    assert row(dialog, "packaging").weight == 1.0
    assert not bridge.workspace.can_undo


def test_keys_move_the_weight_and_presses_in_a_row_are_one_step(dialog, bridge, qtbot):
    slider = row(dialog, "packaging").slider
    slider.setFocus()
    for _press in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert weight(bridge, "packaging") == 1.0
    qtbot.waitUntil(lambda: weight(bridge, "packaging") == 1.3)
    history.undo(bridge)
    assert weight(bridge, "packaging") == 1.0


def test_a_number_can_be_typed_beside_the_slider(dialog, bridge, qtbot):
    field = row(dialog, "equipment").field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "7.5")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: weight(bridge, "equipment") == 7.5)
    assert row(dialog, "equipment").part.text().startswith("88.2")
    assert row(dialog, "equipment").slider.value() == row(dialog, "equipment").slider.maximum()


def test_sub_segments_weigh_the_level_that_is_rolled_up(dialog, bridge, qtbot):
    dialog.show_group("equipment")
    assert bridge.standings.of("DEU", "equipment").level == 3.0
    drag(qtbot, row(dialog, "litho").slider, 30, release=False)
    settle(dialog, qtbot)
    assert bridge.standings.of("DEU", "equipment").level == pytest.approx(4.0, abs=0.1)
    dialog.reject()
    assert not bridge.is_previewing


def test_closing_while_a_key_has_just_been_pressed_keeps_the_weight(dialog, bridge, qtbot):
    slider = row(dialog, "packaging").slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    dialog.reject()
    assert weight(bridge, "packaging") == 1.1


def test_weights_of_zero_for_all_say_what_is_missing(dialog, qtbot):
    for one in dialog.rows:
        one.field.setValue(0.0)
        one.settle()
    settle(dialog, qtbot)
    assert dialog.note.text() == "Every weight is zero."
    assert [one.part.text() for one in dialog.rows] == ["–", "–"]
    qtbot.mouseClick(dialog.equal, Qt.MouseButton.LeftButton)
    settle(dialog, qtbot)
    assert [one.weight for one in dialog.rows] == [1.0, 1.0]


def test_the_event_loop_turns_while_previews_are_computed(dialog, qtbot):
    turns = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(dialog.preview.is_busy))
    timer.start(0)
    previews = []
    dialog.preview.computed.connect(lambda _found, is_full: previews.append(is_full))
    slider = row(dialog, "packaging").slider
    slider.setSliderDown(True)
    for value in range(10, 50, 4):
        slider.setValue(value)
        qtbot.wait(40)
    settle(dialog, qtbot)
    timer.stop()
    assert previews.count(False) > 1
    assert turns.count(True) > len(previews)


def test_an_assumption_is_changed_with_its_source_and_reset(dialog, bridge, qtbot):
    dialog.tabs.setCurrentIndex(1)
    line = dialog.assumptions.rows["uncertainty.low"]
    assert not line.reset.isEnabled()
    line.field.setFocus()
    line.field.selectAll()
    qtbot.keyClicks(line.field, "2")
    qtbot.keyClick(line.field, Qt.Key.Key_Tab)
    assert value_of(bridge.dataset, "uncertainty.low") == 2.0
    assert bridge.dataset.assumptions["uncertainty.low"].source == "Changed in the workspace"
    line.source.setText("Interview, May")
    line.source.editingFinished.emit()
    assert bridge.dataset.assumptions["uncertainty.low"].source == "Interview, May"
    settle(dialog, qtbot)
    qtbot.mouseClick(line.reset, Qt.MouseButton.LeftButton)
    assert value_of(bridge.dataset, "uncertainty.low") == DEFINITIONS["uncertainty.low"].default
    history.undo(bridge)
    assert line.field.value() == 2.0
    settle(dialog, qtbot)


def test_all_assumptions_go_back_to_their_defaults_in_one_step(dialog, bridge, qtbot):
    methods.set_assumption(bridge, "swot.strong", 3.0, "Ours")
    methods.set_assumption(bridge, "index.coverage", 0.5, "Ours")
    qtbot.mouseClick(dialog.assumptions.reset_all, Qt.MouseButton.LeftButton)
    assert value_of(bridge.dataset, "swot.strong") == 3.5
    history.undo(bridge)
    assert value_of(bridge.dataset, "swot.strong") == 3.0
    assert value_of(bridge.dataset, "index.coverage") == 0.5
    settle(dialog, qtbot)


def test_every_slider_and_field_has_a_name(dialog):
    for one in dialog.rows:
        assert one.slider.accessibleName() == f"Weight of {one.name}"
        assert one.field.accessibleName() == f"Weight of {one.name}, as a number"
    for key, line in dialog.assumptions.rows.items():
        assert line.field.accessibleName()
        assert line.field.accessibleName() != key
        assert line.source.accessibleName()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_reader_opens_at_a_section_and_leads_to_the_others(qtbot, qapp, mode):
    theme.current().use(mode=mode, reduced_motion=True)
    reader = MethodReader("concentration")
    reader.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitExposed(reader):
        reader.show()
    assert reader.section == "concentration"
    assert "HHI = Σ share²" in reader.page.toPlainText()
    qtbot.keyClick(reader.titles, Qt.Key.Key_Home)
    assert reader.section == "level"
    assert "how strong a place or an institution is" in reader.page.toPlainText().lower()
    reader.show_section("index")
    assert "Handbook on Constructing Composite Indicators" in reader.page.toPlainText()
    reader.reject()
    shiboken6.delete(reader)
    theme.current().use(mode="light", reduced_motion=True)


def test_every_section_has_words_a_formula_and_limits():
    found = {one.id: one.text for one in method_sections()}
    assert {"index", "sensitivity", "weights", "concentration", "dependency", "swot"} <= set(found)
    for text in found.values():
        assert text.startswith("**In words.**")
        assert "**What it cannot say.**" in text


def test_levels_that_were_tried_are_not_computed_again_when_they_are_kept(dialog, bridge, qtbot):
    dialog.show_group("equipment")
    drag(qtbot, row(dialog, "litho").slider, 30, release=False)
    settle(dialog, qtbot)
    tried = bridge.standings
    row(dialog, "litho").slider.setSliderDown(False)
    row(dialog, "litho").settle()
    assert not bridge.is_previewing
    assert bridge.standings is not tried
    assert bridge.standings.suggestions is tried.suggestions
    assert bridge.standings.of("DEU", "equipment") is tried.of("DEU", "equipment")
    settle(dialog, qtbot)
