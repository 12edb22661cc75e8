"""Which places are named: the ends of the scale; a lower bound only where known values leave room."""

from __future__ import annotations

from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.names_on_map import ends_of_scale


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
