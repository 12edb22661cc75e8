"""What a later round tells a rater about the one before: figures of the group, and reasons without names.

Nothing in it says who said what: of fewer than three raters no figure and no reason is given, reasons stand
in alphabetical order, and the names, ids and organisations of raters are taken out of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from chipmap.model.analysis.round_report import LEAST_RATERS, ItemAnswers, consolidated, heard_in
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.scorecard_layout import CellText, canonical_answer
from chipmap.model.records import NOW, OWNER, Rater

GroupCells = Mapping[str, CellText | float]
"""The locked cells of one row, by column key; what is not known is left out."""

_LONGEST = 8_000
"""Characters of all reasons about one row; the rest is cut, and says so."""
_LEFT_OUT: Final = "[…]"
_SHORTEST_NAME = 3


def group_cells(
    dataset: Dataset, subjects: Sequence[str], rater: str, named: Iterable[str] = ()
) -> dict[tuple[str, str], GroupCells]:
    """By subject and segment what the round before says to `rater`; empty in the first round.

    `named` are labels that the file prints anyway, such as the names of its places: a rater called like one
    of them is not taken out of the reasons.
    """
    number = dataset.settings.current_round - 1
    if number < 1:
        return {}
    kept = {text.casefold() for text in named}
    names = _names_of(rater, dataset.raters.values(), kept)
    heard = frozenset(heard_in(dataset, number)[0])
    items = consolidated(dataset, round_number=number, subjects=subjects, raters=heard)
    cells = {(item.subject, item.segment): _group(item, rater, names) for item in items}
    for subject in subjects:
        for score in dataset.scores.of(subject).values():
            own = score.level(NOW)
            if (score.rater, score.round) == (rater, number) and own is not None:
                row = cells.setdefault((subject, score.segment), {})
                row["own_previous"] = canonical_answer(own)
    return dict(cells)


def _group(item: ItemAnswers, rater: str, names: re.Pattern[str] | None) -> dict[str, CellText | float]:
    cells: dict[str, CellText | float] = {}
    summary = item.summary
    if summary.n >= LEAST_RATERS and summary.median is not None and summary.iqr is not None:
        cells["group_median"], cells["group_iqr"] = summary.median, summary.iqr
    reasons = _reasons(item, rater, names) if len(item.ballots) >= LEAST_RATERS else ""
    if reasons:
        cells["group_reasons"] = reasons
    return cells


def _reasons(item: ItemAnswers, rater: str, names: re.Pattern[str] | None) -> str:
    said = {row.reason for row in item.ballots if row.reason and row.rater != rater}
    without = {text if names is None else names.sub(_LEFT_OUT, text) for text in said}
    lines = "\n".join(f"– {text}" for text in sorted(without, key=lambda text: (text.casefold(), text)))
    return lines if len(lines) <= _LONGEST else lines[:_LONGEST].rstrip() + " …"


def _names_of(rater: str, raters: Iterable[Rater], kept: set[str]) -> re.Pattern[str] | None:
    """A pattern of whatever names the other raters; `None` where there is nothing to take out."""
    others = [one for one in raters if one.id != rater]
    texts = {text for one in others for text in (one.name, one.organisation) if not one.is_unnamed}
    texts |= {one.id for one in others if one.id != OWNER}
    texts |= {
        word for one in others for word in one.name.split() if word[:1].isupper() and not one.is_unnamed
    }
    named = {text for text in texts if len(text) >= _SHORTEST_NAME and text.casefold() not in kept}
    if not named:
        return None
    longest_first = sorted(named, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
