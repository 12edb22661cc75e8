"""A file of any released version opens, and moving it to a newer schema loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import RECORD_TYPES
from chipmap.model.errors import NewerSchema, NotAWorkspace
from chipmap.model.labels import Label
from chipmap.model.records import NA
from chipmap.model.storage import migrations
from chipmap.model.storage.migrations import current_version, migrate, schema_scripts, version_of
from chipmap.model.workspace import open_workspace
from tests.builders import a_score
from tests.model.storage.write_release import KINDS_SINCE_RELEASE, RELEASES, released_dataset

RELEASED = sorted(RELEASES.glob("*.chipmap"))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        yield opened


@pytest.fixture
def released(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of a released file, which an officer may write."""
    copy = tmp_path / "released.chipmap"
    copy.write_bytes(request.param.read_bytes())
    return copy


every_release = pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem, indirect=True)


def test_there_is_a_file_of_a_release():
    assert RELEASED


@every_release
def test_every_released_file_opens_with_every_kind_of_record(released):
    with open_workspace(released) as workspace:
        dataset = workspace.dataset

    empty = {kind.kind for kind in RECORD_TYPES if not len(dataset.table(kind))}
    assert empty <= KINDS_SINCE_RELEASE
    assert dataset.scores["NLD", "litho", "owner", 1].need("2030") == 5
    assert dataset.scores["MYS", "litho", "delegation-my", 1].level("now") is NA
    assert dataset.scores["MYS", "litho", "delegation-my", 1].reason.splitlines()[0] == "First line."
    assert dataset.scores["DEU", "litho", "owner", 1].evidence == ("E-00000002", "E-00000001")
    assert dataset.settings.level_descriptors == tuple("abcdef")
    assert dataset.raters["delegation-my"].name == "Ministry – 経済産業省"


@every_release
def test_every_released_file_can_be_edited_and_saved(released):
    with open_workspace(released) as workspace:
        workspace.apply(ChangeSet((Change(None, a_score(1, "EU27")),)), label=Label.CHANGE_SCORE)
        workspace.save()
        edited = workspace.dataset

    with open_workspace(released) as again:
        assert again.dataset == edited


def test_the_file_of_this_version_holds_what_its_recipe_says():
    with open_workspace(RELEASED[-1]) as workspace:
        assert workspace.dataset == released_dataset()


def test_a_new_database_gets_every_script(connection):
    assert migrate(connection)

    assert version_of(connection) == current_version() == len(schema_scripts())
    assert not migrate(connection)


def test_only_the_scripts_that_are_missing_run(connection):
    first, second = "CREATE TABLE one (a INTEGER) STRICT;", "ALTER TABLE one ADD COLUMN b INTEGER;"
    migrate(connection, [first])
    connection.execute("INSERT INTO one VALUES (1)")

    migrate(connection, [first, second])

    assert connection.execute("SELECT a, b FROM one").fetchall() == [(1, None)]
    assert version_of(connection) == 2


def test_a_failing_script_leaves_the_version_before_it(connection):
    good, bad = (
        "CREATE TABLE one (a INTEGER) STRICT;",
        "CREATE TABLE two (b INTEGER) STRICT; DROP TABLE nothing;",
    )

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, [good, bad])

    assert version_of(connection) == 1
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("one",)]
    assert not connection.in_transaction


def test_a_script_may_rebuild_a_table_that_others_refer_to(connection):
    first = """
        CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE child (parent INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;"""
    rebuild = """
        CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT) STRICT;
        INSERT INTO new_parent (id) SELECT id FROM parent;
        DROP TABLE parent;
        ALTER TABLE new_parent RENAME TO parent;"""
    migrate(connection, [first])
    connection.execute("INSERT INTO parent VALUES (1)")
    connection.execute("INSERT INTO child VALUES (1)")

    migrate(connection, [first, rebuild])

    assert connection.execute("SELECT parent FROM child").fetchall() == [(1,)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_script_that_loses_a_parent_is_taken_back(connection):
    first = """
        CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE child (parent INTEGER REFERENCES parent (id)) STRICT;"""
    migrate(connection, [first])
    connection.execute("INSERT INTO parent VALUES (1)")
    connection.execute("INSERT INTO child VALUES (1)")

    with pytest.raises(sqlite3.IntegrityError):
        migrate(connection, [first, "DELETE FROM parent;"])

    assert connection.execute("SELECT count(*) FROM parent").fetchone() == (1,)


def test_a_database_of_a_newer_schema_is_left_alone(connection):
    connection.execute("PRAGMA user_version = 7")

    with pytest.raises(NewerSchema) as caught:
        migrate(connection, ["CREATE TABLE one (a INTEGER) STRICT;"])

    assert caught.value.params == {"found": 7, "known": 1}


@pytest.fixture
def a_later_program(monkeypatch):
    """The next version of the program, with one more migration."""
    scripts = (*schema_scripts(), "CREATE TABLE idea (text TEXT NOT NULL) STRICT;")
    monkeypatch.setattr(migrations, "schema_scripts", lambda: scripts)
    return scripts


def test_opening_an_older_file_changes_nothing_before_it_is_saved(workspace_file, a_later_program):
    before = workspace_file.read_bytes()

    open_workspace(workspace_file).close()

    assert workspace_file.read_bytes() == before
    assert [path.name for path in workspace_file.parent.iterdir()] == [workspace_file.name]


def test_the_first_save_keeps_the_older_file_beside_the_new_one(workspace_file, a_later_program, monkeypatch):
    before = workspace_file.read_bytes()

    with open_workspace(workspace_file) as workspace:
        workspace.apply(ChangeSet((Change(None, a_score()),)), label=Label.CHANGE_SCORE)
        workspace.save()
        workspace.save()

    kept = workspace_file.with_name(f"europe (schema {len(a_later_program) - 1}).chipmap")
    assert kept.read_bytes() == before
    assert sorted(path.name for path in workspace_file.parent.iterdir()) == [kept.name, workspace_file.name]
    with open_workspace(workspace_file) as again:
        assert len(again.dataset.scores) == 1
    monkeypatch.undo()
    with pytest.raises(NewerSchema):
        open_workspace(workspace_file)


def test_a_migration_that_fails_refuses_the_file_and_leaves_it(workspace_file, monkeypatch):
    scripts = (*schema_scripts(), "DROP TABLE nothing;")
    monkeypatch.setattr(migrations, "schema_scripts", lambda: scripts)
    before = workspace_file.read_bytes()

    with pytest.raises(NotAWorkspace):
        open_workspace(workspace_file)

    assert workspace_file.read_bytes() == before
