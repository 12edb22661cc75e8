"""Which event the agenda is about: the one that was chosen, else the latest, as on slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.selection import View


def events_in_order(dataset: Dataset) -> list[MatchmakingEvent]:
    """All events, those with a date first, the earliest first."""
    return sorted(dataset.events.values(), key=lambda one: (not one.date, one.date, one.name, one.id))


def shown_event(dataset: Dataset, view: View) -> MatchmakingEvent | None:
    """The event of a view; None while the workspace has none."""
    chosen: MatchmakingEvent | None = dataset.events.get(view.event)
    return chosen or max(dataset.events.values(), key=lambda one: (one.date, one.id), default=None)
