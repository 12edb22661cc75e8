"""Six views of the map that were looked at and are kept as pictures.

`python -m tests.ui.map.reference_views` draws them anew into tests/data/pictures: look at each before it is
committed.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.places import load_places
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.app import make_application
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.viewport import fitting
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.selection import Selection, View
from tests.ui.map.conftest import SEGMENT, a_world
from tests.ui.pictures import COMMITTED

SIZE = 1000, 700
PATIENCE_S = 30.0


@dataclass(frozen=True)
class ReferenceView:
    """What a person would choose to see this."""

    mode: theme.Mode = "light"
    text_scale: float = 1.0
    layer: LayerKind = LayerKind.CAPABILITY
    projection: MapProjection = MapProjection.WORLD
    around: tuple[str, ...] = ()
    subject: str | None = None


VIEWS = {
    "map-light": ReferenceView(),
    "map-dark": ReferenceView(mode="dark"),
    "map-europe": ReferenceView(projection=MapProjection.EUROPE, subject="DEU"),
    "map-asia": ReferenceView(around=("IND", "JPN", "IDN", "MNG"), subject="MYS"),
    "map-against-need": ReferenceView(layer=LayerKind.NEED),
    "map-150-per-cent": ReferenceView(text_scale=1.5),
}


def draw(view: ReferenceView, folder: Path) -> QImage:
    """The map page as a person sees it once everything is drawn."""
    theme.current().use(
        mode=view.mode, text_scale=view.text_scale, strong_outlines=False, reduced_motion=True
    )
    bridge = WorkspaceBridge(create_workspace(folder / "world.chipmap", a_world(), force=True))
    shown = View("EU27", SEGMENT, view.layer, subject=view.subject, projection=view.projection)
    page = MapPage(bridge, Selection(shown))
    try:
        page.resize(*SIZE)
        page.show()
        _wait(lambda: not page.canvas.backdrop.is_busy)
        if view.around:
            page.canvas.look_at(
                fitting(_spanned(view.around), *SIZE, left=330, top=170, right=70, bottom=130)
            )
            _wait(lambda: not page.canvas.backdrop.is_busy)
        page.grab()
        return page.grab().toImage()
    finally:
        page.close()
        page.deleteLater()
        bridge.close()


def _spanned(codes: tuple[str, ...]) -> QRectF:
    places = [load_places()[code] for code in codes]
    across, down = [place.anchor[0] for place in places], [place.anchor[1] for place in places]
    return QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))


def _wait(is_ready: Callable[[], bool]) -> None:
    """Let the page draw, and finish what it begins once it has drawn."""
    end, quiet = time.monotonic() + PATIENCE_S, time.monotonic() + 0.3
    while (time.monotonic() < quiet or not is_ready()) and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def rewrite() -> None:
    """Draw every view anew."""
    make_application()
    COMMITTED.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CHIPMAP_HOME"] = scratch
        for name, view in VIEWS.items():
            draw(view, Path(scratch)).save(str(COMMITTED / f"{name}.png"))


if __name__ == "__main__":
    rewrite()
