"""Tables that others made: mapped, matched and imported as one step, with nothing dropped."""

from __future__ import annotations

import json

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit

from chipmap.ui.dialogs.table_dialog import TableDialog
from chipmap.ui.operations import history

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mapped(bridge, jobs, qtbot):
    """Open the mapping step for files and wait for its plan."""
    opened = []

    def open_tables(*paths) -> TableDialog:
        dialog = TableDialog(bridge, jobs, paths)
        opened.append(dialog)
        dialog.show()
        settle(qtbot, jobs, dialog)
        return dialog

    yield open_tables
    for dialog in opened:
        if shiboken6.isValid(dialog):
            shiboken6.delete(dialog)


def settle(qtbot, jobs, dialog):
    qtbot.waitUntil(lambda: not (jobs.is_busy or dialog.files._pause.isActive()), timeout=20_000)


@pytest.fixture
def shares(tmp_path):
    """Shares of places, one of them misspelt."""
    path = tmp_path / "shares.csv"
    lines = ("economy,technology,portion", "Malaysia,litho,13", "Netherlands,litho,60", "Germeny,litho,5")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def shown_fields(dialog):
    return [one.accessibleName() for one in dialog.form.findChildren(QComboBox) if not one.isHidden()]


def choose(dialog, field, heading):
    (choice,) = [
        one
        for one in dialog.form.findChildren(QComboBox)
        if one.accessibleName() == f"Column of {field}" and not one.isHidden()
    ]
    choice.setCurrentIndex(choice.findData(heading))
    choice.activated.emit(choice.currentIndex())


def give(qtbot, dialog, field, value):
    (entry,) = [
        one
        for one in dialog.form.findChildren(QLineEdit)
        if one.accessibleName() == f"{field} for all rows" and not one.isHidden()
    ]
    entry.setFocus()
    qtbot.keyClicks(entry, value)
    qtbot.keyClick(entry, Qt.Key.Key_Tab)


def choose_target(dialog, target):
    dialog.form.target.setCurrentIndex(dialog.form.target.findData(target))
    dialog.form.target.activated.emit(dialog.form.target.currentIndex())


@pytest.fixture
def prepared(mapped, shares, jobs, qtbot):
    """The columns and the values for all rows are said; one name is not known."""
    dialog = mapped(shares)
    choose_target(dialog, "shares")
    qtbot.waitUntil(lambda: any("Share" in name for name in shown_fields(dialog)))
    choose(dialog, "Share, per cent", "portion")
    for field, value in (("Year", "2024"), ("Measure", "production_by_location"), ("Basis", "wafers")):
        give(qtbot, dialog, field, value)
    give(qtbot, dialog, "Source", "A survey")
    settle(qtbot, jobs, dialog)
    return dialog


def shares_in(bridge):
    return {
        share.subject: share.percent for share in bridge.dataset.shares.values() if share.basis == "wafers"
    }


def test_a_field_that_is_needed_is_asked_for(mapped, shares, jobs, qtbot):
    dialog = mapped(shares)
    choose_target(dialog, "trade")
    settle(qtbot, jobs, dialog)

    assert not dialog.primary.isEnabled()
    assert "Product code" in dialog.note.text()


def test_rows_are_imported_as_one_step_and_what_is_not_matched_waits(prepared, bridge, qtbot):
    before = bridge.dataset
    counted = (prepared.inbox.text, prepared.primary.isEnabled())

    qtbot.mouseClick(prepared.primary, LEFT)

    assert counted == ("1", True)
    assert shares_in(bridge) == {"MYS": 13.0, "NLD": 60.0}
    assert [row.value for row in bridge.dataset.inbox_rows.values()] == ["Germeny"]
    history.undo(bridge)
    assert bridge.dataset == before


def test_a_suggested_name_is_taken_by_a_click_and_remembered(prepared, bridge, jobs, qtbot):
    (offer,) = [
        one
        for one in prepared.names.findChildren(QAbstractButton)
        if one.text() == "Germany?" and not one.isHidden()
    ]

    qtbot.mouseClick(offer, LEFT)
    settle(qtbot, jobs, prepared)
    inbox = prepared.inbox.text
    qtbot.mouseClick(prepared.primary, LEFT)

    assert inbox == "0"
    assert [
        (one.spelling, one.meaning) for one in bridge.dataset.confirmed_names.values() if not one.scope
    ] == [("germeny", "DEU")]


def test_nothing_is_written_before_the_import(prepared, bridge, qtbot):
    before = bridge.dataset

    qtbot.mouseClick(prepared.cancel, LEFT)

    assert bridge.dataset is before


def test_the_preview_names_the_field_of_each_column(prepared):
    headers = [
        prepared.preview.horizontalHeaderItem(column).text()
        for column in range(prepared.preview.columnCount())
    ]

    assert headers[0] == "economy\n→ Place or provider"
    assert headers[2] == "portion\n→ Share, per cent"
    assert prepared.preview.item(0, 0).text() == "Malaysia"


def test_a_mapping_is_saved_and_read_again(prepared, mapped, shares, *, jobs, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "mapping.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(prepared.save, LEFT)
    again = mapped(shares)

    qtbot.mouseClick(again.load, LEFT)
    settle(qtbot, jobs, again)

    stated = json.loads(target.read_text(encoding="utf-8"))
    assert stated["tables"][0]["columns"]["percent"] == "portion"
    assert again.files.plan.counts() == prepared.files.plan.counts()


def test_the_mapping_of_the_same_headings_is_known_the_next_time(prepared, mapped, shares, bridge, qtbot):
    qtbot.mouseClick(prepared.primary, LEFT)
    shares.write_text("economy,technology,portion\nNetherlands,litho,61\n", encoding="utf-8")

    again = mapped(shares)

    assert again.files.files[0].mapping.target == "shares"
    assert again.changed.text == "1"


def test_a_file_that_cannot_be_read_is_named(mapped, tmp_path):
    path = tmp_path / "notes.xlsx"
    path.write_text("no table", encoding="utf-8")

    dialog = mapped(path)

    assert "notes.xlsx" in dialog.refusal.message
    assert not dialog.primary.isVisible()
