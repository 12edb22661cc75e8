"""Makes each page when it is first shown, and ties its ways out to the window.

A page's module is loaded here and not before: the first paint needs the map alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from chipmap.ui.pages.issues_page import IssuesPage
    from chipmap.ui.pages.map_page import MapPage
    from chipmap.ui.pages.scorecards_page import ScorecardsPage
    from chipmap.ui.pages.settings_page import SettingsPage
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_page(view: WorkspaceView, name: str) -> QWidget:
    """The page of this name; the map's where there is none."""
    if name in _MAKERS:
        return _MAKERS[name](view)
    if name == "match":
        from chipmap.ui.shell.match_making import make_match_page

        return make_match_page(view)
    if name == "agenda":
        from chipmap.ui.shell.agenda_making import make_agenda_page

        return make_agenda_page(view)
    if name == "collaborations":
        from chipmap.ui.shell.collaboration_making import make_collaborations_page

        return make_collaborations_page(view)
    if name == "story":
        from chipmap.ui.shell.story_making import make_story_page

        return make_story_page(view)
    if name == "foresight":
        from chipmap.ui.shell.foresight_making import make_foresight_page

        return make_foresight_page(view)
    return _map_page(view)


def _map_page(view: WorkspaceView) -> MapPage:
    from chipmap.ui.pages.map_page import MapPage

    page = MapPage(view.bridge, view.selection)
    page.institution_editing.dialog_asked.connect(view.ask_institution)
    page.place_comparing.told.connect(view.said)
    page.canvas.arc_chosen.connect(view.show_behind_arc)
    page.names_button.clicked.connect(view.ask_naming)
    return page


def _scorecards_page(view: WorkspaceView) -> ScorecardsPage:
    from chipmap.ui.pages.scorecards_page import ScorecardsPage

    page = ScorecardsPage(view.bridge, view.selection, view.preferences)
    page.told.connect(view.said)
    page.export_wanted.connect(view.export_wanted)
    page.import_wanted.connect(view.commands["import"].trigger)
    page.head.raters_wanted.connect(view.commands["raters"].trigger)
    page.panel_wanted.connect(view.score_in_panel)
    return page


def _issues_page(view: WorkspaceView) -> IssuesPage:
    from chipmap.ui.pages.issues_page import IssuesPage
    from chipmap.ui.shell.issue_places import go_to_issue

    page = IssuesPage(view.bridge)
    page.place_wanted.connect(lambda issue: go_to_issue(view, issue))
    page.export_wanted.connect(view.issues_export_wanted)
    return page


def _settings_page(view: WorkspaceView) -> SettingsPage:
    from chipmap.ui.pages.settings_page import SettingsPage

    return SettingsPage(view.bridge, view.preferences)


def _scenarios_page(view: WorkspaceView) -> QWidget:
    from chipmap.ui.shell.scenario_making import make_scenarios_page

    return make_scenarios_page(view)


_MAKERS: dict[str, Callable[[WorkspaceView], QWidget]] = {
    "scorecards": _scorecards_page,
    "scenarios": _scenarios_page,
    "issues": _issues_page,
    "settings": _settings_page,
}
