"""The rounds of a Delphi: when each was open, and the rule that was fixed before the first."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class StopCriteria:
    """When a Delphi stops; our defaults, on published ingredients.

    75 % within one point is the median threshold of Diamond et al. 2014, fewer than 15 % changed answers that
    of Scheibe, Skutsch & Schofer 1975 (quoted from memory).
    """

    iqr: float = 1.0
    within_one: float = 0.75
    median_shift: float = 0.5
    changed_share: float = 0.15
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class Round:
    """One round: when it was opened and closed (UTC; not closed: empty), and what it is judged by.

    The five numbers are those of `StopCriteria`; they are fixed when the first round is opened and the same
    in every later one.
    """

    kind: ClassVar[str] = "delphi_round"

    number: int
    opened_at: str
    closed_at: str = ""
    note: str = ""
    iqr: float = 1.0
    within_one: float = 0.75
    median_shift: float = 0.5
    changed_share: float = 0.15
    rounds: int = 3

    @property
    def key(self) -> str:
        return round_key(self.number)

    @property
    def is_open(self) -> bool:
        return not self.closed_at

    @property
    def criteria(self) -> StopCriteria:
        """The consensus rule, as it was fixed before the first round."""
        return StopCriteria(self.iqr, self.within_one, self.median_shift, self.changed_share, self.rounds)


def round_key(number: int) -> str:
    """The key of the round with this number."""
    return str(number)
