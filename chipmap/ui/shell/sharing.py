"""What leaves the window as a picture or as figures: images, the clipboard, layers for QGIS.

Nothing here changes the workspace, and every result says where it went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from chipmap.ui.shell.fiche_dialogs import fiche_commands
from chipmap.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from chipmap.model.exchange.geo_export import ExportedLayer
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.dialogs.image_dialog import ImageWish
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.map.viewport import Viewport

_USUAL_SIZE = (3200, 2000)
"""Pixels; enough for a slide or half a page in print."""


class _Shown(NamedTuple):
    """What the map shows now, and what a file of it is called."""

    bridge: WorkspaceBridge
    scene: MapScene
    viewport: Viewport
    name: str


def sharing_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands of the Share menu do that hand out the map, or a fiche."""
    return {
        "image": lambda: ask_view_image(window),
        "copy_image": lambda: copy_view_image(window),
        "layer": lambda: save_map_layer(window),
        **fiche_commands(window),
    }


def ask_view_image(window: MainWindow) -> None:
    """Ask for format, size and place, and write the map there as it is seen now."""
    from chipmap.ui.dialogs.image_dialog import ImageDialog
    from chipmap.ui.map.picture_sizes import SIZES

    shown = _shown(window)
    if shown is None:
        return
    dialog = ImageDialog(shown.name, SIZES, _USUAL_SIZE, window)
    dialog.wanted.connect(lambda wish: _write_image(window, shown, wish))
    dialog.open()


def copy_view_image(window: MainWindow) -> None:
    """Put the map as it is seen now on the clipboard, with title, legend and notes."""
    from PySide6.QtGui import QGuiApplication

    from chipmap.ui.map.export import draw_scene

    shown = _shown(window)
    if shown is None:
        return
    with _waiting():
        image: QImage = draw_scene(
            shown.bridge.dataset, shown.scene, size=_USUAL_SIZE, viewport=shown.viewport
        )
        # Programs that take the picture would otherwise show it at half its size.
        image.setDevicePixelRatio(1.0)
        QGuiApplication.clipboard().setImage(image)
    window.say(_("Image copied; paste it into a slide or a letter"))


def save_map_layer(window: MainWindow) -> None:
    """Ask for a place and write the figures of the layer there, with the outlines of all places."""
    shown = _shown(window)
    if shown is None:
        return
    path = window.dialogs.ask_layer_place(shown.name)
    if path is None:
        return
    window.jobs.start(
        _layer_work(shown, path), _("Writing the layer"), lambda written: _say_written(window, written)
    )


def _layer_work(shown: _Shown, path: Path) -> Callable[[Progress], ExportedLayer]:
    """The writing, for a thread: everything that it needs is taken from the window now."""
    from datetime import UTC, datetime

    from chipmap.model.exchange.geo_export import export_layer
    from chipmap.model.geography.class_filter import shown_part
    from chipmap.wording.layer_export import layer_words

    dataset, layer, names = shown.bridge.dataset, shown_part(shown.scene.layer), shown.scene.names
    words = layer_words(layer, dataset, names)
    moment = datetime.now(UTC)
    return lambda progress: export_layer(
        dataset, layer, path, names=names, words=words, exported_at=moment, progress=progress
    )


def _say_written(window: MainWindow, written: ExportedLayer) -> None:
    from chipmap.ui.dialogs.export_dialog import show_in_folder
    from chipmap.wording.layer_export import guarded_text

    text = _("Layer saved as {name}").format(name=written.path.name)
    if written.guarded:
        text = f"{text}. {guarded_text(written.guarded)}"
    window.say(text, _("Show in folder"), lambda: show_in_folder(written.path))


def _write_image(window: MainWindow, shown: _Shown, wish: ImageWish) -> None:
    from chipmap.ui.dialogs.export_dialog import show_in_folder
    from chipmap.ui.map.export import write_scene

    try:
        with _waiting():
            write_scene(
                shown.bridge.dataset,
                shown.scene,
                wish.path,
                size=wish.size,
                viewport=shown.viewport,
                has_outlined_text=wish.has_outlined_text,
            )
    except OSError as error:
        window.show_error(error)
        return
    window.say(
        _("Image saved as {name}").format(name=wish.path.name),
        _("Show in folder"),
        lambda: show_in_folder(wish.path),
    )


def _shown(window: MainWindow) -> _Shown | None:
    from chipmap.ui.operations.files import file_name_for
    from chipmap.ui.pages.map_page import MapPage

    view = window.view
    page = view.page("map") if view is not None else None
    if view is None or not isinstance(page, MapPage):
        return None
    chosen = view.selection.view
    name = file_name_for(f"{view.bridge.segment_name(chosen.segment)} {chosen.layer} {chosen.horizon}")
    return _Shown(view.bridge, page.canvas.scene, page.canvas.viewport, name)


@contextmanager
def _waiting() -> Iterator[None]:
    """The pointer says that the window is drawing; an 8K picture takes a second or two."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
