"""The map as it is seen now, as a picture file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.pages.map_page import MapPage
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.main_window import MainWindow

_SIZE = (3200, 2000)
"""Pixels; enough for a slide or half a page in print."""


def save_view_image(window: MainWindow) -> None:
    """Ask for a place and write the map there; the ending chooses PNG, SVG or PDF."""
    from chipmap.ui.map.export import UnknownPictureFormat, write_scene

    view = window.view
    page = view.page("map") if view is not None else None
    if view is None or not isinstance(page, MapPage):
        return
    chosen = view.selection.view
    name = f"{view.bridge.segment_name(chosen.segment)} {chosen.layer} {chosen.horizon}"
    path = window.dialogs.ask_image_place(name)
    if path is None:
        return
    try:
        write_scene(view.bridge.dataset, page.canvas.scene, path, size=_SIZE, viewport=page.canvas.viewport)
    except (OSError, UnknownPictureFormat) as error:
        window.show_error(error)
    else:
        window.say(_("Image saved as {name}").format(name=path.name))
