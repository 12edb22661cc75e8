"""The edit of one row of a ballot, in steps that become one ChangeSet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.cli.references import rater_meant
from chipmap.model.changes import ChangeSet
from chipmap.model.records import (
    OWNER,
    Answer,
    Confidence,
    Evidence,
    NotApplicable,
)

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset


class RowEdit:
    """The edit of one row, step by step, each on the dataset that the step before left."""

    def __init__(self, dataset: Dataset, subject: str, segment: str) -> None:
        self.dataset = dataset
        self.subject = subject
        self.segment = segment
        self.rater = OWNER
        self._steps = ChangeSet()
        self._before: Answer | None = None

    @property
    def changes(self) -> ChangeSet:
        """What the steps do together: each record as it was at first and as it is at last."""
        return self._steps.composed()

    def take_rater(self, text: str | None) -> None:
        """The ballot that is edited; a new rater is added."""
        from chipmap.model.edits.raters import put_rater

        if text is None:
            return
        rater = rater_meant(self.dataset, text)
        self.rater = rater.id
        if rater.id not in self.dataset.raters:
            self._take(put_rater(self.dataset, rater))

    def answer(self, answer: Answer | None, horizon: str, *, is_need: bool) -> None:
        from chipmap.model.edits.scores import score_of, set_level, set_need

        row = score_of(self.dataset, self.subject, self.segment, self.rater)
        self._before = row.need(horizon) if is_need else row.level(horizon)
        change = set_need if is_need else set_level
        self._take(
            change(
                self.dataset,
                subject=self.subject,
                segment=self.segment,
                level=answer,
                horizon=horizon,
                rater=self.rater,
            )
        )

    def describe_row(self, confidence: Confidence | None, reason: str | None, sources: list[str]) -> None:
        """What belongs to the row besides its answers."""
        from chipmap.model.edits.evidence import add_evidence
        from chipmap.model.edits.scores import set_confidence, set_reason

        if confidence is not None:
            self._take(
                set_confidence(
                    self.dataset,
                    subject=self.subject,
                    segment=self.segment,
                    confidence=confidence,
                    rater=self.rater,
                )
            )
        if reason is not None:
            self._take(
                set_reason(
                    self.dataset, subject=self.subject, segment=self.segment, reason=reason, rater=self.rater
                )
            )
        for text in sources:
            self._take(
                add_evidence(
                    self.dataset,
                    subject=self.subject,
                    segment=self.segment,
                    evidence=evidence_meant(self.dataset, text),
                    rater=self.rater,
                )
            )

    def result(self, horizon: str, *, is_need: bool) -> dict[str, object]:
        """What was answered before and now, for a script."""
        from chipmap.model.edits.scores import score_of

        row = score_of(self.dataset, self.subject, self.segment, self.rater)
        after = row.need(horizon) if is_need else row.level(horizon)
        return {
            "subject": self.subject,
            "segment": self.segment,
            "rater": self.rater,
            "horizon": horizon,
            "field": "need" if is_need else "level",
            "before": _answer_json(self._before),
            "after": _answer_json(after),
            "changed": bool(self.changes),
        }

    def _take(self, changes: ChangeSet) -> None:
        self.dataset = self.dataset.with_changes(changes)
        self._steps += changes


def evidence_meant(dataset: Dataset, text: str) -> Evidence:
    """The evidence of a `--source`: a listed source by its id, else a line of title, place and year."""
    from chipmap.model.edits.evidence import evidence_of, parse_source_line

    source = dataset.sources.get(text.strip())
    if source is not None:
        return replace(evidence_of(source.title, source.address, source.year), source=source.id)
    evidence, named = parse_source_line(text)
    known: Evidence | None = dataset.evidence.get(named)
    return known or evidence


def _answer_json(answer: Answer | None) -> int | str | None:
    return "NA" if isinstance(answer, NotApplicable) else answer
