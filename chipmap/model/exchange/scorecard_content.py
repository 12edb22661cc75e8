"""What a scorecard contains before it becomes cells: its rows, labels, notes and identity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from chipmap.model.analysis.segment_tree import stage_of
from chipmap.model.dataset import Dataset, Table
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.exchange.group_answers import GroupCells, group_cells
from chipmap.model.exchange.scorecard_layout import (
    HEADER_ROW,
    LONGEST_SOURCES,
    SCHEMA,
    CellText,
    Column,
    base_digest,
    base_line,
    canonical_cells,
    columns_of,
    row_id,
    scorable_segments,
    scorecard_code,
    scorecard_id,
)
from chipmap.model.exchange.scorecard_words import PlaceNaming, ScorecardWords
from chipmap.model.exchange.travelled_texts import shielded
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import Evidence, Score, Segment

_LONGEST_PART = 60
"""Characters of a scope or a rater in the name of a file; folders on other systems allow few more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in one segment: labels, canonical cells of what the rater has said, and of the group."""

    id: str
    subject: str
    segment: str
    labels: tuple[str, str, str]
    cells: Mapping[str, CellText]
    group: GroupCells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScorecardContent:
    """All that one file says. `notes`, by row id and column key, stand beside cells and answer nothing."""

    subjects: Mapping[str, str]
    rater: str
    rater_name: str
    organisation: str
    columns: tuple[Column, ...]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: Mapping[tuple[str, str], str]
    base: tuple[tuple[str, str], ...]
    identity: tuple[tuple[str, str], ...]
    code: str


def content_of(
    dataset: Dataset,
    subjects: Sequence[str],
    *,
    rater: str,
    words: ScorecardWords,
    names: PlaceNaming,
    revision: int,
    exported_at: datetime,
) -> ScorecardContent:
    """Gather a scorecard; a subject that is not in the dataset raises `UnknownRecord`."""
    settings = dataset.settings
    labels = {subject: subject_label(dataset, names, subject) for subject in subjects}
    columns = columns_of(settings.later_horizons, has_group=settings.current_round > 1)
    headers = tuple(header_of(column, words) for column in columns)
    rows = tuple(_rows(dataset, labels, rater, words))
    base = tuple((row.id, base_line(row.cells)) for row in rows if row.cells)
    kept = dataset.raters.get(rater)
    rater_name = rater if kept is None else "" if kept.is_unnamed else kept.name
    scorecard = scorecard_id(settings.workspace_id, rater, settings.current_round, subjects)
    identity = {
        "schema": str(SCHEMA),
        "app": "Chipmap",
        "workspace_id": settings.workspace_id,
        "workspace_title": settings.title,
        "scorecard_id": scorecard,
        "base_revision": str(revision),
        "rater_id": rater,
        "rater_name": rater_name,
        "round": str(settings.current_round),
        "exported_at": exported_at.astimezone(UTC).isoformat(timespec="seconds"),
        "header_row": str(HEADER_ROW),
        "n_rows": str(len(rows)),
        "columns": json.dumps(dict(zip((c.key for c in columns), headers, strict=True)), ensure_ascii=False),
        "additions": json.dumps(dict(words.additions.headers), ensure_ascii=False),
        "base_sha256": base_digest(base),
        "language": words.language,
        **{f"subject {subject}": label for subject, label in labels.items()},
        **dict(_evidence_lines(dataset, subjects, rater)),
    }
    return ScorecardContent(
        subjects=labels,
        rater=rater,
        rater_name=rater_name,
        organisation=kept.organisation if kept else "",
        columns=columns,
        headers=headers,
        rows=rows,
        notes=_notes(dataset, rows, words),
        base=base,
        identity=tuple(identity.items()),
        code=scorecard_code(settings.workspace_id, revision, scorecard),
    )


def subject_label(dataset: Dataset, names: PlaceNaming, subject: str) -> str:
    """What the subject is called in a workbook: institutions in full, places by the naming profile."""
    institution = dataset.institutions.get(subject)
    if institution is not None:
        return str(institution.name)
    if not dataset.has_subject(subject):
        raise UnknownRecord(kind="subject", key=subject)
    region = dataset.regions.get(subject)
    if region is not None and not region.is_policy:
        raise RuleBroken(Issue("region-not-scorable", Severity.ERROR, subject, value=subject))
    return names.name(subject)


def header_of(column: Column, words: ScorecardWords) -> str:
    """The printed header of a column."""
    if column.horizon and column.key != "level_now":
        template = words.scores.need_header if column.is_need else words.scores.level_header
        return template.format(horizon=column.horizon)
    return words.scores.headers[column.key]


def stage_label(dataset: Dataset, segment: Segment, words: ScorecardWords) -> str:
    """The stage that a segment belongs to; what stands beside the chain is named by its kind."""
    stage = stage_of(dataset.segments, segment)
    return words.scores.groups.get(stage.segment_kind, stage.name)


def _rows(dataset: Dataset, labels: Mapping[str, str], rater: str, words: ScorecardWords) -> Iterator[Row]:
    segments = [(item, stage_label(dataset, item, words)) for item in scorable_segments(dataset)]
    this_round = dataset.settings.current_round
    group = group_cells(dataset, tuple(labels), rater, (*labels, *labels.values()))
    for subject, label in labels.items():
        for segment, stage in segments:
            score: Score | None = dataset.scores.get((subject, segment.id, rater, this_round))
            cells = canonical_cells(dataset, score)
            sources = str(cells.get("sources", ""))
            if len(sources) > LONGEST_SOURCES:
                params = {"length": len(sources), "longest": LONGEST_SOURCES}
                raise RuleBroken(
                    Issue("sources-too-long", Severity.ERROR, subject, segment.id, "evidence", params=params)
                )
            yield Row(
                row_id(subject, segment.id),
                subject,
                segment.id,
                (label, stage, segment.name),
                cells,
                group.get((subject, segment.id), {}),
            )


def _evidence_lines(dataset: Dataset, subjects: Sequence[str], rater: str) -> Iterator[tuple[str, str]]:
    """What a source line does not show of the evidence it names, so that another copy can take it whole."""
    this_round = dataset.settings.current_round
    for subject in subjects:
        for score in dataset.scores.of(subject).values():
            if score.rater == rater and score.round == this_round:
                for key in score.evidence:
                    yield f"evidence {key}", evidence_line(dataset.evidence[key])


def evidence_line(evidence: Evidence) -> str:
    """Evidence as one line of JSON."""
    parts = (
        evidence.evidence_kind.value,
        evidence.title,
        evidence.locator,
        evidence.year,
        evidence.grade.value,
        evidence.source,
    )
    return shielded(json.dumps(parts, ensure_ascii=False))


def _notes(dataset: Dataset, rows: Sequence[Row], words: ScorecardWords) -> dict[tuple[str, str], str]:
    """Suggested levels and cited needs beside the cells that they must not fill.

    They rest on cited shares and cited needs only: another rater's ballot never shows through.
    """
    notes: dict[tuple[str, str], str] = {}
    if dataset.shares:
        from chipmap.model.analysis.standing import standings_of

        standings = standings_of(replace(dataset, scores=Table()))
        for row in rows:
            suggested = standings.suggestion_of(row.subject, row.segment)
            if suggested is not None and suggested.level is not None and "level_now" not in row.cells:
                level = f"{suggested.level:g}"
                notes[row.id, "level_now"] = words.scores.suggestion_note.format(level=level)
    for row in rows:
        for need in dataset.needs.of(row.subject).values():
            key = f"need_{need.year}"
            is_said = need.segment == row.segment and need.need_kind == "need" and need.level is not None
            if is_said and key not in row.cells:
                notes[row.id, key] = words.scores.need_note.format(level=need.level, year=need.year)
    return notes


def scorecard_file_name(dataset: Dataset, subject: str | Sequence[str], rater: str) -> str:
    """The name to offer when a scorecard is saved: scope, round and rater, from ids only."""
    subjects = (subject,) if isinstance(subject, str) else tuple(subject)
    named = subjects[0] if len(subjects) == 1 else f"{subjects[0]}-and-{len(subjects) - 1}-more"
    scope, who = (re.sub(r"[^\w-]+", "-", text).strip("-")[:_LONGEST_PART] or "x" for text in (named, rater))
    return f"Chipmap_{scope}_R{dataset.settings.current_round}_{who}.xlsx"
