"""The buttons in the corner of the map: closer, farther, everything, and Europe or the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from chipmap.model.geography.map_projections import MapProjection
from chipmap.ui import theme
from chipmap.ui.map.movable_view import KEY_STEP
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.selection import Selection


class EuropeButton(QToolButton):
    """Pressed while the map of Europe is shown."""

    def __init__(self, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        _dress(self, "target")
        self.setCheckable(True)
        self.clicked.connect(lambda _checked: selection.turn_map())

    def show_scene(self, scene: MapScene) -> None:
        """Say which map a click leads to."""
        is_europe = scene.projection is MapProjection.EUROPE
        self.setChecked(is_europe)
        name = _("Show the world (Ctrl+Shift+E)") if is_europe else _("Show Europe (Ctrl+Shift+E)")
        self.setToolTip(name)
        self.setAccessibleName(name)
        theme.show_icon(self, "globe" if is_europe else "target")


def zoom_buttons(canvas: MapCanvas, parent: QWidget) -> list[QToolButton]:
    """Closer, farther and everything, in this order."""
    return [
        _button("plus", _("Zoom in (+)"), lambda: canvas.zoom_by(KEY_STEP), parent),
        _button("minus", _("Zoom out (−)"), lambda: canvas.zoom_by(1.0 / KEY_STEP), parent),
        _button("locate-fixed", _("Show all scored places (Home)"), canvas.go_home, parent),
    ]


def _button(icon: str, name: str, clicked: Callable[[], None], parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    _dress(button, icon)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked: clicked())
    return button


def _dress(button: QToolButton, icon: str) -> None:
    button.setProperty("look", "bordered")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    theme.show_icon(button, icon)
