"""What an edit of raters or rounds did, in one line; loaded with the window, so it needs no analysis."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import Rater, Round, Score
from chipmap.wording import _, ngettext

RATER_STEPS = frozenset(
    {Label.ADD_RATER, Label.CHANGE_RATER, Label.REMOVE_RATER, Label.OPEN_ROUND, Label.CLOSE_ROUND}
)


def rater_step(label: Label, changes: ChangeSet) -> str:
    """One line on a step about a rater or a round: "Round 2 opened; 120 rows carried over"."""
    for change in changes:
        record = change.record
        if isinstance(record, Rater):
            return _rater_step(label, record, sum(1 for _one in changes.records(Score)))
        if isinstance(record, Round):
            carried = sum(1 for _one in changes.records(Score))
            return _round_step(label, record.number, carried)
    return ""


def _rater_step(label: Label, rater: Rater, rows: int) -> str:
    name = rater.name or rater.id
    if label is Label.ADD_RATER:
        return _("{name} added as a rater").format(name=name)
    if label is Label.CHANGE_RATER:
        return _("Rater is now called {name}").format(name=name)
    if not rows:
        return _("{name} removed").format(name=name)
    return ngettext("{name} removed with {count} row", "{name} removed with {count} rows", rows).format(
        name=name, count=rows
    )


def _round_step(label: Label, number: int, carried: int) -> str:
    if label is Label.CLOSE_ROUND:
        return _("Round {number} closed").format(number=number)
    if not carried:
        return _("Round {number} opened").format(number=number)
    return ngettext(
        "Round {number} opened; {count} row carried over",
        "Round {number} opened; {count} rows carried over",
        carried,
    ).format(number=number, count=carried)
