"""`chipmap scorecard …`: Excel out and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import (
    AsJson,
    LanguageCode,
    LanguageOption,
    RaterText,
    Subject,
    WorkbookOutput,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import rater_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.records import OWNER
from chipmap.wording import _, ngettext, use_language

if TYPE_CHECKING:
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
