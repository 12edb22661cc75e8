"""Files about an event: no contact in any unless ticked, and participants that come back in a workbook."""

from __future__ import annotations

import json
import zipfile

import openpyxl
import pytest
from PySide6.QtCore import Qt
from typer.testing import CliRunner

from chipmap.cli.app import app
from chipmap.model.workspace import create_workspace
from chipmap.ui.dialogs.attendance_dialog import AttendanceDialog
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_exports import Export
from chipmap.ui.pages.agenda_page import TIMETABLE
from tests.ui.pages.agenda_world import (
    EVENT,
    agenda,
    bridge,
    dialog_of,
    dialogs,
    open_window,
    people,
    prepared,
    quiet,
    window,
)

__all__ = ["agenda", "bridge", "dialogs", "open_window", "prepared", "window"]


SECRET = "desk@example.org"


@pytest.mark.parametrize("export", [Export.AGENDA, Export.FOLLOW_UP])
def test_no_workbook_holds_a_contact_unless_it_was_ticked(qtbot, agenda, open_window, tmp_path, export):
    place = open_window.dialogs.agenda_place = tmp_path / f"{export}.bin"

    agenda.exports.wanted.emit(export, False)
    qtbot.waitUntil(place.exists, timeout=30_000)
    quiet(qtbot, open_window)

    with zipfile.ZipFile(place) as book:
        content = b"".join(book.read(name) for name in book.namelist())
    assert b"Packaging days" in content
    assert SECRET.encode() not in content
    assert b"555 0100" not in content


@pytest.mark.parametrize("export", [Export.CARDS, Export.ROOM])
def test_what_is_printed_is_written_beside_the_window(qtbot, agenda, open_window, tmp_path, export):
    place = open_window.dialogs.agenda_place = tmp_path / f"{export}.pdf"

    agenda.exports.wanted.emit(export, False)
    qtbot.waitUntil(place.exists, timeout=30_000)
    quiet(qtbot, open_window)

    assert place.read_bytes().startswith(b"%PDF")
    assert place.name in open_window.toast.text


def test_contacts_come_along_where_they_are_ticked_and_the_tick_does_not_stay(
    qtbot, agenda, open_window, dialogs, tmp_path
):
    dialogs.agenda_place = tmp_path / "agenda.xlsx"
    agenda.exports.contacts.setChecked(True)
    agenda.exports.actions()[0].trigger()
    qtbot.waitUntil(dialogs.agenda_place.exists, timeout=30_000)
    quiet(qtbot, open_window)

    book = openpyxl.load_workbook(dialogs.agenda_place)
    assert SECRET in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    agenda.exports.aboutToShow.emit()
    assert not agenda.exports.contacts.isChecked()


def test_files_that_would_say_nothing_are_not_offered(agenda, bridge):
    offered = {action.text(): action for action in agenda.exports.actions()}
    assert all(action.isEnabled() for action in offered.values())

    operations.clear_meetings(bridge, EVENT.id)

    assert offered["Agenda workbook…"].isEnabled()
    assert not offered["Room plan (PDF)…"].isEnabled()
    assert "plan" in offered["Follow-up list…"].toolTip()


def test_the_template_comes_back_with_people_and_wishes(qtbot, agenda, open_window, tmp_path):
    bridge, dialogs = open_window.documents.bridge, open_window.dialogs
    dialogs.agenda_place = dialogs.participants = tmp_path / "participants.xlsx"
    agenda.participants.template_wanted.emit()
    qtbot.waitUntil(dialogs.agenda_place.exists, timeout=30_000)
    quiet(qtbot, open_window)
    book = openpyxl.load_workbook(dialogs.agenda_place)
    sheet = book["Participants"]
    first = next(row for row in sheet.iter_rows() if row[0].value == "Name")[0].row
    empty = next(row for row in range(first + 1, 900) if not sheet.cell(row, 1).value)
    sheet.cell(empty, 1, "Zoe New")
    sheet.cell(empty, 5, "many")
    book.save(dialogs.participants)

    agenda.participants.import_wanted.emit()
    dialog = dialog_of(open_window, AttendanceDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=30_000)
    assert dialog.new.text == "1"
    assert dialog.left_out.text == "1"
    assert "many" in dialog.issues.rows.rows[0][1]
    before = bridge.dataset.contacts.of(EVENT.id)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert "Zoe New" in [one.name for one in people(bridge).values()]
    assert bridge.dataset.contacts.of(EVENT.id) == before


def test_a_workbook_of_something_else_is_refused(qtbot, agenda, open_window, tmp_path):
    dialogs = open_window.dialogs
    dialogs.participants = tmp_path / "notes.xlsx"
    dialogs.participants.write_text("Not a workbook.", encoding="utf-8")
    agenda.participants.import_wanted.emit()
    dialog = dialog_of(open_window, AttendanceDialog)

    qtbot.waitUntil(dialog.refusal.isVisible, timeout=30_000)

    assert not dialog.primary.isVisible()
    assert dialog.cancel.text() == "Close"


def test_page_and_command_say_the_same_of_an_event(qtbot, agenda, open_window, tmp_path):
    bridge, path = open_window.documents.bridge, tmp_path / "another.chipmap"
    create_workspace(path, bridge.dataset).close()
    asked = ["match", "agenda", str(path), "--event", EVENT.id, "-o", str(tmp_path / "a.xlsx"), "--json"]
    told = json.loads(CliRunner().invoke(app, asked).stdout)

    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    qtbot.waitUntil(lambda: not section.is_busy, timeout=20_000)

    times = [slot.time for slot in section.model.board.slots]
    shown = {
        (times[slot], table, meeting.one.name, meeting.other.name)
        for (slot, table), meeting in section.model.board.meetings.items()
    }
    assert shown == {(one["time"], one["table"], one["one"], one["other"]) for one in told["meetings"]}
    assert f"{int(1000 * told['part_of_bound']) / 10:g}" in section.tools.line.text()
    lines = [section.short.lines.item(row).text() for row in range(section.short.lines.count())]
    assert len(lines) == len(told["short"]) + len(told["unplaced"]) + len(told["unkept_slots"])
    assert all(one["participant"] in " ".join(lines) for one in told["short"])
