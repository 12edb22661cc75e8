"""How the collaborations are looked at: as what, which of them, and the one that is open.

It is part of the View, so that going back and forward finds it again; nothing of it changes the workspace.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from chipmap.ui.selection import Selection, View

TABLE, BOARD, TIMELINE = "table", "board", "timeline"
BY_STAGE, BY_PARTNER = "stage", "partner"


@dataclass(frozen=True, slots=True)
class CollaborationWish:
    """Empty texts leave nothing out; the segment of the View counts unless every segment is shown."""

    shown_as: str = TABLE
    chosen: str = ""
    partner: str = ""
    collaboration_kind: str = ""
    stage: str = ""
    every_segment: bool = False
    is_overdue: bool = False
    words: str = ""
    grouped_by: str = BY_STAGE

    @property
    def is_filtered(self) -> bool:
        """Whether some collaborations of the segments that count may be left out."""
        return bool(self.partner or self.collaboration_kind or self.stage or self.is_overdue or self.words)

    def without_filters(self) -> CollaborationWish:
        """The same with every collaboration shown."""
        return CollaborationWish(self.shown_as, self.chosen, every_segment=True, grouped_by=self.grouped_by)


def wish_of(view: View) -> CollaborationWish:
    """How a view looks at the collaborations; where nothing was said yet, as a table of its segment."""
    return view.collaborations or CollaborationWish()


def wish_for(selection: Selection, **fields: object) -> None:
    """Look at the collaborations otherwise."""
    wish = replace(wish_of(selection.view), **fields)  # type: ignore[arg-type]
    if wish != wish_of(selection.view) or selection.view.page != "collaborations":
        selection.choose(page="collaborations", collaborations=wish)


def open_collaboration(selection: Selection, key: str) -> None:
    """Show one collaboration, whatever the filters were that would leave it out."""
    wish = wish_of(selection.view).without_filters()
    selection.choose(page="collaborations", collaborations=replace(wish, chosen=key))
