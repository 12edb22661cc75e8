"""`chipmap table …`: tables that others made, through a mapping of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, reading
from chipmap.cli.options import AsJson, DryRun, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import ExitCode, Refused, show_result
from chipmap.model.errors import TableRefused
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.outside_tables.mapping import MappingSet
    from chipmap.model.exchange.outside_tables.planning import MappedTable, TablePlan
    from chipmap.model.issues import Issue
    from chipmap.model.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help="Tables that others made: shares, levels, links, trade flows.")

TableFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="Workbooks or delimited texts that belong together, in any order.",
        show_default=False,
    ),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="M.json",
        help="Which column is which field, and what spellings mean. If left out, as the headings were "
        "read last, else guessed from them.",
        show_default=False,
    ),
]
SavedMapping = Annotated[
    Path | None,
    typer.Option(
        "--save-mapping", metavar="M.json", help="Write the mapping that was used.", show_default=False
    ),
]

WaitingRows = Annotated[
    list[str],
    typer.Argument(metavar="ID…", help="Ids of rows that wait, or “all”.", show_default=False),
]

_MOST_LINES = 20


@app.callback()
def tables() -> None:
    """Nothing is done without a command."""


@app.command("import")
def import_tables(
    path: WorkspacePath,
    files: TableFiles,
    *,
    mapping: MappingFile = None,
    save_mapping: SavedMapping = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take tables as one step, and save: segments, links, providers, shares, levels or trade flows.

    Rows that cannot be matched wait in the inbox with their reason; none is dropped. Names of places are
    matched exactly, in any language; near ones are only suggested. Before anything is written a restore point
    is made (“workspace restore-points”). Exit code 0 when every row was matched, 1 when there are findings, 3
    when a table as a whole is refused.
    """
    chosen = _mapping_in(mapping)
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        mapped = _mapped(files, chosen, workspace.dataset, as_json=as_json)
        if save_mapping is not None:
            _write_mapping(save_mapping, mapped, chosen)
        plan = _planned(mapped, workspace.dataset, chosen, as_json=as_json)
        is_applied = _apply(
            workspace, plan, (table.file for table, _mapping in mapped), is_wanted=not dry_run
        )
        result = {"files": [_file(*pair) for pair in mapped], **_result(plan, is_applied=is_applied)}
    show_result(result, _lines(plan, is_applied=is_applied), as_json=as_json)
    _leave(plan)


@app.command("inbox")
def list_inbox(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the rows that wait because something in them could not be matched."""
    with reading(path, as_json=as_json) as workspace:
        rows = [
            {
                "id": row.id,
                "file": row.file,
                "sheet": row.sheet,
                "row": row.row,
                "reason": row.reason,
                "field": row.field_name,
                "value": row.value,
            }
            for row in workspace.dataset.inbox_rows.values()
        ]
    lines = [
        f"{row['id']}  {row['file']} {row['row']}: {row['field']} “{row['value']}” ({row['reason']})"
        for row in rows
    ]
    count = ngettext("{count} row waits.", "{count} rows wait.", len(rows)).format(count=len(rows))
    show_result({"rows": rows}, [*lines, count], as_json=as_json)


@app.command("retry")
def retry_inbox(
    path: WorkspacePath, *, mapping: MappingFile = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Take the rows of the inbox whose names are known by now, and save.

    The “names” of a mapping file say what spellings mean: {"names": {"place": {"MAL": "MYS"}}}.
    """
    from chipmap.model.exchange.outside_tables.planning import plan_inbox
    from chipmap.model.geography.naming import resolve_place

    chosen = _mapping_in(mapping)
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        plan = plan_inbox(workspace.dataset, resolve_place=resolve_place, names=chosen.names)
        waited = [row.file for row in workspace.dataset.inbox_rows.values()]
        is_applied = _apply(workspace, plan, waited, is_wanted=not dry_run)
        result = _result(plan, is_applied=is_applied)
    show_result(result, _lines(plan, is_applied=is_applied), as_json=as_json)
    _leave(plan)


@app.command("set-aside")
def set_rows_aside(path: WorkspacePath, rows: WaitingRows, as_json: AsJson = False) -> None:
    """Take rows out of the inbox that mean nothing here, and save.

    “table inbox” lists their ids. “all” stands for every row. A restore point is made before, so that
    “workspace restore” brings them back.
    """
    from chipmap.model.edits.inbox import set_aside

    with changing(path, as_json=as_json) as workspace:
        waiting = [row.id for row in workspace.dataset.inbox_rows.values()]
        chosen = waiting if rows == ["all"] else rows
        changes = set_aside(workspace.dataset, chosen)
        if changes:
            workspace.keep_restore_point(_("rows of the inbox set aside"))
            workspace.apply(changes, label=Label.SET_ASIDE)
            workspace.save()
        left = len(workspace.dataset.inbox_rows)
    count = len(changes)
    line = ngettext("{count} row was set aside.", "{count} rows were set aside.", count).format(count=count)
    show_result({"set_aside": count, "inbox": left, "applied": bool(changes)}, [line], as_json=as_json)


def _apply(workspace: Workspace, plan: TablePlan, files: Iterable[str], *, is_wanted: bool) -> bool:
    """Write the plan as one step, where anything changes, with a way back."""
    if not plan.changes or not is_wanted:
        return False
    workspace.keep_restore_point(", ".join(dict.fromkeys(files)))
    workspace.apply(plan.changes, label=Label.IMPORT)
    workspace.save()
    return True


def _leave(plan: TablePlan) -> None:
    if plan.inbox or any(issue.severity is not Severity.NOTICE for issue in plan.issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _mapping_in(path: Path | None) -> MappingSet:
    from chipmap.model.exchange.outside_tables.mapping import MappingSet, read_mapping

    if path is None:
        return MappingSet()
    try:
        return read_mapping(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused(
            "mapping-not-read", _("{path} could not be read: {reason}.").format(path=path, reason=reason)
        ) from error


def _write_mapping(path: Path, mapped: Sequence[MappedTable], chosen: MappingSet) -> None:
    from chipmap.model.exchange.outside_tables.mapping import MappingSet
    from chipmap.model.host.replacing import replace_file

    used = MappingSet(tuple(mapping for _table, mapping in mapped), chosen.names)
    try:
        replace_file(path, used.text().encode())
    except OSError as error:
        raise Refused(
            "mapping-not-written",
            _("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error),
        ) from error


def _mapped(
    files: Sequence[Path], chosen: MappingSet, dataset: Dataset, *, as_json: bool
) -> list[MappedTable]:
    """Each file as a table with its mapping: given, used last for such headings, or guessed."""
    from chipmap.model.exchange.outside_tables.mapping import mapping_for
    from chipmap.model.exchange.outside_tables.table import table_of
    from chipmap.model.exchange.workbook_reader import read_workbook

    found = []
    for file in files:
        with progress_bar(_("Reading {file}").format(file=file.name), is_shown=not as_json) as progress:
            raw = read_workbook(file, progress=progress)
        sheet, header_row = chosen.sheet_of(raw.file)
        table = table_of(raw, sheet=sheet, header_row=header_row)
        if table is None:
            raise TableRefused(reason="sheet", file=raw.file, fields=sheet)
        found.append((table, mapping_for(table, chosen, dataset)))
    return found


def _planned(
    mapped: Sequence[MappedTable], dataset: Dataset, chosen: MappingSet, *, as_json: bool
) -> TablePlan:
    from chipmap.model.exchange.outside_tables.planning import plan_tables
    from chipmap.model.geography.naming import resolve_place

    with progress_bar(_("Matching the rows"), is_shown=not as_json) as progress:
        return plan_tables(
            mapped, dataset, resolve_place=resolve_place, names=chosen.names, progress=progress
        )


def _file(table: Any, mapping: Any) -> dict[str, Any]:  # noqa: ANN401 - imported for their types alone
    return {
        "file": table.file,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "rows": len(table.rows),
        "fingerprint": table.fingerprint,
        "target": mapping.target.value,
        "columns": dict(mapping.columns),
    }


def _result(plan: TablePlan, *, is_applied: bool) -> dict[str, Any]:
    return {
        "rows": plan.rows,
        **plan.counts(),
        "unchanged": plan.unchanged,
        "inbox": len(plan.inbox),
        "unmatched": [
            {
                "kind": one.kind,
                "spelling": one.spelling,
                "rows": one.rows,
                "suggestions": list(one.suggestions),
            }
            for one in plan.unmatched
        ],
        "issues": [_issue(issue) for issue in plan.issues],
        "applied": is_applied,
    }


def _issue(issue: Issue) -> Mapping[str, object]:
    from chipmap.wording.issues import reason_of, suggestion_of

    place = issue.place
    return {
        "file": place.file if place else "",
        "sheet": place.sheet if place else "",
        "cell": place.cell if place else "",
        "value": issue.value,
        "code": issue.code,
        "severity": issue.severity.value,
        "message": reason_of(issue),
        "suggestion": suggestion_of(issue),
    }


def _lines(plan: TablePlan, *, is_applied: bool) -> Iterator[str]:
    from chipmap.wording.issues import reason_of, suggestion_of

    counts = plan.counts()
    yield _(
        "{rows} rows: {new} records new, {changed} changed, {unchanged} unchanged, {inbox} in the inbox."
    ).format(
        rows=plan.rows,
        new=sum(counts["new"].values()),
        changed=sum(counts["changed"].values()),
        unchanged=plan.unchanged,
        inbox=len(plan.inbox),
    )
    yield _("Saved.") if is_applied else _("Nothing was written.")
    for one in plan.unmatched[:_MOST_LINES]:
        near = _("Near: {names}.").format(names=", ".join(one.suggestions)) if one.suggestions else ""
        line = ngettext(
            "“{name}” is not known ({count} row).", "“{name}” is not known ({count} rows).", one.rows
        )
        said = line.format(name=one.spelling, count=one.rows)
        yield f"{said} {near}" if near else said
    for issue in plan.issues[:_MOST_LINES]:
        where = f"{issue.place.file} {issue.place.cell}" if issue.place else ""
        yield f"{where}: {reason_of(issue)} {suggestion_of(issue)}"
    rest = len(plan.issues) - _MOST_LINES
    if rest > 0:
        yield ngettext("… and {count} more finding.", "… and {count} more findings.", rest).format(count=rest)
