"""`chipmap event …`: an event from its first name to its purged contacts, on the command line alone."""

from __future__ import annotations

import openpyxl
import pytest

from chipmap.model.match.event_planning import standing_of_event
from chipmap.model.workspace import create_workspace, open_workspace
from tests.model.event_builders import EVENT, contact_of, event_dataset, people


@pytest.fixture
def workspace_file(tmp_path):
    """Saves a dataset as a closed workspace."""

    def save(dataset):
        path = tmp_path / "event.chipmap"
        create_workspace(path, dataset).close()
        return path

    return save


def filled_template(path):
    """The template as somebody returns it: four people, two wishes, an address each."""
    book = openpyxl.load_workbook(path)
    listed, wished = book.worksheets[1], book.worksheets[2]
    for row, name in enumerate(("Kim Lee", "Ana Silva", "Jan Berg", "Nur Rahman"), start=2):
        listed.cell(row, 1, name)
        listed.cell(row, 3, "Malaysia" if row % 2 else "Netherlands")
        listed.cell(row, 7, f"{name.split()[0].lower()}@example.org")
    for row, pair in enumerate(
        (("Kim Lee", "Ana Silva", "want"), ("Jan Berg", "Nur Rahman", "want")), start=2
    ):
        for column, text in enumerate(pair, start=1):
            wished.cell(row, column, text)
    book.save(path)


def test_an_event_goes_from_its_template_to_a_plan_that_keeps_the_past(run, starter_file, tmp_path):
    people_file = tmp_path / "people.xlsx"
    added = run(
        *("event", "add", starter_file, "Packaging days", "--date", "2027-03-03", "--slots", "4"),
        *("--tables", "2", "--purge-after", "2027-06-30", "--json"),
    ).object
    assert (added["id"], added["slots"]) == ("packaging_days", 4)
    event = ("packaging_days",)
    assert run("event", "template", starter_file, *event, "-o", people_file).code == 0
    filled_template(people_file)

    dry = run("event", "import", starter_file, *event, people_file, "--dry-run", "--json").object
    taken = run("event", "import", starter_file, *event, people_file, "--json")
    assert (dry["applied"], taken.object["applied"], len(taken.object["new"])) == (False, True, 4)
    assert "example.org" not in taken.out

    plan = run("event", "plan", starter_file, *event, "--json").object
    with open_workspace(starter_file) as workspace:
        standing = standing_of_event(workspace.dataset, "packaging_days")
        assert len(workspace.dataset.meetings) == len(plan["meetings"]) == 2
    assert plan["weight"] == pytest.approx(standing.weight)
    assert plan["part_of_bound"] == pytest.approx(standing.part_of_bound)

    later = run(
        "event", "plan", starter_file, *event, "--from-slot", "2", "--absent", "Kim Lee", "--json"
    ).object
    assert [one for one in later["meetings"] if one["slot"] == 1] == [
        one for one in plan["meetings"] if one["slot"] == 1
    ]
    (listed,) = run("event", "list", starter_file, "--json").object["events"]
    assert (listed["held_slots"], listed["contacts"]) == (1, 4)
    assert run("event", "edit", starter_file, *event, "--tables", "3", "--json").object["tables"] == 3
    assert run("event", "purge", starter_file, "--by", "2027-07-01", "--json").object["contacts"] == 4
    assert run("event", "remove", starter_file, *event).code == 0
    assert run("event", "list", starter_file, "--json").object["events"] == []


def test_proposed_sessions_join_the_programme_with_their_reasons(run, starter_file):
    run("event", "add", starter_file, "Packaging days")
    asked = ("event", "suggest", starter_file, "packaging_days", "--segment", "fab", "--count", "2")

    proposed = run(*asked, "--json").object
    added = run(*asked, "--add", "--json").object
    told = run(*asked)

    assert (proposed["applied"], added["applied"]) == (False, True)
    assert added["sessions"] == proposed["sessions"]
    with open_workspace(starter_file) as workspace:
        held = list(workspace.dataset.sessions.values())
    assert [one.title for one in held] == [one["title"] for one in added["sessions"]]
    assert all(one.institutions and 30 <= one.minutes <= 60 for one in held)
    assert "needs" in told.out
    assert not {one["title"] for one in added["sessions"]} & set(told.out.splitlines())


def test_a_purge_names_what_it_removed_and_prints_no_address(run, workspace_file):
    path = workspace_file(event_dataset(*people(3), contact_of("p001")))
    with open_workspace(path) as workspace:
        workspace.keep_restore_point("list.xlsx")

    outcome = run("event", "purge", path, "--event", EVENT)

    assert "1 contact removed." in outcome.out
    assert "1 restore point was cleared" in outcome.out
    assert "example.org" not in outcome.out
    assert run("event", "purge", path, "--json").object == {"events": [], "contacts": 0, "restore_points": 0}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("plan", "Nothing"), 2),
        (("edit", EVENT, "--begins", "late"), 3),
        (("purge", "--by", "soon"), 2),
        (("plan", EVENT), 0),
    ],
)
def test_what_makes_no_sense_is_refused(run, workspace_file, command, code):
    path = workspace_file(event_dataset(*people(2)))
    verb, *rest = command

    assert run("event", verb, path, *rest).code == code
