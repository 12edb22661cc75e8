"""`chipmap scorecard import`, `conflicts` and `resolve`, `workspace restore`: merges that lose nothing."""

import shutil

import openpyxl
import pytest

from chipmap.model.workspace import open_workspace
from tests.cli.conftest import content_of
from tests.cli.test_scorecard_commands import fill, level


@pytest.fixture
def workbook(run, workspace_file, tmp_path):
    """Malaysia's scorecard as it was sent out, with a level of 3 in packaging."""
    run("score", "set", workspace_file, "MYS", "packaging", "3", "--confidence", "low")
    path = tmp_path / "malaysia.xlsx"
    assert run("scorecard", "export", workspace_file, "MYS", "-o", path).code == 0
    return path


@pytest.fixture
def both_edited(run, workspace_file, workbook):
    """The file says 5, the workspace meanwhile 1; the conflict was kept."""
    fill(workbook, packaging=5)
    run("score", "set", workspace_file, "MYS", "packaging", "1")
    assert run("scorecard", "import", workspace_file, workbook).code == 1
    return workspace_file


def conflicts(run, path):
    return run("scorecard", "conflicts", path, "--json").object["conflicts"]


def test_a_conflict_is_kept_with_the_workspace_and_named_with_its_cell(run, both_edited):
    (conflict,) = conflicts(run, both_edited)

    assert (conflict["subject"], conflict["segment"], conflict["unit"]) == ("MYS", "packaging", "judgement")
    assert (conflict["kind"], conflict["file"], conflict["place"]) == (
        "both-edited",
        "malaysia.xlsx",
        "Scores!E9",
    )
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == ("3, Low", "1, Low", "5, Low")
    assert run("scorecard", "conflicts", both_edited).code == 1
    assert "Scores!E9" in run("scorecard", "conflicts", both_edited).out
    assert "conflict-open" in [
        issue["code"] for issue in run("workspace", "check", both_edited, "--json").object["issues"]
    ]


@pytest.mark.parametrize(("take", "kept"), [("mine", 1), ("theirs", 5), ("4", 4), ("-", None)])
def test_a_conflict_is_decided_later_and_not_raised_again(run, both_edited, *, workbook, take, kept):
    (conflict,) = conflicts(run, both_edited)

    outcome = run("scorecard", "resolve", both_edited, conflict["id"], "--take", take, "--json")
    again = run("scorecard", "import", both_edited, workbook, "--json")

    assert (outcome.code, outcome.object["changed"]) == (0, True)
    assert level(both_edited) == kept
    assert conflicts(run, both_edited) == []
    assert (again.code, again.object["changes"], again.object["open_conflicts"]) == (0, 0, 0)


def test_the_same_file_again_is_known_and_its_open_conflict_can_be_decided(run, both_edited, workbook):
    again = run("scorecard", "import", both_edited, workbook, "--json")
    decided = run("scorecard", "import", both_edited, workbook, "--on-conflict", "theirs", "--json")

    assert (again.code, again.object["open_conflicts"], again.object["applied"]) == (1, 1, False)
    assert [issue["code"] for issue in again.object["issues"]] == ["already-imported"]
    assert (decided.code, level(both_edited)) == (0, 5)
    assert conflicts(run, both_edited) == []


def test_levels_cannot_be_kept_from_both_sides(run, both_edited):
    (conflict,) = conflicts(run, both_edited)

    outcome = run("scorecard", "resolve", both_edited, conflict["id"], "--take", "both", "--json")

    assert (outcome.code, outcome.object["error"]["code"]) == (3, "both-not-possible")
    assert run("scorecard", "resolve", both_edited, conflict["id"], "--take", "9").code == 2
    assert run("scorecard", "resolve", both_edited, "C-none", "--take", "mine").code == 3
    assert level(both_edited) == 1


def test_reasons_can_be_kept_from_both_sides(run, workspace_file, workbook):
    book = openpyxl.load_workbook(workbook)
    book["Scores"]["L9"] = "Theirs"
    book.save(workbook)
    run("score", "set", workspace_file, "MYS", "packaging", "3", "--reason", "Ours")
    run("scorecard", "import", workspace_file, workbook)
    (conflict,) = conflicts(run, workspace_file)

    assert run("scorecard", "resolve", workspace_file, conflict["id"], "--take", "both").code == 0

    score = content_of(workspace_file).scores["MYS", "packaging", "owner", 1]
    assert score.reason == "Ours\nTheirs"


def test_a_second_return_that_goes_back_is_taken(run, workspace_file, workbook):
    """What they said last is the base: going back to the export is a change like any other."""
    fill(workbook, packaging=5)
    run("scorecard", "import", workspace_file, workbook)
    fill(workbook, packaging=3)

    outcome = run("scorecard", "import", workspace_file, workbook, "--json")

    assert (outcome.code, outcome.object["changes"], level(workspace_file)) == (0, 1, 3)


def test_a_missing_row_is_kept_unless_it_is_withdrawn(run, workspace_file, workbook):
    book = openpyxl.load_workbook(workbook)
    book["Scores"].delete_rows(9)
    book.save(workbook)

    kept = run("scorecard", "import", workspace_file, workbook, "--json")
    before = level(workspace_file)
    withdrawn = run("scorecard", "import", workspace_file, workbook, "--withdrawn", "--json")

    assert (kept.code, kept.object["changes"], before) == (0, 0, 3)
    assert "--withdrawn" in kept.object["issues"][0]["suggestion"]
    assert (withdrawn.code, withdrawn.object["changes"], level(workspace_file)) == (0, 1, None)


def test_an_older_copy_is_refused_until_it_is_asked_for(run, workspace_file, workbook, tmp_path):
    newer = tmp_path / "newer.xlsx"
    run("score", "set", workspace_file, "MYS", "litho", "1")
    run("scorecard", "export", workspace_file, "MYS", "-o", newer)
    fill(newer, packaging=4)
    run("scorecard", "import", workspace_file, newer)
    fill(workbook, packaging=5)

    refused = run("scorecard", "import", workspace_file, workbook, "--json")
    before = level(workspace_file)
    taken = run("scorecard", "import", workspace_file, workbook, "--older", "--json")

    assert (refused.code, refused.object["error"]["code"], before) == (3, "older-copy", 4)
    assert "--older" in refused.object["error"]["message"]
    assert (taken.code, taken.object["conflicts"], level(workspace_file)) == (1, 1, 4)


def test_many_files_and_a_folder_are_one_step(run, workspace_file, tmp_path):
    folder = tmp_path / "mailing"
    folder.mkdir()
    for name, value in (("Japan", 5), ("Korea", 2)):
        path = folder / f"{name}.xlsx"
        run("scorecard", "export", workspace_file, "MYS", "-o", path, "--rater", name)
        fill(path, packaging=value)
    (folder / "broken.xlsx").write_bytes(b"no workbook")

    outcome = run("scorecard", "import", workspace_file, folder, "--json")

    assert (outcome.code, outcome.object["changes"], outcome.object["refused"]) == (1, 2, 1)
    assert {file["file"]: file["changes"] for file in outcome.object["files"]} == {
        "Japan.xlsx": 1,
        "Korea.xlsx": 1,
        "broken.xlsx": 0,
    }
    scores = content_of(workspace_file).scores
    assert scores["MYS", "packaging", "Japan", 1].level("now") == 5
    assert scores["MYS", "packaging", "Korea", 1].level("now") == 2
    with open_workspace(workspace_file) as workspace:
        assert workspace.revision == 1


def test_several_files_are_told_one_by_one(run, workspace_file, workbook, tmp_path):
    other = tmp_path / "other.xlsx"
    shutil.copy(workbook, other)
    fill(workbook, packaging=5)
    fill(other, packaging=7)

    outcome = run("scorecard", "import", workspace_file, workbook, other)

    assert outcome.code == 1
    assert "malaysia.xlsx:" in outcome.out
    assert "other.xlsx:" in outcome.out


def test_a_rater_or_a_password_is_for_one_file(run, workspace_file, workbook, tmp_path):
    other = tmp_path / "other.xlsx"
    shutil.copy(workbook, other)

    assert run("scorecard", "import", workspace_file, workbook, other, "--rater", "Japan").code == 2
    assert run("scorecard", "import", workspace_file, workbook, other, "--password-stdin").code == 2
    (tmp_path / "empty").mkdir()
    assert run("scorecard", "import", workspace_file, tmp_path / "empty").code == 2


def test_a_merge_can_be_taken_back_after_the_program_has_ended(run, workspace_file, workbook):
    before = content_of(workspace_file)
    fill(workbook, packaging=5, litho=2)
    run("scorecard", "import", workspace_file, workbook)
    (point,) = run("workspace", "restore-points", workspace_file, "--json").object["restore_points"]

    outcome = run("workspace", "restore", workspace_file, point["id"], "--json")

    assert point["before"] == "malaysia.xlsx"
    assert outcome.code == 0
    assert content_of(workspace_file) == before
    assert len(run("workspace", "restore-points", workspace_file).out.splitlines()) == 2
    assert run("workspace", "restore", workspace_file, "none").code == 3
