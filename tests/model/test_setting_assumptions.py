"""Several assumptions are set as one change, within their ranges, and only those that differ."""

from __future__ import annotations

import pytest

from chipmap.model.assumptions import value_of
from chipmap.model.edits.assumptions import set_assumptions
from chipmap.model.errors import RuleBroken
from tests.builders import three_countries_dataset

TIES, BALANCE = "match.ties", "match.balance"


def test_several_numbers_are_one_change_and_carry_who_says_so():
    dataset = three_countries_dataset()

    changes = set_assumptions(dataset, {TIES: 15, BALANCE: 10}, "  Agency for chips ")
    after = dataset.with_changes(changes)

    assert len(changes) == 2
    assert (value_of(after, TIES), value_of(after, BALANCE)) == (15, 10)
    assert after.assumptions[TIES].source == "Agency for chips"


def test_what_is_the_same_already_stays_as_it_is():
    assert not set_assumptions(three_countries_dataset(), {TIES: 10, BALANCE: 15}, "Agency")


def test_a_number_outside_its_range_is_refused():
    with pytest.raises(RuleBroken):
        set_assumptions(three_countries_dataset(), {TIES: 101}, "Agency")
