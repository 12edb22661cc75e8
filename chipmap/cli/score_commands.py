"""`chipmap score …`: answer a level or a need, and show what is known of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.options import (
    AsJson,
    ConfidenceOption,
    HorizonWord,
    IsNeed,
    Level,
    RaterText,
    Reason,
    SegmentArgument,
    SourceLines,
    Subject,
    WorkspacePath,
)
from chipmap.cli.references import answer_meant, horizon_meant, segment_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.cli.row_edit import RowEdit
from chipmap.model.labels import Label
from chipmap.model.records import NOW, Confidence
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset

Subjects = Annotated[
    list[str],
    typer.Argument(
        metavar="SUBJECT…", help="Two or more places (MYS, EU27 …) or institutions.", show_default=False
    ),
]
SubSegments = Annotated[bool, typer.Option("--sub-segments", help="Show the segments below each stage too.")]

app = typer.Typer(
    no_args_is_help=True, help="Answer levels and needs; show what is known of a place or institution."
)


@app.command("set")
def set_score(
    path: WorkspacePath,
    subject: Subject,
    segment: SegmentArgument,
    level: Level,
    *,
    horizon: HorizonWord = NOW,
    need: IsNeed = False,
    confidence: ConfidenceOption = None,
    reason: Reason = None,
    source: SourceLines = None,
    rater: RaterText = None,
    as_json: AsJson = False,
) -> None:
    """Answer the level of a subject in a segment, or its need at a later horizon, and save.

    Confidence, reason and sources belong to the rater's whole row; what is not given stays as it is. A
    rater that the workspace does not know yet is added.
    """
    answer = answer_meant(level)
    if need and horizon.casefold() == NOW:
        raise typer.BadParameter(
            _("A need holds for a later year. Add --horizon 2030 or --horizon 2035."), param_hint="--need"
        )
    with changing(path, as_json=as_json) as workspace:
        before = workspace.dataset
        at = horizon_meant(before, horizon)
        edit = RowEdit(before, subject_meant(before, subject), segment_meant(before, segment))
        edit.take_rater(rater)
        edit.answer(answer, at, is_need=need)
        edit.describe_row(Confidence(confidence.value) if confidence else None, reason, source or [])
        label = Label.CHANGE_NEED if need else Label.CHANGE_SCORE
        workspace.apply(edit.changes, label=label)
        if edit.changes:
            workspace.save()
        result = edit.result(at, is_need=need)
        show_result(result, [_set_line(workspace.dataset, edit, label)], as_json=as_json)


@app.command("show")
def show_subject(path: WorkspacePath, subject: Subject, as_json: AsJson = False) -> None:
    """Show every segment of a place or institution: level and origin, confidence, need, gap, evidence.

    Origins: scored, rolled_up, suggested, at_least (institutions are active but no share is known: the
    level stays empty and `at_least` holds the bound) and none. A gap is the level now minus the need at the
    first later horizon that has one.
    """
    from chipmap.cli.score_report import report_of, table_of

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        names = place_names(dataset.settings)
        report = report_of(dataset, subject_meant(dataset, subject), names)
        show_result(report, [] if as_json else table_of(report), as_json=as_json)


@app.command("compare")
def compare_subjects(
    path: WorkspacePath,
    subjects: Subjects,
    *,
    horizon: HorizonWord = NOW,
    sub_segments: SubSegments = False,
    as_json: AsJson = False,
) -> None:
    """Show two or more places or institutions side by side: level, need and gap of each stage.

    These are the figures of the window's comparison. Each is held against its own need; what is not known
    stays empty, and a lower bound stands in `at_least` and is no level.
    """
    from chipmap.cli.comparison_report import comparison_of, comparison_table

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        places = list(dict.fromkeys(subject_meant(dataset, subject) for subject in subjects))
        if len(places) < 2:
            raise typer.BadParameter(_("Name at least two places to compare."), param_hint="SUBJECT…")
        names = place_names(dataset.settings)
        at = horizon_meant(dataset, horizon)
        report = comparison_of(dataset, places, at, names, is_deep=sub_segments)
        show_result(report, [] if as_json else comparison_table(report), as_json=as_json)


def _set_line(dataset: Dataset, edit: RowEdit, label: Label) -> str:
    from chipmap.wording.changes import describe

    if not edit.changes:
        return _("Nothing changed: the answer was there already.")
    return describe(label, edit.changes, dataset, place_names(dataset.settings))
