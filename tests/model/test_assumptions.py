"""The numbers that methods rest on: the workspace carries them, each with its source and range."""

from __future__ import annotations

import pytest

from chipmap.model.assumptions import DEFINITIONS, assumption_of, value_of
from chipmap.model.edits.assumptions import set_assumption
from chipmap.model.errors import RuleBroken
from chipmap.model.starter import starter_dataset
from tests.builders import three_countries_dataset

MATCH = ("fills_our_gap", "fills_their_gap", "balance", "relatedness", "ties", "low_exposure")


def test_a_new_workspace_carries_every_assumption_with_its_source():
    dataset = starter_dataset(title="Partners", empty=True)

    assert set(dataset.assumptions) == set(DEFINITIONS)
    assert all(one.source for one in dataset.assumptions.values())


def test_a_workspace_that_carries_none_has_the_defaults():
    assert assumption_of(three_countries_dataset(), "shock.spare").value == 0.10


def test_the_six_weights_of_a_partner_total_a_hundred():
    assert sum(value_of(three_countries_dataset(), f"match.{name}") for name in MATCH) == 100


def test_an_assumption_is_changed_within_its_range_and_says_who_says_so():
    dataset = three_countries_dataset()

    changed = dataset.with_changes(
        set_assumption(dataset, "shock.spare", 0.3, "Interview with two suppliers")
    )

    assert value_of(changed, "shock.spare") == 0.3
    assert assumption_of(changed, "shock.spare").source == "Interview with two suppliers"


@pytest.mark.parametrize(
    ("key", "value", "source", "code"),
    [
        ("shock.substitution", 1.5, "Somebody", "assumption-out-of-range"),
        ("shock.luck", 1.0, "Somebody", "assumption-unknown"),
        ("shock.spare", 0.3, " ", "text-missing"),
        ("shock.spare", float("nan"), "Somebody", "assumption-out-of-range"),
    ],
)
def test_what_cannot_be_is_refused(key, value, source, code):
    with pytest.raises(RuleBroken) as broken:
        set_assumption(three_countries_dataset(), key, value, source)

    assert broken.value.issue.code == code


def test_every_default_lies_in_its_range():
    assert all(one.least <= one.default <= one.most for one in DEFINITIONS.values())
