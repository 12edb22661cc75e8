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
    page.side.findings.need_wanted.connect(lambda segment: _record_need(view, segment))
    page.side.findings.evidence_wanted.connect(lambda segment: _show_evidence(view, segment))
    return page


def _show_evidence(view: WorkspaceView, segment: str) -> None:
    """Show what the focus region's level and need in a segment rest on."""
    from chipmap.ui.panels.side_panel import EVIDENCE

    view.selection.choose(page="map", subject=view.selection.view.focus, segment=segment)
    view.panel.show_tab(EVIDENCE)


def _record_need(view: WorkspaceView, segment: str) -> None:
    """Lead to the field in which the focus region's need in a segment is recorded."""
    from chipmap.ui.panels.partners.missing_note import Field
    from chipmap.ui.shell.match_making import record_answer

    horizons, shown = view.bridge.dataset.settings.later_horizons, view.selection.view
    later = shown.horizon if shown.horizon in horizons else horizons[0]
    record_answer(view, Field("need", shown.focus, segment, later))
