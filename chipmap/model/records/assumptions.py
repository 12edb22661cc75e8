"""Numbers that methods need and nobody has measured: the workspace's own, so that they can be judged."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that results rest on, such as the spare capacity of a supplier, and who says so."""

    kind: ClassVar[str] = "assumption"

    id: str
    value: float
    source: str

    @property
    def key(self) -> str:
        return self.id
