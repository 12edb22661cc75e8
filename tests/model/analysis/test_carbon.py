"""The carbon lens: parts add up, linear in the grid, never beyond published factors."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.carbon import (
    CarbonFactors,
    change_by_moving,
    moved_share,
    segment_intensity,
    wafer_footprint,
)
from chipmap.model.analysis.figures import Reason

FACTORS = CarbonFactors()
nodes, locations = st.sampled_from(sorted(FACTORS.energy)), st.sampled_from(sorted(FACTORS.grid))
anything = st.one_of(st.none(), st.floats(), st.integers(-9, 9))


@given(nodes, locations, st.floats(95, 99), st.floats(0.1, 1), st.floats(0, 3))
def test_the_footprint_is_linear_in_the_grid_and_its_parts_add_up(node, location, abatement, part, factor):
    def footprint(scale):
        scaled = replace(FACTORS, grid={name: value * scale for name, value in FACTORS.grid.items()})
        return wafer_footprint(node, location, abatement_percent=abatement, yield_part=part, factors=scaled)

    none, one, other = (footprint(scale) for scale in (0, 1, factor))

    assert other.total == pytest.approx(none.total + factor * (one.total - none.total))
    assert sum(term.contribution for term in one.explain) == pytest.approx(one.total, abs=1e-9)
    assert one.electricity + one.gases + one.materials == pytest.approx(one.total)


@given(nodes, locations, st.floats(), st.floats())
def test_a_footprint_of_nonsense_has_a_reason(node, location, abatement, part):
    found = wafer_footprint(node, location, abatement_percent=abatement, yield_part=part)

    assert (found.total is None) == (found.reason is not None)


@pytest.mark.parametrize(
    ("node", "location", "given_parts", "reason"),
    [
        ("SiC", "europe", {}, Reason.NO_FACTOR),
        ("7nm", "nowhere", {}, Reason.NO_FACTOR),
        ("7nm", "europe", {"abatement_percent": 90}, Reason.OUT_OF_RANGE),
        ("7nm", "europe", {"yield_part": 0}, Reason.OUT_OF_RANGE),
        ("7nm", "europe", {"yield_part": 1.2}, Reason.OUT_OF_RANGE),
        ("7nm", "europe", {"yield_part": nan}, Reason.MISSING),
        ("7nm", "europe", {"factors": replace(FACTORS, materials=-1)}, Reason.NEGATIVE),
        ("7nm", "europe", {"factors": replace(FACTORS, materials=inf)}, Reason.NOT_FINITE),
    ],
)
def test_why_there_is_no_footprint(node, location, given_parts, reason):
    assert wafer_footprint(node, location, **given_parts).reason is reason


def test_the_published_factors_say_where_and_when_they_hold():
    assert FACTORS.year == 2022
    assert "ACT" in FACTORS.source
    assert set(FACTORS.energy) == set(FACTORS.gases_95) == set(FACTORS.gases_99)


@given(st.dictionaries(locations, st.floats(0.01, 0.16), min_size=1))
def test_the_intensity_lies_among_the_grids_and_adds_up(shares):
    found = segment_intensity(shares)

    grids = [FACTORS.grid[name] for name in shares]
    assert min(grids) - 1e-9 <= found.value <= max(grids) + 1e-9
    assert sum(term.contribution for term in found.explain) == pytest.approx(found.value, abs=1e-9)
    assert found.coverage == pytest.approx(sum(shares.values()))


@given(st.dictionaries(st.one_of(locations, st.just("nowhere")), anything))
def test_an_intensity_of_nonsense_has_a_reason(shares):
    found = segment_intensity(shares)

    assert (found.value is None) == (found.reason is not None)


def test_a_place_without_a_factor_is_not_clean():
    found = segment_intensity({"europe": 0.5, "nowhere": 0.5})

    assert (found.value, found.coverage) == (300, 0.5)
    assert segment_intensity({"nowhere": 1}).reason is Reason.NO_FACTOR
    assert segment_intensity({"europe": 1.2}).reason is Reason.OVER_HUNDRED
    assert segment_intensity({}).reason is Reason.NOTHING_GIVEN
    assert segment_intensity({"europe": 0}).reason is Reason.NOT_POSITIVE


def test_moving_a_share_to_a_cleaner_grid_lowers_the_intensity():
    found = change_by_moving({"taiwan": 0.6, "europe": 0.4}, 0.1, origin="taiwan", target="europe")

    assert found.value == pytest.approx(-34.2)
    assert sum(term.contribution for term in found.explain) == pytest.approx(found.value)


def test_nothing_is_moved_that_is_not_there():
    shares = {"taiwan": 0.6}

    assert moved_share(shares, 0.7, origin="taiwan", target="europe") is Reason.OUT_OF_RANGE
    assert moved_share(shares, nan, origin="taiwan", target="europe") is Reason.MISSING
    assert moved_share(shares, 0.1, origin="korea", target="europe") is Reason.MISSING
    assert change_by_moving(shares, 0.1, origin="taiwan", target="nowhere").reason is Reason.NO_FACTOR
    assert change_by_moving(shares, 0.9, origin="taiwan", target="europe").reason is Reason.OUT_OF_RANGE
    assert (
        change_by_moving({"taiwan": 9.0}, 0.9, origin="taiwan", target="europe").reason is Reason.OVER_HUNDRED
    )
