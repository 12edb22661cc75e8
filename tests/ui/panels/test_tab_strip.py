"""The tabs of the panel: on one line as long as the words can be read, wrapped after that, never cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui.panels.tab_strip import Tab, TabStrip

TEXTS = ("Scores", "Institutions", "Evidence", "Collaborations")


@pytest.fixture
def holder(look, qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def strip(holder) -> TabStrip:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    made = TabStrip(TEXTS)
    column.addWidget(made)
    column.addStretch(1)
    holder.resize(500, 300)
    holder.show()
    return made


@pytest.mark.parametrize(("width", "lines"), [(500, 1), (310, 1), (200, 2)])
def test_tabs_wrap_only_where_smaller_words_do_not_help(holder, strip, qtbot, width, lines):
    holder.resize(width, 300)
    qtbot.wait(20)

    tabs = strip.findChildren(Tab)
    assert len({tab.y() for tab in tabs}) == lines
    assert all(strip.rect().contains(tab.geometry()) for tab in tabs)
    assert all(tab.width() >= tab.sizeHint().width() for tab in tabs)
