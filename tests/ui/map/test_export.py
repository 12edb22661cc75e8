"""Maps as files, drawn without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.map.export import UnknownPictureFormat, alt_text_path, render_map
from chipmap.ui.map.picture_sizes import PictureTooLarge
from chipmap.ui.tokens import DARK, LIGHT
from chipmap.wording import current_language
from tests.ui.map.conftest import SEGMENT

TITLE = "Packaging: level 2026 against need 2030"


def render(world, path: Path, **changed) -> Path:
    choices = {"layer": LayerKind.NEED, "segment": SEGMENT, "horizon": "now", "focus": "EU27"}
    render_map(world, path, **{**choices, **changed})
    return path


def test_a_png_has_the_wanted_size_its_title_and_the_colours_of_the_layer(qapp, world, tmp_path):
    image = QImage(str(render(world, tmp_path / "map.png", size=(1280, 800))))

    seen = {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    }
    assert (image.width(), image.height()) == (1280, 800)
    assert image.text("Title") == TITLE
    assert LIGHT.need[4].upper() in seen
    assert LIGHT.water in seen


def test_an_svg_holds_title_legend_sources_and_notes_as_text(qapp, world, tmp_path):
    drawing = render(world, tmp_path / "map.svg").read_text(encoding="utf-8")

    assert f"<title>{TITLE}</title>" in drawing
    assert f">{TITLE}</text>" in drawing
    assert "Distance from 2030 need, in levels" in drawing
    assert "Sources:" in drawing
    assert "do not imply official endorsement" in drawing
    assert "Kosovo" in drawing
    assert "data:image" not in drawing


def test_a_pdf_is_one_vector_page_with_its_title(qapp, world, tmp_path):
    content = render(world, tmp_path / "map.pdf").read_bytes()

    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1
    assert TITLE.encode("utf-16-be") in content
    assert b"/FontFile" in content


def test_every_font_of_a_pdf_is_embedded_and_its_text_can_be_found(qapp, world, tmp_path):
    path = render(world, tmp_path / "map.pdf")

    if shutil.which("pdffonts") is None or shutil.which("pdftotext") is None:
        pytest.skip("poppler's tools, which read a PDF back, are not installed")
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    embedded = fonts[0].index("emb")
    assert len(fonts) > 2
    assert {line[embedded : embedded + 3] for line in fonts[2:]} == {"yes"}
    for words in (TITLE, "Distance from 2030 need, in levels", "Naming profile: EU", "Kosovo"):
        assert words in text
    assert "EU-27" in text


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_text_file_beside_the_picture_says_what_it_shows(qapp, world, tmp_path, suffix):
    path = render(world, tmp_path / f"map.{suffix}", layer=LayerKind.CAPABILITY)

    text = (tmp_path / "map.txt").read_text(encoding="utf-8")
    assert alt_text_path(path) == tmp_path / "map.txt"
    assert text.startswith("World map. Packaging: capability 2026.")
    assert "Highest: China 5;" in text
    assert "Naming profile: EU" in text
    assert "do not imply official endorsement" in text


def test_the_text_alternative_is_inside_the_picture_too(qapp, world, tmp_path):
    image = QImage(str(render(world, tmp_path / "map.png", size=(640, 400))))
    drawing = render(world, tmp_path / "map.svg").read_text(encoding="utf-8")

    assert image.text("Description").startswith(f"World map. {TITLE}.")
    assert f"<desc>World map. {TITLE}." in drawing


def test_an_8k_png_has_every_pixel_and_the_texts_of_a_small_one(qapp, world, tmp_path):
    path = render(world, tmp_path / "map.png", size=(7680, 4320))

    reader = QImageReader(str(path))
    assert (reader.size().width(), reader.size().height()) == (7680, 4320)
    assert reader.text("Title") == TITLE


@pytest.mark.parametrize("size", [(7681, 4000), (7680, 4321), (199, 400), (0, 0), (99_999, 99_999)])
def test_a_size_beyond_8k_or_without_room_is_refused_before_anything_is_drawn(world, tmp_path, size):
    with pytest.raises(PictureTooLarge, match=f"{size[0]}×{size[1]}"):
        render(world, tmp_path / "map.png", size=size)

    assert not list(tmp_path.iterdir())


def test_text_as_outlines_needs_no_font_and_looks_like_text(qapp, world, tmp_path):
    written = render(world, tmp_path / "text.svg", size=(1600, 1000)).read_bytes()
    outlined = render(world, tmp_path / "lines.svg", size=(1600, 1000), has_outlined_text=True).read_bytes()

    assert b"<text" in written
    assert b"<text" not in outlined
    assert TITLE.encode() in outlined
    assert part_that_differs(drawn(written), drawn(outlined)) < 0.01


def test_an_svg_looks_like_the_png(qapp, world, tmp_path):
    image = QImage(str(render(world, tmp_path / "map.png")))
    drawing = render(world, tmp_path / "map.svg").read_bytes()

    assert part_that_differs(image, drawn(drawing)) < 0.05


def drawn(drawing: bytes) -> QImage:
    image = QImage(1600, 1000, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    return image


def part_that_differs(one: QImage, other: QImage) -> float:
    """The part of the pixels, of every fourth, whose lightness differs clearly."""
    pairs = [
        (QColor(one.pixel(x, y)).lightness(), QColor(other.pixel(x, y)).lightness())
        for x in range(0, one.width(), 4)
        for y in range(0, one.height(), 4)
    ]
    return sum(abs(first - second) > 48 for first, second in pairs) / len(pairs)


def test_a_picture_that_cannot_be_replaced_stays_as_it_was(qapp, world, tmp_path):
    (tmp_path / "map.png").mkdir()

    with pytest.raises(OSError, match="map"):
        render(world, tmp_path / "map.png", size=(640, 400))

    assert [path.name for path in tmp_path.iterdir()] == ["map.png"]


def test_the_dark_theme_and_another_naming_profile_reach_the_file(qapp, world, tmp_path):
    choices = {"layer": LayerKind.CAPABILITY, "size": (1000, 625)}
    image = QImage(str(render(world, tmp_path / "dark.png", theme="dark", **choices)))
    european = render(world, tmp_path / "eu.svg", naming="EU", **choices).read_text(encoding="utf-8")
    united_nations = render(world, tmp_path / "un.svg", naming="UN", **choices).read_text(encoding="utf-8")

    assert image.pixelColor(2, 2).name().upper() == DARK.water
    assert "United States 3<" in european
    assert "United States of America 3<" in united_nations


def test_another_language_holds_for_the_picture_only(qapp, world, tmp_path):
    drawing = render(world, tmp_path / "map.svg", layer=LayerKind.CAPABILITY, language="de")

    assert "China 5<" in drawing.read_text(encoding="utf-8")
    assert "Australien 0<" in drawing.read_text(encoding="utf-8")
    assert current_language() == "en"


def test_another_suffix_is_refused_before_anything_is_drawn(world, tmp_path):
    with pytest.raises(UnknownPictureFormat, match=r"map\.bmp.*\.png, \.svg, \.pdf"):
        render(world, tmp_path / "map.bmp")

    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_is_an_error_of_the_system(qapp, world, tmp_path):
    with pytest.raises(OSError, match="no-such-folder"):
        render(world, tmp_path / "no-such-folder" / "map.png")


def test_a_map_is_drawn_in_a_process_without_a_window_or_a_display(tmp_path):
    script = (
        "from pathlib import Path\n"
        "from chipmap.model.geography.layers import LayerKind\n"
        "from chipmap.ui.map.export import render_map\n"
        "from tests.ui.map.conftest import a_world\n"
        f"render_map(a_world(), Path({str(tmp_path / 'map.png')!r}), layer=LayerKind.CAPABILITY,"
        f" segment={SEGMENT!r}, horizon='now', focus='EU27', size=(800, 500))\n"
    )
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")
    }

    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=Path(__file__).parents[3])

    assert QImage(str(tmp_path / "map.png")).width() == 800


def test_a_larger_picture_shows_finer_outlines(qapp, world, tmp_path):
    small = QImage(str(render(world, tmp_path / "small.png", size=(1600, 1000))))
    large = QImage(str(render(world, tmp_path / "large.png", size=(6400, 4000))))

    shrunk = large.scaled(
        small.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    drawing = render(world, tmp_path / "large.svg", size=(6400, 4000)).stat().st_size
    assert part_that_differs(small, shrunk) < 0.05
    assert drawing > 1.2 * render(world, tmp_path / "small.svg", size=(1600, 1000)).stat().st_size
