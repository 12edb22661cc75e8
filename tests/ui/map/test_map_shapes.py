"""The map as areas that a presentation can hold."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.deck_shapes import MapFill
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.starter import starter_dataset
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.map_shapes import map_shapes
from chipmap.ui.map.scene_source import SceneSource, SceneWish
from chipmap.ui.map.viewport import fitting
from chipmap.ui.tokens import tokens

WIDTH = 8.0


@pytest.fixture(scope="module", params=MapProjection)
def shapes(request, qapp):
    dataset = starter_dataset(title="Partners")
    wish = SceneWish(LayerKind.CAPABILITY, "atp", "now", "EU27", projection=request.param)
    scene = SceneSource().scene(dataset, PlaceNames.load("EU", "en"), tokens("light"), wish)
    view = fitting(the_atlas(request.param).world, 800, 500)
    return map_shapes(scene, view.zoomed(1.6, 400, 250), width=WIDTH)


def test_every_corner_lies_in_the_picture(shapes):
    corners = [corner for shape in shapes for ring in shape.rings for corner in ring]

    assert all(-1e-6 <= x <= WIDTH + 1e-6 and -1e-6 <= y <= WIDTH * 500 / 800 + 1e-6 for x, y in corners)
    assert any(x in (0.0, WIDTH) or y == 0.0 for x, y in corners), "nothing was cut at an edge"


def test_places_say_their_level_and_those_without_one_that_they_have_none(shapes):
    by_name = {shape.name: shape for shape in shapes}

    assert by_name["Germany"].value
    assert by_name["Germany"].fill is not MapFill.HATCHED
    assert (by_name["Algeria"].value, by_name["Algeria"].fill) == ("not scored", MapFill.HATCHED)
    assert not by_name["Outline of the focus region"].colour
