"""`chipmap story export`: the same slides as on the screen, in the format that the ending asks for."""

from __future__ import annotations

import pytest
from pptx import Presentation

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_deck_has_the_titles_that_story_list_names(run, starter_file, tmp_path):
    target = tmp_path / "board.pptx"

    done = run("story", "export", starter_file, "-o", target, "--json")

    assert done.object == {"format": "pptx", "slides": 6, "files": [str(target)], "unprintable": ""}
    titles = [slide.shapes.title.text for slide in Presentation(target).slides]
    (story,) = run("story", "list", starter_file, "--json").object["stories"]
    assert titles == [slide["title"] for slide in story["slides"]]


def test_a_folder_takes_a_picture_of_each_slide(run, starter_file, tmp_path):
    done = run("story", "export", starter_file, "-o", tmp_path / "slides", "--svg")

    assert done.code == 0, done.err
    assert len(list((tmp_path / "slides").glob("*.svg"))) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["board.docx"], "ends in no format"),
        (["board.pptx", "--story", "none"], "no story"),
        (["board.pptx", "--template", "missing.potx"], "missing.potx"),
        (["board.pdf", "--template", "house.potx"], "takes the look"),
        (["board.pptx", "--svg"], "can be drawings"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(run, starter_file, monkeypatch, arguments, said):
    monkeypatch.chdir(starter_file.parent)

    refused = run("story", "export", starter_file, "-o", *arguments)

    assert refused.code != 0
    assert said in " ".join((refused.out + refused.err).split())
    assert not list(starter_file.parent.glob("board.*"))
