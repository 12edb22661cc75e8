"""Where an arrow key leads."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from chipmap.ui.map.neighbours import Direction, neighbour_of

MIDDLE = QPointF(100, 100)


def test_the_nearest_place_that_way_is_reached():
    places = [("near", QPointF(130, 105)), ("far", QPointF(180, 100)), ("behind", QPointF(90, 100))]

    assert neighbour_of(MIDDLE, Direction.RIGHT, places) == "near"


def test_a_place_straight_ahead_wins_over_a_slightly_nearer_one_aside():
    places = [("ahead", QPointF(100, 60)), ("aside", QPointF(125, 72))]

    assert neighbour_of(MIDDLE, Direction.UP, places) == "ahead"


def test_an_arrow_into_emptiness_leads_nowhere():
    assert neighbour_of(MIDDLE, Direction.DOWN, [("above", QPointF(100, 10))]) is None
