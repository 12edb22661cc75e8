"""What is said of a block of answers that was pasted, copied or filled in the grid of scorecards."""

from __future__ import annotations

from chipmap.wording import _, ngettext


def doubts_title(doubts: int, cells: int) -> str:
    """The finding about a whole block: "3 of 24 cells were not 0–5"."""
    return ngettext(
        "{count} of {cells} cell was not 0–5", "{count} of {cells} cells were not 0–5", cells
    ).format(count=doubts, cells=cells)


def doubt_text(code: str, text: str, place: str, segment: str) -> str:
    """Why one cell cannot be taken, and where it would have gone."""
    shown = text if len(text) <= 40 else text[:39] + "…"
    where = _("{place}, {segment}").format(place=place, segment=segment)
    return {
        "level-out-of-range": _("{where}: “{text}” is outside 0–5"),
        "level-not-whole": _("{where}: “{text}” is not a whole level; enter 0, 1, 2, 3, 4 or 5"),
        "cell-percent": _("{where}: “{text}” is a percentage, not a level"),
        "no-segment": _("{where}: “{text}” stands in the row of a heading, which has no level"),
    }.get(code, _("{where}: “{text}” is not a level; enter 0–5, NA, or nothing")).format(
        where=where, text=shown
    )


def outside_text(count: int) -> str:
    """How many cells would lie beyond the last row or place."""
    return ngettext(
        "{count} cell would lie outside the grid: begin further up or left, or open more groups",
        "{count} cells would lie outside the grid: begin further up or left, or open more groups",
        count,
    ).format(count=count)


def copied_text(cells: int, suggestions: int) -> str:
    """What was copied; suggestions are no answers and stay behind as empty cells."""
    copied = ngettext("{count} cell copied", "{count} cells copied", cells).format(count=cells)
    if not suggestions:
        return copied
    left_out = ngettext(
        "{count} suggested or rolled-up level is no answer and was left empty",
        "{count} suggested or rolled-up levels are no answers and were left empty",
        suggestions,
    ).format(count=suggestions)
    return _("{copied}; {left_out}").format(copied=copied, left_out=left_out)


def not_filled_text(suggestions: int) -> str:
    """Why nothing was filled: only answers are."""
    return ngettext(
        "{count} suggested or rolled-up level is no answer and was not filled in; type its digit first",
        "{count} suggested or rolled-up levels are no answers and were not filled in; type the digits first",
        suggestions,
    ).format(count=suggestions)
