"""What must hold for stories and slides: texts that can be kept, and a view that is JSON.

A view may name a segment or place that is gone: the slide says so, and undo may bring it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.records import Slide, Story
from chipmap.model.story.plain_json import Unreadable, json_object
from chipmap.model.story.slide_view import OPTIONS
from chipmap.model.text_rules import broken, line_rules, text_rules, title_rules

LONGEST_NOTES = 10_000
"""Characters in the notes or in the text of a slide."""


def story_rules(story: Story, _dataset: Dataset) -> Iterator[Issue]:
    """A story has an id and a title on one line."""
    if not story.id:
        yield broken("text-missing", "id")
    yield from title_rules("title", story.title)


def slide_rules(slide: Slide, dataset: Dataset) -> Iterator[Issue]:
    """A slide belongs to a story; its title may be empty, then it is made from its figures."""
    if not slide.id:
        yield broken("text-missing", "id")
    if slide.story not in dataset.stories:
        yield broken("story-unknown", "story", slide.story)
    yield from line_rules("title", slide.title)
    yield from line_rules("subtitle", slide.subtitle)
    yield from text_rules("notes", slide.notes, LONGEST_NOTES)
    yield from text_rules("body", slide.body, LONGEST_NOTES)
    for option in slide.options:
        if option not in OPTIONS:
            yield broken("slide-option-unknown", "options", option)
    for field_name in ("view", "figures"):
        try:
            json_object(getattr(slide, field_name))
        except Unreadable:
            yield broken("slide-unreadable", field_name)
    if not slide.is_live and not slide.figures:
        yield broken("slide-without-figures", "figures")


STORY_RULES: dict[type[Any], Callable[[Any, Dataset], Iterator[Issue]]] = {
    Story: story_rules,
    Slide: slide_rules,
}
