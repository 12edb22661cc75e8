"""After a crash every committed edit comes back, and nothing of anybody else's is overwritten."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import NotAWorkspace, WorkspaceExists, WorkspaceMissing
from chipmap.model.host.paths import working_folder
from chipmap.model.labels import Label
from chipmap.model.storage.database import connect
from chipmap.model.storage.working_copy import working_copies
from chipmap.model.workspace import (
    CopyState,
    create_workspace,
    discard_copy,
    open_workspace,
    recoverable_copies,
    restore_copy,
)
from tests.builders import a_score, some_settings, three_countries_dataset
from tests.model.storage.crashes import leave_as_a_crash_does


def score(workspace, level=4, subject="NLD"):
    changes = ChangeSet((Change(None, a_score(level, subject)),))
    workspace.apply(changes, label=Label.CHANGE_SCORE)


@pytest.fixture
def crashed(workspace_file):
    """The workspace file after a crash with one unsaved score, for the Netherlands."""
    workspace = open_workspace(workspace_file)
    score(workspace)
    leave_as_a_crash_does(workspace)
    return workspace_file


def test_the_next_opening_brings_the_edits_back(crashed):
    with open_workspace(crashed) as again:
        assert again.dataset.scores[a_score().key] == a_score()
        assert again.was_recovered
        assert again.is_dirty
        assert not again.can_undo


def test_the_edits_since_the_last_save_are_counted(crashed):
    recovered = open_workspace(crashed)
    score(recovered, 2, "DEU")
    leave_as_a_crash_does(recovered)

    with open_workspace(crashed) as again:
        assert again.recovered_edits == 2
        again.save()
    with open_workspace(crashed) as later:
        assert later.recovered_edits == 0


def test_recovered_edits_are_unsaved_until_they_are_saved(crashed):
    with open_workspace(crashed) as again:
        again.save()
        assert not again.is_dirty

    with open_workspace(crashed) as later:
        assert len(later.dataset.scores) == 1
        assert not later.was_recovered


def test_closing_recovered_edits_unsaved_gives_them_up(crashed):
    open_workspace(crashed).close()

    with open_workspace(crashed) as later:
        assert len(later.dataset.scores) == 0
    assert working_copies() == []


def test_a_second_crash_loses_nothing_either(crashed):
    recovered = open_workspace(crashed)
    score(recovered, 2, "DEU")
    leave_as_a_crash_does(recovered)

    with open_workspace(crashed) as again:
        assert {found.subject for found in again.dataset.scores.values()} == {"NLD", "DEU"}
    assert working_copies() == []


def test_a_crash_after_a_save_brings_back_what_came_later(workspace_file):
    workspace = open_workspace(workspace_file)
    score(workspace, 4, "NLD")
    workspace.save()
    score(workspace, 2, "DEU")
    leave_as_a_crash_does(workspace)

    with open_workspace(workspace_file) as again:
        assert {found.subject for found in again.dataset.scores.values()} == {"NLD", "DEU"}
        assert again.revision == 2


def test_a_crash_without_unsaved_edits_is_no_recovery(workspace_file):
    workspace = open_workspace(workspace_file)
    score(workspace)
    workspace.save()
    leave_as_a_crash_does(workspace)

    with open_workspace(workspace_file) as again:
        assert not again.was_recovered
        assert not again.is_dirty
        assert len(working_copies()) == 1


def test_without_recovery_the_saved_state_opens_and_the_copy_waits(crashed):
    with open_workspace(crashed, recover=False) as saved:
        assert len(saved.dataset.scores) == 0
        assert [copy.path for copy in recoverable_copies()] == [crashed]

    with open_workspace(crashed) as recovered:
        assert len(recovered.dataset.scores) == 1


def test_a_file_changed_by_somebody_else_is_opened_as_it_is_and_the_copy_is_kept(crashed, tmp_path):
    theirs = three_countries_dataset(settings=some_settings(title="From a colleague"))
    create_workspace(tmp_path / "theirs.chipmap", theirs).close()
    shutil.copy(tmp_path / "theirs.chipmap", crashed)

    with open_workspace(crashed) as opened:
        assert opened.dataset == theirs
        assert not opened.was_recovered
        (kept,) = recoverable_copies()

    assert (kept.path, kept.state, kept.title) == (crashed, CopyState.CHANGED, "Partners of Europe")


def test_a_kept_copy_can_be_restored_under_another_name(crashed, tmp_path):
    crashed.unlink()
    (kept,) = recoverable_copies()
    assert kept.state == CopyState.MISSING

    with restore_copy(kept, tmp_path / "restored.chipmap") as restored:
        assert len(restored.dataset.scores) == 1
        assert not restored.is_dirty

    with open_workspace(tmp_path / "restored.chipmap") as again:
        assert len(again.dataset.scores) == 1
    assert recoverable_copies() == []


def test_restoring_overwrites_no_file(crashed, tmp_path):
    (kept,) = recoverable_copies()

    with pytest.raises(WorkspaceExists):
        restore_copy(kept, crashed)

    assert recoverable_copies() == [kept]


def test_a_discarded_copy_is_gone(crashed):
    (kept,) = recoverable_copies()
    assert kept.state == CopyState.UNCHANGED

    discard_copy(kept)

    assert recoverable_copies() == []
    with pytest.raises(WorkspaceMissing):
        restore_copy(kept, crashed.with_name("late.chipmap"))
    with open_workspace(crashed) as opened:
        assert len(opened.dataset.scores) == 0


def test_a_workspace_in_use_is_not_offered_for_recovery(workspace):
    score(workspace)

    assert recoverable_copies() == []


def test_looking_for_copies_clears_those_without_edits(workspace_file):
    leave_as_a_crash_does(open_workspace(workspace_file))
    assert len(working_copies()) == 1

    assert recoverable_copies() == []

    assert working_copies() == []


def test_the_latest_of_several_copies_is_taken_up(crashed, monkeypatch):
    later = open_workspace(crashed, recover=False)
    monkeypatch.setattr("chipmap.model.storage.workspace_file.now", lambda: "2999-01-01T00:00:00+00:00")
    score(later, 1, "MYS")
    leave_as_a_crash_does(later)

    with open_workspace(crashed) as recovered:
        assert {found.subject for found in recovered.dataset.scores.values()} == {"MYS"}
        assert [copy.revision for copy in recoverable_copies()] == [1]


def truncate(database):
    database.write_bytes(database.read_bytes()[:9000])


def break_a_record(database):
    with closing(connect(database)) as connection:
        connection.execute("INSERT INTO evidence VALUES ('E-1', 'rumour', 'Heard', '', 2025, 'reported', '')")


def make_newer(database):
    with closing(connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("damage", [truncate, break_a_record, make_newer])
def test_a_copy_that_cannot_be_read_keeps_nobody_from_the_saved_file(
    crashed, three_countries, caplog, damage
):
    (copy,) = working_copies()
    damage(copy.database)

    with open_workspace(crashed) as opened:
        assert opened.dataset == three_countries
        assert copy.database.exists()
        opened.save()
    caplog.clear()


def test_a_damaged_note_keeps_nobody_from_the_saved_file(crashed):
    (copy,) = working_copies()
    (copy.folder / "session.json").write_text("{", encoding="utf-8")

    with open_workspace(crashed) as opened:
        assert len(opened.dataset.scores) == 0


def test_a_damaged_file_is_refused_while_its_copy_waits(crashed, tmp_path):
    crashed.write_bytes(b"")

    with pytest.raises(NotAWorkspace):
        open_workspace(crashed)

    (kept,) = recoverable_copies()
    with restore_copy(kept, tmp_path / "rescued.chipmap") as rescued:
        assert len(rescued.dataset.scores) == 1


def test_nothing_is_left_in_the_working_folder_after_closing(workspace_file):
    with open_workspace(workspace_file) as workspace:
        score(workspace)
        workspace.save()

    assert [path for path in working_folder().iterdir() if path.is_dir()] == []
