"""What an import would do, before it is done: items to choose from, findings, the ChangeSet of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.exchange.merge import JUDGEMENT, REASON, SOURCES, ConflictKind, Judgement, UnitValue
from chipmap.model.issues import CellPlace, Issue
from chipmap.model.records import NOW, Answer, Evidence, Institution, Rater, Score

INSTITUTION = "institution"
"""The unit of an item that adds an institution."""


class ItemKind(StrEnum):
    """Under which heading the preview shows an item."""

    CHANGED = "changed"
    NEW = "new"
    CLEARED = "cleared"
    EVIDENCE = "evidence"
    CONFLICT = "conflict"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One unit of one row as it is here and as the file has it; taken only when a person chooses it.

    `unit` is judgement, level_2030, need_2030, reason, sources … or institution. `base` is what was sent out.
    """

    kind: ItemKind
    row_id: str
    subject: str
    segment: str
    unit: str
    before: UnitValue
    after: UnitValue
    place: CellPlace
    base: UnitValue = None
    conflict: ConflictKind | None = None

    @property
    def id(self) -> str:
        """The key by which a choice names the item."""
        return f"{self.row_id}:{self.unit}"

    @property
    def clears(self) -> bool:
        """Whether taking it removes an answer, a text or all sources that are here."""
        if isinstance(self.before, Judgement) and self.before.level is not None:
            return not isinstance(self.after, Judgement) or self.after.level is None
        return self.before is not None and self.after is None


@dataclass(frozen=True, slots=True)
class Addition:
    """An institution that the file adds, with a first score where it gives a level."""

    institution: Institution
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run. When `blocked_by` is set nothing can be imported, and it says why and what to do.

    `chosen` are the ids of the items that `changes` takes: all but unresolved conflicts, and but clearings
    where they are so many that a person must confirm them.
    """

    file: str
    dataset: Dataset
    rater: str = ""
    round: int = 0
    workspace_title: str = ""
    base_revision: int | None = None
    exported_at: str = ""
    digest: str = ""
    items: tuple[ImportItem, ...] = ()
    issues: tuple[Issue, ...] = ()
    unchanged: int = 0
    blocked_by: Issue | None = None
    new_rater: Rater | None = None
    chosen: frozenset[str] = frozenset()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    additions: Mapping[str, Addition] = field(default_factory=dict)

    @property
    def is_blocked(self) -> bool:
        return self.blocked_by is not None

    @property
    def conflicts(self) -> tuple[ImportItem, ...]:
        """What was edited on both sides; ours stays until a person decides."""
        return tuple(item for item in self.items if item.kind is ItemKind.CONFLICT)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects that the items are about, in order of appearance."""
        return tuple(dict.fromkeys(item.subject for item in self.items))

    @property
    def changes(self) -> ChangeSet:
        """What is taken when nobody chooses otherwise."""
        return self.changes_for(self.chosen)

    def changes_for(self, chosen: Iterable[str]) -> ChangeSet:
        """One ChangeSet of the items with these ids; the rest of the file is left out."""
        taken = set(chosen)
        by_row: dict[tuple[str, str], list[ImportItem]] = {}
        added = []
        for item in self.items:
            if item.id in taken and item.unit == INSTITUTION:
                added.append(self.additions[item.row_id])
            elif item.id in taken:
                by_row.setdefault((item.subject, item.segment), []).append(item)
        scores = [self._score_after(key, items) for key, items in by_row.items()]
        new_scores = [addition.score for addition in added if addition.score is not None]
        changes = [Change(None, self.new_rater)] if self.new_rater is not None and taken else []
        changes += [Change(None, item) for item in self._new_evidence([*new_scores, *(s for _, s in scores)])]
        changes += [Change(None, addition.institution) for addition in added]
        changes += [Change(None, score) for score in new_scores]
        changes += [
            Change(before, None if after.is_empty else after)
            for before, after in scores
            if before is not None or not after.is_empty
        ]
        return checked(changes, self.dataset)

    def _score_after(self, key: tuple[str, str], items: list[ImportItem]) -> tuple[Score | None, Score]:
        """The row before and with the chosen items in it."""
        before: Score | None = self.dataset.scores.get((*key, self.rater, self.round))
        score = before or Score(*key, self.rater, self.round)
        levels, needs = dict(score.levels), dict(score.needs)
        fields: dict[str, Any] = {}
        for item in items:
            if item.unit == JUDGEMENT:
                judgement = item.after if isinstance(item.after, Judgement) else Judgement()
                _answer(levels, NOW, judgement.level)
                fields |= {"confidence": judgement.confidence, "year": judgement.year}
            elif item.unit == REASON:
                fields["reason"] = str(item.after or "")
            elif item.unit == SOURCES:
                fields["evidence"] = _keys(item.after)
            else:
                _answer(levels if item.unit.startswith("level_") else needs, item.unit[-4:], item.after)
        return before, replace(score, levels=self._in_order(levels), needs=self._in_order(needs), **fields)

    def _in_order(self, answers: Mapping[str, Answer]) -> tuple[tuple[str, Answer], ...]:
        """Answers in the order of the horizons; those of a horizon that is gone come last."""
        known = self.dataset.settings.horizons
        in_order = [(horizon, answers[horizon]) for horizon in known if horizon in answers]
        return (
            *in_order,
            *((horizon, answer) for horizon, answer in answers.items() if horizon not in known),
        )

    def _new_evidence(self, scores: Iterable[Score]) -> list[Evidence]:
        cited = dict.fromkeys(key for score in scores for key in score.evidence)
        return [self.evidence[key] for key in cited if key not in self.dataset.evidence]


def _keys(value: UnitValue) -> tuple[str, ...]:
    """The keys of evidence in a unit of sources."""
    return value if isinstance(value, tuple) and not isinstance(value, Judgement) else ()


def _answer(answers: dict[str, Answer], horizon: str, value: UnitValue) -> None:
    """Set or clear one answer."""
    if value is None:
        answers.pop(horizon, None)
    else:
        answers[horizon] = value  # type: ignore[assignment]  # units of levels and needs hold answers only
