"""What sources say: shares, leaders, profiles, needs, strengths, each with its source and year."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records.scale import Grade


@dataclass(frozen=True, slots=True)
class Source:
    """A publication or data set that figures are cited from."""

    kind: ClassVar[str] = "source"

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    address: str = ""
    licence: str = ""
    accessed_note: str = ""
    is_weak: bool = False

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Share:
    """A cited percentage of a segment held by a place, with measure, basis and year (`None`: not printed).

    A lower bound stands for a country when only one of its firms is known. Measures are never mixed in one
    figure.
    """

    kind: ClassVar[str] = "share"

    segment: str
    subject: str
    percent: float
    low: float | None
    high: float | None
    year: int | None
    measure: str
    is_forecast: bool
    is_lower_bound: bool
    basis: str
    grade: Grade
    note: str
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (
            self.segment,
            self.subject,
            self.measure,
            self.year or 0,
            self.basis,
            self.source,
            int(self.is_forecast),
        )


@dataclass(frozen=True, slots=True)
class SuggestionBasis:
    """The one (measure, year, basis) group of shares that a segment's suggested levels use first."""

    kind: ClassVar[str] = "suggestion_basis"

    segment: str
    measure: str
    year: int | None
    basis: str

    @property
    def key(self) -> str:
        return self.segment


@dataclass(frozen=True, slots=True)
class Leader:
    """A company's cited share of a segment, in per cent."""

    kind: ClassVar[str] = "leader"

    segment: str
    company: str
    country: str
    percent: float | None
    year: int | None
    basis: str
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.segment, self.company, self.year or 0, self.basis, self.source)


@dataclass(frozen=True, slots=True)
class Profile:
    """One cited indicator of a place, such as its spending on research, in `unit`."""

    kind: ClassVar[str] = "profile"

    subject: str
    indicator: str
    value: float | None
    text: str
    unit: str
    year: int | None
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.subject, self.indicator, self.year or 0, self.source)


@dataclass(frozen=True, slots=True)
class Need:
    """A cited need, target or outlook of a place.

    Only rows of `need_kind` need with a level count in gaps.
    """

    kind: ClassVar[str] = "need"

    subject: str
    segment: str
    year: int
    level: int | None
    need_kind: str
    target: str
    rationale: str
    basis: str
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.subject, self.segment, self.year, self.need_kind, self.target, self.source)


@dataclass(frozen=True, slots=True)
class StatedStrength:
    """A strength or weakness that a source states in words; `polarity` is strength or weakness."""

    kind: ClassVar[str] = "stated_strength"

    subject: str
    segment: str
    polarity: str
    statement: str
    source: str

    @property
    def key(self) -> tuple[str | int, ...]:
        return (self.subject, self.segment, self.polarity, self.statement, self.source)
