"""Writes a map to a PNG, SVG or PDF file, with or without a window, by the drawing code of the screen.

Beside every picture stands a text file that says what it shows, for people who cannot see it.
"""

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
    QPainter,
    QPdfWriter,
)

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind, ShareGroup
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.host.paths import resource
from chipmap.model.host.replacing import replace_file
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.outlined_text import OutlinePainter
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.picture_sizes import check_size
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.scene_source import SceneSource, SceneWish, scored_rect
from chipmap.ui.map.sheet import EDGE, SheetText, draw_sheet, foot_height, head_height, sheet_text
from chipmap.ui.map.viewport import Viewport, fitting, without_empty_sky
from chipmap.ui.tokens import ThemeName, tokens
from chipmap.wording import current_language, use_language
from chipmap.wording.alt_text import alt_text
from chipmap.wording.arcs import arcs_sentence

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
    size: QSize
    scale: float
    alt_text: str


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
    group: ShareGroup | None = None,
    classes: frozenset[str] = frozenset(),
    arcs: ArcKind | None = None,
    projection: MapProjection = MapProjection.WORLD,
    language: str = "en",
    has_outlined_text: bool = False,
) -> Path:
    """Draw a layer of a workspace to a file, without a window; the suffix of `out_path` chooses the format.

    `size` is in pixels (for PDF at 96 to the inch), `naming` a naming profile (None: the workspace's own),
    `group` what world shares count, `classes` the classes of the legend that are shown (empty: all).
    Returns the path of the text file beside the picture. Raises `UnknownPictureFormat` for another suffix,
    `PictureTooLarge` for a size beyond 8K and `OSError` where a file cannot be written.
    """
    check_format(out_path)
    ensure_application()
    spoken = current_language()
    use_language(language)
    try:
        names = PlaceNames.load(naming or dataset.settings.naming_profile, language)
        wish = SceneWish(
            layer,
            segment,
            horizon,
            focus,
            arcs=arcs,
            group=group,
            classes=classes,
            projection=projection,
        )
        scene = SceneSource().scene(dataset, names, tokens(theme), wish)
        return write_scene(dataset, scene, out_path, size=size, has_outlined_text=has_outlined_text)
    finally:
        use_language(spoken)


def write_scene(
    dataset: Dataset,
    scene: MapScene,
    out_path: Path,
    *,
    size: tuple[int, int] = (1600, 1000),
    viewport: Viewport | None = None,
    has_outlined_text: bool = False,
) -> Path:
    """Draw a scene to a file: all scored places, or what `viewport` looks at; returns the text file's path.

    `has_outlined_text` matters for SVG alone: a PDF carries its fonts and a PNG is all pixels.
    """
    check_format(out_path)
    suffix = out_path.suffix.lower()
    sheet = _sheet(dataset, scene, size, viewport, as_shapes=suffix != ".png")
    if suffix == ".png":
        content = _png(sheet)
    elif suffix == ".svg":
        content = _svg(sheet, has_outlined_text=has_outlined_text)
    else:
        content = _pdf(sheet)
    replace_file(out_path, content)
    beside = alt_text_path(out_path)
    replace_file(beside, sheet.alt_text.encode())
    return beside


def draw_scene(
    dataset: Dataset, scene: MapScene, *, size: tuple[int, int], viewport: Viewport | None = None
) -> QImage:
    """The picture that a PNG file would hold, for the clipboard."""
    return _image(_sheet(dataset, scene, size, viewport, as_shapes=False))


def alt_text_path(picture: Path) -> Path:
    """Where the text alternative of a picture stands."""
    return picture.with_suffix(".txt")


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


def _sheet(
    dataset: Dataset,
    scene: MapScene,
    size: tuple[int, int],
    viewport: Viewport | None,
    *,
    as_shapes: bool,
) -> MapSheet:
    check_size(size)
    ensure_application()
    scale = min(size[0] / PLAIN_WIDTH, size[1] / (PLAIN_WIDTH * 0.625))
    page = QSize(round(size[0] / scale), round(size[1] / scale))
    filler = Filler(replace(scene, text_scale=1.0), scale, as_shapes=as_shapes)
    atlas = the_atlas(scene.projection)
    shown = viewport.map_rect if viewport is not None else scored_rect(scene, atlas)
    now = datetime.now().astimezone()
    everything = fitting(atlas.world, page.width(), page.height())
    text = sheet_text(filler, dataset, everything, atlas, now)
    top, bottom = round(head_height()), round(foot_height(text, page.width()))
    side = round(EDGE)
    view = fitting(shown, page.width(), page.height(), left=side, right=side, top=top, bottom=bottom)
    if viewport is None:
        view = without_empty_sky(view, atlas.world.top(), top + side, bottom)
    text = sheet_text(filler, dataset, view, atlas, now)
    lines = () if scene.arcs is None else (arcs_sentence(scene.arcs, scene.names),)
    spoken = alt_text(scene.layer, dataset, scene.names, (*lines, *text.foot), scene.projection)
    return MapSheet(filler, view, text, QSize(*size), scale, spoken)


def _draw(painter: QPainter, sheet: MapSheet, scale: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    draw_sheet(painter, sheet.filler, sheet.viewport, sheet.text, the_atlas(sheet.filler.scene.projection))
    painter.end()


def _image(sheet: MapSheet) -> QImage:
    image = QImage(sheet.size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sheet.scale)
    image.fill(sheet.filler.scene.tokens.water)
    _draw(QPainter(image), sheet, 1.0)
    return image


def _png(sheet: MapSheet) -> bytes:
    image = _image(sheet)
    image.setText("Title", sheet.text.title)
    image.setText("Description", sheet.alt_text)
    content = _empty_buffer()
    QImageWriter(content, b"png").write(image)
    return bytes(content.data().data())


def _svg(sheet: MapSheet, *, has_outlined_text: bool) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    content = _empty_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(content)
    generator.setSize(sheet.size)
    generator.setViewBox(QRect(0, 0, sheet.size.width(), sheet.size.height()))
    generator.setTitle(sheet.text.title)
    generator.setDescription(sheet.alt_text)
    _draw(OutlinePainter(generator) if has_outlined_text else QPainter(generator), sheet, sheet.scale)
    return bytes(content.data().data())


def _pdf(sheet: MapSheet) -> bytes:
    content = _empty_buffer()
    writer = QPdfWriter(content)
    writer.setResolution(PDF_DOTS_PER_INCH)
    writer.setTitle(sheet.text.title)
    writer.setCreator("Chipmap")
    page = QPageSize(
        QSizeF(sheet.size) * POINTS_PER_PX, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    _draw(QPainter(writer), sheet, sheet.scale)
    content.close()
    return bytes(content.data().data())


def _empty_buffer() -> QBuffer:
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    return content
