"""The dialog of an institution, filled with real keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chipmap.model.edits.institutions import institution_draft
from chipmap.model.records import Institution
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.dialogs.institution_dialog import InstitutionDialog
from chipmap.ui.operations import history
from tests.builders import an_institution, three_countries_dataset


@pytest.fixture
def bridge(qapp, tmp_path) -> Iterator[WorkspaceBridge]:
    theme.current().use(mode="light", reduced_motion=True)
    dataset = three_countries_dataset(an_institution())
    opened = WorkspaceBridge(create_workspace(tmp_path / "institutions.chipmap", dataset))
    yield opened
    opened.close()


def open_dialog(bridge, qtbot: QtBot, institution: Institution) -> InstitutionDialog:
    dialog = InstitutionDialog(bridge, institution)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def type_into(field, text: str) -> None:
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def test_a_filled_form_adds_one_institution_that_can_be_undone(bridge, qtbot):
    dialog = open_dialog(bridge, qtbot, institution_draft(country="DEU", latitude=50.1, longitude=8.7))
    dialog.name.setText("Institut für Mikroelektroni")
    QTest.keyClicks(dialog.name, "k")
    QTest.keyClicks(dialog.website, "example.org")
    QTest.keyClicks(dialog.institution_type, "Univ")
    dialog.segments.choose(["litho"])
    with qtbot.waitSignal(dialog.kept) as kept:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    (key,) = kept.args
    added = bridge.dataset.institutions[key]
    assert key == "institut_fur_mikroelektronik"
    assert (added.country, added.latitude, added.longitude) == ("DEU", 50.1, 8.7)
    assert (added.institution_type, added.segments, added.website) == (
        "university",
        ("litho",),
        "example.org",
    )
    history.undo(bridge)
    assert key not in bridge.dataset.institutions


def test_what_is_wrong_is_said_beneath_its_field_and_nothing_is_written(bridge, qtbot):
    dialog = open_dialog(bridge, qtbot, institution_draft())
    QTest.keyClicks(dialog.latitude, "north")
    QTest.keyClicks(dialog.longitude, "200")
    QTest.keyClicks(dialog.website, "mailto:somebody")
    revision = bridge.workspace.revision

    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert bridge.workspace.revision == revision
    assert dialog.isVisible()
    assert dialog.problem_of("name") == "The name is empty. Give it a text."
    assert dialog.problem_of("country") == "Choose a place."
    assert dialog.problem_of("latitude").startswith("“north” is not a number")
    assert dialog.problem_of("longitude").startswith("200.0 is not a longitude")
    assert "is not an address on the web" in dialog.problem_of("website")
    assert dialog.problem_of("city") == ""
    assert dialog.focusWidget() is dialog.name


def test_a_corrected_field_loses_its_message_while_it_is_typed(bridge, qtbot):
    dialog = open_dialog(bridge, qtbot, institution_draft(country="DEU"))
    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    was_said = dialog.problem_of("name")

    QTest.keyClicks(dialog.name, "X")

    assert was_said
    assert dialog.problem_of("name") == ""


@pytest.mark.parametrize(("typed", "degrees"), [("-33.9", -33.9), ("−33,9", -33.9), ("", None)])
def test_degrees_are_read_as_they_are_written(bridge, qtbot, typed, degrees):
    dialog = open_dialog(bridge, qtbot, bridge.dataset.institutions["asml"])

    dialog.latitude.setText(typed)

    assert dialog.institution().latitude == degrees


def test_opening_and_keeping_changes_nothing(bridge, qtbot):
    before = bridge.dataset.institutions["asml"]
    revision = bridge.workspace.revision
    dialog = open_dialog(bridge, qtbot, before)

    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert not dialog.isVisible()
    assert bridge.workspace.revision == revision
    assert bridge.dataset.institutions["asml"] == before


def test_an_edit_keeps_the_id_and_escape_keeps_everything(bridge, qtbot):
    first = open_dialog(bridge, qtbot, bridge.dataset.institutions["asml"])
    type_into(first.role, "Scanners")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    unchanged = bridge.dataset.institutions["asml"].role
    second = open_dialog(bridge, qtbot, bridge.dataset.institutions["asml"])
    type_into(second.name, "ASML Holding")
    QTest.keyClick(second.name, Qt.Key.Key_Return)

    assert unchanged == ""
    assert bridge.dataset.institutions["asml"].name == "ASML Holding"


def test_segments_are_found_by_typing_and_ticked_by_the_space_bar(bridge, qtbot):
    dialog = open_dialog(bridge, qtbot, institution_draft(country="DEU"))
    checks = dialog.segments
    QTest.keyClicks(checks.filter, "depos")
    shown = [row for row in range(checks.list.count()) if not checks.list.item(row).isHidden()]
    checks.list.setCurrentRow(shown[0])
    checks.list.setFocus()
    QTest.keyClick(checks.list, Qt.Key.Key_Space)

    assert checks.chosen() == ("deposition",)


def test_every_field_has_a_name_for_screen_readers(bridge, qtbot):
    dialog = open_dialog(bridge, qtbot, institution_draft())
    fields = (*dialog._texts(), dialog.institution_type, dialog.country, dialog.segments.list)

    assert all(field.accessibleName() for field in fields)
