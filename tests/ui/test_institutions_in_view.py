"""The list of what the map shows: it follows the map, opens records, and counts honestly."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.geography.map_projections import MapProjection, project_to
from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import project
from chipmap.model.labels import Label
from chipmap.ui.map.institution_choice import MOST_NAMED, choose_institution
from chipmap.ui.map.markers import InstitutionMark, Members
from chipmap.ui.map.scene import segments_below
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.operations import history
from chipmap.ui.operations.institutions import put_institution
from chipmap.ui.panels.in_view_page import MOST_LISTED
from chipmap.ui.panels.side_panel import INSTITUTIONS
from tests.builders import an_institution

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(open_window, qtbot):
    """The window with the list of what is in view, opened as a person opens it."""
    shown = open_window.view
    shown.panel.show_tab(INSTITUTIONS)
    qtbot.waitUntil(shown.panel.isVisible)
    parts = shown.panel.institutions_tab.choice.findChildren(QAbstractButton)
    QTest.mouseClick(next(part for part in parts if part.text() == "In view"), LEFT)
    assert shown.panel.in_view.isVisible()
    return shown


def expected(view) -> set[str]:
    """What lies in view by the coordinates of the records."""
    dataset, chosen = view.bridge.dataset, view.selection.view
    wanted, canvas = segments_below(dataset, chosen.segment), view.page("map").canvas
    return {
        record.id
        for record in dataset.institutions.values()
        if record.latitude is not None
        and not wanted.isdisjoint(record.segments)
        and record.institution_type not in chosen.hidden_types
        and (at := project_to(chosen.projection, record.longitude, record.latitude)) is not None
        and canvas.viewport.map_rect.contains(*at)
    }


def listed(view) -> list[str]:
    return view.panel.in_view.list.lines.keys


def names(view) -> list[str]:
    model = view.panel.in_view.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def look_at(view, code: str, metres_per_px: float) -> None:
    canvas = view.page("map").canvas
    canvas.look_at(Viewport(*load_places()[code].anchor, metres_per_px, canvas.width(), canvas.height()))


def test_the_list_holds_what_the_map_shows_and_follows_it(view, qtbot):
    everywhere = expected(view)
    assert set(listed(view)) == everywhere
    assert f"{len(everywhere)} in view" in view.panel.in_view._note.text()

    look_at(view, "TWN", 2_000.0)
    qtbot.waitUntil(lambda: set(listed(view)) == expected(view))
    assert 0 < len(listed(view)) < len(everywhere)

    look_at(view, "ATA", 2_000.0)
    qtbot.waitUntil(lambda: not listed(view))
    assert view.panel.in_view._nothing.isVisible()

    view.page("map").canvas.go_home()
    qtbot.waitUntil(lambda: set(listed(view)) == everywhere)


def test_the_list_follows_to_the_map_of_europe(view, qtbot):
    everywhere = set(listed(view))

    view.selection.choose(projection=MapProjection.EUROPE)

    qtbot.waitUntil(lambda: set(listed(view)) == expected(view) != everywhere)
    assert "cealeti" in listed(view)


def test_the_list_follows_the_segment_and_the_types(view, qtbot):
    view.selection.choose(segment="rd")
    qtbot.waitUntil(lambda: set(listed(view)) == expected(view))
    everything = set(listed(view))

    view.selection.choose(hidden_types=frozenset({"RTO", "university"}))
    qtbot.waitUntil(lambda: set(listed(view)) == expected(view))

    assert set(listed(view)) < everything
    assert "2 types are left out" in view.panel.in_view._note.text()


def test_an_institution_that_is_added_moved_or_taken_back_is_listed_anew(view, qtbot):
    segment = view.selection.view.segment
    added = an_institution("zyx", "MYS", latitude=3.1, longitude=101.7, segments=(segment,), name="Zyx Lab")
    put_institution(view.bridge, added)
    qtbot.waitUntil(lambda: "zyx" in listed(view))

    history.undo(view.bridge)
    qtbot.waitUntil(lambda: "zyx" not in listed(view))


def test_it_is_sorted_by_name_type_or_country_by_keys(view):
    page = view.panel.in_view
    assert names(view) == sorted(names(view), key=str.casefold)
    records = view.bridge.dataset.institutions

    QTest.keyClick(page.sorting, Qt.Key.Key_Down)
    kinds = [view.panel.in_view.list.model().index(row, 0) for row in range(len(listed(view)))]
    assert page.sorting.currentText() == "By type"
    details = [index.data(Qt.ItemDataRole.ToolTipRole).split("\n")[1] for index in kinds]
    assert [text.split("\u00a0· ")[0] for text in details] == sorted(
        text.split("\u00a0· ")[0] for text in details
    )

    QTest.keyClick(page.sorting, Qt.Key.Key_Down)
    countries = [view.bridge.subject_name(records[key].country) for key in listed(view)]
    assert countries == sorted(countries, key=str.casefold)


def test_words_filter_by_name_city_country_and_type_whatever_the_accents(view):
    page = view.panel.in_view
    page.filter.setText("TAIWAN compány")
    records = view.bridge.dataset.institutions

    assert listed(view)
    assert all(records[key].country == "TWN" for key in listed(view))
    QTest.keyClicks(page.filter, "xyzzy")
    assert not listed(view)
    assert page._nothing.text() == "No institution in view fits the filter."


def test_a_click_opens_the_record_marks_it_on_the_map_and_back_leads_to_the_list(view, qtbot, open_window):
    page = view.panel.in_view
    row = 3
    key = listed(view)[row]
    area = page.list.visualRect(page.list.model().index(row, 0))

    QTest.mouseClick(page.list.viewport(), LEFT, pos=area.center())

    assert view.selection.view.subject == key
    assert view.panel.record.isVisible()
    assert view.page("map").canvas.scene.selected_institution == key

    QTest.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.isVisible()
    assert page.list.currentIndex().row() == listed(view).index(key)


def test_the_list_is_walked_and_opened_by_keys(view):
    page = view.panel.in_view
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)

    assert view.selection.view.subject == listed(view)[1]


def test_a_key_opens_the_list_from_anywhere_even_in_a_narrow_window(open_window, qtbot):
    shown = open_window.view
    shown.selection.choose(subject="imec", page="issues")
    QTest.keyClick(open_window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shown.panel.in_view.list.hasFocus()
    assert shown.selection.view.subject is None
    assert listed(shown)

    shown.panel.show_tab(0)
    open_window.setMinimumSize(0, 0)
    open_window.resize(1180, 720)
    qtbot.waitUntil(lambda: not shown.panel.isVisible())
    QTest.keyClick(open_window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shown.panel.in_view.list.hasFocus()
    covered = shown.page("map").canvas.width() - shown.canvas.covered()
    for key in listed(shown):
        record = shown.bridge.dataset.institutions[key]
        at = shown.page("map").canvas.viewport.to_screen(*project(record.longitude, record.latitude))
        assert at.x() <= covered


def test_the_map_without_institutions_says_so_and_how_to_get_them_back(view, qtbot):
    view.page("map").institutions_switch.click()
    qtbot.waitUntil(lambda: not listed(view))

    assert view.panel.in_view._note.text() == "The map shows no institutions."
    assert "Switch on" in view.panel.in_view._nothing.text()

    view.page("map").institutions_switch.click()
    qtbot.waitUntil(lambda: bool(listed(view)))


def test_thousands_are_counted_and_only_those_on_the_screen_are_put_together(view, qtbot):
    segment = view.selection.view.segment
    crowd = [
        an_institution(
            f"c{number:05}", "MYS", latitude=3.0, longitude=101.0 + number / 1e5, segments=(segment,)
        )
        for number in range(5_000)
    ]
    before = len(listed(view))
    changes = ChangeSet.of(Change(None, one) for one in crowd)
    view.bridge.workspace.apply(changes, label=Label.IMPORT)
    qtbot.waitUntil(lambda: len(listed(view)) == MOST_LISTED)
    QApplication.processEvents()

    page = view.panel.in_view
    assert f"{before + 5_000} in view" in page._note.text()
    assert page._rest.isVisible()
    assert f"{before + 5_000 - MOST_LISTED} more" in page._rest.text()
    page.filter.setText("c04999")
    assert listed(view) == ["c04999"]
    assert not page._rest.isVisible()
    assert len(view.panel.in_view.list.lines._lines) < 100


# What the map does with institutions under the pointer


def settle(view, qtbot) -> None:
    qtbot.waitUntil(lambda: not view.page("map").canvas.backdrop.is_busy, timeout=10_000)


def mark_pixel(view, is_wanted) -> QPoint:
    """The pixel of a drawn mark that is not covered by a card."""
    canvas = view.page("map").canvas
    picture = canvas.backdrop.finished.viewport
    for mark in canvas.drawn().institutions:
        at = picture.to_map(mark.x, mark.y)
        pixel = canvas.viewport.to_screen(at.x(), at.y())
        is_free = canvas.rect().contains(pixel.toPoint()) and not any(
            box.contains(pixel) for box in canvas.obstacles()
        )
        if is_free and is_wanted(mark):
            return pixel.toPoint()
    raise AssertionError("no such mark is drawn")


def test_a_click_on_a_cluster_zooms_to_its_members_and_the_list_follows(view, qtbot):
    canvas = view.page("map").canvas
    settle(view, qtbot)
    before, scale = len(listed(view)), canvas.viewport.metres_per_px
    pixel = mark_pixel(view, lambda mark: len({(one.x, one.y) for one in mark.members}) > 2)

    QTest.mouseClick(canvas, LEFT, pos=pixel)

    assert canvas.viewport.metres_per_px < scale
    qtbot.waitUntil(lambda: set(listed(view)) == expected(view))
    assert len(listed(view)) < before


def test_a_click_on_a_single_institution_opens_its_record(view, qtbot):
    look_at(view, "MYS", 4_000.0)
    settle(view, qtbot)
    canvas = view.page("map").canvas

    QTest.mouseClick(canvas, LEFT, pos=mark_pixel(view, lambda mark: len(mark.members) == 1))

    assert view.selection.view.subject in view.bridge.dataset.institutions
    assert view.panel.record.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_many_at_one_spot_are_named_up_to_the_height_of_a_screen(view, qtbot):
    points = view.page("map").canvas.scene.institutions
    assert len(points) > MOST_NAMED
    mark = InstitutionMark(0.0, 0.0, Members(points, list(range(len(points)))))

    menu = choose_institution(view, mark, view.bridge, view.selection, QPoint(0, 0))

    assert len(menu.actions()) == MOST_NAMED + 1
    assert f"{len(points) - MOST_NAMED} more" in menu.actions()[-1].text()
    menu.close()
