"""What an import would do, before it is done: items to choose from, findings, the ChangeSet of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.conflicts import both_of
from chipmap.model.exchange.scorecard_layout import CellText
from chipmap.model.issues import CellPlace, Issue
from chipmap.model.records import (
    ConflictKind,
    Evidence,
    ImportLog,
    InboxRow,
    Institution,
    Rater,
    Resolution,
    Score,
)
from chipmap.model.records.units import Judgement, UnitValue, score_with_units

INSTITUTION = "institution"
"""The unit of an item that adds an institution."""

Cells = Mapping[str, CellText]
"""What a row says, by column, in canonical form."""


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
    copy: int = 0
    """The row of the sheet, where the same row stands in it several times and says different things."""
    is_withdrawn: bool = False
    """The row is not in the file any more, and the person has said that this withdraws its answers."""

    @property
    def id(self) -> str:
        """The key by which a choice names the item."""
        return f"{self.row_id}:{self.unit}" + (f"@{self.copy}" if self.copy else "")

    @property
    def clears(self) -> bool:
        """Whether taking it removes an answer, a text or all sources that are here."""
        if isinstance(self.before, Judgement) and self.before.level is not None:
            return not isinstance(self.after, Judgement) or self.after.level is None
        return self.before is not None and self.after is None


class Decision(NamedTuple):
    """What a person has decided about a conflict; `value` is kept instead where they have edited it."""

    resolution: Resolution
    value: UnitValue = None


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
    scorecard_id: str = ""
    base_revision: int | None = None
    exported_at: str = ""
    modified: str = ""
    planned_at: str = ""
    """When the import was planned, in UTC: the time that its log will carry."""
    items: tuple[ImportItem, ...] = ()
    issues: tuple[Issue, ...] = ()
    unchanged: int = 0
    blocked_by: Issue | None = None
    new_rater: Rater | None = None
    named_owner: Rater | None = None
    """The owner under the name that the file is signed with, where nobody had said who the owner is."""
    chosen: frozenset[str] = frozenset()
    kept_ours: tuple[ImportItem, ...] = ()
    """Conflicts that were decided for ours before the plan was made; they are no items any more."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    additions: Mapping[str, Addition] = field(default_factory=dict)
    base: Mapping[str, Cells] | None = None
    """What was sent out, or imported last, by row id; `None` where nobody knows."""
    said: Mapping[str, Mapping[str, UnitValue]] = field(default_factory=dict)
    """By row id of every row in the file the units that differ from the base."""
    unknown_rows: tuple[InboxRow, ...] = ()
    """Rows that belong to nothing here, as they go into the inbox whatever else is chosen."""
    already: ImportLog | None = None
    """The import of the same answers, where they were imported before."""

    @property
    def is_blocked(self) -> bool:
        return self.blocked_by is not None

    @property
    def is_of_register(self) -> bool:
        """Whether the rows are collaborations, budgets and checks instead of answers."""
        return False

    @property
    def conflicts(self) -> tuple[ImportItem, ...]:
        """What was edited on both sides; ours stays until a person decides."""
        return tuple(item for item in self.items if item.kind is ItemKind.CONFLICT)

    @property
    def digest(self) -> str:
        """The hash of the file's canonical cells: the same whatever the order of its rows and columns."""
        from chipmap.model.exchange.import_trace import file_digest

        return file_digest(self)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects that the items are about, in order of appearance."""
        return tuple(dict.fromkeys(item.subject for item in self.items))

    @property
    def changes(self) -> ChangeSet:
        """What is taken when nobody chooses otherwise."""
        return self.changes_for(self.chosen)

    def changes_for(self, chosen: Iterable[str], decided: Mapping[str, Decision] | None = None) -> ChangeSet:
        """One ChangeSet of the items with these ids, with the log of the import and what it leaves open.

        A chosen conflict takes theirs; `decided` says otherwise by id. Conflicts that are neither are kept
        as records, with ours in the ballot. Other items that are not chosen are left out of everything: the
        file raises them again.
        """
        from chipmap.model.exchange.import_trace import trace_of

        decisions = self._decisions(set(chosen), decided or {})
        by_row: dict[tuple[str, str], dict[str, UnitValue]] = {}
        added = []
        for item in self.items:
            decision = decisions.get(item.id)
            if decision is None or decision.resolution in (Resolution.OPEN, Resolution.OURS):
                continue
            if item.unit == INSTITUTION:
                added.append(self.additions[item.row_id])
            else:
                by_row.setdefault((item.subject, item.segment), {})[item.unit] = value_kept(item, decision)
        scores = [self._score_after(key, units) for key, units in by_row.items()]
        new_scores = [addition.score for addition in added if addition.score is not None]
        trace = trace_of(self, decisions)
        changes = self._rater_changes() if scores or trace else []
        changes += [Change(None, item) for item in self._new_evidence([*new_scores, *(s for _, s in scores)])]
        changes += [Change(None, addition.institution) for addition in added]
        changes += [Change(None, score) for score in new_scores]
        changes += [
            Change(before, None if after.is_empty else after)
            for before, after in scores
            if before is not None or not after.is_empty
        ]
        return checked([*changes, *trace, *self._inbox_changes()], self.dataset)

    def _inbox_changes(self) -> list[Change]:
        """Rows for the inbox; those of a file that was imported before are there, or were set aside."""
        rows = self.unknown_rows if self.already is None else ()
        kept = self.dataset.inbox_rows
        return [Change(kept.get(row.id), row) for row in rows if kept.get(row.id) != row]

    def _rater_changes(self) -> list[Change]:
        """The rater that the file brings, or the name that it gives the owner."""
        brought = self.new_rater or self.named_owner
        return [] if brought is None else [Change(self.dataset.raters.get(brought.id), brought)]

    def _decisions(self, chosen: set[str], decided: Mapping[str, Decision]) -> dict[str, Decision]:
        """What becomes of each item that is not left out: taken as it is in the file, decided, or open."""
        decisions = {}
        for item in self.items:
            if item.id in decided:
                decisions[item.id] = decided[item.id]
            elif item.id in chosen:
                decisions[item.id] = Decision(Resolution.THEIRS)
            elif item.kind is ItemKind.CONFLICT:
                decisions[item.id] = Decision(Resolution.OPEN)
        # Of several copies of a row one holds; with it the others are decided too.
        settled = {
            (item.row_id, item.unit)
            for item in self.items
            if item.copy and decisions[item.id].resolution is not Resolution.OPEN
        }
        for item in self.items:
            is_settled = bool(item.copy) and (item.row_id, item.unit) in settled
            if is_settled and decisions[item.id].resolution is Resolution.OPEN:
                decisions[item.id] = Decision(Resolution.OURS)
        return decisions

    def _score_after(
        self, key: tuple[str, str], units: Mapping[str, UnitValue]
    ) -> tuple[Score | None, Score]:
        """The row before, and with the units that are taken in it."""
        before: Score | None = self.dataset.scores.get((*key, self.rater, self.round))
        score = before or Score(*key, self.rater, self.round)
        return before, score_with_units(score, units, self.dataset.settings.horizons)

    def _new_evidence(self, scores: Iterable[Score]) -> list[Evidence]:
        cited = dict.fromkeys(key for score in scores for key in score.evidence)
        return [self.evidence[key] for key in cited if key not in self.dataset.evidence]


def value_kept(item: ImportItem, decision: Decision) -> UnitValue:
    """What an item leaves in the ballot, as it was decided."""
    if decision.resolution is Resolution.BOTH:
        return both_of(item.unit, item.before, item.after)
    return decision.value if decision.resolution is Resolution.EDITED else item.after
