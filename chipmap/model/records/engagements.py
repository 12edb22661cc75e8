"""What happens between and to places: collaborations and past shocks."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


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
