"""What the answers of one rater alone would show: the same rules, without what the others say.

A scorecard is filled in from this, so that nobody is led by the answers of others. It follows the workspace
from dataset to dataset and takes over whatever an edit did not touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chipmap.model.analysis.standing import Standings
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset, Table
from chipmap.model.records import Score


class BallotStandings:
    """The standings of one rater's ballot, for one dataset after another."""

    def __init__(self, rater: str) -> None:
        self.rater = rater
        self._whole: Dataset | None = None
        self._standings: Standings | None = None
        self._is_alone = False
        """Whether nobody else has a ballot: then nothing has to be left out."""

    def of(self, dataset: Dataset) -> Standings:
        """The standings of `dataset` as if this rater alone had answered."""
        if self._standings is None or self._whole is None:
            scores = Table(score for score in dataset.scores.values() if score.rater == self.rater)
            self._is_alone = len(scores) == len(dataset.scores)
            self._standings = Standings(self._with_scores(dataset, scores))
        elif dataset is not self._whole:
            scores = self._followed(dataset, self._standings.dataset.scores, self._whole)
            self._standings = Standings(self._with_scores(dataset, scores), self._standings)
        self._whole = dataset
        return self._standings

    def _with_scores(self, dataset: Dataset, scores: Table[Score]) -> Dataset:
        return dataset if self._is_alone else replace(dataset, scores=scores)

    def _followed(self, dataset: Dataset, own: Table[Score], earlier: Dataset) -> Table[Score]:
        """The rater's rows after an edit of the workspace."""
        changed = dataset.scores.firsts_changed_since(earlier.scores)
        if self._is_alone:
            self._is_alone = all(
                score.rater == self.rater
                for subject in changed
                for score in dataset.scores.of(str(subject)).values()
            )
            if self._is_alone:
                return dataset.scores
        changes: list[Change] = []
        for subject in changed:
            before = own.of(str(subject))
            rows = dataset.scores.of(str(subject)).values()
            after = {score.key: score for score in rows if score.rater == self.rater}
            changes += _difference(before.values(), after.values())
        return own.with_changes(ChangeSet.of(changes)) if changes else own


def _difference(before: Iterable[Score], after: Iterable[Score]) -> Iterable[Change]:
    old, new = ({score.key: score for score in scores} for scores in (before, after))
    return (Change(old.get(key), new.get(key)) for key in {**old, **new})
