"""`chipmap collaboration export` and `import`: the register out to Excel and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.import_report import blocked_import, issue_object, lines_of, refused_workbook
from chipmap.cli.locked_files import read_asking
from chipmap.cli.options import (
    AcceptClearing,
    AsJson,
    DryRun,
    LanguageCode,
    LanguageOption,
    PasswordInStdin,
    TrustOption,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import ExitCode, show_result
from chipmap.model.errors import WorkbookRefused
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.model.records import Resolution
from chipmap.wording import _, ngettext, use_language

if TYPE_CHECKING:
    from chipmap.model.exchange.collaboration_plan import RegisterPlan
    from chipmap.model.workspace import Workspace

RegisterOutput = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.", show_default=False),
]
RegisterFile = Annotated[
    Path,
    typer.Argument(metavar="FILE.xlsx", help="A returned register, or one of others.", show_default=False),
]
TheirsOption = Annotated[
    bool,
    typer.Option(
        "--take-theirs", help="Where both sides were edited, let the file hold; yours stays without."
    ),
]


def export_collaborations(
    path: WorkspacePath,
    *,
    output: RegisterOutput,
    language: LanguageOption = LanguageCode.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Write the register as an Excel workbook that can be filled in and imported again.

    Collaborations, budgets and checks have a sheet each; contacts of people are in none. A file that is
    already there is replaced. The workspace is not changed.
    """
    if output.suffix.casefold() != ".xlsx":
        message = _("The register is an Excel workbook: {name} does not end in .xlsx.")
        raise typer.BadParameter(message.format(name=output.name), param_hint="-o")
    with reading(path, as_json=as_json) as workspace:
        count = _write(workspace, output, language.value, as_json=as_json)
        budgets, checks = len(workspace.dataset.budgets), len(workspace.dataset.due_diligence)
    line = ngettext("{path}: {count} collaboration.", "{path}: {count} collaborations.", count)
    result = {
        "path": str(output),
        "language": language.value,
        "collaborations": count,
        "budgets": budgets,
        "checks": checks,
    }
    show_result(result, [line.format(path=output, count=count)], as_json=as_json)


def _write(workspace: Workspace, output: Path, language: str, *, as_json: bool) -> int:
    from chipmap.model.exchange.collaboration_writer import write_collaborations
    from chipmap.wording.collaboration_workbook import register_words

    use_language(language)
    try:
        words = register_words()
    finally:
        use_language("en")
    dataset = workspace.dataset
    with progress_bar(_("Writing the register"), is_shown=not as_json) as progress:
        return write_collaborations(
            dataset,
            output,
            words=words,
            names=place_names(dataset.settings, language),
            revision=workspace.revision,
            exported_at=datetime.now(UTC),
            progress=progress,
        )


def import_collaborations(
    path: WorkspacePath,
    file: RegisterFile,
    *,
    dry_run: DryRun = False,
    take_theirs: TheirsOption = False,
    trust: TrustOption = None,
    accept_clearing: AcceptClearing = False,
    password_stdin: PasswordInStdin = False,
    as_json: AsJson = False,
) -> None:
    """Take a register back as one step, field by field, and save. Before it a restore point is made.

    What only the file changed is taken; where both sides changed a field yours stays, and the file raises the
    conflict again until --take-theirs. A missing row removes nothing; new rows are added; a row that belongs
    to nothing here waits in the inbox (“table inbox”). Cells that cannot be read stop no others.

    Exit code 0 when nothing needs a look, 1 when there are findings or open conflicts, 3 when the file is
    refused as a whole. In the JSON object `items` lists every change with what is here and in the file.
    """
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        plan = _planned(
            workspace,
            file,
            {"trust": trust and trust.value, "accept_clearing": accept_clearing},
            has_password=password_stdin,
            as_json=as_json,
        )
        if plan.blocked_by is not None:
            raise blocked_import(plan.blocked_by)
        chosen = {*plan.chosen, *(item.id for item in plan.conflicts if take_theirs)}
        changes = plan.changes_for(chosen)
        is_applied = bool(changes) and not dry_run
        if is_applied:
            workspace.keep_restore_point(plan.file)
            workspace.apply(changes, label=Label.IMPORT)
            workspace.save()
    result = _imported(plan, chosen, is_applied=is_applied)
    show_result(result, _import_lines(plan, result, is_dry=dry_run), as_json=as_json)
    found = any(issue.severity is not Severity.NOTICE for issue in plan.issues)
    if found or result["open_conflicts"]:
        raise typer.Exit(ExitCode.FINDINGS)


def _planned(
    workspace: Workspace, file: Path, said: dict[str, Any], *, has_password: bool, as_json: bool
) -> RegisterPlan:
    from chipmap.model.exchange.collaboration_import import plan_collaborations
    from chipmap.model.exchange.rows_finding import Trust
    from chipmap.model.geography.naming import resolve_place

    try:
        raw = read_asking(file, has_password_in_stdin=has_password, as_json=as_json)
    except WorkbookRefused as error:
        raise refused_workbook(error, file) from error
    with progress_bar(_("Comparing with the workspace"), is_shown=not as_json) as progress:
        return plan_collaborations(
            raw,
            workspace.dataset,
            progress,
            resolve_place=resolve_place,
            accept_clearing=said["accept_clearing"],
            trust=Trust(said["trust"]) if said["trust"] else None,
        )


def _imported(plan: RegisterPlan, chosen: set[str], *, is_applied: bool) -> dict[str, Any]:
    return {
        "file": plan.file,
        "changes": len(chosen),
        "conflicts": len(plan.conflicts),
        "open_conflicts": sum(item.id not in chosen for item in plan.conflicts),
        "unchanged": plan.unchanged,
        "inbox": len(plan.unknown_rows),
        "already_imported": plan.already.imported_at if plan.already is not None else None,
        "items": list(_items(plan, chosen)),
        "issues": [issue_object(issue) for issue in plan.issues],
        "applied": is_applied,
    }


def _import_lines(plan: RegisterPlan, result: dict[str, Any], *, is_dry: bool) -> Iterator[str]:
    from chipmap.model.exchange.collaboration_layout import Sheet
    from chipmap.wording.collaboration_units import unit_word
    from chipmap.wording.sentences import mid_sentence

    yield from lines_of({**result, "open_conflicts": 0}, [plan], is_dry=is_dry)
    count = int(result["open_conflicts"])
    if count:
        text = ngettext(
            "{count} conflict: yours was kept. Import again with --take-theirs to let the file hold.",
            "{count} conflicts: yours were kept. Import again with --take-theirs to let the file hold.",
            count,
        )
        yield text.format(count=count)
    for one in result["items"]:
        if one["decision"] == Resolution.OURS.value:
            yield _("{key}, {field}: here {here}, in the file {file}.").format(
                key=" · ".join(one["key"]),
                field=mid_sentence(unit_word(Sheet(one["sheet"]), one["field"])),
                here=one["here"] or "–",
                file=one["file"] or "–",
            )


def _items(plan: RegisterPlan, chosen: set[str]) -> Iterator[dict[str, Any]]:
    from chipmap.model.exchange.collaboration_layout import sheet_and_key
    from chipmap.wording.collaboration_units import value_text

    name_of = place_names(plan.dataset.settings).name
    for item in plan.items:
        sheet, key = sheet_and_key(item.row_id)
        here, there = (
            value_text(sheet, item.unit, one if isinstance(one, str) else None, plan.dataset, name_of)
            for one in (item.before, item.after)
        )
        yield {
            "sheet": sheet.value,
            "key": list(key),
            "field": item.unit,
            "kind": item.kind.value,
            "here": here,
            "file": there,
            "cell": item.place.cell,
            "decision": Resolution.THEIRS.value if item.id in chosen else Resolution.OURS.value,
        }
