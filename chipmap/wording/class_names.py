"""What the colour classes of a layer mean in words, for people and programs that do not see the colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chipmap.model.geography.classes import (
    AGE_BREAKS,
    CAPABILITY_CLASSES,
    COVERAGE_BREAKS,
    DEPENDENCE_BREAKS,
    WIDEST_GAP,
    WORLD_SHARE_BREAKS,
)
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
        return _per_cents(DEPENDENCE_BREAKS)
    if kind is LayerKind.WORLD_SHARE:
        return _per_cents(WORLD_SHARE_BREAKS)
    if kind is LayerKind.COVERAGE:
        most = formats.number(COVERAGE_BREAKS[-1], 0)
        partly = _per_cents(COVERAGE_BREAKS)[1:-1]
        above_nothing = _("above 0 to under {high} per cent").format(
            high=formats.number(COVERAGE_BREAKS[1], 0)
        )
        return (above_nothing, *partly, _("{all} per cent").format(all=most))
    if kind is LayerKind.AGE:
        between = [_years(first, following - 1) for first, following in pairwise(AGE_BREAKS)]
        return (*between, _("{count} years or more").format(count=AGE_BREAKS[-1]))
    return tuple(level_word(level) for level in range(CAPABILITY_CLASSES))


def _per_cents(breaks: Sequence[float]) -> tuple[str, ...]:
    """The classes between the breaks; the last one is open above."""
    ends = [formats.number(percent, 0) for percent in breaks]
    between = [_("{low} to under {high} per cent").format(low=low, high=high) for low, high in pairwise(ends)]
    return (*between, _("{low} per cent or more").format(low=ends[-1]))


def _years(first: int, last: int) -> str:
    if last == 0:
        return _("of this year")
    if first == last:
        return ngettext("{count} year", "{count} years", first).format(count=first)
    return _("{first} to {last} years").format(first=first, last=last)


def _below_need(steps: int) -> str:
    if steps == WIDEST_GAP:
        return _("{count} or more levels below need").format(count=steps)
    return ngettext("{count} level below need", "{count} levels below need", steps).format(count=steps)


def _above_need(steps: int) -> str:
    if steps == WIDEST_GAP:
        return _("{count} or more levels above need").format(count=steps)
    return ngettext("{count} level above need", "{count} levels above need", steps).format(count=steps)
