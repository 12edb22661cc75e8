"""What the map shows of every place: one question, one number, one class, and what is not known."""

import pytest

from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.records import NA
from tests.builders import (
    a_country,
    a_need,
    a_region,
    a_score,
    a_share,
    a_suggestion_basis,
    an_institution,
    three_countries_dataset,
)


def layer(kind, *records, horizon="now", focus="EU27"):
    return layer_of(three_countries_dataset(*records), kind, segment="litho", horizon=horizon, focus=focus)


def test_capability_colours_each_place_by_its_shown_level():
    shown = layer(LayerKind.CAPABILITY, a_score(4, evidence=("E-1",)), a_share(subject="DEU", percent=9))

    scored, suggested, unknown = (shown.values[code] for code in ("NLD", "DEU", "MYS"))
    assert (scored.value, scored.class_index, scored.state, scored.is_dotted) == (4, 4, "value", False)
    assert (suggested.value, suggested.state, suggested.is_dotted) == (3, "value", True)
    assert (unknown.value, unknown.class_index, unknown.state) == (None, None, "none")
    assert (shown.scored_count, shown.suggested_count, shown.class_count) == (1, 1, 6)
    assert shown.level_year == 2026


def test_capability_at_a_later_horizon_names_its_year():
    shown = layer(LayerKind.CAPABILITY, a_score(levels=(("now", 1), ("2030", 4))), horizon="2030")

    assert shown.values["NLD"].value == 4
    assert shown.level_year == 2030


def test_at_least_and_not_applicable_have_states_of_their_own():
    shown = layer(LayerKind.CAPABILITY, an_institution(institution_type="fab"), a_score(NA, subject="DEU"))

    assert (shown.values["NLD"].value, shown.values["NLD"].state) == (2, "at_least")
    assert (shown.values["DEU"].value, shown.values["DEU"].state) == (None, "not_applicable")
    assert (shown.scored_count, shown.suggested_count, shown.at_least_count) == (0, 0, 1)


def test_a_place_is_held_against_its_own_need_else_against_the_focus_regions():
    shown = layer(
        LayerKind.NEED,
        a_score(2, need=3),
        a_score(4, subject="MYS"),
        a_need("EU27", level=5),
    )

    own, of_focus = shown.values["NLD"], shown.values["MYS"]
    assert (own.value, own.class_index, own.need_subject) == (-1, 2, "NLD")
    assert (of_focus.value, of_focus.class_index, of_focus.need_subject) == (-1, 2, "EU27")
    assert (shown.level_year, shown.need_year, shown.class_count) == (2026, 2030, 7)


def test_a_place_that_needs_nothing_of_it_is_not_held_against_the_focus_regions_need():
    shown = layer(LayerKind.NEED, a_score(2, need=NA), a_need("EU27", level=5))

    assert (shown.values["NLD"].value, shown.values["NLD"].state) == (None, "not_applicable")


def test_a_focus_region_that_needs_nothing_makes_no_other_place_not_applicable():
    shown = layer(LayerKind.NEED, a_score(2, "MYS"), a_score(None, "EU27", need=NA))

    assert (shown.values["MYS"].value, shown.values["MYS"].state) == (None, "none")


def test_without_any_need_nothing_is_coloured():
    shown = layer(LayerKind.NEED, a_score(2))

    assert {place.state for place in shown.values.values()} == {"none"}
    assert shown.need_year is None


def test_an_at_least_is_never_held_against_a_need():
    shown = layer(LayerKind.NEED, an_institution(institution_type="fab"), a_need("EU27", level=5))

    assert shown.values["NLD"].state == "none"


def test_the_year_of_need_is_the_first_that_the_focus_region_has():
    shown = layer(LayerKind.NEED, a_score(2), a_need("EU27", year=2035))

    assert shown.need_year == 2035
    assert shown.values["NLD"].gap.need_horizon == "2035"


def test_dependence_shows_suppliers_outside_the_focus_region():
    shown = layer(
        LayerKind.DEPENDENCE,
        a_suggestion_basis(),
        a_share(percent=60),
        a_share(subject="MYS", percent=20),
        a_share(subject="DEU", percent=90, basis="another group"),
    )

    assert (shown.values["MYS"].value, shown.values["MYS"].class_index) == (20, 3)
    assert shown.values["NLD"].state == "none"
    assert shown.basis == a_suggestion_basis()
    assert shown.scored_count == 1


def test_dependence_of_a_single_place_leaves_only_that_place_out():
    shown = layer(
        LayerKind.DEPENDENCE, a_suggestion_basis(), a_share(percent=60), a_share(subject="DEU"), focus="DEU"
    )

    assert [code for code, place in shown.values.items() if place.value is not None] == ["NLD"]


def test_a_share_of_one_firm_is_a_lower_bound_in_the_dependence_layer():
    shown = layer(LayerKind.DEPENDENCE, a_suggestion_basis(), a_share(subject="MYS", is_lower_bound=True))

    assert shown.values["MYS"].state == "at_least"


@pytest.mark.parametrize("records", [(), (a_share(subject="MYS"),), (a_suggestion_basis(),)])
def test_dependence_without_cited_shares_of_one_group_has_no_basis(records):
    shown = layer(LayerKind.DEPENDENCE, *records)

    assert shown.basis is None
    assert {place.state for place in shown.values.values()} == {"none"}


@pytest.mark.parametrize("kind", LayerKind)
def test_a_layer_lists_countries_only(kind):
    statistical = a_region("ROW", (), region_kind="statistical")

    shown = layer(kind, statistical, a_country("TWN"), a_suggestion_basis(), a_share(subject="ROW"))

    assert set(shown.values) == {"NLD", "DEU", "MYS", "TWN"}
