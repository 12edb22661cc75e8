"""Which colour class a number falls in; the colours themselves are the window's.

Every layer uses a class rule of this module, so that map, legend, table and export cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from chipmap.model.analysis.shown_level import class_of

HIGHEST_LEVEL: Final = 5
WIDEST_GAP: Final = 3
"""Gaps further from zero than this share the outermost class."""

DEPENDENCE_BREAKS: Final = (0.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""The lowest per cent of each class."""

CAPABILITY_CLASSES: Final = HIGHEST_LEVEL + 1
NEED_CLASSES: Final = 2 * WIDEST_GAP + 1
DEPENDENCE_CLASSES: Final = len(DEPENDENCE_BREAKS)

_TOLERANCE = 1e-9


def capability_class(level: float) -> int:
    """0 to 5: the level rounded half up."""
    return min(max(class_of(level), 0), HIGHEST_LEVEL)


def need_class(gap: float) -> int:
    """0 to 6 for gaps from −3 to +3, rounded half up with their sign; 3 meets the need."""
    return min(max(class_of(gap), -WIDEST_GAP), WIDEST_GAP) + WIDEST_GAP


def dependence_class(percent: float) -> int:
    """0 to 5 for shares from 0, 5, 10, 20, 40 and 60 per cent."""
    return max(bisect_right(DEPENDENCE_BREAKS, percent + _TOLERANCE) - 1, 0)
