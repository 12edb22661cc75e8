"""The Scorecards page: places, groups, filters, orders, raters, and the panel beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from chipmap.model.edits.scores import set_level, set_need
from chipmap.model.labels import Label
from chipmap.ui.tables.score_grid.cells import EVERYBODY
from chipmap.ui.tables.score_grid.columns import GridColumns
from chipmap.ui.tables.score_grid.rows import RowOrder
from tests.builders import a_need, a_rater, a_score, an_institution, three_countries_dataset
from tests.ui.tables.score_grid.conftest import PLACES, SHIFT, Desk

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def edit(desk, subject: str, segment: str, level, rater: str = "owner") -> None:
    changes = set_level(desk.bridge.dataset, subject=subject, segment=segment, level=level, rater=rater)
    desk.workspace.apply(changes, label=Label.CHANGE_SCORE)


def test_partner_places_stand_before_the_focus_region_until_a_person_chooses(qapp, tmp_path):
    desk = Desk(tmp_path / "usual.chipmap", three_countries_dataset(), columns="")

    assert desk.model.subjects == ("MYS", "EU27")
    assert desk.model.reference == "EU27"
    desk.close()


def test_chosen_places_are_remembered_for_the_workspace(desk):
    desk.page.arrangement.show_columns(GridColumns(("DEU", "MYS"), ""))

    assert desk.model.subjects == ("DEU", "MYS")
    assert desk.preferences.settings.columns_of("w-0001") == ("", "DEU", "MYS")


def test_a_place_is_moved_by_dragging_its_head(desk, qtbot):
    header = desk.grid.places
    ends = [QPoint(header.sectionViewportPosition(at) + 20, 12) for at in (0, 2)]
    QTest.mousePress(header.viewport(), LEFT, pos=ends[0])
    QTest.mouseMove(header.viewport(), ends[0] + QPoint(30, 0))
    QTest.mouseMove(header.viewport(), ends[1] + QPoint(60, 0))
    QTest.mouseRelease(header.viewport(), LEFT, pos=ends[1] + QPoint(60, 0))

    qtbot.waitUntil(lambda: desk.model.subjects == ("NLD", "DEU", "MYS", "EU27"))
    assert [header.visualIndex(at) for at in range(4)] == [0, 1, 2, 3]


def test_the_menu_of_a_place_moves_it_takes_it_out_and_makes_it_the_reference(desk):
    def choose(column: int, text: str) -> None:
        menu = desk.page.choosing.menu(column)
        next(action for action in menu.actions() if action.text() == text).trigger()

    choose(0, "Move right")
    assert desk.model.subjects == ("NLD", "MYS", "DEU", "EU27")
    choose(2, "Use for reference")
    assert (desk.model.subjects, desk.model.reference) == (("NLD", "MYS", "EU27", "DEU"), "DEU")
    choose(0, "Take out of the grid")
    assert desk.model.subjects == ("MYS", "EU27", "DEU")


def test_a_selected_place_that_is_not_shown_joins_without_being_remembered(qapp, tmp_path):
    desk = Desk(tmp_path / "guest.chipmap", three_countries_dataset(an_institution()))
    desk.selection.choose(subject="asml")

    assert desk.model.subjects == (*PLACES, "asml", "EU27")
    assert desk.at() == ("asml", "litho")
    desk.type("5")
    assert desk.answer("asml", "litho") == 5
    assert "asml" not in (desk.preferences.settings.columns_of("w-0001") or ())
    desk.close()


def test_a_click_on_the_head_of_a_group_folds_it_and_opens_it(desk, qtbot):
    header = desk.grid.capabilities

    def click(name: str) -> None:
        row = [one.name for one in desk.model.rows].index(name)
        qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(20, header.sectionViewportPosition(row) + 10))

    click("Equipment")
    assert desk.segments() == ["equipment", "packaging", "packaging_osat", "packaging_advanced"]
    spoken = desk.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Equipment, folded"
    click("Equipment")
    assert "litho" in desk.segments()


def test_a_filter_opens_what_fits_and_escape_ends_it(desk):
    desk.page.arrangement.fold_all(is_open=False)
    desk.page.controls.filter.setText("depo")
    assert desk.segments() == ["equipment", "deposition"]

    desk.key(Key.Key_Escape)
    assert desk.page.controls.filter.text() == ""
    assert desk.segments() == ["equipment", "packaging"]


def test_only_what_is_not_scored_is_listed_and_stays_while_it_is_being_scored(desk, qtbot):
    for place in PLACES:
        edit(desk, place, "litho", 3)
    qtbot.mouseClick(desk.page.controls.unscored, LEFT)
    assert "litho" not in desk.segments()

    desk.go("MYS", "deposition")
    for _place in PLACES:
        desk.type("2")
        desk.key(Key.Key_Right)
    assert "deposition" in desk.segments()


def test_f8_goes_from_one_cell_without_an_answer_to_the_next_and_back(desk):
    edit(desk, "NLD", "litho", 3)
    desk.key(Key.Key_F8)
    assert desk.at() == ("DEU", "litho")
    desk.key(Key.Key_F8)
    assert desk.at() == ("MYS", "deposition")
    desk.key(Key.Key_F8, SHIFT, times=2)
    assert desk.at() == ("MYS", "litho")


def test_f8_opens_a_folded_group_and_says_when_all_is_scored(desk):
    for place in PLACES:
        for segment in ("litho", "deposition", "packaging_osat"):
            edit(desk, place, segment, 3)
    desk.page.arrangement.fold_all(is_open=False)
    desk.key(Key.Key_F8)
    assert desk.at() == ("MYS", "packaging_advanced")

    for place in PLACES:
        edit(desk, place, "packaging_advanced", 3)
    desk.key(Key.Key_F8)
    assert desk.told == ["Every cell that is shown is scored."]
    assert desk.page.progress.text() == "12 of 12 cells scored"


def test_rows_are_ordered_by_name_and_by_gap_with_the_unknown_last(qapp, tmp_path):
    needs = [a_need("MYS", "packaging", 5), a_need("MYS", "deposition", 4)]
    levels = [a_score(2, "MYS", "packaging"), a_score(3, "MYS", "deposition")]
    desk = Desk(tmp_path / "order.chipmap", three_countries_dataset(*needs, *levels))
    menu = desk.page.controls

    menu.rows_ordered.emit(RowOrder.NAME)
    assert desk.segments()[:3] == ["equipment", "deposition", "litho"]
    menu.rows_ordered.emit(RowOrder.GAP)
    assert [row.segment for row in desk.model.rows if row.is_head] == ["packaging", "equipment"]
    menu.rows_ordered.emit(RowOrder.CHAIN)
    assert desk.segments()[:3] == ["equipment", "litho", "deposition"]
    desk.close()


def test_places_are_ordered_by_level_and_by_name(desk):
    edit(desk, "DEU", "litho", 4)
    edit(desk, "NLD", "litho", 5)
    desk.page.controls.places_ordered.emit("level")
    assert desk.model.subjects == ("NLD", "DEU", "MYS", "EU27")

    desk.page.controls.places_ordered.emit("name")
    assert desk.model.subjects == ("DEU", "MYS", "NLD", "EU27")


def test_the_scores_of_another_rater_are_shown_and_edited_as_theirs(desk):
    edit(desk, "MYS", "litho", 2)
    edit(desk, "MYS", "litho", 5, rater="guest")
    assert desk.text("MYS", "litho") == "2"

    desk.page.controls.rater_chosen.emit("guest")
    assert desk.text("MYS", "litho") == "5"
    desk.type("4")
    assert (desk.answer("MYS", "litho"), desk.answer("MYS", "litho", rater="guest")) == (2, 4)


def test_all_raters_together_are_read_only_with_number_and_spread(desk):
    edit(desk, "MYS", "litho", 1)
    edit(desk, "MYS", "litho", 4, rater="guest")
    desk.page.controls.rater_chosen.emit(EVERYBODY)

    assert desk.text("MYS", "litho") == "2.5"
    assert desk.spoken("MYS", "litho").endswith("2 raters, from 1 to 4")
    desk.type("3")
    assert desk.told[-1].startswith("What all raters say together is read only.")
    assert (desk.answer("MYS", "litho"), desk.answer("MYS", "litho", rater="guest")) == (1, 4)


def test_needs_are_answered_at_the_first_later_horizon(desk):
    desk.page.controls.measure_chosen.emit("need")
    desk.type("5")

    score = desk.bridge.dataset.scores["MYS", "litho", "owner", 1]
    assert (score.need("2030"), score.levels) == (5, ())
    assert "need 2030" in desk.page.head.subtitle.text()


def test_the_horizon_of_the_window_holds_here(desk):
    desk.selection.choose(horizon="2035")
    desk.type("3")

    assert desk.answer("MYS", "litho", horizon="2035") == 3
    assert desk.answer("MYS", "litho") is None


def test_the_gap_to_the_need_stands_in_the_cell_and_is_spoken(desk):
    edit(desk, "MYS", "litho", 3)
    changes = set_need(desk.bridge.dataset, subject="MYS", segment="litho", level=5, horizon="2030")
    desk.workspace.apply(changes, label=Label.CHANGE_NEED)

    assert (
        desk.spoken("MYS", "litho")
        == "Malaysia, litho, level 3 established, without evidence, need 5, gap minus 2"
    )


def test_a_suggested_level_is_dotted_and_no_answer(desk):
    cell = desk.model.cell(*desk.model.address_of("EU27", "litho"))
    edit(desk, "NLD", "litho", 4)
    shown = desk.model.cell(*desk.model.address_of("EU27", "litho"))

    assert cell.text == "–"
    assert (shown.text, shown.answer, shown.is_scored) == ("4", None, False)


def test_the_selection_follows_the_hand_and_the_hand_the_selection(desk, qtbot):
    desk.key(Key.Key_Right)
    desk.key(Key.Key_Down)
    qtbot.waitUntil(lambda: desk.selection.view.subject == "NLD")
    assert desk.selection.view.segment == "deposition"

    desk.page.arrangement.fold_all(is_open=False)
    desk.selection.choose(subject="DEU", segment="packaging_osat")
    assert desk.at() == ("DEU", "packaging_osat")


@pytest.mark.parametrize("how", ["undo", "other"])
def test_edits_elsewhere_appear_at_once(desk, how):
    if how == "undo":
        desk.type("3")
        desk.workspace.undo()
        assert desk.text("MYS", "litho") == "–"
    else:
        edit(desk, "DEU", "deposition", 1)
        assert desk.text("DEU", "deposition") == "1"


def test_other_raters_and_places_that_come_later_are_offered(desk):
    from chipmap.model.edits.raters import put_rater

    changes = put_rater(desk.bridge.dataset, a_rater("delegation", name="Delegation"))
    desk.workspace.apply(changes, label=Label.CHANGE_SETTINGS)

    offered = [desk.page.controls.rater.itemText(at) for at in range(desk.page.controls.rater.count())]
    assert offered == ["My scores", "Delegation", "Guest", "All raters together"]
