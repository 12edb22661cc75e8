"""`chipmap institution import`: an officer's own layer, taken as one step and saved."""

from __future__ import annotations

import pytest

from chipmap.model.workspace import open_workspace

GOOD = "id,name,type,country,lat,lon\nzz_acme,Acme,fab,MYS,5.41,100.33\n"


@pytest.fixture
def sites(tmp_path):
    def write(text: str):
        path = tmp_path / "sites.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def institutions_in(path) -> set[str]:
    with open_workspace(path, recover=False) as opened:
        return set(opened.dataset.institutions)


def test_importing_saves_the_institutions_and_a_second_time_changes_nothing(run, starter_file, sites):
    first = run("institution", "import", starter_file, sites(GOOD), "--json")
    second = run("institution", "import", starter_file, sites(GOOD), "--json")

    assert (first.code, first.object["new"], first.object["applied"]) == (0, 1, True)
    assert (second.code, second.object["unchanged"], second.object["applied"]) == (0, 1, False)
    assert "zz_acme" in institutions_in(starter_file)


def test_a_dry_run_says_the_same_and_writes_nothing(run, starter_file, sites):
    outcome = run("institution", "import", starter_file, sites(GOOD), "--dry-run")

    assert outcome.code == 0
    assert "1 new, 0 changed" in outcome.out
    assert "zz_acme" not in institutions_in(starter_file)


def test_findings_name_row_and_column_and_give_exit_code_1(run, starter_file, sites):
    outcome = run(
        "institution", "import", starter_file, sites(GOOD + "zz_off,Off,fab,MYS,541,100\n"), "--json"
    )

    (issue,) = outcome.object["issues"]
    assert outcome.code == 1
    assert (issue["row"], issue["column"], issue["code"]) == (3, "lat", "points-off-globe")
    assert institutions_in(starter_file) >= {"zz_acme"}


def test_a_file_that_is_refused_gives_exit_code_3_and_changes_nothing(run, starter_file, sites):
    before = starter_file.read_bytes()

    outcome = run("institution", "import", starter_file, sites("lat,lon\n1,2\n"), "--json")

    assert (outcome.code, outcome.object["error"]["code"]) == (3, "no-name-column")
    assert starter_file.read_bytes() == before


def test_an_address_is_refused(run, starter_file):
    outcome = run("institution", "import", starter_file, "http://example.org/sites.gpkg")

    assert outcome.code == 3
    assert "not a file on this computer" in outcome.err
