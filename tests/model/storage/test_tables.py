"""Every record goes into its table and comes out equal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.changes import Change
from chipmap.model.dataset import RECORD_TYPES, Dataset
from chipmap.model.records import NA, Record, Score, Settings
from chipmap.model.storage.database import connect
from chipmap.model.storage.migrations import migrate
from chipmap.model.storage.tables import insert_records, read_records, write_changes
from tests.builders import (
    a_country,
    a_score,
    a_segment,
    a_share,
    one_of_every_kind,
    some_settings,
)
from tests.model.strategies import records_of

PLAIN_KINDS = [record_type for record_type in RECORD_TYPES if record_type is not Settings]


@cache
def _tables() -> bytes:
    """A database with every table, made once: that takes longer than what is tried in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return connection.serialize()


@contextmanager
def an_empty_database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(_tables())
        yield connection


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with an_empty_database() as connection:
        yield connection


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda kind: kind.kind)
def test_every_kind_has_an_example_in_the_builders(record_type: type[Record]) -> None:
    assert len(one_of_every_kind().table(record_type)) > 0


def test_a_dataset_of_every_kind_comes_back_equal_and_in_order(database):
    dataset = one_of_every_kind()

    insert_records(database, dataset.records())

    assert Dataset.of(read_records(database)) == dataset
    assert list(read_records(database)) == list(dataset.records())


@pytest.mark.parametrize("record_type", PLAIN_KINDS, ids=lambda kind: kind.kind)
@settings(max_examples=25, deadline=None)
@given(chosen=st.data())
def test_any_records_come_back_equal(record_type, chosen):
    records = chosen.draw(st.lists(records_of(record_type), max_size=4, unique_by=lambda record: record.key))

    with an_empty_database() as database:
        insert_records(database, [some_settings(), *records])
        back = list(read_records(database))

    assert back == [some_settings(), *records]
    assert [type(value) for record in back for value in _values(record)] == [
        type(value) for record in [some_settings(), *records] for value in _values(record)
    ]


def _values(record: Record) -> list[object]:
    return [getattr(record, column.name) for column in fields(record)]


@settings(max_examples=50, deadline=None)
@given(records_of(Settings))
def test_any_settings_come_back_equal(some):
    with an_empty_database() as database:
        insert_records(database, [some])

        assert list(read_records(database)) == [some]


@pytest.mark.parametrize("record_type", PLAIN_KINDS, ids=lambda kind: kind.kind)
@settings(max_examples=15, deadline=None)
@given(chosen=st.data())
def test_changes_reach_exactly_the_record_they_name(record_type, chosen):
    first, second = chosen.draw(
        st.lists(records_of(record_type), min_size=2, max_size=2, unique_by=lambda record: record.key)
    )
    other = chosen.draw(records_of(record_type))
    changed = _with_other_content(first, other)

    with an_empty_database() as database:
        write_changes(database, [Change(None, some_settings()), Change(None, first), Change(None, second)])
        write_changes(database, [Change(first, changed)])
        after_change = list(read_records(database))[1:]
        write_changes(database, [Change(second, None)])
        after_removal = list(read_records(database))[1:]

    assert after_change == [changed, second]
    assert after_removal == [changed]


def _with_other_content(record: Record, other: Record) -> Record:
    """The record with every field of another that its key does not rest on."""
    for column in fields(record):
        candidate = replace(record, **{column.name: getattr(other, column.name)})
        record = candidate if candidate.key == record.key else record
    return record


def test_not_applicable_is_kept_apart_from_not_scored_and_from_zero(database):
    na = a_score(NA, "NLD")
    zero = a_score(0, "DEU")
    unscored = a_score(None, "MYS")

    insert_records(database, [some_settings(), na, zero, unscored])

    back = {score.subject: score.level("now") for score in read_records(database) if isinstance(score, Score)}
    assert back == {"NLD": NA, "DEU": 0, "MYS": None}


def test_removing_a_score_removes_its_answers(database):
    database.execute("PRAGMA foreign_keys = ON")
    score = a_score(4, need=5)
    insert_records(database, [some_settings(), score])

    write_changes(database, [Change(score, None)])

    assert database.execute("SELECT count(*) FROM answer").fetchone() == (0,)


def test_a_share_without_a_year_is_changed_and_removed_like_any_other(database):
    undated = a_share(year=None)
    dated = a_share(year=2024)
    insert_records(database, [some_settings(), undated, dated])

    write_changes(database, [Change(undated, replace(undated, percent=12.5))])
    write_changes(database, [Change(dated, None)])

    assert list(read_records(database)) == [some_settings(), replace(undated, percent=12.5)]


def test_the_database_itself_refuses_a_level_of_six(database):
    with pytest.raises(sqlite3.IntegrityError):
        insert_records(database, [a_score(6)])


def test_the_database_itself_refuses_the_same_record_twice(database):
    with pytest.raises(sqlite3.IntegrityError):
        insert_records(database, [a_share(year=None), a_share(year=None)])


def test_every_table_is_strict(database):
    tables = database.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()

    assert [name for name, strict in tables if not strict and not name.startswith("sqlite_")] == []


def test_every_field_of_a_record_is_a_column_of_its_table(database):
    for record_type in PLAIN_KINDS:
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({record_type.kind})")}
        expected = {column.name for column in fields(record_type)}
        if record_type is Score:
            expected -= {"levels", "needs"}
        assert columns == expected, record_type.kind


def test_a_settings_field_without_a_row_takes_its_default(database):
    insert_records(database, [some_settings(focus_region="G7")])
    database.execute("DELETE FROM settings WHERE name = 'focus_region'")

    (read,) = read_records(database)

    assert read == some_settings(focus_region="EU27")


def test_a_setting_of_another_program_version_is_passed_over(database):
    insert_records(database, [some_settings()])
    database.execute("INSERT INTO settings VALUES ('colour_of_the_moon', '\"white\"')")

    assert list(read_records(database)) == [some_settings()]


def test_connections_keep_a_commit_through_a_power_cut(tmp_path: Path):
    with closing(connect(tmp_path / "a.chipmap")) as connection:
        pragmas = [
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        ]

    assert pragmas == ["wal", 2]


def test_segments_and_countries_may_share_a_code(database):
    records = [some_settings(), a_country("EST"), a_segment("EST")]

    insert_records(database, records)

    assert list(read_records(database)) == records
