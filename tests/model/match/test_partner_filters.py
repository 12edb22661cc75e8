"""A filter of partners hides and never ranks anew."""

from __future__ import annotations

from chipmap.model.match.partner_filters import PartnerFilter, like_minded_regions, shown_partners
from chipmap.model.match.place_partners import PartnerTerm, partners_of, reweighted, weights_of
from chipmap.model.records import CheckState, DueDiligence, DueDiligenceTopic
from tests.builders import a_collaboration, a_country, a_need, a_region, a_score, three_countries_dataset

LEAVES = ("litho", "packaging_osat")


def a_world():
    scores = [a_score(4, place, leaf) for place in ("MYS", "USA") for leaf in LEAVES]
    return three_countries_dataset(
        a_country("USA", "United States"),
        a_country("JPN", "Japan"),
        a_region("PARTNERS", ("MYS", "USA", "JPN")),
        a_region("G7", ("USA", "JPN")),
        *scores,
        *[a_score(1, "EU27", leaf) for leaf in LEAVES],
        *[a_need("EU27", leaf, level=4) for leaf in LEAVES],
        a_collaboration("moc", partners=("EU27", "MYS")),
        DueDiligence("MYS", DueDiligenceTopic.ETHICS, CheckState.REVIEWED, "Desk", reviewed_on="2026"),
        DueDiligence("USA", DueDiligenceTopic.RESEARCH_SECURITY, CheckState.UNDER_REVIEW, "Desk"),
        DueDiligence(
            "JPN", DueDiligenceTopic.RESEARCH_SECURITY, CheckState.REVIEWED, "Desk", reviewed_on="2026"
        ),
    )


def shown(**chosen):
    dataset = a_world()
    found = partners_of(dataset, focus="EU27")
    return {one.place: one.ranked for one in shown_partners(dataset, found, PartnerFilter(**chosen))}


def test_the_plain_filter_shows_all_in_their_order():
    dataset = a_world()
    found = partners_of(dataset, focus="EU27")

    assert PartnerFilter().is_plain
    assert shown_partners(dataset, found, PartnerFilter()) == found.partners


def test_each_condition_leaves_out_who_does_not_meet_it():
    assert set(shown(has_collaboration=True)) == {"MYS"}
    assert set(shown(least_coverage=1.0)) == {"MYS", "USA"}
    assert set(shown(member_of="G7")) == {"USA", "JPN"}
    assert set(shown(has_security_review=True)) == {"JPN"}
    assert set(shown(member_of="G7", has_collaboration=True)) == set()


def test_who_is_shown_keeps_rank_and_total():
    everyone, some = shown(), shown(member_of="G7")

    assert all(everyone[place] == ranked for place, ranked in some.items())


def test_like_minded_regions_are_those_with_members():
    assert {"G7", "PARTNERS"} <= set(like_minded_regions(a_world()))


def test_other_weights_rank_the_same_terms_as_asking_anew_would():
    dataset = a_world()
    weights = dict.fromkeys(PartnerTerm, 1.0) | {PartnerTerm.TIES: 95.0}
    asked = {"focus": "EU27", "draws": 50, "seed": 3}

    found = reweighted(partners_of(dataset, focus="EU27"), weights, draws=50, seed=3)

    assert found == partners_of(dataset, weights=weights, **asked)
    assert found.weights != weights_of(dataset)
