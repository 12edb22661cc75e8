"""A ChangeSet says what an edit does: records before and after, in order. Its inverse is its undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import Key, Record


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; `None` before means that it is new, `None` after that it is gone."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a record before or after")
        if self.before is None or self.after is None:
            return
        if type(self.before) is not type(self.after) or self.before.key != self.after.key:
            raise ValueError("a change keeps the kind and the key of its record")

    @property
    def record(self) -> Record:
        """The record that is left, or the one that went."""
        record = self.after if self.after is not None else self.before
        assert record is not None
        return record

    @property
    def record_type(self) -> type[Record]:
        return type(self.record)

    @property
    def key(self) -> Key:
        return self.record.key

    def inverted(self) -> Change:
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that belong together: one transaction, one undo step, one announcement."""

    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, changes: Iterable[Change]) -> ChangeSet:
        """The changes that change anything."""
        return cls(tuple(change for change in changes if change.before != change.after))

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __add__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(self.changes + other.changes)

    def inverted(self) -> ChangeSet:
        """What takes these changes back: each one turned round, last first."""
        return ChangeSet(tuple(change.inverted() for change in reversed(self.changes)))

    def composed(self) -> ChangeSet:
        """The same as one change for each record: as it was at first and as it is at last."""
        first: dict[tuple[type[Record], Key], Record | None] = {}
        last: dict[tuple[type[Record], Key], Record | None] = {}
        for change in self.changes:
            key = (change.record_type, change.key)
            first.setdefault(key, change.before)
            last[key] = change.after
        return ChangeSet.of(
            Change(first[key], after) for key, after in last.items() if (first[key], after) != (None, None)
        )

    def touches(self, *record_types: type[Record]) -> bool:
        """Whether a record of one of these kinds changes."""
        return any(isinstance(change.record, record_types) for change in self.changes)

    def records(self, record_type: type[Record]) -> Iterator[Change]:
        """The changes of one kind."""
        return (change for change in self.changes if isinstance(change.record, record_type))
