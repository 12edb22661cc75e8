"""`chipmap score`: answers are saved, what is not clear is refused, what is known shows its origin."""

import pytest

from chipmap.model.records import NA, OWNER, Confidence
from chipmap.model.workspace import open_workspace
from tests.cli.conftest import content_of


def row(path, subject="MYS", segment="packaging", rater=OWNER):
    return content_of(path).scores.get((subject, segment, rater, 1))


def test_a_level_is_saved_with_confidence_reason_and_sources(run, workspace_file):
    outcome = run(
        *("score", "set", workspace_file, "MYS", "packaging", "4"),
        *("--confidence", "high", "--reason", "Two plants, one of them new."),
        *("--source", "Industry report | page 12 | 2025", "--source", "OECD_LANDSCAPE"),
    )

    assert outcome.code == 0
    score = row(workspace_file)
    assert score.levels == (("now", 4),)
    assert (score.confidence, score.reason) == (Confidence.HIGH, "Two plants, one of them new.")
    evidence = [content_of(workspace_file).evidence[key] for key in score.evidence]
    assert [(one.title, one.locator, one.year, one.source) for one in evidence] == [
        ("Industry report", "page 12", 2025, ""),
        ("The chip landscape", "https://example.org/landscape", 2026, "OECD_LANDSCAPE"),
    ]


def test_confidence_is_taken_in_any_case(run, workspace_file):
    assert run("score", "set", workspace_file, "MYS", "packaging", "4", "--confidence", "HIGH").code == 0
    assert row(workspace_file).confidence is Confidence.HIGH


def test_one_command_is_one_step_whatever_it_says(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "4", "--confidence", "low", "--source", "A")

    with open_workspace(workspace_file) as workspace:
        assert workspace.revision == 1


@pytest.mark.parametrize(("text", "answer"), [("0", 0), ("5", 5), ("NA", NA), ("na", NA)])
def test_a_level_is_0_to_5_or_not_applicable(run, workspace_file, text, answer):
    assert run("score", "set", workspace_file, "MYS", "packaging", text).code == 0
    assert row(workspace_file).level("now") == answer


def test_a_dash_clears_an_answer(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "4")

    outcome = run("score", "set", workspace_file, "MYS", "packaging", "-", "--json")

    assert (outcome.object["before"], outcome.object["after"]) == (4, None)
    assert row(workspace_file) is None


@pytest.mark.parametrize("text", ["6", "-1", "3.5", "3,5", "high", "", "--", "nan"])
def test_what_is_no_level_is_wrong_usage_and_changes_nothing(run, workspace_file, text):
    before = workspace_file.read_bytes()

    outcome = run("score", "set", workspace_file, "MYS", "packaging", text)

    assert (outcome.code, outcome.out) == (2, "")
    assert workspace_file.read_bytes() == before


def test_an_expected_level_and_a_need_belong_to_their_horizon(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "4", "--horizon", "2030")
    run("score", "set", workspace_file, "MYS", "packaging", "5", "--horizon", "2035", "--need")

    score = row(workspace_file)
    assert score.levels == (("2030", 4),)
    assert score.needs == (("2035", 5),)


@pytest.mark.parametrize("extra", [(), ("--horizon", "now")])
def test_a_need_of_today_is_wrong_usage(run, workspace_file, extra):
    outcome = run("score", "set", workspace_file, "MYS", "packaging", "5", "--need", *extra)

    assert outcome.code == 2
    assert "--horizon 2030" in outcome.err


@pytest.mark.parametrize("need", [(), ("--need",)])
def test_a_horizon_that_the_workspace_has_not_is_wrong_usage(run, workspace_file, need):
    assert run("score", "set", workspace_file, "MYS", "packaging", "5", "--horizon", "2031", *need).code == 2


def test_confidence_is_one_of_three_words(run, workspace_file):
    assert run("score", "set", workspace_file, "MYS", "packaging", "5", "--confidence", "sure").code == 2


def test_another_rater_has_a_ballot_of_their_own(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "4")
    run("score", "set", workspace_file, "MYS", "packaging", "2", "--rater", "Delegation of Malaysia")

    assert row(workspace_file).level("now") == 4
    assert row(workspace_file, rater="Delegation of Malaysia").level("now") == 2
    assert content_of(workspace_file).raters["Delegation of Malaysia"].name == "Delegation of Malaysia"


def test_a_rater_is_meant_by_id_or_name(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "2", "--rater", "owner")
    run("score", "set", workspace_file, "NLD", "packaging", "2", "--rater", "OWNER")

    assert list(content_of(workspace_file).raters) == [OWNER]


def test_the_same_answer_again_changes_nothing(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "4")
    before = workspace_file.read_bytes()

    outcome = run("score", "set", workspace_file, "MYS", "packaging", "4", "--json")

    assert outcome.code == 0
    assert outcome.object["changed"] is False
    assert workspace_file.read_bytes() == before


def test_the_whole_chain_is_refused(run, workspace_file):
    outcome = run("score", "set", workspace_file, "MYS", "chain", "4", "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "segment-not-scorable"


def test_a_workspace_that_is_open_elsewhere_is_not_changed(run, workspace_file):
    with open_workspace(workspace_file):
        outcome = run("score", "set", workspace_file, "MYS", "packaging", "4")

    assert outcome.code == 3
    assert row(workspace_file) is None


def test_show_says_level_origin_confidence_need_gap_and_evidence_of_every_segment(run, workspace_file):
    run(
        "score",
        "set",
        workspace_file,
        "MYS",
        "packaging",
        "2",
        "--confidence",
        "medium",
        "--source",
        "A | p. 1",
    )
    run("score", "set", workspace_file, "MYS", "packaging", "5", "--need", "--horizon", "2030")

    shown = run("score", "show", workspace_file, "Malaysia", "--json").object

    assert (shown["subject"], shown["name"], shown["kind"]) == ("MYS", "Malaysia", "country")
    assert set(shown["segments"]) == set(content_of(workspace_file).segments) - {"chain"}
    packaging = shown["segments"]["packaging"]
    assert {
        key: packaging[key] for key in ("level", "origin", "confidence", "need", "need_horizon", "gap")
    } == {
        "level": 2,
        "origin": "scored",
        "confidence": "medium",
        "need": 5,
        "need_horizon": "2030",
        "gap": -3,
    }
    assert [(one["title"], one["locator"]) for one in packaging["evidence"]] == [("A", "p. 1")]
    litho = shown["segments"]["litho"]
    assert (litho["level"], litho["origin"], litho["need"], litho["gap"]) == (None, "none", None, None)


def test_show_cites_the_share_behind_a_suggestion(run, starter_file):
    foundry = run("score", "show", starter_file, "TWN", "--json").object["segments"]["fab_foundry"]

    assert (foundry["level"], foundry["origin"], foundry["confidence"]) == (5, "suggested", "low")
    (share,) = foundry["evidence"]
    assert (share["source"], share["measure"], share["year"]) == ("TF_FOUNDRY_2Q25", "revenue_by_hq", 2025)


def test_show_gives_an_at_least_as_a_bound_and_no_level(run, starter_file):
    found = run("score", "show", starter_file, "DEU", "--json").object["segments"]["atp"]

    assert (found["level"], found["at_least"], found["origin"], found["gap"]) == (None, 2, "at_least", None)


def test_show_tells_not_applicable_from_not_scored(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "NA")

    assert (
        run("score", "show", workspace_file, "MYS", "--json").object["segments"]["packaging"]["level"] == "NA"
    )


def test_show_as_text_prints_true_signs(run, workspace_file):
    run("score", "set", workspace_file, "MYS", "packaging", "2")
    run("score", "set", workspace_file, "MYS", "packaging", "5", "--need", "--horizon", "2030")

    outcome = run("score", "show", workspace_file, "MYS")

    assert outcome.code == 0
    (line,) = [line for line in outcome.out.splitlines() if line.startswith("Packaging ")]
    assert line.split()[:5] == ["Packaging", "2", "–", "5", "(2030)"]
    assert "−3" in line


def test_looking_changes_nothing(run, workspace_file):
    before = workspace_file.read_bytes()

    run("score", "show", workspace_file, "MYS", "--json")

    assert workspace_file.read_bytes() == before


def test_compare_shows_places_side_by_side_each_against_its_own_need(run, workspace_file):
    run("score", "set", workspace_file, "NLD", "equipment", "4")
    run("score", "set", workspace_file, "NLD", "equipment", "5", "--need", "--horizon", "2030")
    run("score", "set", workspace_file, "DEU", "equipment", "0")

    report = run("score", "compare", workspace_file, "Netherlands", "DEU", "MYS", "--json").object

    assert report["places"] == {"NLD": "Netherlands", "DEU": "Germany", "MYS": "Malaysia"}
    equipment = report["segments"][0]["places"]
    assert (equipment["NLD"]["level"], equipment["NLD"]["need"], equipment["NLD"]["gap"]) == (4, 5, -1)
    assert (equipment["DEU"]["level"], equipment["DEU"]["gap"]) == (0, None)
    assert (equipment["MYS"]["level"], equipment["MYS"]["origin"]) == (None, "none")
    text = run("score", "compare", workspace_file, "NLD", "MYS").out
    assert "4 / 5 / −1" in text
    assert "– / – / –" in text


def test_compare_opens_the_sub_segments_on_request(run, workspace_file):
    plain = run("score", "compare", workspace_file, "NLD", "MYS", "--json").object
    deep = run("score", "compare", workspace_file, "NLD", "MYS", "--sub-segments", "--json").object

    assert [row["segment"] for row in plain["segments"]] == ["equipment", "packaging"]
    assert "litho" in [row["segment"] for row in deep["segments"]]


def test_compare_wants_two_places(run, workspace_file):
    outcome = run("score", "compare", workspace_file, "NLD", "Netherlands")

    assert outcome.code == 2
    assert "at least two places" in outcome.out + outcome.err
