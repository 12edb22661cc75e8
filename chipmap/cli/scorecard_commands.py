"""`chipmap scorecard …`: Excel out and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.locked_files import read_asking
from chipmap.cli.options import (
    AcceptClearing,
    AsJson,
    DryRun,
    FilledWorkbook,
    LanguageCode,
    LanguageOption,
    OnConflict,
    PasswordInStdin,
    RaterOfFile,
    RaterText,
    RoundingOption,
    Side,
    Subject,
    TrustOption,
    WorkbookOutput,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import rater_meant, subject_meant
from chipmap.cli.reporting import ExitCode, Refused, show_result
from chipmap.model.errors import WorkbookRefused
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.model.records import OWNER
from chipmap.wording import _, ngettext, use_language

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.issues import Issue
    from chipmap.model.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help="Write a scorecard for Excel, and take a filled one back.")


@app.command("export")
def export_scorecard(
    path: WorkspacePath,
    subject: Subject,
    *,
    output: WorkbookOutput,
    rater: RaterText = None,
    language: LanguageOption = LanguageCode.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Write the scorecard of one subject as an Excel workbook for one rater.

    A file that is already there is replaced. The workspace is not changed.
    """
    if output.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(
            _("A scorecard is an Excel workbook: {name} does not end in .xlsx.").format(name=output.name),
            param_hint="-o",
        )
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        key = subject_meant(dataset, subject)
        owner = OWNER if rater is None else rater_meant(dataset, rater).id
        rows = _write(workspace, key, output, rater=owner, language=language.value, as_json=as_json)
    result = {"path": str(output), "subject": key, "rater": owner, "language": language.value, "rows": rows}
    line = ngettext("{path}: {count} row.", "{path}: {count} rows.", rows).format(path=output, count=rows)
    show_result(result, [line], as_json=as_json)


def _write(
    workspace: Workspace, subject: str, output: Path, *, rater: str, language: str, as_json: bool
) -> int:
    from chipmap.model.exchange.scorecard_writer import write_scorecard
    from chipmap.wording.scorecards import scorecard_words

    dataset = workspace.dataset
    use_language(language)
    try:
        words = scorecard_words(dataset.settings)
    finally:
        use_language("en")
    with progress_bar(_("Writing the scorecard"), is_shown=not as_json) as progress:
        return write_scorecard(
            dataset,
            subject,
            output,
            rater=rater,
            words=words,
            names=place_names(dataset.settings, language),
            revision=workspace.revision,
            exported_at=datetime.now(UTC),
            progress=progress,
        )


@app.command("import")
def import_scorecard(
    path: WorkspacePath,
    file: FilledWorkbook,
    *,
    dry_run: DryRun = False,
    on_conflict: OnConflict = None,
    rounding: RoundingOption = None,
    trust: TrustOption = None,
    rater: RaterOfFile = None,
    accept_clearing: AcceptClearing = False,
    password_stdin: PasswordInStdin = False,
    as_json: AsJson = False,
) -> None:
    """Take a filled scorecard back, as one step, and save.

    Cells that cannot be read are findings and stop no others; decimals are among them until --rounding says
    what to do. The password of a locked workbook is asked for at a terminal and kept nowhere.

    Exit code 0 when nothing needs a look, also where nothing has changed; 1 when there are findings or open
    conflicts; 3 when the file as a whole is refused. In the JSON object `changes` and `conflicts` are counts
    of answers, `issues` lists every finding with its cell, and `applied` is true only when something was
    changed and saved.
    """
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        answers: dict[str, Any] = {
            "rounding": rounding and rounding.value,
            "trust": trust and trust.value,
            "rater": rater if rater is None else rater_meant(workspace.dataset, rater).id,
            "accept_clearing": accept_clearing,
        }
        try:
            raw = read_asking(file, has_password_in_stdin=password_stdin, as_json=as_json)
            plan, conflicts = _planned(workspace.dataset, raw, on_conflict, answers, as_json=as_json)
        except WorkbookRefused as error:
            raise _refused_workbook(error, file) from error
        if plan.blocked_by is not None:
            raise _blocked(plan.blocked_by)
        changes = plan.changes
        is_applied = bool(changes) and not dry_run
        if is_applied:
            workspace.apply(changes, label=Label.IMPORT)
            workspace.save()
        result = _result(plan, conflicts, on_conflict, is_applied=is_applied)
    show_result(result, _lines(plan, result, is_dry=dry_run), as_json=as_json)
    if result["open_conflicts"] or any(issue.severity is not Severity.NOTICE for issue in plan.issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _planned(
    dataset: Dataset,
    raw: RawWorkbook,
    on_conflict: Side | None,
    answers: Mapping[str, Any],
    *,
    as_json: bool,
) -> tuple[ImportPlan, int]:
    """The plan with conflicts settled as asked, and how many there are."""
    from chipmap.model.exchange.cell_meanings import Rounding
    from chipmap.model.exchange.rows_finding import Trust
    from chipmap.model.exchange.scorecard_import import plan_import
    from chipmap.model.geography.naming import resolve_place

    said = {
        **answers,
        "rounding": Rounding(answers["rounding"]) if answers["rounding"] else None,
        "trust": Trust(answers["trust"]) if answers["trust"] else None,
        "resolve_place": resolve_place,
    }
    with progress_bar(_("Comparing with the workspace"), is_shown=not as_json) as progress:
        plan = plan_import(raw, dataset, progress, **said)
        conflicts = len(plan.conflicts)
        if on_conflict is not None and not plan.is_blocked:
            plan = plan_import(raw, dataset, progress, on_conflict=on_conflict.value, **said)
    return plan, conflicts


def _result(
    plan: ImportPlan, conflicts: int, on_conflict: Side | None, *, is_applied: bool
) -> dict[str, Any]:
    return {
        "file": plan.file,
        "rater": plan.rater,
        "round": plan.round,
        "subjects": list(plan.subjects),
        "changes": len(plan.chosen),
        "conflicts": conflicts,
        "open_conflicts": conflicts if on_conflict is None else 0,
        "unchanged": plan.unchanged,
        "issues": [_issue(issue) for issue in plan.issues],
        "applied": is_applied,
    }


_OPTION_FOR = {
    "level-not-whole": "--rounding nearest|down|up",
    "labels-and-ids-disagree": "--trust labels|ids",
    "scorecard-unidentified": "--rater ID",
    "rater-name-differs": "--rater ID",
    "many-cleared": "--accept-clearing",
    "password": "--password-stdin",
}
"""How a question that the window would ask is answered here."""


def _suggestion(issue: Issue) -> str:
    """What to do about a finding, with the option that does it where there is one."""
    from chipmap.wording.issues import suggestion_of

    return " ".join(filter(None, (suggestion_of(issue), _option_for(issue.code))))


def _option_for(code: str) -> str:
    option = _OPTION_FOR.get(code)
    return "" if option is None else _("Here: {option}.").format(option=option)


def _issue(issue: Issue) -> dict[str, Any]:
    from chipmap.wording.issues import reason_of

    place = issue.place
    return {
        "sheet": place.sheet if place else "",
        "cell": place.cell if place else "",
        "value": issue.value,
        "code": issue.code,
        "severity": issue.severity.value,
        "subject": issue.subject,
        "segment": issue.segment,
        "message": reason_of(issue),
        "suggestion": _suggestion(issue),
    }


def _lines(plan: ImportPlan, result: Mapping[str, Any], *, is_dry: bool) -> Iterator[str]:
    from chipmap.wording.issues import message_of

    count = int(result["changes"])
    if is_dry:
        yield ngettext(
            "{count} change; nothing was written.", "{count} changes; nothing was written.", count
        ).format(count=count)
    elif count:
        yield ngettext("{count} change imported.", "{count} changes imported.", count).format(count=count)
    else:
        yield _("No changes.")
    if result["open_conflicts"]:
        yield ngettext(
            "{count} conflict stays open: yours was kept. Use --on-conflict to decide.",
            "{count} conflicts stay open: yours were kept. Use --on-conflict to decide.",
            int(result["open_conflicts"]),
        ).format(count=result["open_conflicts"])
    for issue in plan.issues:
        yield " ".join(part for part in (message_of(issue), _suggestion(issue)) if part)


def _refused_workbook(error: WorkbookRefused, file: Path) -> Refused:
    from chipmap.wording.errors import message_of

    reason = str(error.params.get("reason", error.code))
    return _refusal(reason, message_of(error), _option_for(reason), file.name)


def _blocked(issue: Issue) -> Refused:
    from chipmap.wording.issues import reason_of

    file = issue.place.file if issue.place else ""
    return _refusal(issue.code, reason_of(issue), _suggestion(issue), file)


def _refusal(code: str, message: str, suggestion: str, file: str) -> Refused:
    """A file that was refused as a whole, with the same fields in the JSON object as one that was read."""
    issue = {
        "sheet": "",
        "cell": "",
        "value": file,
        "code": code,
        "severity": Severity.ERROR.value,
        "message": message,
        "suggestion": suggestion,
    }
    said = f"{message} {suggestion}".strip()
    return Refused(code, said, changes=0, conflicts=0, issues=[issue], applied=False)
