"""The ways to the register of collaborations: commands, a line of the map, the search, an issue, a partner.

The page is loaded when somebody first goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.geography.arcs import Arc
    from chipmap.model.issues import Issue
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.pages.collaborations_page import CollaborationsPage
    from chipmap.ui.shell.workspace_view import WorkspaceView


def collaboration_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands about collaborations do."""

    def with_view(way: Callable[[WorkspaceView], None]) -> Callable[[], None]:
        return lambda: way(window.view) if window.view is not None else None

    return {
        "collaborations": with_view(show_register),
        "add_collaboration": with_view(start_collaboration),
        "export_register": with_view(_export_register),
    }


def _export_register(view: WorkspaceView) -> None:
    from chipmap.ui.shell.register_files import export_register

    export_register(view)


def collaborations_page(view: WorkspaceView) -> CollaborationsPage:
    """The page of the open workspace."""
    from chipmap.ui.pages.collaborations_page import CollaborationsPage

    page = view.page("collaborations")
    assert isinstance(page, CollaborationsPage)
    return page


def show_register(view: WorkspaceView) -> None:
    """Show the register as it was left, with the keyboard in it."""
    view.selection.choose(page="collaborations")
    collaborations_page(view).take_focus()


def start_collaboration(view: WorkspaceView, partner: str = "") -> None:
    """Begin a collaboration of the focus region, with a partner, in the segment that is looked at."""
    view.selection.choose(page="collaborations")
    collaborations_page(view).add(partner)


def show_collaboration(view: WorkspaceView, key: str) -> None:
    """Open a collaboration with the keyboard in the register; one that is gone is told."""
    from chipmap.ui.collaboration_wish import open_collaboration

    if key not in view.bridge.dataset.collaborations:
        view.said.emit(_("This collaboration has been removed."))
        return
    open_collaboration(view.selection, key)
    collaborations_page(view).take_focus()


def show_work_of_arc(view: WorkspaceView, arc: Arc) -> None:
    """Show what stands behind a line of the map: the one collaboration, or those of the far partner."""
    if len(arc.collaborations) == 1:
        show_collaboration(view, arc.collaborations[0].id)
        return
    from chipmap.ui.collaboration_wish import CollaborationWish, wish_of

    wish = CollaborationWish(shown_as=wish_of(view.selection.view).shown_as, partner=arc.far)
    view.selection.choose(page="collaborations", collaborations=wish)
    collaborations_page(view).take_focus()


def show_work_of_issue(view: WorkspaceView, issue: Issue) -> None:
    """Open the collaboration that an issue is about, in the field or the check that settles it."""
    from chipmap.ui.pages.collaborations_side import CHECKS

    key = str(issue.params["collaboration"])
    show_collaboration(view, key)
    page = collaborations_page(view)
    if page.work is None or page.work.id != key:
        return
    if issue.code == "check-overdue":
        page.side.turn(CHECKS)
        page.side.checks.open_topic(str(issue.params["topic"]))
    else:
        page.enter(key, issue.field_name or "segments")


def show_check_of_place(view: WorkspaceView, issue: Issue) -> None:
    """Open the check of a partner place that an issue is about; the place is ranked for it if need be."""
    from chipmap.model.match.place_partners import can_be_partner, candidates_of
    from chipmap.ui.match_wish import MatchWish
    from chipmap.ui.pages.match_page import MatchPage

    place, shown, dataset = issue.subject, view.selection.view, view.bridge.dataset
    if not can_be_partner(dataset, shown.focus, place):
        view.said.emit(
            _("{place} is no partner of the focus region; choose another focus region first.").format(
                place=view.bridge.subject_name(place)
            )
        )
        return
    added = shown.match.added
    if place not in (*added, *candidates_of(dataset, shown.focus)):
        added = (*added, place)
    wish = MatchWish(new_ties=shown.match.new_ties, added=added)
    view.selection.choose(page="match", subject=place, match=wish)
    page = view.page("match")
    assert isinstance(page, MatchPage)
    page.side.show_check(place, str(issue.params["topic"]))
