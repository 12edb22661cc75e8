"""Merges the rows of a returned register with what is here, and makes the items that a person decides on.

What breaks a rule is a finding at its cell and no item; the rest of its row is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_layout import Cells, Sheet, units_of
from chipmap.model.exchange.collaboration_plan import WHOLE
from chipmap.model.exchange.collaboration_records import (
    broken_units,
    kept_record,
    record_with,
    unit_text,
    units_said,
)
from chipmap.model.exchange.collaboration_rows import SaidRow
from chipmap.model.exchange.import_plan import ImportItem, ItemKind
from chipmap.model.exchange.merge import MergedUnit, Verdict, merge_row
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import (
    Budget,
    CheckState,
    CollaborationKind,
    CollaborationStage,
    ConflictKind,
)

Units = dict[str, str | None]
_WORDS = {
    "collaboration_kind": frozenset(kind.value for kind in CollaborationKind),
    "stage": frozenset(stage.value for stage in CollaborationStage),
}


class _Sides(NamedTuple):
    """A row on both sides: what was sent, what is here, what the file says."""

    base: Units | None
    ours: Units | None
    theirs: Units


@dataclass(slots=True)
class ItemMaker:
    """Gathers items, findings and what every row says."""

    file: str
    dataset: Dataset
    institutions: Mapping[str, str]
    sent: Mapping[str, Cells] | None
    ours: Mapping[str, Cells]
    items: list[ImportItem] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    theirs: dict[str, Units] = field(default_factory=dict)
    unchanged: int = 0
    _partners: dict[str, set[str]] = field(default_factory=dict)
    """Whoever is a partner of a collaboration here or in the file."""

    def add_rows(self, rows: Iterable[SaidRow]) -> None:
        """Merge the rows, collaborations first."""
        for work in self.dataset.collaborations.values():
            self._partners[work.id] = set(work.partners)
        for row in rows:
            before = len(self.items)
            self._add(row)
            self.unchanged += len(self.items) == before

    def _add(self, row: SaidRow) -> None:
        theirs = self._units(row)
        kept = self.ours.get(row.id)
        sides = _Sides(
            None if self.sent is None else units_said(row.sheet, self.sent.get(row.id, {})),
            None if kept is None else units_said(row.sheet, kept),
            theirs,
        )
        is_new = kept is None and row.id not in (self.sent or {})
        theirs = self._without_broken(row, sides)
        if row.sheet is Sheet.WORKS:
            said = theirs.get("partners") or ""
            self._partners.setdefault(row.key[0], set()).update(filter(None, said.split("\n")))
        elif not self._belongs(row, theirs):
            return
        if is_new or kept is None:
            self._add_whole(row, sides._replace(theirs=theirs), is_new=is_new)
            return
        self.theirs[row.id] = theirs
        for merged in merge_row(sides.base, sides.ours or {}, theirs):
            if merged.verdict in (Verdict.TAKE, Verdict.CONFLICT):
                self.items.append(_item(row, merged))
                self._note_kept_words(row, merged.unit, theirs[merged.unit], kept)
                if merged.unit == "partners":
                    self._note_left_budgets(row, theirs["partners"] or "")

    def _units(self, row: SaidRow) -> Units:
        """What the row says in the units that the file has; a field without a column stays as it is here."""
        kept = self.ours.get(row.id, {})
        units: Units = {}
        for unit, columns in units_of(row.sheet).items():
            keys = [column.key for column in columns]
            # A cell that could not be read leaves its whole unit out.
            is_read = all(key in row.cells for key in keys if key in row.places)
            if is_read and any(key in row.places for key in keys):
                cells = {key: row.cells.get(key, kept.get(key, "")) for key in keys}
                units[unit] = unit_text(cells, columns)
        return units

    def _without_broken(self, row: SaidRow, sides: _Sides) -> Units:
        """The units that the rules let through; the others are findings."""
        before = kept_record(self.dataset, row.sheet, row.key)
        said = {unit: text for unit, text in sides.theirs.items() if text != (sides.ours or {}).get(unit)}
        readable = {unit: text for unit, text in said.items() if self._is_word(row, unit)}
        broken: dict[str, Issue] = {}
        for unit, text in readable.items():
            record = record_with(row.sheet, row.key, before, {unit: text}, self.institutions)
            is_cleared = isinstance(record, Budget) and text is None and unit == "money"
            found = None if is_cleared else broken_units(row.sheet, record, self.dataset).get(unit)
            if found is not None:
                broken[unit] = found
        for unit in said.keys() - readable.keys():
            broken[unit] = Issue("word-not-understood", Severity.ERROR, field_name="state")
        for unit, issue in broken.items():
            self.issues.append(self._placed(row, unit, issue))
        return {unit: text for unit, text in sides.theirs.items() if unit not in broken}

    def _is_word(self, row: SaidRow, unit: str) -> bool:
        """Whether the state of a check is one; other words are kept as they are."""
        if row.sheet is not Sheet.CHECKS or unit != "review":
            return True
        return row.cells.get("state", "") in ("", *(state.value for state in CheckState))

    def _placed(self, row: SaidRow, unit: str, issue: Issue) -> Issue:
        columns = units_of(row.sheet)[unit]
        key = next((one.key for one in columns if one.key == issue.field_name), columns[0].key)
        place = row.places.get(key, next(iter(row.places.values()), CellPlace(self.file)))
        value = issue.value or row.cells.get(key, "")
        return replace(issue, place=place, row_id=row.id, value=value)

    def _belongs(self, row: SaidRow, theirs: Units) -> bool:
        """Whether a budget is of a partner; what says nothing new needs no partner."""
        if row.sheet is not Sheet.BUDGETS or row.key[1] in self._partners.get(row.key[0], ()):
            return True
        if any(theirs.values()):
            self.issues.append(
                Issue(
                    "budget-partner-unknown",
                    Severity.ERROR,
                    field_name="partner",
                    value=row.key[1],
                    place=next(iter(row.places.values()), None),
                    row_id=row.id,
                    params={"name": row.key[0]},
                )
            )
        return False

    def _add_whole(self, row: SaidRow, sides: _Sides, *, is_new: bool) -> None:
        """A row that is not here: new, or removed here and changed in the file."""
        theirs: Units = {unit: text for unit, text in sides.theirs.items() if text is not None}
        if is_new:
            if theirs and self._is_complete(row, theirs):
                self.theirs[row.id] = theirs
                after = theirs.get("name") or theirs.get("money") or row.key[-1]
                self.items.append(_whole(row, ItemKind.NEW, after))
                self._note_new_words(row, theirs)
            return
        self.theirs[row.id] = sides.theirs
        base = sides.base or {}
        if any(text != base.get(unit) for unit, text in sides.theirs.items()) and self._is_complete(
            row, theirs
        ):
            item = _whole(row, ItemKind.CONFLICT, theirs.get("name") or theirs.get("money") or row.key[-1])
            self.items.append(replace(item, conflict=ConflictKind.DELETED_HERE_EDITED_THERE))

    def _is_complete(self, row: SaidRow, theirs: Units) -> bool:
        """Whether a row can be a record by itself; what it lacks is a finding."""
        needed = {Sheet.WORKS: ("name", "collaboration_kind"), Sheet.BUDGETS: ("money",)}.get(row.sheet, ())
        for unit in needed:
            if unit not in theirs:
                if not any(issue.row_id == row.id for issue in self.issues):
                    missing = Issue("register-field-missing", Severity.ERROR, field_name=_FIELDS[unit])
                    self.issues.append(self._placed(row, unit, missing))
                return False
        if row.sheet is Sheet.WORKS and "stage" not in theirs:
            theirs["stage"] = CollaborationStage.IDEA.value
            notice = Issue("stage-taken-as-idea", Severity.NOTICE, field_name="stage")
            self.issues.append(self._placed(row, "stage", notice))
        return True

    def _note_left_budgets(self, row: SaidRow, partners: str) -> None:
        """Say which budgets would go along with partners whom the file leaves out."""
        staying = partners.split("\n")
        for budget in self.dataset.budgets.of(row.key[0]).values():
            if budget.partner not in staying:
                told = Issue(
                    "budget-leaves-with-partner",
                    Severity.WARNING,
                    field_name="partners",
                    value=budget.partner,
                )
                self.issues.append(self._placed(row, "partners", told))

    def _note_new_words(self, row: SaidRow, theirs: Units) -> None:
        for unit, text in theirs.items():
            self._note_kept_words(row, unit, text, {})

    def _note_kept_words(self, row: SaidRow, unit: str, text: str | None, kept: Cells) -> None:
        """Say which words are kept as they are, because nobody here knows them."""
        if row.sheet is not Sheet.WORKS or not text:
            return
        if unit in _WORDS and text not in _WORDS[unit]:
            notice = Issue("register-word-kept", Severity.WARNING, field_name=unit, value=text)
            self.issues.append(self._placed(row, unit, notice))
        elif unit == "institutions":
            known = {*self.institutions.values(), *kept.get("institutions", "").split("\n")}
            for name in text.split("\n"):
                if name not in known:
                    notice = Issue("institution-kept-as-name", Severity.WARNING, field_name=unit, value=name)
                    self.issues.append(self._placed(row, unit, notice))


_FIELDS = {"name": "name", "collaboration_kind": "collaboration_kind", "money": "amount"}


def _item(row: SaidRow, merged: MergedUnit) -> ImportItem:
    if merged.verdict is Verdict.CONFLICT:
        kind = ItemKind.CONFLICT
    elif merged.theirs is None:
        kind = ItemKind.CLEARED
    else:
        kind = ItemKind.NEW if merged.ours is None else ItemKind.CHANGED
    columns = units_of(row.sheet)[merged.unit]
    place = next((row.places[one.key] for one in columns if one.key in row.places), CellPlace())
    return ImportItem(
        kind=kind,
        row_id=row.id,
        subject=row.key[0],
        segment="",
        unit=merged.unit,
        before=merged.ours,
        after=merged.theirs,
        place=place,
        base=merged.base,
        conflict=merged.conflict,
    )


def _whole(row: SaidRow, kind: ItemKind, after: str) -> ImportItem:
    place = next(iter(row.places.values()), CellPlace())
    return ImportItem(kind, row.id, row.key[0], "", WHOLE, None, after, place)
