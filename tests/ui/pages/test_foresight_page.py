"""The foresight page: the same figures as the command line, reached by keys, each leading to its score."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from typer.testing import CliRunner

from chipmap.cli.app import app
from chipmap.model.assumptions import value_of
from chipmap.model.records import NOW
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.dialogs.places_dialog import PlacesDialog
from chipmap.ui.operations import history
from chipmap.ui.operations.scores import set_level, set_need
from chipmap.ui.pages.foresight_side import PRIORITIES, WEIGHTS
from chipmap.ui.tables.foresight_grid.model import texts_of
from chipmap.ui.tables.score_grid.rows import RowOrder


@pytest.fixture
def foresight(qtbot, open_window):
    """The page about chip design, with its first answer, reached by the tabs of Match."""
    open_window.view.selection.choose(segment="design", horizon=NOW, subject=None, page="match")
    tabs = open_window.view.page("match").head.tabs
    part = next(part for part in tabs._parts if part.text() == "Foresight")
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    page = open_window.view.page("foresight")
    answered(qtbot, page)
    return page


def answered(qtbot, page):
    qtbot.waitUntil(lambda: page.table is not None and not page.is_busy, timeout=20_000)


def told_by_command(tmp_path, *options):
    path = tmp_path / "another.chipmap"
    if not path.exists():
        create_workspace(path, starter_dataset(title="Partners")).close()
    outcome = CliRunner().invoke(app, ["analysis", "foresight", str(path), *options, "--json"])
    return json.loads(outcome.stdout)


def test_page_and_command_say_the_same(foresight, tmp_path):
    for place in foresight.table.places:
        told = told_by_command(tmp_path, "--subject", place)
        for gap in told["gaps"]:
            at = foresight.table.gap(place, gap["segment"], gap["horizon"])
            shown = (at.level, at.need.level if at.need else None, at.value) if at else (None, None, None)
            assert shown == (gap["level"], gap["need"], gap["gap"])
    told = told_by_command(tmp_path)
    priorities = foresight.table.foresight.priorities
    assert [
        (one.segment, one.expected_rank, one.expected_shortfall, one.is_robust, dict(one.ranks))
        for one in priorities
    ] == [
        (row["segment"], row["rank"], row["expected_shortfall"], row["robust"], row["ranks"])
        for row in told["segments"]
        if row["rank"] is not None
    ]
    assert [foresight.table.foresight.steady[one.segment] for one in priorities] == [
        row["steady"] for row in told["segments"] if row["rank"] is not None
    ]


def test_the_widest_gap_comes_first_and_what_is_not_known_reads_as_a_dash(foresight):
    assert foresight.model.rows[0].segment == "design"
    assert "design" in foresight.head.title.text()
    column = next(at for at, one in enumerate(foresight.model.columns) if one.horizon == "2030")
    assert tuple(texts_of(foresight.model.gap(0, column))) == ("–", "4", "–")
    spoken = foresight.model.data(foresight.model.index(0, column), Qt.ItemDataRole.AccessibleTextRole)
    assert "level not scored" in spoken
    assert "need 4" in spoken
    assert foresight.missing.isVisible()
    foresight.controls.order.setCurrentIndex(foresight.controls.order.findData(RowOrder.CHAIN))
    foresight.controls.order.activated.emit(1)
    assert foresight.model.rows[0].segment == "rd"


def test_keys_walk_the_table_fold_it_and_lead_to_the_score(qtbot, open_window, foresight):
    grid, selection = foresight.grid, open_window.view.selection
    grid.setFocus()
    rows = len(foresight.model.rows)
    qtbot.keyClick(grid, Qt.Key.Key_Plus)
    assert len(foresight.model.rows) > rows
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: selection.view.horizon == "2030")
    row = foresight.model.rows[grid.address[0]]
    assert selection.view.segment == row.segment
    answered(qtbot, foresight)
    assert foresight.side.segment.texts
    qtbot.keyClick(grid, Qt.Key.Key_Minus)
    assert len(foresight.model.rows) == rows
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert selection.view.page == "map"
    assert open_window.view.panel.is_editing
    selection.go_back()
    assert selection.view.page == "foresight"


def test_a_click_on_a_partner_tells_what_its_figures_rest_on(qtbot, open_window, foresight):
    address = foresight.model.address_of("KOR", "atp", NOW)
    index = foresight.model.index(*address)
    foresight.grid.scrollTo(index)
    where = foresight.grid.visualRect(index).center()
    qtbot.mouseClick(foresight.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    qtbot.waitUntil(lambda: open_window.view.selection.view.subject == "KOR")
    answered(qtbot, foresight)
    panel = foresight.side.segment
    assert panel.cell_title.text().startswith("South Korea")
    assert any("Gap −2" in text for text in panel.texts)
    assert [line.is_chosen for line in panel.chart.lines] == [False, True, False, False, False]
    qtbot.mouseClick(panel.open_card, Qt.MouseButton.LeftButton)
    assert open_window.view.selection.view.page == "scorecards"


def test_weights_order_anew_while_they_move_and_one_undo_brings_them_back(qtbot, open_window, foresight):
    bridge = open_window.view.bridge
    for horizon, level in (("2030", 4), ("2035", 1)):
        set_level(bridge, subject="EU27", segment="design", level=level, horizon=horizon)
        set_need(bridge, subject="EU27", segment="design", level=4, horizon=horizon)
    answered(qtbot, foresight)
    foresight.side.choose(WEIGHTS)
    sliders = foresight.side.weights.sliders
    sliders["2035"].setSliderDown(True)
    sliders["2035"].setValue(80)
    assert foresight.side.weights.weights == {NOW: 10, "2030": 10, "2035": 80}
    moved = foresight.side._found
    assert moved.weights["2035"] == 80
    sliders["2035"].setSliderDown(False)
    foresight.side.weights.settle()
    answered(qtbot, foresight)
    assert value_of(bridge.dataset, "foresight.weight.2035") == 80
    assert foresight.table.foresight.priorities == moved.priorities
    history.undo(bridge)
    answered(qtbot, foresight)
    assert value_of(bridge.dataset, "foresight.weight.2035") == pytest.approx(100 / 3)
    open_window.view.selection.choose(segment="fab")
    foresight.side.choose(PRIORITIES)
    row = foresight.side.priorities.rows[0]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert open_window.view.selection.view.segment == "design"
    unplaced = [row.line for row in foresight.side.priorities.rows if row.line.rank == "–"]
    assert {line.segment for line in unplaced} == set(foresight.table.foresight.left_out)
    fab = next(line for line in unplaced if line.segment == "fab")
    assert fab.sure == "Level not known for 2030"


def test_without_any_need_the_page_says_how_one_is_recorded(qtbot, open_window, foresight):
    open_window.view.selection.choose(focus="PRT", segment="fab")
    answered(qtbot, foresight)
    assert "No need is recorded for Portugal" in foresight.missing.title.text()
    qtbot.mouseClick(foresight.missing.act, Qt.MouseButton.LeftButton)
    editor = open_window.view.panel.editor
    assert open_window.view.selection.view.page == "map"
    qtbot.waitUntil(
        lambda: (
            editor.stepper("need", "2030").isAncestorOf(open_window.focusWidget())
            or editor.stepper("need", "2030") is open_window.focusWidget()
        )
    )


def test_places_are_chosen_and_the_table_goes_to_excel_and_csv(
    qtbot, open_window, foresight, dialogs, tmp_path
):
    qtbot.mouseClick(foresight.controls.places, Qt.MouseButton.LeftButton)
    dialog = open_window.findChild(PlacesDialog)
    assert not dialog.reference.isVisible()
    dialog.shown.setCurrentRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    answered(qtbot, foresight)
    assert len(foresight.table.places) == 4
    foresight.controls.needed.setChecked(True)
    for name in ("figures.xlsx", "figures.csv"):
        dialogs.table_place = tmp_path / name
        qtbot.mouseClick(foresight.controls.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialogs.table_place.exists, timeout=20_000)
    book = load_workbook(tmp_path / "figures.xlsx", read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[1][:5] == ("EU-27", "EU27", "Chip design", "design", "2026 now")
    assert rows[1][5] == 2
    assert rows[1][11] == -2
    assert book.worksheets[1].max_row == len(foresight.table.foresight.priorities) + 1
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("EU-27,EU27,Chip design,design,2026 now,2.0,")
