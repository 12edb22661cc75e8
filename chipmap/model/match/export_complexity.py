"""Complexity from exports: who has a revealed advantage in which product, one year at a time.

A place that reports no export of a product has none of it; places that report nothing at all are not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.place_dependence import EXPORT
from chipmap.model.dataset import Dataset
from chipmap.model.match.complexity import held_by_advantage, rca
from chipmap.model.match.place_complexity import PlaceComplexity, complexity_over
from chipmap.model.records import TradeFlow


@dataclass(frozen=True, slots=True)
class ExportComplexity:
    """The complexity of reporters and product codes, of one year and in the unit of most of its flows."""

    found: PlaceComplexity
    year: int | None = None
    unit: str = ""
    sources: tuple[str, ...] = ()


def export_years(dataset: Dataset) -> list[int]:
    """The years for which a country's exports are known."""
    return sorted({flow.year for flow in _exports(dataset, frozenset())})


def export_complexity_of(
    dataset: Dataset, *, year: int | None = None, products: Iterable[str] = ()
) -> ExportComplexity:
    """RCA of 1 or more says who has what; the latest year unless named, of the products asked or of all."""
    flows = _exports(dataset, frozenset(products))
    used = year if year is not None else max((flow.year for flow in flows), default=None)
    of_year = [flow for flow in flows if flow.year == used]
    units = [flow.unit for flow in of_year]
    unit = max(sorted(set(units)), key=units.count, default="")
    values: dict[tuple[str, str, str], float] = {}
    for flow in sorted(of_year, key=lambda one: one.source):
        if flow.unit == unit:
            values.setdefault((flow.reporter, flow.product, flow.partner), flow.value)
    if not values:
        return ExportComplexity(PlaceComplexity({}, {}, {}, reason=Reason.NO_TRADE), used)
    if any(value < 0 for value in values.values()):
        return ExportComplexity(PlaceComplexity({}, {}, {}, reason=Reason.NEGATIVE), used, unit)
    places = sorted({place for place, _product, _partner in values})
    codes = sorted({product for _place, product, _partner in values})
    row, column = {one: at for at, one in enumerate(places)}, {one: at for at, one in enumerate(codes)}
    amounts = np.zeros((len(places), len(codes)))
    for (place, product, _partner), value in values.items():
        amounts[row[place], column[product]] += value
    if not amounts.any():
        return ExportComplexity(PlaceComplexity({}, {}, {}, reason=Reason.NOT_POSITIVE), used, unit)
    held = held_by_advantage(rca(amounts))
    found = complexity_over(places, codes, held, dict.fromkeys(places, True))
    sources = tuple(sorted({flow.source for flow in of_year if flow.unit == unit}))
    return ExportComplexity(replace(found, known=1.0), used, unit, sources)


def _exports(dataset: Dataset, products: frozenset[str]) -> list[TradeFlow]:
    return [
        flow
        for flow in dataset.trade_flows.values()
        if flow.flow == EXPORT
        and flow.reporter in dataset.countries
        and (not products or flow.product in products)
    ]
