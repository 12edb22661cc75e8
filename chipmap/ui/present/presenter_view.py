"""What the presenter sees: the slide, the next one, the notes, the time, and where the audience looks.

With one screen it holds the stage itself, for rehearsing; a projector that goes brings the stage back here,
one that comes is offered and never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.present.keys import answer_key, key_texts
from chipmap.ui.story.slide_pictures import PictureWish, SlidePictures
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.present.presentation import Presentation
    from chipmap.ui.present.stage import Stage

_MARGIN = 24
_SMALLEST = (800, 520)
_NEXT_PART = 0.34
"""How much of the width the next slide and the notes take."""
_MIRROR_MS = 120
_NOTE_SIZES = (18, 22, 28, 36)


class ScreenOffer:
    """A screen that the slides could be shown on: its name for people, and what shows them there."""

    def __init__(self, name: str, title: str) -> None:
        self.name, self.title = name, title


class PresenterView(QWidget):
    """`screen_wanted` carries the name of a screen on which the slides should be shown; empty: here."""

    screen_wanted = Signal(str)

    def __init__(self, talk: Presentation, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Presenter"))
        self.setAccessibleName(_("Presenter: slide, next slide, notes and clock"))
        self.talk, self.stage = talk, stage
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pictures = SlidePictures(self)
        self.pictures.drawn.connect(lambda _key: self._show_next())
        self._note_size = 1
        self.mirror, self.next = Picture(_("The slide on the screen")), Picture(_("The next slide"))
        self._make_parts()
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self._show_time)
        self._copying = QTimer(self)
        self._copying.setInterval(_MIRROR_MS)
        self._copying.setSingleShot(True)
        self._copying.timeout.connect(self._copy_stage)
        stage.drawn.connect(self._copying.start)
        talk.moved.connect(self.refresh)
        talk.changed.connect(self.refresh)
        theme.current().changed.connect(self.refresh)

    @property
    def holds_stage(self) -> bool:
        """Whether the stage itself stands here, because there is no other screen for it."""
        return self.stage.parentWidget() is self._place

    @property
    def notes_text(self) -> str:
        """The notes as they are shown."""
        return self._notes.text()

    @property
    def offers(self) -> list[QWidget]:
        """The buttons of the screens on which the slides could be shown."""
        items = (self._offers.itemAt(at) for at in range(self._offers.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def hold_stage(self) -> None:
        """Take the stage in: the slide is live here."""
        self.mirror.hide()
        self.stage.hide()
        self.stage.setParent(self._place, Qt.WindowType.Widget)
        self.stage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place_row.addWidget(self.stage)
        self.stage.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_stage(self) -> None:
        """The stage stands on another screen; its picture is shown here."""
        self._place_row.removeWidget(self.stage)
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mirror.show()
        self._copying.start()

    def offer_screens(self, offers: Sequence[ScreenOffer]) -> None:
        """Offer the screens on which the slides are not shown yet."""
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for offer in offers:
            self._offers.addWidget(
                button(
                    _("Show slides on {screen}").format(screen=offer.title),
                    partial(self.screen_wanted.emit, offer.name),
                    icon="presentation",
                )
            )
        if not self.holds_stage:
            text = _("Show slides here")
            self._offers.addWidget(button(text, lambda: self.screen_wanted.emit("")))

    def refresh(self) -> None:
        """Show what the talk has come to."""
        if not self.isVisible():
            return
        talk, slide = self.talk, self.talk.slide
        count = len(talk.slides)
        number = _("Slide {number} of {count}").format(number=talk.index + 1, count=count)
        states = [
            number if count else _("This story has no slides."),
            _("black screen") if talk.is_blank else "",
            _("going to {number}").format(number=talk.typed) if talk.typed else "",
        ]
        self._state.setText(" · ".join(filter(None, states)))
        notes = "" if slide is None else slide.notes
        self._notes.setText(notes or _("No notes for this slide."))
        self._blank.setChecked(talk.is_blank)
        self._pointer.setChecked(talk.has_pointer)
        self._legend.setChecked(talk.shows_legend)
        self._pause.setText(_("Go on") if talk.is_paused else _("Pause"))
        self._show_next()
        self._show_time()
        self._copying.start()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._clock.start()
        self.refresh()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self._clock.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.talk.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(max(260, round(self.width() * _NEXT_PART)))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.stage.answer_level(event) or answer_key(event, self.talk, self.stage):
            return
        is_arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if is_arrow and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_Down else -1) * bar.pageStep() // 2)
            return
        super().keyPressEvent(event)

    def _make_parts(self) -> None:
        talk = self.talk
        self._state = label("", "heading", wraps=False)
        self._time = label("", "display", wraps=False)
        self._elapsed = label("", "body", "text2", wraps=False)
        self._notes = label("", "body")
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._notes.setAccessibleName(_("Notes"))
        self._pause = button(_("Pause"), talk.switch_pause)
        self._restart = button(_("Restart clock"), talk.restart_clock)
        self._smaller = button(_("Smaller notes"), lambda: self._size_notes(-1))
        self._larger = button(_("Larger notes"), lambda: self._size_notes(1))
        self._previous = button(_("Back"), lambda: talk.go_on(-1), icon="arrow-left")
        self._forward = button(_("Next"), talk.go_on, look="primary", icon="arrow-right")
        self._blank = button(_("Black screen"), talk.switch_blank)
        self._pointer = button(_("Bright pointer"), talk.switch_pointer)
        self._legend = button(_("Legend"), talk.switch_legend)
        self._end = button(_("End"), talk.end, icon="x")
        for switch in (self._blank, self._pointer, self._legend):
            switch.setCheckable(True)
            switch.setProperty("look", "pill")
        for one in self._buttons():
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _buttons(self) -> list[QWidget]:
        return [
            self._previous,
            self._forward,
            self._blank,
            self._pointer,
            self._legend,
            self._pause,
            self._restart,
            self._smaller,
            self._larger,
            self._end,
        ]

    def _lay_out(self) -> None:
        self._place = QWidget()
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._place_row = QVBoxLayout(self._place)
        self._place_row.setContentsMargins(0, 0, 0, 0)
        self.mirror.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._place_row.addWidget(self.mirror)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(_row(self._state, None, self._elapsed, self._time))
        left.addWidget(self._place, 1)
        controls = QWidget()
        flow = FlowLayout(controls, gap=8)
        for one in (*self._buttons()[:5], self._pause, self._restart, self._end):
            flow.addWidget(one)
        offers = QWidget()
        self._offers = FlowLayout(offers, gap=8)
        keys = label(" · ".join(f"{key} {text}" for key, text in key_texts()), "caption", "text3")
        for part in (controls, offers, keys):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            part.setSizePolicy(policy)
            left.addWidget(part)
        self._side = QWidget()
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(label(_("Next"), "body_strong"))
        right.addWidget(self.next)
        right.addWidget(label(_("Notes"), "body_strong"))
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._notes)
        scroll.setAccessibleName(_("Notes"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(scroll, 1)
        right.addLayout(_row(self._smaller, self._larger, None))
        row = QHBoxLayout(self)
        # Wrapped words would ask for the height that they have in the narrowest of windows.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*_SMALLEST)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self._size_notes(0)

    def _size_notes(self, step: int) -> None:
        self._note_size = max(0, min(len(_NOTE_SIZES) - 1, self._note_size + step))
        font = theme.current().font("body")
        font.setPixelSize(theme.current().px(_NOTE_SIZES[self._note_size]))
        self._notes.setFont(font)
        self._smaller.setEnabled(self._note_size > 0)
        self._larger.setEnabled(self._note_size < len(_NOTE_SIZES) - 1)

    def _show_next(self) -> None:
        if not self.isVisible():
            return
        slide = self.talk.following
        if slide is None:
            self.next.show_image(None, _("This is the last slide."))
            return
        width = max(16, round(self.next.width() * self.devicePixelRatioF()))
        content = self.talk.content(slide)
        count = len(self.talk.slides)
        wish = PictureWish(content, width, self.talk.index + 2, count, theme.current().tokens.name)
        self.pictures.wish(slide.id, wish)
        if self.pictures.is_current(slide.id, wish):
            self.next.show_image(self.pictures.picture(slide.id), content.title)

    def _copy_stage(self) -> None:
        if self.isVisible() and not self.holds_stage and self.stage.isVisible():
            pixmap = self.stage.grab(self.stage.sheet_rect)
            slide = self.talk.slide
            self.mirror.show_image(pixmap.toImage(), "" if slide is None else self.talk.content(slide).title)

    def _show_time(self) -> None:
        self._time.setText(datetime.now().astimezone().strftime("%H:%M"))
        minutes, seconds = divmod(round(self.talk.seconds), 60)
        told = _("{minutes}:{seconds} gone").format(minutes=minutes, seconds=f"{seconds:02d}")
        self._elapsed.setText(told)


class Picture(QWidget):
    """A picture of a slide, as large as its room; without one it says why."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._instead = ""
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def has_image(self) -> bool:
        """Whether there is a picture, not only words."""
        return self._image is not None

    def show_image(self, image: QImage | None, spoken: str) -> None:
        """Show a picture that says `spoken`, or only the words."""
        self._image, self._instead = image, spoken
        self.setAccessibleDescription(spoken)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * HEIGHT // WIDTH

    def sizeHint(self) -> QSize:
        return QSize(480, 270)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), self.height() * WIDTH / HEIGHT)
        box = QRectF(0.0, 0.0, width, width * HEIGHT / WIDTH)
        painter.fillRect(box, look.colour("surface2"))
        if self._image is not None:
            painter.drawImage(box, self._image)
        else:
            painter.setPen(look.colour("text2"))
            painter.setFont(look.font("body"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._instead)
        painter.end()


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Parts side by side; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
