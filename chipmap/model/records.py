"""The records that a workspace holds, one frozen class for each kind of product.md's vocabulary.

A record never changes: an edit makes another one. `key` identifies it within its kind; the first part of a
key that is a tuple is the subject or segment it belongs to. `None` means that a thing is not known, never
zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import ClassVar, Final

Key = str | tuple[str | int, ...]

NOW: Final = "now"
"""The horizon of today; its year is `Settings.current_year`. Later horizons are years: "2030", "2035"."""

OWNER: Final = "owner"
"""The rater who is asked first: the person whose workspace this is."""

ROOT_SEGMENT: Final = "chain"
"""The segment of kind `total`: for totals only, never scored."""


class NotApplicable(Enum):
    """The answer that a segment does not apply to a subject: left out of averages, ranks and gaps."""

    NA = "NA"

    def __repr__(self) -> str:
        return self.value


NA: Final = NotApplicable.NA

Answer = int | NotApplicable
"""A level 0 Absent, 1 Nascent, 2 Emerging, 3 Established, 4 Strong, 5 Leading; or *not applicable*.

Not scored is the absence of an answer (`None` where one is optional)."""


class Confidence(StrEnum):
    """How sure the rater is; `weight` is 1/3, 2/3, 1 wherever a number is needed (semantics.md)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> float:
        return {"low": 1 / 3, "medium": 2 / 3, "high": 1.0}[self.value]


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    DOCUMENT = "document"
    DATA = "data"
    INTERVIEW = "interview"
    SITE_LIST = "site_list"
    LINK = "link"


class Grade(StrEnum):
    """How far a figure or a piece of evidence carries."""

    MEASURED = "measured"
    REPORTED = "reported"
    COMPUTED = "computed"
    JUDGEMENT = "judgement"
    SUGGESTED = "suggested"


class Consolidation(StrEnum):
    """How the ballots of several raters become one shown level."""

    MEDIAN = "median"
    MEAN = "mean"
    CONFIDENCE_WEIGHTED = "confidence_weighted"


class RegionRule(StrEnum):
    """How a region without an answer of its own takes its members' levels."""

    BEST = "best"
    MEAN = "mean"
    SHARE_WEIGHTED = "share_weighted"


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes results and so belongs to the workspace, not to the program; one per workspace."""

    kind: ClassVar[str] = "settings"

    workspace_id: str
    title: str
    current_year: int
    horizons: tuple[str, ...] = (NOW, "2030", "2035")
    naming_profile: str = "EU"
    focus_region: str = "EU27"
    candidate_region: str = "PARTNERS"
    current_round: int = 1
    consolidation: Consolidation = Consolidation.MEDIAN
    region_rule: RegionRule = RegionRule.BEST
    use_suggestions: bool = True
    roll_up_coverage: float = 2 / 3
    share_thresholds: tuple[float, ...] = (50.0, 20.0, 8.0, 2.0, 0.0)
    """Per cent of a segment for levels 5, 4, 3, 2 (reached) and 1 (exceeded)."""
    institution_thresholds: tuple[int, ...] = (8, 3, 1)
    """Numbers of institutions for "at least" 3, 2 and 1."""
    oldest_share_years: int = 10
    level_descriptors: tuple[str, ...] = ()
    """One observable sentence for each level 0–5; empty means the wording's own."""

    @property
    def key(self) -> str:
        return "settings"

    @property
    def later_horizons(self) -> tuple[str, ...]:
        return tuple(horizon for horizon in self.horizons if horizon != NOW)


@dataclass(frozen=True, slots=True)
class Country:
    """A place with an ISO 3166-1 alpha-3 code (Kosovo: the user-assigned XKX).

    `name` is the fallback; the screen takes names from the naming profile.
    """

    kind: ClassVar[str] = "country"

    code: str
    alpha2: str
    numeric: str
    name: str
    subregion: str = ""

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Region:
    """A named group of places.

    Policy regions can be scored and focused; statistical ones only carry shares.
    """

    kind: ClassVar[str] = "region"

    code: str
    region_kind: str
    meaning: str
    members: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.code

    @property
    def is_policy(self) -> bool:
        return self.region_kind == "policy"


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
class Institution:
    """A company, research organisation, university, agency, programme, fab or cluster; scored like a country.

    `latitude` and `longitude` are the city's, in degrees. `check` says how the entry was verified.
    """

    kind: ClassVar[str] = "institution"

    id: str
    name: str
    short_name: str
    institution_type: str
    country: str
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    segments: tuple[str, ...] = ()
    role: str = ""
    website: str = ""
    check: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        return self.id


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a score rests on: its title, where to find it, its year and grade.

    `source` is the key of a listed source where it is one.
    """

    kind: ClassVar[str] = "evidence"

    id: str
    evidence_kind: EvidenceKind
    title: str
    locator: str = ""
    year: int | None = None
    grade: Grade = Grade.REPORTED
    source: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Rater:
    """A person or delegation whose scores these are."""

    kind: ClassVar[str] = "rater"

    id: str
    name: str
    organisation: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Score:
    """One row of a ballot: what one rater says in one round about one subject in one segment.

    `levels` and `needs` pair a horizon with an answer, in the order of the horizons; a horizon that is
    missing is not scored. Confidence, year, reason and evidence belong to the row. `evidence` lists keys of
    `Evidence`.
    """

    kind: ClassVar[str] = "score"

    subject: str
    segment: str
    rater: str
    round: int
    levels: tuple[tuple[str, Answer], ...] = ()
    needs: tuple[tuple[str, Answer], ...] = ()
    confidence: Confidence | None = None
    year: int | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, int]:
        return (self.subject, self.segment, self.rater, self.round)

    def level(self, horizon: str) -> Answer | None:
        """The level answered for `horizon`; `None` when it is not scored."""
        return next((answer for at, answer in self.levels if at == horizon), None)

    def need(self, horizon: str) -> Answer | None:
        """The need answered for a later `horizon`; `None` when it is not scored."""
        return next((answer for at, answer in self.needs if at == horizon), None)

    @property
    def is_empty(self) -> bool:
        """Nothing is said in this row, so it need not be kept."""
        said = (self.levels, self.needs, self.confidence, self.year, self.reason, self.evidence)
        return not any(said)


@dataclass(frozen=True, slots=True)
class Collaboration:
    """Work between partners: kind (joint call, MoU …) and stage idea, planned, open, running or done."""

    kind: ClassVar[str] = "collaboration"

    id: str
    name: str
    collaboration_kind: str
    partners: tuple[str, ...]
    institutions: tuple[str, ...]
    topic: str
    segments: tuple[str, ...]
    stage: str
    start_year: int | None
    source: str

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Hazard:
    """A past shock with what was reported of it; `subject` ROW means that no single place stands for it."""

    kind: ClassVar[str] = "hazard"

    id: str
    name: str
    hazard_kind: str
    subject: str
    segments: tuple[str, ...]
    year: int | None
    what_happened: str
    source: str

    @property
    def key(self) -> str:
        return self.id


Record = (
    Settings
    | Country
    | Region
    | Segment
    | Institution
    | Source
    | Link
    | Share
    | SuggestionBasis
    | Leader
    | Profile
    | Need
    | StatedStrength
    | Evidence
    | Rater
    | Score
    | Collaboration
    | Hazard
)
