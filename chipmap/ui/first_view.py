"""Where a person begins: the focus region on Against need, with its widest gap chosen."""

from __future__ import annotations

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.selection import View


def first_view(bridge: WorkspaceBridge) -> View:
    """The first view of a workspace; without a known gap the capability of the first stage."""
    dataset = bridge.dataset
    focus = dataset.settings.focus_region
    widest = bridge.standings.widest_gap(focus)
    if widest is not None:
        return View(focus=focus, segment=widest, layer=LayerKind.NEED)
    return View(focus=focus, segment=dataset.stages()[0].id, layer=LayerKind.CAPABILITY)
