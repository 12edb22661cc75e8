"""Which places are compared: taken in and out one by one, four at most, each with its letter.

The compared places live in the View, so that they outlast a change of page and are found again by going
back. Whoever shows them asks `compared_places`, which leaves out what has been removed since.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from chipmap.model.analysis.side_by_side import MOST_COMPARED
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection, View

LETTERS = "ABCD"
"""A, B, C, D stand for the places on the map, over the columns and in the chart."""


class Toggled(Enum):
    """What came of taking a place in or out."""

    FIRST = "first"
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    FULL = "full"


def compared_places(view: View, dataset: Dataset) -> tuple[str, ...]:
    """The places that are compared and still exist; none where fewer than two are left."""
    places = tuple(place for place in view.compared_places if dataset.has_subject(place))
    return places if len(places) > 1 else ()


def toggle_place(selection: Selection, dataset: Dataset, place: str) -> Toggled:
    """Take a place into the comparison, or out of it. The first one is the place selected so far."""
    view = selection.view
    alone = (view.subject,) if view.subject is not None and dataset.has_subject(view.subject) else ()
    places = compared_places(view, dataset) or alone
    if place in places:
        _compare(selection, tuple(one for one in places if one != place))
        return Toggled.TAKEN_OUT
    if len(places) == MOST_COMPARED:
        return Toggled.FULL
    _compare(selection, (*places, place))
    return Toggled.ADDED if places else Toggled.FIRST


def compare_with_focus(bridge: WorkspaceBridge, selection: Selection) -> str:
    """Take the focus region into the comparison; returns what a person is told."""
    view, dataset = selection.view, bridge.dataset
    places = compared_places(view, dataset) or (view.subject,)
    if view.subject in (None, view.focus) and len(places) == 1:
        return _("Select another place first: click it on the map, or find it with Ctrl+K.")
    if view.focus in places:
        return _("{place} is compared already").format(place=bridge.subject_name(view.focus))
    return said_of(toggle_place(selection, dataset, view.focus), view.focus, bridge, selection)


def drop_missing(selection: Selection, dataset: Dataset) -> bool:
    """Go on without the places that have been removed; say whether any was."""
    places = tuple(place for place in selection.view.compared_places if dataset.has_subject(place))
    if places == selection.view.compared_places:
        return False
    _compare(selection, places)
    return True


def end_comparing(selection: Selection) -> None:
    """Show the first place alone again."""
    selection.choose(compared_places=())


def said_of(toggled: Toggled, place: str, bridge: WorkspaceBridge, selection: Selection) -> str:
    """What a person is told after a place was taken in or out."""
    name = bridge.subject_name(place)
    if toggled is Toggled.FULL:
        return _("Four places are the most that can be compared. Ctrl+click one of them to take it out.")
    if toggled is Toggled.FIRST:
        return _("{place} selected. Ctrl+click another place to compare it.").format(place=name)
    if toggled is Toggled.TAKEN_OUT:
        return _("{place} taken out of the comparison").format(place=name)
    places = compared_places(selection.view, bridge.dataset)
    return _("{place} is {letter}; {count} places are compared").format(
        place=name, letter=LETTERS[places.index(place)], count=len(places)
    )


def _compare(selection: Selection, places: tuple[str, ...]) -> None:
    first = places[0] if places else None
    selection.choose(subject=first, compared_places=places if len(places) > 1 else ())
