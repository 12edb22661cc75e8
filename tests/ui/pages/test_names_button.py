"""The naming profile beside the boundary note: shown, changed from there, and in force everywhere at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.geography.places import load_places
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.export import write_scene
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.sheet import sheet_text
from chipmap.ui.map.viewport import Viewport, fitting
from chipmap.ui.operations.settings import change_settings

LEFT = Qt.MouseButton.LeftButton
MOMENT = datetime(2026, 5, 9, tzinfo=UTC)


@pytest.fixture
def page(open_window):
    open_window.view.selection.choose(segment="fab", layer=LayerKind.CAPABILITY)
    return open_window.view.page("map")


def test_the_profile_is_named_and_leads_to_its_setting(open_window, page):
    assert page.names_button.text() == "Names: EU"

    QTest.mouseClick(page.names_button, LEFT)

    assert open_window.view.selection.view.page == "settings"
    assert isinstance(QApplication.focusWidget(), QComboBox)
    assert QApplication.focusWidget().accessibleName() == "Naming profile"


def test_a_change_holds_at_once_on_map_table_and_in_pictures(open_window, page, tmp_path):
    bridge = open_window.view.bridge
    open_window.view.ask_naming()
    choice = QApplication.focusWidget()
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("OECD"))
    choice.activated.emit(choice.currentIndex())
    open_window.view.selection.choose(page="map", as_table=True)

    model = page.table_side.table.rows.model()
    names = {model.index(row, 0).data() for row in range(model.rowCount())}
    beside = write_scene(bridge.dataset, page.canvas.scene, tmp_path / "map.svg")

    assert page.names_button.text() == "Names: OECD"
    assert "Chinese Taipei" in names
    assert "Taiwan" not in names
    assert page.canvas.scene.label("TWN").startswith("Chinese Taipei")
    assert "Naming profile: OECD" in beside.read_text()


def test_undo_brings_the_names_back(open_window, page):
    change_settings(open_window.view.bridge, naming_profile="UN")
    assert page.names_button.text() == "Names: UN"

    open_window.commands["undo"].trigger()

    assert page.names_button.text() == "Names: EU"


@pytest.mark.parametrize(
    ("place", "metres_per_px", "has_note"),
    [("XKX", 3_000.0, True), ("SRB", 4_000.0, True), ("PRT", 3_000.0, False), ("JPN", 8_000.0, False)],
)
def test_a_picture_carries_the_note_of_kosovo_when_kosovo_is_on_it(
    open_window, page, place, metres_per_px, has_note
):
    view = Viewport(*load_places()[place].anchor, metres_per_px, 800, 500)
    note = PlaceNames.load("EU").note("XKX")

    text = sheet_text(Filler(page.canvas.scene), open_window.view.bridge.dataset, view, the_atlas(), MOMENT)

    assert (note in text.foot) is has_note
    assert any("do not imply" in line for line in text.foot)


def test_the_world_shows_the_long_boundary_note(open_window, page):
    view = fitting(the_atlas().world, 1600, 1000)

    text = sheet_text(Filler(page.canvas.scene), open_window.view.bridge.dataset, view, the_atlas(), MOMENT)

    assert PlaceNames.load("EU").boundary_note(long=True) in text.foot


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_profile_is_seen_beside_the_table_too(open_window, page, width):
    open_window.resize(width, 800)
    open_window.view.selection.choose(as_table=True)
    QApplication.processEvents()

    place = page.names_button.geometry()
    assert page.rect().contains(place)
    assert not place.intersects(page.table_side.table.geometry())
    assert not place.intersects(page._note_caption.geometry())
