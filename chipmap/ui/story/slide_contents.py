"""What the slides of a story say, asked beside the window on a snapshot, one slide after the other.

What only changes words or order asks nothing anew: figures are kept for as long as the data behind them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

from chipmap.model.dataset import TABLE_OF
from chipmap.model.records import Slide, Story
from chipmap.model.story.slide_view import INSTITUTIONS
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.dataset import Dataset
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_WORDS = (TABLE_OF[Story], TABLE_OF[Slide])
"""The tables that hold words about figures, and no figures."""


class _Answer(NamedTuple):
    """A content with what it was asked for."""

    question: tuple[object, ...]
    content: SlideContent


class SlideContents(QObject):
    """`ready` carries the id of a slide whose content is known from now on."""

    ready = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._jobs = bridge, jobs
        self._answers: dict[tuple[str, str], _Answer] = {}
        self._data: tuple[object, ...] = ()
        self._state = 0
        self._waiting: list[Slide] = []
        self._job: Job | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether something is still being computed."""
        return self._job is not None or bool(self._waiting)

    def ask(self, slides: Sequence[Slide]) -> None:
        """Find out what these slides say, in this order; what is known already is not asked again."""
        self._notice_data()
        slides_left = self._bridge.dataset.slides
        self._answers = {key: answer for key, answer in self._answers.items() if key in slides_left}
        self._waiting = [slide for slide in slides if not self._is_known(slide)]
        self._next()

    def content(self, slide: Slide) -> SlideContent | None:
        """What a slide says in its present words; the last answer while a new one is computed."""
        from chipmap.wording.slides.contents import worded
        from chipmap.wording.slides.footers import with_revision

        answer = self._answers.get((slide.story, slide.id))
        if answer is None:
            return None
        content = answer.content
        if slide.is_live:
            content = with_revision(content, self._bridge.workspace.revision)
        return worded(content, slide)

    def is_current(self, slide: Slide) -> bool:
        """Whether what is known of a slide is what the data say now."""
        return self._is_known(slide)

    def frozen(self, slide: Slide) -> str | None:
        """The content of a live slide as it is kept when it is frozen; None before it is known."""
        from chipmap.model.story.slide_content import content_text
        from chipmap.wording import formats
        from chipmap.wording.slides.footers import with_revision

        answer = self._answers.get((slide.story, slide.id))
        if answer is None or not slide.is_live or not self._is_known(slide):
            return None
        kept = with_revision(answer.content, self._bridge.workspace.revision)
        return content_text(replace(kept, frozen_on=formats.date(_today())))

    def _is_known(self, slide: Slide) -> bool:
        answer = self._answers.get((slide.story, slide.id))
        return answer is not None and answer.question == self._question(slide)

    def _question(self, slide: Slide) -> tuple[object, ...]:
        has_points = INSTITUTIONS in slide.options
        state = self._state if slide.is_live else 0
        return slide.slide_kind, slide.view, slide.is_live, slide.figures, has_points, state

    def _notice_data(self) -> None:
        """Count the states of the data; a change of stories alone is none."""
        data = _figures_behind(self._bridge.dataset)
        if len(data) != len(self._data) or any(
            one is not other for one, other in zip(data, self._data, strict=True)
        ):
            self._data = data
            self._state += 1

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        slide = self._waiting.pop(0)
        dataset, names = self._bridge.dataset, self._bridge.names
        question = self._question(slide)
        today = _today()

        def answer(_progress: object) -> SlideContent:
            from chipmap.wording.slides.contents import full_content

            return full_content(dataset, slide, names, made_on=today)

        self._job = self._jobs.start(
            answer, _("Drawing the slides"), lambda content: self._on_answer(slide, question, content)
        )

    def _on_answer(self, slide: Slide, question: tuple[object, ...], content: SlideContent) -> None:
        # The workspace may have been closed meanwhile, and the page with it.
        if not shiboken6.isValid(self):
            return
        self._job = None
        self._answers[slide.story, slide.id] = _Answer(question, content)
        self.ready.emit(slide.id)
        self._next()


def _figures_behind(dataset: Dataset) -> tuple[object, ...]:
    """Every table that slides take figures from; compared by identity."""
    tables = (getattr(dataset, name) for name in TABLE_OF.values() if name not in _WORDS)
    return (dataset.settings, *tables)


def _today() -> date:
    """The day on this laptop."""
    return datetime.now().astimezone().date()
