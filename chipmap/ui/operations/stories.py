"""Stories and slides: adding, ordering, wording, freezing and removing them, each one step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chipmap.model.edits import stories as edits
from chipmap.model.labels import Label
from chipmap.ui.operations.history import apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chipmap.model.records import Slide, SlideKind
    from chipmap.model.story.slide_view import SlideView
    from chipmap.ui.bridge import WorkspaceBridge


def add_slide(
    bridge: WorkspaceBridge,
    story: str,
    kind: SlideKind,
    view: SlideView,
    *,
    options: Iterable[str],
    after: Slide | None = None,
    **words: str,
) -> Slide:
    """Add a slide at the end of a story or after one of its slides; a story too where there is none."""
    dataset = bridge.dataset
    begun = None
    if story not in dataset.stories:
        begun = edits.new_story(dataset, dataset.settings.title)
        story = begun.id
    slide = edits.new_slide(dataset, story, kind, view, options=options, **words)
    if after is not None and after.story == story:
        from dataclasses import replace

        slide = replace(slide, position=after.position + 1)
    apply(bridge, edits.add_slide(dataset, slide, story=begun), Label.ADD_SLIDE)
    return slide


def duplicate_slide(bridge: WorkspaceBridge, slide: Slide) -> None:
    """Add a copy of a slide after it."""
    apply(bridge, edits.duplicate_slide(bridge.dataset, slide.story, slide.id), Label.ADD_SLIDE)


def remove_slide(bridge: WorkspaceBridge, slide: Slide) -> None:
    """Take a slide out of its story."""
    apply(bridge, edits.remove_slides(bridge.dataset, slide.story, [slide.id]), Label.REMOVE_SLIDE)


def move_slide(bridge: WorkspaceBridge, slide: Slide, position: int) -> None:
    """Let a slide stand at another position, from 0."""
    apply(bridge, edits.move_slide(bridge.dataset, slide.story, slide.id, position), Label.MOVE_SLIDE)


def change_slide(bridge: WorkspaceBridge, slide: Slide, **fields: Any) -> None:  # noqa: ANN401 - many types
    """Change words, options or the kind of a slide."""
    changes = edits.change_slide(bridge.dataset, slide.story, slide.id, **fields)
    apply(bridge, changes, Label.CHANGE_SLIDE)


def freeze_slide(bridge: WorkspaceBridge, slide: Slide, figures: str) -> None:
    """Let a slide keep the figures that it shows, as JSON text."""
    changes = edits.freeze_slide(bridge.dataset, slide.story, slide.id, figures)
    apply(bridge, changes, Label.FREEZE_SLIDE)


def freeze_story(bridge: WorkspaceBridge, story: str, figures: Mapping[str, str]) -> None:
    """Let slides keep the figures that they show, by their ids, as one step."""
    apply(bridge, edits.freeze_slides(bridge.dataset, story, figures), Label.FREEZE_SLIDE)


def thaw_story(bridge: WorkspaceBridge, story: str) -> None:
    """Let every slide of a story follow the data again, as one step."""
    apply(bridge, edits.thaw_slides(bridge.dataset, story), Label.THAW_SLIDE)


def thaw_slide(bridge: WorkspaceBridge, slide: Slide) -> None:
    """Let a slide follow the data again."""
    apply(bridge, edits.thaw_slide(bridge.dataset, slide.story, slide.id), Label.THAW_SLIDE)


def add_story(bridge: WorkspaceBridge, title: str) -> str:
    """Add an empty story; returns its id."""
    story = edits.new_story(bridge.dataset, title)
    apply(bridge, edits.add_story(bridge.dataset, story), Label.ADD_STORY)
    return story.id


def rename_story(bridge: WorkspaceBridge, story: str, title: str) -> None:
    """Give a story another title."""
    apply(bridge, edits.rename_story(bridge.dataset, story, title), Label.CHANGE_STORY)


def remove_story(bridge: WorkspaceBridge, story: str) -> None:
    """Remove a story with its slides."""
    apply(bridge, edits.remove_story(bridge.dataset, story), Label.REMOVE_STORY)
