"""A restore point brings back what the workspace said before a merge, as a step that can be undone."""

from __future__ import annotations

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import NotAWorkspace, SaveFailed
from chipmap.model.host.paths import data_folder
from chipmap.model.labels import Label
from chipmap.model.storage.restore_points import MOST_KEPT
from chipmap.model.workspace import open_workspace
from tests.builders import a_score


def score(workspace, level):
    before = workspace.dataset.scores.get(a_score().key)
    workspace.apply(ChangeSet((Change(before, a_score(level)),)), label=Label.CHANGE_SCORE)


def test_a_restore_point_brings_back_what_was_said(workspace):
    score(workspace, 3)
    then = workspace.dataset
    point = workspace.keep_restore_point("japan.xlsx")
    score(workspace, 5)

    workspace.go_back_to(point)
    back = workspace.dataset
    workspace.undo()

    assert back == then
    assert workspace.dataset.scores[a_score().key].level("now") == 5


def test_restore_points_are_listed_latest_first_with_their_reason(workspace):
    first = workspace.keep_restore_point("japan.xlsx")
    score(workspace, 4)
    second = workspace.keep_restore_point("korea.xlsx")

    assert workspace.restore_points() == [second, first]
    assert (second.reason, second.revision, first.revision) == ("korea.xlsx", 1, 0)


def test_a_restore_point_outlives_the_program_and_opens_as_a_workspace(workspace_file):
    with open_workspace(workspace_file) as workspace:
        score(workspace, 4)
        then = workspace.dataset
        workspace.keep_restore_point("japan.xlsx")

    with open_workspace(workspace_file) as workspace:
        (point,) = workspace.restore_points()
        workspace.go_back_to(point)
        assert workspace.dataset == then
    with open_workspace(point.path) as copy:
        assert copy.dataset == then


def test_only_the_latest_are_kept(workspace):
    points = [workspace.keep_restore_point(str(number)) for number in range(MOST_KEPT + 2)]

    assert workspace.restore_points() == points[:1:-1]


def test_a_restore_point_that_is_gone_or_damaged_is_refused_and_changes_nothing(workspace):
    gone, damaged = workspace.keep_restore_point("a"), workspace.keep_restore_point("b")
    gone.path.unlink()
    content = damaged.path.read_bytes()
    damaged.path.write_bytes(content[:100] + b"\x00" * (len(content) - 100))
    before = workspace.dataset

    for point in (gone, damaged):
        with pytest.raises(NotAWorkspace):
            workspace.go_back_to(point)
    assert workspace.dataset is before
    assert workspace.restore_points() == []


def test_a_folder_that_cannot_be_made_is_said(workspace):
    (data_folder() / "restore-points").write_text("in the way")

    with pytest.raises(SaveFailed):
        workspace.keep_restore_point("japan.xlsx")
