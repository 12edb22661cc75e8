"""What a place is called changes no figure: only the name under which it stands."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.match.place_complexity import complexity_of
from chipmap.model.match.place_partners import PartnerTerm, partners_of
from tests.builders import a_country, a_need, a_region, a_score, three_countries_dataset

PLACES = ("MYS", "JPN", "KOR")
LEAVES = ("litho", "deposition", "packaging_osat", "packaging_advanced")
levels = st.lists(st.integers(0, 5), min_size=4, max_size=4)


def a_world(renamed, ours, theirs):
    """The focus region and three candidates with these levels, under other codes."""
    scores = [a_score(level, "EU27", leaf) for leaf, level in zip(LEAVES, ours, strict=True)]
    for place, row in zip(PLACES, theirs, strict=True):
        scores += [
            a_score(level, renamed[place], leaf, need=4) for leaf, level in zip(LEAVES, row, strict=True)
        ]
    return three_countries_dataset(
        *(a_country(code, code, alpha2=code[:2], numeric=str(at)) for at, code in enumerate(PLACES)),
        a_region("PARTNERS", PLACES, meaning="Partner places"),
        *(a_need("EU27", leaf, level=5) for leaf in LEAVES),
        *scores,
    )


@given(levels, st.tuples(levels, levels, levels), st.sampled_from(list(permutations(PLACES))))
def test_the_benefit_of_two_places_does_not_depend_on_their_names(ours, theirs, order):
    renamed = dict(zip(PLACES, order, strict=True))
    before = partners_of(a_world(dict(zip(PLACES, PLACES, strict=True)), ours, theirs), focus="EU27")
    after = partners_of(a_world(renamed, ours, theirs), focus="EU27")

    now = {one.place: one for one in after.partners}
    for one in before.partners:
        same = now[renamed[one.place]]
        for term in (PartnerTerm.FILLS_OUR_GAP, PartnerTerm.FILLS_THEIR_GAP, PartnerTerm.BALANCE):
            assert same.terms[term].value == pytest.approx(one.terms[term].value, abs=1e-9)
        assert same.ranked.total == pytest.approx(one.ranked.total, abs=1e-9)


@given(levels, st.tuples(levels, levels, levels), st.sampled_from(list(permutations(PLACES))))
def test_the_density_of_a_place_does_not_depend_on_its_name(ours, theirs, order):
    renamed = dict(zip(PLACES, order, strict=True))
    before = complexity_of(a_world(dict(zip(PLACES, PLACES, strict=True)), ours, theirs))
    after = complexity_of(a_world(renamed, ours, theirs))

    for place in PLACES:
        assert after.density[renamed[place]] == pytest.approx(before.density[place], abs=1e-9)
