"""`chipmap analysis concentration|reliance`: how few supply, and how far foreign inputs reach."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    OneSubject,
    TermOf,
    WithinSegment,
    asked_dataset,
    explained,
    headed,
    name_of,
    reason_code,
    reasons_said,
    segments_beneath,
    subject_or_focus,
    terms_table,
)
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Reliance
    from chipmap.model.analysis.segment_suppliers import SegmentConcentration
    from chipmap.model.dataset import Dataset


class BandWord(StrEnum):
    """Whose thresholds of concentration."""

    US2023 = "us2023"
    US2010 = "us2010"
    EU2004 = "eu2004"
    EC_DEPENDENCY = "ec-dependency"


BandOption = Annotated[
    BandWord,
    typer.Option(
        "--band",
        help="The thresholds of the tiers: the merger guidelines of the US (2023, 2010) or EU (2004), made "
        "for firms, or the 0.4 of the European Commission for countries.",
        case_sensitive=False,
    ),
]


def weigh_concentration(
    path: WorkspacePath,
    *,
    segment: WithinSegment = None,
    band: BandOption = BandWord.US2023,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """How few supply each segment: the Herfindahl-Hirschman index (0 to 10,000 points) and what follows.

    Where the known shares are no whole, every figure is an interval: `low` splits the unknown part over very
    many suppliers, `high` gives it to one. The tier is asked of both ends.
    """
    from chipmap.model.analysis.concentration import Band
    from chipmap.model.analysis.segment_suppliers import concentration_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        asked = segments_beneath(dataset, segment)
        found = [concentration_of(dataset, one, Band(band.value)) for one in asked]
        rows = [_concentration(dataset, one) for one in found]
        terms = (
            TermOf(one.segment, figure, term)
            for one in found
            for figure, part in (("hhi_low", one.hhi.explain), ("hhi_high", one.hhi.explain_high))
            for term in part
        )
        show_table(
            {"band": band.value, "segments": rows},
            ResultTable(headed(["segment"], _concentration_headings(), as_csv=as_csv), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=reasons_said(one.reason for one in found),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _concentration_headings() -> dict[str, str]:
    return {
        "name": _("Segment"),
        "points_low": _("HHI low"),
        "points_high": _("HHI high"),
        "tier_low": _("Tier low"),
        "tier_high": _("Tier high"),
        "top_three_low": _("Top 3 low"),
        "top_three_high": _("Top 3 high"),
        "effective_low": _("Effective low"),
        "effective_high": _("Effective high"),
        "unknown": _("Unknown"),
        "reason": _("Why not"),
    }


def _concentration(dataset: Dataset, one: SegmentConcentration) -> dict[str, Any]:
    from chipmap.model.analysis.concentration import hhi_points

    tiers = [None if tier is None else tier.value for tier in one.tiers]
    top, effective = one.top_three or (None, None), one.effective or (None, None)
    basis = one.basis
    return {
        "segment": one.segment,
        "name": name_of(dataset, one.segment),
        "points_low": plain(hhi_points(one.hhi.low)),
        "points_high": plain(hhi_points(one.hhi.high)),
        "hhi_low": plain(one.hhi.low),
        "hhi_high": plain(one.hhi.high),
        "tier_low": tiers[0],
        "tier_high": tiers[1],
        "top_three_low": plain(top[0]),
        "top_three_high": plain(top[1]),
        "effective_low": plain(effective[0]),
        "effective_high": plain(effective[1]),
        "unknown": plain(one.unknown),
        "shares": {place: plain(percent) for place, percent in one.percents.items()},
        "measure": basis.measure if basis else None,
        "year": basis.year if basis else None,
        "basis": basis.basis if basis else None,
        "sources": list(one.sources),
        "reason": reason_code(one.reason),
        "explain": explained(one.hhi.explain),
        "explain_high": explained(one.hhi.explain_high),
    }


def look_through_reliance(
    path: WorkspacePath,
    *,
    subject: OneSubject = None,
    segment: WithinSegment = None,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """How much of each segment of a place rests on foreign inputs, 0 to 1, looked through the whole chain.

    The part that a place makes for itself is taken to be its share of the world: everybody is taken to buy as
    the world does. Where a share upstream is not known, `low` and `high` bound the figure.
    """
    from chipmap.model.analysis.place_dependence import reliance_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        place = subject_or_focus(dataset, subject)
        every = reliance_of(dataset, place)
        found = {one: every[one] for one in segments_beneath(dataset, segment) if one in every}
        rows = [_reliance(dataset, name, one) for name, one in found.items()]
        terms = (TermOf(name, "reliance", term) for name, one in found.items() for term in one.explain)
        headings = {
            "name": _("Segment"),
            "direct": _("Direct"),
            "reliance": _("Looked through"),
            "low": _("At least"),
            "high": _("At most"),
            "reason": _("Why not"),
        }
        show_table(
            {"subject": place, "segments": rows},
            ResultTable(headed(["segment"], headings, as_csv=as_csv), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=reasons_said(one.reason for one in found.values()),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _reliance(dataset: Dataset, segment: str, one: Reliance) -> dict[str, Any]:
    return {
        "segment": segment,
        "name": name_of(dataset, segment),
        "direct": plain(one.direct),
        "reliance": plain(one.value),
        "low": plain(one.low),
        "high": plain(one.high),
        "reason": reason_code(one.reason),
        "explain": explained(one.explain),
    }
