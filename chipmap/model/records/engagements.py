"""What happens between and to places: collaborations with their budgets and checks, and past shocks."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


class CollaborationKind(StrEnum):
    """What a collaboration is, in the order in which the kinds are offered."""

    JOINT_CALL = "joint_call"
    JOINT_PROJECT = "joint_project"
    WORKSHOP = "workshop"
    MATCHMAKING = "matchmaking"
    JOINT_MASTER = "joint_master"
    JOINT_PHD = "joint_phd"
    JOINT_INVESTMENT = "joint_investment"
    MOU = "mou"
    DIALOGUE = "dialogue"
    DIGITAL_PARTNERSHIP = "digital_partnership"


class CollaborationStage(StrEnum):
    """How far a collaboration has come, in order."""

    IDEA = "idea"
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"


class DueDiligenceTopic(StrEnum):
    """What is looked into before working with a partner."""

    RESEARCH_SECURITY = "research_security"
    ETHICS = "ethics"
    ENVIRONMENT = "environment"
    EXPORT_CONTROL = "export_control"
    OWNERSHIP = "ownership"


class CheckState(StrEnum):
    """How far a person has come with a check; none of them is a verdict."""

    OPEN = "open"
    UNDER_REVIEW = "under_review"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Collaboration:
    """Work between partners: kind (joint call, MoU …) and stage idea, planned, open, running or done.

    Kind and stage are texts: imported records may have words of their own, which are shown as they are.
    Institutions are ids, or the names that an imported record came with.
    Dates are ISO and as exact as they are known: "2026", "2026-03" or "2026-03-15"; not known: empty.
    Documents are source lines, `title | locator | year`.
    """

    kind: ClassVar[str] = "collaboration"

    id: str
    name: str
    collaboration_kind: str
    partners: tuple[str, ...]
    institutions: tuple[str, ...]
    topic: str
    segments: tuple[str, ...]
    stage: str
    start: str
    source: str
    end: str = ""
    trl_from: int | None = None
    trl_to: int | None = None
    restrictions: str = ""
    documents: tuple[str, ...] = ()
    next_step: str = ""
    next_owner: str = ""
    next_date: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def start_year(self) -> int | None:
        """The year in which it began or will begin."""
        return int(self.start[:4]) if self.start[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class Budget:
    """What one partner puts into a collaboration, in its own currency (ISO 4217)."""

    kind: ClassVar[str] = "budget"

    collaboration: str
    partner: str
    amount: float
    currency: str
    year: int | None = None
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.collaboration, self.partner


@dataclass(frozen=True, slots=True)
class DueDiligence:
    """One check of a partner place (by code) or of a collaboration (by id): who looks into what, until when.

    What it found is a person's note; the programme never concludes anything from it.
    """

    kind: ClassVar[str] = "due_diligence"

    subject: str
    topic: DueDiligenceTopic
    state: CheckState = CheckState.OPEN
    owner: str = ""
    due: str = ""
    reviewed_on: str = ""
    note: str = ""
    documents: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.subject, self.topic.value


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


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if that is kept: what is lost, for how long, and what softens it.

    Removals are spelled as on the command line, `SUBJECT[:SEGMENT][=PART]`; `weeks` None is lasting, `spare`
    None the workspace's own spare capacity. `hazard` is the recorded shock it began from, or empty.
    """

    kind: ClassVar[str] = "scenario"

    id: str
    name: str
    removals: tuple[str, ...]
    hazard: str = ""
    weeks: float | None = None
    recovery: float = 0.0
    stock: float = 0.0
    spare: float | None = None
    is_resourced: bool = True
    note: str = ""

    @property
    def key(self) -> str:
        return self.id
