"""Complexity and relatedness: what holds for any matrix, and where no index exists."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.figures import Reason
from chipmap.model.match.complexity import (
    added_density,
    complexity,
    density,
    held_by_level,
    proximity,
    rca,
    relatedness_density,
)

seeds = st.integers(0, 2**32 - 1)


def random_matrix(seed: int, places: int = 12, activities: int = 16) -> np.ndarray:
    return (np.random.default_rng(seed).random((places, activities)) < 0.4).astype(float)


@given(seeds, st.floats(0.01, 1e6))
def test_the_unit_of_trade_does_not_matter(seed, factor):
    values = np.random.default_rng(seed).random((5, 7)) + 0.01

    assert rca(values * factor) == pytest.approx(rca(values))


def test_a_place_without_any_trade_has_no_advantage_rather_than_none():
    assert np.isnan(rca([[1.0, 2.0], [0.0, 0.0]])[1]).all()


@given(seeds)
def test_the_order_of_places_and_activities_only_permutes_the_result(seed):
    held = random_matrix(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(held.shape[0]), random.permutation(held.shape[1])

    first, again = complexity(held), complexity(held[rows][:, columns])

    assert first.reason == again.reason
    if first.eci is not None:
        assert np.array(again.eci) == pytest.approx(np.array(first.eci)[rows], abs=1e-6, nan_ok=True)
        assert np.array(again.pci) == pytest.approx(np.array(first.pci)[columns], abs=1e-6, nan_ok=True)


@given(seeds)
def test_the_index_of_a_place_is_the_mean_of_what_it_has(seed):
    held = random_matrix(seed)
    found = complexity(held)
    if found.eci is None:
        return
    for place, eci in enumerate(found.eci):
        if not np.isnan(eci):
            has = held[place] > 0
            assert eci == pytest.approx(np.array(found.pci)[has].mean(), abs=1e-6)


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ([], Reason.NOTHING_GIVEN),
        ([[1, 0], [0, 1]], Reason.TOO_FEW),
        ([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], Reason.NO_VARIATION),
        ([[1, 1], [1, 1], [1, 1]], Reason.NO_VARIATION),
        ([[1, float("nan")], [1, 1], [0, 1]], Reason.NOT_FINITE),
    ],
)
def test_where_no_index_exists_there_is_a_reason(held, reason):
    found = complexity(held)

    assert (found.eci, found.pci, found.reason) == (None, None, reason)


def test_a_small_matrix_is_marked_experimental_and_an_empty_row_has_no_index():
    found = complexity([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1], [0, 0, 0, 0], [1, 0, 1, 1]])

    assert found.is_experimental
    assert np.isnan(found.eci[3])


@given(seeds)
def test_own_and_added_density_never_exceed_the_whole(seed):
    held = random_matrix(seed, 4, 9)
    near = proximity(held)

    own = relatedness_density(held, near)
    added = added_density(held, near, 0, 1)

    assert np.nanmax(np.append(own[0] + added, 0.0)) <= 100 + 1e-9
    assert np.isnan(added[held[0] > 0]).all()


@given(seeds)
def test_density_is_a_part(seed):
    held = random_matrix(seed)
    found = density(held, proximity(held))

    assert ((found >= 0) & (found <= 1 + 1e-12) | np.isnan(found)).all()


def test_an_unknown_level_is_not_held():
    assert held_by_level([[3.5, 3.4, float("nan"), 0.0]]).tolist() == [[1.0, 0.0, 0.0, 0.0]]
