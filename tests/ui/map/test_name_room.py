"""No name is ever cut, covered or crossed, wherever one looks and however large the window is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.labels import LabelCandidate, OccupancyGrid
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.places import load_positions
from chipmap.ui import theme
from chipmap.ui.map.name_room import LEADER_CLEAR_PX, place_with_leader
from tests.builders import a_collaboration, a_score, some_evidence
from tests.ui.map.conftest import SEGMENT, a_world

SMALL = ("MLT", "LUX", "SGP", "HKG", "TWN")
EDGE_SLACK_PX = 0.5


@pytest.fixture
def world() -> Dataset:
    cited = (some_evidence().id,)
    known = ("SGP",)
    scores = [a_score(3, code, SEGMENT, evidence=cited) for code in SMALL if code not in known]
    ties = [
        a_collaboration(f"c{number}", partners=("DEU", code), segments=(SEGMENT,))
        for number, code in enumerate(("TWN", "KOR", "JPN", "USA", "MYS", "SGP"))
    ]
    return a_world(*scores, *ties)


def drawn_names(page):
    """The names in view, in pixels of the page, and what lies on the map."""
    canvas = page.canvas
    for _again in range(3):
        # A note that appears with the picture takes room, and the names are then placed anew.
        canvas.backdrop.renew_at_once(canvas.wish())
    picture = canvas.backdrop.finished
    assert picture.wish.obstacles == tuple(canvas.obstacles())
    corner = picture.viewport.to_map(0.0, 0.0)
    at = canvas.viewport.to_screen(corner.x(), corner.y())
    view = QRectF(canvas.rect())
    labels = [(label, label.box.translated(at)) for label in picture.drawn.labels]
    return [(label, box) for label, box in labels if box.intersects(view)], at


@pytest.mark.parametrize("projection", list(MapProjection))
@pytest.mark.parametrize(
    "window",
    [((1100, 860), 1.0, 0), ((832, 660), 1.0, 0), ((1202, 585), 1.5, 479), ((1900, 1000), 1.25, 0)],
)
def test_no_name_is_cut_covered_or_crossed_at_any_zoom(page, selection, projection, window):
    size, text_scale, covered = window
    theme.current().use(text_scale=text_scale)
    selection.choose(projection=projection, subject="MYS")
    page.resize(*size)
    page.keep_clear(covered)
    QApplication.processEvents()
    canvas = page.canvas
    canvas.show_arcs(ArcKind.COLLABORATIONS)
    named = 0
    for code in ("DEU", "TWN", "SGP"):
        anchor = load_positions(projection)[code].anchor
        canvas.look_at(canvas.home())
        for _zoom in range(5):
            names, at = drawn_names(page)
            _check(names, QRectF(canvas.rect()), canvas.obstacles(), at)
            named += len(names)
            pixel = canvas.viewport.to_screen(*anchor)
            canvas.zoom_at(2.2, QPointF(pixel))
    assert named > 10


def _check(names, view: QRectF, obstacles: list[QRectF], at: QPointF) -> None:
    boxes = [box for _label, box in names]
    for box in boxes:
        assert view.adjusted(-EDGE_SLACK_PX, -EDGE_SLACK_PX, EDGE_SLACK_PX, EDGE_SLACK_PX).contains(box)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert not any(box.intersects(obstacle) for box in boxes for obstacle in obstacles)


def test_small_scored_places_are_named_on_the_world_map(page):
    page.resize(1400, 900)
    names, _at = drawn_names(page)

    named = {label.code for label, _box in names}
    assert {"MLT", "SGP", "HKG", "LUX"} <= named


def test_the_far_ends_of_lines_are_named(page):
    page.resize(1400, 900)
    page.canvas.show_arcs(ArcKind.COLLABORATIONS)
    names, _at = drawn_names(page)

    assert {"TWN", "JPN", "USA", "MYS", "SGP"} <= {label.code for label, _box in names}


CANDIDATES = st.lists(
    st.tuples(st.integers(60, 540), st.integers(60, 340), st.integers(30, 110)), min_size=1, max_size=14
)


@given(CANDIDATES)
def test_no_line_to_a_name_crosses_another_name(places):
    candidates = [
        LabelCandidate(str(number), x, y, width, 20.0, float(number), gap=24.0)
        for number, (x, y, width) in enumerate(places)
    ]

    placed = list(place_with_leader(OccupancyGrid(600, 400), candidates, ()))

    for one in placed:
        for other in placed:
            if one.key == other.key:
                continue
            for step in range(41):
                x, y = _along(one, step / 40.0)
                box = other.box
                is_inside = (
                    box.left - LEADER_CLEAR_PX < x < box.left + box.width + LEADER_CLEAR_PX
                    and box.top - LEADER_CLEAR_PX < y < box.top + box.height + LEADER_CLEAR_PX
                )
                assert not is_inside


def _along(label, part: float) -> tuple[float, float]:
    box = label.box
    x = min(max(label.anchor_x, box.left), box.left + box.width)
    y = min(max(label.anchor_y, box.top), box.top + box.height)
    return label.anchor_x + part * (x - label.anchor_x), label.anchor_y + part * (y - label.anchor_y)
