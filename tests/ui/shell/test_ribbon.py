from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.ui.operations.scores import set_level, set_need
from chipmap.ui.shell.chevron import Chevron


@pytest.fixture
def ribbon(open_window):
    return open_window.view.ribbon


def chevrons(ribbon) -> dict[str, Chevron]:
    return {chevron.text(): chevron for chevron in ribbon.findChildren(Chevron)}


def test_the_eight_stages_stand_in_value_chain_order(ribbon):
    assert list(chevrons(ribbon)) == [
        "R&D",
        "EDA & IP",
        "Design",
        "Equipment",
        "Raw materials",
        "Materials",
        "Fabrication",
        "Packaging & test",
    ]


def test_a_stage_says_level_need_and_gap_in_words(open_window, ribbon):
    bridge = open_window.documents.bridge
    set_level(bridge, subject="EU27", segment="fab", level=2)
    set_need(bridge, subject="EU27", segment="fab", level=4, horizon="2030")

    name = chevrons(ribbon)["Fabrication"].accessibleName()

    assert name.startswith("Fabrication, level 2, need 4, gap minus 2")


def test_the_ribbon_follows_an_edit_and_its_undo(open_window, ribbon):
    bridge = open_window.documents.bridge
    before = chevrons(ribbon)["Raw materials"].accessibleName()

    set_level(bridge, subject="EU27", segment="crm", level=5)
    assert "level 5" in chevrons(ribbon)["Raw materials"].accessibleName()

    bridge.workspace.undo()
    assert chevrons(ribbon)["Raw materials"].accessibleName() == before


def test_a_click_chooses_the_segment_for_the_whole_window(open_window, ribbon):
    QTest.mouseClick(chevrons(ribbon)["Fabrication"], Qt.MouseButton.LeftButton)

    assert open_window.view.selection.view.segment == "fab"
    assert chevrons(ribbon)["Fabrication"].isChecked()
    assert not chevrons(ribbon)["Packaging & test"].isChecked()


def test_a_sub_segment_marks_its_stage_and_an_end_use_marks_none(open_window, ribbon):
    segments = open_window.documents.bridge.dataset.segments
    end_use = next(segment.id for segment in segments.values() if segment.segment_kind == "end_use")

    open_window.view.selection.choose(segment="litho_euv")
    assert [name for name, chevron in chevrons(ribbon).items() if chevron.isChecked()] == ["Equipment"]

    open_window.view.selection.choose(segment=end_use)
    assert [name for name, chevron in chevrons(ribbon).items() if chevron.isChecked()] == []


def test_another_focus_region_shows_its_own_levels(open_window, ribbon):
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=3)

    open_window.view.selection.choose(focus="MYS")

    assert "level 3" in chevrons(ribbon)["Packaging & test"].accessibleName()


def test_a_later_horizon_without_expected_levels_is_not_scored(open_window, ribbon):
    open_window.view.selection.choose(horizon="2035")

    assert "not scored" in chevrons(ribbon)["Design"].accessibleName()


def test_a_name_is_shortened_before_it_is_cut_off(ribbon):
    chevron = chevrons(ribbon)["Packaging & test"]

    assert chevron._fitted_name(400.0) == ("Packaging & test", "small_strong")
    assert chevron._fitted_name(75.0)[0] == "Packaging"


@pytest.mark.parametrize(("height", "is_low"), [(1200, False), (800, True)])
def test_large_text_in_a_low_window_spares_height_in_the_ribbon(open_window, height, is_low):
    open_window.preferences.change(text_scale=1.5)
    open_window.preferences.apply_look()
    open_window.setMinimumSize(0, 0)
    open_window.resize(1280, height)
    QApplication.processEvents()
    ribbon = open_window.view.ribbon

    assert (ribbon.height() < 150) is is_low
    chevrons = ribbon.findChildren(Chevron)
    assert all(ribbon.rect().contains(chevron.geometry()) for chevron in chevrons)
    assert len({chevron.y() for chevron in chevrons}) == 2
