"""The Story page: slides on the left, the current one as it is presented, its words and options on the right.

It follows the bridge. What slides say is asked beside the window and drawn in slices, so that nothing waits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.edits.stories import slides_in_order, stories_in_order
from chipmap.model.records import SlideKind
from chipmap.model.story.slide_view import USUAL_OPTIONS, SlideView
from chipmap.model.story_rules import LONGEST_NOTES
from chipmap.ui import theme
from chipmap.ui.operations import stories as operations
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.story.slide_contents import SlideContents
from chipmap.ui.story.slide_list import SlideList, SlideRow
from chipmap.ui.story.slide_pictures import PictureWish, SlidePictures
from chipmap.ui.story.slide_preview import SlidePreview
from chipmap.ui.story.story_bar import StoryBar
from chipmap.ui.story.story_side import StorySide
from chipmap.ui.story.words_field import WordsField
from chipmap.ui.widgets.parts import button, heading_row, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.stories import kind_word, untitled

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QShowEvent

    from chipmap.model.records import Slide
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs

_LEFT, _SIDE = 300, 306
_PAD = 24
_LARGEST_PREVIEW = 0.68
"""The part of the height that the preview takes at most."""
_TYPING_MS = 250
_THUMBNAIL_PX = 420
_PREVIEW = "preview"
LIVE, FROZEN = "live", "frozen"


class StoryPage(QWidget):
    """Shows one story; `view_wanted` carries a slide whose view somebody wants to see in the window."""

    view_wanted = Signal(object)
    map_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._story, self._slide = "", ""
        self.contents = SlideContents(bridge, jobs, self)
        self.pictures = SlidePictures(self)
        self.bar = StoryBar()
        self.slides = SlideList(self.pictures.picture)
        self.preview = SlidePreview()
        self.side = StorySide()
        self.notes = WordsField(_("Speaker notes"), lines=0, longest=LONGEST_NOTES)
        self.state = SegmentedChoice(
            _("Figures of the slide"), [(LIVE, _("Live")), (FROZEN, _("Frozen"))], can_clear=False
        )
        self._heading = label("", "heading", wraps=False)
        self._empty = label(
            _("Show something and press Ctrl+Shift+A: the view becomes a slide."), "body", "text2"
        )
        self.to_map = button(_("Show the map"), self.map_wanted.emit, icon="map")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    @property
    def story(self) -> str:
        """The story that is shown, and that takes the next slide; empty where there is none."""
        known = self._bridge.dataset.stories
        if self._story not in known:
            first = stories_in_order(self._bridge.dataset)
            self._story = first[0].id if first else ""
        return self._story

    @property
    def slide(self) -> Slide | None:
        """The slide that is current."""
        slides = slides_in_order(self._bridge.dataset, self.story)
        return next((slide for slide in slides if slide.id == self._slide), slides[0] if slides else None)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed or drawn."""
        return self.contents.is_waiting or self.pictures.is_drawing

    def choose(self, story: str, slide: str = "") -> None:
        """Show a story, and one of its slides where it is named."""
        self.commit_pending()
        self._story, self._slide = story, slide
        self.refresh()

    def commit_pending(self) -> None:
        """Keep what is still being typed."""
        self.side.commit()
        self.notes.commit()
        if self.bar.title.isVisible():
            self.bar.title.editingFinished.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would take the bar before the slides out of the order of Tab.
        super().focusInEvent(event)
        (self.slides if self.slide is not None else self.to_map).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        from PySide6.QtGui import QPainter

        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("canvas"))
        for part in (self._left, self._right):
            painter.fillRect(part.geometry(), look.colour("surface"))
        painter.fillRect(self._left.width() - 1, 0, 1, self.height(), look.colour("line"))
        painter.fillRect(self._right.x(), 0, 1, self.height(), look.colour("line"))

    def refresh(self) -> None:
        """Show what the workspace says, and ask for what is not known of it."""
        if not self.isVisible():
            return
        slides, current = slides_in_order(self._bridge.dataset, self.story), self.slide
        self._slide = current.id if current is not None else ""
        self.bar.show_stories(stories_in_order(self._bridge.dataset), self.story, len(slides))
        first = [current] if current is not None else []
        self.contents.ask([*first, *(slide for slide in slides if slide != current)])
        self.pictures.keep_only({_PREVIEW, *(slide.id for slide in slides)})
        for slide in slides:
            self._wish_thumbnail(slide)
        self._show_rows()
        self._show_current()

    def _lay_out(self) -> None:
        self._left, self._middle, self._shown = QWidget(), QWidget(), QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 20, 0, 0)
        left.setSpacing(12)
        bar = QVBoxLayout()
        bar.setContentsMargins(_PAD, 0, 16, 0)
        bar.addWidget(self.bar)
        left.addLayout(bar)
        left.addWidget(self.slides, 1)
        left.addStretch(0)
        shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(8)
        shown.addWidget(self.preview)
        shown.addLayout(
            heading_row(
                label(_("Speaker notes"), "small_strong", wraps=False),
                label(_("shown only on your laptop"), "small", "text2", wraps=False),
            )
        )
        shown.addWidget(self.notes, 1)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(_PAD, 18, _PAD, _PAD)
        middle.setSpacing(8)
        middle.addLayout(heading_row(self._heading, self.state))
        middle.addWidget(self._empty)
        middle.addWidget(self.to_map, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addWidget(self._shown, 1)
        middle.addStretch(0)
        self._right = PanelScroll(self.side, side=_PAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part, stretch in ((self._left, 0), (self._middle, 1), (self._right, 0)):
            row.addWidget(part, stretch)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self.contents.ready.connect(self._on_ready)
        self.pictures.drawn.connect(self._on_drawn)
        self.slides.chosen.connect(self._choose_slide)
        self.slides.moved.connect(self._move)
        self.slides.copy_wanted.connect(self._copy)
        self.slides.removal_wanted.connect(self._remove)
        self.bar.story_chosen.connect(self.choose)
        self.bar.story_wanted.connect(self._add_story)
        self.bar.story_renamed.connect(lambda title: operations.rename_story(self._bridge, self.story, title))
        self.bar.story_removal_wanted.connect(lambda: operations.remove_story(self._bridge, self.story))
        self.bar.freezing_wanted.connect(self._freeze_all)
        self.bar.thawing_wanted.connect(lambda: operations.thaw_story(self._bridge, self.story))
        self.bar.text_wanted.connect(self.add_text)
        self.bar.copy_wanted.connect(self._copy)
        self.bar.removal_wanted.connect(self._remove)
        self.side.changed.connect(self._change)
        self.side.typed.connect(self._typing.start)
        self.side.view_wanted.connect(lambda: self.view_wanted.emit(self.slide))
        self.notes.committed.connect(lambda text: self._change({"notes": text}))
        self.state.picked.connect(self._on_state)
        self.preview.resized.connect(self._show_current)
        self._typing.timeout.connect(self._show_current)
        theme.current().changed.connect(self._fit)

    def add_text(self) -> None:
        """Add a slide for words after the current one, with the keyboard in its title."""
        self.commit_pending()
        made = operations.add_slide(
            self._bridge,
            self.story,
            SlideKind.TEXT,
            SlideView(),
            options=USUAL_OPTIONS,
            after=self.slide,
            title=_("New slide"),
        )
        self.choose(made.story, made.id)
        self.side.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.title.selectAll()

    def _fit(self) -> None:
        look = theme.current()
        growth = 1 + (look.text_scale - 1) * 0.6
        narrow = 0.84 if self.width() < 1240 else 1.0
        self._left.setFixedWidth(round(_LEFT * growth * narrow))
        self._right.setFixedWidth(round(_SIDE * growth * narrow))
        wide = self.width() - self._left.width() - self._right.width() - 2 * _PAD
        high = min(self.preview.heightForWidth(wide), round(self.height() * _LARGEST_PREVIEW))
        self.preview.setFixedHeight(max(180, high))
        self.update()

    def _wish_thumbnail(self, slide: Slide) -> None:
        """A thumbnail shows no revision, so that an edit of words elsewhere leaves it as it is."""
        content = self.contents.content(slide)
        if content is not None:
            footer = replace(content.footer, revision=None, text="", date="")
            self.pictures.wish(slide.id, PictureWish(replace(content, footer=footer), _THUMBNAIL_PX, 0, 0))

    def _show_rows(self) -> None:
        slides = slides_in_order(self._bridge.dataset, self.story)
        rows = []
        for slide in slides:
            content = self.contents.content(slide)
            title = slide.title or (content.title if content is not None else kind_word(slide.slide_kind))
            rows.append(
                SlideRow(slide.id, title or untitled(), kind_word(slide.slide_kind), not slide.is_live)
            )
        self.slides.show_rows(rows, self._slide)
        told = [slide for slide in slides if slide.slide_kind is not SlideKind.TEXT]
        live = [slide for slide in told if slide.is_live]
        self.bar.freeze_all.setEnabled(bool(live) and all(map(self.contents.is_current, live)))
        self.bar.thaw_all.setEnabled(len(live) < len(told))

    def _show_current(self) -> None:
        """The current slide with what is being typed."""
        slide = self.slide
        for part in (self._shown, self.side, self.state):
            part.setVisible(slide is not None)
        if slide is None and self.slides.hasFocus():
            self.to_map.setVisible(True)
            self.to_map.setFocus(Qt.FocusReason.OtherFocusReason)
        self.slides.setVisible(slide is not None)
        self._empty.setVisible(slide is None)
        self.to_map.setVisible(slide is None)
        if slide is None:
            self._heading.setText(_("No slides yet"))
            return
        slides = slides_in_order(self._bridge.dataset, self.story)
        number = [one.id for one in slides].index(slide.id) + 1
        self._heading.setText(_("Slide {number}").format(number=number))
        self._show_words(slide)
        content = self.contents.content(replace(slide, **self.side.pending))
        if content is not None:
            self.pictures.wish(
                _PREVIEW, PictureWish(content, self.preview.picture_width, number, len(slides))
            )
        spoken = "" if content is None else f"{content.title}. {content.subtitle}. {content.alt_text}"
        shown = self.pictures.picture(_PREVIEW) if content is not None else None
        self.preview.show_picture(shown or self.pictures.picture(slide.id), spoken)

    def _show_words(self, slide: Slide) -> None:
        found = self.contents.content(replace(slide, title="", subtitle=""))
        finding = ("", "") if found is None else (found.title, found.subtitle)
        self.side.show_slide(slide, found, finding)
        is_other = self.notes.property("slide") != slide.id
        self.notes.setProperty("slide", slide.id)
        self.notes.show_text(slide.notes, is_other=is_other)
        self.state.show_choice(LIVE if slide.is_live else FROZEN)
        self.state.setEnabled(not slide.is_live or self.contents.is_current(slide))
        self.state.setVisible(slide.slide_kind is not SlideKind.TEXT)

    def _choose_slide(self, slide: str) -> None:
        if slide != self._slide:
            self.commit_pending()
            self._slide = slide
            self._show_current()

    def _change(self, fields: dict[str, object]) -> None:
        if self.slide is not None:
            operations.change_slide(self._bridge, self.slide, **fields)

    def _move(self, slide: str, position: int) -> None:
        found = self._bridge.dataset.slides.get((self.story, slide))
        if found is not None:
            self.commit_pending()
            self._slide = slide
            operations.move_slide(self._bridge, found, position)

    def _copy(self) -> None:
        self.commit_pending()
        if self.slide is not None:
            operations.duplicate_slide(self._bridge, self.slide)

    def _remove(self) -> None:
        slides, slide = slides_in_order(self._bridge.dataset, self.story), self.slide
        if slide is not None:
            others = [one.id for one in slides if one.id != slide.id]
            at = min(slide.position, len(others) - 1)
            operations.remove_slide(self._bridge, slide)
            self._slide = others[at] if others else ""
            self.refresh()

    def _add_story(self) -> None:
        self.commit_pending()
        number = len(self._bridge.dataset.stories) + 1
        self.choose(operations.add_story(self._bridge, _("Story {number}").format(number=number)))
        self.bar.rename()

    def _on_state(self, picked: object) -> None:
        slide = self.slide
        if slide is None or (picked == LIVE) == slide.is_live:
            return
        if picked == LIVE:
            operations.thaw_slide(self._bridge, slide)
            return
        figures = self.contents.frozen(slide)
        if figures is not None:
            operations.freeze_slide(self._bridge, slide, figures)

    def _freeze_all(self) -> None:
        """Freeze what is live; the choice is offered once all figures are known."""
        slides = slides_in_order(self._bridge.dataset, self.story)
        kinds = (slide for slide in slides if slide.slide_kind is not SlideKind.TEXT)
        found = {slide.id: self.contents.frozen(slide) for slide in kinds}
        operations.freeze_story(
            self._bridge, self.story, {slide: text for slide, text in found.items() if text is not None}
        )

    def _on_changed(self, _announcement: Announcement) -> None:
        self.refresh()

    def _on_ready(self, slide: str) -> None:
        found = self._bridge.dataset.slides.get((self.story, slide))
        if found is not None and self.isVisible():
            self._wish_thumbnail(found)
            self._show_rows()
            if slide == self._slide:
                self._show_current()

    def _on_drawn(self, key: str) -> None:
        if key == _PREVIEW:
            self.preview.show_picture(self.pictures.picture(key), self.preview.accessibleDescription())
        else:
            self.slides.show_picture(key)
