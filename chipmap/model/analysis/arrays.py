"""A workspace as arrays: levels and needs of every subject, computed when asked and kept after an edit.

The one place where levels and needs become the numbers that the methods work on. Unknown is NaN, never 0; an
"at least" is no level here, and *not applicable* is marked apart from unknown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chipmap.model.analysis.standing import Standings, standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import NOW

Numbers = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]

GROUND = (
    "settings",
    "countries",
    "regions",
    "segments",
    "institutions",
    "shares",
    "needs",
    "sources",
    "suggestion_basis",
    "stated_strengths",
)
"""What levels rest on besides the scores: while these are the same objects, only edited subjects differ."""


@dataclass(frozen=True, slots=True)
class SubjectArrays:
    """One subject: levels 0–5 (segments × horizons) and own needs (segments × later horizons).

    `suggested` is how much of a level rests on suggestions (0–1), `confidence` its weight (1/3 … 1).
    """

    level: Numbers
    suggested: Numbers
    confidence: Numbers
    is_not_applicable: Flags
    need: Numbers


@dataclass(frozen=True, slots=True)
class Cube:
    """Several subjects: the arrays of `SubjectArrays` with the subjects as first dimension."""

    subjects: tuple[str, ...]
    segments: tuple[str, ...]
    level: Numbers
    suggested: Numbers
    confidence: Numbers
    is_not_applicable: Flags
    need: Numbers


class LevelArrays:
    """The levels and needs of a dataset as arrays over its scorable segments, in value-chain order."""

    def __init__(self, dataset: Dataset, earlier: LevelArrays | None = None) -> None:
        self.dataset = dataset
        self.horizons = dataset.settings.horizons
        self.segments: tuple[str, ...]
        self.column: dict[str, int]
        self._known: dict[str, SubjectArrays] = {}
        self._edited: dict[str, set[str]] = {}
        """Subjects whose arrays are known as they were, with the segments in which they differ by now."""
        if earlier is not None and earlier.stands_on(dataset):
            self.segments, self.column = earlier.segments, earlier.column
            self._take_over(earlier)
            return
        tree = standings_of(dataset).tree
        ordered = sorted(dataset.segments.values(), key=lambda segment: segment.order)
        self.segments = tuple(one.id for one in ordered if tree.is_scorable(one.id))
        self.column = {segment: at for at, segment in enumerate(self.segments)}

    def stands_on(self, dataset: Dataset) -> bool:
        """Whether these arrays hold for another dataset too, but for the subjects that were edited."""
        return all(getattr(self.dataset, name) is getattr(dataset, name) for name in GROUND)

    def of(self, subject: str) -> SubjectArrays:
        """The arrays of a country, policy region or institution; all NaN for what is none."""
        found = self._known.get(subject)
        edited = self._edited.pop(subject, None)
        if found is not None and edited is None:
            return found
        standings = standings_of(self.dataset)
        found = (
            self._made(standings, subject) if found is None else self._again(standings, subject, edited or ())
        )
        self._known[subject] = found
        return found

    def levels(self, subject: str, horizon: str = NOW) -> Numbers:
        """The levels of one subject in every segment."""
        found: Numbers = self.of(subject).level[:, self.horizons.index(horizon)]
        return found

    def needs(self, subject: str, horizon: str) -> Numbers:
        """The needs of one subject in every segment at a later horizon."""
        found: Numbers = self.of(subject).need[:, self.horizons.index(horizon) - 1]
        return found

    def cube(self, subjects: Sequence[str]) -> Cube:
        """The arrays of several subjects together."""
        rows = [self.of(subject) for subject in subjects]
        shape = (0, len(self.segments), len(self.horizons))
        later = (0, len(self.segments), len(self.horizons) - 1)
        return Cube(
            tuple(subjects),
            self.segments,
            np.stack([row.level for row in rows]) if rows else np.empty(shape),
            np.stack([row.suggested for row in rows]) if rows else np.empty(shape),
            np.stack([row.confidence for row in rows]) if rows else np.empty(shape),
            np.stack([row.is_not_applicable for row in rows]) if rows else np.empty(shape, dtype=bool),
            np.stack([row.need for row in rows]) if rows else np.empty(later),
        )

    def _made(self, standings: Standings, subject: str) -> SubjectArrays:
        shape = (len(self.segments), len(self.horizons))
        arrays = SubjectArrays(
            np.full(shape, np.nan),
            np.zeros(shape),
            np.full(shape, np.nan),
            np.zeros(shape, dtype=bool),
            np.full((shape[0], shape[1] - 1), np.nan),
        )
        self._fill(arrays, standings, subject, self.segments)
        return arrays

    def _again(self, standings: Standings, subject: str, edited: Iterable[str]) -> SubjectArrays:
        """The arrays of a subject of which only these segments were edited."""
        before = self._known[subject]
        arrays = SubjectArrays(
            before.level.copy(),
            before.suggested.copy(),
            before.confidence.copy(),
            before.is_not_applicable.copy(),
            before.need.copy(),
        )
        self._fill(arrays, standings, subject, [one for one in edited if one in self.column])
        return arrays

    def _fill(
        self, arrays: SubjectArrays, standings: Standings, subject: str, segments: Iterable[str]
    ) -> None:
        for segment in segments:
            column = self.column[segment]
            for at, horizon in enumerate(self.horizons):
                _fill_place(arrays, standings, (subject, segment, horizon), (column, at))

    def _take_over(self, earlier: LevelArrays) -> None:
        """Keep what an earlier dataset's arrays know, and note which segments of which subjects differ."""
        self._known = earlier._known.copy()
        self._edited = {subject: set(segments) for subject, segments in earlier._edited.items()}
        before, after = earlier.dataset, self.dataset
        for first in after.scores.firsts_changed_since(before.scores):
            subject = str(first)
            segments = _edited_segments(before, after, subject)
            regions = (region.code for region in after.regions.values() if subject in region.members)
            for touched in (subject, *regions):
                if touched in self._known:
                    self._edited.setdefault(touched, set()).update(segments)


def _fill_place(
    arrays: SubjectArrays, standings: Standings, asked: tuple[str, str, str], place: tuple[int, int]
) -> None:
    """The level of a subject in a segment at a horizon, and its need where that is a later one."""
    standing = standings.of(*asked)
    is_known = standing.is_known and standing.level is not None
    arrays.is_not_applicable[place] = standing.is_not_applicable
    arrays.level[place] = standing.level if is_known else np.nan
    arrays.suggested[place] = standing.suggested_part if is_known else 0.0
    weight = standing.confidence.weight if is_known and standing.confidence else np.nan
    arrays.confidence[place] = weight
    column, at = place
    if at:
        need = standings.need(*asked)
        is_needed = need is not None and need.level is not None
        arrays.need[column, at - 1] = need.level if need and is_needed else np.nan


def _edited_segments(before: Dataset, after: Dataset, subject: str) -> set[str]:
    """The segments in which a subject's rows differ, and all above them."""
    old, new = before.scores.of(subject), after.scores.of(subject)
    found: set[str] = set()
    for key in old.keys() | new.keys():
        if old.get(key) is new.get(key):
            continue
        segment = (new.get(key) or old[key]).segment
        while segment and segment not in found:
            found.add(segment)
            known = after.segments.get(segment)
            segment = known.parent if known else ""
    return found


_KEPT = 3
_recent: deque[LevelArrays] = deque(maxlen=_KEPT)
_recent_lock = Lock()


def arrays_of(dataset: Dataset) -> LevelArrays:
    """The arrays of a dataset: the same object while it is one of the latest few."""
    with _recent_lock:
        for known in _recent:
            if known.dataset is dataset:
                return known
        found = LevelArrays(dataset, _recent[-1] if _recent else None)
        _recent.append(found)
        return found
