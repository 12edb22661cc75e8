"""Two horizons on one map: the first to the left of a divider, a later one to the right of it.

Both pictures are drawn by the same code from the same wish; only the horizon differs. Nothing of this exists
until somebody compares.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt

from chipmap.model.records import NOW, Settings
from chipmap.wording.titles import title_of

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.map.swipe import Swipe
    from chipmap.ui.selection import Selection, View


def comparable_horizons(view: View, settings: Settings) -> list[str]:
    """The horizons that a view can be compared with: later ones, where the layer differs by horizon."""
    if view.layer.is_of_shares:
        return []
    return [
        horizon
        for horizon in settings.later_horizons
        if view.horizon == NOW or int(horizon) > int(view.horizon)
    ]


class Comparison(QObject):
    """Follows the `compared` horizon of the view; the map page tells it of new scenes and of room."""

    def __init__(self, canvas: MapCanvas, bridge: WorkspaceBridge, selection: Selection) -> None:
        super().__init__(canvas)
        self._canvas, self._bridge, self._selection = canvas, bridge, selection
        self._parts: Swipe | None = None
        self._top = self._right = 0

    @property
    def is_on(self) -> bool:
        """Whether two horizons are shown."""
        view = self._selection.view
        return view.compared in comparable_horizons(view, self._bridge.dataset.settings)

    @property
    def parts(self) -> Swipe | None:
        """The widgets on the map; None until somebody has compared."""
        return self._parts

    @property
    def is_drawing(self) -> bool:
        """Whether a newer picture of the later horizon is waited for."""
        return self.is_on and self._parts is not None and self._parts.half.backdrop.is_busy

    def obstacles(self) -> list[QRectF]:
        """What names keep off, in pixels of the map: the divider and the titles beside it."""
        return self._parts.obstacles() if self._parts is not None and self.is_on else []

    def end(self) -> None:
        """Show one horizon again."""
        self._selection.choose(compared="")

    def show_scene(self, scene: MapScene) -> None:
        """Show the later horizon of what the map shows, or nothing."""
        if not self.is_on:
            self._canvas.later_scene = None
            if self._parts is not None:
                self._parts.set_visible(False)
            return
        was_on = self._canvas.later_scene is not None
        if self._parts is None:
            from chipmap.ui.map.swipe import Swipe

            self._parts = Swipe(self._canvas, self.end)
        later = self._parts.half.make_scene(self._bridge, self._selection.view.compared)
        self._canvas.later_scene = later
        dataset = self._bridge.dataset
        titles = [title_of(one.layer, dataset, is_short=True) for one in (scene, later)]
        self._parts.name((titles[0], titles[1]), (scene.layer.level_year, later.layer.level_year))
        self._parts.set_visible(True)
        self.lay_out(self._top, self._right)
        if not was_on:
            self._parts.handle.setFocus(Qt.FocusReason.OtherFocusReason)

    def legend_scene(self, scene: MapScene) -> MapScene:
        """The scene whose legend holds for both sides of the divider."""
        later = self._canvas.later_scene
        if later is None:
            return scene
        values = dict(scene.layer.values)
        values.update(
            (code, place) for code, place in later.layer.values.items() if place.state == "not_applicable"
        )
        is_same_need = scene.layer.need_year == later.layer.need_year
        layer = scene.layer._replace(values=values, need_year=scene.layer.need_year if is_same_need else None)
        return replace(scene, layer=layer)

    def lay_out(self, top: int, right: int) -> None:
        """Divider, later half and titles in the present size of the map.

        The titles begin at `top` and end before `right`, where a panel may begin.
        """
        self._top, self._right = top, right
        if self._parts is not None and self.is_on:
            self._parts.lay_out(top, right)
            self._parts.half.renew()
