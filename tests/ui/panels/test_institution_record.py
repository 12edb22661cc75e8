"""What the panel shows of one institution, and the list it is found in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from chipmap.ui.operations import history
from chipmap.ui.operations.institutions import put_institution
from chipmap.ui.panels.institution_record import website_url
from chipmap.ui.panels.side_panel import INSTITUTIONS, SCORES
from tests.builders import a_source, an_institution

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def record(panel, bridge, selection):
    """The record of ASML, completed."""
    put_institution(
        bridge,
        an_institution(
            role="Only maker of EUV scanners",
            website="asml.com",
            check="registry",
            source=next(iter(bridge.dataset.sources.values()), a_source()).id,
        ),
    )
    selection.choose(subject="asml")
    return panel.record


def words(record) -> str:
    return "\n".join(part.text() for part in record.findChildren(QLabel) if part.isVisible())


def test_selecting_an_institution_opens_its_record_and_leaving_it_the_scores(panel, selection):
    selection.choose(subject="NLD")
    before = panel.tabs.current
    selection.choose(subject="asml")
    opened = panel.tabs.current, panel.record.isVisible()
    selection.choose(subject="NLD")

    assert before == SCORES
    assert opened == (INSTITUTIONS, True)
    assert panel.tabs.current == SCORES


def test_the_record_says_role_check_position_and_source(record, bridge):
    shown = words(record)

    assert "Only maker of EUV scanners" in shown
    assert "Found in a registry" in shown
    assert "51.42° latitude, 5.4° longitude" in shown
    source = bridge.dataset.sources[bridge.dataset.institutions["asml"].source]
    assert source.title in shown


def test_the_website_opens_only_on_a_click_and_as_a_web_page(record, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    before = list(opened)

    QTest.mouseClick(record.website, LEFT)

    assert before == []
    assert opened == ["https://asml.com"]


def test_no_other_scheme_than_that_of_the_web_is_opened():
    assert website_url("HTTP://example.org/a").scheme() == "http"
    assert website_url("file:///etc/passwd").scheme() == "https"


def test_a_segment_of_the_record_is_shown_on_the_map_by_a_click(record, selection, bridge):
    put_institution(bridge, an_institution(segments=("deposition", "litho")))
    (chip, _other) = record.segment_buttons()

    QTest.mouseClick(chip, LEFT)

    assert selection.view.segment == "deposition"


def test_removing_leads_to_the_country_and_undo_brings_it_back(record, panel, selection, bridge):
    QTest.mouseClick(record.remove, LEFT)
    after_removal = "asml" in bridge.dataset.institutions, selection.view.subject
    history.undo(bridge)

    assert after_removal == (False, "NLD")
    assert bridge.dataset.institutions["asml"].website == "asml.com"


def test_going_back_to_a_removed_institution_shows_the_focus_region(record, panel, selection):
    QTest.mouseClick(record.remove, LEFT)
    selection.choose(subject="DEU")
    selection.go_back()
    selection.go_back()

    assert selection.view.subject is None
    assert panel.subject == "EU27"


@pytest.mark.parametrize(("typed", "left"), [("ASML", ["ASML"]), ("veldhoven", ["ASML"]), ("zzz", [])])
def test_the_list_of_institutions_can_be_filtered(panel, selection, typed, left):
    selection.choose(subject="NLD")
    panel.show_tab(INSTITUTIONS)

    QTest.keyClicks(panel.institutions.filter, typed)

    model = panel.institutions.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == left
    assert panel.institutions.list.isVisible() is bool(left)
