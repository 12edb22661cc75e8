"""The institutions that a mark stands for."""

from __future__ import annotations

import numpy as np
import pytest

from chipmap.ui.map.markers import Members
from chipmap.ui.map.scene import InstitutionPoint

POINTS = tuple(InstitutionPoint(f"institution-{number}", 0.0, 0.0, "NLD", "company") for number in range(6))


@pytest.fixture(params=[list, np.array], ids=["few", "many"])
def members(request):
    return lambda *indices: Members(POINTS, request.param(indices))


def test_members_are_the_institutions_of_their_indices(members):
    some = members(1, 3, 4)

    assert len(some) == 3
    assert [member.id for member in some] == ["institution-1", "institution-3", "institution-4"]
    assert [member.id for member in some[1:]] == ["institution-3", "institution-4"]


def test_two_marks_that_meet_have_the_members_of_both(members):
    assert members(0, 2) + members(5) == members(0, 2, 5)


def test_members_are_the_same_only_for_the_same_institutions(members):
    assert members(1, 2) == members(1, 2)
    assert hash(members(1, 2)) == hash(members(1, 2))
    assert members(1, 2) != members(1, 3)
    assert members(1, 2) != members(1)
    assert members(1) != Members(tuple(POINTS[:3]), [1])


def test_an_institution_is_found_among_the_members_by_its_id(members):
    assert members(1, 3).has("institution-3")
    assert not members(1, 3).has("institution-2")
    assert not members(1, 3).has("institution-9")
