"""What methods rest on: the weights of segments, and numbers that nobody has measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chipmap.model.assumptions import DEFINITIONS
from chipmap.model.changes import ChangeSet
from chipmap.model.edits import assumptions as assumption_edits
from chipmap.model.edits import products as product_edits
from chipmap.model.edits import weights as weight_edits
from chipmap.model.labels import Label
from chipmap.model.records import OWNER
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def set_weights(bridge: WorkspaceBridge, weights: Mapping[str, float]) -> None:
    """Give segments other weights in the segment above them, as one step."""
    apply(bridge, weight_edits.set_weights(bridge.dataset, weights), Label.CHANGE_WEIGHTS)


def set_assumption(bridge: WorkspaceBridge, key: str, value: float, source: str) -> None:
    """Let a number that methods rest on be another one, and say who says so."""
    changes = assumption_edits.set_assumption(bridge.dataset, key, value, source)
    apply(bridge, changes, Label.CHANGE_ASSUMPTIONS)


def set_assumptions(bridge: WorkspaceBridge, values: Mapping[str, float]) -> None:
    """Let several numbers be others as one step; the owner of the workspace says so."""
    owner = bridge.dataset.raters.get(OWNER)
    said_by = owner.name if owner is not None else ""
    apply(bridge, assumption_edits.set_assumptions(bridge.dataset, values, said_by), Label.CHANGE_ASSUMPTIONS)


def reset_assumptions(bridge: WorkspaceBridge, keys: Iterable[str]) -> None:
    """Give numbers their defaults and published sources again, as one step."""
    changes = ChangeSet()
    for key in keys:
        default = DEFINITIONS[key]
        changes += assumption_edits.set_assumption(bridge.dataset, key, default.default, default.source)
    apply(bridge, changes, Label.CHANGE_ASSUMPTIONS)


def link_product(bridge: WorkspaceBridge, product: str, segment: str, source: str) -> None:
    """Let a product code of trade stand for a segment."""
    apply(bridge, product_edits.link_product(bridge.dataset, product, segment, source), Label.CHANGE_PRODUCTS)


def unlink_product(bridge: WorkspaceBridge, product: str, segment: str) -> None:
    """Let a product code stand for a segment no longer."""
    apply(bridge, product_edits.unlink_product(bridge.dataset, product, segment), Label.CHANGE_PRODUCTS)
