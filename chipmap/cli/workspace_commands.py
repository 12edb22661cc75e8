"""`chipmap workspace …`: make a workspace, count what it holds, list what needs attention."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.options import AsJson, Empty, Force, RestorePointId, WorkspacePath
from chipmap.cli.reporting import ExitCode, Refused, show_result
from chipmap.model.dataset import TABLE_OF
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.issues import Issue

app = typer.Typer(
    no_args_is_help=True, help="Make a workspace, count what it holds, list what needs attention."
)


@app.command("new")
def make_workspace(
    path: WorkspacePath, *, empty: Empty = False, force: Force = False, as_json: AsJson = False
) -> None:
    """Make a workspace with the starter data: cited shares, institutions, needs and their sources.

    The title is the name of the file. A file that is already there is refused (exit code 3) unless --force
    is given.
    """
    from chipmap.model.starter import starter_dataset
    from chipmap.model.workspace import create_workspace

    dataset = starter_dataset(title=path.stem or "Chipmap", empty=empty)
    with create_workspace(path, dataset, force=force) as workspace:
        result = {"path": str(workspace.path), "title": dataset.settings.title, "empty": empty}
        show_result(result, [_("{path} is ready.").format(path=workspace.path)], as_json=as_json)


@app.command("info")
def count_records(path: WorkspacePath, as_json: AsJson = False) -> None:
    """Count what a workspace holds.

    There is a count for every kind of record; `answers` are single answered levels and needs of all raters
    and rounds, `suggested` are levels of countries and policy regions that are shown as suggestions today.
    """
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        result = {
            "path": str(workspace.path),
            "title": dataset.settings.title,
            "workspace_id": dataset.settings.workspace_id,
            "schema": _schema(),
            "revision": workspace.revision,
            "current_year": dataset.settings.current_year,
            "current_round": dataset.settings.current_round,
            "horizons": list(dataset.settings.horizons),
            "naming_profile": dataset.settings.naming_profile,
            "focus_region": dataset.settings.focus_region,
            **_counts(dataset),
        }
    show_result(result, _aligned(result), as_json=as_json)


@app.command("check")
def check_workspace(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List what needs attention: broken rules, doubtful figures, scores without evidence, overdue steps.

    Among them are needs of the focus region that no collaboration covers, and collaborations without a need.

    Errors and warnings are findings (exit code 1). Notices are good to know and no findings (exit code 0):
    a fresh starter workspace has some, because a few of its sources are to be replaced. Without --json
    notices are only counted.
    """
    from chipmap.model.analysis.findings import findings_of
    from chipmap.model.analysis.standing import standings_of
    from chipmap.model.match.register_findings import register_issues

    with reading(path, as_json=as_json) as workspace:
        dataset, today = workspace.dataset, datetime.now().astimezone().date()
        apart = register_issues(dataset, dataset.settings.focus_region)
        issues = [*findings_of(standings_of(dataset), today), *apart]
        result = _check_result(workspace.path, issues)
        lines = list(_check_lines(dataset, issues))
    show_result(result, lines, as_json=as_json)
    if result["errors"] or result["warnings"]:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("restore-points")
def list_restore_points(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the copies that were kept of this workspace before each merge, latest first."""
    with reading(path, as_json=as_json) as workspace:
        points = [
            {
                "id": point.id,
                "made_at": point.made_at.isoformat(timespec="seconds"),
                "revision": point.revision,
                "before": point.reason,
                "path": str(point.path),
            }
            for point in workspace.restore_points()
        ]
    lines = [_("{id}  before {reason}").format(id=point["id"], reason=point["before"]) for point in points]
    result = {"path": str(path), "restore_points": points}
    show_result(result, lines or [_("There are no restore points.")], as_json=as_json)


@app.command("restore")
def restore_workspace(path: WorkspacePath, point_id: RestorePointId, as_json: AsJson = False) -> None:
    """Say again what the workspace said at a restore point, and save.

    What it says now is kept as a restore point first.
    """
    with changing(path, as_json=as_json) as workspace:
        found = next((point for point in workspace.restore_points() if point.id == point_id), None)
        if found is None:
            message = _("There is no restore point “{id}” of this workspace.").format(id=point_id)
            raise Refused("unknown-restore-point", message)
        announcement = workspace.go_back_to(found, reason=_("the return to {id}").format(id=point_id))
        workspace.save()
    count = len(announcement.changes)
    line = ngettext("{count} record brought back.", "{count} records brought back.", count)
    result = {"path": str(path), "restored": point_id, "changes": count}
    show_result(result, [line.format(count=count)], as_json=as_json)


def _schema() -> int:
    from chipmap.model.storage.migrations import current_version

    return current_version()


def _counts(dataset: Dataset) -> dict[str, int]:
    from chipmap.model.analysis.findings import suggested_levels
    from chipmap.model.analysis.standing import standings_of

    counts = {table: len(getattr(dataset, table)) for table in TABLE_OF.values()}
    answers = sum(len(score.levels) + len(score.needs) for score in dataset.scores.values())
    suggested = sum(1 for _level in suggested_levels(standings_of(dataset)))
    return {**counts, "answers": answers, "suggested": suggested}


def _aligned(result: dict[str, object]) -> list[str]:
    width = max(map(len, result))
    return [
        f"{name:<{width}}  {', '.join(value) if isinstance(value, list) else value}"
        for name, value in result.items()
    ]


def _check_result(path: Path, issues: list[Issue]) -> dict[str, object]:
    from chipmap.wording.issues import message_of, suggestion_of

    count = Counter(issue.severity.value for issue in issues)
    return {
        "path": str(path),
        "errors": count["error"],
        "warnings": count["warning"],
        "notices": count["notice"],
        "issues": [
            {
                "code": issue.code,
                "severity": issue.severity.value,
                "subject": issue.subject,
                "segment": issue.segment,
                "field": issue.field_name,
                "value": issue.value,
                "message": message_of(issue),
                "suggestion": suggestion_of(issue),
            }
            for issue in issues
        ],
    }


def _check_lines(dataset: Dataset, issues: list[Issue]) -> list[str]:
    from chipmap.model.issues import Severity
    from chipmap.wording.issues import message_of, reason_of, suggestion_of
    from chipmap.wording.subjects import segment_name, subject_name

    names = place_names(dataset.settings)
    lines = []
    for issue in issues:
        if issue.severity is Severity.NOTICE:
            continue
        where = [subject_name(dataset, names, issue.subject)] if issue.subject else []
        where += [segment_name(dataset, issue.segment)] if issue.segment else []
        said = " ".join(part for part in (message_of(issue), suggestion_of(issue)) if part)
        lines.append(f"{issue.severity.value}: {', '.join(where)}{': ' if where else ''}{said}")
    notices = Counter(issue.code for issue in issues if issue.severity is Severity.NOTICE)
    first = {issue.code: issue for issue in reversed(issues)}
    for code, count in sorted(notices.items()):
        line = ngettext("notice: {message}", "notice, {count} times: {message}", count)
        lines.append(line.format(count=count, message=reason_of(first[code])))
    return lines or [_("Nothing needs attention.")]
