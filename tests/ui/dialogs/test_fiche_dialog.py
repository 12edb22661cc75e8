"""Fiches from the window: of the place one looks at, of all partners in one go, with progress and cancel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from chipmap.model.exchange.fiche_plan import FicheFormat
from chipmap.model.match.place_partners import candidates_of
from chipmap.ui.dialogs.fiche_dialog import FicheDialog


def opened(window):
    dialog = window.findChild(FicheDialog)
    assert dialog is not None
    return dialog


@pytest.fixture
def asked(qtbot, open_window):
    """The dialog about the place that is selected, opened from the panel."""
    open_window.view.selection.choose(subject="MYS", page="map")
    qtbot.mouseClick(open_window.view.panel.header.fiche, Qt.MouseButton.LeftButton)
    return opened(open_window)


def test_the_panel_leads_to_the_fiche_of_its_place_and_one_button_writes_it(
    qtbot, open_window, asked, tmp_path
):
    assert asked.places.chosen() == ("MYS",)
    assert open_window.view.panel.header.fiche.accessibleName()
    asked.folder.setText(str(tmp_path / "Fiches"))
    asked.kind.picked.emit(FicheFormat.PDF)
    qtbot.mouseClick(asked.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked.written), timeout=30_000)
    assert [path.name for path in (tmp_path / "Fiches").iterdir()] == ["Fiche Malaysia.pdf"]
    assert "1 fiche written" in asked.note.text()
    assert asked.table.rows.rows[0][1] == "Fiche Malaysia.pdf"


def test_the_partners_are_ticked_and_cancelling_leaves_nothing(qtbot, open_window, tmp_path):
    open_window.commands["fiches"].trigger()
    dialog = opened(open_window)
    partners = candidates_of(open_window.view.bridge.dataset, "EU27")
    assert set(dialog.places.chosen()) == set(partners)
    assert dialog.primary.text() == f"Write {len(partners)} fiches"
    dialog.folder.setText(str(tmp_path / "Fiches"))
    dialog.scheme.picked.emit("code")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.progress.isVisible() and dialog.progress.value() > 0, timeout=20_000)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=20_000)
    assert not (tmp_path / "Fiches").exists()


def test_what_stands_in_the_way_is_said_before_anything_is_written(asked, tmp_path):
    asked.places.choose(())
    assert not asked.primary.isEnabled()
    assert "Tick at least one place" in asked._problem.text()
    asked.places.choose(("MYS",))
    asked.folder.setText(str(tmp_path / "none" / "deeper"))
    assert "There is no folder" in asked._problem.text()
    asked.folder.setText(str(tmp_path))
    (tmp_path / "Fiche Malaysia.docx").write_text("old")
    asked.places.choose(("MYS", "JPN"))
    assert "1 file of that name is replaced" in asked.note.text()
