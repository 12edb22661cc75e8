"""Records to rows and back: each kind of record is one table with a column for each of its fields.

What goes in comes out equal. Two kinds differ from the plain scheme: `Settings` is one row for each field,
and the answers of a `Score` are rows of their own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final

from chipmap.model import records
from chipmap.model.changes import Change
from chipmap.model.dataset import RECORD_TYPES
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import Key, Record, Score, Settings
from chipmap.model.storage.score_rows import delete_score, insert_scores, read_scores, update_score

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "country": ("code",),
    "region": ("code",),
    "link": ("from_segment", "to_segment"),
    "share": ("segment", "subject", "measure", "ifnull(year, 0)", "basis", "source", "is_forecast"),
    "suggestion_basis": ("segment",),
    "leader": ("segment", "company", "ifnull(year, 0)", "basis", "source"),
    "profile": ("subject", "indicator", "ifnull(year, 0)", "source"),
    "need": ("subject", "segment", "year", "need_kind", "target", "source"),
    "trade_flow": ("reporter", "partner", "product", "year", "flow", "source"),
    "delphi_round": ("number",),
    "confirmed_name": ("name_kind", "spelling", "scope"),
    "budget": ("collaboration", "partner"),
    "due_diligence": ("subject", "topic"),
    "event_participant": ("event", "id"),
    "participant_contact": ("event", "participant"),
    "meeting_wish": ("event", "one", "other"),
    "planned_meeting": ("event", "one", "other"),
    "agenda_session": ("event", "id"),
    "slide": ("story", "id"),
    "product_segment": ("product", "segment"),
    "stated_strength": ("subject", "segment", "polarity", "statement", "source"),
}
"""What `Record.key` is made of, as SQL; kinds that are not named here have an `id`."""


def read_records(connection: sqlite3.Connection) -> Iterator[Record]:
    """Every record of the database, kind by kind, in the order in which they were added."""
    for record_type in RECORD_TYPES:
        if record_type is Settings:
            yield read_settings(connection)
        elif record_type is Score:
            yield from read_scores(connection)
        else:
            yield from _rows_of(record_type).read(connection)


def read_settings(connection: sqlite3.Connection) -> Settings:
    """The one record of its kind; a field without a row keeps its default."""
    rows = connection.execute("SELECT name, value FROM settings")
    values = {name: json.loads(value) for name, value in rows}
    converters = _converters(Settings)
    return Settings(
        **{
            name: values[name] if read is None else read(values[name])
            for name, (_, read) in converters.items()
            if name in values
        }
    )


def insert_records(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Add records that are not there yet."""
    by_type: dict[type[Record], list[Any]] = {}
    for record in records:
        by_type.setdefault(type(record), []).append(record)
    for record_type, members in by_type.items():
        if record_type is Settings:
            _write_settings(connection, members[-1])
        elif record_type is Score:
            insert_scores(connection, members)
        else:
            _rows_of(record_type).insert(connection, members)


def write_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Do to the tables what the changes say; the caller holds the transaction."""
    for change in changes:
        before, after = change.before, change.after
        if isinstance(after, Settings):
            _write_settings(connection, after)
        elif isinstance(change.record, Score):
            _write_score(connection, change)
        elif after is None:
            _rows_of(change.record_type).delete(connection, change.key)
        elif before is None:
            _rows_of(change.record_type).insert(connection, [after])
        else:
            _rows_of(change.record_type).update(connection, after)


def _write_score(connection: sqlite3.Connection, change: Change) -> None:
    before, after = change.before, change.after
    if isinstance(after, Score):
        if before is None:
            insert_scores(connection, [after])
        else:
            update_score(connection, after)
    elif isinstance(before, Score):
        delete_score(connection, before)


def _write_settings(connection: sqlite3.Connection, settings: Settings) -> None:
    rows = [(name, json.dumps(getattr(settings, name), ensure_ascii=False)) for name in _converters(Settings)]
    connection.executemany("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", rows)


Converter = Callable[[Any], Any]


def _converters(record_type: type[Record]) -> dict[str, tuple[Converter | None, Converter | None]]:
    """For each field how it is written and read; `None` where a column holds the value as it is."""
    return {column.name: _converter(str(column.type)) for column in fields(record_type)}


def _converter(hint: str) -> tuple[Converter | None, Converter | None]:
    """`hint` is the annotation as it is written: evaluating them all would cost every start 5 ms."""
    if hint.startswith("tuple["):
        return _list_to_json, lambda text: _list_in(text) if isinstance(text, str) else tuple(text)
    if hint == "bool":
        return int, bool
    kind = getattr(records, hint, None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda member: member.value, cache(kind)
    if not set(hint.split(" | ")) <= {"str", "int", "float", "None"}:
        raise TypeError(f"no column holds {hint}")
    return None, None


@lru_cache(maxsize=4096)
def _list_in(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def _list_to_json(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The statements for one plain kind of record."""

    record_type: type[Record]
    columns: tuple[str, ...]
    writers: tuple[tuple[int, Converter], ...]
    readers: tuple[tuple[int, Converter], ...]
    select_sql: str
    insert_sql: str
    update_sql: str
    delete_sql: str

    def read(self, connection: sqlite3.Connection) -> Iterator[Record]:
        make: Any = self.record_type
        # Column by column, because a loop over the fields of every row doubles the time.
        columns: list[Any] = list(zip(*connection.execute(self.select_sql), strict=True))
        for position, read in self.readers:
            if columns:
                columns[position] = map(read, columns[position])
        return map(make, *columns) if columns else iter(())

    def insert(self, connection: sqlite3.Connection, records: Iterable[Record]) -> None:
        connection.executemany(self.insert_sql, map(self._row, records))

    def update(self, connection: sqlite3.Connection, record: Record) -> None:
        connection.execute(self.update_sql, (*self._row(record), *_parts(record.key)))

    def delete(self, connection: sqlite3.Connection, key: Key) -> None:
        connection.execute(self.delete_sql, _parts(key))

    def _row(self, record: Record) -> list[Any]:
        values = [getattr(record, column) for column in self.columns]
        for position, write in self.writers:
            values[position] = write(values[position])
        return values


def _parts(key: Key) -> tuple[str | int, ...]:
    return key if isinstance(key, tuple) else (key,)


@cache
def _plain_rows() -> dict[str, _Rows]:
    """The statements for every kind that follows the plain scheme."""
    return {kind.kind: _statements(kind) for kind in RECORD_TYPES if kind not in (Settings, Score)}


def _rows_of(record_type: type[Record]) -> _Rows:
    return _plain_rows()[record_type.kind]


def _statements(record_type: type[Record]) -> _Rows:
    converters = _converters(record_type)
    columns = tuple(converters)
    table = record_type.kind
    quoted = [f'"{column}"' for column in columns]
    listed = ", ".join(quoted)
    values = ", ".join("?" * len(columns))
    assigned = ", ".join(f"{column} = ?" for column in quoted)
    has_key = " AND ".join(f"{part} = ?" for part in _KEYS.get(table, ("id",)))
    return _Rows(
        record_type,
        columns,
        tuple((at, write) for at, (write, _) in enumerate(converters.values()) if write is not None),
        tuple((at, read) for at, (_, read) in enumerate(converters.values()) if read is not None),
        select_sql=f"SELECT {listed} FROM {table} ORDER BY rowid",  # noqa: S608 - names of our own
        insert_sql=f"INSERT INTO {table} ({listed}) VALUES ({values})",  # noqa: S608 - names of our own
        update_sql=f"UPDATE {table} SET {assigned} WHERE {has_key}",  # noqa: S608 - names of our own
        delete_sql=f"DELETE FROM {table} WHERE {has_key}",  # noqa: S608 - names of our own
    )
