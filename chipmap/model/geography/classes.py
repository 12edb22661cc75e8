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

WORLD_SHARE_BREAKS: Final = DEPENDENCE_BREAKS
"""Shares have the same classes whether they are seen as dependence or as world share."""

COVERAGE_BREAKS: Final = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
"""The lowest per cent of each class of coverage; the last class is complete."""

AGE_BREAKS: Final = (0, 1, 2, 3, 5, 10)
"""The fewest years of each class of age."""

CAPABILITY_CLASSES: Final = HIGHEST_LEVEL + 1
NEED_CLASSES: Final = 2 * WIDEST_GAP + 1
DEPENDENCE_CLASSES: Final = len(DEPENDENCE_BREAKS)
WORLD_SHARE_CLASSES: Final = len(WORLD_SHARE_BREAKS)
COVERAGE_CLASSES: Final = len(COVERAGE_BREAKS)
AGE_CLASSES: Final = len(AGE_BREAKS)

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


def world_share_class(percent: float) -> int:
    """0 to 5 for shares from 0, 5, 10, 20, 40 and 60 per cent."""
    return max(bisect_right(WORLD_SHARE_BREAKS, percent + _TOLERANCE) - 1, 0)


def coverage_class(percent: float) -> int:
    """0 to 5 for coverage from above 0, from 20, 40, 60 and 80 per cent, and for 100 per cent."""
    return max(bisect_right(COVERAGE_BREAKS, percent + _TOLERANCE) - 1, 0)


def age_class(years: float) -> int:
    """0 to 5 for evidence of this year, and from 1, 2, 3, 5 and 10 years ago."""
    return max(bisect_right(AGE_BREAKS, years + _TOLERANCE) - 1, 0)
