"""The Share menu: the map as a picture, on the clipboard, and as a layer for QGIS."""

from __future__ import annotations

import geopandas
import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from chipmap.ui.dialogs.image_dialog import ImageDialog


def image_dialog(window) -> ImageDialog:
    window.commands["image"].trigger()
    (dialog,) = window.findChildren(ImageDialog)
    return dialog


def save_as(dialog, path) -> None:
    dialog.path.setText(str(path))
    dialog.path.textEdited.emit(str(path))
    dialog.primary.click()


def test_the_share_menu_lists_every_way_out(open_window):
    (share,) = [one for one in open_window.view.top_bar.findChildren(QPushButton) if one.menu() is not None]

    listed = [action.text() for action in share.menu().actions() if not action.isSeparator()]

    assert listed[:11] == [
        "Excel scorecard\u2026",
        "Excel scorecards to several raters\u2026",
        "Add this view to the story",
        *(open_window.commands[name].text() for name in ("deck", "story_pdf", "fiche", "fiches")),
        "Register of collaborations\u2026",
        "Image of this view\u2026",
        "Copy image",
        "Map layer for QGIS\u2026",
    ]


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_image_of_the_view_is_written_with_its_text_alternative(open_window, tmp_path, suffix, start):
    dialog = image_dialog(open_window)
    dialog.size_choice.setCurrentIndex(0)

    save_as(dialog, tmp_path / f"map.{suffix}")

    assert (tmp_path / f"map.{suffix}").read_bytes().startswith(start)
    assert (tmp_path / "map.txt").read_text(encoding="utf-8").startswith("World map. ")
    assert f"map.{suffix}" in open_window.toast.text
    assert QApplication.overrideCursor() is None


def test_the_image_has_the_chosen_size_and_shows_the_part_that_is_in_view(open_window, tmp_path):
    canvas = open_window.view.page("map").canvas
    whole = tmp_path / "whole.png"
    part = tmp_path / "part.png"
    save_as(image_dialog(open_window), whole)
    QApplication.processEvents()
    canvas.zoom_by(4.0)

    save_as(image_dialog(open_window), part)

    assert QImage(str(whole)).size() == QImage(str(part)).size()
    assert whole.read_bytes() != part.read_bytes()


def test_an_image_that_cannot_be_written_is_told(open_window, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(open_window, "show_error", told.append)
    dialog = image_dialog(open_window)
    (tmp_path / "map.png").mkdir()

    save_as(dialog, tmp_path / "map.png")

    assert [type(error) for error in told] == [IsADirectoryError]
    assert QApplication.overrideCursor() is None


def test_copy_image_puts_the_sheet_on_the_clipboard(open_window):
    QGuiApplication.clipboard().clear()

    open_window.commands["copy_image"].trigger()

    copied = QGuiApplication.clipboard().image()
    water = QColor(open_window.view.page("map").canvas.scene.tokens.water)
    assert (copied.width(), copied.height()) == (3200, 2000)
    assert copied.pixelColor(4, 4) == water
    assert "copied" in open_window.toast.text


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
def test_a_layer_is_written_beside_the_window_and_told(open_window, dialogs, tmp_path, qtbot, suffix):
    dialogs.layer_place = tmp_path / f"packaging.{suffix}"

    open_window.commands["layer"].trigger()
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=20_000)

    chosen = {"layer": "places"} if suffix == "gpkg" else {}
    found = geopandas.read_file(dialogs.layer_place, **chosen)
    assert len(found) == 250
    assert set(found["segment"]) == {open_window.view.selection.view.segment}
    assert f"packaging.{suffix}" in open_window.toast.text


def test_a_cancelled_layer_leaves_no_file(open_window, dialogs, tmp_path, qtbot):
    dialogs.layer_place = tmp_path / "packaging.gpkg"

    open_window.commands["layer"].trigger()
    open_window.jobs.cancel_all()
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=20_000)

    assert not list(tmp_path.glob("packaging*"))


def test_without_a_place_nothing_is_written(open_window, dialogs, tmp_path):
    dialogs.layer_place = None

    open_window.commands["layer"].trigger()

    assert not open_window.jobs.is_busy
