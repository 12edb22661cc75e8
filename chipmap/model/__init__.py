"""The model of Chipmap for scripts: open a workspace, edit, ask, exchange, without a screen.

    with open_workspace(Path("europe.chipmap")) as workspace:
        changes = set_level(workspace.dataset, subject="NLD", segment="litho", level=5)
        workspace.apply(changes, label=Label.CHANGE_SCORE)
        workspace.save()

Names are loaded when they are first used, so that the first paint pays for nothing it does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import standings_of as standings_of
    from chipmap.model.changes import ChangeSet as ChangeSet
    from chipmap.model.dataset import Dataset as Dataset
    from chipmap.model.edits.scores import set_level as set_level
    from chipmap.model.edits.scores import set_need as set_need
    from chipmap.model.exchange.frames import answer_frame as answer_frame
    from chipmap.model.exchange.frames import standing_frame as standing_frame
    from chipmap.model.exchange.scorecard_import import plan_import as plan_import
    from chipmap.model.exchange.scorecard_writer import write_scorecard as write_scorecard
    from chipmap.model.geography.layers import layer_of as layer_of
    from chipmap.model.labels import Label as Label
    from chipmap.model.rules import issues_of as issues_of
    from chipmap.model.starter import starter_dataset as starter_dataset
    from chipmap.model.workspace import Workspace as Workspace
    from chipmap.model.workspace import create_workspace as create_workspace
    from chipmap.model.workspace import open_workspace as open_workspace

_HOME = {
    "ChangeSet": "changes",
    "Dataset": "dataset",
    "Label": "labels",
    "Workspace": "workspace",
    "answer_frame": "exchange.frames",
    "create_workspace": "workspace",
    "issues_of": "rules",
    "layer_of": "geography.layers",
    "open_workspace": "workspace",
    "plan_import": "exchange.scorecard_import",
    "set_level": "edits.scores",
    "set_need": "edits.scores",
    "standing_frame": "exchange.frames",
    "standings_of": "analysis.standing",
    "starter_dataset": "starter",
    "write_scorecard": "exchange.scorecard_writer",
}

__all__ = [
    "ChangeSet",
    "Dataset",
    "Label",
    "Workspace",
    "answer_frame",
    "create_workspace",
    "issues_of",
    "layer_of",
    "open_workspace",
    "plan_import",
    "set_level",
    "set_need",
    "standing_frame",
    "standings_of",
    "starter_dataset",
    "write_scorecard",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of many kinds
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
