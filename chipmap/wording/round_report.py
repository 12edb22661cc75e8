"""The report of a round as tables: for the screen, for a workbook in any language, for a terminal.

A figure stays a number; what is not known is an empty cell, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chipmap.model.analysis.round_report import ReportRow, RoundReport, StageAgreement
from chipmap.model.analysis.segment_tree import stage_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import Consolidation
from chipmap.wording import _
from chipmap.wording.raters import (
    criteria_text,
    decision_text,
    flag_meanings,
    flags_of,
    no_figure_text,
    rater_text,
    reading_text,
)
from chipmap.wording.subjects import Names, segment_name, subject_name

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table of a report: its title, its headings, and rows of texts and numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def report_tables(report: RoundReport, dataset: Dataset, names: Names) -> tuple[ReportTable, ...]:
    """Every item, the agreement by stage, and what the round was, in the current language."""
    return (
        item_table(report, dataset, names),
        agreement_table(report.stages, dataset),
        round_table(report, dataset),
    )


def item_table(report: RoundReport, dataset: Dataset, names: Names) -> ReportTable:
    """One row for each subject and segment that somebody has answered."""
    headings = [
        _("Place or institution"),
        _("Value-chain stage"),
        _("Capability"),
        _("Raters"),
        _("Not applicable"),
        _("Median"),
        _("IQR"),
        _("Lowest"),
        _("Highest"),
        _("Flags"),
        _("Median moved by"),
        _("Changed (%)"),
        _("Decision"),
    ]
    rows = [_item_row(row, dataset, names) for row in report.rows]
    rule = dataset.settings.consolidation
    if rule is not Consolidation.MEDIAN:
        headings.insert(6, _level_heading(rule))
        rows = [
            (*cells[:6], row.item.level, *cells[6:]) for cells, row in zip(rows, report.rows, strict=True)
        ]
    return ReportTable(_("Answers"), tuple(headings), tuple(rows))


def _level_heading(rule: Consolidation) -> str:
    return _("Mean") if rule is Consolidation.MEAN else _("Mean weighted by confidence")


def _item_row(row: ReportRow, dataset: Dataset, names: Names) -> tuple[Cell, ...]:
    item, outcome = row.item, row.outcome
    summary = item.summary
    segment = dataset.segments.get(item.segment)
    stage = "" if segment is None else segment_name(dataset, stage_of(dataset.segments, segment).id)
    changed = None if outcome.changed_share is None else round(outcome.changed_share * 100, 1)
    return (
        subject_name(dataset, names, item.subject),
        stage,
        item.segment if segment is None else segment.name,
        summary.n,
        item.not_applicable,
        summary.median,
        summary.iqr,
        summary.lowest,
        summary.highest,
        ", ".join(flags_of(summary)),
        outcome.median_shift,
        changed,
        decision_text(outcome.decision),
    )


def agreement_table(stages: Sequence[StageAgreement], dataset: Dataset) -> ReportTable:
    """Alpha and W of each stage, with the reason where there is none."""
    headings = (
        _("Value-chain stage"),
        _("Raters"),
        _("Items with two raters or more"),
        _("Krippendorff's alpha (ordinal)"),
        _("Reading"),
        _("Items that all have answered"),
        _("Kendall's W"),
        _("Chance of such a W"),
        _("Note"),
    )
    return ReportTable(_("Agreement"), headings, tuple(_stage_row(stage, dataset) for stage in stages))


def _stage_row(stage: StageAgreement, dataset: Dataset) -> tuple[Cell, ...]:
    alpha, order = stage.alpha, stage.concordance
    notes = []
    if alpha.value is None:
        notes.append(_("alpha: {reason}").format(reason=no_figure_text(alpha.reason)))
    if order.value is None:
        notes.append(_("W: {reason}").format(reason=no_figure_text(order.reason)))
    return (
        segment_name(dataset, stage.stage),
        stage.raters,
        alpha.items,
        None if alpha.value is None else round(alpha.value, 3),
        reading_text(alpha.reading),
        len(order.items),
        None if order.value is None else round(order.value, 3),
        None if order.p_value is None else round(order.p_value, 4),
        "; ".join(notes),
    )


def round_table(report: RoundReport, dataset: Dataset) -> ReportTable:
    """When the round was, by which rule it is judged, and who has answered."""
    return ReportTable(_("Round"), (_("What"), _("Value")), tuple(_facts(report, dataset)))


def _facts(report: RoundReport, dataset: Dataset) -> Iterator[tuple[Cell, ...]]:
    record = report.record
    yield _("Round"), report.number
    if record is None:
        yield _("Opened"), _("never opened; the default rule is applied")
    else:
        yield _("Opened"), record.opened_at
        yield _("Closed"), record.closed_at or _("still open")
        if record.note:
            yield _("Note"), record.note
        yield _("Rule, fixed before round 1"), criteria_text(record.criteria)
    yield _("Have answered"), _listed(report.heard, dataset)
    if report.waiting:
        yield _("Have not answered"), _listed(report.waiting, dataset)
    yield _("Flags"), flag_meanings()
    yield (
        _("Agreement"),
        _("Alpha: from 0.8 good, from 0.667 tentative, below it discuss first. W: from 0.7 strong."),
    )


def waiting_text(report: RoundReport, dataset: Dataset) -> str:
    """Who has not answered, where earlier answers stand for them; empty where everybody has."""
    if not report.waiting or report.number < 2:
        return ""
    return _(
        "Not heard in this round: {names}. The map keeps their earlier answers; this report does not "
        "count them."
    ).format(names=_listed(report.waiting, dataset))


def _listed(raters: Sequence[str], dataset: Dataset) -> str:
    return ", ".join(rater_text(dataset.raters.get(rater), rater) for rater in raters) or _("nobody")
