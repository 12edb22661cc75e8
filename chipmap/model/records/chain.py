"""The value chain: its tree of segments, and which one feeds which."""

from __future__ import annotations

from typing import ClassVar, Final

from chipmap.model.frozen_dataclass import dataclass

ROOT_SEGMENT: Final = "chain"
"""The segment of kind `total`: for totals only, never scored."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A node of the value-chain tree.

    Kinds: total, stage, process, equipment, material, component_family, end_use, enabler.
    """

    kind: ClassVar[str] = "segment"

    id: str
    parent: str
    name: str
    short_name: str
    segment_kind: str
    order: int
    description: str = ""
    weight: float = 1.0
    source: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Link:
    """One segment's output needed by another; weight 3 essential, 2 important, 1 useful."""

    kind: ClassVar[str] = "link"

    from_segment: str
    to_segment: str
    weight: int
    note: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.from_segment, self.to_segment)
