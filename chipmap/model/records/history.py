"""How rows of ballots stood at an earlier revision of the workspace."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records.ballots import Score

RowKey = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """What one row said until the edit that made `revision`; `None` where there was no such row."""

    revision: int
    row: RowKey
    score: Score | None


@dataclass(frozen=True, slots=True)
class ScoreHistory:
    """The earlier rows of a workspace, those of older revisions first.

    Revisions before `first` were edited by a program that kept no history, those after `present` never were.
    """

    first: int = 0
    present: int = 0
    earlier: tuple[EarlierScore, ...] = ()

    def reaches(self, revision: int) -> bool:
        """Whether the workspace can be told as it was then."""
        return self.first <= revision <= self.present

    def ballot_at(self, revision: int, scores: Iterable[Score], rater: str, round_number: int) -> list[Score]:
        """The rows of one ballot as they were at a revision that is reached; `scores` are those of today."""
        rows: dict[RowKey, Score | None] = {
            score.key: score for score in scores if (score.rater, score.round) == (rater, round_number)
        }
        told: set[RowKey] = set()
        for entry in self.earlier:
            if entry.revision > revision and entry.row[2:] == (rater, round_number) and entry.row not in told:
                told.add(entry.row)
                rows[entry.row] = entry.score
        return [score for score in rows.values() if score is not None]
