"""Writes a map to a PNG, SVG or PDF file, with or without a window, by the drawing code of the screen."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from chipmap.model.dataset import Dataset
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.host.paths import resource
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.scene_source import SceneSource, SceneWish, scored_rect
from chipmap.ui.map.sheet import EDGE, SheetText, draw_sheet, foot_height, head_height, sheet_text
from chipmap.ui.map.viewport import Viewport, fitting, without_empty_sky
from chipmap.ui.tokens import ThemeName, tokens
from chipmap.wording import current_language, use_language

FORMATS = (".png", ".svg", ".pdf")
PLAIN_WIDTH = 1600
"""The width at which text has the size of the type scale; larger pictures are scaled up as a whole."""

FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold")
POINTS_PER_PX = 0.75
PDF_DOTS_PER_INCH = 96

_kept: list[QGuiApplication] = []
"""The application made for a process without a window; Qt needs it until the process ends."""


class UnknownPictureFormat(ValueError):
    """The file's name ends in none of .png, .svg and .pdf."""


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A map ready to be written: what it shows, from where it looks, and its words."""

    filler: Filler
    viewport: Viewport
    text: SheetText


def render_map(
    dataset: Dataset,
    out_path: Path,
    *,
    layer: LayerKind,
    segment: str,
    horizon: str,
    focus: str,
    size: tuple[int, int] = (1600, 1000),
    theme: ThemeName = "light",
    naming: str | None = None,
    language: str = "en",
) -> None:
    """Draw a layer of a workspace to a file, without a window; the suffix of `out_path` chooses the format.

    `size` is in pixels (for PDF at 96 to the inch), `naming` a naming profile (None: the workspace's own).
    Raises `UnknownPictureFormat` for another suffix and `OSError` where the file cannot be written.
    """
    check_format(out_path)
    ensure_application()
    spoken = current_language()
    use_language(language)
    try:
        names = PlaceNames.load(naming or dataset.settings.naming_profile, language)
        wish = SceneWish(layer, segment, horizon, focus)
        scene = SceneSource().scene(dataset, names, tokens(theme), wish)
        write_scene(dataset, scene, out_path, size=size)
    finally:
        use_language(spoken)


def write_scene(
    dataset: Dataset,
    scene: MapScene,
    out_path: Path,
    *,
    size: tuple[int, int] = (1600, 1000),
    viewport: Viewport | None = None,
) -> None:
    """Draw a scene to a file: all scored places, or what `viewport` looks at."""
    check_format(out_path)
    ensure_application()
    suffix = out_path.suffix.lower()
    scale = min(size[0] / PLAIN_WIDTH, size[1] / (PLAIN_WIDTH * 0.625))
    page = QSize(round(size[0] / scale), round(size[1] / scale))
    filler = Filler(replace(scene, text_scale=1.0), scale, as_shapes=suffix != ".png")
    sheet = _sheet(dataset, filler, page, viewport)
    writers = {".png": _write_png, ".svg": _write_svg, ".pdf": _write_pdf}
    writers[suffix](sheet, out_path, QSize(*size), scale)


def check_format(path: Path) -> None:
    """Raise `UnknownPictureFormat` unless the file's name ends in a format that can be written."""
    if path.suffix.lower() not in FORMATS:
        raise UnknownPictureFormat(f"{path.name}: a map is written as {', '.join(FORMATS)}.")


def ensure_application() -> None:
    """Make sure that fonts can be used: headless where no window is open, with the program's own fonts."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["chipmap"]))
    if "Inter" not in QFontDatabase.families():
        for style in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/Inter-{style}.otf")))


def _sheet(dataset: Dataset, filler: Filler, page: QSize, viewport: Viewport | None) -> MapSheet:
    atlas, scene = the_atlas(), filler.scene
    shown = viewport.map_rect if viewport is not None else scored_rect(scene, atlas)
    now = datetime.now().astimezone()
    everything = fitting(atlas.world, page.width(), page.height())
    text = sheet_text(filler, dataset, everything, atlas, now)
    top, bottom = round(head_height()), round(foot_height(text, page.width()))
    side = round(EDGE)
    view = fitting(shown, page.width(), page.height(), left=side, right=side, top=top, bottom=bottom)
    if viewport is None:
        view = without_empty_sky(view, atlas.world.top(), top + side, bottom)
    return MapSheet(filler, view, sheet_text(filler, dataset, view, atlas, now))


def _draw(device: QPaintDevice, sheet: MapSheet, scale: float) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    draw_sheet(painter, sheet.filler, sheet.viewport, sheet.text, the_atlas())
    painter.end()


def _write_png(sheet: MapSheet, path: Path, size: QSize, scale: float) -> None:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.setText("Title", sheet.text.title)
    image.setText("Description", alt_text(sheet.text))
    image.fill(sheet.filler.scene.tokens.water)
    _draw(image, sheet, 1.0)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(content, b"png").write(image)
    path.write_bytes(bytes(content.data().data()))


def _write_svg(sheet: MapSheet, path: Path, size: QSize, scale: float) -> None:
    from PySide6.QtSvg import QSvgGenerator

    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(content)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(sheet.text.title)
    generator.setDescription(alt_text(sheet.text))
    _draw(generator, sheet, scale)
    path.write_bytes(bytes(content.data().data()))


def _write_pdf(sheet: MapSheet, path: Path, size: QSize, scale: float) -> None:
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(PDF_DOTS_PER_INCH)
    writer.setTitle(sheet.text.title)
    page = QPageSize(
        QSizeF(size) * POINTS_PER_PX, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    _draw(writer, sheet, scale)
    content.close()
    path.write_bytes(bytes(content.data().data()))


def alt_text(text: SheetText) -> str:
    """What the picture shows, for people who cannot see it."""
    return f"{text.title}. {text.subtitle}."
