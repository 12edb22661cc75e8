"""Groups of findings in words: how many cells, what they say, and what one decision does to all of them."""

from __future__ import annotations

from chipmap.model.exchange.finding_fixes import FixKind
from chipmap.model.exchange.finding_groups import FindingGroup
from chipmap.model.records import Confidence
from chipmap.wording import _, ngettext
from chipmap.wording.issues import place_of, reason_of, suggestion_of
from chipmap.wording.levels import confidence_word

_PLACES_NAMED = 6


def group_text(group: FindingGroup) -> str:
    """The reason of the first, and for how many it holds: 14 cells: “Hoch” was read as High."""
    reason = reason_of(group.issues[0])
    if group.count == 1:
        place = place_of(group.issues[0].place)
        return _("{place}: {reason}").format(place=place, reason=reason) if place else reason
    if group.value or not group.places:
        text = ngettext("{count} cell: {reason}", "{count} cells: {reason}", group.count)
    else:
        text = ngettext(
            "{count} cell, the first: {reason}", "{count} cells, the first: {reason}", group.count
        )
    return text.format(count=group.count, reason=reason)


def places_text(group: FindingGroup) -> str:
    """The first cells of a group: "Scores!E7, E9, F12 and 11 more"."""
    named: list[str] = []
    sheet = ""
    for place in group.places[:_PLACES_NAMED]:
        named.append(place.cell if place.sheet == sheet else place_of(place))
        sheet = place.sheet
    more = len(group.places) - len(named)
    if not more:
        return ", ".join(named)
    return ngettext("{cells} and {count} more", "{cells} and {count} more", more).format(
        cells=", ".join(named), count=more
    )


def remedy_text(group: FindingGroup) -> str:
    """What to do about the group."""
    return suggestion_of(group.issues[0])


def choice_text(group: FindingGroup, choice: str) -> str:
    """A choice of the fix as a button says it: a level, a word, or the answer to a question."""
    if group.fix.kind is FixKind.ROUND:
        return {"nearest": _("Nearest"), "down": _("Down"), "up": _("Up")}.get(choice, choice)
    if group.fix.kind is FixKind.TRUST:
        return {"labels": _("Trust the labels"), "ids": _("Trust the Row IDs")}.get(choice, choice)
    if choice in {confidence.value for confidence in Confidence}:
        return confidence_word(Confidence(choice))
    return choice


def apply_text(group: FindingGroup, choice: str) -> str:
    """What pressing a choice does: "High in all 14 cells"."""
    said = choice_text(group, choice)
    if group.count == 1 or group.fix.kind is not FixKind.ENTER:
        return said
    return ngettext("{choice} in {count} cell", "{choice} in all {count} cells", group.count).format(
        choice=said, count=group.count
    )
