"""The columns, the chart and the clipboard while places are compared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from chipmap.model.records import NA
from chipmap.ui import theme
from chipmap.ui.operations import history, scores
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.panels.compare_panel import ComparePanel
from tests.ui.panels.conftest import bridge, look, selection

__all__ = ["bridge", "look", "selection"]

LEFT = Qt.MouseButton.LeftButton
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def panel(bridge, selection, qtbot) -> Iterator[ComparePanel]:
    selection.choose(subject="NLD", compared_places=("NLD", "DEU", "MYS"))
    shown = ComparePanel(bridge, selection)
    shown.refresh()
    shown.resize(540, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.chart is not None)
    yield shown
    shiboken6.delete(shown)


def row_of(panel, segment: str) -> int:
    return [row.segment.id for row in panel.rows].index(segment)


def cell(panel, segment: str, column: int, role=Qt.ItemDataRole.DisplayRole) -> str:
    return panel.table.model().index(row_of(panel, segment), column).data(role)


def copied(panel) -> list[list[str]]:
    panel.copy_table()
    return [line.split("\t") for line in QApplication.clipboard().text().split("\r\n")]


def words_in(panel) -> str:
    return " | ".join(made.text() for made in panel.findChildren(QLabel) if made.isVisibleTo(panel))


def test_each_place_is_a_column_with_its_letter_level_in_words_and_origin(panel):
    said = words_in(panel)

    assert [(head.letter, head.name) for head in panel.heads] == [
        ("A", "Netherlands"), ("B", "Germany"), ("C", "Malaysia"),
    ]  # fmt: skip
    assert "5 Leading" in said
    assert "Suggested from revenue by headquarters 2024" in said
    assert "Not scored" in said


def test_a_cell_says_its_place_segment_level_need_and_gap_aloud(panel):
    said = cell(panel, "litho", 1, SPOKEN)

    assert said.startswith("Netherlands: Litho, level 5, suggested")
    assert said.endswith("need 4, gap +1")
    assert cell(panel, "litho", 3, SPOKEN) == "Malaysia: Litho, not scored"


def test_the_table_names_its_columns_for_a_screen_reader(panel):
    heads = [panel.table.model().headerData(at, Qt.Orientation.Horizontal, SPOKEN) for at in range(4)]

    assert heads == ["Segment", "A Netherlands", "B Germany", "C Malaysia"]
    assert panel.table.accessibleName() == "Levels, needs and gaps of the compared places"


def test_unknown_is_a_dash_and_zero_is_zero(panel, bridge):
    scores.set_level(bridge, subject="DEU", segment="packaging", level=0)

    assert cell(panel, "packaging", 2) == "0"
    assert cell(panel, "packaging", 3) == "–"


def test_columns_follow_every_edit_and_its_undo(panel, bridge):
    scores.set_level(bridge, subject="MYS", segment="litho", level=2)
    assert cell(panel, "litho", 3) == "2"

    history.undo(bridge)
    assert cell(panel, "litho", 3) == "–"


def test_columns_follow_the_horizon(panel, selection):
    selection.choose(horizon="2030")

    assert cell(panel, "litho", 1) == "–, need 4"
    assert "Expected level in 2030" in words_in(panel)


def test_columns_follow_the_naming_profile(panel, bridge):
    bridge.names  # noqa: B018 - as the window has read them by now
    dataset = bridge.dataset
    assert dataset.settings.naming_profile == "EU"
    change_settings(bridge, naming_profile="UN")

    assert panel.heads[0].name == bridge.subject_name("NLD") == "Netherlands (Kingdom of the)"


def test_a_click_on_a_row_looks_at_its_segment_and_keeps_the_comparison(panel, selection):
    at = panel.table.visualRect(panel.table.model().index(row_of(panel, "packaging"), 2)).center()

    QTest.mouseClick(panel.table.viewport(), LEFT, pos=at)

    assert selection.view.segment == "packaging"
    assert selection.view.compared_places == ("NLD", "DEU", "MYS")


def test_the_arrow_of_a_row_opens_its_sub_segments_without_choosing_it(panel, selection):
    before = selection.view
    index = panel.table.model().index(row_of(panel, "packaging"), 0)

    QTest.mouseClick(panel.table.viewport(), LEFT, pos=panel.table.arrow_area(index).center())

    assert cell(panel, "packaging_osat", 0)
    assert selection.view == before


def test_the_keyboard_opens_closes_and_chooses_in_the_table(panel, selection):
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.table.model().index(row_of(panel, "packaging"), 0))

    QTest.keyClick(panel.table, Qt.Key.Key_Right)
    assert "packaging_osat" in [row.segment.id for row in panel.rows]
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert selection.view.segment == "packaging_osat"

    QTest.keyClick(panel.table, Qt.Key.Key_Right)
    assert panel.table.currentIndex().column() == 1


def test_the_cross_of_a_column_takes_its_place_out(panel, selection, qtbot):
    cross = next(
        made
        for made in panel.findChildren(QToolButton)
        if made.accessibleName() == "Take Germany out of the comparison"
    )

    qtbot.mouseClick(cross, LEFT)

    assert selection.view.compared_places == ("NLD", "MYS")
    assert [head.letter for head in panel.heads] == ["A", "B"]


def test_the_focus_region_is_added_by_a_button_until_four_places_are_compared(panel, selection, qtbot):
    assert panel._add_focus.text() == "Add EU-27"

    qtbot.mouseClick(panel._add_focus, LEFT)

    assert selection.view.compared_places == ("NLD", "DEU", "MYS", "EU27")
    assert not panel._add_focus.isVisibleTo(panel)


def test_escape_in_the_panel_ends_the_comparison(panel, selection):
    panel.table.setFocus()

    QTest.keyClick(panel.table, Qt.Key.Key_Escape)

    assert (selection.view.subject, selection.view.compared_places) == ("NLD", ())


def test_the_copied_table_has_figures_as_figures_with_words_and_origin(panel, bridge):
    scores.set_level(bridge, subject="DEU", segment="packaging", level=0)
    scores.set_level(bridge, subject="MYS", segment="packaging", level=NA)

    lines = copied(panel)

    headings, litho = lines[0], next(line for line in lines if line[0] == "Litho")
    assert headings[1:7] == [
        f"A Netherlands: {column}"
        for column in ("level", "in words", "origin", "need", "year of the need", "gap")
    ]
    assert litho[1:7] == ["5", "Leading", "Suggested from revenue by headquarters 2024", "4", "2030", "1"]
    assert litho[13:15] == ["", "Not scored"]
    packaging = next(line for line in lines if line[0] == "Packaging")
    assert packaging[7:9] == ["0", "Absent"]
    assert packaging[13:15] == ["", "Not applicable"]


def test_the_copied_table_names_sources_naming_profile_and_date_and_is_html_too(panel):
    notes = " ".join(line[0] for line in copied(panel)[-4:])

    assert "OECD 2026" in notes
    assert "Naming profile: EU" in notes
    html = QApplication.clipboard().mimeData().html()
    assert 'x:num="5"' in html
    assert "Naming profile: EU" in html


def test_ctrl_c_in_the_table_copies_it(panel):
    QApplication.clipboard().clear()
    panel.table.setFocus()

    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text().startswith("Segment\t")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_copied_picture_is_drawn_in_the_theme_and_says_what_it_is(panel, qtbot, mode):
    theme.current().use(mode=mode)
    told = []
    panel.told.connect(told.append)

    qtbot.mouseClick(panel.copy_picture_button, LEFT)

    image = QApplication.clipboard().image()
    assert image.width() == 1800
    tokens = theme.current().tokens
    colours = {
        image.pixelColor(x, y).name().upper() for x in range(0, 1800, 3) for y in range(0, image.height(), 3)
    }
    assert image.pixelColor(2, 2) == QColor(tokens.surface)
    # Level 5 of the Netherlands and the accent behind the chosen segment.
    assert {tokens.capability[5], tokens.accent_soft, tokens.text} <= colours
    assert "picture" in told[0]


def test_the_chart_has_a_text_alternative(panel):
    said = panel.chart.accessibleDescription()

    assert said.startswith("Level and need along the value chain of A Netherlands, B Germany, C Malaysia.")
    assert "Malaysia, not scored" in said
    assert panel.chart.accessibleName() == "Profile chart"


def test_a_wide_panel_has_the_chart_beside_the_numbers_and_remembers_nothing_else(panel, qtbot):
    plain = panel.width_in(1500, 412)

    qtbot.mouseClick(panel.width_button, LEFT)
    wide = panel.width_in(1500, 412)
    panel.resize(wide, 900)
    QApplication.processEvents()

    assert wide >= plain + 300
    assert panel.chart.mapTo(panel, panel.chart.rect().topLeft()).x() > panel.table.geometry().right()


def test_in_a_narrow_panel_places_are_listed_by_name_over_lettered_columns(panel, selection):
    selection.choose(subject="NLD", compared_places=("NLD", "DEU", "MYS", "EU27"))
    panel.resize(380, 900)
    QApplication.processEvents()

    shown = [made for made in panel.findChildren(QLabel) if made.isVisibleTo(panel)]
    names = [made for made in shown if made.text() in ("Netherlands", "Malaysia")]
    assert len(names) == 2
    assert all(made.width() > 150 for made in names)
    widths = [panel.table.columnWidth(at) for at in range(5)]
    assert sum(widths) <= panel.table.width()


def test_without_room_for_a_chart_beside_the_numbers_no_button_offers_it(panel):
    panel.width_in(800, 360)

    assert not panel.width_button.isVisibleTo(panel)


def test_the_keyboard_stays_on_its_cell_while_figures_change(panel, bridge):
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.table.model().index(row_of(panel, "packaging"), 2))

    scores.set_level(bridge, subject="DEU", segment="packaging", level=3)

    at: QModelIndex = panel.table.currentIndex()
    assert (panel.rows[at.row()].segment.id, at.column()) == ("packaging", 2)
    assert panel.table.hasFocus()
