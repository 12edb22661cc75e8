"""Raters, rounds, and how ballots become one level: each a step that can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

from chipmap.model.edits import raters as rater_edits
from chipmap.model.edits import rounds as round_edits
from chipmap.model.labels import Label
from chipmap.model.records import Consolidation, StopCriteria
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply
from chipmap.ui.operations.settings import change_settings


def add_rater(bridge: WorkspaceBridge, name: str, organisation: str = "") -> None:
    """Give a new rater a ballot; raises `RuleBroken` where the name is missing or taken."""
    apply(bridge, rater_edits.add_rater(bridge.dataset, name, organisation), Label.ADD_RATER)


def rename_rater(bridge: WorkspaceBridge, rater: str, name: str, organisation: str) -> None:
    """Call a rater otherwise, the owner too; raises `RuleBroken` where the name is missing or taken."""
    apply(bridge, rater_edits.rename_rater(bridge.dataset, rater, name, organisation), Label.CHANGE_RATER)


def remove_rater(bridge: WorkspaceBridge, rater: str) -> None:
    """Take a rater away with the ballots; raises `RuleBroken` for the owner."""
    apply(bridge, rater_edits.remove_rater(bridge.dataset, rater), Label.REMOVE_RATER)


def open_round(bridge: WorkspaceBridge, note: str = "", criteria: StopCriteria | None = None) -> None:
    """Open the next round now; raises `RuleBroken` where that is not possible."""
    changes = round_edits.open_round(bridge.dataset, at=datetime.now(UTC), note=note, criteria=criteria)
    apply(bridge, changes, Label.OPEN_ROUND)


def close_round(bridge: WorkspaceBridge, note: str | None = None) -> None:
    """Close the open round now; raises `RuleBroken` where none is open."""
    apply(bridge, round_edits.close_round(bridge.dataset, at=datetime.now(UTC), note=note), Label.CLOSE_ROUND)


def choose_consolidation(bridge: WorkspaceBridge, rule: Consolidation) -> None:
    """Say how the ballots of several raters become the level that is shown."""
    change_settings(bridge, consolidation=rule)
