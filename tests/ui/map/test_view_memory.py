"""Going back and forward leads to the part of the map that was in view, not only to what was chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.places import load_places
from chipmap.ui.map.view_memory import SOON_MS
from chipmap.ui.selection import MapPosition, Selection, View
from tests.ui.map.conftest import settle


def look_at_europe(page) -> None:
    """Zoom in on Italy by hand, and let the map rest."""
    canvas = page.canvas
    at = canvas.viewport.to_screen(*load_places()["ITA"].anchor)
    canvas.zoom_at(4.0, QPointF(at))
    page.view_memory.rest()


def leave_for_home(page, qtbot) -> None:
    """Go home by hand, long enough after the last choice not to belong to it."""
    qtbot.wait(SOON_MS + 50)
    page.canvas.go_home()
    page.view_memory.rest()


def middle(page) -> tuple[float, float, float]:
    view = page.canvas.goal
    return view.x, view.y, view.metres_per_px


def test_going_back_from_a_choice_returns_to_what_was_in_view(page, selection, qtbot):
    look_at_europe(page)
    europe = middle(page)
    selection.choose(segment="fab")
    leave_for_home(page, qtbot)

    selection.go_back()
    selection.go_back()

    assert selection.view.segment == "packaging"
    assert middle(page) == pytest.approx(europe)


def test_a_movement_by_hand_is_a_step_of_its_own(page, selection):
    home = middle(page)
    look_at_europe(page)
    europe = middle(page)

    selection.go_back()
    assert middle(page) == pytest.approx(home)
    assert page.canvas.is_at_home
    selection.go_forward()
    assert middle(page) == pytest.approx(europe)


def test_a_small_movement_is_remembered_but_is_no_step(page, selection, qtbot):
    look_at_europe(page)
    canvas = page.canvas
    canvas.look_at(canvas.viewport.panned(12.0, 4.0))
    page.view_memory.rest()
    nearby = middle(page)
    selection.choose(segment="fab")
    leave_for_home(page, qtbot)

    selection.go_back()
    selection.go_back()
    assert middle(page) == pytest.approx(nearby)
    selection.go_back()
    assert page.canvas.is_at_home
    assert not selection.can_go_back


def test_the_way_to_a_chosen_place_belongs_to_the_choice(page, selection):
    look_at_europe(page)
    europe = middle(page)
    selection.choose(subject="AUS")
    assert middle(page) != pytest.approx(europe)
    page.view_memory.rest()

    selection.go_back()

    assert selection.view.subject is None
    assert middle(page) == pytest.approx(europe)


def test_a_drag_is_noted_when_the_hand_rests(page, selection, qtbot):
    look_at_europe(page)
    canvas = page.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(600, 400))
    QTest.mouseMove(canvas, QPoint(580, 400))
    QTest.mouseMove(canvas, QPoint(100, 400))
    page.view_memory.rest()
    assert selection.view.position != page.view_memory.whereabouts()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 400))

    qtbot.waitUntil(lambda: selection.view.position == page.view_memory.whereabouts(), timeout=5_000)
    settle(qtbot, canvas)


def test_a_view_keeps_its_part_of_the_map_in_a_window_of_another_size(page, selection, qtbot):
    look_at_europe(page)
    europe = middle(page)
    selection.choose(segment="fab")
    leave_for_home(page, qtbot)
    page.resize(1000, 700)

    selection.go_back()
    selection.go_back()

    assert middle(page) == pytest.approx(europe)


def test_walking_says_which_ways_are_open(page, selection):
    heard = []
    selection.walkable.connect(lambda back, forward: heard.append((back, forward)))

    look_at_europe(page)
    selection.go_back()
    selection.go_forward()

    assert heard == [(True, False), (False, True), (True, False)]


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["back", "forward"]),
        st.tuples(st.just("segment"), st.sampled_from(["atp", "fab", "sme"])),
        st.tuples(st.just("rest"), st.integers(0, 5)),
    ),
    max_size=30,
)


@given(STEPS)
def test_back_and_forward_always_lead_through_the_views_as_they_were_left(steps):
    selection = Selection(View("EU27", "atp", LayerKind.NEED))
    here = [MapPosition(0.0, 0.0, 1.0)]
    selection.whereabouts = lambda: here[0]
    selection.changed.connect(lambda _before, after: here.__setitem__(0, after.position))
    past, present, future = [], ("atp", here[0]), []
    for step in steps:
        if step == "back":
            selection.go_back()
            if past:
                future.append(present)
                present = past.pop()
        elif step == "forward":
            selection.go_forward()
            if future:
                past.append(present)
                present = future.pop()
        elif step[0] == "segment":
            selection.choose(segment=step[1])
            if step[1] != present[0]:
                past.append(present)
                future.clear()
                present = (step[1], present[1])
        else:
            here[0] = MapPosition(float(step[1]), 0.0, 1.0)
            known = selection.view.position
            selection.rest_at(here[0], is_step=True)
            if here[0] != known:
                past.append((present[0], known))
                future.clear()
            present = (present[0], here[0])
        assert (selection.view.segment, here[0]) == present
        assert (selection.can_go_back, selection.can_go_forward) == (bool(past), bool(future))
