"""Makes the Collaborations page and leads to it: from a partner, a line of the map, the search, an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.collaboration_wish import open_collaboration
from chipmap.ui.pages.collaborations_page import CollaborationsPage

if TYPE_CHECKING:
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_collaborations_page(view: WorkspaceView) -> CollaborationsPage:
    """The page, with its ways out."""
    page = CollaborationsPage(view.bridge, view.selection, view.preferences, view.jobs)
    page.told.connect(view.said)
    return page


def collaborations_page(view: WorkspaceView) -> CollaborationsPage:
    """The page of the open workspace."""
    page = view.page("collaborations")
    assert isinstance(page, CollaborationsPage)
    return page


def start_collaboration(view: WorkspaceView, partner: str) -> None:
    """Begin a collaboration of the focus region with a partner in the segment that is looked at."""
    view.selection.choose(page="collaborations")
    collaborations_page(view).add(partner)


def show_collaboration(view: WorkspaceView, key: str) -> None:
    """Open a collaboration with the keyboard in the register, where it is still there."""
    if key in view.bridge.dataset.collaborations:
        open_collaboration(view.selection, key)
        collaborations_page(view).take_focus()
