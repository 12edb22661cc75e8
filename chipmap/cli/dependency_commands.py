"""`chipmap analysis dependency`: the indicators of strategic dependency, from the trade that was imported."""

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
    name_of,
    reason_code,
    reasons_said,
    segment_or_whole,
    subject_or_focus,
    terms_table,
)
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import subject_meant
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Thresholds
    from chipmap.model.analysis.place_dependence import ProductDependence
    from chipmap.model.dataset import Dataset


class VariantWord(StrEnum):
    """Whose indicators of dependency."""

    EC2021 = "EC2021"
    CEPII = "CEPII"


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

Years = Annotated[
    int | None,
    typer.Option(
        "--years",
        min=1,
        max=10,
        help="How many years to look at, up to the latest: dependent is what is so in most of them. 1 if "
        "left out, 3 for CEPII.",
        show_default=False,
    ),
]
ThresholdsSaid = Annotated[
    list[str] | None,
    typer.Option(
        "--threshold",
        metavar="NAME=NUMBER",
        help="Another threshold for this answer: concentration=0.4, imports=0.5 or exports=1. May be given "
        "often.",
        show_default=False,
    ),
]
_THRESHOLDS = {
    "concentration": ("concentration", "world_concentration"),
    "imports": ("outside_part",),
    "exports": ("imports_to_exports",),
}


def indicate_dependency(
    path: WorkspacePath,
    *,
    subject: OneSubject = None,
    segment: WithinSegment = None,
    product: Products = None,
    variant: VariantOption = VariantWord.EC2021,
    trusted: Trusted = None,
    years: Years = None,
    threshold: ThresholdsSaid = None,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """The indicators of strategic dependency of each imported product, from the workspace's trade flows.

    CDI1 is the concentration of the origins outside, CDI2 the part of imports from outside (for CEPII the
    concentration of world exports), CDI3 imports from outside over exports. Dependent when all three exceed
    their thresholds. With --segment the products that stand for it: “trade codes”. Without trade
    flows there is no figure and no proxy.
    """
    from chipmap.model.analysis.concentration import Variant
    from chipmap.model.analysis.figures import Reason
    from chipmap.model.analysis.place_dependence import dependency_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        place = subject_or_focus(dataset, subject)
        within = segment_or_whole(dataset, segment)
        found = dependency_of(
            dataset,
            place,
            product or None,
            segment=within or None,
            variant=Variant(variant.value),
            trusted=_places(dataset, trusted),
            years=years,
            thresholds=_thresholds(dataset, threshold or ()),
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
                "segment": within or None,
                "variant": variant.value,
                "products": rows,
                "reason": reason_code(reason),
            },
            ResultTable(_product_headings(), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=[
                *_no_trade(dataset, place, within),
                *reasons_said([reason, *_reasons_of_products(found)]),
            ],
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _no_trade(dataset: Dataset, place: str, segment: str) -> Iterator[str]:
    """Why there is nothing to judge, and what to do about it."""
    from chipmap.model.analysis.place_dependence import trade_gap_of
    from chipmap.wording.analysis import no_trade_command

    gap = trade_gap_of(dataset, place, segment or None)
    if gap is not None:
        yield no_trade_command(gap, name_of(dataset, segment), name_of(dataset, place))


def _thresholds(dataset: Dataset, said: Iterable[str]) -> Thresholds:
    """What the indicators must exceed: as the workspace assumes it, but for what is said."""
    from dataclasses import replace

    from chipmap.model.analysis.place_dependence import dependency_thresholds

    rules = dependency_thresholds(dataset)
    for text in said:
        name, _equals, stated = text.partition("=")
        try:
            number = float(stated.replace(",", "."))
        except ValueError:
            number = -1.0
        fields = _THRESHOLDS.get(name.strip().casefold())
        if fields is None or not 0 <= number < float("inf"):
            raise typer.BadParameter(
                _("“{text}” is no threshold. Write concentration=0.4, imports=0.5 or exports=1.").format(
                    text=text
                ),
                param_hint="--threshold",
            )
        for one in fields:
            rules = replace(rules, **{one: number})  # type: ignore[arg-type]  # the field is a number
    return rules


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
