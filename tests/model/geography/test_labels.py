"""Label placement on abstract boxes."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.geography.labels import Box, LabelCandidate, place_labels

coordinates = st.floats(min_value=-100, max_value=900, allow_nan=False)
sizes = st.floats(min_value=1, max_value=200)
candidate_lists = st.lists(
    st.builds(
        LabelCandidate,
        key=st.uuids().map(str),
        x=coordinates,
        y=coordinates,
        width=sizes,
        height=st.floats(min_value=1, max_value=60),
        priority=st.integers(0, 5),
        gap=st.floats(min_value=0, max_value=20),
        is_centred=st.booleans(),
    ),
    max_size=40,
)


def a_label(key="A", x=200.0, y=200.0, priority=0, **changed):
    return LabelCandidate(key, x, y, width=80.0, height=16.0, priority=priority, **changed)


@given(candidate_lists)
def test_placed_labels_never_overlap_and_stay_on_the_view(candidates):
    placed = place_labels(candidates, view_width=800, view_height=600)

    assert not any(a.box.overlaps(b.box) for a, b in combinations(placed, 2))
    assert all(p.box.left >= 0 and p.box.left + p.box.width <= 800 for p in placed)
    assert all(p.box.top >= 0 and p.box.top + p.box.height <= 600 for p in placed)


@given(candidate_lists, st.builds(Box, coordinates, coordinates, sizes, sizes))
def test_nothing_is_written_over_a_blocked_box(candidates, legend):
    placed = place_labels(candidates, 800, 600, blocked=[legend])

    assert not any(label.box.overlaps(legend) for label in placed)


@given(candidate_lists)
def test_the_order_of_the_candidates_does_not_matter(candidates):
    assert place_labels(candidates, 800, 600) == place_labels(candidates[::-1], 800, 600)


def test_a_name_stands_in_the_middle_of_its_country_when_there_is_room():
    (label,) = place_labels([a_label(is_centred=True)], 800, 600)

    assert label.box == Box(160.0, 192.0, 80.0, 16.0)
    assert label.distance_px == 0.0


def test_a_label_beside_a_marker_keeps_its_gap():
    (label,) = place_labels([a_label(gap=10.0)], 800, 600)

    assert label.box.left == 210.0


def test_the_more_important_label_gets_the_better_position():
    placed = place_labels([a_label("minor", priority=9), a_label("major", priority=1)], 800, 600)

    assert [label.key for label in placed] == ["major", "minor"]
    assert placed[0].box.left > 200.0
    assert placed[1].box != placed[0].box


def test_a_label_without_a_free_position_is_left_out():
    everything = Box(0.0, 0.0, 800.0, 600.0)

    assert place_labels([a_label()], 800, 600, blocked=[everything]) == []


def test_a_label_says_how_far_it_stands_from_its_anchor():
    near, far = place_labels([a_label("near"), a_label("far", x=500.0, gap=30.0)], 800, 600)[::-1]

    assert near.distance_px == pytest.approx(6.0)
    assert far.distance_px == pytest.approx(30.0)


def test_no_more_labels_are_placed_than_asked_for():
    candidates = [a_label(str(number), x=100.0, y=20.0 + 20.0 * number) for number in range(20)]

    assert len(place_labels(candidates, 800, 600, most_labels=5)) == 5
