"""Plans the import of a returned register, or of one that others made: three-way, unit by unit.

Nothing is lost: what the file changed is taken or a conflict, what changed here is kept, a missing row
removes nothing, and a row that belongs to nothing here goes into the inbox.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_cells import CellReader, PlaceResolver
from chipmap.model.exchange.collaboration_items import ItemMaker
from chipmap.model.exchange.collaboration_layout import SCHEMA, Cells, register_rows
from chipmap.model.exchange.collaboration_plan import RegisterPlan
from chipmap.model.exchange.collaboration_rows import RowsReader
from chipmap.model.exchange.collaboration_sheets import (
    RegisterIdentity,
    base_in,
    find_sheets,
    identity_of_register,
)
from chipmap.model.exchange.import_plan import ImportItem, ItemKind
from chipmap.model.exchange.raw_workbook import SAVED_AT, RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import ImportLog

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_CLEARED = 0.2
"""The part of all units sent out that may come back blank without a question."""
_FEW = 5
"""As many blanks ask no question whatever part they are."""


def plan_collaborations(
    workbook: RawWorkbook | Path | str,
    dataset: Dataset,
    progress: Progress = silent,
    *,
    resolve_place: PlaceResolver | None = None,
    accept_clearing: bool = False,
    trust: Trust | None = None,
    now: datetime | None = None,
) -> RegisterPlan:
    """Plan the import of a register; nothing is written. Raises `WorkbookRefused` where it cannot be read.

    `trust` says whether ids or names hold where they belong to different collaborations; `accept_clearing`
    that many blanks are meant.
    """
    from chipmap.model.exchange.workbook_reader import read_workbook

    raw = workbook if isinstance(workbook, RawWorkbook) else read_workbook(Path(workbook), progress=progress)
    identity = identity_of_register(raw)
    plan = RegisterPlan(
        file=raw.file,
        dataset=dataset,
        workspace_title=identity.workspace_title,
        scorecard_id=identity.export_id,
        base_revision=identity.base_revision,
        exported_at=identity.exported_at,
        modified=raw.properties.get(SAVED_AT, ""),
        planned_at=(now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
    )
    found = find_sheets(raw, identity)
    if identity.schema > SCHEMA or not found:
        code = "register-newer" if found else "not-a-register"
        return replace(plan, blocked_by=Issue(code, Severity.ERROR, place=CellPlace(raw.file)))
    sent = _sent(raw, identity, dataset)
    ours = {row.id: row.cells for row in register_rows(dataset)}
    cells = CellReader(dataset, _with_confirmed(dataset, resolve_place))
    reader = RowsReader(raw.file, dataset, cells, sent, ours, trust)
    rows = reader.read(found, progress)
    if reader.disagreeing and trust is None:
        params = {"count": reader.disagreeing, "total": len(rows)}
        issue = Issue("labels-and-ids-disagree", Severity.ERROR, place=CellPlace(raw.file), params=params)
        return replace(plan, blocked_by=issue)
    maker = ItemMaker(raw.file, dataset, cells.institutions, sent, ours)
    maker.add_rows(rows)
    issues = [*_about_file(identity, dataset, raw), *reader.issues, *maker.issues]
    missing = _missing(sent, rows_said={row.id for row in rows}, ours=ours)
    if missing:
        issues.append(_notice("register-rows-missing", raw, count=missing))
    cleared = _many_cleared(maker.items, sent)
    if cleared is not None and not accept_clearing:
        issues.append(replace(cleared, place=CellPlace(raw.file)))
    plan = replace(
        plan,
        items=tuple(maker.items),
        issues=tuple(issues),
        unchanged=maker.unchanged,
        chosen=_chosen(maker.items, is_clearing_taken=cleared is None or accept_clearing),
        theirs=maker.theirs,
        sent=sent,
        institutions=cells.institutions,
        names=reader.names,
        unknown_rows=tuple(reader.unknown),
    )
    return replace(plan, already=_earlier(plan))


def _with_confirmed(dataset: Dataset, resolve_place: PlaceResolver | None) -> PlaceResolver:
    """What a person has said about spellings of places comes before what everybody knows."""
    confirmed = {
        one.spelling: one.meaning
        for one in dataset.confirmed_names.values()
        if one.name_kind == "place" and not one.scope
    }

    def resolve(text: str) -> str | None:
        return confirmed.get(folded(text)) or (None if resolve_place is None else resolve_place(text))

    return resolve


def _sent(raw: RawWorkbook, identity: RegisterIdentity, dataset: Dataset) -> dict[str, Cells] | None:
    """What was returned last from the same export, else what was sent out, else `None`."""
    logs = [
        log
        for log in dataset.import_logs.values()
        if identity.export_id and log.scorecard_id == identity.export_id
    ]
    if logs:
        latest = max(logs, key=lambda log: log.number)
        said: dict[str, Cells] = json.loads(latest.theirs)
        return said
    return base_in(raw, identity)


def _about_file(identity: RegisterIdentity, dataset: Dataset, raw: RawWorkbook) -> Iterable[Issue]:
    if identity.workspace_id and identity.workspace_id != dataset.settings.workspace_id:
        yield _notice("register-of-other-workspace", raw, title=identity.workspace_title)


def _notice(code: str, raw: RawWorkbook, **params: object) -> Issue:
    return Issue(code, Severity.NOTICE, place=CellPlace(raw.file), params=params)


def _missing(sent: Mapping[str, Cells] | None, *, rows_said: set[str], ours: Mapping[str, Cells]) -> int:
    """How many rows that were sent out, said something and are still here are not in the file."""
    return sum(row not in rows_said and bool(cells) and row in ours for row, cells in (sent or {}).items())


def _many_cleared(items: Sequence[ImportItem], sent: Mapping[str, Cells] | None) -> Issue | None:
    cleared = sum(item.kind is ItemKind.CLEARED for item in items)
    total = sum(len(cells) for cells in (sent or {}).values())
    if cleared <= _FEW or cleared <= MOST_CLEARED * total:
        return None
    return Issue("many-cleared", Severity.WARNING, params={"count": cleared, "total": total})


def _chosen(items: Sequence[ImportItem], *, is_clearing_taken: bool) -> frozenset[str]:
    """What is taken unasked: all but conflicts, and but blanks where so many may be a mistake."""
    left_out = {ItemKind.CONFLICT} if is_clearing_taken else {ItemKind.CONFLICT, ItemKind.CLEARED}
    return frozenset(item.id for item in items if item.kind not in left_out)


def _earlier(plan: RegisterPlan) -> ImportLog | None:
    """The import of a file that says the same, where there was one."""
    digest = plan.digest
    found = (
        log
        for log in plan.dataset.import_logs.values()
        if log.digest == digest and log.scorecard_id == plan.scorecard_id
    )
    return next(found, None)
