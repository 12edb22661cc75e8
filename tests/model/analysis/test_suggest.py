"""Suggested levels: one group of cited shares first, then the latest other; never more than is known."""

import pytest

from chipmap.model.analysis.reasons import Rule
from chipmap.model.analysis.standing import Origin, standings_of
from chipmap.model.analysis.suggest import level_of_share
from chipmap.model.records import NA, Confidence
from tests.builders import (
    a_country,
    a_dataset,
    a_rater,
    a_region,
    a_score,
    a_segment,
    a_share,
    a_source,
    a_stage,
    a_stated_strength,
    a_suggestion_basis,
    an_institution,
    some_settings,
    three_countries_dataset,
)

THRESHOLDS = (50.0, 20.0, 8.0, 2.0, 0.0)


def shown(*records, subject="NLD", segment="litho", settings=None):
    dataset = three_countries_dataset(*records, settings=settings)
    return standings_of(dataset).of(subject, segment)


def europe(*records, members=("NLD", "DEU")):
    """A Union of two, the United Kingdom and Türkiye beside it, one stage with two sub-segments."""
    return a_dataset(
        a_country("NLD", subregion="Western Europe"),
        a_country("DEU", subregion="Western Europe"),
        a_country("GBR", subregion="Northern Europe"),
        a_country("TUR", subregion="Western Asia"),
        a_country("USA", subregion="Northern America"),
        a_region("EU27", members),
        a_region("EUROPE", (), region_kind="statistical"),
        a_stage("equipment", 1),
        a_segment("litho", "equipment", order=2),
        a_segment("deposition", "equipment", order=3),
        a_source(),
        a_rater(),
        *records,
    )


@pytest.mark.parametrize(
    ("percent", "level"),
    [
        (100, 5),
        (50, 5),
        (49.9, 4),
        (20, 4),
        (19.9, 3),
        (8, 3),
        (7.9, 2),
        (2, 2),
        (1.9, 1),
        (0.01, 1),
        (0, None),
    ],
)
def test_a_share_gives_the_level_of_the_threshold_it_reaches(percent, level):
    assert level_of_share(percent, THRESHOLDS) == level


def test_thresholds_are_a_record_of_the_workspace():
    settings = some_settings(share_thresholds=(90.0, 70.0, 60.0, 10.0, 0.0))

    assert shown(a_share(percent=62), settings=settings).level == 3


def test_a_share_of_the_segments_group_decides_before_a_later_one():
    standing = shown(
        a_suggestion_basis(),
        a_share(percent=9, year=2024),
        a_share(percent=60, year=2025, basis="shipments"),
    )

    assert (standing.level, standing.origin, standing.confidence) == (3, Origin.SUGGESTED, Confidence.LOW)
    assert standing.why.rule is Rule.SHARE_OF_BASIS
    assert standing.why.basis == a_suggestion_basis()


def test_a_place_that_the_group_does_not_list_takes_its_latest_other_share_with_its_own_measure():
    standing = shown(
        a_suggestion_basis(),
        a_share(subject="DEU", percent=80),
        a_share(percent=60, year=2019, measure="capacity_by_location", basis="capacity"),
        a_share(percent=9, year=2022, measure="capacity_by_location", basis="capacity"),
    )

    assert standing.level == 3
    assert standing.why.rule is Rule.OTHER_SHARE
    assert (standing.why.measure, standing.why.year) == ("capacity_by_location", 2022)


@pytest.mark.parametrize(("year", "level"), [(2016, 5), (2015, None)])
def test_an_other_share_counts_for_ten_years(year, level):
    assert shown(a_suggestion_basis(), a_share(year=year, basis="other group")).level == level


def test_the_group_itself_may_be_older_than_ten_years():
    assert shown(a_suggestion_basis(year=2010), a_share(year=2010)).level == 5


@pytest.mark.parametrize("measure", ["demand_by_location", "other"])
def test_demand_and_other_measures_never_suggest_a_capability(measure):
    basis = a_suggestion_basis(measure=measure)

    assert shown(basis, a_share(measure=measure)).origin is Origin.NONE


def test_a_forecast_never_suggests_a_level_of_today():
    assert shown(a_suggestion_basis(), a_share(is_forecast=True)).origin is Origin.NONE


def test_a_row_without_a_year_is_never_used():
    assert shown(a_suggestion_basis(year=None), a_share(year=None)).origin is Origin.NONE


def test_statistical_regions_are_never_given_a_level():
    rows = a_region("ROW", (), region_kind="statistical"), a_share(subject="ROW"), a_suggestion_basis()

    assert shown(*rows, subject="ROW").origin is Origin.NONE


def test_a_lower_bound_gives_at_least_and_no_level():
    standing = shown(a_suggestion_basis(), a_share(percent=30, is_lower_bound=True))

    assert (standing.level, standing.origin) == (4, Origin.AT_LEAST)
    assert standing.why.rule is Rule.LOWER_BOUND
    assert not standing.is_known
    assert standing.is_dotted


def test_a_lower_bound_yields_to_any_other_supply_side_share_of_the_place():
    standing = shown(
        a_suggestion_basis(),
        a_share(percent=60, is_lower_bound=True),
        a_share(percent=9, year=2020, basis="capacity", measure="capacity_by_location"),
    )

    assert (standing.level, standing.origin) == (3, Origin.SUGGESTED)


def test_where_sources_of_one_group_disagree_the_lower_figure_suggests():
    standing = shown(
        a_suggestion_basis(), a_source("B"), a_share(percent=80), a_share(percent=40, source="B")
    )

    assert standing.level == 4


def test_a_weak_source_yields_to_another_of_the_same_group():
    standing = shown(
        a_suggestion_basis(),
        a_source("B", is_weak=True),
        a_share(percent=80),
        a_share(percent=40, source="B"),
    )

    assert standing.level == 5
    assert not standing.why.is_weak


def test_a_suggestion_that_rests_only_on_a_weak_source_is_graded_weak():
    assert shown(a_source(is_weak=True), a_suggestion_basis(), a_share()).why.is_weak


def test_a_stage_takes_the_lower_median_of_three_or_more_sub_segments():
    standing = shown(
        a_segment("etch", "equipment", order=9),
        a_segment("test", "equipment", order=10),
        a_share("litho", percent=60),
        a_share("deposition", percent=25),
        a_share("etch", percent=3),
        a_share("test", percent=1),
        segment="equipment",
    )

    assert standing.level == 2
    assert standing.why.rule is Rule.MEDIAN_OF_CHILDREN
    assert standing.why.segments[0] == "etch"


@pytest.mark.parametrize(("percent", "level"), [(60, 3), (3, 2)])
def test_a_stage_takes_the_best_of_fewer_sub_segments_at_most_3(percent, level):
    standing = shown(a_share("litho", percent=percent), a_share("deposition", percent=1), segment="equipment")

    assert standing.level == level
    assert standing.why.rule is Rule.BEST_CHILD
    assert standing.why.decided_by.share.segment == "litho"


def test_a_stage_with_a_share_of_its_own_does_not_ask_its_sub_segments():
    standing = shown(a_share("equipment", percent=3), a_share("litho", percent=60), segment="equipment")

    assert standing.level == 2


def test_a_cited_strength_lifts_a_suggestion_below_3_by_one():
    standing = shown(a_share(percent=3), a_stated_strength())

    assert standing.level == 3
    assert standing.why.before == 2
    assert standing.why.lifted_by == a_stated_strength()


def test_a_cited_strength_leaves_3_and_more_alone():
    assert shown(a_share(percent=9), a_stated_strength()).level == 3


def test_a_cited_weakness_caps_a_suggestion_at_2():
    standing = shown(a_share(percent=60), a_stated_strength(polarity="weakness"))

    assert standing.level == 2
    assert standing.why.before == 5
    assert standing.why.capped_by is not None


def test_a_cited_weakness_leaves_2_and_less_alone():
    assert shown(a_share(percent=1), a_stated_strength(polarity="weakness")).level == 1


@pytest.mark.parametrize("polarity", ["strength", "weakness"])
def test_a_cited_strength_or_weakness_alone_creates_no_suggestion(polarity):
    assert shown(a_stated_strength(polarity=polarity)).origin is Origin.NONE


def test_the_union_takes_the_highest_of_its_own_share_its_best_member_and_europes():
    own, member, of_europe = (
        a_share(subject="EU27", percent=9),
        a_share(),
        a_share(subject="EUROPE", percent=25),
    )

    assert standings_of(europe(own)).of("EU27", "litho").level == 3
    assert standings_of(europe(own, of_europe)).of("EU27", "litho").level == 4
    assert standings_of(europe(own, of_europe, member)).of("EU27", "litho").level == 5


def test_europes_share_is_labelled_as_europes():
    standing = standings_of(europe(a_share(subject="EUROPE", percent=25))).of("EU27", "litho")

    assert standing.why.rule is Rule.EUROPE_SHARE
    assert standing.why.share.subject == "EUROPE"


@pytest.mark.parametrize("outsider", ["GBR", "TUR"])
def test_europes_share_is_not_the_unions_where_a_european_non_member_leads(outsider):
    rows = a_share(subject="EUROPE", percent=60), a_share(subject=outsider, percent=40)

    assert standings_of(europe(*rows)).of("EU27", "litho").origin is Origin.NONE


def test_europes_share_is_not_the_unions_where_a_non_member_leads_in_a_sub_segment():
    rows = a_share("equipment", "EUROPE", 60), a_share("litho", "GBR", 40), a_share("litho", "DEU", 3)

    standing = standings_of(europe(*rows)).of("EU27", "equipment")

    assert standing.level == 2
    assert standing.why.deciding_share.subject == "DEU"


def test_europes_share_is_the_unions_where_a_member_leads_or_the_leader_is_not_european():
    rows = a_share(subject="EUROPE", percent=25), a_share(subject="GBR", percent=3)

    assert standings_of(europe(*rows, a_share(percent=4))).of("EU27", "litho").level == 4
    assert standings_of(europe(rows[0], a_share(subject="USA", percent=70))).of("EU27", "litho").level == 4


def test_europes_share_is_the_unions_where_a_member_holds_as_much_as_a_non_member():
    rows = a_share(subject="EUROPE", percent=25), a_share(subject="GBR", percent=3), a_share(percent=3)

    assert standings_of(europe(*rows)).of("EU27", "litho").level == 4


def test_europes_share_stands_for_no_other_region():
    dataset = europe(a_region("G7", ("NLD",)), a_share(subject="EUROPE", percent=60))

    assert standings_of(dataset).of("G7", "litho").origin is Origin.NONE


def institutions(number, **changed):
    return [an_institution(f"firm{index}", **changed) for index in range(number)]


@pytest.mark.parametrize(("number", "bound"), [(1, 1), (2, 1), (3, 2), (7, 2), (8, 3), (30, 3)])
def test_institutions_without_a_share_give_at_least(number, bound):
    standing = shown(*institutions(number))

    assert (standing.level, standing.origin) == (bound, Origin.AT_LEAST)
    assert standing.why.rule is Rule.INSTITUTIONS
    assert len(standing.why.institutions) == number


@pytest.mark.parametrize("kind", ["fab", "RTO"])
def test_one_fab_or_research_organisation_gives_at_least_2(kind):
    assert shown(an_institution(institution_type=kind)).level == 2


def test_institutions_say_nothing_where_a_share_is_known():
    standing = shown(a_share(percent=1), *institutions(8))

    assert (standing.level, standing.origin) == (1, Origin.SUGGESTED)


def test_an_institution_counts_in_the_stage_above_its_segment_but_not_beside_it():
    assert shown(an_institution(), segment="equipment").level == 1
    assert shown(an_institution(), segment="deposition").origin is Origin.NONE


def test_a_region_counts_the_institutions_of_all_its_members_together():
    rows = an_institution("a"), an_institution("b", "DEU"), an_institution("c", "DEU")

    standing = shown(*rows, subject="EU27")

    assert (standing.level, standing.origin) == (2, Origin.AT_LEAST)


def test_an_institution_itself_gets_no_level_from_being_active():
    assert shown(an_institution(), subject="asml").origin is Origin.NONE


def test_one_scored_member_does_not_hide_europes_share():
    of_europe = a_share(subject="EUROPE", percent=30)

    union = standings_of(europe(of_europe, a_score(0, "NLD"))).of("EU27", "litho")

    assert (union.level, union.origin) == (4, Origin.SUGGESTED)


def test_a_scored_member_above_europes_share_decides():
    of_europe = a_share(subject="EUROPE", percent=3)

    union = standings_of(europe(of_europe, a_score(4, "NLD"))).of("EU27", "litho")

    assert (union.level, union.origin) == (4, Origin.ROLLED_UP)


def test_a_union_whose_members_all_answer_not_applicable_is_not_applicable():
    of_europe = a_share(subject="EUROPE", percent=30)

    union = standings_of(europe(of_europe, a_score(NA, "NLD"), a_score(NA, "DEU"))).of("EU27", "litho")

    assert union.is_not_applicable
