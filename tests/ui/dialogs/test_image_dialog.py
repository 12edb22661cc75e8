"""What a picture is wanted like: the choices and the file's name follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt

from chipmap.ui.dialogs.image_dialog import ImageDialog, ImageWish

SIZES = ((1600, 1000), (3200, 2000), (7680, 4320))


@pytest.fixture
def dialog(look, tmp_path, qtbot) -> Iterator[ImageDialog]:
    """An image of packaging, to be saved in an empty folder."""
    shown = ImageDialog("Packaging need now", SIZES, (3200, 2000), folder=tmp_path)
    shown.show()
    yield shown
    if shiboken6.isValid(shown):
        shiboken6.delete(shown)


def wished(dialog) -> list[ImageWish]:
    wishes: list[ImageWish] = []
    dialog.wanted.connect(wishes.append)
    dialog.primary.click()
    return wishes


def type_path(dialog, path: Path) -> None:
    dialog.path.setText(str(path))
    dialog.path.textEdited.emit(str(path))


def test_a_png_of_the_usual_size_is_offered_first(dialog, tmp_path):
    assert wished(dialog) == [ImageWish(tmp_path / "Packaging need now.png", (3200, 2000), False)]


def test_the_format_changes_the_ending_of_the_name(dialog, tmp_path):
    dialog.format.picked.emit(".pdf")

    assert dialog.wish.path == tmp_path / "Packaging need now.pdf"


def test_the_ending_of_the_name_changes_the_format(dialog, tmp_path):
    type_path(dialog, tmp_path / "mine.svg")
    dialog.outlines.setChecked(True)

    assert wished(dialog) == [ImageWish(tmp_path / "mine.svg", (3200, 2000), True)]


def test_only_a_drawing_offers_text_as_outlines(dialog, tmp_path):
    assert not dialog.outlines.isVisibleTo(dialog)

    dialog.format.picked.emit(".svg")
    dialog.outlines.setChecked(True)
    offered = dialog.outlines.isVisibleTo(dialog)
    dialog.format.picked.emit(".png")

    assert offered
    assert not dialog.wish.has_outlined_text


def test_the_chosen_size_is_wanted(dialog):
    dialog.size_choice.setCurrentIndex(2)

    assert wished(dialog)[0].size == (7680, 4320)


@pytest.mark.parametrize("name", ["map.gif", "map", "no-such-folder/map.png", ""])
def test_a_name_that_cannot_be_written_is_said_and_not_taken(dialog, tmp_path, name):
    type_path(dialog, tmp_path / name if name else Path())

    assert not dialog.primary.isEnabled()
    assert dialog._problem.text()


def test_a_file_that_is_there_is_named_before_it_is_replaced(dialog, tmp_path):
    (tmp_path / "mine.png").touch()
    (tmp_path / "mine.txt").touch()

    type_path(dialog, tmp_path / "mine.png")

    assert dialog.note.text() == "Will be replaced: mine.png, mine.txt."
    assert dialog.primary.text() == "Replace the image"


def test_escape_wants_no_picture(dialog, qtbot):
    wishes: list[ImageWish] = []
    dialog.wanted.connect(wishes.append)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert wishes == []
    assert not dialog.isVisible()
