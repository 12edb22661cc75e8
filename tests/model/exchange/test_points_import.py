"""The plan for a file of points: what is new, changed or unchanged, and every finding by row and column."""

from __future__ import annotations

import pytest

from chipmap.model.errors import Cancelled, PointsRefused
from chipmap.model.exchange.points_import import plan_points
from chipmap.model.exchange.points_plan import PointsPlan, column_of, row_of
from chipmap.model.exchange.points_reader import read_points
from chipmap.model.exchange.raw_points import MOST_ROWS, PointFormat, RawPoints
from chipmap.model.geography.naming import resolve_place
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.model.workspace import create_workspace
from chipmap.wording.issues import reason_of, suggestion_of
from tests.builders import an_institution, three_countries_dataset
from tests.model.exchange.point_files import LEUVEN, MUNICH, PENANG, a_layer, written

HEADINGS = "id,name,type,country,latitude,longitude,segments,website,role"
KNOWN = an_institution(
    "silterra", name="SilTerra", country="MYS", latitude=5.41, longitude=100.33, segments=("litho",)
)


@pytest.fixture
def dataset():
    return three_countries_dataset(KNOWN)


@pytest.fixture
def planned(dataset, tmp_path):
    """Plan the import of a CSV file with these rows under the usual headings."""

    def plan(*rows: str, headings: str = HEADINGS, into=dataset) -> PointsPlan:
        path = tmp_path / "sites.csv"
        path.write_text("\n".join((headings, *rows)), encoding="utf-8")
        return plan_points(read_points(path), into, resolve_place=resolve_place)

    return plan


def findings_of(plan: PointsPlan) -> list[tuple[str, int, str]]:
    return [(issue.code, row_of(issue), column_of(issue)) for issue in plan.issues]


def test_a_row_becomes_an_institution_with_everything_that_it_says(planned):
    plan = planned("asm,ASM,Unternehmen,Deutschland,48.137,11.575,litho;deposition,asm.example.com,Tools")

    (item,) = plan.items
    after = item.after
    assert item.is_new
    assert (after.id, after.name, after.institution_type) == ("asm", "ASM", "company")
    assert (after.country, after.latitude, after.longitude) == ("DEU", 48.137, 11.575)
    assert (after.segments, after.website, after.role) == (
        ("litho", "deposition"),
        "asm.example.com",
        "Tools",
    )
    assert plan.issues == ()


def test_a_known_id_changes_what_the_file_says_and_keeps_the_rest(planned):
    plan = planned("silterra,SilTerra,,MYS,5.41,100.33,,,Foundry")

    (item,) = plan.items
    assert item.before == KNOWN
    assert item.changed_fields == ("role",)
    assert item.after.segments == ("litho",)


def test_the_same_file_twice_adds_nothing_twice(planned, dataset):
    rows = (",Acme,fab,MYS,5.41,100.33,,,", ",Acme,fab,MYS,3.14,101.69,,,", "x1,Böhm,fab,DEU,48.1,11.5,,,")
    first = planned(*rows)
    assert [item.after.id for item in first.items] == ["acme", "acme_2", "x1"]

    second = planned(*rows, into=dataset.with_changes(first.changes))

    assert (second.items, second.unchanged, second.issues) == ((), 3, ())


def test_a_name_within_two_kilometres_is_the_institution_that_is_known(planned):
    plan = planned("other-id,SILTERRA,,MYS,5.411,100.331,,,", ",SilTerra,,MYS,3.14,101.69,,,")

    assert [(item.after.id, item.is_new) for item in plan.items] == [
        ("silterra", False),
        ("silterra_2", True),
    ]
    assert ("points-matched-by-name", 2, "id") in findings_of(plan)


def test_the_country_comes_from_the_position_where_the_file_has_none(planned):
    plan = planned("Acme,5.41,100.33", "Bolt,48.137,11.575", headings="name,lat,lon")

    assert [item.after.country for item in plan.items] == ["MYS", "DEU"]
    assert findings_of(plan) == [("points-no-type-column", 0, "")]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,,fab,MYS,5.41,100.33,,,", "points-name-missing", "name"),
        ("a,Acme,fab,MYS,541,1003,,,", "points-off-globe", "latitude"),
        ("a,Acme,fab,MYS,5.41,190,,,", "points-off-globe", "longitude"),
        ("a,Acme,fab,MYS,100.33,5.41,,,", "points-swapped", "latitude"),
        ("a,Acme,fab,MYS,north,100.33,,,", "points-coordinate-unread", "latitude"),
        ("a,Acme,fab,MYS,nan,100.33,,,", "points-coordinate-unread", "latitude"),
        ("a,Acme,fab,MYS,5.41,,,,", "points-half-a-position", "longitude"),
        ("a,Acme,fab,Malaysa,5.41,100.33,,,", "points-country-unknown", "country"),
        ("a,Acme,fab,FRA,48.86,2.35,,,", "points-country-unknown", "country"),
        ("a,Acme,fab,,-40,-30,,,", "points-nowhere", "latitude"),
        ("a,Acme,fab,,,,,,", "points-country-missing", "country"),
        ("MYS,Acme,fab,MYS,5.41,100.33,,,", "id-taken", "id"),
        (f"a,{'x' * 400},fab,MYS,5.41,100.33,,,", "text-too-long", "name"),
    ],
)
def test_a_row_that_cannot_be_taken_is_left_out_with_its_row_and_column(planned, row, code, column):
    plan = planned("ok,Good,fab,MYS,3.14,101.69,,,", row)

    assert [item.after.id for item in plan.items] == ["ok"]
    assert [(issue.code, row_of(issue), column_of(issue)) for issue in plan.left_out] == [(code, 3, column)]
    assert reason_of(plan.left_out[0])
    assert suggestion_of(plan.left_out[0])


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,Acme,fab,MYS,5.41,100.33,litho;lithografy,,", "points-segment-unknown", "segments"),
        ("a,Acme,fab,DEU,11.575,48.137,,,", "points-maybe-swapped", "latitude"),
        ("a,Acme,fab,DEU,5.41,100.33,,,", "points-country-differs", "latitude"),
        ("a,Acme,,MYS,5.41,100.33,,,", "points-type-missing", "type"),
        ("a,Acme,fab,MYS,,,,,", "points-without-position", "latitude"),
        ("a,Acme,fab,MYS,5.41,100.33,,not an address,", "website-malformed", "website"),
    ],
)
def test_what_is_doubtful_is_taken_with_a_warning(planned, row, code, column):
    plan = planned(row)

    assert [item.after.id for item in plan.items] == ["a"]
    (issue,) = plan.issues
    assert (issue.code, row_of(issue), column_of(issue)) == (code, 2, column)
    assert issue.severity is Severity.WARNING


def test_unknown_words_come_with_the_nearest_known_ones(planned):
    plan = planned("a,Acme,fab,Germny,48.1,11.5,,,", "b,Bolt,fab,MYS,5.41,100.33,depositon,,")

    country, segment = plan.issues
    assert "Germany" in suggestion_of(country)
    assert "deposition" in suggestion_of(segment).casefold()


def test_a_segment_that_is_not_known_is_left_out_and_the_others_are_taken(planned):
    plan = planned("a,Acme,fab,MYS,5.41,100.33,litho;nonsense,,")

    assert plan.items[0].after.segments == ("litho",)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("a,Other,fab,DEU,48.1,11.5,,,", "points-id-twice"),
        (",ACME,fab,MYS,5.411,100.331,,,", "points-name-twice"),
    ],
)
def test_the_second_of_two_equal_rows_is_left_out_and_names_the_first(planned, second, code):
    plan = planned("a,Acme,fab,MYS,5.41,100.33,,,", second)

    assert len(plan.items) == 1
    (issue,) = plan.left_out
    assert (issue.code, row_of(issue), issue.params["first"]) == (code, 3, 2)


def test_equal_names_with_ids_of_their_own_are_two_institutions(planned):
    plan = planned("a,Acme,fab,MYS,5.41,100.33,,,", "b,Acme,fab,MYS,5.41,100.33,,,")

    assert [item.after.id for item in plan.items] == ["a", "b"]


def test_every_geodata_format_plans_the_same(dataset, tmp_path):
    layer = a_layer(
        {"name": ["imec", "Acme"], "country_is": ["NLD", None], "type": ["RTO", "fab"]}, [MUNICH, PENANG]
    )
    plans = [
        plan_points(
            read_points(written(layer, tmp_path / f"sites{suffix}")), dataset, resolve_place=resolve_place
        )
        for suffix in (".gpkg", ".geojson", ".zip", ".csv")
    ]

    assert len({tuple(item.after for item in plan.items) for plan in plans}) == 1
    assert [item.after.country for item in plans[0].items] == ["NLD", "MYS"]
    assert {plan.issues[0].code for plan in plans} == {"points-country-differs"}


def test_a_layer_of_shapes_leaves_them_out_one_by_one(dataset, tmp_path):
    areas = a_layer({"name": ["Acme", "Bolt"]}, [PENANG, LEUVEN])
    areas.loc[0, "geometry"] = areas.geometry[0].buffer(0.1)

    plan = plan_points(
        read_points(written(areas, tmp_path / "areas.geojson")), dataset, resolve_place=resolve_place
    )

    assert ("points-not-a-point", 1, "") in findings_of(plan)


def test_chosen_rows_alone_are_changed_in_one_step_that_undo_takes_back(planned, dataset, tmp_path):
    plan = planned(
        "a,Acme,fab,MYS,5.41,100.33,,,", "b,Bolt,fab,DEU,48.1,11.5,,,", "c,Cog,fab,DEU,48.2,11.6,,,"
    )

    with create_workspace(tmp_path / "points.chipmap", dataset) as workspace:
        workspace.apply(plan.changes_for({2, 4}), label=Label.IMPORT)
        assert set(workspace.dataset.institutions) == {"silterra", "a", "c"}
        workspace.undo()
        assert workspace.dataset == dataset


def test_a_file_without_names_is_refused_with_the_columns_that_it_has(planned):
    with pytest.raises(PointsRefused) as refused:
        planned("5.41,100.33", headings="lat,lon")

    assert refused.value.params["reason"] == "no-name-column"
    assert refused.value.params["columns"] == "lat, lon"


def test_a_heading_alone_is_refused(planned):
    with pytest.raises(PointsRefused) as refused:
        planned()

    assert refused.value.params["reason"] == "no-rows"


def test_more_rows_than_fit_are_refused_however_they_come(dataset):
    points = RawPoints("many.csv", PointFormat.CSV, "", ("name",), (("x",),) * (MOST_ROWS + 1))

    with pytest.raises(PointsRefused) as refused:
        plan_points(points, dataset, resolve_place=resolve_place)

    assert refused.value.params["reason"] == "too-many-rows"


def test_planning_can_be_cancelled(dataset):
    points = RawPoints("some.csv", PointFormat.CSV, "", ("name",), (("x",),) * 2000)

    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done > 500:
                raise Cancelled

    with pytest.raises(Cancelled):
        plan_points(points, dataset, Impatient(), resolve_place=resolve_place)
