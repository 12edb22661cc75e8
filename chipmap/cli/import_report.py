"""What an import did or found, for a person and for a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chipmap.cli.reporting import Refused
from chipmap.model.issues import Severity
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from chipmap.model.errors import WorkbookRefused
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.issues import Issue

_OPTION_FOR = {
    "level-not-whole": "--rounding nearest|down|up",
    "labels-and-ids-disagree": "--trust labels|ids",
    "answers-sorted-apart": "--trust ids",
    "row-called-otherwise": "--trust labels|ids",
    "scorecard-unidentified": "--rater ID",
    "rater-name-differs": "--rater ID",
    "many-cleared": "--accept-clearing",
    "password": "--password-stdin",
    "rows-missing": "--withdrawn",
    "older-copy": "--older",
}
"""How a question that the window would ask is answered here."""


def result_of_plan(plan: ImportPlan, *, is_applied: bool) -> dict[str, Any]:
    """One file that was planned, or blocked, as a script reads it."""
    if plan.blocked_by is not None:
        issues = [issue_object(plan.blocked_by)]
        return {"file": plan.file, "refused": plan.blocked_by.code, "changes": 0, "issues": issues}
    return {
        "file": plan.file,
        "rater": plan.rater,
        "round": plan.round,
        "subjects": list(plan.subjects),
        "changes": len(plan.chosen),
        "conflicts": len(plan.conflicts) + len(plan.kept_ours),
        "open_conflicts": open_conflicts_in(plan),
        "unchanged": plan.unchanged,
        "inbox": len(plan.unknown_rows),
        "already_imported": plan.already.imported_at if plan.already is not None else None,
        "issues": [issue_object(issue) for issue in plan.issues],
        "applied": is_applied,
    }


def result_of_refused(file: Path, error: WorkbookRefused) -> dict[str, Any]:
    """One file that could not be read at all."""
    refused = refused_workbook(error, file)
    return {"file": file.name, "refused": refused.code, "changes": 0, "issues": refused.fields["issues"]}


def result_of_all(files: Sequence[Mapping[str, Any]], *, is_applied: bool) -> dict[str, Any]:
    """All files together: sums, and each file by itself."""
    summed = {
        key: sum(int(file.get(key, 0)) for file in files)
        for key in ("changes", "conflicts", "open_conflicts", "unchanged", "inbox")
    }
    refused = sum("refused" in file for file in files)
    return {**summed, "refused": refused, "files": list(files), "applied": is_applied}


def open_conflicts_in(plan: ImportPlan) -> int:
    """How many conflicts of a file are left to decide."""
    return sum(item.id not in plan.chosen for item in plan.conflicts)


def issue_object(issue: Issue) -> dict[str, Any]:
    """A finding as a script reads it."""
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
        "suggestion": suggestion_here(issue),
    }


def suggestion_here(issue: Issue) -> str:
    """What to do about a finding, with the option that does it where there is one."""
    from chipmap.wording.issues import suggestion_of

    return " ".join(filter(None, (suggestion_of(issue), _option_for(issue.code))))


def _option_for(code: str) -> str:
    option = _OPTION_FOR.get(code)
    return "" if option is None else _("Here: {option}.").format(option=option)


def lines_of(result: Mapping[str, Any], plans: Sequence[ImportPlan], *, is_dry: bool) -> Iterator[str]:
    """What happened, then every finding; with several files each under its name."""
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
            "{count} conflict stays open: yours was kept. Decide it with “scorecard resolve”, or import "
            "again with --on-conflict.",
            "{count} conflicts stay open: yours were kept. Decide them with “scorecard resolve”, or import "
            "again with --on-conflict.",
            int(result["open_conflicts"]),
        ).format(count=result["open_conflicts"])
    for plan in plans:
        if len(plans) > 1:
            yield f"{plan.file}:"
        found = (plan.blocked_by,) if plan.blocked_by is not None else plan.issues
        for issue in found:
            yield " ".join(part for part in (message_of(issue), suggestion_here(issue)) if part)


def refused_workbook(error: WorkbookRefused, file: Path) -> Refused:
    """A file that cannot be read at all."""
    from chipmap.wording.errors import message_of

    reason = str(error.params.get("reason", error.code))
    return _refusal(reason, message_of(error), _option_for(reason), file.name)


def blocked_import(issue: Issue) -> Refused:
    """A file that was read, and of which nothing can be imported."""
    from chipmap.wording.issues import reason_of

    file = issue.place.file if issue.place else ""
    return _refusal(issue.code, reason_of(issue), suggestion_here(issue), file)


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
