"""What must hold for a kept scenario, so that it can be run again as it was meant."""

from __future__ import annotations

from collections.abc import Iterator

from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.records import ROOT_SEGMENT, Scenario
from chipmap.model.records.removals import read_removal
from chipmap.model.text_rules import broken, text_rules, title_rules

LONGEST_WEEKS = 520
"""Ten years; the commands take as much."""
MOST_SPARE = 5


def rules_of_scenario(scenario: Scenario, dataset: Dataset) -> Iterator[Issue]:
    """A name, something that is lost, and numbers that the model can run with."""
    yield from title_rules("name", scenario.name)
    yield from text_rules("note", scenario.note)
    if not scenario.removals:
        yield broken("scenario-empty", "removals")
    for text in scenario.removals:
        yield from _removal_rules(text, dataset)
    if scenario.hazard and scenario.hazard not in dataset.hazards:
        yield broken("hazard-unknown", "hazard", scenario.hazard)
    weeks = {"weeks": scenario.weeks, "recovery": scenario.recovery, "stock": scenario.stock}
    for field_name, value in weeks.items():
        if value is not None and not 0 <= value <= LONGEST_WEEKS:
            yield broken("weeks-out-of-range", field_name, value, most=LONGEST_WEEKS)
    if scenario.spare is not None and not 0 <= scenario.spare <= MOST_SPARE:
        yield broken("spare-out-of-range", "spare", scenario.spare, most=MOST_SPARE)


def _removal_rules(text: str, dataset: Dataset) -> Iterator[Issue]:
    removal = read_removal(text)
    if removal is None:
        yield broken("removal-malformed", "removals", text)
        return
    for subject in (removal.subject, removal.towards):
        if subject and not dataset.has_subject(subject):
            yield broken("subject-unknown", "removals", subject)
    if removal.segment and removal.segment not in dataset.segments and removal.segment != ROOT_SEGMENT:
        yield broken("segment-unknown", "removals", removal.segment)
