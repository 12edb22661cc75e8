"""One choice out of a few: what a click and the keys say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from chipmap.ui.widgets.segmented_choice import SegmentedChoice


@pytest.fixture
def confidence(qtbot) -> SegmentedChoice:
    choice = SegmentedChoice("Confidence", [("low", "Low"), ("high", "High")], can_clear=True)
    qtbot.addWidget(choice)
    choice.show()
    return choice


def parts_of(choice: SegmentedChoice) -> dict[str, QAbstractButton]:
    return {part.text(): part for part in choice.findChildren(QAbstractButton)}


def test_clicking_the_chosen_part_clears_it_where_that_is_allowed(qtbot, confidence):
    confidence.show_choice("high")

    with qtbot.waitSignal(confidence.picked) as picked:
        qtbot.mouseClick(parts_of(confidence)["High"], Qt.MouseButton.LeftButton)

    assert picked.args == [None]


def test_only_the_answer_that_is_shown_checks_a_part(qtbot, confidence):
    qtbot.mouseClick(parts_of(confidence)["Low"], Qt.MouseButton.LeftButton)

    assert not parts_of(confidence)["Low"].isChecked()


def test_a_part_tells_a_screen_reader_whether_it_is_chosen(confidence):
    confidence.show_choice("low")

    assert parts_of(confidence)["Low"].accessibleName() == "Confidence: Low, chosen"
