"""The level that is shown for a subject in a segment, as a record of its own.

Its origin says how far it may be used: only the first three enter gaps, ranks and averages.
"""

from __future__ import annotations

from enum import StrEnum
from math import floor

from chipmap.model.analysis.reasons import NOTHING_KNOWN, Why
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import Confidence

_TOLERANCE = 1e-9


class Origin(StrEnum):
    """Where a level comes from, in the order in which they are asked."""

    SCORED = "scored"
    ROLLED_UP = "rolled_up"
    SUGGESTED = "suggested"
    AT_LEAST = "at_least"
    NONE = "none"


_WITH_LEVEL = frozenset({Origin.SCORED, Origin.ROLLED_UP, Origin.SUGGESTED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The level shown for a subject in a segment at a horizon.

    `level` is the bound where the origin is "at least". `coverage` is the known part of the weight (0 to 1)
    of what was rolled up, `suggested_part` how much of the level rests on suggestions (0 to 1).
    """

    subject: str
    segment: str
    horizon: str
    level: float | None = None
    origin: Origin = Origin.NONE
    is_not_applicable: bool = False
    confidence: Confidence | None = None
    coverage: float | None = None
    suggested_part: float = 0.0
    has_evidence: bool = False
    ballots: int = 0
    why: Why = NOTHING_KNOWN

    @property
    def is_known(self) -> bool:
        """Whether there is a level that may enter gaps, ranks and averages."""
        return self.level is not None and self.origin in _WITH_LEVEL

    @property
    def level_class(self) -> int | None:
        """The colour class 0–5 of the level; `None` where there is none."""
        return None if self.level is None else class_of(self.level)

    @property
    def is_dotted(self) -> bool:
        """Suggested at least in part, "at least", or scored without evidence."""
        if self.level is None:
            return False
        return self.suggested_part > 0 or self.origin is Origin.AT_LEAST or not self.has_evidence


def class_of(number: float) -> int:
    """The colour class of a level or gap: halves go up, so −0.5 is 0 and 2.5 is 3."""
    return floor(number + 0.5 + _TOLERANCE)
