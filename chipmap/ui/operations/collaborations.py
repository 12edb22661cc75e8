"""The register of collaborations: what an officer does with it, and with the checks of partners."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.edits import collaborations as edits
from chipmap.model.edits import due_diligence
from chipmap.model.labels import Label
from chipmap.model.records import Budget, Collaboration, DueDiligence
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def put_collaboration(
    bridge: WorkspaceBridge, work: Collaboration, budgets: Iterable[Budget] | None = None
) -> None:
    """Add a collaboration, or keep it as it is given when its id is known; `budgets` are all that it has."""
    is_known = work.id in bridge.dataset.collaborations
    label = Label.CHANGE_COLLABORATION if is_known else Label.ADD_COLLABORATION
    apply(bridge, edits.put_collaboration(bridge.dataset, work, budgets), label)


def move_stage(bridge: WorkspaceBridge, collaboration: str, stage: str) -> None:
    """Say how far a collaboration has come."""
    apply(bridge, edits.move_stage(bridge.dataset, collaboration, stage), Label.MOVE_STAGE)


def set_next_step(
    bridge: WorkspaceBridge, collaboration: str, *, step: str, owner: str = "", date: str = ""
) -> None:
    """Say what comes next, who sees to it and until when."""
    changes = edits.set_next_step(bridge.dataset, collaboration, step=step, owner=owner, date=date)
    apply(bridge, changes, Label.CHANGE_NEXT_STEP)


def set_budget(
    bridge: WorkspaceBridge,
    collaboration: str,
    partner: str,
    *,
    amount: float | None,
    currency: str = "",
    year: int | None = None,
    source: str = "",
) -> None:
    """Say what one partner puts in; no amount takes the budget away."""
    changes = edits.set_budget(
        bridge.dataset, collaboration, partner, amount=amount, currency=currency, year=year, source=source
    )
    apply(bridge, changes, Label.CHANGE_BUDGET)


def remove_collaboration(bridge: WorkspaceBridge, collaboration: str) -> None:
    """Remove a collaboration with its budgets and its checks."""
    apply(bridge, edits.remove_collaboration(bridge.dataset, collaboration), Label.REMOVE_COLLABORATION)


def put_check(bridge: WorkspaceBridge, check: DueDiligence) -> None:
    """Keep what a person has recorded of one topic; a check that says nothing is removed."""
    apply(bridge, due_diligence.put_check(bridge.dataset, check), Label.CHANGE_CHECK)
