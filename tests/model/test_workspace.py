"""The open workspace: what apply, undo, redo, save and close promise to those who use it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import NothingToUndo, RuleBroken, StaleChange, WorkspaceExists, WorkspaceMissing
from chipmap.model.labels import Label
from chipmap.model.records import NA
from chipmap.model.workspace import How, create_workspace, open_workspace
from tests.builders import a_score, one_of_every_kind, some_settings, three_countries_dataset


def adding(*records) -> ChangeSet:
    return ChangeSet(tuple(Change(None, record) for record in records))


def changing(before, **fields) -> ChangeSet:
    return ChangeSet((Change(before, replace(before, **fields)),))


def test_an_edit_shows_at_once_and_is_announced_once(workspace):
    heard = []
    workspace.subscribe(heard.append)
    changes = adding(a_score(4))

    answer = workspace.apply(changes, label=Label.CHANGE_SCORE)

    assert workspace.dataset.scores[a_score().key] == a_score(4)
    assert heard == [answer]
    assert (answer.changes, answer.label, answer.how) == (changes, Label.CHANGE_SCORE, How.APPLIED)


def test_undo_restores_the_dataset_and_redo_brings_the_edit_back(workspace):
    before = workspace.dataset
    workspace.apply(adding(a_score(4), a_score(2, "DEU")), label=Label.IMPORT)
    after = workspace.dataset

    undone = workspace.undo()

    assert workspace.dataset == before
    assert (undone.how, undone.label) == (How.UNDONE, Label.IMPORT)
    assert {change.after for change in undone.changes} == {None}

    redone = workspace.redo()

    assert workspace.dataset == after
    assert (redone.how, redone.label) == (How.REDONE, Label.IMPORT)


def test_the_ends_of_the_history_say_so(workspace):
    assert not workspace.can_undo
    assert not workspace.can_redo
    with pytest.raises(NothingToUndo):
        workspace.undo()
    with pytest.raises(NothingToUndo):
        workspace.redo()


def test_the_next_undo_and_redo_are_known_by_name(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    workspace.apply(changing(a_score(4), year=2025), label=Label.CHANGE_YEAR)

    workspace.undo()

    assert workspace.undo_label == Label.CHANGE_SCORE
    assert workspace.redo_label == Label.CHANGE_YEAR
    assert [step.label for step in workspace.history] == [Label.CHANGE_SCORE]


def test_a_new_edit_ends_the_redo_branch(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    workspace.undo()

    workspace.apply(adding(a_score(1)), label=Label.CHANGE_SCORE)

    assert not workspace.can_redo
    assert workspace.dataset.scores[a_score().key] == a_score(1)


def test_no_changes_are_no_step(workspace):
    heard = []
    workspace.subscribe(heard.append)
    revision = workspace.revision

    workspace.apply(ChangeSet(), label=Label.IMPORT)

    assert (workspace.revision, workspace.can_undo, workspace.is_dirty, heard) == (revision, False, False, [])


def test_every_edit_undo_and_redo_counts_as_a_revision(workspace):
    revisions = [workspace.revision]
    for act in (
        lambda: workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE),
        workspace.undo,
        workspace.redo,
    ):
        act()
        revisions.append(workspace.revision)

    assert revisions == [0, 1, 2, 3]


def test_a_stale_edit_changes_nothing(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    before = (workspace.dataset, workspace.revision, workspace.history)

    with pytest.raises(StaleChange):
        workspace.apply(changing(a_score(2), year=2020), label=Label.CHANGE_YEAR)

    assert (workspace.dataset, workspace.revision, workspace.history) == before


def test_an_edit_that_breaks_a_rule_changes_nothing(workspace):
    before = (workspace.dataset, workspace.revision)

    with pytest.raises(RuleBroken):
        workspace.apply(adding(a_score(4), a_score(6, "DEU")), label=Label.IMPORT)

    assert (workspace.dataset, workspace.revision) == before
    assert not workspace.can_undo


def test_an_edit_that_the_database_refuses_changes_nothing(workspace):
    """A level that is no whole number gets past nobody, not even past a rule that forgot to look."""
    before = (workspace.dataset, workspace.revision)

    with pytest.raises(Exception, match="REAL value in INTEGER column"):
        workspace.apply(adding(a_score(2.5)), label=Label.CHANGE_SCORE)

    assert (workspace.dataset, workspace.revision) == before
    workspace.apply(adding(a_score(3)), label=Label.CHANGE_SCORE)
    assert workspace.dataset.scores[a_score().key].level("now") == 3


def test_rules_are_asked_about_the_dataset_as_it_will_be(workspace, three_countries):
    workspace.apply(
        adding(*one_of_every_kind().evidence.values(), a_score(4, evidence=("E-00000001",))),
        label=Label.ADD_EVIDENCE,
    )

    assert len(workspace.dataset.evidence) == 1


def test_dirty_means_that_the_file_differs(workspace):
    assert not workspace.is_dirty
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    assert workspace.is_dirty
    workspace.save()
    assert not workspace.is_dirty
    workspace.undo()
    assert workspace.is_dirty
    workspace.redo()
    assert not workspace.is_dirty


def test_undoing_back_to_the_saved_state_is_clean(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    workspace.undo()

    assert not workspace.is_dirty


def test_a_saved_state_that_was_undone_and_overwritten_never_looks_clean_again(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    workspace.save()
    workspace.undo()
    workspace.apply(adding(a_score(1)), label=Label.CHANGE_SCORE)

    assert workspace.is_dirty
    workspace.undo()
    assert workspace.is_dirty


def test_saving_is_announced_without_changes(workspace):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    heard = []
    workspace.subscribe(heard.append)

    workspace.save()

    assert [(told.how, told.label, bool(told.changes)) for told in heard] == [(How.SAVED, None, False)]


def test_what_was_saved_is_there_after_reopening(workspace, workspace_file):
    workspace.apply(adding(a_score(NA, need=3, reason="Zwei Werke – 日本語")), label=Label.CHANGE_SCORE)
    saved = workspace.dataset
    workspace.save()
    workspace.close()

    with open_workspace(workspace_file) as again:
        assert again.dataset == saved
        assert again.revision == 1
        assert not again.is_dirty
        assert not again.can_undo
        assert not again.was_recovered


def test_closing_without_saving_gives_the_edits_up(workspace, workspace_file, three_countries):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    workspace.close()

    with open_workspace(workspace_file) as again:
        assert again.dataset == three_countries
        assert not again.was_recovered


def test_closing_twice_is_once(workspace):
    workspace.close()
    workspace.close()


def test_a_closed_workspace_takes_no_edits(workspace):
    workspace.close()

    with pytest.raises(RuntimeError, match="closed"):
        workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)


def test_an_unsubscribed_listener_hears_no_more(workspace):
    heard = []
    unsubscribe = workspace.subscribe(heard.append)
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)

    unsubscribe()
    unsubscribe()
    workspace.undo()

    assert len(heard) == 1


def test_a_failing_subscriber_is_logged_and_breaks_nobody_else(workspace, caplog):
    heard = []

    def fail(_told):
        raise ZeroDivisionError

    workspace.subscribe(fail)
    workspace.subscribe(heard.append)

    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)

    assert len(heard) == 1
    assert workspace.dataset.scores[a_score().key] == a_score(4)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    caplog.clear()


@pytest.mark.parametrize("act", ["apply", "undo", "save", "close"])
def test_another_thread_may_not_write(workspace, act):
    workspace.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
    arguments = {"apply": ((adding(a_score(2, "DEU")),), {"label": Label.CHANGE_SCORE})}
    positional, named = arguments.get(act, ((), {}))
    raised = []

    def write():
        try:
            getattr(workspace, act)(*positional, **named)
        except RuntimeError as error:
            raised.append(str(error))

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()

    assert raised == ["a workspace is used by the thread that opened it"]
    assert len(workspace.dataset.scores) == 1


def test_changed_settings_are_kept_and_undone(workspace, workspace_file):
    settings = workspace.dataset.settings
    workspace.apply(changing(settings, use_suggestions=False), label=Label.CHANGE_SETTINGS)
    workspace.save()
    workspace.close()

    with open_workspace(workspace_file) as again:
        assert again.dataset.settings == replace(settings, use_suggestions=False)


def test_a_new_workspace_is_a_file_from_the_start(tmp_path: Path):
    path = tmp_path / "new.chipmap"

    with create_workspace(path, one_of_every_kind()) as created:
        assert path.exists()
        assert not created.is_dirty
        assert created.path == path

    with open_workspace(path) as again:
        assert again.dataset == one_of_every_kind()


def test_a_new_workspace_replaces_a_file_only_when_told_to(workspace_file):
    other = three_countries_dataset(settings=some_settings(title="Another"))

    with pytest.raises(WorkspaceExists):
        create_workspace(workspace_file, other)
    create_workspace(workspace_file, other, force=True).close()

    with open_workspace(workspace_file) as again:
        assert again.dataset.settings.title == "Another"


def test_opening_what_is_not_there_says_so(tmp_path: Path):
    with pytest.raises(WorkspaceMissing) as caught:
        open_workspace(tmp_path / "nowhere.chipmap")

    assert caught.value.params == {"path": str(tmp_path / "nowhere.chipmap")}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["mit Leerzeichen.chipmap", "Ökosystem – 日本.chipmap", "no suffix", ".hidden.chipmap", "a.b.chipmap"],
)
def test_any_name_will_do(tmp_path: Path, three_countries, name):
    folder = tmp_path / "Été 2026 & co"
    folder.mkdir()
    create_workspace(folder / name, three_countries).close()

    with open_workspace(folder / name) as again:
        again.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
        again.save()

    assert [path.name for path in folder.iterdir()] == [name]


def test_a_relative_path_and_a_link_mean_the_file_itself(workspace_file, tmp_path: Path, monkeypatch):
    link = tmp_path / "link.chipmap"
    link.symlink_to(workspace_file)
    monkeypatch.chdir(tmp_path)

    with open_workspace(Path("link.chipmap")) as opened:
        opened.apply(adding(a_score(4)), label=Label.CHANGE_SCORE)
        opened.save()

    assert link.is_symlink()
    with open_workspace(workspace_file) as again:
        assert len(again.dataset.scores) == 1
