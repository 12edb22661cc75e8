"""Which places are named: the ends of the scale; a lower bound only where known values leave room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.starter import starter_dataset
from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.composition import MapFonts, arrange
from chipmap.ui.map.names_on_map import Wished, ends_of_scale, place_names
from chipmap.ui.map.scene_source import SceneSource, SceneWish, scored_rect
from chipmap.ui.map.viewport import home_view


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
    middle = free.box.center()
    moved = place([QRectF(middle.x() - 18.0, middle.y() - 18.0, 36.0, 36.0)])

    assert free.has_leader
    assert not moved.box.contains(free.box.center())


@pytest.mark.parametrize("kind", [LayerKind.CAPABILITY, LayerKind.NEED, LayerKind.WORLD_SHARE])
def test_every_small_scored_place_of_the_starter_data_is_named_in_every_segment(qapp, kind):
    dataset, atlas, look = starter_dataset(title="Starter"), the_atlas(), theme.current()
    fonts = MapFonts(look.font("small_strong"), look.font("body_strong"), look.font("caption_strong"))
    circles, nameless = 0, []
    for segment in dataset.segments.values():
        if segment.segment_kind == "total":
            continue
        wish = SceneWish(kind, segment.id, "now", "EU27")
        scene = SceneSource().scene(dataset, PlaceNames.load("EU"), look.tokens, wish)
        view = home_view(scored_rect(scene, atlas), atlas.world, (1100, 860), (24, 140, 24, 60))

        drawn = arrange(view, scene, atlas, fonts)

        circles += len(drawn.markers)
        named = {label.code for label in drawn.labels}
        nameless += [(segment.id, marker.code) for marker in drawn.markers if marker.code not in named]

    assert circles > 3
    assert nameless == []
