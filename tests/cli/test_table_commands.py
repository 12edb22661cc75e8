"""`chipmap table import|inbox|retry`: an explorer's files taken without code, and what waits taken later."""

from __future__ import annotations

import json

import openpyxl
import pytest

from chipmap.model.records import NOW, OWNER
from chipmap.model.workspace import open_workspace
from tests.model.exchange.outside_tables.explorer_files import write_explorer_files


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "explorer"
    folder.mkdir()
    return write_explorer_files(folder)


def test_an_explorers_files_are_taken_and_the_mapping_is_written(run, starter_file, files, tmp_path):
    mapping = tmp_path / "m.json"

    outcome = run("table", "import", starter_file, *files, "--save-mapping", mapping, "--json")

    assert outcome.code == 1
    assert (outcome.object["rows"], outcome.object["applied"]) == (1954, True)
    assert outcome.object["unmatched"][0]["spelling"] == "MAL"
    assert len(json.loads(mapping.read_text(encoding="utf-8"))["tables"]) == 4


def test_a_mapping_that_knows_every_name_leaves_nothing_waiting(run, starter_file, files, tmp_path):
    mapping = tmp_path / "m.json"
    run("table", "import", starter_file, *files, "--dry-run", "--save-mapping", mapping)
    stated = json.loads(mapping.read_text(encoding="utf-8"))
    stated["names"]["place"]["MAL"] = "MYS"
    for table in stated["tables"]:
        if table["target"] == "shares":
            table["defaults"]["minor_percent"] = "2"
    mapping.write_text(json.dumps(stated), encoding="utf-8")

    outcome = run("table", "import", starter_file, *files, "--mapping", mapping, "--json")

    assert (outcome.code, outcome.object["inbox"]) == (0, 0)


def test_a_dry_run_writes_nothing(run, starter_file, files):
    before = starter_file.read_bytes()

    outcome = run("table", "import", starter_file, *files, "--dry-run")

    assert outcome.code == 1
    assert "Nothing was written." in outcome.out
    assert starter_file.read_bytes() == before


def test_what_waits_is_listed_and_taken_once_its_name_is_known(run, starter_file, files, tmp_path):
    run("table", "import", starter_file, *files)
    names = tmp_path / "names.json"
    names.write_text('{"names": {"place": {"MAL": "MYS"}}}', encoding="utf-8")

    before = run("table", "inbox", starter_file, "--json").object["rows"]
    outcome = run("table", "retry", starter_file, "--mapping", names, "--json")
    after = run("table", "inbox", starter_file, "--json").object["rows"]

    assert outcome.object["applied"]
    assert {row["reason"] for row in after} == {"share-without-number"} < {row["reason"] for row in before}
    with open_workspace(starter_file, recover=False) as workspace:
        assert len(workspace.dataset.inbox_rows) == len(after)


def test_a_mapping_that_cannot_be_used_names_its_part(run, starter_file, files, tmp_path):
    mapping = tmp_path / "m.json"
    mapping.write_text('{"tables": [{"target": "recipes"}]}', encoding="utf-8")

    outcome = run("table", "import", starter_file, *files, "--mapping", mapping, "--json")

    assert (outcome.code, outcome.object["error"]["part"]) == (3, "tables[0].target")


def test_a_file_without_a_needed_column_is_refused(run, starter_file, tmp_path):
    path = tmp_path / "colours.csv"
    path.write_text("country,colour\nNLD,red\n", encoding="utf-8")

    outcome = run("table", "import", starter_file, path, "--json")

    assert (outcome.code, outcome.object["error"]["code"]) == (3, "table-refused")


def test_rows_that_mean_nothing_here_are_set_aside_with_a_way_back(run, starter_file, files):
    run("table", "import", starter_file, *files)
    rows = run("table", "inbox", starter_file, "--json").object["rows"]

    one = run("table", "set-aside", starter_file, rows[0]["id"], "--json")
    unknown = run("table", "set-aside", starter_file, rows[0]["id"], "--json")
    rest = run("table", "set-aside", starter_file, "all", "--json")
    points = run("workspace", "restore-points", starter_file, "--json").object

    assert (one.code, one.object["set_aside"], one.object["inbox"]) == (0, 1, len(rows) - 1)
    assert unknown.code == 3
    assert (rest.object["set_aside"], rest.object["inbox"]) == (len(rows) - 1, 0)
    assert len(points["restore_points"]) == 3


def test_a_row_of_a_scorecard_waits_and_is_taken_like_any_other(run, starter_file, tmp_path):
    card, names = tmp_path / "nld.xlsx", tmp_path / "names.json"
    run("scorecard", "export", starter_file, "NLD", "-o", card)
    workbook = openpyxl.load_workbook(card)
    sheet = workbook["Scores"]
    sheet.append([None, "Netherlands", None, "Alchemy", 4])
    workbook.save(card)
    names.write_text('{"names": {"segment": {"Alchemy": "litho"}}}', encoding="utf-8")

    taken = run("scorecard", "import", starter_file, card, "--json")
    still = run("table", "retry", starter_file, "--json")
    known = run("table", "retry", starter_file, "--mapping", names, "--json")

    assert (taken.object["inbox"], taken.object["applied"]) == (1, True)
    assert (still.code, still.object["inbox"], still.object["applied"]) == (1, 1, False)
    assert (known.code, known.object["inbox"]) == (0, 0)
    with open_workspace(starter_file, recover=False) as workspace:
        assert workspace.dataset.scores["NLD", "litho", OWNER, 1].level(NOW) == 4
