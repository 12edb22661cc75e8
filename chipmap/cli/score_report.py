"""What is known of one subject, segment by segment, for a script and for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from chipmap.model.analysis.needs import Gap, NeedStanding
from chipmap.model.analysis.standing import Origin, Standing, Standings, standings_of
from chipmap.model.records import NOW
from chipmap.wording import _
from chipmap.wording.levels import confidence_word
from chipmap.wording.subjects import subject_name

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames

_DECIMALS = 6


def report_of(dataset: Dataset, subject: str, names: PlaceNames) -> dict[str, Any]:
    """All scorable segments in value-chain order, by id."""
    standings = standings_of(dataset)
    kind = "institution" if subject in dataset.institutions else "region"
    return {
        "subject": subject,
        "name": subject_name(dataset, names, subject),
        "kind": "country" if subject in dataset.countries else kind,
        "year": dataset.settings.current_year,
        "segments": {
            segment.id: _segment_report(standings, subject, segment.id, names)
            for segment in standings.tree.scorable
        },
    }


def _segment_report(standings: Standings, subject: str, segment: str, names: PlaceNames) -> dict[str, Any]:
    from chipmap.wording.standings import origin_text

    dataset = standings.dataset
    standing = standings.of(subject, segment)
    gap = standings.gap(subject, segment)
    record = dataset.segments[segment]
    return {
        "segment": segment,
        "name": record.name,
        "parent": record.parent,
        "level": stated_level(standing),
        "at_least": standing.level if standing.origin is Origin.AT_LEAST else None,
        "origin": standing.origin.value,
        "why": origin_text(standing, dataset, names),
        "confidence": standing.confidence.value if standing.confidence else None,
        "suggested_part": rounded(standing.suggested_part),
        "coverage": rounded(standing.coverage),
        "need": stated_need(gap.need),
        "need_horizon": gap.need_horizon,
        "gap": rounded(gap.value),
        "later": {
            horizon: _later(standings.of(subject, segment, horizon), standings.gap(subject, segment, horizon))
            for horizon in dataset.settings.later_horizons
        },
        "reasons": [score.reason for score in standings.ballots(subject, segment) if score.reason],
        "evidence": list(_evidence(standings, standing)),
    }


def _later(standing: Standing, gap: Gap) -> dict[str, Any]:
    return {"level": stated_level(standing), "need": stated_need(gap.need), "gap": rounded(gap.value)}


def stated_level(standing: Standing) -> float | int | str | None:
    if standing.is_not_applicable:
        return "NA"
    return rounded(standing.level) if standing.is_known else None


def stated_need(need: NeedStanding | None) -> float | int | str | None:
    if need is None:
        return None
    return "NA" if need.is_not_applicable else rounded(need.level)


def rounded(number: float | None) -> float | int | None:
    """Whole numbers without a decimal point; others without the noise of floating point."""
    if number is None:
        return None
    short = round(number, _DECIMALS)
    return int(short) if short == int(short) else short


def _evidence(standings: Standings, standing: Standing) -> Iterator[dict[str, Any]]:
    """What raters cite for the row, then the cited figures that a suggestion rests on."""
    dataset = standings.dataset
    cited = dict.fromkeys(
        key for score in standings.ballots(standing.subject, standing.segment) for key in score.evidence
    )
    for key in cited:
        evidence = dataset.evidence.get(key)
        if evidence is not None:
            yield {
                "id": evidence.id,
                "title": evidence.title,
                "locator": evidence.locator,
                "year": evidence.year,
                "grade": evidence.grade.value,
                "source": evidence.source,
            }
    share = standing.why.deciding_share
    if share is not None:
        source = dataset.sources.get(share.source)
        yield {
            "id": share.source,
            "title": source.title if source else share.source,
            "locator": source.address if source else "",
            "year": share.year,
            "grade": share.grade.value,
            "source": share.source,
            "measure": share.measure,
            "basis": share.basis,
            "percent": share.percent,
            "subject": share.subject,
            "segment": share.segment,
        }


def table_of(report: Mapping[str, Any]) -> list[str]:
    """The report as aligned text; segments of which nothing is known are counted at the end."""
    rows: list[tuple[str, ...]] = [
        (_("Segment"), _("Level"), _("Confidence"), _("Need"), _("Gap"), _("Origin"), _("Why"))
    ]
    unknown = 0
    for segment in report["segments"].values():
        if segment["origin"] == Origin.NONE and segment["need"] is None:
            unknown += 1
            continue
        rows.append(_row(segment))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [f"{report['name']} ({report['subject']}), {report['year']}"]
    lines += [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    if unknown:
        lines.append(_("{count} more segments: nothing is known.").format(count=unknown))
    return lines


def _row(segment: Mapping[str, Any]) -> tuple[str, ...]:
    from chipmap.model.records import Confidence
    from chipmap.wording.formats import signed

    level = printed(segment["level"])
    if segment["at_least"] is not None:
        level = f"≥ {printed(segment['at_least'])}"
    need = printed(segment["need"])
    if segment["need_horizon"] not in (None, NOW):
        need = f"{need} ({segment['need_horizon']})"
    confidence = confidence_word(Confidence(segment["confidence"])) if segment["confidence"] else "–"
    gap = "–" if segment["gap"] is None else signed(segment["gap"])
    return (
        segment["name"],
        level,
        confidence,
        need,
        gap,
        _origin_word(Origin(segment["origin"])),
        segment["why"],
    )


def _origin_word(origin: Origin) -> str:
    return {
        Origin.SCORED: _("scored"),
        Origin.ROLLED_UP: _("rolled up"),
        Origin.SUGGESTED: _("suggested"),
        Origin.AT_LEAST: _("at least"),
        Origin.NONE: _("none"),
    }[origin]


def printed(value: float | str | None) -> str:
    from chipmap.wording.formats import level as level_text

    if value is None:
        return "–"
    return value if isinstance(value, str) else level_text(float(value))
