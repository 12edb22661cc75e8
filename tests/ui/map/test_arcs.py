"""Lines between places on the map and in its files, under real mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import NOW, Record
from chipmap.ui.map.arcs import THINNEST_PX, WIDEST_PX
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.export import alt_text_path, write_scene
from chipmap.ui.map.scene_source import SceneSource, SceneWish
from chipmap.ui.map.viewport import fitting
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.tokens import LIGHT
from tests.builders import a_collaboration, a_link, a_segment, a_share, a_suggestion_basis
from tests.ui.map.conftest import SEGMENT, a_world, settle

LEFT = Qt.MouseButton.LeftButton
SIZE = (1600, 1000)


def a_tie(id: str, *partners: str, stage: str = "running") -> Record:  # noqa: A002
    return a_collaboration(id, partners=partners, segments=(SEGMENT,), stage=stage, name=f"Call {id}")


@pytest.fixture
def world() -> Dataset:
    """Collaborations with Brazil and Singapore, one planned with Canada; Japan makes what packaging needs."""
    return a_world(
        a_tie("one", "EU27", "BRA"),
        a_tie("two", "EU27", "BRA"),
        a_tie("plan", "EU27", "CAN", stage="planned"),
        a_collaboration("osat", partners=("EU27", "SGP"), segments=("packaging_osat",), stage="open"),
        a_share("packaging_osat", "SGP", 6.0),
        a_segment("resist", "materials"),
        a_link("resist", SEGMENT, 3),
        a_suggestion_basis("resist"),
        a_share("resist", "JPN", 80.0),
    )


def magenta_count(image: QImage, left: int = 0, right: int | None = None) -> int:
    wanted = QColor(LIGHT.collaboration).rgb()
    end = image.width() if right is None else right
    return sum(image.pixel(x, y) == wanted for x in range(left, end) for y in range(image.height()))


def map_image(canvas: MapCanvas, qtbot: QtBot) -> QImage:
    settle(qtbot, canvas)
    return canvas.grab().toImage()


def end_pixel(canvas: MapCanvas, far: str) -> QPoint:
    drawn = next(arc for arc in canvas.drawn().arcs if arc.arc.far == far)
    at = canvas.backdrop.finished.viewport.to_map(drawn.handle.x(), drawn.handle.y())
    return canvas.viewport.to_screen(at.x(), at.y()).toPoint()


def picture_of(dataset: Dataset, folder: Path) -> QImage:
    """The whole world with its collaborations, as a file."""
    names = PlaceNames.load("EU", "en")
    wish = SceneWish(
        LayerKind.CAPABILITY, SEGMENT, NOW, "EU27", arcs=ArcKind.COLLABORATIONS, shows_names=False
    )
    scene = SceneSource().scene(dataset, names, LIGHT, wish)
    write_scene(dataset, scene, folder / "map.png", size=SIZE, viewport=fitting(the_atlas().world, *SIZE))
    return QImage(str(folder / "map.png"))


def test_lines_are_off_at_first_and_a_click_draws_them_and_takes_them_away(page: MapPage, qtbot: QtBot):
    before = map_image(page.canvas, qtbot)
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    drawn = map_image(page.canvas, qtbot)
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    after = map_image(page.canvas, qtbot)

    assert magenta_count(before) == 0
    assert magenta_count(drawn) > 300
    assert after == before


def test_the_space_bar_draws_lines(page: MapPage):
    page.arc_switch.pill.setFocus()
    QTest.keyClick(page.arc_switch.pill, Qt.Key.Key_Space)

    assert {arc.far for arc in page.canvas.scene.arcs.shown} == {"BRA", "CAN", "SGP"}


def test_the_menu_changes_from_collaborations_to_supply(page: MapPage):
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    next(
        action for action in page.arc_switch.menu_button.menu().actions() if action.text() == "Supply"
    ).trigger()

    assert page.arc_switch.pill.text() == "Supply"
    assert [arc.far for arc in page.canvas.scene.arcs.shown] == ["JPN"]
    assert "Supply" in page.legend.legend.description


def test_another_segment_has_other_lines(page: MapPage, selection):
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    selection.choose(segment="packaging_osat")
    assert [arc.far for arc in page.canvas.scene.arcs.shown] == ["SGP"]

    selection.choose(segment="resist")
    assert page.canvas.scene.arcs.shown == ()
    assert "No collaboration in this segment" in page.legend.legend.description


def test_stronger_lines_are_wider(page: MapPage, qtbot: QtBot):
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    settle(qtbot, page.canvas)

    widths = {drawn.arc.far: drawn.width for drawn in page.canvas.drawn().arcs}
    assert THINNEST_PX < widths["CAN"] < widths["BRA"] == WIDEST_PX


def test_pointing_at_the_end_of_a_line_names_the_pair_and_its_collaborations(page: MapPage, qtbot: QtBot):
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    settle(qtbot, page.canvas)

    QTest.mouseMove(page.canvas, end_pixel(page.canvas, "BRA"))

    text = page.canvas.hovered_text
    assert (text.name, text.value) == ("EU-27 – Brazil", "2 collaborations")
    assert text.lines == ("Call one (running)", "Call two (running)")


def test_clicking_the_end_of_a_line_selects_the_place_there(page: MapPage, selection, qtbot: QtBot):
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    settle(qtbot, page.canvas)

    with qtbot.waitSignal(page.canvas.arc_chosen) as chosen:
        QTest.mouseClick(page.canvas, LEFT, pos=end_pixel(page.canvas, "CAN"))

    assert selection.view.subject == "CAN"
    assert chosen.args[0].is_dashed


def test_the_dot_of_a_line_never_leaves_its_place_and_yields_to_what_can_be_clicked_there(
    page: MapPage, selection, qtbot: QtBot
):
    """Singapore has a circle; drawn beside it, the dot would lie on Malaysia."""
    page.arc_switch.choose(ArcKind.COLLABORATIONS)
    selection.choose(segment="packaging_osat")
    settle(qtbot, page.canvas)
    (drawn,) = page.canvas.drawn().arcs
    picture = page.canvas.backdrop.finished.viewport

    at = picture.to_map(drawn.x, drawn.y)
    anchor = the_atlas().anchors["SGP"]
    assert (at.x(), at.y()) == pytest.approx((anchor.x, anchor.y), abs=1_000.0)
    assert page.canvas.hit(page.canvas.viewport.to_screen(at.x(), at.y())).country == "SGP"
    assert page.canvas.hit(end_pixel(page.canvas, "SGP").toPointF()).arc == drawn.arc


def test_the_window_opens_the_collaborations_of_a_clicked_line(open_window, qtbot: QtBot):
    view = open_window.view
    page = view.page("map")
    QTest.mouseClick(page.arc_switch.pill, LEFT)
    settle(qtbot, page.canvas)

    QTest.mouseClick(page.canvas, LEFT, pos=end_pixel(page.canvas, "CAN"))

    assert view.selection.view.page == "collaborations"
    assert view.selection.view.subject == "CAN"
    rows = view.page("collaborations").rows
    assert rows
    assert all("CAN" in row.record.partners for row in rows)


def test_the_legend_says_how_many_pairs_are_not_drawn(qapp, tmp_path: Path):
    codes = [code for code in the_atlas().anchors if code not in ("DEU", "EU27")][:15]
    dataset = a_world(*(a_tie(code, "DEU", code) for code in codes))

    picture_of(dataset, tmp_path)

    spoken = alt_text_path(tmp_path / "map.png").read_text(encoding="utf-8")
    assert "3 more pairs not drawn" in spoken


def test_a_picture_file_has_the_lines_and_its_text_names_them(qapp, world: Dataset, tmp_path: Path):
    image = picture_of(world, tmp_path)

    spoken = alt_text_path(tmp_path / "map.png").read_text(encoding="utf-8")
    assert magenta_count(image) > 300
    assert "EU-27 – Brazil: 2 collaborations; EU-27 – Singapore: 1 collaboration;" in spoken
    assert "EU-27 – Canada: 1 collaboration, planned or an idea." in spoken


def test_a_planned_line_has_gaps(qapp, tmp_path: Path):
    (tmp_path / "plan").mkdir()
    solid = magenta_count(picture_of(a_world(a_tie("a", "EU27", "ZAF")), tmp_path))
    dashed = magenta_count(picture_of(a_world(a_tie("a", "EU27", "ZAF", stage="idea")), tmp_path / "plan"))

    assert 0.4 * solid < dashed < 0.8 * solid


def test_a_line_across_the_edge_of_the_map_leaves_no_streak_over_it(qapp, tmp_path: Path):
    image = picture_of(a_world(a_tie("a", "JPN", "USA")), tmp_path)

    anchors, view = the_atlas().anchors, fitting(the_atlas().world, *SIZE)
    left = round(view.to_screen(anchors["USA"].x, 0.0).x()) + 40
    right = round(view.to_screen(anchors["JPN"].x, 0.0).x()) - 40
    legend = 480
    assert magenta_count(image) > 100
    assert magenta_count(image, max(left, legend), right) == 0
