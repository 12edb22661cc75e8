"""Complexity over a workspace: from levels or from exports, and reasons where the table says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.match.export_complexity import export_complexity_of, export_years
from chipmap.model.match.place_complexity import complexity_of
from tests.builders import a_country, a_score, a_segment, a_stage, three_countries_dataset
from tests.received_builders import a_trade_flow

PLACES = [f"P{number:02}" for number in range(8)]
SEGMENTS = [f"s{number}" for number in range(7)]


def a_staircase(*records):
    """Eight places whose strengths overlap like a staircase with two irregular steps."""
    places = [a_country(code, code, alpha2=code[1:], numeric=code[1:] + "0") for code in PLACES]
    segments = [
        a_stage("all", 10),
        *(a_segment(name, "all", order=11 + at) for at, name in enumerate(SEGMENTS)),
    ]
    scores = [
        a_score(5 if at <= row or (row, at) in {(0, 4), (2, 6)} else 1, place, name)
        for row, place in enumerate(PLACES)
        for at, name in enumerate(SEGMENTS)
    ]
    return three_countries_dataset(*places, *segments, *scores, *records)


def exports_of(factor: float = 1.0, **changed):
    values = np.random.default_rng(5).pareto(1.0, (len(PLACES), 6))
    return [
        a_trade_flow(
            reporter=place,
            partner="DEU",
            product=f"85{at}",
            flow="export",
            value=factor * float(values[row, at]),
            **changed,
        )
        for row, place in enumerate(PLACES)
        for at in range(6)
    ]


@pytest.mark.parametrize(
    "found",
    [complexity_of(a_staircase()), export_complexity_of(a_staircase(*exports_of())).found],
    ids=["levels", "exports"],
)
def test_terms_add_up_to_the_index_and_to_every_density(found):
    assert found.reason is None
    assert found.eci
    assert found.is_experimental
    for place, eci in found.eci.items():
        assert sum(term.contribution for term in found.explain(place)) == pytest.approx(eci)
    for place, around in found.density.items():
        for activity, dense in around.items():
            terms = found.explain_density(place, activity)
            assert 0 <= dense <= 100 + 1e-9
            assert sum(term.contribution for term in terms) == pytest.approx(dense)
            assert activity not in {term.subject for term in terms}


def test_the_unit_of_exports_does_not_matter():
    once, scaled = (
        export_complexity_of(a_staircase(*exports_of(factor))).found.eci for factor in (1.0, 1000.0)
    )

    assert once == pytest.approx(scaled)


def test_exports_are_those_of_one_year_and_of_the_products_asked():
    dataset = a_staircase(*exports_of(year=2022), *exports_of(year=2024)[:-6])

    assert export_years(dataset) == [2022, 2024]
    assert export_complexity_of(dataset).year == 2024
    assert "P07" in export_complexity_of(dataset, year=2022).found.density
    assert "P07" not in export_complexity_of(dataset).found.density
    assert set(export_complexity_of(dataset, products=["850", "851"]).found.closeness) == {"850", "851"}


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([], Reason.NO_TRADE),
        (exports_of(-1.0), Reason.NEGATIVE),
        (exports_of(0.0), Reason.NOT_POSITIVE),
        (exports_of()[:6], Reason.TOO_FEW),
    ],
)
def test_exports_that_say_nothing_have_a_reason_and_no_index(flows, reason):
    found = export_complexity_of(a_staircase(*flows)).found

    assert found.reason is reason
    assert not found.eci
    assert not found.pci


@pytest.mark.parametrize(
    ("scores", "reason"),
    [([], Reason.ALL_MISSING), ([a_score(1)], Reason.TOO_FEW), ([a_score(5)], Reason.TOO_FEW)],
)
def test_levels_that_say_nothing_have_a_reason_and_no_index(scores, reason):
    found = complexity_of(three_countries_dataset(*scores))

    assert found.reason is reason
    assert not found.eci
