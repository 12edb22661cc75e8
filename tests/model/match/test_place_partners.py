"""Partner places: who completes the focus region comes first, with reasons that add up; unknown is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.standing import standings_of
from chipmap.model.edits.assumptions import set_assumption
from chipmap.model.match.gap_segments import chosen_segments, gap_segments
from chipmap.model.match.place_partners import PartnerTerm, Ties, candidates_of, partners_of
from tests.builders import (
    a_collaboration,
    a_country,
    a_need,
    a_region,
    a_score,
    a_share,
    a_suggestion_basis,
    three_countries_dataset,
)

TWIN, OTHER_HALF = "USA", "MYS"
LEAVES = ("litho", "deposition", "packaging_osat", "packaging_advanced")


def a_world(*more):
    """We are strong in equipment and need packaging; Malaysia is the reverse, the USA are like us."""
    ours = [a_score(level, "EU27", leaf) for leaf, level in zip(LEAVES, (5, 5, 1, 1), strict=True)]
    halves = [a_score(level, OTHER_HALF, leaf) for leaf, level in zip(LEAVES, (1, 0, 5, 4), strict=True)]
    twins = [a_score(level, TWIN, leaf) for leaf, level in zip(LEAVES, (5, 4, 1, 1), strict=True)]
    needs = [a_need("EU27", leaf, level=4) for leaf in LEAVES]
    theirs = [a_need(place, leaf, level=4) for place in (OTHER_HALF, TWIN) for leaf in LEAVES]
    return three_countries_dataset(
        a_country("USA", "United States"),
        a_region("PARTNERS", (OTHER_HALF, TWIN), meaning="Partner places"),
        *ours,
        *halves,
        *twins,
        *needs,
        *theirs,
        *more,
    )


def test_the_complementary_place_is_first_and_the_look_alike_is_not():
    found = partners_of(a_world(), focus="EU27")

    first, second = found.partners
    assert (first.place, second.place) == (OTHER_HALF, TWIN)
    assert first.terms[PartnerTerm.FILLS_OUR_GAP].value == pytest.approx(1.0)
    assert first.terms[PartnerTerm.FILLS_THEIR_GAP].value == pytest.approx(1.0)
    assert second.terms[PartnerTerm.FILLS_OUR_GAP].value == 0.0


def test_the_contributions_add_up_to_the_total_out_of_a_hundred():
    for partner in partners_of(a_world(), focus="EU27").partners:
        ranked = partner.ranked
        assert sum(ranked.contributions.values()) == pytest.approx(ranked.total)
        assert 0 <= ranked.total <= 100
        ours = partner.terms[PartnerTerm.FILLS_OUR_GAP]
        assert sum(part.contribution or 0 for part in ours.parts) == pytest.approx(ours.value)


def test_without_needs_the_list_says_what_is_missing():
    dataset = three_countries_dataset(a_score(4, "MYS", "litho"))

    found = partners_of(dataset, focus="EU27")

    assert (found.reason, found.segments) == (Reason.NO_NEED, ())
    assert [one.ranked.total for one in found.partners] == [None]


def test_a_partner_without_needs_is_ranked_one_way_and_says_so():
    dataset = a_world()
    dataset = dataset.with_changes(_without_needs_of(dataset, OTHER_HALF))

    (partner, *_rest) = [
        one for one in partners_of(dataset, focus="EU27").partners if one.place == OTHER_HALF
    ]

    assert partner.terms[PartnerTerm.FILLS_THEIR_GAP].reason is Reason.NO_NEED
    assert "fills_their_gap" in partner.ranked.missing


def _without_needs_of(dataset, place):
    from chipmap.model.changes import Change, ChangeSet

    return ChangeSet(tuple(Change(need, None) for need in dataset.needs.of(place).values()))


def test_a_child_counts_before_its_parent_and_a_need_only_once():
    dataset = a_world(a_need("EU27", "packaging", level=5))
    standings = standings_of(dataset)

    found = gap_segments(standings, "EU27", chosen_segments(standings, "packaging"))

    assert found.counted == ("packaging_osat", "packaging_advanced")


def test_the_parent_counts_where_no_level_of_a_child_is_known():
    dataset = three_countries_dataset(
        a_score(2, "NLD", "packaging"),
        a_need("NLD", "packaging", level=4),
        a_need("NLD", "packaging_osat", level=4),
    )
    standings = standings_of(dataset)

    found = gap_segments(standings, "NLD", ["packaging"])

    assert (found.counted, found.unknown) == (("packaging",), ("packaging_osat",))


def test_a_tie_counts_where_it_exists_or_where_it_would_be_new():
    dataset = a_world(a_collaboration(partners=("NLD", OTHER_HALF), segments=("packaging_osat",)))

    old = {
        one.place: one.terms[PartnerTerm.TIES].value for one in partners_of(dataset, focus="EU27").partners
    }
    new = {
        one.place: one.terms[PartnerTerm.TIES].value
        for one in partners_of(dataset, focus="EU27", ties=Ties.NEW).partners
    }

    assert old == {OTHER_HALF: 1.0, TWIN: 0.0}
    assert new == {OTHER_HALF: 0.0, TWIN: 1.0}


def test_a_supplier_that_holds_much_already_is_more_exposure():
    dataset = a_world(
        a_suggestion_basis("packaging_osat"),
        a_share("packaging_osat", OTHER_HALF, 60.0),
        a_share("packaging_osat", TWIN, 5.0),
    )

    values = {
        one.place: one.terms[PartnerTerm.LOW_EXPOSURE].value
        for one in partners_of(dataset, focus="EU27", segment="packaging_osat").partners
    }

    assert values == {OTHER_HALF: pytest.approx(0.4), TWIN: pytest.approx(0.95)}


def test_another_weight_changes_the_order():
    dataset = a_world(a_collaboration(partners=("NLD", TWIN), segments=LEAVES))
    for name, value in (("fills_our_gap", 0), ("fills_their_gap", 0), ("balance", 0), ("ties", 100)):
        dataset = dataset.with_changes(set_assumption(dataset, f"match.{name}", value, "A test"))

    assert partners_of(dataset, focus="EU27").partners[0].place == TWIN


def test_candidates_are_the_members_of_the_candidate_region_without_ourselves():
    dataset = a_world(a_region("PARTNERS", (OTHER_HALF, TWIN, "NLD"), meaning="Partner places"))

    assert candidates_of(dataset, "EU27") == [OTHER_HALF, TWIN]
    assert [one.place for one in partners_of(dataset, focus="EU27", candidates=["DEU"]).partners] == ["DEU"]


@given(st.floats(0.1, 20))
def test_weights_that_are_all_larger_give_the_same_order(factor):
    dataset = a_world()
    plain = partners_of(dataset, focus="EU27")
    scaled = partners_of(
        dataset, focus="EU27", weights={term: weight * factor for term, weight in plain.weights.items()}
    )

    assert [one.place for one in plain.partners] == [one.place for one in scaled.partners]


def test_the_chance_to_be_among_the_first_three_is_reproducible():
    one, other = (partners_of(a_world(), focus="EU27", draws=200, seed=5) for _ in range(2))

    assert [a.ranked.top_probability for a in one.partners] == [1.0, 1.0]
    assert one == other
