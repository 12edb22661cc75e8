"""The dataset as pandas frames, for analysts and notebooks; pandas is loaded when a frame is asked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from chipmap.model.records import NotApplicable, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from chipmap.model.analysis.standing import Standings
    from chipmap.model.dataset import Dataset

_ANSWER_COLUMNS = ("subject", "segment", "rater", "round", "measure", "horizon", "answer", "not_applicable")


def answer_frame(dataset: Dataset) -> pd.DataFrame:
    """One row for each answered level or need; `answer` is missing where it is *not applicable*.

    What is not scored has no row, so that no average takes it for zero.
    """
    import pandas as pd

    return pd.DataFrame(_answer_rows(dataset), columns=_ANSWER_COLUMNS).astype({"answer": "Int64"})


def record_frame(dataset: Dataset, record_type: type[Record]) -> pd.DataFrame:
    """The records of one kind, a column for each field."""
    import pandas as pd

    return pd.DataFrame([asdict(record) for record in dataset.table(record_type).values()])


def standing_frame(
    standings: Standings, subjects: Iterable[str], segments: Iterable[str], horizon: str
) -> pd.DataFrame:
    """Subjects × segments with the level shown, as far as it may enter a calculation; unknown is missing."""
    import pandas as pd

    columns = list(segments)
    rows = {
        subject: [_level(standings, subject, segment, horizon) for segment in columns] for subject in subjects
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")


def _level(standings: Standings, subject: str, segment: str, horizon: str) -> float | None:
    standing = standings.of(subject, segment, horizon)
    return standing.level if standing.is_known else None


def _answer_rows(dataset: Dataset) -> Iterator[tuple[object, ...]]:
    for score in dataset.scores.values():
        for measure, answers in (("level", score.levels), ("need", score.needs)):
            for horizon, answer in answers:
                is_blank = isinstance(answer, NotApplicable)
                yield (
                    score.subject,
                    score.segment,
                    score.rater,
                    score.round,
                    measure,
                    horizon,
                    None if is_blank else answer,
                    is_blank,
                )
