"""A mailing: the scorecards of many raters about many subjects, written into one folder in one go.

All of them or none: every file is written beside its place first, and moved there when the last is complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.file_workshop import put_in_places, workshop
from chipmap.model.exchange.scorecard_content import scorecard_file_name
from chipmap.model.exchange.scorecard_words import PlaceNaming, ScorecardWords
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.progress import Progress, silent

_STEPS = 100
"""Steps of progress for each file."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One file of a mailing: for whom, about what, and where it goes; `rows` once it is written."""

    rater: str
    subjects: tuple[str, ...]
    path: Path
    rows: int = 0


def plan_mailing(
    dataset: Dataset, subjects: Sequence[str], raters: Sequence[str], folder: Path, *, is_joint: bool = False
) -> tuple[Letter, ...]:
    """One file for each rater and subject, or with `is_joint` one for each rater about all subjects.

    File names come from ids, never from texts; two that would be equal are told apart by a number.
    """
    scopes = [tuple(subjects)] if is_joint else [(subject,) for subject in subjects]
    taken: set[str] = set()
    letters = []
    for rater in dict.fromkeys(raters):
        for scope in dict.fromkeys(scopes):
            name = _free(scorecard_file_name(dataset, scope, rater), taken)
            letters.append(Letter(rater, scope, Path(folder) / name))
    return tuple(letters)


def write_mailing(
    dataset: Dataset,
    letters: Sequence[Letter],
    *,
    words: ScorecardWords,
    names: PlaceNaming,
    revision: int = 0,
    exported_at: datetime,
    is_protected: bool = True,
    progress: Progress = silent,
) -> tuple[Letter, ...]:
    """Write every letter and return them with their numbers of rows.

    The folder is made where it is missing. When the progress raises `Cancelled`, or a file cannot be written
    (`SaveFailed`), nothing is left behind, and files that were there before are as they were.
    """
    written = []
    with workshop(letters[0].path.parent if letters else Path()) as made:
        for number, letter in enumerate(letters):
            rows = write_scorecard(
                dataset,
                letter.subjects,
                made / letter.path.name,
                rater=letter.rater,
                words=words,
                names=names,
                revision=revision,
                exported_at=exported_at,
                is_protected=is_protected,
                progress=_Part(progress, number, len(letters)),
            )
            written.append(replace(letter, rows=rows))
        progress.step(len(letters) * _STEPS, len(letters) * _STEPS)
        put_in_places(made, [letter.path for letter in letters])
    return tuple(written)


class _Part:
    """The progress of one file as a part of the whole."""

    def __init__(self, whole: Progress, number: int, count: int) -> None:
        self._whole = whole
        self._number = number
        self._count = count

    def step(self, done: int, total: int) -> None:
        """Report how far this file is."""
        part = _STEPS * done // total if total else 0
        self._whole.step(self._number * _STEPS + part, self._count * _STEPS)


def _free(name: str, taken: set[str]) -> str:
    """A name that no other file of the mailing has, whatever the case."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem}_{number}{suffix}"
    taken.add(free.casefold())
    return free
