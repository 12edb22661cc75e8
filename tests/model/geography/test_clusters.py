"""Clusters of points by scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.geography.clusters import (
    CELL_PX,
    FINEST_LEVEL,
    ClusterPyramid,
    cell_size,
    gather_points,
    gather_with_numpy,
    level_for,
)

metres = st.floats(min_value=-1.7e7, max_value=1.7e7)
point_lists = st.lists(st.tuples(metres, metres), max_size=60)
levels = st.integers(0, FINEST_LEVEL)


@given(point_lists, levels)
def test_every_point_is_in_exactly_one_cluster(points, level):
    clusters = ClusterPyramid(points).level(level).all_clusters()

    members = [index for cluster in clusters for index in cluster.members]
    assert sorted(members) == list(range(len(points)))
    assert sum(cluster.count for cluster in clusters) == len(points)


@given(st.lists(st.tuples(metres, metres), min_size=1, max_size=60), levels)
def test_few_and_many_points_are_gathered_alike(points, level):
    plain = gather_points(points, level).all_clusters()
    fast = gather_with_numpy(np.array(points), level).all_clusters()

    assert [cluster.members for cluster in fast] == [cluster.members for cluster in plain]
    for a, b in zip(plain, fast, strict=True):
        assert (a.x, a.y) == pytest.approx((b.x, b.y), abs=1e-3)


@given(point_lists, levels)
def test_a_cluster_stands_in_the_middle_of_its_points(points, level):
    for cluster in ClusterPyramid(points).level(level).all_clusters():
        xs = [points[index][0] for index in cluster.members]
        assert min(xs) - 1e-6 <= cluster.x <= max(xs) + 1e-6


@given(st.floats(min_value=200.0, max_value=60_000.0))
def test_cells_keep_their_size_on_screen_at_every_scale(metres_per_pixel):
    on_screen = cell_size(level_for(metres_per_pixel)) / metres_per_pixel

    assert CELL_PX / 2.0 - 1e-6 <= on_screen <= CELL_PX + 1e-6


def test_zooming_in_takes_clusters_apart():
    leuven, eindhoven = (0.0, 0.0), (90_000.0, 0.0)
    pyramid = ClusterPyramid([leuven, eindhoven])

    assert len(pyramid.at_scale(40_000.0)) == 1
    assert len(pyramid.at_scale(500.0)) == 2


def test_points_in_one_city_stay_together_at_any_scale():
    pyramid = ClusterPyramid([(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)])

    (cluster,) = pyramid.level(FINEST_LEVEL).all_clusters()
    assert cluster.count == 3


def test_only_clusters_in_view_are_returned():
    level = ClusterPyramid([(-1e7, 0.0), (1e7, 0.0)]).level(FINEST_LEVEL)

    assert [cluster.members for cluster in level.within(0.0, -1e6, 1.7e7, 1e6)] == [(1,)]


def test_only_clusters_in_view_of_a_large_set_are_returned():
    points = [(-1e7, 0.0)] * 2_000 + [(1e7, 0.0)] * 3
    level = ClusterPyramid(points).at_scale(20_000.0)

    assert [cluster.members for cluster in level.within(0.0, -1e6, 1.7e7, 1e6)] == [(2_000, 2_001, 2_002)]


def test_large_sets_are_counted_in_full():
    points = [((index % 300) * 1e5 - 1.5e7, (index // 300) * 1e5 - 5e6) for index in range(30_000)]

    assert (
        sum(cluster.count for cluster in ClusterPyramid(points).at_scale(20_000.0).all_clusters()) == 30_000
    )


def test_no_points_make_no_clusters():
    assert ClusterPyramid([]).at_scale(10_000.0).all_clusters() == []


countries = st.sampled_from(["MLT", "NLD", "SGP"])
EVERYWHERE = (-2e7, -2e7, 2e7, 2e7)


@given(
    st.lists(st.tuples(st.tuples(metres, metres), countries), max_size=60),
    st.frozensets(countries),
    st.sampled_from([1, 60]),
)
def test_groups_that_are_left_out_are_missing_and_all_others_are_there(located, without, times):
    points, groups = [point for point, _ in located] * times, [group for _, group in located] * times
    pyramid = ClusterPyramid(points, groups)

    shown = pyramid.shown(10_000.0, EVERYWHERE, without)

    members = sorted(index for cluster in shown for index in cluster.members)
    assert members == [index for index, group in enumerate(groups) if group not in without]
    for cluster in shown:
        assert cluster.count > 0
        xs = [points[index][0] for index in cluster.members]
        assert min(xs) - 1e-3 <= cluster.x <= max(xs) + 1e-3


def test_many_points_of_a_group_are_left_out_like_few():
    groups = ["MLT", "NLD", "NLD"]
    few = ClusterPyramid([(0.0, 0.0)] * 3, groups)
    many = ClusterPyramid([(0.0, 0.0)] * 3_000, groups * 1_000)

    assert [one.count for one in few.shown(10_000.0, EVERYWHERE, frozenset({"MLT"}))] == [2]
    assert [one.count for one in many.shown(10_000.0, EVERYWHERE, frozenset({"MLT"}))] == [2_000]
    assert many.shown(10_000.0, EVERYWHERE, frozenset({"MLT", "NLD"})) == []
