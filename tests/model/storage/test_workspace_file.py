"""The file that a person knows: only ever replaced whole, refused with a reason, never harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import NewerSchema, NotAWorkspace, SaveFailed
from chipmap.model.host.paths import working_folder
from chipmap.model.labels import Label
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_score, one_of_every_kind, three_countries_dataset


def score(workspace, level=4, subject="NLD"):
    workspace.apply(ChangeSet((Change(None, a_score(level, subject)),)), label=Label.CHANGE_SCORE)


def test_the_saved_file_is_one_plain_database(workspace, workspace_file):
    score(workspace)
    workspace.save()
    workspace.close()

    header = workspace_file.read_bytes()[:100]
    assert header.startswith(b"SQLite format 3\x00")
    assert header[68:72] == b"CHIP"
    assert header[18:20] == b"\x01\x01", "a write-ahead log would be needed beside the file"
    with closing(sqlite3.connect(workspace_file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT level FROM answer").fetchall() == [(4,)]
    assert [path.name for path in workspace_file.parent.iterdir()] == [workspace_file.name]


def test_editing_does_not_touch_the_file_until_it_is_saved(workspace, workspace_file):
    before = workspace_file.read_bytes()

    score(workspace)

    assert workspace_file.read_bytes() == before
    workspace.save()
    assert workspace_file.read_bytes() != before


def test_saving_elsewhere_leaves_the_first_file_as_it_was(workspace, workspace_file, tmp_path):
    before = workspace_file.read_bytes()
    score(workspace)

    workspace.save(tmp_path / "copy.chipmap")

    assert workspace.path == tmp_path / "copy.chipmap"
    assert not workspace.is_dirty
    assert workspace_file.read_bytes() == before
    score(workspace, 2, "DEU")
    workspace.save()
    workspace.close()
    with open_workspace(tmp_path / "copy.chipmap") as copy:
        assert len(copy.dataset.scores) == 2


def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(workspace, workspace_file):
    score(workspace)
    with workspace_file.open("ab") as file:
        file.write(b"theirs")

    with pytest.raises(SaveFailed) as caught:
        workspace.save()

    assert caught.value.params["reason"] == "changed-on-disk"
    assert workspace_file.read_bytes().endswith(b"theirs")
    assert workspace.is_dirty
    workspace.save(workspace_file)
    assert not workspace.is_dirty


def test_a_file_that_was_deleted_meanwhile_is_written_again(workspace, workspace_file):
    workspace_file.unlink()

    workspace.save()

    assert workspace_file.exists()


@pytest.mark.parametrize("where", ["no such folder/new.chipmap", "a folder"])
def test_saving_where_no_file_can_be_says_why_and_keeps_the_edits(workspace, tmp_path, where):
    (tmp_path / "a folder").mkdir()
    score(workspace)

    with pytest.raises(SaveFailed) as caught:
        workspace.save(tmp_path / where)

    assert caught.value.params["reason"] in {"no-folder", "a-folder"}
    assert workspace.is_dirty
    workspace.save()
    assert not workspace.is_dirty


def test_creating_where_no_folder_is_says_so(tmp_path):
    with pytest.raises(SaveFailed) as caught:
        create_workspace(tmp_path / "nowhere" / "new.chipmap", three_countries_dataset())

    assert caught.value.params["reason"] == "no-folder"


def test_a_left_over_partial_file_is_no_obstacle(workspace, workspace_file):
    workspace_file.with_name(f"{workspace_file.name}.partial").write_text("half a file", encoding="utf-8")

    workspace.save()

    assert not workspace_file.with_name(f"{workspace_file.name}.partial").exists()


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_saving_keeps_the_permissions_of_the_file(workspace, workspace_file):
    workspace_file.chmod(0o640)

    workspace.save()

    assert workspace_file.stat().st_mode & 0o777 == 0o640


def damaged(kind: str, path: Path) -> None:
    """Turn a workspace file into something else."""
    whole = path.read_bytes()
    contents = {
        "empty": b"",
        "text": b"Country;Level\nNLD;4\n",
        "short text": b"hello",
        "half a header": whole[:50],
        "truncated": whole[: len(whole) // 2],
        "one page": whole[:4096],
        "zeroed middle": whole[:8192] + bytes(16384) + whole[24576:],
        "header only": whole[:100],
        "other program": whole[:68] + b"\x00\x00\x00\x00" + whole[72:],
        "a workbook": b"PK\x03\x04" + bytes(3000),
    }
    path.write_bytes(contents[kind])


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("empty", "empty"),
        ("text", "not-a-database"),
        ("short text", "not-a-database"),
        ("half a header", "damaged"),
        ("truncated", "damaged"),
        ("one page", "damaged"),
        ("zeroed middle", "damaged"),
        ("header only", "damaged"),
        ("other program", "other-application"),
        ("a workbook", "not-a-database"),
    ],
)
def test_a_file_that_is_no_workspace_is_refused_with_the_reason(tmp_path, kind, reason):
    path = tmp_path / "doubtful.chipmap"
    create_workspace(path, one_of_every_kind()).close()
    damaged(kind, path)
    before = path.read_bytes()

    with pytest.raises(NotAWorkspace) as caught:
        open_workspace(path)

    assert caught.value.params["reason"] == reason
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    assert [found for found in working_folder().iterdir() if found.is_dir()] == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM settings",
        "DROP TABLE share",
        "UPDATE region SET members = '[1, 2'",
        "UPDATE evidence SET evidence_kind = 'rumour'",
        "DELETE FROM settings WHERE name = 'title'",
        "UPDATE score SET confidence = 'sure'",
    ],
)
def test_a_workspace_with_broken_content_is_refused(tmp_path, damage):
    path = tmp_path / "edited by hand.chipmap"
    create_workspace(path, one_of_every_kind()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(damage)
        connection.commit()

    with pytest.raises(NotAWorkspace) as caught:
        open_workspace(path)

    assert caught.value.params["reason"] == "damaged"


def test_a_folder_is_no_workspace(tmp_path):
    (tmp_path / "folder.chipmap").mkdir()

    with pytest.raises(NotAWorkspace) as caught:
        open_workspace(tmp_path / "folder.chipmap")

    assert caught.value.params["reason"] == "a-folder"


def test_a_workspace_of_a_newer_program_is_left_alone(workspace_file):
    with closing(sqlite3.connect(workspace_file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = workspace_file.read_bytes()

    with pytest.raises(NewerSchema) as caught:
        open_workspace(workspace_file)

    assert caught.value.params["found"] == 99
    assert workspace_file.read_bytes() == before


def test_two_workspaces_are_open_side_by_side(workspace, workspace_file, tmp_path):
    shutil.copy(workspace_file, tmp_path / "second.chipmap")

    with open_workspace(tmp_path / "second.chipmap") as second:
        score(workspace, 4)
        score(second, 1)
        workspace.save()
        second.save()

        assert workspace.dataset.scores[a_score().key].level("now") == 4
        assert second.dataset.scores[a_score().key].level("now") == 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files through /proc")
def test_opening_saving_and_failing_leave_no_file_open(workspace_file, tmp_path):
    broken = tmp_path / "broken.chipmap"
    broken.write_bytes(workspace_file.read_bytes()[:20000])
    before = len(list(Path("/proc/self/fd").iterdir()))

    with open_workspace(workspace_file) as opened:
        score(opened)
        opened.save()
    with pytest.raises(NotAWorkspace):
        open_workspace(broken)

    assert len(list(Path("/proc/self/fd").iterdir())) == before
