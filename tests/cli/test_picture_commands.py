"""`chipmap screenshots` and `chipmap preview`: the real window in pictures, without a screen."""

import json

import pytest

from chipmap.model.workspace import open_workspace
from tests.cli.conftest import chipmap, size_of_png


@pytest.mark.slow
def test_screenshots_show_the_states_asked_for_of_the_real_window(starter_file, tmp_path):
    folder = tmp_path / "pictures"
    before = starter_file.read_bytes()

    done = chipmap(
        *("screenshots", folder, "--workspace", starter_file, "--theme", "dark", "--text-scale", "1.25"),
        *("--size", "1280x800", "--json", "--state", "start", "--state", "map-capability-malaysia"),
    )

    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted(folder.glob("*.png"))
    assert [str(picture) for picture in pictures] == json.loads(done.stdout)["pictures"]
    assert [picture.name for picture in pictures] == ["01-start.png", "03-map-capability-malaysia.png"]
    assert {size_of_png(picture) for picture in pictures} == {(1280, 800)}
    assert len({picture.read_bytes() for picture in pictures}) == len(pictures)
    assert starter_file.read_bytes() == before


@pytest.mark.slow
def test_a_preview_holds_a_workspace_the_map_page_and_a_scorecard(run, tmp_path):
    folder = tmp_path / "a b" / "preview"

    first = chipmap("preview", folder, "--json")
    again = chipmap("preview", folder)

    assert (first.returncode, first.stderr) == (0, "")
    assert again.returncode == 0
    assert size_of_png(folder / "map.png") == (1600, 1000)
    assert run("workspace", "check", folder / "starter.chipmap").code == 0
    (scorecard,) = folder.glob("*.xlsx")
    assert scorecard.stat().st_size > 10_000
    assert len(json.loads(first.stdout)["files"]) == len(list(folder.iterdir())) == 3


def test_a_preview_where_a_file_is_in_the_way_is_refused(run, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")

    outcome = run("preview", tmp_path / "taken", "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "folder-not-made"


def test_screenshots_of_a_workspace_that_cannot_be_opened_are_refused(run, tmp_path, workspace_file):
    missing = run("screenshots", tmp_path / "pictures", "--workspace", tmp_path / "none.chipmap")
    with open_workspace(workspace_file):
        taken = run("screenshots", tmp_path / "pictures", "--workspace", workspace_file)

    assert (missing.code, taken.code) == (3, 3)
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize(
    "wrong", [("--text-scale", "3"), ("--theme", "pink"), ("--size", "wide"), ("--state", "nowhere"), ()]
)
def test_screenshots_refuse_wrong_usage(run, tmp_path, wrong):
    folder = (tmp_path / "pictures",) if wrong else ()

    assert run("screenshots", *folder, *wrong).code == 2
