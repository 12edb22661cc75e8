"""Plans the import of a scorecard: finds it in the file, reads it, merges it with the ballot here.

Nothing is written. A cell that cannot be read is a finding and stops no other; what cannot be imported at
all is a plan that is blocked and says what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.additions_import import read_additions
from chipmap.model.exchange.cell_meanings import Rounding
from chipmap.model.exchange.file_findings import findings_about_file
from chipmap.model.exchange.hidden_lists import listed_words
from chipmap.model.exchange.import_plan import ImportItem, ImportPlan, ItemKind
from chipmap.model.exchange.merge import (
    JUDGEMENT,
    SOURCES,
    Judgement,
    MergedUnit,
    UnitValue,
    Verdict,
    blank,
    is_changed,
    merge_row,
)
from chipmap.model.exchange.raters_finding import name_difference, new_rater, rater_called
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.row_reading import RowReader, units_of_cells, units_of_score
from chipmap.model.exchange.rows_finding import (
    FoundRow,
    PlaceResolver,
    RowIndex,
    Trust,
    are_sorted_apart,
    find_rows,
)
from chipmap.model.exchange.scorecard_identity import Identity, base_of, identity_of, rater_and_round
from chipmap.model.exchange.scorecard_layout import SCHEMA, CellText
from chipmap.model.exchange.scores_finding import FoundScores, find_scores
from chipmap.model.exchange.source_lines import SourceLines, evidence_sent
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import Confidence, Score

CLEARING_CONFIRMED: Final = 0.2
"""Clearing more than this part of what was sent out, in more than one row, is taken only when confirmed."""
_ROWS_PER_STEP = 250
_NOTHING_SENT: Final[Mapping[str, CellText]] = {}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person has decided about a file: each is asked only when the plan shows the question.

    `on_conflict`: "keep" leaves conflicts open, "mine" keeps ours, "theirs" takes the file's.
    """

    on_conflict: str = "keep"
    rounding: Rounding | None = None
    trust: Trust | None = None
    rater: str | None = None
    accept_clearing: bool = False


def plan_import(
    workbook: Path | RawWorkbook,
    dataset: Dataset,
    progress: Progress = silent,
    *,
    on_conflict: str = "keep",
    rounding: Rounding | None = None,
    trust: Trust | None = None,
    rater: str | None = None,
    accept_clearing: bool = False,
    resolve_place: PlaceResolver | None = None,
) -> ImportPlan:
    """Read a scorecard and plan its import; raises `WorkbookRefused` where the file cannot be read at all.

    Calling it again with an answer to what the plan asked gives the next plan: `rounding` for decimals,
    `trust` for columns that were sorted apart, `rater` for a file that does not say whose it is, or in
    which somebody else has given their name, `accept_clearing` where much of what was sent out is blank.
    """
    raw = workbook if isinstance(workbook, RawWorkbook) else read_workbook(Path(workbook), progress=progress)
    answers = Answers(on_conflict, rounding, trust, rater, accept_clearing)
    identity = identity_of(raw)
    found = find_scores(raw, identity)
    blocked = _blocking(raw, identity, found, dataset, answers)
    plan = ImportPlan(
        file=raw.file,
        dataset=dataset,
        workspace_title=identity.workspace_title,
        base_revision=identity.base_revision,
        exported_at=identity.exported_at,
        blocked_by=blocked,
    )
    if blocked is not None or found is None:
        return plan
    sent_to = rater_and_round(identity, dataset)
    rater = rater_called(dataset, answers.rater or (sent_to[0] if sent_to else ""))
    round_number = sent_to[1] if sent_to else identity.round or dataset.settings.current_round
    plan = replace(plan, rater=rater, round=round_number, new_rater=new_rater(rater, raw, dataset))
    planning = _Planning(
        raw=raw, identity=identity, found=found, plan=plan, answers=answers, progress=progress
    )
    return planning.planned(resolve_place)


def _blocking(
    raw: RawWorkbook, identity: Identity, found: FoundScores | None, dataset: Dataset, answers: Answers
) -> Issue | None:
    """Why nothing of this file can be imported, or `None`."""
    if identity.schema > SCHEMA:
        return _blocked("scorecard-newer", raw, schema=identity.schema, known=SCHEMA)
    if identity.is_known and not identity.is_of(dataset.settings.workspace_id):
        title = identity.workspace_title or "?"
        return _blocked("other-workspace", raw, title=title, here=dataset.settings.title)
    if found is None:
        if identity.is_known:
            return _blocked("no-score-column", raw)
        return _blocked("not-a-scorecard", raw, sheets=", ".join(sheet.name for sheet in raw.sheets))
    if answers.rater is None and rater_and_round(identity, dataset) is None:
        return _blocked("scorecard-unidentified", raw, sheet=found.sheet.name)
    return None


def _blocked(code: str, raw: RawWorkbook, **params: object) -> Issue:
    return Issue(code, Severity.ERROR, place=CellPlace(raw.file), params=params)


class _Planning:
    """The planning of one file that is not blocked."""

    def __init__(
        self,
        *,
        raw: RawWorkbook,
        identity: Identity,
        found: FoundScores,
        plan: ImportPlan,
        answers: Answers,
        progress: Progress,
    ) -> None:
        self._raw = raw
        self._identity = identity
        self._found = found
        self._plan = plan
        self._answers = answers
        self._progress = progress
        self._dataset = plan.dataset
        self._sources = SourceLines(self._dataset, evidence_sent(identity.evidence, self._dataset))
        self._reader = RowReader(
            file=raw.file,
            found=found,
            sources=self._sources,
            horizons=self._dataset.settings.horizons,
            confidences=_confidence_words(raw),
            rounding=answers.rounding,
        )
        self._base = base_of(raw, identity)
        sent_to = rater_called(self._dataset, identity.rater)
        self._is_of_another = self._answers.rater is not None and sent_to != plan.rater
        self._inputs = [(key, found.columns[key]) for key in self._reader.input_keys]
        self._input_keys = [key for key, _ in self._inputs]
        self._rows_with_formulas = {row for row, _ in found.sheet.marks.formulas}
        self._items: list[ImportItem] = []
        self._unchanged = 0
        self._digest = hashlib.sha256()

    def planned(self, resolve_place: PlaceResolver | None) -> ImportPlan:
        """The plan with its items and findings."""
        index = RowIndex(self._dataset, self._identity, resolve_place)
        rows = find_rows(self._found, index, self._answers.trust)
        if self._answers.trust is None and are_sorted_apart(rows):
            count = sum(row.disagrees for row in rows)
            blocked = _blocked("labels-and-ids-disagree", self._raw, count=count, total=len(rows))
            return replace(self._plan, blocked_by=blocked)
        self._reader.issues += findings_about_file(
            self._raw,
            self._identity,
            self._found,
            rows,
            self._missing(rows, index),
            input_keys=self._reader.input_keys,
            has_base=self._base is not None,
        )
        difference = name_difference(self._raw, self._identity, self._plan.rater, self._dataset)
        if difference is not None and self._answers.rater is None:
            self._reader.issues.append(difference)
        if self._plan.round != self._dataset.settings.current_round:
            place = CellPlace(self._raw.file, self._found.sheet.name)
            params = {"round": self._plan.round}
            self._reader.issues.append(Issue("other-round", Severity.WARNING, place=place, params=params))
        self._read_rows(self._once_each(rows))
        additions, items = read_additions(self._raw, self._identity, self._plan, self._reader, resolve_place)
        self._items += items
        kept = [
            item
            for item in self._items
            if not (self._answers.on_conflict == "mine" and item.kind is ItemKind.CONFLICT)
        ]
        chosen = self._chosen(kept)
        return replace(
            self._plan,
            digest=self._digest.hexdigest(),
            items=tuple(kept),
            unchanged=self._unchanged,
            chosen=chosen,
            evidence=dict(self._sources.found),
            additions=additions,
            issues=tuple(self._reader.issues),
        )

    def _chosen(self, items: Sequence[ImportItem]) -> frozenset[str]:
        """What is taken unless a person chooses otherwise; says so where clearings are left out."""
        takes_conflicts = self._answers.on_conflict == "theirs"
        chosen = {item.id for item in items if takes_conflicts or item.kind is not ItemKind.CONFLICT}
        clearings = [item for item in items if item.clears and item.id in chosen]
        if self._answers.accept_clearing or len({item.row_id for item in clearings}) < 2:
            return frozenset(chosen)
        filled = sum(
            blank(value) is not None
            for row in self._base or ()
            for value in (self._base_units(row) or {}).values()
        )
        if len(clearings) <= CLEARING_CONFIRMED * filled:
            return frozenset(chosen)
        place = CellPlace(self._raw.file, self._found.sheet.name)
        params = {"count": len(clearings), "total": filled}
        self._reader.issues.append(Issue("many-cleared", Severity.WARNING, place=place, params=params))
        return frozenset(chosen.difference(item.id for item in clearings))

    def _missing(self, rows: Sequence[FoundRow], index: RowIndex) -> list[str]:
        """What the rows are called that the file does not have; with the subject where it has several."""
        segments, several = self._dataset.segments, len(index.subjects) > 1
        return [
            f"{self._identity.subjects.get(subject, subject)} · {segments[segment].name}"
            if several
            else segments[segment].name
            for subject, segment in index.missing(rows)
        ]

    def _once_each(self, rows: Sequence[FoundRow]) -> list[FoundRow]:
        """Each known row once; rows that are unknown, or stand twice with different answers, are left out."""
        once: dict[tuple[str, str], FoundRow] = {}
        doubtful: set[tuple[str, str]] = set()
        for row in rows:
            if row.key is None:
                if self._says_something(row):
                    label = " · ".join(filter(None, row.labels))
                    self._reader.note(
                        "row-unknown", row, "row_id", Severity.ERROR, row.id or label, label=label
                    )
                continue
            first = once.setdefault(row.key, row)
            if first is not row:
                is_same = self._cells(first) == self._cells(row)
                code, severity = (
                    ("row-twice", Severity.NOTICE) if is_same else ("row-twice-different", Severity.ERROR)
                )
                self._reader.note(code, row, "row_id", severity, row.id, first=first.number)
                if not is_same:
                    doubtful.add(row.key)
            elif row.is_relinked:
                self._reader.note("row-relinked", row, "row_id", Severity.NOTICE, row.labels[2])
        return [row for key, row in once.items() if key not in doubtful]

    def _says_something(self, row: FoundRow) -> bool:
        return bool(row.id) or any(value is not None for value in self._cells(row))

    def _cells(self, row: FoundRow) -> list[Any]:
        sheet, columns = self._found.sheet, self._found.columns
        return [sheet.value(row.number, columns[key]) for key in self._input_keys]

    def _read_rows(self, rows: Sequence[FoundRow]) -> None:
        for number, row in enumerate(rows):
            if number % _ROWS_PER_STEP == 0:
                self._progress.step(number, len(rows))
            self._read_row(row)
        self._progress.step(len(rows), len(rows))

    def _read_row(self, row: FoundRow) -> None:
        assert row.key is not None
        changed = self._changed_inputs(row)
        if not changed:
            self._unchanged += 1
            return
        score: Score | None = self._dataset.scores.get((*row.key, self._plan.rater, self._plan.round))
        ours = units_of_score(score)
        base = self._base_units(row.id)
        sent = (ours if base is None else base).get(JUDGEMENT)
        theirs = self._reader.units(row, changed, sent if isinstance(sent, Judgement) else Judgement())
        if self._is_of_another:
            # What was filled in for somebody else is not this rater's word; only what was typed since is.
            theirs = {unit: value for unit, value in theirs.items() if is_changed(unit, base, value)}
            base = None
        units = merge_row(base, ours, theirs)
        for merged in units:
            if merged.theirs != merged.base and is_changed(merged.unit, base or {}, merged.theirs):
                self._digest.update(f"{row.id}\t{merged.unit}\t{merged.theirs!r}\n".encode())
        wanted = (Verdict.TAKE, Verdict.CONFLICT)
        items = [self._item(row, merged) for merged in units if merged.verdict in wanted]
        self._items += items
        self._unchanged += not items

    def _changed_inputs(self, row: FoundRow) -> list[str]:
        """The columns whose cells are not to the letter what was sent out; in most rows there are none."""
        if self._base is None or row.number in self._rows_with_formulas:
            return self._input_keys
        cells = self._found.sheet.rows[row.number]
        sent = self._base.get(row.id, _NOTHING_SENT)
        changed = []
        for key, column in self._inputs:
            value: object = cells.get(column)
            if key == "confidence":
                value = self._confidence_key(value)
            # True would equal 1.
            if value != sent.get(key) or value.__class__ is bool:
                changed.append(key)
        return changed

    def _confidence_key(self, value: object) -> object:
        confidence = self._reader.confidences.get(folded(value)) if isinstance(value, str) else None
        return value if confidence is None else confidence.value

    def _base_units(self, row: str) -> Mapping[str, UnitValue] | None:
        if self._base is None:
            return None
        cells: Mapping[str, CellText] = self._base.get(row, {})
        return units_of_cells(cells, self._sources)

    def _item(self, row: FoundRow, merged: MergedUnit) -> ImportItem:
        assert row.key is not None
        if merged.verdict is Verdict.CONFLICT:
            kind = ItemKind.CONFLICT
        elif merged.unit == SOURCES:
            kind = ItemKind.EVIDENCE
        elif merged.theirs is None:
            kind = ItemKind.CLEARED
        else:
            kind = ItemKind.NEW if merged.ours is None else ItemKind.CHANGED
        return ImportItem(
            kind=kind,
            row_id=row.id,
            subject=row.key[0],
            segment=row.key[1],
            unit=merged.unit,
            before=merged.ours,
            after=merged.theirs,
            place=self._reader.place(row, merged.unit),
            base=merged.base,
            conflict=merged.conflict,
        )


def _confidence_words(raw: RawWorkbook) -> dict[str, Confidence]:
    """The words of the file's own list, and the English ones."""
    words = {confidence.value: confidence for confidence in Confidence}
    for text, key in listed_words(raw, "confidence").items():
        if key in words.values():
            words[text] = Confidence(key)
    return words
