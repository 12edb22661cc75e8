"""What the import of a register would do: an import plan whose rows are collaborations, budgets and checks.

What is taken together must hold together: a budget or check whose collaboration is not taken is left out too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.edits.checking import checked
from chipmap.model.exchange.collaboration_layout import KIND, Cells, Sheet, base_line, sheet_and_key, units_of
from chipmap.model.exchange.collaboration_records import (
    RegisterRecord,
    is_blank_record,
    kept_record,
    record_with,
    unit_cells,
)
from chipmap.model.exchange.import_plan import Decision, ImportPlan
from chipmap.model.records import (
    Budget,
    Collaboration,
    DueDiligence,
    ImportLog,
    Resolution,
)

WHOLE = "whole"
"""The unit of an item that adds a row, or brings one back that was removed here."""


@dataclass(frozen=True, slots=True)
class RegisterPlan(ImportPlan):
    """A dry run. `theirs` is what each row of the file says, unit by unit; rows are told by their ids."""

    theirs: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    sent: Mapping[str, Cells] | None = None
    """What was sent out, or returned last; `None` where nobody knows."""
    institutions: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What the collaborations are called that are here or in the file, by id."""

    @property
    def digest(self) -> str:
        """The hash of what the file says, the same whatever the order of its rows and columns."""
        return digest_of(self.theirs, (row.id for row in self.unknown_rows))

    def changes_for(self, chosen: Iterable[str], decided: Mapping[str, Decision] | None = None) -> ChangeSet:
        """One ChangeSet of the items with these ids; a conflict that nobody decides keeps ours.

        The file raises an undecided conflict again, and everything that was left out.
        """
        decisions = self._decided(set(chosen), decided or {})
        by_row: dict[str, dict[str, str | None]] = {}
        for item in self.items:
            if decisions.get(item.id) is Resolution.THEIRS:
                units = self.theirs[item.row_id] if item.unit == WHOLE else {item.unit: _text(item.after)}
                by_row.setdefault(item.row_id, {}).update(units)
        changes = self._record_changes(by_row)
        waiting = self._inbox_changes()
        if not (changes or waiting or self._settles(decisions)):
            return ChangeSet()
        log = self._log(decisions, len(by_row))
        return checked([*changes, *waiting, Change(self.dataset.import_logs.get(log.id), log)], self.dataset)

    def _decided(self, chosen: set[str], decided: Mapping[str, Decision]) -> dict[str, Resolution]:
        """What becomes of each item that is not left out."""
        found = {}
        for item in self.items:
            if item.id in decided:
                found[item.id] = decided[item.id].resolution
            elif item.id in chosen:
                found[item.id] = Resolution.THEIRS
        return found

    def _record_changes(self, by_row: Mapping[str, Mapping[str, str | None]]) -> list[Change]:
        """Collaborations first, because budgets and checks hang on them."""
        works: dict[str, Collaboration] = {}
        changes: list[Change] = []
        for row in sorted(by_row, key=lambda one: list(Sheet).index(sheet_and_key(one)[0])):
            sheet, key = sheet_and_key(row)
            before = kept_record(self.dataset, sheet, key)
            after: RegisterRecord | None = record_with(sheet, key, before, by_row[row], self.institutions)
            assert after is not None
            if isinstance(after, Collaboration):
                works[after.id] = after
                changes += self._left_budgets(after)
            elif not self._hangs_together(after, works):
                continue
            elif is_blank_record(after):
                after = None
            if before is not None or after is not None:
                changes.append(Change(before, after))
        return changes

    def _left_budgets(self, work: Collaboration) -> list[Change]:
        """The budgets of partners who leave."""
        return [
            Change(budget, None)
            for budget in self.dataset.budgets.of(work.id).values()
            if budget.partner not in work.partners
        ]

    def _hangs_together(self, record: RegisterRecord, works: Mapping[str, Collaboration]) -> bool:
        """Whether what a budget or check belongs to is here, or is taken as well."""
        if isinstance(record, DueDiligence):
            dataset = self.dataset
            known = (dataset.countries, dataset.regions, dataset.collaborations)
            return record.subject in works or any(record.subject in table for table in known)
        assert isinstance(record, Budget)
        work = works.get(record.collaboration) or self.dataset.collaborations.get(record.collaboration)
        return work is not None and record.partner in work.partners

    def _settles(self, decisions: Mapping[str, Resolution]) -> bool:
        """Whether something was decided that the next import of the file should know."""
        return any(one is not Resolution.OPEN for one in decisions.values())

    def _log(self, decisions: Mapping[str, Resolution], changed: int) -> ImportLog:
        taken = [item for item in self.items if decisions.get(item.id) is Resolution.THEIRS]
        logs = self.dataset.import_logs.values()
        identity = f"{self.scorecard_id}\n{KIND}\n{self.digest}"
        return ImportLog(
            id="I-" + hashlib.sha256(identity.encode()).hexdigest()[:10],
            number=1 + max((log.number for log in logs), default=0),
            file=self.file,
            digest=self.digest,
            scorecard_id=self.scorecard_id,
            rater="",
            round=0,
            imported_at=self.planned_at,
            exported_at=self.exported_at,
            base_revision=self.base_revision,
            modified=self.modified,
            changed=changed,
            unchanged=self.unchanged,
            conflicts=len(self.conflicts),
            issues=len(self.issues),
            theirs=json.dumps(self._said_as_a_whole(decisions), ensure_ascii=False, separators=(",", ":")),
            cells=json.dumps({item.id: f"{item.place.sheet}!{item.place.cell}" for item in taken}),
        )

    def _said_as_a_whole(self, decisions: Mapping[str, Resolution]) -> dict[str, Cells]:
        """What was sent with everything in it that the file said anew and that was not left out."""
        left = {
            (item.row_id, item.unit)
            for item in self.items
            if decisions.get(item.id, Resolution.OPEN) is Resolution.OPEN
        }
        whole: dict[str, Cells] = dict(self.sent or {})
        for row, said in self.theirs.items():
            if (row, WHOLE) in left:
                continue
            columns = units_of(sheet_and_key(row)[0])
            cells = dict(whole.get(row, {}))
            for unit, text in said.items():
                if (row, unit) not in left:
                    cells |= unit_cells(text, columns[unit])
            whole[row] = {name: text for name, text in cells.items() if text}
        return whole

    @property
    def is_of_register(self) -> bool:
        """Whether the rows are collaborations, budgets and checks: always."""
        return True


def digest_of(theirs: Mapping[str, Mapping[str, str | None]], unknown: Iterable[str]) -> str:
    """The hash of what rows say."""
    digest = hashlib.sha256()
    for row in sorted(theirs):
        said = {unit: text for unit, text in theirs[row].items() if text}
        digest.update(f"{row}\t{base_line(said)}\n".encode())
    for one in sorted(unknown):
        digest.update(f"{one}\n".encode())
    return digest.hexdigest()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
