"""Edits of stories and their slides.

Positions count from 0 without gaps. A live slide keeps no figures, a frozen one keeps its content as JSON;
an empty title means that the slide's finding is its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import Slide, SlideKind, Story
from chipmap.model.story.slide_view import USUAL_OPTIONS, SlideView, view_text
from chipmap.model.text_rules import clean_text


def stories_in_order(dataset: Dataset) -> list[Story]:
    """All stories as they are listed."""
    return sorted(dataset.stories.values(), key=lambda story: (story.position, story.id))


def slides_in_order(dataset: Dataset, story: str) -> list[Slide]:
    """The slides of a story as they are presented."""
    return sorted(dataset.slides.of(story).values(), key=lambda slide: (slide.position, slide.id))


def known_story(dataset: Dataset, story: str) -> Story:
    """The story with this id; `UnknownRecord` where there is none."""
    found: Story | None = dataset.stories.get(story)
    if found is None:
        raise UnknownRecord(kind=Story.kind, key=story)
    return found


def known_slide(dataset: Dataset, story: str, slide: str) -> Slide:
    """The slide of a story with this id; `UnknownRecord` where there is none."""
    found: Slide | None = dataset.slides.get((story, slide))
    if found is None:
        raise UnknownRecord(kind=Slide.kind, key=(story, slide))
    return found


def new_story(dataset: Dataset, title: str) -> Story:
    """A story that stands after all others; `add_story` keeps it."""
    return Story(_free_id("story", map(str, dataset.stories)), clean_text(title), len(dataset.stories))


def add_story(dataset: Dataset, story: Story) -> ChangeSet:
    """Add an empty story."""
    return checked([Change(dataset.stories.get(story.id), story)], dataset)


def rename_story(dataset: Dataset, story: str, title: str) -> ChangeSet:
    """Give a story another title."""
    known = known_story(dataset, story)
    return checked([Change(known, replace(known, title=clean_text(title)))], dataset)


def remove_story(dataset: Dataset, story: str) -> ChangeSet:
    """Remove a story with its slides."""
    known = known_story(dataset, story)
    rest = [one for one in stories_in_order(dataset) if one != known]
    slides = [Change(slide, None) for slide in slides_in_order(dataset, story)]
    return checked([*slides, Change(known, None), *_numbered(rest)], dataset)


def move_story(dataset: Dataset, story: str, position: int) -> ChangeSet:
    """Let a story stand at another position, counted from 0."""
    known = known_story(dataset, story)
    rest = [one for one in stories_in_order(dataset) if one != known]
    rest.insert(max(0, position), known)
    return checked(_numbered(rest), dataset)


def new_slide(
    dataset: Dataset,
    story: str,
    slide_kind: SlideKind,
    view: SlideView,
    *,
    options: Iterable[str] = USUAL_OPTIONS,
    **fields: Any,  # noqa: ANN401 - the fields of a slide have many types
) -> Slide:
    """A live slide at the end of a story; `add_slide` keeps it."""
    slides = slides_in_order(dataset, story)
    return Slide(
        id=_free_id("slide", (slide.id for slide in slides)),
        story=story,
        position=len(slides),
        slide_kind=slide_kind,
        view=view_text(view),
        options=tuple(options),
        **{"title": "", **_cleaned(fields)},
    )


def add_slide(dataset: Dataset, slide: Slide, *, story: Story | None = None) -> ChangeSet:
    """Add a slide at its position; with `story` the story too, where it is not there yet."""
    begun = [] if story is None or story.id in dataset.stories else [Change(None, story)]
    slides = slides_in_order(dataset, slide.story)
    at = min(slide.position, len(slides))
    moved = _numbered(slides[:at], 0) + _numbered(slides[at:], at + 1)
    return checked([*begun, *moved, Change(None, replace(slide, position=at))], dataset)


def duplicate_slide(dataset: Dataset, story: str, slide: str) -> ChangeSet:
    """Add a copy of a slide after it."""
    known = known_slide(dataset, story, slide)
    key = _free_id("slide", (one.id for one in slides_in_order(dataset, story)))
    return add_slide(dataset, replace(known, id=key, position=known.position + 1))


def remove_slides(dataset: Dataset, story: str, slides: Iterable[str]) -> ChangeSet:
    """Remove slides of a story."""
    gone = [known_slide(dataset, story, slide) for slide in dict.fromkeys(slides)]
    rest = [one for one in slides_in_order(dataset, story) if one not in gone]
    return checked([*(Change(slide, None) for slide in gone), *_numbered(rest)], dataset)


def move_slide(dataset: Dataset, story: str, slide: str, position: int) -> ChangeSet:
    """Let a slide stand at another position of its story, counted from 0."""
    known = known_slide(dataset, story, slide)
    rest = [one for one in slides_in_order(dataset, story) if one != known]
    rest.insert(max(0, position), known)
    return checked(_numbered(rest), dataset)


def change_slide(dataset: Dataset, story: str, slide: str, **fields: Any) -> ChangeSet:  # noqa: ANN401
    """Change words, options or the view of a slide; an unknown field is a TypeError."""
    known = known_slide(dataset, story, slide)
    return checked([Change(known, replace(known, **_cleaned(fields)))], dataset)


def freeze_slide(dataset: Dataset, story: str, slide: str, figures: str) -> ChangeSet:
    """Let a slide keep its content, as JSON text, whatever becomes of the data."""
    return change_slide(dataset, story, slide, is_live=False, figures=figures)


def freeze_slides(dataset: Dataset, story: str, figures: Mapping[str, str]) -> ChangeSet:
    """Let several slides of a story keep their contents, by their ids."""
    changes: list[Change] = []
    for slide, kept in figures.items():
        changes += freeze_slide(dataset, story, slide, kept)
    return checked(changes, dataset)


def thaw_slides(dataset: Dataset, story: str) -> ChangeSet:
    """Let every slide of a story follow the data again."""
    frozen = [slide for slide in slides_in_order(dataset, story) if not slide.is_live]
    return checked([Change(one, replace(one, is_live=True, figures="")) for one in frozen], dataset)


def thaw_slide(dataset: Dataset, story: str, slide: str) -> ChangeSet:
    """Let a slide follow the data again."""
    return change_slide(dataset, story, slide, is_live=True, figures="")


_TEXTS = frozenset({"title", "subtitle", "notes", "body"})


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with their texts as they can be kept; a title stands on one line."""
    cleaned = dict(fields)
    for name in _TEXTS & fields.keys():
        text = clean_text(fields[name])
        cleaned[name] = " ".join(text.split()) if name in ("title", "subtitle") else text
    return cleaned


def _numbered(records: Iterable[Any], first: int = 0) -> list[Change]:
    return [
        Change(record, replace(record, position=number)) for number, record in enumerate(records, start=first)
    ]


def _free_id(stem: str, taken: Iterable[str]) -> str:
    known = set(taken)
    number = len(known) + 1
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"
