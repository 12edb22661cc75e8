"""A layer for GIS programs: what geopandas reads back is what the map shows, and unknown stays empty."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import pyogrio
import pytest
from shapely.geometry import Point, shape

from chipmap.model.errors import Cancelled, SaveFailed
from chipmap.model.exchange import geo_export
from chipmap.model.exchange.geo_export import UnknownLayerFormat, export_layer, formula_safe
from chipmap.model.exchange.layer_rows import PLACE_COLUMNS
from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import NA
from chipmap.wording.layer_export import layer_words
from tests.builders import (
    a_country,
    a_need,
    a_score,
    a_share,
    a_suggestion_basis,
    an_institution,
    some_evidence,
    three_countries_dataset,
)

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SIMFEROPOL = Point(34.1, 44.95)


def a_world():
    return three_countries_dataset(
        *(a_country(code, code) for code in ("TWN", "UKR", "RUS", "XKX", "CCK", "USA", "FJI")),
        some_evidence(),
        a_score(4, "NLD", evidence=("E-00000001",), need=5),
        a_score(NA, "RUS"),
        a_share(subject="DEU", percent=9.0),
        a_share(subject="TWN", percent=1.0, is_lower_bound=True),
        a_suggestion_basis(),
        a_need("EU27", level=5),
        an_institution("asml", "NLD"),
        an_institution("nowhere", "MYS", latitude=None, longitude=None, segments=("deposition",)),
        an_institution("formula", "DEU", name="=cmd|'/c calc'!A1"),
    )


def export(
    path: Path, kind=LayerKind.CAPABILITY, *, dataset=None, profile="EU", horizon="now", progress=None
):
    dataset = dataset or a_world()
    names = PlaceNames.load(profile)
    layer = layer_of(dataset, kind, segment="litho", horizon=horizon, focus="EU27")
    extra = {} if progress is None else {"progress": progress}
    return export_layer(
        dataset,
        layer,
        path,
        names=names,
        words=layer_words(layer, dataset, names),
        exported_at=MOMENT,
        **extra,
    )


def places(path: Path) -> geopandas.GeoDataFrame:
    return geopandas.read_file(path, layer="places").set_index("code")


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_a_geopackage_comes_back_with_every_place_institution_and_dashed_line(tmp_path):
    written = export(tmp_path / "litho.gpkg")

    found = places(tmp_path / "litho.gpkg")
    institutions = geopandas.read_file(tmp_path / "litho.gpkg", layer="institutions").set_index("id")
    layers = {name for name, _type in pyogrio.list_layers(tmp_path / "litho.gpkg")}
    assert layers == {"places", "institutions", "dashed_lines"}
    assert (written.places, written.institutions) == (len(found), len(institutions)) == (10, 3)
    assert found.crs.to_epsg() == institutions.crs.to_epsg() == 4326
    assert found.loc["NLD", ["value", "class_number", "class_name", "origin", "need", "gap"]].tolist() == [
        4.0,
        4,
        "Strong",
        "scored",
        5.0,
        -1.0,
    ]
    assert institutions.loc["asml"].geometry.coords[0] == (5.4, 51.42)
    assert institutions.loc["nowhere"].geometry is None


def test_what_is_not_known_is_empty_and_never_zero(tmp_path):
    export(tmp_path / "litho.gpkg")

    found = places(tmp_path / "litho.gpkg")
    unknown, bound, not_applicable = found.loc["USA"], found.loc["TWN"], found.loc["RUS"]
    assert unknown[["value", "at_least", "class_number", "level", "need", "gap", "year"]].isna().all()
    assert unknown["state"] == "none"
    assert (bound["state"], bound["at_least"], bound["origin"]) == ("at_least", 1.0, "at_least")
    assert bound[["value", "level", "gap"]].isna().all()
    assert not_applicable["state"] == "not_applicable"
    assert not_applicable[["value", "level"]].isna().all()


def test_a_suggestion_says_that_it_is_one_and_what_it_rests_on(tmp_path):
    export(tmp_path / "litho.gpkg")

    germany = places(tmp_path / "litho.gpkg").loc["DEU"]
    assert (germany["value"], germany["origin"], bool(germany["is_dotted"])) == (3.0, "suggested", True)
    assert (germany["suggested_percent"], germany["confidence"]) == (100.0, "low")
    assert (germany["measure"], germany["year"], germany["basis"]) == ("revenue_by_hq", 2024, "revenue")
    assert (germany["grade"], germany["source"]) == ("suggested", "OECD, The chip landscape")
    assert germany["reason"] == "Suggested from revenue by headquarters 2024"


def test_a_score_carries_its_year_grade_and_evidence(tmp_path):
    export(tmp_path / "litho.gpkg")

    scored = places(tmp_path / "litho.gpkg").loc["NLD"]
    assert (scored["year"], scored["grade"], scored["source"]) == (2026, "judgement", "Annual report")
    assert (scored["confidence"], bool(scored["is_dotted"])) == ("medium", False)


def test_against_need_says_whose_need_it_is(tmp_path):
    export(tmp_path / "need.gpkg", LayerKind.NEED)

    found = places(tmp_path / "need.gpkg")
    assert found.loc["NLD", ["need_of", "need_origin", "value"]].tolist() == ["NLD", "ballot", -1.0]
    assert found.loc["DEU", ["need_of", "need_origin", "value"]].tolist() == ["EU27", "cited", -2.0]
    assert found.loc["NLD", "class_name"] == "1 level below need"


def test_dependence_gives_the_shares_of_suppliers_and_no_levels(tmp_path):
    export(tmp_path / "shares.gpkg", LayerKind.DEPENDENCE)

    found = places(tmp_path / "shares.gpkg")
    assert found.loc["TWN", ["at_least", "measure", "grade"]].tolist() == [1.0, "revenue_by_hq", "reported"]
    assert found.loc["TWN", ["level", "need", "gap"]].isna().all()
    assert found.loc["NLD", ["value", "measure"]].isna().all()


def test_crimea_lies_in_ukraine_and_the_place_without_an_outline_keeps_its_point(tmp_path):
    export(tmp_path / "litho.gpkg")

    found = places(tmp_path / "litho.gpkg")
    assert found.loc["UKR"].geometry.contains(SIMFEROPOL)
    assert not found.loc["RUS"].geometry.contains(SIMFEROPOL)
    assert found.loc["CCK"].geometry is None
    assert found.loc["CCK", ["longitude", "latitude"]].tolist() == [96.83, -12.17]


@pytest.mark.parametrize("profile", ["EU", "OECD", "UN"])
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
def test_names_and_notes_follow_the_naming_profile(tmp_path, profile, suffix):
    export(tmp_path / f"litho.{suffix}", profile=profile)

    names = PlaceNames.load(profile)
    chosen = {"layer": "places"} if suffix == "gpkg" else {}
    found = geopandas.read_file(tmp_path / f"litho.{suffix}", **chosen).set_index("code")
    assert found.loc["TWN", "name"] == names.name("TWN")
    assert found.loc["XKX", "note"] == names.note("XKX")
    assert set(found["naming_profile"]) == {profile}
    assert set(found["boundary_note"]) == {names.boundary_note(long=True)}


def test_the_profiles_do_not_all_call_taiwan_the_same(tmp_path):
    called = set()
    for profile in ("EU", "OECD", "UN"):
        export(tmp_path / f"{profile}.csv", profile=profile)
        called.add(rows_of(tmp_path / f"{profile}.csv")["TWN"]["name"])

    assert "Taiwan" in called
    assert len(called) > 1


def test_a_geopackage_and_a_geojson_carry_their_notes_beside_the_rows(tmp_path):
    export(tmp_path / "litho.gpkg")
    export(tmp_path / "litho.geojson")

    of_package = pyogrio.read_info(tmp_path / "litho.gpkg", layer="places")["layer_metadata"]
    of_geojson = json.loads((tmp_path / "litho.geojson").read_text(encoding="utf-8"))["metadata"]
    assert of_geojson["title"] == "Litho: capability 2026"
    assert "do not imply official endorsement" in of_geojson["boundary_note"]
    assert "1244" in of_geojson["notes"]
    assert of_geojson["exported_at"] == "2026-11-22T09:30:00Z"
    assert {key: of_package[key] for key in of_geojson} == of_geojson


def test_a_geojson_follows_its_standard(tmp_path):
    export(tmp_path / "litho.geojson")

    features = json.loads((tmp_path / "litho.geojson").read_text(encoding="utf-8"))["features"]
    outlines = {one["id"]: shape(one["geometry"]) for one in features if one["geometry"]}
    assert len(features) == 10
    for outline in outlines.values():
        west, south, east, north = outline.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        assert all(part.exterior.is_ccw for part in outline.geoms)
    assert outlines["UKR"].contains(SIMFEROPOL)
    assert len(outlines["FJI"].geoms) > 1


def test_a_csv_is_exactly_this(tmp_path):
    written = export(tmp_path / "litho.csv")

    content = (tmp_path / "litho.csv").read_bytes()
    note = PlaceNames.load("EU").boundary_note(long=True)
    expected = (
        "NLD,Netherlands,capability,litho,Litho,now,2026,EU27,value,4,,4,Strong,false,4,scored,0,medium,"
        "5,2030,NLD,ballot,-1,,2026,,judgement,Annual report,Scored by you for 2026,,"
        f'5.4858,52.0788,EU,"{note}"'
    )
    assert content.startswith(b"\xef\xbb\xbfcode,name,layer,segment,")
    assert content.decode("utf-8-sig").split("\r\n")[0] == ",".join(PLACE_COLUMNS)
    assert expected in content.decode("utf-8-sig").split("\r\n")
    assert (written.places, written.guarded) == (10, 0)
    assert rows_of(tmp_path / "litho.csv")["USA"]["value"] == ""


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_is_counted(tmp_path):
    world = three_countries_dataset(some_evidence(title="=1+1"), a_score(4, evidence=("E-00000001",)))

    written = export(tmp_path / "litho.csv", dataset=world)

    assert rows_of(tmp_path / "litho.csv")["NLD"]["source"] == "'=1+1"
    assert written.guarded == 1


@pytest.mark.parametrize("text", ["=1+1", "+49 89", "-5 pts", "@imec", "\t=1", "\r=1"])
def test_every_beginning_of_a_formula_is_guarded(text):
    assert formula_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Strong", "'quoted", "a=b", "−2", "1-2", " =1"])
def test_other_texts_stay_as_they_are(text):
    assert formula_safe(text) == text


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
def test_the_same_content_and_moment_give_the_same_bytes(tmp_path, suffix):
    world = a_world()
    export(tmp_path / f"one.{suffix}", dataset=world)
    export(tmp_path / f"two.{suffix}", dataset=world)

    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


class Impatient:
    """A person who presses Cancel at a given step."""

    def __init__(self, patience: int) -> None:
        self.patience = patience

    def step(self, _done: int, _total: int) -> None:
        self.patience -= 1
        if self.patience < 0:
            raise Cancelled


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
@pytest.mark.parametrize("patience", [0, 1, 15])
def test_a_cancelled_export_leaves_what_was_there(tmp_path, suffix, patience):
    path = tmp_path / f"litho.{suffix}"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(Cancelled):
        export(path, progress=Impatient(patience))

    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


class Watching:
    """Remembers how far the work said it was."""

    def __init__(self) -> None:
        self.reports: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.reports.append((done, total))


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
def test_the_progress_only_grows_and_ends_at_its_total(tmp_path, suffix):
    watching = Watching()

    export(tmp_path / f"litho.{suffix}", progress=watching)

    done = [done for done, _total in watching.reports]
    assert done == sorted(done)
    assert watching.reports[-1] == (watching.reports[0][1],) * 2


def test_a_hundred_and_more_institutions_are_all_there_after_slicing(tmp_path, monkeypatch):
    monkeypatch.setattr(geo_export, "_ROWS_A_STEP", 50)
    many = three_countries_dataset(*(an_institution(f"fab-{number:03}", "NLD") for number in range(120)))

    written = export(tmp_path / "litho.gpkg", dataset=many)

    found = geopandas.read_file(tmp_path / "litho.gpkg", layer="institutions")
    assert (written.institutions, len(found), found["id"].is_unique) == (120, 120, True)


def test_a_folder_that_is_missing_is_said_and_nothing_is_made(tmp_path):
    with pytest.raises(SaveFailed) as caught:
        export(tmp_path / "no-such-folder" / "litho.csv")

    assert caught.value.params["path"] == tmp_path / "no-such-folder" / "litho.csv"
    assert not list(tmp_path.iterdir())


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(UnknownLayerFormat, match=r"litho\.shp.*\.gpkg, \.geojson, \.csv"):
        export(tmp_path / "litho.shp")
