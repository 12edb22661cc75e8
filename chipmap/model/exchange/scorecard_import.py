"""Plans the import of a scorecard: finds it in the file, reads it, merges it with the ballot here.

Nothing is written. A cell that cannot be read is a finding and stops no other; what cannot be imported at
all is a plan that is blocked and says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.additions_import import read_additions
from chipmap.model.exchange.cell_meanings import Rounding, plain_text
from chipmap.model.exchange.file_findings import findings_about_file
from chipmap.model.exchange.hidden_lists import confidence_words
from chipmap.model.exchange.import_plan import ImportItem, ImportPlan, ItemKind
from chipmap.model.exchange.import_questions import (
    Answers,
    already_imported,
    blocked,
    blocking_issue,
    older_copy,
)
from chipmap.model.exchange.merge import is_changed, merge_row
from chipmap.model.exchange.merge_base import (
    Base,
    base_sent,
    imported_base,
    is_older,
    last_import,
    logs_of,
    scorecard_of,
)
from chipmap.model.exchange.merged_items import MergedItems, Units, news_in
from chipmap.model.exchange.raters_finding import name_difference, named_owner, new_rater, rater_called
from chipmap.model.exchange.raw_workbook import SAVED_AT, RawWorkbook
from chipmap.model.exchange.row_copies import rows_with_copies
from chipmap.model.exchange.row_reading import RowReader, units_of_cells
from chipmap.model.exchange.rows_finding import (
    FoundRow,
    PlaceResolver,
    RowIndex,
    Trust,
    are_sorted_apart,
    find_rows,
)
from chipmap.model.exchange.scorecard_identity import Identity, identity_of, rater_and_round
from chipmap.model.exchange.scorecard_layout import CellText
from chipmap.model.exchange.scores_finding import FoundScores, find_scores
from chipmap.model.exchange.sorted_answers import answered_rows, find_sorted_column
from chipmap.model.exchange.source_lines import SourceLines, evidence_sent
from chipmap.model.exchange.unknown_rows import Ballot, rows_for_inbox
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.host.garbage import collector_at_rest
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records.history import ScoreHistory
from chipmap.model.records.units import JUDGEMENT, Judgement, UnitValue, blank, units_of_score

CLEARING_CONFIRMED: Final = 0.2
"""Clearing more than this part of what was sent out, in more than one row, is taken only when confirmed."""
_ROWS_PER_STEP = 250
_NOTHING_SENT: Final[Mapping[str, CellText]] = {}
_NO_NEWS: Final[Units] = {}


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
    withdrawn: bool = False,
    older: bool = False,
    resolve_place: PlaceResolver | None = None,
    history: ScoreHistory | None = None,
    now: datetime | None = None,
) -> ImportPlan:
    """Read a scorecard and plan its import; raises `WorkbookRefused` where the file cannot be read at all.

    Calling it again with an answer to what the plan asked gives the next plan: `rounding` for decimals,
    `trust` for columns that were sorted apart, `rater` for a file that does not say whose it is, or in
    which somebody else has given their name, `accept_clearing` where much of what was sent out is blank,
    `withdrawn` to clear the rows that are missing, `older` for a copy older than the last one imported.

    `history` is `Workspace.score_history()`: with it a file that has lost its base copy is merged against the
    revision that it was exported from. `now` is the time of the import's log.
    """
    raw = workbook if isinstance(workbook, RawWorkbook) else read_workbook(Path(workbook), progress=progress)
    answers = Answers(on_conflict, rounding, trust, rater, accept_clearing, withdrawn, older)
    identity = identity_of(raw)
    found = find_scores(raw, identity)
    plan = ImportPlan(
        file=raw.file,
        dataset=dataset,
        workspace_title=identity.workspace_title,
        base_revision=identity.base_revision,
        exported_at=identity.exported_at,
        modified=raw.properties.get(SAVED_AT, ""),
        planned_at=(now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
        blocked_by=blocking_issue(raw, identity, found, dataset, answers),
    )
    if plan.blocked_by is not None or found is None:
        return plan
    sent_to = rater_and_round(identity, dataset)
    rater = rater_called(dataset, answers.rater or (sent_to[0] if sent_to else ""))
    round_number = sent_to[1] if sent_to else identity.round or dataset.settings.current_round
    plan = replace(
        plan,
        rater=rater,
        round=round_number,
        new_rater=new_rater(rater, raw, dataset),
        named_owner=None if answers.rater else named_owner(raw, rater, dataset),
    )
    planning = _Planning(
        raw=raw, identity=identity, found=found, plan=plan, answers=answers, progress=progress
    )
    with collector_at_rest():
        return planning.planned(resolve_place, history)


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
            confidences=confidence_words(raw),
            rounding=answers.rounding,
            is_blank_silent="errors-read-as-blank" in raw.notices,
        )
        sent_to = rater_called(self._dataset, identity.rater)
        self._is_of_another = self._answers.rater is not None and sent_to != plan.rater
        self._inputs = [(key, found.columns[key]) for key in self._reader.input_keys]
        self._input_keys = [key for key, _ in self._inputs]
        self._rows_with_formulas = {row for row, _ in found.sheet.marks.formulas}
        self._found_items = MergedItems(self._dataset, plan.rater, plan.round)
        self._items: list[ImportItem] = []
        self._said: dict[str, Mapping[str, UnitValue]] = {}
        self._unchanged = 0

    def planned(self, resolve_place: PlaceResolver | None, history: ScoreHistory | None) -> ImportPlan:
        """The plan with its items and findings."""
        index = RowIndex(self._dataset, self._identity, resolve_place)
        rows = find_rows(self._found, index, self._answers.trust)
        if self._answers.trust is None and are_sorted_apart(rows):
            count = sum(row.disagrees for row in rows)
            issue = blocked("labels-and-ids-disagree", self._raw, count=count, total=len(rows))
            return replace(self._plan, blocked_by=issue)
        self._find_base(rows, history)
        if self._answers.trust is None and (issue_of_sorting := self._sorted_apart(rows, index)):
            return replace(self._plan, blocked_by=issue_of_sorting)
        self._look_at_file(rows, self._missing(rows, index))
        self._doubtful = {row.id for row in rows if row.disagrees and self._answers.trust is None}
        self._read_rows(rows_with_copies(rows, self._reader))
        if self._answers.withdrawn:
            self._withdraw({row.id for row in rows if row.key is not None}, index)
        additions, items = read_additions(self._raw, self._identity, self._plan, self._reader, resolve_place)
        self._items += items
        is_kept = self._answers.on_conflict == "mine"
        kept_ours = [item for item in self._items if is_kept and item.kind is ItemKind.CONFLICT]
        left = [item for item in self._items if not (is_kept and item.kind is ItemKind.CONFLICT)]
        chosen = self._chosen(left)
        plan = replace(
            self._plan,
            items=tuple(left),
            kept_ours=tuple(kept_ours),
            unchanged=self._unchanged,
            chosen=chosen,
            evidence=dict(self._sources.found),
            additions=additions,
            base=self._base,
            said=self._said,
            issues=tuple(self._reader.issues),
            unknown_rows=rows_for_inbox(rows, self._reader, Ballot(self._plan.rater, self._plan.round)),
        )
        return self._held_against_earlier(plan)

    def _sorted_apart(self, rows: Sequence[FoundRow], index: RowIndex) -> Issue | None:
        """Why answers probably stand beside the wrong rows, or `None`."""
        base = (self._sent if self._is_of_another else self._base) or {}
        answered = answered_rows(rows, self._reader, base, index.positions)
        column = find_sorted_column(answered, self._input_keys)
        if column is None:
            return None
        header = self._found.sheet.value(self._found.header_row, self._found.columns[column.key])
        params = {"column": plain_text(header), "count": column.moved, "total": len(answered)}
        return blocked("answers-sorted-apart", self._raw, **params)

    def _find_base(self, rows: Sequence[FoundRow], history: ScoreHistory | None) -> None:
        """Find what was sent out, and what the merge starts from, which is another after an import."""
        plan, identity = self._plan, self._identity
        subjects = (row.key[0] for row in rows if row.key is not None)
        scorecard = scorecard_of(identity, self._dataset, plan.rater, plan.round, subjects)
        self._plan = replace(plan, scorecard_id=scorecard)
        made_for = rater_and_round(identity, self._dataset) or (plan.rater, plan.round)
        log = last_import(self._dataset, scorecard, identity)
        self._sent = base_sent(self._raw, identity, self._dataset, made_for, history)
        if log is not None:
            self._base: Base | None = imported_base(log)
        else:
            # What was filled in for somebody else is no state that this rater's ballot started from.
            self._base = None if self._is_of_another else self._sent

    def _held_against_earlier(self, plan: ImportPlan) -> ImportPlan:
        """The plan, unless the file is older than what was imported; with a notice where it is the same."""
        logs = logs_of(self._dataset, plan.scorecard_id)
        if not logs:
            return plan
        digest = plan.digest
        same = [log for log in logs if log.digest == digest]
        if same and same[-1] is logs[-1]:
            if all(item.kind is ItemKind.CONFLICT for item in plan.items):
                notice = already_imported(self._raw, same[-1])
                return replace(plan, already=same[-1], issues=(notice, *plan.issues))
            return replace(plan, already=same[-1])
        if not self._answers.older and (same or is_older(self._identity, plan.modified, logs[-1])):
            return replace(self._plan, blocked_by=older_copy(self._raw, logs[-1]))
        return plan

    def _look_at_file(self, rows: Sequence[FoundRow], missing: Sequence[str]) -> None:
        """Note the findings that are about the file as a whole."""
        self._reader.issues += findings_about_file(
            self._raw,
            self._identity,
            self._found,
            rows,
            missing,
            input_keys=self._reader.input_keys,
            has_base=self._base is not None or self._sent is not None,
        )
        difference = name_difference(self._raw, self._identity, self._plan.rater, self._dataset)
        if difference is not None and self._answers.rater is None:
            self._reader.issues.append(difference)
        if self._plan.round != self._dataset.settings.current_round:
            place = CellPlace(self._raw.file, self._found.sheet.name)
            params = {"round": self._plan.round}
            self._reader.issues.append(Issue("other-round", Severity.WARNING, place=place, params=params))

    def _chosen(self, items: Sequence[ImportItem]) -> frozenset[str]:
        """What is taken unless a person chooses otherwise; says so where clearings are left out."""
        takes_conflicts = self._answers.on_conflict == "theirs"
        chosen = {
            item.id
            for item in items
            if item.row_id not in self._doubtful and (takes_conflicts or item.kind is not ItemKind.CONFLICT)
        }
        self._note_doubtful(items)
        clearings = [item for item in items if item.clears and item.id in chosen and not item.is_withdrawn]
        if self._answers.accept_clearing or len({item.row_id for item in clearings}) < 2:
            return frozenset(chosen)
        filled = sum(
            blank(value) is not None
            for cells in (self._base or {}).values()
            for value in units_of_cells(cells, self._sources).values()
        )
        if len(clearings) <= CLEARING_CONFIRMED * filled:
            return frozenset(chosen)
        place = CellPlace(self._raw.file, self._found.sheet.name)
        params = {"count": len(clearings), "total": filled}
        self._reader.issues.append(Issue("many-cleared", Severity.WARNING, place=place, params=params))
        return frozenset(chosen.difference(item.id for item in clearings))

    def _note_doubtful(self, items: Sequence[ImportItem]) -> None:
        """Say which answers are left out, because their row is called as another one."""
        for item in {item.row_id: item for item in items if item.row_id in self._doubtful}.values():
            self._reader.issues.append(
                Issue("row-called-otherwise", Severity.WARNING, item.subject, item.segment, place=item.place)
            )

    def _missing(self, rows: Sequence[FoundRow], index: RowIndex) -> list[str]:
        """What the rows are called that the file does not have; with the subject where it has several."""
        segments, several = self._dataset.segments, len(index.subjects) > 1
        return [
            f"{self._identity.subjects.get(subject, subject)} · {segments[segment].name}"
            if several
            else segments[segment].name
            for subject, segment in index.missing(rows)
        ]

    def _read_rows(self, rows: Sequence[Sequence[FoundRow]]) -> None:
        for number, copies in enumerate(rows):
            if number % _ROWS_PER_STEP == 0:
                self._progress.step(number, len(rows))
            self._read_row(copies[0]) if len(copies) == 1 else self._read_copies(copies)
        self._progress.step(len(rows), len(rows))

    def _read_row(self, row: FoundRow) -> None:
        assert row.key is not None
        is_waiting = self._found_items.is_waiting(row.key)
        changed = self._input_keys if is_waiting else self._changed_inputs(row)
        if not changed:
            self._said[row.id] = _NO_NEWS
            self._unchanged += 1
            return
        ours = self._ours(row.key)
        self._merge(row, ours, self._theirs(row, changed, ours))

    def _read_copies(self, copies: Sequence[FoundRow]) -> None:
        """A row that stands in the file several times: what the copies agree on is merged like any other."""
        first = copies[0]
        assert first.key is not None
        ours = self._ours(first.key)
        keys, place = self._input_keys, self._reader.place
        read = [(row.number, self._theirs(row, keys, ours), partial(place, row)) for row in copies]
        agreed = {
            unit: value
            for unit, value in read[0][1].items()
            if all(unit in units and blank(units[unit]) == blank(value) for _, units, _ in read)
        }
        self._merge(first, ours, agreed)
        self._items += self._found_items.of_copies(
            first.id, first.key, self._units_in(self._base, first.id), ours, read
        )

    def _merge(self, row: FoundRow, ours: Units, theirs: Units) -> None:
        """Merge what the file says in a row, and note what of it is new."""
        assert row.key is not None
        base = self._units_in(self._base, row.id)
        merged = merge_row(base, ours, theirs)
        self._said[row.id] = news_in(merged, base)
        items = self._found_items.of_row(row.id, row.key, merged, partial(self._reader.place, row))
        self._items += items
        self._unchanged += not items

    def _withdraw(self, present: set[str], index: RowIndex) -> None:
        """Take the rows that were sent out and did not come back as cleared."""
        place = CellPlace(self._raw.file, self._found.sheet.name)
        for row_id in self._base or ():
            key = index.row_of(row_id)
            base = self._units_in(self._base, row_id)
            if key is None or base is None or row_id in present:
                continue
            merged = merge_row(base, self._ours(key), dict.fromkeys(base))
            self._said[row_id] = news_in(merged, base)
            items = self._found_items.of_row(row_id, key, merged, lambda _: place)
            self._items += [replace(item, is_withdrawn=True) for item in items]

    def _ours(self, key: tuple[str, str]) -> Units:
        return units_of_score(self._dataset.scores.get((*key, self._plan.rater, self._plan.round)))

    def _theirs(self, row: FoundRow, keys: Sequence[str], ours: Units) -> Units:
        """What these columns say; in a file that was made for somebody else, what was entered since."""
        sent = self._units_in(self._sent if self._is_of_another else self._base, row.id)
        judged = (ours if sent is None else sent).get(JUDGEMENT)
        theirs = self._reader.units(row, keys, judged if isinstance(judged, Judgement) else Judgement())
        if not self._is_of_another:
            return theirs
        # What was filled in for somebody else is not this rater's word; only what was typed since is.
        return {unit: value for unit, value in theirs.items() if is_changed(unit, sent, value)}

    def _units_in(self, base: Base | None, row: str) -> Units | None:
        return None if base is None else units_of_cells(base.get(row, {}), self._sources)

    def _changed_inputs(self, row: FoundRow) -> list[str]:
        """The columns whose cells are not to the letter what was sent out; in most rows there are none."""
        base = self._sent if self._is_of_another else self._base
        if base is None or row.number in self._rows_with_formulas:
            return self._input_keys
        cells = self._found.sheet.rows[row.number]
        sent = base.get(row.id, _NOTHING_SENT)
        changed = []
        for key, column in self._inputs:
            value = self._reader.canonical(key, cells.get(column))
            # True would equal 1.
            if value != sent.get(key) or value.__class__ is bool:
                changed.append(key)
        return changed
