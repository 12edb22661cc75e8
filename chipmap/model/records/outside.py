"""What came from tables that others made: trade flows, rows that wait, and what their spellings mean."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TradeFlow:
    """What one place imported from or exported to another in a year, by product code, in its `unit`."""

    kind: ClassVar[str] = "trade_flow"

    reporter: str
    partner: str
    product: str
    year: int
    flow: str
    value: float
    unit: str
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.reporter, self.partner, self.product, self.year, self.flow, self.source)


@dataclass(frozen=True, slots=True)
class ProductSegment:
    """That trade in a product belongs to a segment; `source` is a citation, or who decided it.

    Of the usual lists of digits a shorter code means all that begin with it: 8486 means 848620 as well.
    """

    kind: ClassVar[str] = "product_segment"

    product: str
    segment: str
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.product, self.segment)


@dataclass(frozen=True, slots=True)
class ConfirmedName:
    """What a spelling means: `name_kind` is place or segment, `meaning` the code or id of one.

    `scope` is empty for what a person has confirmed, which holds everywhere; an id that a set of tables uses
    among themselves holds for that set alone.
    """

    kind: ClassVar[str] = "confirmed_name"

    name_kind: str
    spelling: str
    meaning: str
    scope: str = ""

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.name_kind, self.spelling, self.scope)


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """How tables with these headings were read last: `mapping` is its part of a mapping file, as JSON.

    `shared` names the set of tables that it came with: the ids that these give to things hold for it as well.
    """

    kind: ClassVar[str] = "kept_mapping"

    id: str
    """The fingerprint of the headings."""
    file: str
    mapping: str
    shared: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A row that could not be matched: it waits here until a person says what it means, or sets it aside.

    `cells` is the row as it stood, by heading, as JSON; `fingerprint` finds its mapping.
    """

    kind: ClassVar[str] = "inbox_row"

    id: str
    file: str
    sheet: str
    row: int
    fingerprint: str
    reason: str
    """The code of what was wrong."""
    field_name: str
    value: str
    cells: str

    @property
    def key(self) -> str:
        return self.id
