"""Scenarios in the search: kept what-ifs, and recorded hazards to begin one from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.search.spelling_index import Spelt
from chipmap.ui.shell.search_entries import SCENARIO, Entry
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.shell.workspace_view import WorkspaceView

_HAZARD = "hazard:"
"""Before the id of a hazard; no id of a scenario holds a colon."""


def spelt_scenarios(dataset: Dataset) -> Iterator[Spelt]:
    """Kept scenarios by name, then hazards by name, kind and year."""
    for one in dataset.scenarios.values():
        yield Spelt(one.id, (one.name, one.id), 0)
    for hazard in dataset.hazards.values():
        year = str(hazard.year or "")
        spellings = (hazard.name, hazard.hazard_kind.replace("_", " "), year, hazard.id)
        yield Spelt(_HAZARD + hazard.id, tuple(one for one in spellings if one), 1)


def scenario_entry(bridge: WorkspaceBridge, key: str) -> Entry:
    """A kept scenario with how long it lasts, or a hazard with its year."""
    from chipmap.wording.scenarios import duration_text

    dataset = bridge.dataset
    if key.startswith(_HAZARD):
        hazard = dataset.hazards[key.removeprefix(_HAZARD)]
        hint = " · ".join([_("Recorded hazard"), *([str(hazard.year)] if hazard.year else [])])
        return Entry(SCENARIO, key, hazard.name, hint, "history")
    kept = dataset.scenarios[key]
    hint = _("Saved scenario · {duration}").format(duration=duration_text(kept.weeks))
    return Entry(SCENARIO, key, kept.name, hint, "zap")


def is_scenario(dataset: Dataset, key: str) -> bool:
    """Whether it can still be shown."""
    return key in dataset.scenarios or key.removeprefix(_HAZARD) in dataset.hazards


def show_scenario(view: WorkspaceView, key: str) -> None:
    """Show a kept scenario, or what a hazard took away; one without a place asks for it."""
    from chipmap.model.analysis.removals import removals_of
    from chipmap.model.records.removals import removal_text
    from chipmap.ui.pages.scenarios_page import EMPTY

    dataset = view.bridge.dataset
    scenario = dataset.scenarios.get(key)
    hazard = dataset.hazards.get(key.removeprefix(_HAZARD))
    if scenario is None and hazard is not None:
        lost = removals_of(hazard) or ()
        scenario = replace(EMPTY, hazard=hazard.id, removals=tuple(map(removal_text, lost)))
    if scenario is not None:
        view.selection.choose(page="scenarios", scenario=scenario, other_scenario="")
