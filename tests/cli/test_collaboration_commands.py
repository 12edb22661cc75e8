"""`chipmap collaboration …`: the register by command, with the numbers that the screen shows."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from chipmap.model.match.register_findings import collaborations_without_need, needs_without_partner
from chipmap.model.workspace import open_workspace

ADD = ("collaboration", "add")
EDIT = ("collaboration", "edit")


def listed(run, path, *options):
    return run("collaboration", "list", path, "--json", *options).object["collaborations"]


def test_the_list_is_narrowed_by_each_option(run, starter_file):
    everything = listed(run, starter_file)

    assert len(everything) == 87
    assert {one["stage"] for one in listed(run, starter_file, "--stage", "planned")} == {"planned"}
    assert {one["kind"] for one in listed(run, starter_file, "--kind", "mou")} == {"mou"}
    assert all("MYS" in one["partners"] for one in listed(run, starter_file, "--partner", "Malaysia"))
    assert 0 < len(listed(run, starter_file, "--segment", "atp")) < len(everything)
    assert listed(run, starter_file, "--overdue") == []
    rows = list(csv.DictReader(io.StringIO(run("collaboration", "list", starter_file, "--csv").out)))
    assert [row["id"] for row in rows] == [one["id"] for one in everything]


def test_a_collaboration_is_added_edited_funded_checked_and_removed(run, starter_file):
    added = run(
        *ADD, starter_file, "Joint call 2027", "--kind", "joint_call", "--partner", "EU27", "--partner",
        "MYS", "--segment", "atp", "--next-step", "Agree on the text", "--next-date", "2020-05", "--json",
    ).object  # fmt: skip
    key = added["id"]
    assert (added["stage"], added["partners"]) == ("idea", ["EU27", "MYS"])

    assert run(*EDIT, starter_file, "joint call 2027", "--stage", "open").code == 0
    budget = run(
        "collaboration", "budget", starter_file, key, "Malaysia", "250000", "--currency", "myr", "--json"
    )
    assert budget.object["currency"] == "MYR"
    check = ("collaboration", "check", starter_file, key, "research_security")
    assert run(*check, "--state", "reviewed").code == 3
    done = run(*check, "--state", "reviewed", "--owner", "Desk", "--reviewed-on", "2026-11-02", "--json")
    assert done.object["state"] == "reviewed"
    (overdue,) = listed(run, starter_file, "--overdue")
    assert (overdue["id"], overdue["budgets"][0]["amount"]) == (key, 250000)
    warned = run("workspace", "check", starter_file)
    assert warned.code == 1
    assert "Joint call 2027" in warned.out

    assert run("collaboration", "remove", starter_file, key).code == 0
    with open_workspace(starter_file) as workspace:
        assert (len(workspace.dataset.budgets), len(workspace.dataset.due_diligence)) == (0, 0)


@pytest.mark.parametrize(
    "options",
    [
        (*ADD, "X", "--partner", "Atlantis"),
        (*ADD, "X", "--kind", "picnic"),
        (*EDIT, "no such thing", "--stage", "done"),
        ("collaboration", "budget", "kr_call_2024", "EU27", "plenty"),
        ("collaboration", "check", "Atlantis", "ethics"),
    ],
)
def test_what_makes_no_sense_is_a_wrong_use_and_changes_nothing(run, starter_file, options):
    noun, verb, *rest = options
    before = starter_file.read_bytes()

    assert run(noun, verb, starter_file, *rest).code == 2
    assert starter_file.read_bytes() == before


def test_gaps_are_those_of_the_model(run, starter_file, starter):
    found = run("collaboration", "gaps", starter_file, "--json").object

    needs = needs_without_partner(starter, "EU27")
    assert [one["segment"] for one in found["needs_without_partner"]] == [one.segment for one in needs]
    apart = collaborations_without_need(starter, "EU27")
    assert [one["id"] for one in found["collaborations_without_need"]] == [one.collaboration for one in apart]


@pytest.fixture
def returned(run, starter_file, tmp_path):
    """The exported register, in which somebody typed two entries and a word nobody understands."""
    path = tmp_path / "register.xlsx"
    out = run("collaboration", "export", starter_file, "-o", path, "--language", "de", "--json").object
    assert (out["collaborations"], out["language"]) == (87, "de")
    book = openpyxl.load_workbook(path)
    sheet = book["Collaborations"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    line = next(row[0].row for row in sheet.iter_rows(min_row=5) if row[0].value == "kr_call_2024")
    sheet.cell(line, headings["Stand"]).value = "Offen"
    sheet.cell(line, headings["Ende"]).value = date(2027, 5, 1)
    sheet.cell(line, headings["TRL von"]).value = "hoch"
    book.save(path)
    return path


def test_a_returned_register_is_looked_at_then_merged_with_a_restore_point(run, starter_file, returned):
    before = starter_file.read_bytes()
    dry = run("collaboration", "import", starter_file, returned, "--dry-run", "--json")
    assert (dry.code, dry.object["changes"], dry.object["applied"]) == (1, 2, False)
    assert starter_file.read_bytes() == before

    done = run("collaboration", "import", starter_file, returned, "--json")
    assert done.object["applied"]
    assert {(one["field"], one["file"]) for one in done.object["items"]} == {
        ("stage", "Open"),
        ("period", "2024 – 1 May 2027"),
    }
    (issue,) = done.object["issues"]
    assert (issue["code"], issue["sheet"]) == ("number-not-understood", "Collaborations")
    (work,) = [one for one in listed(run, starter_file) if one["id"] == "kr_call_2024"]
    assert (work["stage"], work["end"]) == ("open", "2027-05-01")
    assert run("workspace", "restore-points", starter_file, "--json").object["restore_points"]
    assert run("collaboration", "import", starter_file, returned, "--json").object["changes"] == 0


def test_a_conflict_keeps_ours_until_the_file_is_let_hold(run, starter_file, returned):
    run(*EDIT, starter_file, "kr_call_2024", "--stage", "running")
    kept = run("collaboration", "import", starter_file, returned, "--json")
    assert (kept.code, kept.object["open_conflicts"]) == (1, 1)
    told = run("collaboration", "import", starter_file, returned, "--dry-run").out
    assert "kr_call_2024, stage: here Running, in the file Open." in told
    taken = run("collaboration", "import", starter_file, returned, "--take-theirs", "--json")
    assert taken.object["open_conflicts"] == 0
    assert [one["stage"] for one in listed(run, starter_file) if one["id"] == "kr_call_2024"] == ["open"]


def test_a_file_that_is_no_register_is_refused(run, starter_file, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Country"])
    book.save(tmp_path / "other.xlsx")

    outcome = run("collaboration", "import", starter_file, tmp_path / "other.xlsx", "--json")

    assert outcome.code == 3
    assert "not-a-register" in outcome.out
