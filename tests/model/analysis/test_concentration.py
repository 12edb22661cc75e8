"""Concentration, dependency, reliance and chokepoints: bounds, invariances, reasons for what is unknown."""

from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chipmap.model.analysis.concentration import (
    Band,
    Tier,
    Trade,
    Variant,
    chokepoints,
    concentration_ratio,
    dependency_indicators,
    dependency_over_years,
    downstream_reach,
    effective_suppliers,
    foreign_input_reliance,
    hhi,
    hhi_bounds,
    hhi_normalised,
    shannon,
    tier_of,
)
from chipmap.model.analysis.figures import Reason

sizes = st.lists(st.floats(0.01, 1000), min_size=1, max_size=8)
anything = st.one_of(st.none(), st.floats(), st.integers(-9, 9))
names = st.sampled_from(["A", "B", "C", "D", "E"])
odd_rows = st.dictionaries(names, anything, max_size=4)
odd_tables = st.dictionaries(names, odd_rows, max_size=4)
parts = st.floats(0, 1)
links = st.dictionaries(st.tuples(names, names), anything, max_size=3)


def adds_up(figure):
    return sum(term.contribution for term in figure.explain) == pytest.approx(figure.value, abs=1e-9)


@given(sizes, st.floats(0.001, 1000))
def test_measures_keep_their_bounds_and_do_not_depend_on_the_unit(shares, factor):
    scaled = [size * factor for size in shares]
    n = len(shares)

    assert 1 / n - 1e-9 <= hhi(shares).value <= 1 + 1e-9
    assert shannon(shares).effective_suppliers <= n + 1e-9
    assert effective_suppliers(shares).value <= shannon(shares).effective_suppliers + 1e-9
    for measure in (hhi, hhi_normalised, effective_suppliers, concentration_ratio):
        found = measure(shares)
        assert found.value == pytest.approx(measure(scaled).value, abs=1e-9)
        if found.value is not None:
            assert adds_up(found)
    diversity = shannon(shares)
    assert sum(term.contribution for term in diversity.explain) == pytest.approx(diversity.entropy, abs=1e-9)


@given(st.lists(st.floats(0.01, 1000), min_size=2, max_size=8))
def test_two_suppliers_that_merge_never_lower_the_index(shares):
    assert hhi([shares[0] + shares[1], *shares[2:]]).value >= hhi(shares).value - 1e-12


@given(sizes)
def test_the_largest_come_first(shares):
    ratios = [concentration_ratio(shares, k).value for k in range(1, len(shares) + 2)]

    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1)


@given(st.lists(anything, max_size=5), st.integers(-1, 4))
def test_sizes_that_are_none_give_a_reason(shares, k):
    measures = (hhi, hhi_normalised, effective_suppliers)
    for found in (*(measure(shares) for measure in measures), concentration_ratio(shares, k)):
        assert (found.value is None) == (found.reason is not None)
    assert (shannon(shares).entropy is None) == (shannon(shares).reason is not None)
    bounds = hhi_bounds(shares)
    assert (bounds.low is None) == (bounds.reason is not None)


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ([], Reason.NOTHING_GIVEN),
        ([0, 0], Reason.NOT_POSITIVE),
        ([1, -1], Reason.NEGATIVE),
        ([1, nan], Reason.MISSING),
        ([1, None], Reason.MISSING),
        ([1, inf], Reason.NOT_FINITE),
    ],
)
def test_why_there_is_no_concentration(shares, reason):
    assert hhi(shares).reason is hhi_bounds(shares).reason is shannon(shares).reason is reason


@given(st.lists(st.floats(0.1, 30), min_size=1, max_size=3))
def test_every_way_of_filling_the_unknown_part_lies_between_the_bounds(known):
    bounds = hhi_bounds(known)
    assume(bounds.unknown_share > 0)
    rest = 100 - sum(known)

    for filled in ([rest], [rest / 2, rest / 2], [rest / 50] * 50):
        assert bounds.low - 1e-9 <= hhi([*known, *filled]).value <= bounds.high + 1e-9
    assert sum(term.contribution for term in bounds.explain) == pytest.approx(bounds.low, abs=1e-9)
    assert sum(term.contribution for term in bounds.explain_high) == pytest.approx(bounds.high, abs=1e-9)


def test_shares_of_98_to_102_per_cent_are_a_whole():
    for whole in ([49, 49], [50, 50], [51, 51]):
        assert hhi_bounds(whole).is_exact
        assert hhi_bounds(whole).low == pytest.approx(0.5)
    assert not hhi_bounds([48, 49]).is_exact
    assert hhi_bounds([52, 51]).reason is Reason.OVER_HUNDRED


def test_who_holds_at_least_a_share_may_hold_the_unknown_part():
    bounds = hhi_bounds({"TWN": 50, "KOR": 20}, lower_bounds={"KOR", "TWN"})

    assert bounds.low == pytest.approx(0.29)
    assert bounds.high == pytest.approx(0.8**2 + 0.2**2)
    assert sum(term.contribution for term in bounds.explain_high) == pytest.approx(bounds.high)


def test_a_threshold_that_is_met_exactly_is_not_passed():
    assert [tier_of(value) for value in (0.10, 0.18, 0.181)] == [Tier.LOW, Tier.MODERATE, Tier.HIGH]
    assert tier_of(0.4, Band.EC_DEPENDENCY) is Tier.LOW
    assert tier_of(0.41, Band.EC_DEPENDENCY) is Tier.HIGH
    assert tier_of(None) is None


imports = st.dictionaries(names, st.floats(0.1, 100), min_size=1)


@given(imports, st.floats(1, 3), st.floats(0.1, 500), st.floats(0.01, 1000), st.sampled_from(Variant))
def test_the_indicators_do_not_depend_on_the_unit_of_value(origins, more, exports, factor, variant):
    one = dependency_indicators(Trade(origins, sum(origins.values()) * more, exports, origins), variant)
    scaled = {origin: value * factor for origin, value in origins.items()}
    other = dependency_indicators(
        Trade(scaled, sum(origins.values()) * more * factor, exports * factor, scaled), variant
    )

    values = [[indicator.value for indicator in found.indicators] for found in (one, other)]
    assert values[0] == pytest.approx(values[1], rel=1e-9)
    for indicator in one.indicators:
        assert sum(term.contribution for term in indicator.explain) == pytest.approx(
            indicator.value, abs=1e-9
        )


@given(odd_rows, anything, anything, odd_rows, st.sampled_from(Variant))
def test_trade_that_makes_no_sense_raises_no_flag_without_a_value(origins, total, exports, world, variant):
    found = dependency_indicators(Trade(origins, total, exports, world), variant)

    for indicator in found.indicators:
        assert indicator.value is not None or indicator.reason is not None
        assert indicator.flag is None or indicator.value is not None or indicator.reason is Reason.NO_EXPORTS
    if found.is_dependent:
        assert all(indicator.flag for indicator in found.indicators)


def test_without_imports_nothing_depends():
    found = dependency_indicators(Trade({}, 0, 0))

    assert found.is_dependent is False
    assert found.reason is Reason.NO_TRADE
    assert found.indicators[0].value is None


def test_imports_without_exports_raise_the_third_flag():
    third = dependency_indicators(Trade({"CHN": 9}, 10, 0)).indicators[2]

    assert (third.value, third.flag, third.reason) == (None, True, Reason.NO_EXPORTS)


def test_an_unknown_total_leaves_dependence_open_unless_another_flag_is_down():
    assert dependency_indicators(Trade({"CHN": 9}, None, 1)).is_dependent is None
    assert dependency_indicators(Trade({"CHN": 9}, None, 100)).is_dependent is False


def test_without_the_exports_of_the_world_the_variant_of_cepii_stays_open():
    second = dependency_indicators(Trade({"CHN": 9}, 10, 1), Variant.CEPII).indicators[1]

    assert (second.value, second.flag, second.reason) == (None, None, Reason.MISSING)


def test_more_imports_from_outside_than_in_all_are_an_error_of_the_figures():
    assert dependency_indicators(Trade({"CHN": 9}, 5, 1)).reason is Reason.INCONSISTENT


def test_two_of_three_years_decide():
    yes = Trade({"CHN": 9}, 10, 1, {"CHN": 1})
    no = Trade({"CHN": 9}, 10, 100, {"CHN": 1})
    unknown = Trade({"CHN": 9}, 10, None, {"CHN": 1})

    assert dependency_over_years([yes, no, yes]).is_dependent is True
    assert dependency_over_years([yes, no, no]).is_dependent is False
    assert dependency_over_years([yes, no, unknown]).is_dependent is None
    assert dependency_over_years([]).reason is Reason.NOTHING_GIVEN


@st.composite
def chains(draw):
    domestic = {name: draw(st.one_of(st.none(), parts)) for name in "ABCDE"}
    inputs = {}
    for name in "BCDE":
        chosen = draw(st.lists(st.sampled_from("ABCDE"), unique=True, max_size=3))
        inputs[name] = {one: draw(parts) / max(1, len(chosen)) for one in chosen}
    return domestic, inputs


@given(chains())
def test_reliance_lies_between_the_direct_part_and_everything(chain):
    domestic, inputs = chain
    for name, found in foreign_input_reliance(domestic, inputs).items():
        if domestic[name] is None:
            assert found.reason is Reason.MISSING
        elif found.value is None:
            assert found.reason in (Reason.LOW_COVERAGE, Reason.CYCLE)
            if found.reason is Reason.LOW_COVERAGE:
                assert found.direct - 1e-9 <= found.low < found.high <= 1 + 1e-9
        else:
            assert found.direct - 1e-9 <= found.value <= 1 + 1e-9
            assert adds_up(found)


@given(odd_rows, odd_tables)
def test_a_chain_of_nonsense_gives_a_reason(domestic, inputs):
    for found in foreign_input_reliance(domestic, inputs).values():
        assert (found.value is None) == (found.reason is not None)


def test_segments_that_need_each_other_are_solved_together():
    found = foreign_input_reliance(
        {"chips": 0.5, "tools": 0.5}, {"chips": {"tools": 1}, "tools": {"chips": 1}}
    )

    assert found["chips"].value == pytest.approx(1)


def test_a_closed_loop_without_any_import_stays_open():
    found = foreign_input_reliance({"a": 1, "b": 1}, {"a": {"b": 1}, "b": {"a": 1}})

    assert {one.reason for one in found.values()} == {Reason.CYCLE}


def test_what_upstream_is_unknown_makes_an_interval():
    found = foreign_input_reliance({"fab": 0.5}, {"fab": {"wafer": 0.4}})["fab"]

    assert (found.value, found.direct, found.low, found.high) == (None, 0.5, 0.5, pytest.approx(0.7))


LINKS = {("wafer", "fab"): 1.0, ("fab", "pack"): 0.5, ("gas", "fab"): 0.2, ("pack", "wafer"): 0.4}


def test_reach_follows_critical_links_downstream():
    weights = dict.fromkeys(("wafer", "fab", "pack", "gas"), 1.0)

    assert downstream_reach("wafer", LINKS, weights) == 0.5
    assert downstream_reach("gas", LINKS, weights) == 0
    assert downstream_reach("gas", LINKS, weights, criticality=0.1) == 0.75


def test_a_hold_is_flagged_where_nobody_can_step_in():
    found = chokepoints(
        {"wafer": {"JPN": 0.6, "TWN": 0.2}, "gas": {"UKR": 0.7}},
        LINKS,
        substitution={"wafer": 0.2, "gas": 0.9},
    ).found

    assert [(hold.country, hold.is_flagged) for hold in found] == [
        ("JPN", True),
        ("TWN", False),
        ("UKR", False),
    ]
    assert found[0].index == pytest.approx(0.6 * 0.5 * 0.8)
    for hold in found:
        assert sum(term.contribution for term in hold.explain) == pytest.approx(hold.index, abs=1e-9)


def test_the_order_follows_the_loss_of_a_model_where_one_is_asked():
    held = {"wafer": {"JPN": 0.6}, "gas": {"UKR": 0.7}}
    found = chokepoints(held, LINKS, loss_of=lambda country, segment: {"UKR": 2.0, "JPN": 1.0}[country]).found

    assert [(hold.country, hold.loss) for hold in found] == [("UKR", 2.0), ("JPN", 1.0)]


@given(odd_tables, links, odd_rows)
def test_holds_of_nonsense_are_left_out_with_a_reason(held, some_links, substitution):
    found = chokepoints(held, some_links, substitution=substitution)

    assert {hold.segment for hold in found.found}.isdisjoint(found.left_out)
    assert all(0 <= hold.index <= 1.02 for hold in found.found)
