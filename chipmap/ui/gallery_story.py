"""Pictures of the Story page: key numbers, partners, a frozen slide, a text, and a story without slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.edits.stories import slides_in_order
from chipmap.ui.gallery_present import PRESENT_STATES
from chipmap.ui.operations import history
from chipmap.ui.operations import stories as operations
from chipmap.ui.pages.story_page import FROZEN, StoryPage
from chipmap.wording.story_steps import STORY_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio


def _page(studio: Studio) -> StoryPage:
    page = studio.view.page("story")
    assert isinstance(page, StoryPage)
    return page


def _look(studio: Studio, number: int) -> StoryPage:
    """The page at one of its slides, with everything computed and drawn."""
    studio.close_dialogs()
    studio.window.activateWindow()
    studio.choose(page="story")
    page = _page(studio)
    page.choose("story1", slides_in_order(studio.view.bridge.dataset, "story1")[number].id)
    page.setFocus()
    studio.settle(lambda: not page.is_busy)
    return page


def _show(number: int) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        _look(studio, number)

    return show


def _show_frozen(studio: Studio) -> None:
    page = _look(studio, 1)
    page.state.picked.emit(FROZEN)
    studio.settle(lambda: not page.is_busy)


def _show_text(studio: Studio) -> None:
    page = _look(studio, 5)
    page.add_text()
    slide = page.slide
    assert slide is not None
    operations.change_slide(
        studio.view.bridge,
        slide,
        title="Three points to decide",
        body="Europe lacks packaging.\n- A joint call with Malaysia\n- A pilot line\n- Needs to 2035",
    )
    studio.settle(lambda: not page.is_busy)


def _show_empty(studio: Studio) -> None:
    page = _look(studio, 0)
    page.choose(operations.add_story(studio.view.bridge, "For the council"))
    studio.settle(lambda: not page.is_busy)


def _leave(studio: Studio) -> None:
    """Take back what the pictures added, and show a view that has just become a slide."""
    page = _look(studio, 0)
    while studio.view.bridge.workspace.undo_label in STORY_STEPS:
        history.undo(studio.view.bridge)
    page.choose("story1")
    studio.choose(page="map", segment="fab", subject=None, as_table=False, compared_places=())
    studio.settle()
    studio.window.commands["add_slide"].trigger()
    studio.settle(lambda: not page.is_busy)


STORY_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("story-key-numbers", _show(1)),
    ("story-partners", _show(4)),
    ("story-scenario", _show(5)),
    ("story-frozen", _show_frozen),
    ("story-text", _show_text),
    ("story-empty", _show_empty),
    *PRESENT_STATES,
    ("story-view-added", _leave),
]
