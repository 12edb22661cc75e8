"""The picture behind the canvas: no empty sea beyond it, the view first, and no trace of how it was made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.places import load_places
from chipmap.model.labels import Label
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.drawing import place_in
from chipmap.ui.map.overview import average_colour
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import LIGHT
from tests.ui.map.conftest import SEGMENT, place_pixel, settle


def rest(qtbot: QtBot, canvas: MapCanvas) -> None:
    settle(qtbot, canvas)
    qtbot.waitUntil(lambda: canvas.backdrop.overview.is_ready, timeout=10_000)


def look_at(canvas: MapCanvas, code: str, metres_per_px: float) -> None:
    anchor = load_places()[code].anchor
    canvas.look_at(Viewport(*anchor, metres_per_px, canvas.width(), canvas.height()))


def colour_at(canvas: MapCanvas, code: str) -> str:
    return QColor(canvas.grab().toImage().pixel(place_pixel(canvas, code))).name().upper()


def differing(one: QImage, other: QImage) -> int:
    """How many bytes of two pictures are clearly different."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(first - second) > 12 for first, second in pairs)


def test_land_beyond_the_finished_picture_is_shown_at_once(canvas: MapCanvas, qtbot: QtBot):
    canvas.show_names(False)
    canvas.show_institutions(False)
    look_at(canvas, "FRA", 4_000.0)
    rest(qtbot, canvas)

    look_at(canvas, "CHN", 4_000.0)

    assert not canvas.backdrop.covers(canvas.viewport)
    assert colour_at(canvas, "CHN") == LIGHT.capability[5].upper()


def test_the_colours_of_another_layer_are_never_shown_from_far(canvas: MapCanvas, selection, qtbot: QtBot):
    look_at(canvas, "FRA", 4_000.0)
    rest(qtbot, canvas)

    selection.choose(layer=LayerKind.AGE)
    settle(qtbot, canvas)
    ready_before = canvas.backdrop.overview.is_ready
    look_at(canvas, "CHN", 4_000.0)

    assert not ready_before
    assert colour_at(canvas, "CHN") != LIGHT.capability[5].upper()


def test_another_map_of_the_world_is_never_shown_beneath_this_one(canvas: MapCanvas, selection, qtbot: QtBot):
    rest(qtbot, canvas)

    selection.choose(projection=MapProjection.EUROPE)
    ready_before = canvas.backdrop.overview.is_ready
    rest(qtbot, canvas)
    canvas.show_names(False)
    canvas.show_institutions(False)
    settle(qtbot, canvas)
    anchor = the_atlas(MapProjection.EUROPE).anchors["FRA"]
    canvas.look_at(replace(canvas.viewport, x=anchor.x, y=anchor.y, metres_per_px=1_000.0))
    rest(qtbot, canvas)
    anchor = the_atlas(MapProjection.EUROPE).anchors["POL"]
    canvas.look_at(replace(canvas.viewport, x=anchor.x, y=anchor.y))
    at = canvas.viewport.to_screen(anchor.x, anchor.y).toPoint()

    assert not ready_before
    assert not canvas.backdrop.covers(canvas.viewport)
    assert QColor(canvas.grab().toImage().pixel(at)) == average_colour(canvas.scene.style("POL"), LIGHT)


def test_what_is_in_view_is_shown_before_the_margin_is_drawn(canvas: MapCanvas, qtbot: QtBot):
    shown = []
    canvas.backdrop.renewed.connect(lambda: shown.append(canvas.backdrop.finished.is_complete))
    covered = []
    canvas.backdrop.renewed.connect(lambda: covered.append(canvas.backdrop.covers(canvas.viewport)))

    look_at(canvas, "FRA", 4_000.0)
    settle(qtbot, canvas)

    assert not shown[0]
    assert shown[-1]
    assert all(covered)


@pytest.mark.parametrize("step", [QPointF(88, 0), QPointF(-200, 60), QPointF(312, -240)])
def test_a_picture_taken_over_after_a_drag_is_that_of_drawing_everything(
    canvas: MapCanvas, qtbot: QtBot, step: QPointF
):
    look_at(canvas, "DEU", 5_000.0)
    settle(qtbot, canvas)

    canvas.look_at(canvas.viewport.panned(step.x(), step.y()))
    settle(qtbot, canvas)
    dragged = canvas.grab().toImage()
    canvas.backdrop.renew_at_once(canvas.wish())
    fresh = canvas.grab().toImage()

    # The edges of shapes that the clip cuts may be rounded the other way.
    assert differing(dragged, fresh) < 200


def test_an_edit_while_the_margin_is_drawn_reaches_every_part_of_the_picture(
    canvas: MapCanvas, bridge, qtbot: QtBot
):
    canvas.show_names(False)
    canvas.show_institutions(False)
    settle(qtbot, canvas)
    look_at(canvas, "CHN", 9_000.0)
    qtbot.waitSignal(canvas.backdrop.renewed, timeout=10_000).wait()
    assert not canvas.backdrop.finished.is_complete

    changes = set_level(bridge.dataset, subject="CHN", segment=SEGMENT, level=1)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    at_once = colour_at(canvas, "CHN")
    settle(qtbot, canvas)

    assert at_once == LIGHT.capability[1].upper()
    assert colour_at(canvas, "CHN") == LIGHT.capability[1].upper()
    assert canvas.backdrop.finished.is_complete


def test_a_drag_is_drawn_ahead_of_the_hand(canvas: MapCanvas, qtbot: QtBot):
    look_at(canvas, "DEU", 5_000.0)
    settle(qtbot, canvas)
    start = canvas.viewport

    for step in range(1, 9):
        canvas.look_at(start.panned(step * 12.0, 0.0))
        qtbot.wait(5)
    qtbot.waitUntil(lambda: canvas.backdrop.finished.wish.viewport != start, timeout=10_000)

    placed = place_in(canvas.backdrop.finished.viewport, canvas.viewport)
    assert -placed.left() > placed.right() - canvas.width()


def test_stopping_while_the_margin_is_drawn_keeps_what_is_in_view(canvas: MapCanvas, qtbot: QtBot):
    look_at(canvas, "DEU", 5_000.0)
    qtbot.waitSignal(canvas.backdrop.renewed, timeout=10_000).wait()
    canvas.backdrop.stop()

    assert canvas.backdrop.covers(canvas.viewport)
    assert not canvas.backdrop.covers(canvas.viewport.panned(60.0, 0.0))
    assert QColor(canvas.grab().toImage().pixel(QPoint(2, 2))).isValid()
