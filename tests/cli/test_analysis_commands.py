"""`chipmap analysis …`: the figures of the model, as a table, CSV and JSON, with terms that add up."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import content_of
from tests.received_builders import a_trade_flow

EVERY = (
    "index",
    "robustness",
    "concentration",
    "dependency",
    "reliance",
    "chokepoints",
    "swot",
    "foresight",
    "carbon",
    "complexity",
)


def rows_of(outcome):
    return list(csv.DictReader(io.StringIO(outcome.out)))


def total(terms):
    return sum(term["adds"] for term in terms)


@pytest.fixture
def trade_file(tmp_path, starter):
    """A workspace of the starter data with a little trade."""
    from chipmap.model.changes import Change, ChangeSet
    from chipmap.model.workspace import create_workspace

    origins = {"CHN": 60.0, "MYS": 20.0, "FRA": 20.0}
    flows = [a_trade_flow(partner=place, value=value) for place, value in origins.items()]
    flows += [
        a_trade_flow(reporter=place, partner="USA", flow="export", value=value, product=product)
        for product in ("854231", "854232")
        for place, value in {"DEU": 40.0, "CHN": 90.0, "MYS": 30.0 + int(product[-1])}.items()
    ]
    dataset = starter.with_changes(ChangeSet.of(Change(None, flow) for flow in flows))
    path = tmp_path / "trade.chipmap"
    create_workspace(path, dataset).close()
    return path


@pytest.mark.parametrize("command", EVERY)
def test_table_csv_and_json_tell_the_same_rows(run, starter_file, command):
    table, as_csv, as_json = (
        run("analysis", command, starter_file, *flags) for flags in ([], ["--csv"], ["--json"])
    )

    assert (table.code, as_csv.code, as_json.code) == (0, 0, 0)
    assert as_json.object
    for row in rows_of(as_csv)[:20]:
        named = row.get("name") or row["product"]
        assert named in table.out
        assert named in as_json.out


@pytest.mark.parametrize("command", EVERY)
def test_json_and_csv_together_are_refused(run, starter_file, command):
    assert run("analysis", command, starter_file, "--csv", "--json").code == 2


@pytest.mark.parametrize("command", EVERY)
def test_the_terms_that_are_explained_add_up_to_their_figure(run, trade_file, command):
    found = run("analysis", command, trade_file, "--json").object
    figures = {
        "index": ("places", "index"),
        "robustness": ("places", "mean_rank"),
        "concentration": ("segments", "hhi_low"),
        "reliance": ("segments", "reliance"),
        "chokepoints": ("holds", "index"),
        "swot": ("lines", "priority"),
        "foresight": ("segments", "expected_shortfall"),
        "carbon": ("segments", "intensity"),
        "complexity": ("places", "eci"),
    }
    if command == "dependency":
        rows = [one for product in found["products"] for one in product["indicators"]]
        name = "value"
    else:
        key, name = figures[command]
        rows = found[key]
    known = [row for row in rows if row[name] is not None]
    assert known or command == "complexity"
    for row in known:
        assert total(row["explain"]) == pytest.approx(row[name], abs=1e-6)


@pytest.mark.parametrize("command", EVERY)
def test_explain_lists_the_terms_as_a_table_and_as_csv(run, trade_file, command):
    terms = rows_of(run("analysis", command, trade_file, "--explain", "--csv"))
    told = run("analysis", command, trade_file, "--explain").out

    if command != "complexity":
        assert terms
        assert {"whose", "figure", "term", "subject", "value", "adds"} == set(terms[0])
        assert "Adds" in told


@pytest.mark.parametrize("command", ["index", "robustness"])
def test_the_same_seed_gives_the_same_answer(run, starter_file, command):
    first, again, other = (
        run("analysis", command, starter_file, "--draws", "300", "--seed", seed, "--json").out
        for seed in ("3", "3", "4")
    )

    assert first == again
    assert first != other


def test_the_index_is_that_of_the_model(run, starter_file):
    from chipmap.model.analysis.place_index import compared_places, place_index

    dataset = content_of(starter_file)
    expected = place_index(dataset, compared_places(dataset, dataset.settings.focus_region))

    found = run("analysis", "index", starter_file, "--draws", "0", "--json").object["places"]

    assert [(one["place"], one["rank"]) for one in found] == [
        (one.place, one.rank) for one in expected.places
    ]
    for one, same in zip(found, expected.places, strict=True):
        assert one["index"] == (None if same.index is None else pytest.approx(same.index))


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_weights_of_a_file_hold_for_one_answer_and_are_not_saved(run, starter_file, tmp_path, kind):
    given = {"atp": 5, "fab": 0.5}
    path = tmp_path / f"weights.{kind}"
    path.write_text(
        json.dumps(given) if kind == "json" else "segment;weight\natp;5\nWafer fabrication;0,5\n", "utf-8"
    )
    before = starter_file.read_bytes()

    found = run("analysis", "index", starter_file, "--weights", path, "--json").object

    assert found["weights"]["atp"] / found["weights"]["fab"] == pytest.approx(10)
    assert starter_file.read_bytes() == before


def test_weights_times_a_constant_change_nothing(run, starter_file, tmp_path):
    stages = content_of(starter_file).segments.values()
    answers = []
    for factor in (1, 7):
        path = tmp_path / f"{factor}.json"
        given = {
            one.id: factor * (1 + at)
            for at, one in enumerate(sorted(stages, key=lambda one: one.order))
            if one.segment_kind == "stage"
        }
        path.write_text(json.dumps(given))
        answers.append(run("analysis", "index", starter_file, "--weights", path, "--json").object["places"])

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "atp",
        "atp,heavy",
        "atp,-1",
        "atp,nan",
        "atp,inf",
        "atp,",
        "Atlantis,1",
        "atp,1\natp,2",
        '{"atp": null}',
        '{"atp": true}',
        '{"atp": [1]}',
        "{",
        "[1]",
    ],
)
def test_a_file_of_weights_that_is_not_understood_is_refused_with_a_reason(
    run, starter_file, tmp_path, content
):
    path = tmp_path / "weights.txt"
    path.write_text(content, "utf-8")

    outcome = run("analysis", "index", starter_file, "--weights", path, "--json")

    assert outcome.code == 2
    assert outcome.object["error"]["message"]


def test_a_file_of_weights_that_is_not_there_or_no_text_is_refused(run, starter_file, tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\x89")

    for name in ("none.csv", "picture.csv"):
        assert run("analysis", "chokepoints", starter_file, "--weights", tmp_path / name).code == 2


def test_an_assumption_of_one_answer_changes_it_and_is_not_saved(run, starter_file):
    usual, other = (
        run("analysis", "chokepoints", starter_file, "--flagged", "--csv", *given)
        for given in ([], ["--assume", "chokepoint.share=0.95", "--assume", "chokepoint.three=1"])
    )

    assert len(rows_of(other)) < len(rows_of(usual))
    assert run("analysis", "chokepoints", starter_file, "--flagged", "--csv").out == usual.out


@pytest.mark.parametrize(
    "text", ["spare=1", "shock.spare", "shock.spare=x", "shock.spare=-1", "shock.spare=nan"]
)
def test_what_is_no_assumption_is_refused(run, starter_file, text):
    assert run("analysis", "reliance", starter_file, "--assume", text).code == 2


def test_concentration_is_asked_of_the_band_that_is_named(run, starter_file):
    firms, countries = (
        run("analysis", "concentration", starter_file, "--segment", "wafers", "--band", band, "--json").object
        for band in ("us2023", "ec-dependency")
    )

    assert firms["segments"][0]["tier_low"] == "high"
    assert countries["segments"][0]["tier_low"] == "low"
    assert countries["segments"][0]["points_low"] == firms["segments"][0]["points_low"]


def test_without_trade_there_is_no_indicator_and_the_reason_is_said(run, starter_file):
    outcome = run("analysis", "dependency", starter_file, "--json")

    assert outcome.object["products"] == []
    assert outcome.object["reason"] == "no-trade"
    assert "No trade data" in run("analysis", "dependency", starter_file).out


def test_dependency_follows_the_variant_and_who_is_trusted(run, trade_file):
    usual, trusting, cepii = (
        run("analysis", "dependency", trade_file, "--json", "--product", "854231", *given).object["products"][
            0
        ]
        for given in ([], ["--trusted", "Malaysia"], ["--variant", "CEPII"])
    )

    assert usual["cdi1"] == pytest.approx(0.75**2 + 0.25**2)
    assert usual["cdi2"] == pytest.approx(0.8)
    assert usual["cdi3"] == pytest.approx(80 / 40)
    assert usual["dependent"] is True
    assert trusting["cdi1"] == pytest.approx(1.0)
    assert cepii["dependent"] is not True


def test_the_rule_on_stress_asks_the_largest_supplier_or_what_is_removed(run, starter_file):
    def stressed(*given):
        ask = ("analysis", "swot", starter_file, "--segment", "litho_euv", "--all", "--json")
        return {
            one["segment"]: one["case"] for one in run(*ask, *given).object["lines"] if one["rule"] == "T4"
        }

    assert stressed() == {"litho_euv": {"kind": "largest-supplier", "key": "NLD"}}
    assert stressed("--remove", "NLD") == {"litho_euv": {"kind": "asked", "key": ""}}
    assert stressed("--remove", "VNM") == {}


def test_foresight_weighs_horizons_and_refuses_what_is_none(run, starter_file):
    assert run("analysis", "foresight", starter_file, "--weigh", "2030=2", "--weigh", "now=0").code == 0
    assert run("analysis", "foresight", starter_file, "--weigh", "2031=2").code == 2
    assert run("analysis", "foresight", starter_file, "--weigh", "2030=-2").code == 2


def test_carbon_tells_wafers_by_node_and_what_a_move_changes(run, starter_file):
    wafers = run("analysis", "carbon", starter_file, "--nodes", "--subject", "TWN", "--json").object["wafers"]
    moved = run(
        "analysis", "carbon", starter_file, "--segment", "crm_silicon", "--move", "CHN:NOR=0.1", "--json"
    ).object

    assert {one["node"] for one in wafers} >= {"28nm", "3nm"}
    assert moved["change"] < 0
    assert total(moved["explain"]) == pytest.approx(moved["change"])


@pytest.mark.parametrize("move", ["CHN", "CHN:NOR", "CHN:NOR=2", "CHN:NOR=x", ":=0.1", "CHN:Atlantis=0.1"])
def test_a_move_that_is_not_understood_is_refused(run, starter_file, move):
    assert run("analysis", "carbon", starter_file, "--segment", "crm_silicon", "--move", move).code == 2


def test_a_node_outside_the_published_range_has_a_reason(run, starter_file):
    wafers = run("analysis", "carbon", starter_file, "--nodes", "--abatement", "50", "--json").object[
        "wafers"
    ]

    assert {one["reason"] for one in wafers} == {"out-of-range"}
    assert {one["total"] for one in wafers} == {None}


def test_complexity_takes_exports_where_there_are_any(run, trade_file, starter_file):
    assert run("analysis", "complexity", trade_file, "--json").object["basis"] == "exports"
    assert (
        run("analysis", "complexity", trade_file, "--basis", "levels", "--json").object["basis"] == "levels"
    )
    near = run("analysis", "complexity", starter_file, "--subject", "EU27", "--json").object["activities"]
    assert any(one["density"] is not None for one in near)
    for one in near:
        assert one["density"] is None or total(one["explain"]) == pytest.approx(one["density"], abs=1e-6)


def test_the_command_line_tells_the_figures_of_the_panel(run, starter_file):
    from chipmap.model.match.place_analysis import analyse_place

    shown = analyse_place(content_of(starter_file), "EU27", segment="litho", focus="EU27", draws=300, seed=2)

    index = run("analysis", "index", starter_file, "--draws", "300", "--seed", "2", "--json").object["places"]
    for one, same in zip(index, shown.indices.places, strict=True):
        assert (one["place"], one["rank"], one["low_rank"], one["high_rank"], one["reason"]) == (
            same.place,
            same.rank,
            same.low_rank,
            same.high_rank,
            same.reason and same.reason.value,
        )
        assert one["index"] == (None if same.index is None else pytest.approx(same.index))
    first = run("analysis", "concentration", starter_file, "--segment", "litho", "--json").object["segments"][
        0
    ]
    assert (first["hhi_low"], first["hhi_high"]) == pytest.approx(
        (shown.concentration.hhi.low, shown.concentration.hhi.high)
    )
    first = run("analysis", "reliance", starter_file, "--segment", "litho", "--json").object["segments"][0]
    assert first["reliance"] == shown.reliance.value
    assert (first["low"], first["high"]) == pytest.approx((shown.reliance.low, shown.reliance.high))
    holds = run("analysis", "chokepoints", starter_file, "--segment", "litho", "--json").object["holds"]
    assert {(one["place"], one["segment"]): one["index"] for one in holds}[
        shown.chokepoint.country, "litho"
    ] == pytest.approx(shown.chokepoint.index)
    lines = run("analysis", "swot", starter_file, "--segment", "litho", "--json").object["lines"]
    assert [(one["rule"], one["segment"]) for one in lines] == [
        (hit.rule, hit.segment) for hits in shown.swot.swot.lines.values() for hit in hits
    ]


@pytest.mark.parametrize(
    "arguments",
    [("index", "--seed", "-1"), ("robustness", "--draws", "-5"), ("robustness", "--samples", "-1")],
)
def test_numbers_below_zero_are_refused_where_they_mean_nothing(run, starter_file, arguments):
    assert run("analysis", arguments[0], starter_file, *arguments[1:]).code == 2
