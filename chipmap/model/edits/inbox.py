"""Edits of the inbox: a row that means nothing to this workspace is set aside; undo brings it back."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import InboxRow


def set_aside(dataset: Dataset, rows: Iterable[str]) -> ChangeSet:
    """Take rows out of the inbox by their ids; `UnknownRecord` where one does not wait there.

    A file that says something else by then raises its unknown rows again; the same file does not.
    """
    return checked([Change(known_row(dataset, key), None) for key in dict.fromkeys(rows)], dataset)


def known_row(dataset: Dataset, key: str) -> InboxRow:
    """The row of the inbox with this id; `UnknownRecord` where there is none."""
    found: InboxRow | None = dataset.inbox_rows.get(key)
    if found is None:
        raise UnknownRecord(kind=InboxRow.kind, key=key)
    return found
