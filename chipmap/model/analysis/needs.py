"""Needs and gaps: what a subject will need, and how far its level is from that.

Only a ballot's need, or else a cited row of kind `need` with a level, makes a gap. Targets and outlooks are
evidence and never enter one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chipmap.model.analysis.consolidation import consolidate
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import Consolidation, Need, Score

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing

BALLOT = "ballot"
STARTER = "starter"


@dataclass(frozen=True, slots=True)
class NeedStanding:
    """The level needed at a later horizon; `level` is `None` when the ballots say *not applicable*.

    `origin` is "ballot" or "starter"; `records` are the scores or the cited needs behind it.
    """

    horizon: str
    level: float | None
    origin: str
    records: tuple[Score | Need, ...]

    @property
    def is_not_applicable(self) -> bool:
        return self.level is None

    @property
    def is_suggested(self) -> bool:
        """The level stands in no source: the compiler applied a general goal to this segment."""
        needs = [record for record in self.records if isinstance(record, Need)]
        return bool(needs) and all(need.basis.startswith("suggested") for need in needs)


@dataclass(frozen=True, slots=True)
class Gap:
    """Level minus need, with its sign; `value` is `None` where either is not known.

    `need_horizon` is the horizon of the need: for the gap of now the first later horizon that has one.
    """

    standing: Standing
    need: NeedStanding | None
    value: float | None

    @property
    def subject(self) -> str:
        return self.standing.subject

    @property
    def segment(self) -> str:
        return self.standing.segment

    @property
    def horizon(self) -> str:
        return self.standing.horizon

    @property
    def level(self) -> float | None:
        """The level that enters the gap; an "at least" never does."""
        return self.standing.level if self.standing.is_known else None

    @property
    def need_horizon(self) -> str | None:
        return self.need.horizon if self.need else None

    @property
    def shortfall(self) -> float | None:
        """How far the level falls short, never below zero."""
        return None if self.value is None else max(0.0, -self.value)

    @property
    def surplus(self) -> float | None:
        """How far the level exceeds the need; it never offsets a shortfall elsewhere."""
        return None if self.value is None else max(0.0, self.value)

    @property
    def suggested_part(self) -> float:
        """How much of the level rests on suggestions, 0 to 1."""
        return self.standing.suggested_part

    @property
    def is_dotted(self) -> bool:
        return self.standing.is_dotted


def need_of(
    ballots: Sequence[Score], cited: Iterable[Need], segment: str, horizon: str, rule: Consolidation
) -> NeedStanding | None:
    """The need at a later horizon: the ballots' first, else the median of the cited needs for that year."""
    answered = consolidate(ballots, lambda score: score.need(horizon), rule)
    if answered is not None:
        return NeedStanding(horizon, answered.level, BALLOT, answered.ballots)
    rows = tuple(need for need in cited if need.segment == segment and is_need_at(need, horizon))
    levels = [need.level for need in rows if need.level is not None]
    return NeedStanding(horizon, _median(levels), STARTER, rows) if levels else None


def _median(levels: Sequence[int]) -> float:
    if len(levels) == 1:
        return float(levels[0])
    from statistics import median

    return float(median(levels))


def is_need_at(need: Need, horizon: str) -> bool:
    """Whether a cited row counts as a need at this horizon."""
    return need.need_kind == "need" and need.level is not None and str(need.year) == horizon
