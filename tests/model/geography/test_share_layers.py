"""World share by one named measure: never two measures, years or bases in one picture."""

from chipmap.model.analysis.shares import ShareGroup, share_groups
from chipmap.model.geography.layers import LayerKind, layer_of
from tests.builders import a_region, a_share, a_suggestion_basis, three_countries_dataset

REVENUE = ShareGroup("revenue_by_hq", 2023, "sales")


def world_share(*records, group=None):
    dataset = three_countries_dataset(*records)
    return layer_of(dataset, LayerKind.WORLD_SHARE, segment="litho", horizon="now", focus="EU27", group=group)


def a_revenue(subject, percent, **fields):
    return a_share(
        subject=subject, percent=percent, measure="revenue_by_hq", year=2023, basis="sales", **fields
    )


def test_every_place_is_coloured_by_its_share_members_of_the_focus_too():
    shown = world_share(a_suggestion_basis(), a_share(percent=60), a_share(subject="MYS", percent=4.9))

    assert (shown.values["NLD"].value, shown.values["NLD"].class_index) == (60, 5)
    assert (shown.values["MYS"].value, shown.values["MYS"].class_index) == (4.9, 0)
    assert (shown.values["DEU"].value, shown.values["DEU"].state) == (None, "none")
    assert (shown.scored_count, shown.class_count) == (2, 6)


def test_the_basis_of_the_segment_is_shown_first_however_few_places_it_lists():
    basis = a_suggestion_basis()
    shown = world_share(basis, a_share(), a_revenue("MYS", 30), a_revenue("DEU", 20))

    assert shown.group == ShareGroup(basis.measure, basis.year, basis.basis)
    assert [code for code, place in shown.values.items() if place.value is not None] == ["NLD"]


def test_a_chosen_measure_leaves_all_others_out():
    shown = world_share(a_suggestion_basis(), a_share(percent=60), a_revenue("MYS", 30), group=REVENUE)

    assert shown.group == REVENUE
    assert {code: place.value for code, place in shown.values.items() if place.value} == {"MYS": 30}


def test_a_measure_that_the_segment_lacks_gives_way_to_its_first():
    shown = world_share(a_suggestion_basis(), a_share(), group=REVENUE)

    assert shown.values["NLD"].value == a_share().percent


def test_forecasts_and_statistical_regions_make_no_measure():
    dataset = three_countries_dataset(
        a_region("ROW", (), region_kind="statistical"),
        a_revenue("ROW", 40),
        a_share(subject="MYS", is_forecast=True),
    )

    assert share_groups(dataset, "litho") == []


def test_a_share_of_one_firm_is_a_lower_bound():
    shown = world_share(a_revenue("MYS", 30, is_lower_bound=True))

    assert shown.values["MYS"].state == "at_least"


def test_without_shares_there_is_no_measure():
    assert world_share().group is None
