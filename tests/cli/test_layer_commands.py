"""`chipmap map export`: layers for QGIS and analysts, from real content."""

import csv
import json

import geopandas
import pytest

from tests.cli.conftest import chipmap


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv"])
def test_a_layer_is_written_in_the_format_of_the_files_name(run, starter_file, tmp_path, suffix):
    path = tmp_path / f"packaging.{suffix}"

    outcome = run("map", "export", starter_file, "-o", path, "--segment", "atp", "--json")

    chosen = {"layer": "places"} if suffix == "gpkg" else {}
    found = geopandas.read_file(path, **chosen)
    assert outcome.code == 0
    assert outcome.object == {
        "path": str(path),
        "layer": "capability",
        "segment": "atp",
        "horizon": "now",
        "focus": "EU27",
        "naming": "EU",
        "places": len(found),
        "institutions": 414 if suffix == "gpkg" else 0,
        "guarded": 0,
    }
    assert len(found) == 250


def test_the_figures_are_those_that_the_workspace_shows(run, starter_file, tmp_path):
    path = tmp_path / "packaging.csv"
    run("score", "set", starter_file, "MYS", "atp", "4", "--confidence", "high")

    run("map", "export", starter_file, "-o", path, "--segment", "atp")

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    china = run("score", "show", starter_file, "CHN", "--json").object["segments"]["atp"]
    assert (rows["MYS"]["value"], rows["MYS"]["origin"], rows["MYS"]["confidence"]) == ("4", "scored", "high")
    assert (float(rows["CHN"]["value"]), rows["CHN"]["origin"]) == (china["level"], china["origin"])


def test_layer_horizon_focus_and_naming_are_followed(run, starter_file, tmp_path):
    path = tmp_path / "need.geojson"
    options = ("--layer", "need", "--focus", "Japan", "--naming", "UN", "--horizon", "2030")

    outcome = run("map", "export", starter_file, "-o", path, "--segment", "Lithography", *options)

    content = json.loads(path.read_text(encoding="utf-8"))
    names = {one["properties"]["code"]: one["properties"]["name"] for one in content["features"]}
    assert outcome.code == 0
    assert {key: content["metadata"][key] for key in ("layer", "horizon", "focus", "naming_profile")} == {
        "layer": "need",
        "horizon": "2030",
        "focus": "JPN",
        "naming_profile": "UN",
    }
    assert names["USA"] == "United States of America"


@pytest.mark.parametrize(
    "wrong",
    [
        ("-o", "layer.shp"),
        ("-o", "layer.csv", "--layer", "hopes"),
        ("-o", "layer.csv", "--segment", "knitting"),
        ("-o", "layer.csv", "--horizon", "2031"),
        ("-o", "layer.csv", "--focus", "Atlantis"),
        ("-o", "layer.csv", "--naming", "XX"),
        (),
    ],
)
def test_wrong_usage_writes_nothing(run, starter_file, tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)

    assert run("map", "export", starter_file, *wrong).code == 2
    assert not list(tmp_path.glob("layer.*"))


def test_a_file_that_cannot_be_written_is_refused_in_words(run, starter_file, tmp_path):
    outcome = run("map", "export", starter_file, "-o", tmp_path / "no" / "layer.csv", "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "save-failed"


def test_a_layer_is_written_in_a_process_of_its_own_without_a_screen(starter_file, tmp_path):
    path = tmp_path / "layer.gpkg"

    outcome = chipmap("map", "export", starter_file, "-o", path)

    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout.strip() == f"{path}: 250 places."
