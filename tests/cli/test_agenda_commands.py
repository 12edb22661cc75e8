"""`chipmap match agenda`: the timetable of a file or of an event, in every form, and never an address."""

from __future__ import annotations

import csv
import io
import math
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from chipmap.model.edits.sessions import add_session
from chipmap.model.labels import Label
from chipmap.model.match.event_planning import plan_event
from chipmap.model.workspace import create_workspace, open_workspace
from tests.model.event_builders import EVENT, an_event, contact_of, event_dataset, people, some_wishes

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def planned_file(tmp_path):
    """A workspace with an event of 20 people, planned, with everybody's contact."""
    path = tmp_path / "event.chipmap"
    guests = people(20)
    event = an_event(slots=6, tables=6, breaks=(3,))
    contacts = [contact_of(one.id) for one in guests]
    dataset = event_dataset(*guests, *some_wishes(50, 20), *contacts, event=event)
    with create_workspace(path, dataset) as workspace:
        workspace.apply(plan_event(workspace.dataset, EVENT).changes, label=Label.PLAN_MEETINGS)
        workspace.save()
    return path


def texts_of(path):
    """Everything that a workbook or a PDF says."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True)
    return read.stdout


def test_an_event_of_the_workspace_is_written_as_it_is_planned(run, planned_file, tmp_path):
    out = tmp_path / "agenda.xlsx"

    outcome = run("match", "agenda", planned_file, "--event", "Packaging days", "-o", out, "--json")

    with open_workspace(planned_file) as workspace:
        held = workspace.dataset.meetings.of(EVENT).values()
        names = {one.id: one.name for one in workspace.dataset.participants.values()}
    said = {(one["slot"] - 1, one["table"], one["one"], one["other"]) for one in outcome.object["meetings"]}
    assert said == {(one.slot, one.table_number, names[one.one], names[one.other]) for one in held}
    assert outcome.object["part_of_bound"] >= 0.95
    sheets = openpyxl.load_workbook(out).sheetnames
    assert sheets == ["Event", "Timetable", "By participant", "By table", "Short of meetings"]


def test_no_address_is_in_any_output_unless_it_is_asked_for(run, planned_file, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's tools, which read a PDF back, are not installed")
    out, cards, room = (tmp_path / name for name in ("a.xlsx", "cards.pdf", "room.pdf"))
    asked = ("match", "agenda", planned_file, "--event", EVENT, "--follow-up", "-o", out)

    outcome = run(*asked, "--cards", cards, "--room-plan", room)

    assert outcome.code == 0
    for path in (out, cards, room):
        text = texts_of(path)
        assert "Person 1" in text
        assert "example.org" not in text
        assert "555" not in text
    assert "example.org" not in outcome.out + outcome.err
    assert run(*asked, "--contacts").code == 0
    assert "p003@example.org" in texts_of(out)


def test_a_programme_alone_is_an_agenda_and_an_event_without_either_is_refused(run, tmp_path):
    path, out = tmp_path / "event.chipmap", tmp_path / "agenda.xlsx"
    with create_workspace(path, event_dataset()) as workspace:
        asked = ("match", "agenda", path, "--event", EVENT, "-o", out)
        workspace.save()
    refused = run(*asked)
    with open_workspace(path) as workspace:
        workspace.apply(add_session(workspace.dataset, EVENT, "Opening"), label=Label.CHANGE_PROGRAMME)
        workspace.save()

    assert refused.code == 3
    assert "nobody takes part yet" in refused.err
    assert run(*asked).code == 0
    assert openpyxl.load_workbook(out).sheetnames == ["Event", "Programme"]


def test_the_same_agenda_has_the_same_bytes(run, planned_file, tmp_path):
    files = []
    for name in ("first", "second"):
        book, cards = tmp_path / f"{name}.xlsx", tmp_path / f"{name}.pdf"
        run("match", "agenda", planned_file, "--event", EVENT, "-o", book, "--cards", cards)
        files.append((book.read_bytes(), cards.read_bytes()))

    assert files[0] == files[1]


def test_no_shows_are_replanned_from_a_slot_on_and_the_past_stays(run, planned_file, tmp_path):
    out = tmp_path / "agenda.xlsx"
    asked = ("match", "agenda", planned_file, "--event", EVENT, "-o", out, "--json")
    before = run(*asked).object["meetings"]
    gone = before[-1]["one"]

    after = run(*asked, "--from-slot", "3", "--absent", gone).object["meetings"]

    def past(meetings):
        return [one for one in meetings if one["slot"] < 3]

    assert past(after) == past(before)
    assert not [one for one in after if one["slot"] >= 3 and gone in (one["one"], one["other"])]
    assert run(*asked).object["meetings"] == before


@pytest.mark.parametrize(
    "options",
    [
        ("--event", "Nothing"),
        (),
        ("--event", EVENT, "--absent", "Nobody"),
        ("--event", EVENT, "--from-slot", "99"),
        ("--event", EVENT, "--break", "99"),
    ],
)
def test_what_is_not_there_is_wrong_usage(run, planned_file, tmp_path, options):
    assert run("match", "agenda", planned_file, "-o", tmp_path / "a.xlsx", *options).code == 2


def test_meetings_are_a_table_with_the_terms_of_what_they_are_worth(run, planned_file, tmp_path):
    command = ("match", "agenda", planned_file, "--event", EVENT, "-o", tmp_path / "agenda.xlsx")

    said = run(*command, "--json").object
    meetings = list(csv.DictReader(io.StringIO(run(*command, "--csv").out)))
    terms = list(csv.DictReader(io.StringIO(run(*command, "--explain", "--csv").out)))

    assert [int(row["slot"]) for row in meetings] == [one["slot"] for one in said["meetings"]]
    assert sum(float(row["adds"]) for row in terms) == pytest.approx(said["weight"])
    worth = {"want": 3.0, "possible": 1.0, "": 1.0}
    for row in terms:
        wished = math.sqrt(worth[row["wish"]] * worth[row["wish_back"]])
        assert row["suggested"] == "True" or float(row["adds"]) == pytest.approx(wished)
    assert said["meetings"][0]["one"] in run(*command).out
