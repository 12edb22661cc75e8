"""How far a place depends on others: the EU indicators from trade flows, and foreign inputs looked through.

The indicators need trade that the officer has imported; without it there is "no trade data", never a proxy.
Reliance takes the place's own world share of a segment as what it makes for itself, as if everybody bought
from the world alike; whoever shows it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from chipmap.model.analysis.concentration import (
    Dependency,
    Reliance,
    Thresholds,
    Trade,
    Variant,
    dependency_indicators,
    dependency_over_years,
    foreign_input_reliance,
)
from chipmap.model.analysis.concentration.measures import FULL_LEAST
from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.product_codes import codes_of, products_meant
from chipmap.model.analysis.shares import world_share
from chipmap.model.analysis.supply import input_shares, suppliers_meant, supply_of
from chipmap.model.analysis.trusted import importers_inside
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import ROOT_SEGMENT, TradeFlow

IMPORT, EXPORT = "import", "export"
_YEARS = 3
"""CEPII looks at three years."""

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class ProductDependence:
    """The indicators for one product code, of the latest year that has imports.

    `unit` is that of the flows that count; flows in other units are left out. `exporters` is the number of
    places whose exports are known, on which CEPII's second indicator rests.
    """

    subject: str
    product: str
    dependency: Dependency
    year: int | None = None
    unit: str = ""
    exporters: int = 0
    sources: tuple[str, ...] = ()


class TradeGap(StrEnum):
    """Why there is no indicator for a place in a segment."""

    NO_FLOWS = "no-flows"
    """No trade has been imported into the workspace."""
    NO_CODES = "no-codes"
    """There is trade, but no product code stands for the segment."""
    NO_IMPORTS = "no-imports"
    """There are codes, but the place reports no imports of them."""


def traded_products(dataset: Dataset, subject: str, segment: str | None = None) -> list[str]:
    """The product codes that a place, or the members of a region, report imports of; all, or of a segment."""
    side = set(suppliers_meant(dataset, subject))
    flows = dataset.trade_flows.values()
    found = sorted({flow.product for flow in flows if flow.reporter in side and flow.flow == IMPORT})
    if segment is None or segment == ROOT_SEGMENT:
        return found
    return products_meant(codes_of(dataset, segment), found)


def trade_gap_of(dataset: Dataset, subject: str, segment: str | None = None) -> TradeGap | None:
    """Why nothing can be said of a place in a segment; None where there is trade to judge."""
    if traded_products(dataset, subject, segment):
        return None
    if not dataset.trade_flows:
        return TradeGap.NO_FLOWS
    is_whole = segment is None or segment == ROOT_SEGMENT
    return TradeGap.NO_IMPORTS if is_whole or codes_of(dataset, segment or "") else TradeGap.NO_CODES


def dependency_thresholds(dataset: Dataset) -> Thresholds:
    """What the indicators must exceed, as the workspace assumes it."""
    concentration = value_of(dataset, "dependency.concentration")
    return Thresholds(
        concentration,
        value_of(dataset, "dependency.imports"),
        value_of(dataset, "dependency.exports"),
        concentration,
    )


def dependency_of(
    dataset: Dataset,
    subject: str,
    products: Iterable[str] | None = None,
    *,
    segment: str | None = None,
    variant: Variant = Variant.EC_2021,
    trusted: Iterable[str] = (),
    years: int | None = None,
    thresholds: Thresholds | None = None,
) -> list[ProductDependence]:
    """The EU indicators of strategic dependency for each product code that is imported, or those asked.

    With a `segment` only the products whose codes stand for it or what is beneath it. Outside is whoever is
    not `importers_inside`. The latest year counts, for CEPII's variant the last three; over several `years`
    a product is dependent where it is so in most of them. A product without imports has the reason "no trade
    data"; without any trade the list is empty.
    """
    side = frozenset(suppliers_meant(dataset, subject))
    importer = _Importer(subject, side, importers_inside(dataset, subject, trusted))
    asked = traded_products(dataset, subject, segment) if products is None else list(products)
    looked_at = years or (_YEARS if variant is Variant.CEPII else 1)
    rules = replace(thresholds or dependency_thresholds(dataset), years=looked_at // 2 + 1)
    judging = _Judging(variant, rules, looked_at)
    by_product: dict[str, list[TradeFlow]] = {product: [] for product in asked}
    for flow in dataset.trade_flows.values():
        if flow.product in by_product:
            by_product[flow.product].append(flow)
    return [_product_dependence(importer, product, by_product[product], judging) for product in asked]


@dataclass(frozen=True, slots=True)
class _Importer:
    """Whose dependence is asked: the subject, all who report for it, and all who are not outside."""

    subject: str
    side: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Judging:
    """How: whose indicators, what they must exceed, and over how many years."""

    variant: Variant
    rules: Thresholds
    years: int


def _product_dependence(
    importer: _Importer, product: str, flows: list[TradeFlow], judging: _Judging
) -> ProductDependence:
    variant, rules = judging.variant, judging.rules
    imports = [flow for flow in flows if flow.reporter in importer.side and flow.flow == IMPORT]
    if not imports:
        return ProductDependence(importer.subject, product, Dependency(variant, reason=Reason.NO_TRADE))
    unit = _usual_unit(imports)
    counted = [flow for flow in flows if flow.unit == unit]
    year = max(flow.year for flow in imports if flow.unit == unit)
    years = [year - back for back in reversed(range(judging.years))]
    known = [trade for one in years if (trade := _trade(counted, one, importer)) is not None]
    found = (
        dependency_over_years(known, variant, rules)
        if judging.years > 1
        else dependency_indicators(known[-1], variant, rules)
    )
    sources = {flow.source for flow in counted if flow.year in years}
    exporters = len(known[-1].world_exports)
    return ProductDependence(importer.subject, product, found, year, unit, exporters, tuple(sorted(sources)))


def _usual_unit(flows: Iterable[TradeFlow]) -> str:
    """The unit of most flows; flows in two units cannot be added."""
    listed = [flow.unit for flow in flows]
    return max(sorted(set(listed)), key=listed.count)


def _trade(flows: Iterable[TradeFlow], year: int, importer: _Importer) -> Trade | None:
    """One year of a product; None where the subject reports no imports in it."""
    subject, inside = importer.subject, importer.inside
    latest = _one_each(flow for flow in flows if flow.year == year)
    own = [flow for flow in latest if flow.reporter in importer.side]
    if any(flow.reporter == subject for flow in own):
        own = [flow for flow in own if flow.reporter == subject]
    imports = [flow for flow in own if flow.flow == IMPORT]
    if not imports:
        return None
    exports = [flow for flow in own if flow.flow == EXPORT]
    world: dict[str, float] = {}
    for flow in latest:
        if flow.flow == EXPORT and flow.reporter not in importer.side:
            world[flow.reporter] = world.get(flow.reporter, 0.0) + flow.value
    outward = sum(flow.value for flow in exports if flow.partner not in inside)
    if world and outward:
        world[subject] = outward
    origins: dict[str, float] = {}
    for flow in imports:
        if flow.partner not in inside:
            origins[flow.partner] = origins.get(flow.partner, 0.0) + flow.value
    return Trade(
        origins,
        sum(flow.value for flow in imports),
        sum(flow.value for flow in exports) if exports else None,
        world,
    )


def _one_each(flows: Iterable[TradeFlow]) -> list[TradeFlow]:
    """One flow of each reporter, partner and direction; of several sources the first by name."""
    found: dict[tuple[str, str, str], TradeFlow] = {}
    for flow in sorted(flows, key=lambda one: one.source):
        found.setdefault((flow.reporter, flow.partner, flow.flow), flow)
    return list(found.values())


def domestic_shares(dataset: Dataset, subject: str) -> dict[str, float | None]:
    """The part (0–1) of each segment that a place makes for itself, at the world's purchase mix.

    None where it is not known, or the shares cannot be right: a place that is not listed makes nothing only
    where the shares are a whole.
    """
    found: dict[str, float | None] = {}
    for segment in map(str, dataset.segments):
        if segment == ROOT_SEGMENT:
            continue
        supply = supply_of(dataset, segment)
        is_wrong = supply.reason in (Reason.OVER_HUNDRED, Reason.NEGATIVE)
        share = None if is_wrong else world_share(dataset, subject, segment)
        if share is None and supply.reason is None and supply.known >= FULL_LEAST:
            share = 0.0
        found[segment] = None if share is None else min(1.0, share / _WHOLE)
    return found


def reliance_of(dataset: Dataset, subject: str) -> Mapping[str, Reliance]:
    """How much of each segment's output in a place rests on foreign inputs, looked through all stages.

    An interval where the place's share is not known somewhere upstream; the input shares are those of the
    workspace's links. Where the place's own share is not known, the reason is that of the segment's shares.
    """
    found = foreign_input_reliance(domestic_shares(dataset, subject), input_shares(dataset))
    return {
        segment: replace(one, reason=supply_of(dataset, segment).reason or one.reason)
        if one.reason is Reason.MISSING
        else one
        for segment, one in found.items()
    }
