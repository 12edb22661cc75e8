"""Canonical cells as records of the register, and the rules that each unit of a row must keep.

A record keeps its own spelling of an institution where the cell names the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_layout import (
    Cells,
    Column,
    Sheet,
    canonical_institution,
    units_of,
)
from chipmap.model.issues import Issue
from chipmap.model.records import Budget, CheckState, Collaboration, DueDiligence, DueDiligenceTopic
from chipmap.model.rules import broken_rules

RegisterRecord = Collaboration | Budget | DueDiligence
_JOIN = "\x1f"
"""Stands between the fields of one unit; no text that can be kept holds it."""
_LISTS = frozenset({"partners", "institutions", "segments", "documents"})
_WHOLE = frozenset({"trl_from", "trl_to", "year"})


def kept_record(dataset: Dataset, sheet: Sheet, key: tuple[str, ...]) -> RegisterRecord | None:
    """The record of a row as it is here."""
    found: RegisterRecord | None
    if sheet is Sheet.WORKS:
        found = dataset.collaborations.get(key[0])
    elif sheet is Sheet.BUDGETS:
        found = dataset.budgets.get(key)
    else:
        found = dataset.due_diligence.get(key)
    return found


def unit_text(cells: Cells, columns: tuple[Column, ...]) -> str | None:
    """What a unit says, its fields in order; `None` where all of them are blank."""
    texts = [cells.get(column.key, "") for column in columns]
    return _JOIN.join(texts) if any(texts) else None


def unit_cells(text: str | None, columns: tuple[Column, ...]) -> dict[str, str]:
    """The cells of a unit, blank ones too."""
    texts = (text or "").split(_JOIN) if text else []
    return {column.key: texts[at] if at < len(texts) else "" for at, column in enumerate(columns)}


def units_said(sheet: Sheet, cells: Cells) -> dict[str, str | None]:
    """What a row says, unit by unit."""
    return {unit: unit_text(cells, columns) for unit, columns in units_of(sheet).items()}


def record_with(
    sheet: Sheet,
    key: tuple[str, ...],
    before: RegisterRecord | None,
    units: Mapping[str, str | None],
    institutions: Mapping[str, str],
) -> RegisterRecord:
    """A record with some units replaced; a new one where there is none. `institutions` are ids by name."""
    columns = units_of(sheet)
    cells = {name: text for unit in units for name, text in unit_cells(units[unit], columns[unit]).items()}
    if sheet is Sheet.WORKS:
        work = before if isinstance(before, Collaboration) else _blank_work(key[0])
        return replace(work, **_work_fields(work, cells, institutions))
    if sheet is Sheet.BUDGETS:
        budget = before if isinstance(before, Budget) else Budget(key[0], key[1], 0.0, "")
        fields: dict[str, Any] = {name: _number(name, text) for name, text in cells.items()}
        return replace(budget, **fields)
    check = before if isinstance(before, DueDiligence) else DueDiligence(key[0], DueDiligenceTopic(key[1]))
    return replace(check, **_check_fields(cells))


def is_blank_record(record: RegisterRecord) -> bool:
    """Whether a record says nothing that is kept: a budget without a sum, a check without an entry."""
    if isinstance(record, Budget):
        return not record.amount and not record.currency
    return isinstance(record, DueDiligence) and record == DueDiligence(record.subject, record.topic)


def broken_units(sheet: Sheet, record: RegisterRecord, dataset: Dataset) -> dict[str, Issue]:
    """The first rule that each unit of a row breaks; whom it belongs to is looked at elsewhere."""
    unit_of = {column.key: unit for unit, columns in units_of(sheet).items() for column in columns}
    found: dict[str, Issue] = {}
    for issue in broken_rules(record, dataset):
        unit = unit_of.get(issue.field_name)
        if unit is not None:
            found.setdefault(unit, issue)
    return found


def _blank_work(key: str) -> Collaboration:
    return Collaboration(key, "", "", (), (), "", (), "", "", "")


def _work_fields(
    work: Collaboration, cells: Mapping[str, str], institutions: Mapping[str, str]
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    spelt = {canonical_institution(one, institutions): one for one in work.institutions}
    for name, text in cells.items():
        if name in _LISTS:
            own = spelt if name == "institutions" else {}
            fields[name] = tuple(own.get(one, one) for one in text.split("\n") if one)
        else:
            fields[name] = _number(name, text)
    return fields


def _check_fields(cells: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(cells)
    if "state" in fields:
        fields["state"] = CheckState(fields["state"] or CheckState.OPEN)
    if "documents" in fields:
        fields["documents"] = tuple(filter(None, cells["documents"].split("\n")))
    return fields


def _number(name: str, text: str) -> object:
    if name == "amount":
        return float(text) if text else 0.0
    if name in _WHOLE:
        return int(text) if text else None
    return text
