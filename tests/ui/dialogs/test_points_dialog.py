"""The review of a layer of institutions: nothing is written before the person accepts, then all in one."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt

from chipmap.model.labels import Label
from chipmap.ui.dialogs.points_dialog import PointsDialog
from chipmap.ui.dialogs.points_table import EFFECT, NAME, TAKEN

ROWS = """id,name,type,country,lat,lon
a,Acme,fab,MYS,5.41,100.33
b,Bolt,fab,DEU,48.137,11.575
c,Cog,fab,MYS,541,1003
d,Dot,fab,DEU,5.41,100.33
"""


@pytest.fixture
def review(bridge, jobs, tmp_path, qtbot):
    """Open the review of a CSV file with this text, and wait until it has been read."""
    opened = []

    def open_review(text: str = ROWS) -> PointsDialog:
        path = tmp_path / "sites.csv"
        path.write_text(text, encoding="utf-8")
        dialog = PointsDialog(bridge, jobs, path)
        opened.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
        return dialog

    yield open_review
    for dialog in opened:
        if shiboken6.isValid(dialog):
            shiboken6.delete(dialog)


def cell(dialog: PointsDialog, line: int, column: int) -> str:
    return str(dialog.model.index(line, column).data())


def test_the_counts_say_what_the_file_would_do(review):
    dialog = review()

    cards = (dialog.new, dialog.changed, dialog.doubtful, dialog.left_out, dialog.unchanged)
    assert [card.text for card in cards] == ["3", "0", "1", "1", "0"]
    assert dialog.primary.text() == "Merge 3 institutions"


def test_what_cannot_be_taken_stands_first_and_says_why(review):
    dialog = review()

    assert cell(dialog, 0, NAME) == "Cog"
    assert "off the globe" in cell(dialog, 0, EFFECT)
    assert dialog.model.index(0, TAKEN).data(Qt.ItemDataRole.CheckStateRole) is None
    assert cell(dialog, 1, NAME) == "Dot"
    assert cell(dialog, 1, EFFECT).startswith("New. The row states DEU")


def test_merging_is_one_step_that_undo_takes_back(review, bridge):
    before = bridge.dataset
    dialog = review()
    assert bridge.dataset is before

    dialog.primary.click()

    assert {"a", "b", "d"} <= set(bridge.dataset.institutions)
    assert bridge.workspace.undo_label is Label.IMPORT
    bridge.workspace.undo()
    assert bridge.dataset == before
    assert not bridge.workspace.can_undo


def test_space_leaves_out_the_current_row(review, bridge, qtbot):
    dialog = review()
    dialog.table.setCurrentIndex(dialog.model.index(1, NAME))

    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.primary.text() == "Merge 2 institutions"
    dialog.primary.click()

    assert "d" not in bridge.dataset.institutions
    assert {"a", "b"} <= set(bridge.dataset.institutions)


def test_leaving_out_everything_leaves_nothing_to_merge(review):
    dialog = review()

    for line in range(len(dialog.model.lines)):
        dialog.model.toggle(line)

    assert dialog.primary.text() == "Nothing to merge"
    assert not dialog.primary.isEnabled()


def test_cancelling_after_the_review_writes_nothing(review, bridge):
    before = bridge.dataset

    review().reject()

    assert bridge.dataset is before


def test_cancelling_while_reading_stops_it_and_writes_nothing(bridge, jobs, tmp_path, qtbot):
    path = tmp_path / "many.csv"
    path.write_text(
        "name,lat,lon\n" + "".join(f"n{i},48.{i},11.5\n" for i in range(20_000)), encoding="utf-8"
    )
    before = bridge.dataset
    dialog = PointsDialog(bridge, jobs, path)

    dialog.reject()

    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
    assert bridge.dataset is before


def test_a_file_that_is_refused_says_why_and_offers_only_to_close(review):
    dialog = review("lat,lon\n1,2\n")

    assert "no column of names" in dialog.refusal.message
    assert dialog.plan is None
    assert not dialog.primary.isVisible()
    assert dialog.cancel.text() == "Close"


def test_an_edit_in_the_meantime_has_the_file_read_again(review, bridge, jobs, qtbot):
    dialog = review()
    other = review()
    other.primary.click()

    dialog.primary.click()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)

    assert dialog.unchanged.text == "3"
    assert dialog.primary.text() == "Nothing to merge"
