"""Rows that carry figures: shares of a segment, levels, trade flows and what they are about, with source."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from chipmap.model.edits.evidence import evidence_of
from chipmap.model.edits.scores import score_of
from chipmap.model.exchange.cell_meanings import confidence_in, level_in
from chipmap.model.exchange.outside_tables.cells import flag_in, flow_in, number_in, percent_in, year_of
from chipmap.model.exchange.outside_tables.row_reading import Gathering, RowReading, RowRefused
from chipmap.model.exchange.recognised_words import CONFIDENCES, folded
from chipmap.model.issues import Issue, Severity
from chipmap.model.product_rules import plain_code
from chipmap.model.records import (
    NOW,
    OWNER,
    Answer,
    Grade,
    Institution,
    Leader,
    ProductSegment,
    Score,
    Share,
    TradeFlow,
)
from chipmap.model.text_rules import LONGEST_TEXT, LONGEST_TITLE

MEASURES: Final = (
    "value_added",
    "revenue_by_hq",
    "capacity_by_location",
    "production_by_location",
    "sites_by_location",
    "research_output",
    "demand_by_location",
    "other",
)
UNSTATED_MEASURE = "other"
"""A share whose measure nobody states colours no capability."""

_USUAL_FLOW = "import"


def take_share(reading: RowReading, gathering: Gathering) -> None:
    """The share of a place, or of an organisation, which is a leader of its segment and active in it."""
    segment = gathering.spellings.segment(reading.needed("segment"))
    if segment is None:
        raise RowRefused(reading.finding("segment-not-matched", "segment"))
    holder = gathering.spellings.holder(reading.needed("place"))
    if holder is None:
        raise RowRefused(reading.finding("place-not-matched", "place"))
    percent, is_minor = _percent(reading)
    year = reading.read("year", year_of(reading.cell("year")))
    source = gathering.source(reading.text("source") or reading.table.file)
    basis = reading.text("basis") or reading.table.file
    if holder.organisation:
        _make_active(gathering, holder.institution, segment)
        leader = Leader(segment, holder.organisation, holder.place, percent, year, basis, source)
        gathering.put(reading, leader)
        return
    if percent is None:
        raise RowRefused(reading.finding("share-without-number", "percent"))
    share = Share(
        segment=segment,
        subject=holder.place,
        percent=percent,
        low=None,
        high=None,
        year=year,
        measure=_measure(reading),
        is_forecast=False,
        is_lower_bound=is_minor,
        basis=basis,
        grade=Grade.REPORTED,
        note="",
        source=source,
    )
    gathering.put(reading, share)


def _percent(reading: RowReading) -> tuple[float | None, bool]:
    """The per cent of a row; a minor share without a number has the one given for all of them, if any."""
    percent = reading.read("percent", percent_in(reading.cell("percent")))
    if percent is not None or not flag_in(reading.cell("is_minor")):
        return percent, False
    return reading.read("percent", percent_in(reading.mapping.defaults.get("minor_percent"))), True


def _measure(reading: RowReading) -> str:
    text = folded(reading.text("measure")).replace(" ", "_")
    if text and text not in MEASURES:
        raise RowRefused(reading.finding("measure-unknown", "measure"))
    return text or UNSTATED_MEASURE


def _make_active(gathering: Gathering, institution_id: str, segment: str) -> None:
    institution = gathering.known(Institution, institution_id) if institution_id else None
    if isinstance(institution, Institution) and segment not in institution.segments:
        gathering.merge(replace(institution, segments=(*institution.segments, segment)))


def take_level(reading: RowReading, gathering: Gathering) -> None:
    """An answer of one rater: a level or a need at a horizon, with what belongs to the row."""
    segment = gathering.spellings.segment(reading.needed("segment"))
    if segment is None:
        raise RowRefused(reading.finding("segment-not-matched", "segment"))
    holder = gathering.spellings.holder(reading.needed("place"))
    if holder is None or (holder.organisation and not holder.institution):
        raise RowRefused(reading.finding("place-not-matched", "place"))
    rater = reading.mapping.defaults.get("rater", OWNER)
    if rater not in gathering.dataset.raters:
        raise RowRefused(reading.finding("rater-unknown", "rater"))
    subject = holder.institution or holder.place
    horizon = _horizon(reading, gathering)
    key = (subject, segment, rater, gathering.dataset.settings.current_round)
    known = gathering.known(Score, key)
    row = known if isinstance(known, Score) else score_of(gathering.dataset, subject, segment, rater)
    answered = _answered(reading, gathering, row, horizon)
    gathering.check(reading, answered)
    gathering.merge(answered)


def _horizon(reading: RowReading, gathering: Gathering) -> str:
    text = folded(reading.text("horizon")).removesuffix(".0") or NOW
    if text not in gathering.dataset.settings.horizons:
        raise RowRefused(reading.finding("horizon-not-understood", "horizon"))
    return text


def _answered(reading: RowReading, gathering: Gathering, row: Score, horizon: str) -> Score:
    """The row of the ballot with what this row of the table says; what it does not say stays."""
    level = reading.read("level", level_in(reading.cell("level"), None))
    need = reading.read("need", level_in(reading.cell("need"), None))
    if level is None and need is None:
        raise RowRefused(reading.finding("field-missing", "level"))
    if need is not None and horizon == NOW:
        raise RowRefused(reading.finding("need-without-horizon", "need"))
    order = gathering.dataset.settings.horizons
    if level is not None:
        row = replace(row, levels=_with(row.levels, horizon, level, order))
    if need is not None:
        row = replace(row, needs=_with(row.needs, horizon, need, order))
    confidence = reading.read("confidence", confidence_in(reading.cell("confidence"), CONFIDENCES))
    year = reading.read("year", year_of(reading.cell("year")))
    reason = reading.text("reason")[:LONGEST_TEXT]
    source = reading.text("source")
    if source:
        evidence = evidence_of(source[:LONGEST_TITLE])
        gathering.merge(evidence)
        gathering.settle()
        if evidence.key not in row.evidence:
            row = replace(row, evidence=(*row.evidence, evidence.key))
    return replace(
        row,
        confidence=confidence or row.confidence,
        year=year or row.year,
        reason=reason or row.reason,
    )


def _with(
    answers: tuple[tuple[str, Answer], ...], horizon: str, answer: Answer, order: tuple[str, ...]
) -> tuple[tuple[str, Answer], ...]:
    stated = {**dict(answers), horizon: answer}
    return tuple((one, stated[one]) for one in order if one in stated)


def take_flow(reading: RowReading, gathering: Gathering) -> None:
    """What a place imported from or exported to another in a year, by product code."""
    places = {}
    for name in ("reporter", "partner"):
        places[name] = gathering.spellings.place(reading.needed(name).removesuffix(".0"), may_be_number=True)
        if places[name] is None:
            raise RowRefused(reading.finding("place-not-matched", name))
    year = reading.read("year", year_of(reading.cell("year")))
    value = reading.read("value", number_in(reading.cell("value")))
    if year is None or value is None:
        raise RowRefused(reading.finding("field-missing", "year" if year is None else "value"))
    if value < 0:
        raise RowRefused(reading.finding("number-negative", "value"))
    flow = reading.read("flow", flow_in(reading.cell("flow"))) or _USUAL_FLOW
    gathering.put(
        reading,
        TradeFlow(
            reporter=places["reporter"] or "",
            partner=places["partner"] or "",
            product=reading.needed("product").removesuffix(".0"),
            year=year,
            flow=flow,
            value=value,
            unit=reading.text("unit"),
            source=gathering.source(reading.text("source") or reading.table.file),
        ),
    )


def take_product(reading: RowReading, gathering: Gathering) -> None:
    """That a product code of trade stands for a segment."""
    segment = gathering.spellings.segment(reading.needed("segment"))
    if segment is None:
        raise RowRefused(reading.finding("segment-not-matched", "segment"))
    code = plain_code(reading.needed("product").removesuffix(".0"))
    gathering.put(reading, ProductSegment(code, segment, reading.text("source") or reading.table.file))


def doubts(readings: list[RowReading]) -> list[Issue]:
    """Findings about a table of shares as a whole: figures that look like parts of 1 instead of per cent."""
    shares = [percent_in(reading.cell("percent")).value for reading in readings]
    known = [share for share in shares if share is not None]
    if len(known) > 2 and max(known) <= 1 and any(share not in (0, 1) for share in known):
        return [readings[0].finding("shares-look-like-parts", "percent", Severity.WARNING)]
    return []
