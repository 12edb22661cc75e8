"""`chipmap fiche export`: two-page fiches of places, for Word or as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import AsJson, FocusOption, LanguageCode, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import subject_meant
from chipmap.cli.reporting import show_result
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.exchange.fiche_plan import FicheFile
    from chipmap.wording.fiche.told import ToldFiches

app = typer.Typer(no_args_is_help=True, help="Two-page fiches of countries and regions.")


class FicheKind(StrEnum):
    """How a fiche is written."""

    WORD = "docx"
    PDF = "pdf"


class FileNames(StrEnum):
    """What the files are called after."""

    CODE = "code"
    NAME = "name"


Places = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SUBJECT…",
        help="Countries or regions (MYS, Malaysia, EU27 …); all partner places if none is named.",
        show_default=False,
    ),
]
FicheOutput = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR|FILE",
        help="The folder, made if missing; for one fiche also a file that ends in .docx or .pdf.",
        show_default=False,
    ),
]
Kind = Annotated[FicheKind, typer.Option("--format", help="Word or PDF.")]
Language = Annotated[LanguageCode, typer.Option("--language", help="The language of the fiches.")]
Names = Annotated[FileNames, typer.Option("--names", help="Name the files after the code or the place.")]


@app.callback()
def _fiches() -> None:
    """Two-page fiches of countries and regions."""


@app.command("export")
def export_fiches(
    path: WorkspacePath,
    subjects: Places = None,
    *,
    output: FicheOutput,
    kind: Kind = FicheKind.WORD,
    focus: FocusOption = None,
    names: Names = FileNames.CODE,
    language: Language = LanguageCode.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Write a fiche of two A4 pages for each place: profile, strengths, dependencies, complementarity.

    Every figure has its source, year and basis; what is not known is said. Contacts of people are in none.
    All files are written, or none; one that is there already is replaced. The workspace is not changed.
    """
    from chipmap.cli.screens import use_no_screen
    from chipmap.model.match.place_fiche import usual_fiche_places

    use_no_screen()
    from chipmap.ui.story.fiche_files import write_fiches
    from chipmap.wording.fiche.told import ToldFiches

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        seen_from = subject_meant(dataset, focus) if focus else dataset.settings.focus_region
        about = [subject_meant(dataset, text) for text in subjects or ()]
        told = ToldFiches(
            dataset,
            seen_from,
            place_names(dataset.settings, language.value),
            language.value,
            datetime.now().astimezone(),
        )
        files = _planned(told, about or usual_fiche_places(dataset, seen_from), output, kind, names)
        title = ngettext("Writing the fiche", "Writing {count} fiches", len(files)).format(count=len(files))
        with progress_bar(title, is_shown=not as_json) as progress:
            written = write_fiches(told, files, progress)
    show_result(
        {
            "language": language.value,
            "format": kind.value,
            "files": [
                {"path": str(one.path), "subject": one.subject, "unprintable": one.unprintable}
                for one in written
            ],
        },
        [_line(one) for one in written],
        as_json=as_json,
    )


def _planned(
    told: ToldFiches, subjects: Sequence[str], output: Path, kind: FicheKind, names: FileNames
) -> tuple[FicheFile, ...]:
    """One file at the place that is named, or a file for each subject in a folder."""
    from chipmap.model.exchange.fiche_plan import FicheFile, FicheFormat, plan_fiches

    is_file = output.suffix.casefold() in (".docx", ".pdf") and not output.is_dir()
    folder = output.parent if is_file else output
    name_of = told.names.name if names is FileNames.NAME else None
    files = plan_fiches(told.dataset, subjects, folder, FicheFormat(kind.value), name_of)
    if not files:
        raise typer.BadParameter(
            _("This workspace has no partner places. Name at least one place."), param_hint="SUBJECT"
        )
    if not is_file:
        return files
    if len(files) > 1 or output.suffix.casefold() != f".{kind.value}":
        raise typer.BadParameter(
            _("{name} can hold one fiche in the format of its ending. Name a folder instead.").format(
                name=output.name
            ),
            param_hint="-o",
        )
    return (FicheFile(files[0].subject, output),)


def _line(one: FicheFile) -> str:
    if one.unprintable:
        return _("{path}. No font has these characters: {signs}").format(
            path=one.path, signs=" ".join(one.unprintable)
        )
    return str(one.path)
