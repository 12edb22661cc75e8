"""What raters say: the rows of their ballots and the evidence that these rest on."""

from __future__ import annotations

from typing import ClassVar, Final

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records.scale import OWNER, Answer, Confidence, EvidenceKind, Grade

UNNAMED_OWNER: Final = "Workspace owner"
"""What the owner is called until somebody says who that is."""


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
    """A person or delegation whose scores these are; the owner's name is ours until they are named."""

    kind: ClassVar[str] = "rater"

    id: str
    name: str
    organisation: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def is_unnamed(self) -> bool:
        """Whether this is the owner, and nobody has said who that is."""
        return self.id == OWNER and self.name in ("", UNNAMED_OWNER)


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
