"""The table of the small world that the tests of the map use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6

from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.scene_source import SceneSource, SceneWish
from chipmap.ui.selection import Selection
from chipmap.ui.tables.layer_table import LayerTable
from chipmap.ui.tokens import LIGHT
from tests.ui.map.conftest import bridge, selection, world

__all__ = ["bridge", "look_again", "selection", "table", "world"]


def scene_of(bridge: WorkspaceBridge, selection: Selection) -> MapScene:
    """What the map would show now."""
    view = selection.view
    wish = SceneWish(view.layer, view.segment, view.horizon, view.focus, view.subject)
    return SceneSource().scene(bridge.dataset, bridge.names, LIGHT, wish)


@pytest.fixture
def table(bridge, selection, qtbot):
    shown = LayerTable(bridge, selection)
    shown.resize(1100, 700)
    shown.show_scene(scene_of(bridge, selection))
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shiboken6.delete(shown)


@pytest.fixture
def look_again(table, bridge, selection) -> Callable[[], None]:
    """Shows what the map shows after a change of view or of the workspace."""
    return lambda: table.show_scene(scene_of(bridge, selection))
