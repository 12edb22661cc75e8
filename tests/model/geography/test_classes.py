"""Which colour class a number falls in."""

import pytest

from chipmap.model.geography.classes import capability_class, dependence_class, need_class


@pytest.mark.parametrize(("level", "index"), [(0, 0), (0.49, 0), (0.5, 1), (2.5, 3), (4.4, 4), (5, 5)])
def test_a_level_is_rounded_half_up(level, index):
    assert capability_class(level) == index


@pytest.mark.parametrize(
    ("gap", "index"),
    [
        (-5, 0),
        (-3, 0),
        (-2.5, 1),
        (-1, 2),
        (-0.51, 2),
        (-0.5, 3),
        (0, 3),
        (0.49, 3),
        (0.5, 4),
        (3, 6),
        (5, 6),
    ],
)
def test_a_gap_keeps_its_sign_and_the_middle_meets_the_need(gap, index):
    assert need_class(gap) == index


@pytest.mark.parametrize(
    ("percent", "index"),
    [(0, 0), (4.99, 0), (5, 1), (10, 2), (20, 3), (39.9, 3), (40, 4), (60, 5), (100, 5)],
)
def test_a_share_falls_in_the_class_whose_break_it_reaches(percent, index):
    assert dependence_class(percent) == index
