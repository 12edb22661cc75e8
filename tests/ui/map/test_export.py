"""Maps as files, drawn without a window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.map.export import UnknownPictureFormat, render_map
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
