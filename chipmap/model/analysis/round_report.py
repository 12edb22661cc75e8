"""What all raters of a round say together: answers side by side, their agreement, and whether to ask again.

Every figure is one of `elicitation` or `agreement` on the raw answers; the level is the one that the map
shows. Raters are taken in the order of their ids, so that nothing depends on who answered first.
"""

from __future__ import annotations

import weakref
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from chipmap.model.analysis.agreement import Alpha, Concordance, kendall_w, krippendorff_alpha
from chipmap.model.analysis.consolidation import consolidate, weight_of
from chipmap.model.analysis.elicitation import Level, RoundOutcome, Summary, stop_rule, summarise
from chipmap.model.analysis.segment_tree import SegmentTree, stage_of
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import NOW, Answer, NotApplicable, Round, Score, round_key

LEAST_RATERS = 3
"""Of fewer no group figure and no comment is handed to others: it would show who said what."""


@dataclass(frozen=True, slots=True)
class ItemAnswers:
    """One subject in one segment: the rows that answer, and what they say together.

    `level` follows the workspace's rule of consolidation and is `None` where every answer is *not
    applicable*; `summary` leaves those out, and `not_applicable` counts them.
    """

    subject: str
    segment: str
    horizon: str
    ballots: tuple[Score, ...]
    summary: Summary
    level: float | None
    not_applicable: int

    @property
    def levels(self) -> Mapping[str, Answer]:
        """Each rater's answer, by the rater's id."""
        pairs = ((score.rater, score.level(self.horizon)) for score in self.ballots)
        return {rater: answer for rater, answer in pairs if answer is not None}


@dataclass(frozen=True, slots=True)
class StageAgreement:
    """How far the raters agree on the items of one stage: on the levels (alpha), and on their order (W)."""

    stage: str
    raters: int
    alpha: Alpha
    concordance: Concordance


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One item after a round, held against the round before by the consensus rule."""

    item: ItemAnswers
    outcome: RoundOutcome


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A round as a whole, of those who were `heard` in it.

    For the `waiting` their answers of the round before stand on the map; they are no answers of this round.
    """

    number: int
    record: Round | None
    rows: tuple[ReportRow, ...]
    stages: tuple[StageAgreement, ...]
    heard: tuple[str, ...]
    waiting: tuple[str, ...]


def answers_about(
    dataset: Dataset, subject: str, segment: str, *, horizon: str = NOW, round_number: int | None = None
) -> ItemAnswers:
    """What everybody says about one subject in one segment, in the current round unless another is named."""
    number = round_number or dataset.settings.current_round
    rows = dataset.scores.of(subject).values()
    return _item(
        dataset,
        [row for row in rows if row.segment == segment and row.round == number],
        subject,
        segment,
        horizon,
    )


def consolidated(
    dataset: Dataset,
    *,
    round_number: int | None = None,
    horizon: str = NOW,
    subjects: Iterable[str] | None = None,
    raters: Container[str] | None = None,
) -> tuple[ItemAnswers, ...]:
    """Every item that somebody (or one of `raters`) has answered, by subject, then in value-chain order."""
    number = round_number or dataset.settings.current_round
    by_item: dict[tuple[str, str], list[Score]] = {}
    for score in _scores(dataset, subjects):
        is_asked = raters is None or score.rater in raters
        if is_asked and score.round == number and score.level(horizon) is not None:
            by_item.setdefault((score.subject, score.segment), []).append(score)
    place = {segment.id: at for at, segment in enumerate(SegmentTree(dataset.segments).scorable)}
    keys = sorted(by_item, key=lambda key: (key[0], place.get(key[1], len(place)), key[1]))
    return tuple(_item(dataset, by_item[key], *key, horizon) for key in keys)


def agreement_by_stage(
    dataset: Dataset,
    *,
    round_number: int | None = None,
    horizon: str = NOW,
    subjects: Iterable[str] | None = None,
) -> tuple[StageAgreement, ...]:
    """Krippendorff's ordinal alpha and Kendall's W for each stage that somebody has answered in.

    Only raters who were heard in the round and have answered in the stage count for it; W is over the items
    that all of them answered.
    """
    number = round_number or dataset.settings.current_round
    heard, _waiting = heard_in(dataset, number)
    items = consolidated(
        dataset, round_number=number, horizon=horizon, subjects=subjects, raters=frozenset(heard)
    )
    return _agreement(items, SegmentTree(dataset.segments))


def report_of_round(
    dataset: Dataset,
    number: int | None = None,
    *,
    subjects: Iterable[str] | None = None,
    progress: Progress = silent,
) -> RoundReport:
    """The report of a round on the levels now; raises nothing where nobody has answered, it is then empty."""
    number = number or dataset.settings.current_round
    chosen = None if subjects is None else tuple(subjects)
    record: Round | None = dataset.rounds.get(round_key(number))
    heard, waiting = heard_in(dataset, number)
    items = consolidated(dataset, round_number=number, subjects=chosen, raters=frozenset(heard))
    before = {(item.subject, item.segment): item for item in _before(dataset, number, chosen)}
    rows = []
    for done, item in enumerate(items):
        progress.step(done, len(items))
        rows.append(ReportRow(item, _outcome(item, before.get((item.subject, item.segment)), number, record)))
    progress.step(len(items), len(items))
    stages = _agreement(items, SegmentTree(dataset.segments))
    return RoundReport(number, record, tuple(rows), stages, heard, waiting)


Heard = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of raters who have said something in a round, and of those who have not."""

_latest: tuple[weakref.ref[Dataset], int, Heard] | None = None
"""Whoever writes a file for each rater of one dataset asks the same for every file."""


def heard_in(dataset: Dataset, number: int) -> Heard:
    """Who has said something in a round, by an imported file or a row unlike the last, and who has not."""
    global _latest  # noqa: PLW0603 - one answer, replaced as a whole
    known = _latest
    if known is not None and known[0]() is dataset and known[1] == number:
        return known[2]
    found = _heard(dataset, number)
    _latest = (weakref.ref(dataset), number, found)
    return found


def _heard(dataset: Dataset, number: int) -> Heard:
    rows: dict[str, dict[tuple[str, str], Score]] = {}
    last: dict[str, dict[tuple[str, str], Score]] = {}
    for score in dataset.scores.values():
        if score.round in (number, number - 1):
            kept = rows if score.round == number else last
            kept.setdefault(score.rater, {})[score.subject, score.segment] = score
    imported = {log.rater for log in dataset.import_logs.values() if log.round == number}
    heard = {
        rater
        for rater in {*rows, *last}
        if rater in imported or _said(rows.get(rater, {})) != _said(last.get(rater, {}))
    }
    return tuple(sorted(heard)), tuple(sorted(set(map(str, dataset.raters)) - heard))


def _said(rows: Mapping[tuple[str, str], Score]) -> dict[tuple[str, str], tuple[object, ...]]:
    """What rows say, whatever their round."""
    return {
        key: (row.levels, row.needs, row.confidence, row.year, row.reason, row.evidence)
        for key, row in rows.items()
    }


def _scores(dataset: Dataset, subjects: Iterable[str] | None) -> Iterator[Score]:
    if subjects is None:
        yield from dataset.scores.values()
    else:
        for subject in dict.fromkeys(subjects):
            yield from dataset.scores.of(subject).values()


def _item(dataset: Dataset, rows: list[Score], subject: str, segment: str, horizon: str) -> ItemAnswers:
    answering = sorted((row for row in rows if row.level(horizon) is not None), key=lambda row: row.rater)
    given = [(row, level) for row in answering if isinstance(level := row.level(horizon), int)]
    found = consolidate(answering, lambda row: row.level(horizon), dataset.settings.consolidation)
    return ItemAnswers(
        subject,
        segment,
        horizon,
        tuple(answering),
        summarise([level for _, level in given], [weight_of(row.confidence) for row, _ in given]),
        None if found is None else found.level,
        len(answering) - len(given),
    )


def _before(dataset: Dataset, number: int, subjects: tuple[str, ...] | None) -> tuple[ItemAnswers, ...]:
    if number < 2:
        return ()
    heard, _waiting = heard_in(dataset, number - 1)
    return consolidated(dataset, round_number=number - 1, subjects=subjects, raters=frozenset(heard))


def _outcome(
    item: ItemAnswers, before: ItemAnswers | None, number: int, record: Round | None
) -> RoundOutcome:
    now, then = item.levels, {} if before is None else before.levels
    raters = sorted({*now, *then})
    return stop_rule(
        [_level(now.get(rater)) for rater in raters],
        None if before is None else [_level(then.get(rater)) for rater in raters],
        round_number=number,
        criteria=None if record is None else record.criteria,
    )


def _agreement(items: tuple[ItemAnswers, ...], tree: SegmentTree) -> tuple[StageAgreement, ...]:
    by_stage: dict[str, list[ItemAnswers]] = {}
    for item in items:
        segment = tree.segments.get(item.segment)
        stage = item.segment if segment is None else stage_of(tree.segments, segment).id
        by_stage.setdefault(stage, []).append(item)
    order = {segment.id: at for at, segment in enumerate(tree.scorable)}
    return tuple(
        _stage(stage, by_stage[stage])
        for stage in sorted(by_stage, key=lambda key: order.get(key, len(order)))
    )


def _stage(stage: str, items: list[ItemAnswers]) -> StageAgreement:
    levels = [item.levels for item in items]
    known = {rater for said in levels for rater, answer in said.items() if isinstance(answer, int)}
    ratings = [[_level(said.get(rater)) for said in levels] for rater in sorted(known)]
    return StageAgreement(stage, len(known), krippendorff_alpha(ratings), kendall_w(ratings))


def _level(answer: Answer | None) -> Level:
    """A number where a level was given; *not applicable* is none."""
    return None if answer is None or isinstance(answer, NotApplicable) else answer
