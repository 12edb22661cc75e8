"""`chipmap scenario run`: removals from the command line, as a table, CSV and JSON."""

from __future__ import annotations

import csv
import io

import pytest


def test_a_removal_names_the_losses_worst_first_and_their_causes(run, starter_file):
    outcome = run("scenario", "run", starter_file, "--remove", "TWN:fab=0.5", "--weeks", "12", "--json")

    segments = outcome.object["segments"]
    losses = [one["loss"] for one in segments]
    assert outcome.code == 0
    assert losses == sorted(losses, reverse=True)
    assert all(one["causes"][0] == one["segment"] for one in segments)
    assert segments[0]["last_week"] >= 12


def test_the_terms_of_every_loss_add_up_to_it(run, starter_file):
    outcome = run("scenario", "run", starter_file, "--remove", "Taiwan", "--json")

    for one in outcome.object["segments"]:
        assert sum(term["adds"] for term in one["explain"]) == pytest.approx(one["loss"], abs=1e-6)


def test_csv_and_table_say_the_same(run, starter_file):
    table = run("scenario", "run", starter_file, "--hazard", "haz_helium_2026")
    rows = list(
        csv.DictReader(
            io.StringIO(run("scenario", "run", starter_file, "--hazard", "haz_helium_2026", "--csv").out)
        )
    )

    assert rows[0]["name"] == "Helium"
    assert all(row["name"] in table.out for row in rows)


def test_draws_give_a_band_that_a_seed_repeats(run, starter_file):
    first, again = (
        run(
            "scenario", "run", starter_file, "--remove", "TWN", "--draws", "200", "--seed", "4", "--json"
        ).object
        for _ in range(2)
    )

    assert first == again
    assert all(one["low"] <= one["median"] <= one["high"] for one in first["segments"])


def test_a_place_without_known_shares_has_no_effect_and_it_is_said(run, starter_file):
    outcome = run("scenario", "run", starter_file, "--remove", "MLT")

    assert outcome.code == 0
    assert "Malta holds no known share" in outcome.out
    assert "What is lost is not known" in outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--remove", "Atlantis"),
        ("--remove", "TWN=2"),
        ("--remove", "TWN=x"),
        ("--remove", ":"),
        ("--hazard", "none"),
    ],
)
def test_what_is_not_understood_is_refused(run, starter_file, arguments):
    assert run("scenario", "run", starter_file, *arguments).code == 2


def test_a_hazard_that_struck_no_single_place_cannot_be_removed(run, starter_file):
    from chipmap.model.workspace import open_workspace

    with open_workspace(starter_file, recover=False) as workspace:
        nowhere = next(one.id for one in workspace.dataset.hazards.values() if one.subject == "ROW")

    assert run("scenario", "run", starter_file, "--hazard", nowhere).code == 2


def test_a_kept_scenario_is_listed_run_with_the_same_numbers_and_deleted(run, starter_file):
    asked = ("--remove", "TWN:fab=0.5", "--weeks", "26", "--stock", "2", "--nobody-steps-in")
    kept = run("scenario", "save", starter_file, "Half of Taiwan", *asked, "--note", "For June", "--json")
    listed = run("scenario", "list", starter_file, "--json").object["scenarios"]

    assert [one["id"] for one in listed] == [kept.object["id"]] == ["half_of_taiwan"]
    by_name = run("scenario", "run", starter_file, "--saved", "half of taiwan", "--json").object
    plainly = run("scenario", "run", starter_file, *asked, "--json").object
    assert by_name["scenario"] == "half_of_taiwan"
    assert by_name["segments"] == plainly["segments"]
    assert run("scenario", "run", starter_file, "--saved", "half_of_taiwan", "--weeks", "3").code == 2

    assert run("scenario", "remove", starter_file, "half_of_taiwan").code == 0
    assert "No scenario is kept" in run("scenario", "list", starter_file).out
    assert run("scenario", "run", starter_file, "--saved", "half_of_taiwan").code == 2


def test_two_kept_scenarios_are_held_against_each_other(run, starter_file):
    run("scenario", "save", starter_file, "Whole", "--remove", "TWN:fab_foundry")
    run("scenario", "save", starter_file, "Half", "--remove", "TWN:fab_foundry=0.5")

    rows = run("scenario", "compare", starter_file, "whole", "half", "--json").object["segments"]
    whole = run("scenario", "run", starter_file, "--saved", "whole", "--json").object["segments"]

    assert {one["segment"]: one["first"] for one in rows} == {one["segment"]: one["loss"] for one in whole}
    assert all(one["difference"] == pytest.approx(one["second"] - one["first"]) for one in rows)
    assert "Half" in run("scenario", "compare", starter_file, "whole", "half").out


def test_an_institution_needs_its_part_and_what_is_cited_of_it_is_offered(run, starter_file):
    refused = run("scenario", "run", starter_file, "--remove", "TSMC:fab_foundry")
    route = run("scenario", "run", starter_file, "--remove", "CHN>EU27:crm_gallium", "--json").object
    closed = run("scenario", "run", starter_file, "--remove", "CHN>EU27", "--weeks", "0")

    assert refused.code == 2
    assert "=0.9" in " ".join(refused.err.split())
    assert run("scenario", "run", starter_file, "--remove", "TSMC:fab_foundry=0.9").code == 0
    assert route["removed"] == [{"subject": "CHN", "segment": "crm_gallium", "share": 1.0, "towards": "EU27"}]
    assert "China still produces, but EU-27 no longer gets it" in closed.out
    assert "A loss of 0 weeks is no loss" in closed.out
