"""Makes the Collaborations page, with its ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.pages.collaborations_page import CollaborationsPage

if TYPE_CHECKING:
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_collaborations_page(view: WorkspaceView) -> CollaborationsPage:
    """The page; what it says is shown over it."""
    page = CollaborationsPage(view.bridge, view.selection, view.preferences, view.jobs)
    page.told.connect(view.said)
    page.export_wanted.connect(view.commands["export_register"].trigger)
    page.import_wanted.connect(view.commands["import"].trigger)
    return page
