"""Weights total 100 whatever is moved, and the others keep their proportions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.match.weights import TOTAL, moved_weight, whole_parts

WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100), min_size=1)


@given(WEIGHTS, st.integers(-20, 140), st.randoms())
def test_weights_total_a_hundred_whatever_is_moved(weights, value, random):
    moved = random.choice(sorted(weights))

    found = moved_weight(weights, moved, value)

    assert sum(found.values()) == TOTAL
    assert list(found) == list(weights)
    assert all(0 <= weight <= TOTAL for weight in found.values())
    if len(weights) > 1:
        assert found[moved] == min(TOTAL, max(0, value))


def test_the_others_keep_their_proportions():
    assert moved_weight({"a": 40, "b": 40, "c": 20}, "a", 70) == {"a": 70, "b": 20, "c": 10}


def test_others_that_are_all_zero_share_alike():
    assert moved_weight({"a": 100, "b": 0, "c": 0}, "a", 60) == {"a": 60, "b": 20, "c": 20}


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.integers(0, 100))
def test_whole_parts_add_up_and_lie_within_one_of_the_exact_parts(parts, total):
    named = {str(number): part for number, part in enumerate(parts)}

    found = whole_parts(named, total)

    assert sum(found.values()) == total
    whole = sum(parts)
    if whole > 1e-6:
        for key, part in named.items():
            assert found[key] == pytest.approx(total * part / whole, abs=1.0 + 1e-6)
