"""Nonsense in gives reasons out: no traceback, no figure of nothing, no zero for what is unknown."""

from __future__ import annotations

from math import isfinite

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.segment_carbon import GRID_INDICATOR
from chipmap.model.workspace import create_workspace
from tests.builders import (
    a_country,
    a_dataset,
    a_link,
    a_need,
    a_profile,
    a_rater,
    a_region,
    a_score,
    a_segment,
    a_share,
    a_stage,
    a_suggestion_basis,
    some_settings,
    three_countries_dataset,
)
from tests.received_builders import a_trade_flow

BASIS = a_suggestion_basis()
SEGMENTS = ("litho", "deposition", "packaging_osat", "packaging_advanced")


def of_weights(weight):
    stages = [a_stage("equipment", 1, weight=weight), a_stage("packaging", 4, weight=weight)]
    parts = [
        a_segment(
            name, "equipment" if at < 2 else "packaging", order=2 + 3 * (at // 2) + at % 2, weight=weight
        )
        for at, name in enumerate(SEGMENTS)
    ]
    scores = [a_score(3, place, name, need=4) for place in ("NLD", "DEU", "MYS") for name in SEGMENTS]
    return three_countries_dataset(
        *stages, *parts, *scores, BASIS, a_share(percent=60.0), a_link("litho", "packaging_osat")
    )


NONSENSE = {
    "empty": a_dataset(),
    "no places": a_dataset(a_segment("chain", "", segment_kind="total", order=0), a_stage()),
    "one country": a_dataset(
        a_country(),
        a_segment("chain", "", segment_kind="total", order=0),
        a_stage(),
        a_segment(),
        settings=some_settings(focus_region="NLD", candidate_region=""),
    ),
    "all missing": three_countries_dataset(BASIS),
    "only not applicable": three_countries_dataset(*(a_score(None, "NLD", name) for name in SEGMENTS)),
    "shares over 102 %": three_countries_dataset(
        BASIS, a_share(percent=80.0), a_share(subject="DEU", percent=60.0), a_link("litho", "packaging")
    ),
    "a region and its members over 102 %": three_countries_dataset(
        BASIS, a_share(percent=80.0), a_share(subject="EU27", percent=180.0)
    ),
    "cyclic links": three_countries_dataset(
        BASIS,
        a_share(percent=60.0),
        a_suggestion_basis("packaging"),
        a_share("packaging", "MYS", 40.0),
        a_link("litho", "packaging"),
        a_link("packaging", "litho"),
        a_link("litho", "litho"),
    ),
    "cyclic links without shares": three_countries_dataset(
        a_link("litho", "packaging"), a_link("packaging", "litho")
    ),
    "zero weights": of_weights(0.0),
    "negative weights": of_weights(-1.0),
    "negative shares": three_countries_dataset(
        BASIS, a_share(percent=-60.0), a_share(subject="DEU", percent=30.0), a_link("litho", "packaging")
    ),
    "negative trade": three_countries_dataset(
        a_trade_flow(value=-5.0), a_trade_flow(flow="export", value=-5.0)
    ),
    "zero trade": three_countries_dataset(a_trade_flow(value=0.0), a_trade_flow(flow="export", value=0.0)),
    "imports without exports": three_countries_dataset(a_trade_flow()),
    "negative grid": three_countries_dataset(
        a_suggestion_basis(measure="production_by_location"),
        a_share(measure="production_by_location", percent=90.0),
        a_profile(indicator=GRID_INDICATOR, value=-100.0),
    ),
    "a need without a level": three_countries_dataset(a_need(), a_need(subject="NLD", level=0)),
    "links to nowhere": three_countries_dataset(
        BASIS, a_share(percent=60.0), a_link("litho", "gone"), a_link("gone", "packaging")
    ),
    "a tree in a loop": three_countries_dataset(
        a_segment("one", "two"), a_segment("two", "one"), a_score(3, "NLD", "one")
    ),
    "a region of itself": three_countries_dataset(
        a_region("EU27", ("EU27", "NLD", "GONE")), a_score(3, "EU27"), BASIS, a_share(percent=50.0)
    ),
    "no focus": three_countries_dataset(
        a_score(3), settings=some_settings(focus_region="GONE", candidate_region="GONE")
    ),
    "one rater": three_countries_dataset(a_score(3), a_rater("b")),
}
KNOWS_NOTHING = {"empty", "no places", "one country", "all missing", "only not applicable"}

COMMANDS = {
    "index": ["--draws", "20"],
    "robustness": ["--draws", "20", "--samples", "16"],
    "concentration": [],
    "dependency": [],
    "reliance": [],
    "chokepoints": [],
    "swot": [],
    "foresight": [],
    "carbon": [],
    "complexity": [],
}
FIGURES = {
    "index": ("index", "rank", "low_rank", "least"),
    "mean_rank": ("mean_rank", "median_rank", "first", "top_3"),
    "points_low": ("points_low", "points_high", "hhi_low", "hhi_high", "tier_low", "top_three_low"),
    "cdi1": ("cdi1", "cdi2", "cdi3", "dependent"),
    "reliance": ("reliance", "direct", "low", "high"),
    "expected_shortfall": ("expected_shortfall", "worst_shortfall", "rank", "robust"),
    "intensity": ("intensity", "coverage"),
    "eci": ("eci",),
    "pci": ("pci",),
}
"""Which figures a row with this key has."""


@pytest.fixture(params=NONSENSE, scope="module")
def nonsense(request, tmp_path_factory):
    """Its name and a workspace file of it."""
    folder = tmp_path_factory.mktemp("nonsense")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        create_workspace(folder / "nonsense.chipmap", NONSENSE[request.param]).close()
    return request.param, folder / "nonsense.chipmap"


def rows_within(value):
    """Every object within a result."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from rows_within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from rows_within(inner)


def numbers_within(value):
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_within(inner)
    elif isinstance(value, float):
        yield value


@pytest.mark.parametrize("command", COMMANDS)
def test_a_figure_that_cannot_be_is_null_with_its_reason(run, nonsense, command):
    name, path = nonsense

    outcome = run("analysis", command, path, "--json", *COMMANDS[command])

    found = outcome.object
    assert outcome.code == 0 or found["error"]["code"] == "usage", found
    assert all(isfinite(number) for number in numbers_within(found))
    known = {reason.value for reason in Reason}
    for row in rows_within(found):
        assert row.get("reason") is None or row["reason"] in known
        for key, figures in FIGURES.items():
            if key in row and "reason" in row:
                assert row[key] is not None or row["reason"], row
                assert name not in KNOWS_NOTHING or all(row.get(figure) is None for figure in figures), row


@pytest.mark.parametrize("command", COMMANDS)
def test_a_person_is_told_the_same_without_a_traceback(run, nonsense, command):
    _name, path = nonsense

    outcome = run("analysis", command, path, "--explain", *COMMANDS[command])

    assert outcome.code in (0, 2)
    assert "Traceback" not in outcome.out + outcome.err
    assert "unexpected" not in outcome.err
    assert "nan" not in outcome.out.casefold().replace("nand", "").split()


@pytest.mark.parametrize(
    "arguments",
    [
        ("analysis", "agreement"),
        ("analysis", "chokepoints", "--segment", "one"),
        ("scenario", "run", "--remove", "NLD", "--weeks", "4", "--draws", "20"),
        ("match", "partners", "--for", "NLD"),
        ("analysis", "swot", "--remove", "NLD"),
        ("analysis", "carbon", "--nodes"),
        ("analysis", "carbon", "--segment", "litho", "--move", "NLD:MYS=0.1"),
        ("analysis", "complexity", "--basis", "exports", "--subject", "NLD"),
        ("analysis", "dependency", "--variant", "CEPII", "--product", "854231"),
        ("analysis", "foresight", "--weigh", "2030=0", "--weigh", "2035=0", "--weigh", "now=0"),
        ("analysis", "index", "--mean", "geometric"),
        ("analysis", "index", "--mean", "harmonic", "--draws", "0"),
    ],
    ids=" ".join,
)
def test_every_other_question_has_an_answer_or_a_reason(run, nonsense, arguments):
    _name, path = nonsense
    command, rest = arguments[:2], arguments[2:]

    outcome = run(*command, path, *rest, "--json")

    found = outcome.object
    assert outcome.code in (0, 1, 2, 3)
    if outcome.code > 1:
        assert found["error"]["code"] != "unexpected", found
        assert found["error"]["message"]
    assert all(isfinite(number) for number in numbers_within(found))


@pytest.mark.parametrize("room", [("0", "5"), ("5", "0"), ("0", "0")])
def test_an_event_without_slots_or_tables_has_a_reason(run, starter_file, tmp_path, room):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Participants"
    book.active.append(["Name"])
    wishes = book.create_sheet("Wishes")
    wishes.append(["From", "To", "Wish"])
    for name in ("Ada", "Bo"):
        book["Participants"].append([name])
    wishes.append(["Ada", "Bo", "want"])
    wishes.append(["Bo", "Ada", "want"])
    book.save(tmp_path / "people.xlsx")

    outcome = run(
        "match",
        "agenda",
        starter_file,
        tmp_path / "people.xlsx",
        "-o",
        tmp_path / "agenda.xlsx",
        "--slots",
        room[0],
        "--tables",
        room[1],
        "--json",
    )

    assert outcome.code in (0, 1, 3)
    found = outcome.object
    if outcome.code == 3:
        assert found["error"]["code"] != "unexpected"
        assert not (tmp_path / "agenda.xlsx").exists()
    else:
        assert found["meetings"] == []
        assert {one["reason"] for one in found["short"]} <= {"no-common-slot", "no-candidate", "no-room"}
        assert found["short"]
