"""`chipmap scorecard …`: Excel out and back."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import (
    AsJson,
    LanguageCode,
    LanguageOption,
    RaterText,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import known_rater_meant, rater_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.errors import SaveFailed
from chipmap.model.records import OWNER
from chipmap.wording import _, ngettext, use_language

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.mailing import Letter
    from chipmap.model.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help="Write a scorecard for Excel, and take a filled one back.")

_EVERYBODY = "all"

Subjects = Annotated[
    list[str],
    typer.Argument(
        metavar="SUBJECT…",
        help="Places (MYS, Malaysia, EU27 …) or institutions (id or name).",
        show_default=False,
    ),
]
MailingOutput = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.xlsx|DIR",
        help="The workbook, or a folder for several; it is made if missing.",
        show_default=False,
    ),
]
Raters = Annotated[
    str | None,
    typer.Option(
        "--raters",
        metavar="all|ID,…",
        help="For every rater of the workspace, or for these: ids or names.",
        show_default=False,
    ),
]
Members = Annotated[
    bool, typer.Option("--members", help="About the members of a region, not about the region itself.")
]
Joint = Annotated[
    bool, typer.Option("--joint", help="One workbook for each rater about all subjects, not one for each.")
]
Unprotected = Annotated[
    bool, typer.Option("--unprotected", help="Without sheet protection, so that rows can be sorted.")
]


@app.command("export")
def export_scorecard(
    path: WorkspacePath,
    subjects: Subjects,
    *,
    output: MailingOutput,
    rater: RaterText = None,
    raters: Raters = None,
    members: Members = False,
    joint: Joint = False,
    language: LanguageOption = LanguageCode.ENGLISH,
    unprotected: Unprotected = False,
    as_json: AsJson = False,
) -> None:
    """Write scorecards as Excel workbooks: one for each rater and subject, named after their ids.

    Each file holds its own rater's ballot of the current round and nothing that others have said; from round
    2 on it carries the group's median and IQR and reasons without names, where three or more have answered.
    A file that is already there is replaced; all files are written, or none. The workspace is not changed.
    """
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        about = _subjects_meant(dataset, subjects, members=members)
        whose = _raters_meant(dataset, rater, raters)
        letters = _planned(dataset, about, whose, output, is_joint=joint)
        written = _write(
            workspace, letters, language=language.value, is_protected=not unprotected, as_json=as_json
        )
    files = [_object(letter) for letter in written]
    result: dict[str, object] = {"language": language.value, "protected": not unprotected, "files": files}
    if len(written) == 1:
        (only,) = written
        result = {**_object(only), "subject": only.subjects[0], **result}
    lines = [
        ngettext("{path}: {count} row.", "{path}: {count} rows.", one.rows).format(
            path=one.path, count=one.rows
        )
        for one in written
    ]
    show_result(result, lines, as_json=as_json)


def _subjects_meant(dataset: Dataset, texts: Sequence[str], *, members: bool) -> list[str]:
    found: list[str] = []
    for text in texts:
        subject = subject_meant(dataset, text)
        region = dataset.regions.get(subject)
        found += [subject] if region is None or not members else region.members
    if members and not any(subject_meant(dataset, text) in dataset.regions for text in texts):
        raise typer.BadParameter(_("None of the subjects is a region with members."), param_hint="--members")
    return list(dict.fromkeys(found))


def _raters_meant(dataset: Dataset, rater: str | None, raters: str | None) -> list[str]:
    if rater is not None and raters is not None:
        raise typer.BadParameter(_("Choose one of --rater and --raters."), param_hint="--raters")
    if raters is None:
        return [OWNER if rater is None else rater_meant(dataset, rater).id]
    if raters.strip().casefold() == _EVERYBODY:
        return list(map(str, dataset.raters))
    named = [text for text in (part.strip() for part in raters.split(",")) if text]
    if not named:
        raise typer.BadParameter(_("Name at least one rater, or all."), param_hint="--raters")
    return [known_rater_meant(dataset, text, parameter="--raters").id for text in named]


def _planned(
    dataset: Dataset, subjects: Sequence[str], raters: Sequence[str], output: Path, *, is_joint: bool
) -> tuple[Letter, ...]:
    """One file at the place that is named, or a file for each rater and subject in a folder."""
    from dataclasses import replace

    from chipmap.model.exchange.mailing import plan_mailing

    is_file = output.suffix.casefold() == ".xlsx"
    letters = plan_mailing(dataset, subjects, raters, output.parent if is_file else output, is_joint=is_joint)
    if not is_file:
        if output.suffix and not output.is_dir():
            raise typer.BadParameter(
                _("A scorecard is an Excel workbook: {name} does not end in .xlsx.").format(name=output.name),
                param_hint="-o",
            )
        return letters
    if len(letters) > 1:
        raise typer.BadParameter(
            _("{count} scorecards need a folder, not one file. Name a folder, or add --joint.").format(
                count=len(letters)
            ),
            param_hint="-o",
        )
    if not output.parent.is_dir():
        raise SaveFailed(path=output, reason=os.strerror(errno.ENOENT))
    return tuple(replace(letter, path=output) for letter in letters)


def _write(
    workspace: Workspace, letters: Sequence[Letter], *, language: str, is_protected: bool, as_json: bool
) -> tuple[Letter, ...]:
    from chipmap.model.exchange.mailing import write_mailing
    from chipmap.wording.scorecards import scorecard_words

    dataset = workspace.dataset
    use_language(language)
    try:
        words = scorecard_words(dataset.settings)
    finally:
        use_language("en")
    title = ngettext("Writing the scorecard", "Writing {count} scorecards", len(letters))
    with progress_bar(title.format(count=len(letters)), is_shown=not as_json) as progress:
        return write_mailing(
            dataset,
            letters,
            words=words,
            names=place_names(dataset.settings, language),
            revision=workspace.revision,
            exported_at=datetime.now(UTC),
            is_protected=is_protected,
            progress=progress,
        )


def _object(letter: Letter) -> dict[str, object]:
    return {
        "path": str(letter.path),
        "rater": letter.rater,
        "subjects": list(letter.subjects),
        "rows": letter.rows,
    }
