"""Where a talk has come to: the slides of a story, which one is shown, and what lies over it.

Both windows follow it and neither keeps a state of its own, so nothing is lost when a projector goes.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import Slide
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge

_LONGEST_NUMBER = 3
_MESSAGE_MS = 4000


class Presentation(QObject):
    """`moved` says that another slide is shown, `changed` that something about the present one differs."""

    moved = Signal()
    changed = Signal()
    ended = Signal()

    def __init__(
        self, bridge: WorkspaceBridge, story: str, start: str = "", parent: QObject | None = None
    ) -> None:
        """Present a story from the slide of the id `start`, or from its first."""
        super().__init__(parent)
        self.bridge, self.story = bridge, story
        self._index, self._slide = 0, ""
        self._typed = ""
        self._contents: dict[str, tuple[Slide, object, SlideContent]] = {}
        self.is_blank = False
        self.shows_legend = True
        self.message = ""
        """What has just been done to the workspace, for a few seconds."""
        self.has_pointer = False
        self.pointer: QPointF | None = None
        """Where the pointer rests, in parts of the slide's width and height."""
        self._began = monotonic()
        self._paused_at: float | None = None
        ids = [slide.id for slide in self.slides]
        self._stand_at(ids.index(start) if start in ids else 0)
        self._message_timer = QTimer(self)
        self._message_timer.setSingleShot(True)
        self._message_timer.setInterval(_MESSAGE_MS)
        self._message_timer.timeout.connect(self._forget_message)
        bridge.changed.connect(self._on_workspace_changed)

    @property
    def slides(self) -> list[Slide]:
        """The slides of the story as it is now, in order."""
        found = self.bridge.dataset.slides.of(self.story).values()
        return sorted(found, key=lambda slide: (slide.position, slide.id))

    @property
    def index(self) -> int:
        """The slide that is shown, from 0; where it has been removed, the one that took its place."""
        slides = self.slides
        at = next((number for number, slide in enumerate(slides) if slide.id == self._slide), self._index)
        return max(0, min(at, len(slides) - 1))

    @property
    def slide(self) -> Slide | None:
        """The slide that is shown; None where the story has none."""
        slides = self.slides
        return slides[self.index] if slides else None

    @property
    def following(self) -> Slide | None:
        """The slide after the present one."""
        slides = self.slides
        return slides[self.index + 1] if self.index + 1 < len(slides) else None

    @property
    def typed(self) -> str:
        """The digits of a slide number so far."""
        return self._typed

    @property
    def seconds(self) -> float:
        """How long the talk has lasted, without its pauses."""
        now = monotonic() if self._paused_at is None else self._paused_at
        return now - self._began

    @property
    def is_paused(self) -> bool:
        return self._paused_at is not None

    def content(self, slide: Slide) -> SlideContent:
        """What a slide says now."""
        from datetime import datetime

        from chipmap.wording.slides.contents import content_of

        dataset = self.bridge.dataset
        kept = self._contents.get(slide.id)
        if kept is not None and kept[0] == slide and kept[1] is dataset:
            return kept[2]
        content = content_of(
            dataset,
            slide,
            self.bridge.names,
            made_on=datetime.now().astimezone().date(),
            revision=self.bridge.workspace.revision,
        )
        self._contents[slide.id] = (slide, dataset, content)
        return content

    def go_to(self, index: int) -> None:
        """Show a slide, from 0; beyond either end the last or the first."""
        before = self.index
        index = max(0, min(index, len(self.slides) - 1))
        was_blank, self.is_blank = self.is_blank, False
        self._typed = ""
        self._stand_at(index)
        if index != before:
            self.moved.emit()
        elif was_blank:
            self.changed.emit()

    def go_on(self, step: int = 1) -> None:
        """Show the slide after the present one, or before it."""
        self.go_to(self.index + step)

    def type_digit(self, digit: str) -> None:
        """Begin or continue the number of a slide, from 1."""
        self._typed = (self._typed + digit)[-_LONGEST_NUMBER:]
        self.changed.emit()

    def go_to_typed(self) -> bool:
        """Show the slide whose number was typed; say whether one was."""
        if not self._typed:
            return False
        number, self._typed = int(self._typed), ""
        self.changed.emit()
        self.go_to(number - 1)
        return True

    def forget_typed(self) -> bool:
        """Drop the digits typed so far; say whether there were any."""
        had_some, self._typed = bool(self._typed), ""
        if had_some:
            self.changed.emit()
        return had_some

    def switch_blank(self) -> None:
        """Make the screen of the audience black, or show the slide again."""
        self.is_blank = not self.is_blank
        self.changed.emit()

    def switch_legend(self) -> None:
        """Show the legends of maps or hide them."""
        self.shows_legend = not self.shows_legend
        self.changed.emit()

    def switch_pointer(self) -> None:
        """Show a bright point where the mouse is, or the ordinary pointer."""
        self.has_pointer = not self.has_pointer
        self.pointer = None
        self.changed.emit()

    def point_at(self, at: QPointF | None) -> None:
        """The pointer has moved to a point of the slide, in parts of its width and height, or has left it."""
        if self.has_pointer and at != self.pointer:
            self.pointer = at
            self.changed.emit()

    def switch_pause(self) -> None:
        """Stop the clock of the talk, or let it go on."""
        if self._paused_at is None:
            self._paused_at = monotonic()
        else:
            self._began += monotonic() - self._paused_at
            self._paused_at = None
        self.changed.emit()

    def restart_clock(self) -> None:
        """Count the time of the talk from now."""
        self._began, self._paused_at = monotonic(), None
        self.changed.emit()

    def end(self) -> None:
        """End the talk."""
        self.ended.emit()

    def _stand_at(self, index: int) -> None:
        """Keep which slide is shown by its name too, so that the talk follows it when slides are ordered."""
        slides = self.slides
        self._index, self._slide = index, slides[index].id if index < len(slides) else ""

    def _on_workspace_changed(self, announcement: Announcement) -> None:
        from chipmap.model.records import Score
        from chipmap.model.workspace import How
        from chipmap.wording.changes import describe, step_name

        # A slide that is gone keeps its place, in case the next step brings it back.
        self._index = self.index
        if not announcement.changes or announcement.label is None:
            return
        bridge = self.bridge
        # The hall reads it: names of people and work stay in the window.
        said = step_name(announcement.label)
        if announcement.changes.touches(Score):
            said = describe(announcement.label, announcement.changes, bridge.dataset, bridge.names)
        undone = announcement.how is How.UNDONE
        self.message = _("Undone: {step}").format(step=said) if undone else said[:1].upper() + said[1:]
        self._message_timer.start()
        self.changed.emit()

    def _forget_message(self) -> None:
        self.message = ""
        self.changed.emit()
