"""Kept scenarios: named, renamed, changed and deleted, refused where they could not be run again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chipmap.model.edits.scenarios import change_scenario, keep_scenario, remove_scenario, rename_scenario
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.records import Scenario
from tests.builders import three_countries_dataset

HALF = Scenario("", "", ("NLD:litho=0.5",), weeks=26, recovery=4)


def after(dataset, changes):
    return dataset.with_changes(changes)


def test_a_what_if_is_kept_under_its_name_and_another_of_that_name_beside_it():
    dataset = three_countries_dataset()
    dataset = after(dataset, keep_scenario(dataset, HALF, " Half of lithography "))
    dataset = after(dataset, keep_scenario(dataset, HALF, "Half of lithography", "Twice"))

    first, second = sorted(dataset.scenarios.values(), key=lambda one: one.id)
    assert (first.name, first.removals, first.weeks) == ("Half of lithography", HALF.removals, 26)
    assert (second.name, second.note) == ("Half of lithography", "Twice")
    assert first.id != second.id


def test_a_kept_scenario_can_be_changed_renamed_and_deleted():
    dataset = three_countries_dataset()
    dataset = after(dataset, keep_scenario(dataset, HALF, "Half"))
    (kept,) = dataset.scenarios.values()

    assert not change_scenario(dataset, kept)
    dataset = after(dataset, change_scenario(dataset, replace(kept, weeks=None)))
    dataset = after(dataset, rename_scenario(dataset, kept.id, "Lasting"))
    assert dataset.scenarios[kept.id] == replace(kept, weeks=None, name="Lasting")

    dataset = after(dataset, remove_scenario(dataset, kept.id))
    assert not dataset.scenarios
    with pytest.raises(UnknownRecord):
        remove_scenario(dataset, kept.id)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"removals": ()}, "scenario-empty"),
        ({"removals": ("NLD:litho=2",)}, "removal-malformed"),
        ({"removals": ("XXX:litho",)}, "subject-unknown"),
        ({"removals": ("NLD>XXX:litho",)}, "subject-unknown"),
        ({"removals": ("NLD:nothing",)}, "segment-unknown"),
        ({"hazard": "none"}, "hazard-unknown"),
        ({"weeks": -1.0}, "weeks-out-of-range"),
        ({"stock": float("nan")}, "weeks-out-of-range"),
        ({"spare": 6.0}, "spare-out-of-range"),
    ],
)
def test_what_could_not_be_run_again_is_refused(wrong, code):
    with pytest.raises(RuleBroken) as refused:
        keep_scenario(three_countries_dataset(), replace(HALF, **wrong), "Wrong")

    assert refused.value.issue.code == code
