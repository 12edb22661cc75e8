"""What the colour classes of a layer mean in words, for people and programs that do not see the colours."""

from __future__ import annotations

from itertools import pairwise

from chipmap.model.geography.classes import CAPABILITY_CLASSES, DEPENDENCE_BREAKS, WIDEST_GAP
from chipmap.model.geography.layers import LayerKind
from chipmap.wording import _, formats, ngettext
from chipmap.wording.levels import level_word


def class_names(kind: LayerKind) -> tuple[str, ...]:
    """What each class means, lowest first."""
    if kind is LayerKind.NEED:
        below = [_below_need(steps) for steps in range(WIDEST_GAP, 0, -1)]
        above = [_above_need(steps) for steps in range(1, WIDEST_GAP + 1)]
        return (*below, _("meets the need"), *above)
    if kind is LayerKind.DEPENDENCE:
        breaks = [formats.number(percent, 0) for percent in DEPENDENCE_BREAKS]
        between = [
            _("{low} to under {high} per cent").format(low=low, high=high) for low, high in pairwise(breaks)
        ]
        return (*between, _("{low} per cent or more").format(low=breaks[-1]))
    return tuple(level_word(level) for level in range(CAPABILITY_CLASSES))


def _below_need(steps: int) -> str:
    if steps == WIDEST_GAP:
        return _("{count} or more levels below need").format(count=steps)
    return ngettext("{count} level below need", "{count} levels below need", steps).format(count=steps)


def _above_need(steps: int) -> str:
    if steps == WIDEST_GAP:
        return _("{count} or more levels above need").format(count=steps)
    return ngettext("{count} level above need", "{count} levels above need", steps).format(count=steps)
