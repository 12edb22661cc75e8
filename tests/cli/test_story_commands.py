"""`chipmap story`: what slides say is what the other commands print for the same view."""

import csv

import pytest


def slides(run, path):
    return run("story", "list", path, "--json").object["stories"][0]["slides"]


def scored(run, path, place, segment):
    """The row of `score show`."""
    return run("score", "show", path, place, "--json").object["segments"][segment]


@pytest.fixture
def told(run, starter_file):
    """The starter story with a comparison, a scorecard table and a scenario, all live."""
    for arguments in (
        ("--kind", "map-figures", "--layer", "need", "--segment", "fab"),
        ("--kind", "comparison", "--subject", "EU27", "--subject", "Malaysia"),
        ("--kind", "scenario", "--remove", "TWN:fab=0.5", "--weeks", 12, "--title", "Half a fab"),
    ):
        assert run("story", "add", starter_file, *arguments).code == 0
    return starter_file


def test_slides_are_listed_with_their_findings(run, starter_file):
    listed = run("story", "list", starter_file)
    assert "Packaging & test is Europe’s widest gap to 2030" in listed.out
    kinds = [slide["kind"] for slide in slides(run, starter_file)]
    assert kinds == ["map", "map-figures", "map", "table", "match", "scenario"]


def test_every_figure_on_a_slide_is_that_of_the_command_for_the_same_view(run, told):
    """Levels, needs and gaps; partners with their parts; losses by week; compared levels."""
    listed = slides(run, told)
    check_gaps(run, told, listed)
    check_partners(run, told, listed)
    check_losses(run, told, listed)
    check_comparison(run, told, listed)
    check_maps(run, told, listed)


def check_gaps(run, path, listed):
    for number, segment in ((1, "atp"), (6, "fab")):
        row = scored(run, path, "EU27", segment)
        level, need, gap = (figure["number"] for figure in listed[number]["figures"])
        assert (level, need, gap) == (row["level"], row["need"], row["gap"])


def check_partners(run, path, listed):
    found = run("match", "partners", path, "--for", "EU27", "--segment", "atp", "--draws", 0, "--json").object
    by_place = {one["partner"]: one for one in found["partners"]}
    assert len(listed[4]["partners"]) == 3
    for card in listed[4]["partners"]:
        other = by_place[card["place"]]
        assert card["rank"] == other["rank"]
        assert card["total"] == pytest.approx(other["total"], abs=0.001)
        for part in card["parts"]:
            points = other["contributions"].get(part["term"])
            assert part.get("points") == (None if points is None else pytest.approx(points, abs=0.001))
    (bars,) = listed[1]["charts"]
    helping = [one for one in found["partners"] if one["terms"]["fills_our_gap"]["value"]]
    totals = [one["total"] for one in helping[:3]]
    assert bars["series"][0]["values"] == pytest.approx(totals, abs=0.001)


def check_losses(run, path, listed):
    for number, arguments in (
        (5, ("--remove", "JPN:wafers=0.5", "--weeks", 26, "--recovery", 13)),
        (8, ("--remove", "TWN:fab=0.5", "--weeks", 12)),
    ):
        ran = run("scenario", "run", path, *arguments, "--json").object
        slide = listed[number]
        same = {one["segment"]: one for one in ran["segments"]}[slide["scenario"]["segment"]]
        assert slide["scenario"]["loss"] == pytest.approx(same["loss"], abs=0.001)
        weeks = slide["charts"][0]["series"][0]["values"]
        assert weeks == pytest.approx([100 * one for one in same["by_week"]], abs=0.06)


def check_maps(run, path, listed):
    for slide in listed[1:3]:
        shown = slide["map"]
        table = path.with_suffix(".csv")
        run("map", "export", path, "--layer", shown["layer"], "--segment", shown["segment"], "-o", table)
        with table.open(encoding="utf-8-sig", newline="") as lines:
            values = {row["code"]: row["value"] or row["at_least"] for row in csv.DictReader(lines)}
        known = {code: float(value) for code, value in values.items() if value}
        assert shown["places"] == pytest.approx(known)
        assert known


def check_comparison(run, path, listed):
    (table,) = listed[7]["tables"]
    assert table["headings"] == ["Stage", "EU-27", "Malaysia"]
    row = next(row for row in table["rows"] if row[0]["text"] == "Packaging & test")
    for cell, place in zip(row[1:], ("EU27", "MYS"), strict=True):
        assert cell["number"] == scored(run, path, place, "atp")["level"]


def test_a_frozen_slide_keeps_its_figures_and_a_live_one_follows(run, starter_file):
    run("story", "add", starter_file, "--kind", "map-figures", "--layer", "need", "--frozen")
    run("score", "set", starter_file, "EU27", "atp", "3")
    listed = slides(run, starter_file)
    assert [figure["number"] for figure in listed[1]["figures"]] == [3, 4, -1]
    assert [figure["number"] for figure in listed[6]["figures"]] == [2, 4, -2]
    assert [listed[1]["live"], listed[6]["live"]] == [True, False]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "scenario"), "Say what is lost"),
        (("--kind", "scenario", "--saved", "flood"), "There is no kept scenario"),
        (("--kind", "agenda", "--event", "paris"), "There is no event"),
        (("--story", "nobody"), "There is no story"),
        (("--segment", "tubes"), "There is no segment"),
    ],
)
def test_what_could_show_nothing_is_refused(run, starter_file, arguments, said):
    outcome = run("story", "add", starter_file, *arguments, "--json")
    assert outcome.code == 2
    assert said in outcome.object["error"]["message"]
    assert len(slides(run, starter_file)) == 6


def test_a_workspace_without_a_story_gets_one_with_its_first_slide(run, tmp_path):
    path = tmp_path / "empty.chipmap"
    run("workspace", "new", path, "--empty")
    assert "There is no story." in run("story", "list", path).out
    added = run("story", "add", path, "--kind", "text", "--title", "Hello", "--text", "One", "--json").object
    assert (added["number"], added["title"], added["text"]) == (1, "Hello", ["One"])
    assert run("story", "list", path, "--json").object["stories"][0]["title"] == "empty"
