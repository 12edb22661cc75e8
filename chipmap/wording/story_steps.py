"""What an edit of stories or slides did, in one line; loaded with the window, so it needs no analysis."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import Slide, Story
from chipmap.wording import _, ngettext


def story_step_names() -> dict[Label, str]:
    """What the steps are called in the history."""
    return {
        Label.ADD_STORY: _("added story"),
        Label.CHANGE_STORY: _("changed story"),
        Label.REMOVE_STORY: _("removed story"),
        Label.ADD_SLIDE: _("added slide"),
        Label.CHANGE_SLIDE: _("changed slide"),
        Label.MOVE_SLIDE: _("moved slide"),
        Label.REMOVE_SLIDE: _("removed slide"),
        Label.FREEZE_SLIDE: _("frozen slide"),
        Label.THAW_SLIDE: _("slide that follows the data again"),
    }


STORY_STEPS = frozenset(
    {
        Label.ADD_STORY,
        Label.CHANGE_STORY,
        Label.REMOVE_STORY,
        Label.ADD_SLIDE,
        Label.CHANGE_SLIDE,
        Label.MOVE_SLIDE,
        Label.REMOVE_SLIDE,
        Label.FREEZE_SLIDE,
        Label.THAW_SLIDE,
    }
)


def story_step(label: Label, changes: ChangeSet) -> str:
    """One line on a step about a story or its slides: "Slide 3 added to the story"."""
    if label in (Label.ADD_STORY, Label.CHANGE_STORY, Label.REMOVE_STORY):
        return _story_step(label, changes)
    if label is Label.REMOVE_SLIDE:
        gone = sum(change.after is None for change in changes.records(Slide))
        return ngettext("{count} slide removed", "{count} slides removed", gone).format(count=gone)
    several = sum(1 for _one in changes.records(Slide))
    if label is Label.FREEZE_SLIDE and several > 1:
        return _("{count} slides keep their figures").format(count=several)
    if label is Label.THAW_SLIDE and several > 1:
        return _("{count} slides follow the data again").format(count=several)
    number = _number_of(label, changes)
    return {
        Label.ADD_SLIDE: _("Slide {number} added to the story"),
        Label.CHANGE_SLIDE: _("Slide {number} changed"),
        Label.MOVE_SLIDE: _("Order of the slides changed"),
        Label.FREEZE_SLIDE: _("Slide {number} keeps its figures"),
        Label.THAW_SLIDE: _("Slide {number} follows the data again"),
    }[label].format(number=number)


def _story_step(label: Label, changes: ChangeSet) -> str:
    slides = sum(1 for _one in changes.records(Slide))
    title = ""
    for change in changes.records(Story):
        before, after = change.before, change.after
        is_meant = (
            before is None or after is None or getattr(before, "title", "") != getattr(after, "title", "")
        )
        if is_meant and isinstance(change.record, Story):
            title = change.record.title
    if not title:
        return _("Order of the stories changed")
    if label is Label.ADD_STORY:
        return _("Story “{title}” added").format(title=title)
    if label is Label.CHANGE_STORY:
        return _("The story is now called “{title}”").format(title=title)
    return ngettext(
        "Story “{title}” removed with {count} slide", "Story “{title}” removed with {count} slides", slides
    ).format(title=title, count=slides)


def _number_of(label: Label, changes: ChangeSet) -> int:
    """The number of the slide that a step is about, counted from 1."""
    for change in changes.records(Slide):
        if isinstance(change.record, Slide) and (label is not Label.ADD_SLIDE or change.before is None):
            return change.record.position + 1
    return 1
