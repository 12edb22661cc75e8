"""`chipmap analysis concentration|dependency|reliance`: how few supply, and who depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from chipmap.cli.references import subject_meant
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Reliance
    from chipmap.model.analysis.place_dependence import ProductDependence
    from chipmap.model.analysis.segment_suppliers import SegmentConcentration
    from chipmap.model.dataset import Dataset


class BandWord(StrEnum):
    """Whose thresholds of concentration."""

    US2023 = "us2023"
    US2010 = "us2010"
    EU2004 = "eu2004"
    EC_DEPENDENCY = "ec-dependency"


class VariantWord(StrEnum):
    """Whose indicators of dependency."""

    EC2021 = "EC2021"
    CEPII = "CEPII"


BandOption = Annotated[
    BandWord,
    typer.Option(
        "--band",
        help="The thresholds of the tiers: the merger guidelines of the US (2023, 2010) or EU (2004), made "
        "for firms, or the 0.4 of the European Commission for countries.",
        case_sensitive=False,
    ),
]
VariantOption = Annotated[
    VariantWord,
    typer.Option(
        "--variant",
        help="The indicators of the European Commission, or those of CEPII, where two of three years count.",
        case_sensitive=False,
    ),
]
Products = Annotated[
    list[str] | None,
    typer.Option(
        "--product",
        metavar="CODE",
        help="A product code of the trade flows; may be given often. All that are imported if left out.",
        show_default=False,
    ),
]
Trusted = Annotated[
    list[str] | None,
    typer.Option(
        "--trusted",
        metavar="SUBJECT",
        help="A place or region that does not count as outside; may be given often.",
        show_default=False,
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


def indicate_dependency(
    path: WorkspacePath,
    *,
    subject: OneSubject = None,
    product: Products = None,
    variant: VariantOption = VariantWord.EC2021,
    trusted: Trusted = None,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """The indicators of strategic dependency of each imported product, from the workspace's trade flows.

    CDI1 is the concentration of the origins outside, CDI2 the part of imports from outside (for CEPII the
    concentration of world exports), CDI3 imports from outside over exports. Dependent when all three exceed
    their thresholds. Without trade flows there is no figure and no proxy.
    """
    from chipmap.model.analysis.concentration import Variant
    from chipmap.model.analysis.figures import Reason
    from chipmap.model.analysis.place_dependence import dependency_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        place = subject_or_focus(dataset, subject)
        found = dependency_of(
            dataset, place, product or None, variant=Variant(variant.value), trusted=_places(dataset, trusted)
        )
        rows = [_product(one) for one in found]
        reason = None if found else Reason.NO_TRADE
        terms = (
            TermOf(one.product, f"cdi{number}", term)
            for one in found
            for number, indicator in enumerate(one.dependency.indicators, start=1)
            for term in indicator.explain
        )
        show_table(
            {
                "subject": place,
                "variant": variant.value,
                "products": rows,
                "reason": reason_code(reason),
            },
            ResultTable(_product_headings(), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=reasons_said([reason, *_reasons_of_products(found)]),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _places(dataset: Dataset, named: Iterable[str] | None) -> list[str]:
    """The places that are meant, a region with its members."""
    from chipmap.model.analysis.supply import suppliers_meant

    subjects = [subject_meant(dataset, text, parameter="--trusted") for text in named or ()]
    return [place for subject in subjects for place in suppliers_meant(dataset, subject)]


def _product_headings() -> dict[str, str]:
    return {
        "product": _("Product"),
        "year": _("Year"),
        "cdi1": "CDI1",
        "cdi2": "CDI2",
        "cdi3": "CDI3",
        "dependent": _("Dependent"),
        "reason": _("Why not"),
    }


def _product(one: ProductDependence) -> dict[str, Any]:
    row: dict[str, Any] = {
        "product": one.product,
        "year": one.year,
        "unit": one.unit,
        **dict.fromkeys(("cdi1", "cdi2", "cdi3")),
        "dependent": one.dependency.is_dependent,
        "exporters": one.exporters,
        "sources": list(one.sources),
        "reason": reason_code(next(_reasons_of_products([one]), None)),
        "indicators": [
            {
                "value": plain(indicator.value),
                "threshold": plain(indicator.threshold),
                "exceeded": indicator.flag,
                "reason": reason_code(indicator.reason),
                "explain": explained(indicator.explain),
            }
            for indicator in one.dependency.indicators
        ],
    }
    for number, indicator in enumerate(one.dependency.indicators, start=1):
        row[f"cdi{number}"] = plain(indicator.value)
    return row


def _reasons_of_products(found: Iterable[ProductDependence]) -> Iterator[Any]:
    """Why a product has no verdict, or an indicator no value."""
    for one in found:
        for reason in (one.dependency.reason, *(part.reason for part in one.dependency.indicators)):
            if reason is not None:
                yield reason


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
