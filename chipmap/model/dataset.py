"""A Dataset is everything that a workspace says at one moment; it never changes.

`with_changes` makes the next one. A table is a mapping in two levels, so that a change among 100,000 scores
copies two small dicts instead of one large one (a flat copy costs 5 ms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from zlib import crc32

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import StaleChange
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import (
    AgendaSession,
    Assumption,
    Budget,
    Collaboration,
    ConfirmedName,
    Country,
    DueDiligence,
    EventParticipant,
    Evidence,
    Hazard,
    ImportLog,
    InboxRow,
    Institution,
    KeptMapping,
    Key,
    Leader,
    Link,
    MatchmakingEvent,
    MeetingWish,
    MergeConflict,
    Need,
    ParticipantContact,
    PlannedMeeting,
    ProductSegment,
    Profile,
    Rater,
    Record,
    Region,
    Round,
    Scenario,
    Score,
    Segment,
    Settings,
    Share,
    Slide,
    Source,
    StatedStrength,
    Story,
    SuggestionBasis,
    TradeFlow,
)

R = TypeVar("R", bound=Record)

_BUCKETS_OF_PLAIN_KEYS = 64


def _bucket_of(key: Key) -> str | int:
    """The outer key: the subject or segment of a compound key, a stable hash of a plain one."""
    return key[0] if isinstance(key, tuple) else crc32(key.encode()) % _BUCKETS_OF_PLAIN_KEYS


class Table(Mapping[Key, R], Generic[R]):
    """The records of one kind by key; immutable."""

    __slots__ = ("_buckets", "_length")

    def __init__(self, records: Iterable[R] = ()) -> None:
        buckets: dict[str | int, dict[Key, R]] = {}
        for record in records:
            key = record.key
            outer = key[0] if isinstance(key, tuple) else _bucket_of(key)
            bucket = buckets.get(outer)
            if bucket is None:
                bucket = buckets[outer] = {}
            bucket[key] = record
        self._buckets = buckets
        self._length = sum(map(len, buckets.values()))

    def __getitem__(self, key: Key) -> R:
        return self._buckets[_bucket_of(key)][key]

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - as in Mapping
        bucket = self._buckets.get(_bucket_of(key))
        return default if bucket is None else bucket.get(key, default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str | tuple) and self.get(key) is not None

    def __iter__(self) -> Iterator[Key]:
        for bucket in self._buckets.values():
            yield from bucket

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._buckets == other._buckets

    __hash__ = None  # type: ignore[assignment]

    def of(self, first: str) -> Mapping[Key, R]:
        """The records whose compound key begins with `first`, such as all scores of a subject."""
        return MappingProxyType(self._buckets.get(first, {}))

    def firsts_changed_since(self, earlier: Table[R]) -> set[str | int]:
        """The subjects or segments whose records may differ from those of an `earlier` state of this table.

        Told by identity, so that results about every other subject can be kept after an edit.
        """
        ours, theirs = self._buckets, earlier._buckets
        if ours is theirs:
            return set()
        return {first for first in ours.keys() | theirs.keys() if ours.get(first) is not theirs.get(first)}

    def with_changes(self, changes: Iterable[Change]) -> Table[R]:
        """The table after `changes`; raises `StaleChange` where a record is not as the change expects."""
        buckets = dict(self._buckets)
        copied: set[str | int] = set()
        length = self._length
        for change in changes:
            key = change.key
            outer = _bucket_of(key)
            if outer not in copied:
                buckets[outer] = dict(buckets.get(outer, {}))
                copied.add(outer)
            bucket: dict[Key, Any] = buckets[outer]
            if bucket.get(key) != change.before:
                raise StaleChange(kind=change.record.kind, key=key)
            length += (change.after is not None) - (change.before is not None)
            if change.after is None:
                del bucket[key]
            else:
                bucket[key] = change.after
        for outer in copied:
            if not buckets[outer]:
                del buckets[outer]
        table: Table[R] = Table.__new__(Table)
        table._buckets = buckets
        table._length = length
        return table


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Dataset:
    """One table for each kind of record; `settings` is the one record of its kind."""

    settings: Settings
    countries: Table[Country] = field(default_factory=Table)
    regions: Table[Region] = field(default_factory=Table)
    segments: Table[Segment] = field(default_factory=Table)
    institutions: Table[Institution] = field(default_factory=Table)
    sources: Table[Source] = field(default_factory=Table)
    links: Table[Link] = field(default_factory=Table)
    shares: Table[Share] = field(default_factory=Table)
    suggestion_basis: Table[SuggestionBasis] = field(default_factory=Table)
    leaders: Table[Leader] = field(default_factory=Table)
    profiles: Table[Profile] = field(default_factory=Table)
    needs: Table[Need] = field(default_factory=Table)
    stated_strengths: Table[StatedStrength] = field(default_factory=Table)
    evidence: Table[Evidence] = field(default_factory=Table)
    raters: Table[Rater] = field(default_factory=Table)
    scores: Table[Score] = field(default_factory=Table)
    collaborations: Table[Collaboration] = field(default_factory=Table)
    hazards: Table[Hazard] = field(default_factory=Table)
    import_logs: Table[ImportLog] = field(default_factory=Table)
    merge_conflicts: Table[MergeConflict] = field(default_factory=Table)
    trade_flows: Table[TradeFlow] = field(default_factory=Table)
    confirmed_names: Table[ConfirmedName] = field(default_factory=Table)
    kept_mappings: Table[KeptMapping] = field(default_factory=Table)
    inbox_rows: Table[InboxRow] = field(default_factory=Table)
    assumptions: Table[Assumption] = field(default_factory=Table)
    rounds: Table[Round] = field(default_factory=Table)
    budgets: Table[Budget] = field(default_factory=Table)
    due_diligence: Table[DueDiligence] = field(default_factory=Table)
    scenarios: Table[Scenario] = field(default_factory=Table)
    events: Table[MatchmakingEvent] = field(default_factory=Table)
    participants: Table[EventParticipant] = field(default_factory=Table)
    contacts: Table[ParticipantContact] = field(default_factory=Table)
    wishes: Table[MeetingWish] = field(default_factory=Table)
    meetings: Table[PlannedMeeting] = field(default_factory=Table)
    sessions: Table[AgendaSession] = field(default_factory=Table)
    stories: Table[Story] = field(default_factory=Table)
    slides: Table[Slide] = field(default_factory=Table)
    product_segments: Table[ProductSegment] = field(default_factory=Table)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Dataset:
        """A dataset of these records, exactly one of which is the `Settings`."""
        by_type: dict[type[Any], list[Any]] = {}
        for record in records:
            by_type.setdefault(type(record), []).append(record)
        (settings,) = by_type.pop(Settings)
        tables = {TABLE_OF[kind]: Table(members) for kind, members in by_type.items()}
        return cls(settings=settings, **tables)

    def table(self, record_type: type[Record]) -> Table[Any]:
        """The table of one kind; for `Settings` a table of one record."""
        if record_type is Settings:
            return Table((self.settings,))
        table: Table[Any] = getattr(self, TABLE_OF[record_type])
        return table

    def records(self) -> Iterator[Record]:
        """Every record, kind by kind, settings first."""
        yield self.settings
        for name in TABLE_OF.values():
            yield from getattr(self, name).values()

    def has_subject(self, subject: str) -> bool:
        """Whether `subject` is a country, a region or an institution here."""
        return subject in self.countries or subject in self.regions or subject in self.institutions

    def children(self, segment: str) -> list[Segment]:
        """The sub-segments of `segment`, in value-chain order."""
        found = [child for child in self.segments.values() if child.parent == segment]
        return sorted(found, key=lambda child: child.order)

    def stages(self) -> list[Segment]:
        """The stages of the value chain, in order."""
        found = [segment for segment in self.segments.values() if segment.segment_kind == "stage"]
        return sorted(found, key=lambda stage: stage.order)

    def with_changes(self, changes: ChangeSet) -> Dataset:
        """The dataset after `changes`; raises `StaleChange` and changes nothing when one no longer fits."""
        by_type: dict[type[Any], list[Change]] = {}
        for change in changes:
            by_type.setdefault(change.record_type, []).append(change)
        replaced: dict[str, Any] = {}
        for record_type, members in by_type.items():
            if record_type is Settings:
                replaced["settings"] = self._settings_after(members)
            else:
                replaced[TABLE_OF[record_type]] = self.table(record_type).with_changes(members)
        return replace(self, **replaced)

    def _settings_after(self, changes: list[Change]) -> Settings:
        settings = self.settings
        for change in changes:
            if change.before != settings or not isinstance(change.after, Settings):
                raise StaleChange(kind=Settings.kind, key=settings.key)
            settings = change.after
        return settings


RECORD_TYPES: tuple[type[Record], ...] = (
    Settings,
    Country,
    Region,
    Segment,
    Institution,
    Source,
    Link,
    Share,
    SuggestionBasis,
    Leader,
    Profile,
    Need,
    StatedStrength,
    Evidence,
    Rater,
    Score,
    Collaboration,
    Hazard,
    ImportLog,
    MergeConflict,
    TradeFlow,
    ConfirmedName,
    KeptMapping,
    InboxRow,
    Assumption,
    Round,
    Budget,
    DueDiligence,
    Scenario,
    MatchmakingEvent,
    EventParticipant,
    ParticipantContact,
    MeetingWish,
    PlannedMeeting,
    AgendaSession,
    Story,
    Slide,
    ProductSegment,
)

TABLE_OF: Mapping[type[Any], str] = dict(
    zip(RECORD_TYPES[1:], [column.name for column in fields(Dataset)][1:], strict=True)
)
"""The attribute of `Dataset` that holds the records of a kind."""


def changes_between(before: Dataset, after: Dataset) -> ChangeSet:
    """The changes that turn one dataset into the other."""
    changes: list[Change] = []
    for record_type in RECORD_TYPES:
        old, new = before.table(record_type), after.table(record_type)
        if old is not new:
            changes += [Change(record, None) for key, record in old.items() if key not in new]
            changes += [Change(old.get(key), record) for key, record in new.items()]
    return ChangeSet.of(changes)
