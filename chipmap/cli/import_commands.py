"""`chipmap scorecard import`: filled scorecards back into the workspace, one or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chipmap.cli.documents import changing, reading
from chipmap.cli.import_report import (
    blocked_import,
    lines_of,
    refused_workbook,
    result_of_all,
    result_of_plan,
    result_of_refused,
)
from chipmap.cli.locked_files import read_asking
from chipmap.cli.options import (
    AcceptClearing,
    AsJson,
    DryRun,
    FilledWorkbooks,
    FindingsReport,
    MarkedCopies,
    OlderCopies,
    OnConflict,
    PasswordInStdin,
    RaterOfFile,
    RoundingOption,
    TrustOption,
    Withdrawn,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import rater_meant
from chipmap.cli.reporting import ExitCode, show_result
from chipmap.cli.returned_files import write_marked_copies, write_report
from chipmap.model.errors import WorkbookRefused
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.exchange.import_batch import ImportBatch
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.workspace import Workspace

Refusals = list[tuple[Path, WorkbookRefused]]


def import_scorecards(
    path: WorkspacePath,
    files: FilledWorkbooks,
    *,
    dry_run: DryRun = False,
    on_conflict: OnConflict = None,
    rounding: RoundingOption = None,
    trust: TrustOption = None,
    rater: RaterOfFile = None,
    accept_clearing: AcceptClearing = False,
    withdrawn: Withdrawn = False,
    older: OlderCopies = False,
    password_stdin: PasswordInStdin = False,
    report: FindingsReport = None,
    marked_copies: MarkedCopies = None,
    as_json: AsJson = False,
) -> None:
    """Take filled scorecards back, all of them as one step, and save.

    A folder stands for the workbooks in it. Cells that cannot be read are findings and stop no others;
    decimals are among them until --rounding says what to do. The password of a locked workbook is asked for
    at a terminal and kept nowhere. Before anything is merged a restore point is made
    (“workspace restore-points”).

    A row that belongs to nothing here waits in the inbox (“table inbox”, “table retry”). A file in which only
    some columns were sorted is refused until --trust says what holds.

    Where both sides have changed an answer, yours stays and the conflict is kept with the workspace
    (“scorecard conflicts”) unless --on-conflict decides. The same answers a second time change nothing.

    Exit code 0 when nothing needs a look, also where nothing has changed; 1 when there are findings or open
    conflicts, or some of several files were refused; 3 when every file was refused as a whole. In the JSON
    object `changes` and `conflicts` are counts of answers, `issues` lists every finding with its cell, and
    `applied` is true only when something was changed and saved. With several files `files` holds the same
    for each.
    """
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        workbooks, refused = _read(files, password_stdin=password_stdin, as_json=as_json)
        if rater is not None and len(workbooks) + len(refused) > 1:
            raise typer.BadParameter(_("A rater can be named for one file only."), param_hint="--rater")
        answers: dict[str, Any] = {
            "on_conflict": "keep" if on_conflict is None else on_conflict.value,
            "rounding": rounding and rounding.value,
            "trust": trust and trust.value,
            "rater": rater if rater is None else rater_meant(workspace.dataset, rater).id,
            "accept_clearing": accept_clearing,
            "withdrawn": withdrawn,
            "older": older,
        }
        batch = _planned(workspace, workbooks, answers, as_json=as_json)
        if len(batch.plans) == 1 and not refused and batch.plans[0].blocked_by is not None:
            raise blocked_import(batch.plans[0].blocked_by)
        if report is not None:
            write_report(report, batch.plans)
        if marked_copies is not None:
            write_marked_copies(marked_copies, batch.plans, workbooks, files)
        is_applied = bool(batch.changes) and not dry_run
        if is_applied:
            workspace.keep_restore_point(", ".join(plan.file for plan in batch.plans))
            workspace.apply(batch.changes, label=Label.IMPORT)
            workspace.save()
    _report(batch, refused, is_applied=is_applied, is_dry=dry_run, as_json=as_json)


def _read(
    files: Sequence[Path], *, password_stdin: bool, as_json: bool
) -> tuple[list[RawWorkbook], Refusals]:
    """What the files say; one file that cannot be read is refused, of several the others go on."""
    from chipmap.model.exchange.reader_pool import read_workbooks, workbooks_at

    found = workbooks_at(files)
    if not found:
        raise typer.BadParameter(_("There is no workbook in that folder."), param_hint="FILE")
    if len(found) == 1:
        try:
            return [read_asking(found[0], has_password_in_stdin=password_stdin, as_json=as_json)], []
        except WorkbookRefused as error:
            raise refused_workbook(error, found[0]) from error
    if password_stdin:
        raise typer.BadParameter(_("A password is for one file only."), param_hint="--password-stdin")
    with progress_bar(_("Reading the workbooks"), is_shown=not as_json) as progress:
        readings = read_workbooks(found, progress=progress)
    workbooks = [reading.workbook for reading in readings if reading.workbook is not None]
    return workbooks, [(one.path, one.refused) for one in readings if one.refused is not None]


def _planned(
    workspace: Workspace, workbooks: Sequence[RawWorkbook], answers: Mapping[str, Any], *, as_json: bool
) -> ImportBatch:
    from chipmap.model.exchange.cell_meanings import Rounding
    from chipmap.model.exchange.import_batch import plan_imports
    from chipmap.model.exchange.rows_finding import Trust
    from chipmap.model.geography.naming import resolve_place

    said = {
        **answers,
        "rounding": Rounding(answers["rounding"]) if answers["rounding"] else None,
        "trust": Trust(answers["trust"]) if answers["trust"] else None,
        "resolve_place": resolve_place,
    }
    with progress_bar(_("Comparing with the workspace"), is_shown=not as_json) as progress:
        return plan_imports(
            workbooks,
            workspace.dataset,
            progress,
            answers=lambda _: said,
            history=workspace.score_history(),
        )


def _report(batch: ImportBatch, refused: Refusals, *, is_applied: bool, is_dry: bool, as_json: bool) -> None:
    """Say what was done, and leave with the exit code that belongs to it."""
    files = [result_of_plan(plan, is_applied=is_applied) for plan in batch.plans]
    files += [result_of_refused(file, error) for file, error in refused]
    result = files[0] if len(files) == 1 else result_of_all(files, is_applied=is_applied)
    lines = [*lines_of(result, batch.plans, is_dry=is_dry)]
    lines += [refused_workbook(error, file).message for file, error in refused]
    show_result(result, lines, as_json=as_json)
    missed = sum("refused" in file for file in files)
    if missed == len(files):
        raise typer.Exit(ExitCode.REFUSED)
    found = any(issue.severity is not Severity.NOTICE for plan in batch.plans for issue in plan.issues)
    if missed or found or result["open_conflicts"]:
        raise typer.Exit(ExitCode.FINDINGS)
