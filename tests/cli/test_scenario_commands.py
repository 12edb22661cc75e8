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
