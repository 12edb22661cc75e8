"""Makes the Story page, and turns what any page shows into a slide of the story that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chipmap.model.labels import Label
from chipmap.ui.shell.story_sharing import story_sharing_commands
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.records import Slide
    from chipmap.model.workspace import Announcement
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.pages.story_page import StoryPage
    from chipmap.ui.shell.workspace_view import WorkspaceView
    from chipmap.ui.story.view_capture import CapturedView, MapLook

_WITHOUT_VIEW = frozenset({"issues", "settings"})
"""Pages that hold nothing a hall should see."""


def make_story_page(view: WorkspaceView) -> StoryPage:
    """The page, with its way back to what a slide shows."""
    from chipmap.ui.pages.story_page import StoryPage
    from chipmap.ui.story.export_buttons import ExportButtons

    page = StoryPage(view.bridge, view.jobs)
    page.view_wanted.connect(lambda slide: open_view(view, slide))
    page.map_wanted.connect(lambda: view.selection.choose(page="map"))
    page.side.exports.addWidget(ExportButtons(view.commands))
    return page


def story_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands about stories do."""
    return {
        "story": lambda: show_story(window),
        "add_slide": lambda: add_slide(window),
        **story_sharing_commands(window),
    }


def show_story(window: MainWindow, slide: Slide | None = None) -> None:
    """Show the Story page with the keyboard in its slides; at one of them where it is named."""
    view = window.view
    if view is None:
        return
    page = story_page(view)
    view.selection.choose(page="story")
    if slide is not None:
        page.choose(slide.story, slide.id)
    page.setFocus(Qt.FocusReason.ShortcutFocusReason)


def add_slide(window: MainWindow) -> None:
    """Add what the window shows as a slide; on the Story page, a slide for words."""
    from chipmap.ui.operations.stories import add_slide as add

    view = window.view
    if view is None:
        return
    view.commit_pending()
    page = story_page(view)
    if view.selection.view.page == "story":
        page.add_text()
        return
    if view.selection.view.page in _WITHOUT_VIEW:
        window.say(
            _("This page is about the workspace, not about the chain. Show another page and add that.")
        )
        return
    captured = captured_view_of(view)
    add(view.bridge, page.story, captured.kind, captured.view, options=captured.options)


def captured_view_of(view: WorkspaceView) -> CapturedView:
    """The slide that holds what the window shows."""
    from chipmap.ui.story.view_capture import captured_view

    selection = view.selection
    position = selection.whereabouts() if selection.view.page == "map" else selection.view.position
    return captured_view(selection.view, _map_look(view), position)


def open_view(view: WorkspaceView, slide: Slide | None) -> None:
    """Show in the window what a slide looks at."""
    from chipmap.model.story.slide_view import view_of
    from chipmap.ui.story.view_capture import fields_of

    if slide is None:
        return
    saved = view_of(slide.view)
    dataset = view.bridge.dataset
    known = saved.segment in dataset.segments and dataset.has_subject(saved.focus)
    if not known or saved.horizon not in dataset.settings.horizons:
        view.said.emit(_("What this slide showed is no longer in the workspace."))
        return
    fields = fields_of(saved, slide.slide_kind)
    kept = dataset.scenarios.get(saved.scenario)
    if kept is not None:
        fields["scenario"] = kept
    view.selection.choose(**fields)


def way_to_slide(window: MainWindow, announcement: Announcement) -> tuple[str, Callable[[], object]] | None:
    """The way from another page to the slide that a step has added."""
    from chipmap.model.records import Slide

    if announcement.label is not Label.ADD_SLIDE or window.view is None:
        return None
    if window.view.selection.view.page == "story":
        return None
    added = [change.after for change in announcement.changes.records(Slide) if change.before is None]
    slide = added[0] if added else None
    if not isinstance(slide, Slide):
        return None
    return _("Open story"), lambda: show_story(window, slide)


def story_page(view: WorkspaceView) -> StoryPage:
    """The Story page, made when it is first needed."""
    from chipmap.ui.pages.story_page import StoryPage

    page = view.page("story")
    assert isinstance(page, StoryPage)
    return page


def _map_look(view: WorkspaceView) -> MapLook:
    from chipmap.ui.pages.map_page import MapPage
    from chipmap.ui.story.view_capture import MapLook

    page = view.page("map")
    assert isinstance(page, MapPage)
    scene, viewport = page.canvas.scene, page.canvas.viewport
    return MapLook(
        has_institutions=page.institutions_switch.isChecked(),
        has_names=page.names_switch.isChecked(),
        arcs=scene.arcs.kind.value if scene.arcs is not None else "",
        width=viewport.width,
        height=viewport.height,
    )
