"""`chipmap institution add`, `edit` and `remove`: one institution, saved at once."""

from __future__ import annotations

import pytest

from chipmap.model.workspace import open_workspace

ADDED = (
    "--country",
    "Malaysia",
    "--type",
    "fab",
    "--latitude",
    "5.4",
    "--longitude",
    "100.3",
    "--segment",
    "atp",
)


def institution_in(path, key):
    with open_workspace(path, recover=False) as opened:
        return opened.dataset.institutions.get(key)


def test_an_institution_is_added_changed_and_removed(run, starter_file):
    added = run("institution", "add", starter_file, "Zeta Works", *ADDED, "--json")
    assert (added.code, added.object["id"]) == (0, "zeta_works")
    assert institution_in(starter_file, "zeta_works").segments == ("atp",)

    moved = run("institution", "edit", starter_file, "Zeta Works", "--latitude", "3", "--longitude", "101")
    assert moved.code == 0
    record = institution_in(starter_file, "zeta_works")
    assert (record.latitude, record.longitude, record.country) == (3.0, 101.0, "MYS")

    assert run("institution", "remove", starter_file, "zeta_works").code == 0
    assert institution_in(starter_file, "zeta_works") is None


def test_an_edit_that_changes_nothing_says_so_and_saves_nothing(run, starter_file):
    run("institution", "add", starter_file, "Zeta Works", *ADDED)
    before = starter_file.read_bytes()

    outcome = run("institution", "edit", starter_file, "zeta_works", "--type", "fab")

    assert outcome.code == 0
    assert "already" in outcome.out
    assert starter_file.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("add", "Zeta Works"),
        ("add", "Zeta Works", "--country", "EU27"),
        ("add", "Zeta Works", "--country", "MYS", "--type", "castle"),
        ("add", "Zeta Works", "--country", "MYS", "--latitude", "5"),
        ("add", "Zeta Works", "--country", "MYS", "--latitude", "95", "--longitude", "5"),
        ("edit", "MYS", "--role", "x"),
        ("remove", "nobody at all"),
    ],
)
def test_what_makes_no_sense_is_a_wrong_use_and_changes_nothing(run, starter_file, options):
    verb, *rest = options
    before = starter_file.read_bytes()

    assert run("institution", verb, starter_file, *rest).code == 2
    assert starter_file.read_bytes() == before
