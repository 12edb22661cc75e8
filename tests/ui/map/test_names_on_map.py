"""Which places are named: the ends of the scale; a lower bound only where known values leave room."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.names_on_map import Wished, ends_of_scale, place_names


def test_a_lower_bound_takes_no_place_among_the_lowest(canvas):
    anchors = the_atlas().anchors

    named = ends_of_scale(canvas.scene, dict(anchors))

    assert canvas.scene.style("NGA").text == "≥ 1"
    assert {"CHN", "AUS", "CAN"} <= set(named)
    assert "NGA" not in named


def test_a_lower_bound_comes_last_where_there_is_room_for_it(canvas):
    anchors = the_atlas().anchors
    in_view = {code: anchors[code] for code in ("NGA", "FRA", "ZAF")}

    assert ends_of_scale(canvas.scene, in_view) == ["FRA", "ZAF", "NGA"]


def test_a_name_with_a_line_stays_clear_of_the_middles_of_other_places(canvas, qtbot):
    font = theme.current().font("small_strong")
    view = canvas.viewport
    anchor = the_atlas().anchors["SGP"]
    at = view.to_screen(anchor.x, anchor.y)
    near = QRectF(at.x() - 60, at.y() - 20, 120, 40)
    wish = Wished("SGP", "Singapore 3", anchor, 1.0, is_selected=False)

    def place(others=()):
        (label,) = place_names(
            view, [wish], (font, font), markers=(), institutions=(), obstacles=[near], others=others
        )
        return label

    free = place()
    moved = place([free.box.center()])

    assert free.has_leader
    assert not moved.box.contains(free.box.center())
