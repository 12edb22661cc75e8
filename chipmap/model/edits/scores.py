"""Edits of a ballot: the answers of one rater about one subject in one segment, in the current round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.records import NOW, OWNER, Answer, Confidence, Evidence, Score
from chipmap.model.text_rules import clean_text


def score_of(dataset: Dataset, subject: str, segment: str, rater: str = OWNER) -> Score:
    """The rater's row of the current round; an empty one where nothing has been said yet."""
    this_round = dataset.settings.current_round
    kept: Score | None = dataset.scores.get((subject, segment, rater, this_round))
    return kept if kept is not None else Score(subject, segment, rater, this_round)


def set_level(
    dataset: Dataset,
    *,
    subject: str,
    segment: str,
    level: Answer | None,
    rater: str = OWNER,
    horizon: str = NOW,
) -> ChangeSet:
    """Answer the level at a horizon: 0–5, *not applicable*, or `None` for not scored."""
    score = score_of(dataset, subject, segment, rater)
    return put_score(dataset, replace(score, levels=answered(dataset, score.levels, horizon, level)))


def set_need(
    dataset: Dataset,
    *,
    subject: str,
    segment: str,
    level: Answer | None,
    horizon: str,
    rater: str = OWNER,
) -> ChangeSet:
    """Answer the level that the subject will need at a later horizon."""
    score = score_of(dataset, subject, segment, rater)
    return put_score(dataset, replace(score, needs=answered(dataset, score.needs, horizon, level)))


def set_confidence(
    dataset: Dataset, *, subject: str, segment: str, confidence: Confidence | None, rater: str = OWNER
) -> ChangeSet:
    """Say how sure the rater is of the row."""
    return put_score(dataset, replace(score_of(dataset, subject, segment, rater), confidence=confidence))


def set_year(
    dataset: Dataset, *, subject: str, segment: str, year: int | None, rater: str = OWNER
) -> ChangeSet:
    """Say to which year the level now refers."""
    return put_score(dataset, replace(score_of(dataset, subject, segment, rater), year=year))


def set_reason(dataset: Dataset, *, subject: str, segment: str, reason: str, rater: str = OWNER) -> ChangeSet:
    """Say why this level; characters that no workbook can carry are dropped."""
    score = score_of(dataset, subject, segment, rater)
    return put_score(dataset, replace(score, reason=clean_text(reason)))


def accept_suggestion(
    dataset: Dataset,
    *,
    subject: str,
    segment: str,
    level: int,
    evidence: Iterable[Evidence] = (),
    rater: str = OWNER,
) -> ChangeSet:
    """Make a suggested level the rater's own answer, with low confidence and the cited shares as evidence."""
    cited = tuple(evidence)
    score = score_of(dataset, subject, segment, rater)
    accepted = replace(
        score,
        levels=answered(dataset, score.levels, NOW, level),
        confidence=score.confidence or Confidence.LOW,
        evidence=_with_keys(score.evidence, cited),
    )
    return put_score(dataset, accepted, cited)


def put_score(dataset: Dataset, score: Score, evidence: Iterable[Evidence] = ()) -> ChangeSet:
    """Keep `score` as the whole row, with evidence that is new; an empty row is not kept."""
    before = dataset.scores.get(score.key)
    after = None if score.is_empty else score
    changes = [] if before is None and after is None else [Change(before, after)]
    new_evidence = {item.key: item for item in evidence if item.key not in dataset.evidence}
    changes = [Change(None, item) for item in new_evidence.values()] + changes
    return checked(changes, dataset)


def answered(
    dataset: Dataset, answers: tuple[tuple[str, Answer], ...], horizon: str, answer: Answer | None
) -> tuple[tuple[str, Answer], ...]:
    """The answers with one of them replaced, in the order of the horizons; an unknown horizon goes last."""
    if not answers or (len(answers) == 1 and answers[0][0] == horizon):
        return () if answer is None else ((horizon, answer),)
    by_horizon = dict(answers)
    by_horizon.pop(horizon, None)
    if answer is not None:
        by_horizon[horizon] = answer
    known = dataset.settings.horizons
    return tuple(
        sorted(by_horizon.items(), key=lambda pair: known.index(pair[0]) if pair[0] in known else len(known))
    )


def _with_keys(keys: tuple[str, ...], evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*keys, *(item.key for item in evidence))))
