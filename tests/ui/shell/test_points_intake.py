"""A layer of institutions comes in by command or by dropping its file on an open workspace."""

from __future__ import annotations

import pytest

from chipmap.ui.dialogs.points_dialog import PointsDialog
from tests.ui.test_main_window import drop


@pytest.fixture
def sites(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("name,type,country,lat,lon\nAcme Sites,fab,MYS,5.41,100.33\n", encoding="utf-8")
    return path


def reviewed(window, qtbot) -> PointsDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(PointsDialog)))
    dialog = window.findChild(PointsDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=20_000)
    return dialog


def test_the_command_asks_for_a_file_and_merging_says_what_was_imported(open_window, dialogs, sites, qtbot):
    dialogs.points = sites
    open_window.commands["import_institutions"].trigger()

    reviewed(open_window, qtbot).primary.click()

    institutions = open_window.documents.bridge.dataset.institutions
    assert institutions["acme_sites"].country == "MYS"
    assert open_window.toast.text == "1 institution imported"


def test_a_dropped_layer_is_reviewed(open_window, sites, qtbot):
    drop(open_window, sites)

    reviewed(open_window, qtbot).reject()


def test_the_start_screen_takes_no_layer(main_window, sites):
    drop(main_window, sites)

    assert main_window.findChildren(PointsDialog) == []
    assert not main_window.commands["import_institutions"].isEnabled()
