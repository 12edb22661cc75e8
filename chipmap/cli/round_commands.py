"""`chipmap round …` and `chipmap analysis agreement`: Delphi rounds, and how far the raters agree."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import TermOf, explained, terms_table
from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.options import AsJson, HorizonWord, LanguageCode, LanguageOption, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import horizon_meant
from chipmap.cli.reporting import show_result, tell
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.model.labels import Label
from chipmap.model.records import NOW
from chipmap.wording import _, use_language

if TYPE_CHECKING:
    from chipmap.model.analysis.round_report import ReportRow, RoundReport, StageAgreement
    from chipmap.model.dataset import Dataset
    from chipmap.model.workspace import Workspace
    from chipmap.wording.round_report import ReportTable

app = typer.Typer(no_args_is_help=True, help="Open, close and report rounds of a Delphi.")

Note = Annotated[
    str | None, typer.Option("--note", metavar="T", help="What is worth remembering.", show_default=False)
]
RoundNumber = Annotated[
    int | None,
    typer.Option("--round", metavar="N", min=1, help="The current round if left out.", show_default=False),
]
Iqr = Annotated[
    float | None,
    typer.Option("--iqr", metavar="X", help="Consensus: the IQR at most. Default 1.", show_default=False),
]
WithinOne = Annotated[
    float | None,
    typer.Option(
        "--within-one",
        metavar="P",
        help="Consensus: per cent of raters within one point of the median at least. Default 75.",
        show_default=False,
    ),
]
MedianShift = Annotated[
    float | None,
    typer.Option(
        "--median-shift",
        metavar="X",
        help="Stable: how far the median moves at most. Default 0.5.",
        show_default=False,
    ),
]
Changed = Annotated[
    float | None,
    typer.Option(
        "--changed",
        metavar="P",
        help="Stable: fewer than so many per cent of raters change. Default 15.",
        show_default=False,
    ),
]
MostRounds = Annotated[
    int | None,
    typer.Option("--rounds", metavar="N", help="How many rounds at most. Default 3.", show_default=False),
]
ReportOutput = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE.xlsx", help="Write the report as a workbook too.", show_default=False
    ),
]


@app.command("open")
def open_round(
    path: WorkspacePath,
    *,
    note: Note = None,
    iqr: Iqr = None,
    within_one: WithinOne = None,
    median_shift: MedianShift = None,
    changed: Changed = None,
    rounds: MostRounds = None,
    as_json: AsJson = False,
) -> None:
    """Open the next round, and save. Before the first one the rule is fixed by which the Delphi stops.

    Ballots of the round before are kept; everybody starts from their own. Send the scorecards out with
    “scorecard export --raters all”.
    """
    from chipmap.model.edits import rounds as edits

    wanted = {
        "iqr": iqr,
        "within_one": None if within_one is None else within_one / 100,
        "median_shift": median_shift,
        "changed_share": None if changed is None else changed / 100,
        "rounds": rounds,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    with changing(path, as_json=as_json) as workspace:
        criteria = _rule_before(workspace, given) if given else None
        changes = edits.open_round(
            workspace.dataset, at=datetime.now(UTC), note=note or "", criteria=criteria
        )
        workspace.apply(changes, label=Label.OPEN_ROUND)
        workspace.save()
        _show_round(workspace, Label.OPEN_ROUND, as_json=as_json)


@app.command("close")
def close_round(path: WorkspacePath, *, note: Note = None, as_json: AsJson = False) -> None:
    """Close the open round, and save. Late files still count for their own round."""
    from chipmap.model.edits import rounds as edits

    with changing(path, as_json=as_json) as workspace:
        changes = edits.close_round(workspace.dataset, at=datetime.now(UTC), note=note)
        workspace.apply(changes, label=Label.CLOSE_ROUND)
        workspace.save()
        _show_round(workspace, Label.CLOSE_ROUND, as_json=as_json)


@app.command("report")
def report_round(
    path: WorkspacePath,
    *,
    number: RoundNumber = None,
    output: ReportOutput = None,
    language: LanguageOption = LanguageCode.ENGLISH,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Report a round: every item with n, median, IQR, flags and decision; agreement by stage.

    “changed” is the part of the raters who answered in both rounds and changed. With -o the three tables are
    written as a workbook, in English, French or German.
    """
    from chipmap.model.analysis.round_report import report_of_round
    from chipmap.wording.round_report import agreement_table, item_table, waiting_text

    _check_name(output)
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        with progress_bar(_("Reading the ballots"), is_shown=not as_json) as progress:
            report = report_of_round(dataset, number, progress=progress)
        names = place_names(dataset.settings)
        if output is not None:
            write_report(report, dataset, output, language=language.value)
        result = _object(report) | ({"output": str(output)} if output is not None else {})
        notes = [
            *_blank_and(_table(agreement_table(report.stages, dataset)).lines() if report.stages else ()),
            *_blank_and(filter(None, [waiting_text(report, dataset)])),
        ]
        table = _table(item_table(report, dataset, names))
    if not report.rows and not as_json:
        tell(_("Nobody has answered in round {number}.").format(number=report.number))
    show_table(result, table, as_json=as_json, as_csv=as_csv, notes=notes)


def show_agreement(
    path: WorkspacePath,
    *,
    number: RoundNumber = None,
    horizon: HorizonWord = NOW,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """How far the raters agree, stage by stage: Krippendorff's ordinal alpha and Kendall's W.

    Alpha measures agreement on the levels: from 0.8 good, from 0.667 tentative. W measures agreement on their
    order, over the items that every rater has answered. What cannot be stated has a reason, and is not 0.
    """
    from chipmap.model.analysis.round_report import agreement_by_stage
    from chipmap.wording.round_report import agreement_table

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        at = horizon_meant(dataset, horizon)
        stages = agreement_by_stage(dataset, round_number=number, horizon=at)
        result = {
            "round": number or dataset.settings.current_round,
            "horizon": at,
            "stages": [_stage_object(stage) for stage in stages],
        }
        table = _table(agreement_table(stages, dataset))
        terms = (
            TermOf(stage.stage, figure, term)
            for stage in stages
            for figure, found in (("alpha", stage.alpha), ("w", stage.concordance))
            for term in found.explain
        )
        explained_terms = terms_table(dataset, terms, as_csv=as_csv) if explain else None
    show_table(result, table, as_json=as_json, as_csv=as_csv, terms=explained_terms)


def write_report(report: RoundReport, dataset: Dataset, output: Path, *, language: str) -> None:
    """The report as a workbook in another language than the screen's."""
    from chipmap.model.exchange.findings_report import put_in_place
    from chipmap.model.exchange.table_workbook import tables_workbook
    from chipmap.wording.round_report import report_tables

    use_language(language)
    try:
        tables = report_tables(report, dataset, place_names(dataset.settings, language))
        title = _("Round {number}").format(number=report.number)
    finally:
        use_language("en")
    put_in_place(output, tables_workbook(title, [(one.title, one.headings, one.rows) for one in tables]))


def _rule_before(workspace: Workspace, given: dict[str, Any]) -> Any:  # noqa: ANN401 - a StopCriteria
    """The rule so far with what was given in it; the first round takes it, a later one must not differ."""
    from dataclasses import replace

    from chipmap.model.edits.rounds import current_round
    from chipmap.model.records import StopCriteria

    known = current_round(workspace.dataset)
    return replace(StopCriteria() if known is None else known.criteria, **given)


def _show_round(workspace: Workspace, label: Label, *, as_json: bool) -> None:
    from dataclasses import asdict

    from chipmap.model.edits.rounds import current_round
    from chipmap.wording.changes import describe
    from chipmap.wording.raters import criteria_text

    record = current_round(workspace.dataset)
    assert record is not None
    step = workspace.history[-1].changes
    lines = [describe(label, step, workspace.dataset, place_names(workspace.dataset.settings))]
    if label is Label.OPEN_ROUND:
        lines.append(criteria_text(record.criteria))
    show_result(asdict(record), lines, as_json=as_json)


def _check_name(output: Path | None) -> None:
    if output is not None and output.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(
            _("The report is an Excel workbook: {name} does not end in .xlsx.").format(name=output.name),
            param_hint="-o",
        )


def _table(table: ReportTable) -> ResultTable:
    keys = [str(number) for number in range(len(table.headings))]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    return ResultTable(dict(zip(keys, table.headings, strict=True)), rows)


def _blank_and(lines: Any) -> list[str]:  # noqa: ANN401 - any lines
    """Lines set off by a blank one, where there are any."""
    found = list(lines)
    return ["", *found] if found else []


def _object(report: RoundReport) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "round": report.number,
        "record": None if report.record is None else asdict(report.record),
        "heard": list(report.heard),
        "waiting": list(report.waiting),
        "items": [_row_object(row) for row in report.rows],
        "stages": [_stage_object(stage) for stage in report.stages],
    }


def _row_object(row: ReportRow) -> dict[str, Any]:
    summary, outcome = row.item.summary, row.outcome
    return {
        "subject": row.item.subject,
        "segment": row.item.segment,
        "n": summary.n,
        "not_applicable": row.item.not_applicable,
        "level": plain(row.item.level),
        "median": plain(summary.median),
        "iqr": plain(summary.iqr),
        "lowest": summary.lowest,
        "highest": summary.highest,
        "thin": summary.is_thin,
        "disputed": summary.is_disputed,
        "two_camps": summary.has_two_camps,
        "median_shift": plain(outcome.median_shift),
        "changed": plain(outcome.changed_share),
        "consensus": outcome.has_consensus,
        "stable": outcome.is_stable,
        "decision": outcome.decision,
    }


def _stage_object(stage: StageAgreement) -> dict[str, Any]:
    alpha, order = stage.alpha, stage.concordance
    return {
        "stage": stage.stage,
        "raters": stage.raters,
        "alpha": plain(alpha.value),
        "alpha_items": alpha.items,
        "alpha_reading": alpha.reading,
        "alpha_reason": alpha.reason,
        "alpha_explain": explained(alpha.explain),
        "w": plain(order.value),
        "w_items": len(order.items),
        "w_p_value": plain(order.p_value),
        "w_reason": order.reason,
        "w_explain": explained(order.explain),
    }
