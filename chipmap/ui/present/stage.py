"""What the audience sees: one slide as large as the screen, with a live map where the slide follows the data.

A slide that is being drawn does not flicker: the one before stays until the new one is complete.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.model.story.slide_view import view_of
from chipmap.ui import theme
from chipmap.ui.map.accessibility import announce
from chipmap.ui.present.keys import answer_key
from chipmap.ui.present.level_strip import LevelStrip
from chipmap.ui.present.live_map import LiveMap, view_shown
from chipmap.ui.story.slide_painting import map_box
from chipmap.ui.story.slide_pictures import PictureWish, SlidePictures
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH, slide_font
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QImage, QResizeEvent, QShowEvent

    from chipmap.model.records import Slide
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.ui.present.presentation import Presentation

_AHEAD = 1
"""How many slides before and after the present one are drawn while it is shown."""
_AHEAD_MS = 30
"""The present slide comes first; what its neighbours say is asked in a turn of its own."""
_POINTER_UNITS = 14.0
_NOTE_PADDING, _NOTE_EDGE = 24.0, 32.0


class Stage(QWidget):
    """Shows the presentation; `drawn` says that what is on it has changed."""

    drawn = Signal()

    def __init__(self, talk: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Presentation"))
        self.setAccessibleName(_("The slide that the audience sees"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.talk = talk
        self._image: QImage | None = None
        self._shown: tuple[Slide, SlideContent] | None = None
        self.map: LiveMap | None = None
        self.pictures = SlidePictures(self)
        self.pictures.drawn.connect(self._on_drawn)
        self.levels = LevelStrip(talk.bridge, self)
        self._cover = _Cover(self)
        self._looking_ahead = QTimer(self)
        self._looking_ahead.setSingleShot(True)
        self._looking_ahead.setInterval(_AHEAD_MS)
        self._looking_ahead.timeout.connect(self._draw_ahead)
        talk.moved.connect(self.refresh)
        talk.moved.connect(self._tell)
        talk.changed.connect(self.refresh)
        theme.current().changed.connect(self.refresh)

    @property
    def scale(self) -> float:
        """Pixels to a unit of the sheet."""
        return max(0.01, min(self.width() / WIDTH, self.height() / HEIGHT))

    @property
    def sheet_rect(self) -> QRect:
        """Where the slide lies: in the middle, as large as it fits."""
        width, height = round(WIDTH * self.scale), round(HEIGHT * self.scale)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    @property
    def shown_slide(self) -> Slide | None:
        """The slide whose picture is on the stage."""
        return None if self._shown is None else self._shown[0]

    @property
    def is_busy(self) -> bool:
        """Whether something is still being drawn."""
        return self.pictures.is_drawing or self._looking_ahead.isActive()

    def refresh(self) -> None:
        """Show what the talk has come to."""
        if not self.isVisible():
            return
        slide = self.talk.slide
        if slide is not None:
            wish = self._wish(slide, self.talk.index)
            self.pictures.wish(slide.id, wish)
            if self.pictures.is_current(slide.id, wish):
                self._show(slide)
            self._looking_ahead.start()
        else:
            self._image, self._shown = None, None
            self._drop_map()
        if self.map is not None:
            self.map.show_legend(self.talk.shows_legend and self._request_shows_legend())
        self._cover.fit(self.rect())
        self.update()
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_map()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.unsetCursor()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.talk.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.refresh()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("black"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.sheet_rect), self._image)
        elif not self.talk.slides:
            painter.setPen(QColor("white"))
            painter.setFont(slide_font("body", self.scale))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("This story has no slides."))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.answer_level(event) and not answer_key(event, self.talk, self):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.leave_place():
            self.talk.go_on()
        elif event.button() == Qt.MouseButton.BackButton:
            self.talk.go_on(-1)

    def point_at(self, pixel: QPointF) -> None:
        """The mouse is over a pixel of the stage."""
        box = self.sheet_rect
        self.talk.point_at(
            QPointF((pixel.x() - box.left()) / box.width(), (pixel.y() - box.top()) / box.height())
        )

    def zoom(self, factor: float) -> None:
        """Zoom the live map of the slide, if it has one."""
        if self.map is not None:
            self.map.zoom_by(factor)

    def go_home(self) -> None:
        """Show the whole live map again."""
        if self.map is not None:
            self.map.go_home()

    def leave_place(self) -> bool:
        """Let go of a place that was chosen on the map; say whether there was one."""
        selection = None if self.map is None else self.map.view_selection
        if selection is None or selection.view.subject is None:
            return False
        selection.choose(subject=None)
        return True

    def answer_level(self, event: QKeyEvent) -> bool:
        """Take a key as the level of the place that is chosen on the map; say whether it was one."""
        return self.levels.isVisible() and self.levels.answer_key(event)

    def _tell(self) -> None:
        """Have the slide read aloud where somebody listens."""
        slide, count = self.talk.slide, len(self.talk.slides)
        text = _("This story has no slides.")
        if slide is not None:
            text = _("Slide {number} of {count}: {title}").format(
                number=self.talk.index + 1, count=count, title=self.talk.content(slide).title
            )
        announce(self, text)

    def _wish(self, slide: Slide, index: int) -> PictureWish:
        ratio = self.devicePixelRatioF()
        width = max(16, round(self.sheet_rect.width() * ratio))
        content = self.talk.content(slide)
        if content.map is not None and not self.talk.shows_legend:
            content = replace(content, map=replace(content.map, shows_legend=False))
        return PictureWish(
            content,
            width,
            index + 1,
            len(self.talk.slides),
            theme.current().tokens.name,
            has_map=not _has_live_map(slide, content),
        )

    def _draw_ahead(self) -> None:
        if not self.isVisible():
            return
        slides, index = self.talk.slides, self.talk.index
        near = range(max(0, index - _AHEAD), min(len(slides), index + _AHEAD + 1))
        for number in near:
            if number != index:
                self.pictures.wish(slides[number].id, self._wish(slides[number], number))
        self.pictures.keep_only({slides[number].id for number in near})

    def _on_drawn(self, key: str) -> None:
        if not self.isVisible():
            return
        slide = self.talk.slide
        if slide is not None and slide.id == key:
            if self.pictures.is_current(key, self._wish(slide, self.talk.index)):
                self._show(slide)
            self.update()
            self.drawn.emit()

    def _show(self, slide: Slide) -> None:
        """Put the finished picture of a slide on the stage, with its live map."""
        content = self.talk.content(slide)
        self._image = self.pictures.picture(slide.id)
        before, self._shown = self._shown, (slide, content)
        is_same_map = before is not None and _map_key(before[0]) == _map_key(slide)
        if is_same_map and (self.map is not None) is _has_live_map(slide, content):
            return
        self._drop_map()
        if _has_live_map(slide, content):
            self._make_map(slide, content)

    def _make_map(self, slide: Slide, content: SlideContent) -> None:
        assert content.map is not None
        view = view_shown(view_of(slide.view), slide.slide_kind, content.map.focus)
        self.map = LiveMap(self.talk.bridge, view, content.map, self)
        self.map.view_selection.changed.connect(self._on_place_chosen)
        self.map.installEventFilter(self)
        self._place_map()
        self.map.show()
        self.levels.raise_()
        self._cover.raise_()

    def _drop_map(self) -> None:
        self.levels.leave()
        if self.map is not None:
            self.map.hide()
            self.map.deleteLater()
            self.map = None

    def _place_map(self) -> None:
        if self.map is None or self._shown is None:
            return
        box = map_box(self._shown[1])
        assert box is not None
        scale, corner = self.scale, self.sheet_rect.topLeft()
        self.map.setGeometry(
            QRectF(
                corner.x() + box.left() * scale,
                corner.y() + box.top() * scale,
                box.width() * scale,
                box.height() * scale,
            ).toRect()
        )
        self.map.stand_at(scale)
        self.levels.stand_at(scale, self.map.geometry())

    def _on_place_chosen(self, before: object, after: object) -> None:
        """A place was clicked on the live map: offer the levels of its segment."""
        from chipmap.ui.selection import View

        assert isinstance(before, View)
        assert isinstance(after, View)
        if after.subject is None:
            self.levels.leave()
        elif after.subject != before.subject:
            self.levels.offer(after, stands_low=self._stands_low(after.subject))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stands_low(self, subject: str) -> bool:
        """Whether a place lies in the lower half of the live map."""
        at = None if self.map is None else self.map.position_of(subject)
        return at is not None and self.map is not None and at.y() > self.map.height() / 2

    def _request_shows_legend(self) -> bool:
        return self._shown is None or self._shown[1].map is None or self._shown[1].map.shows_legend

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.map and isinstance(event, QMouseEvent) and self.map is not None:
            self.point_at(QPointF(self.map.mapTo(self, event.position().toPoint())))
        return False


class _Cover(QWidget):
    """Lies over everything and takes no clicks: the bright point, a few words, the black screen."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fit(self, room: QRect) -> None:
        """Cover the stage, and hide the mouse where the bright point stands for it."""
        self.setGeometry(room)
        talk = self._stage.talk
        self._stage.setCursor(
            Qt.CursorShape.BlankCursor if talk.has_pointer or talk.is_blank else Qt.CursorShape.ArrowCursor
        )
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        talk, scale = self._stage.talk, self._stage.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if talk.is_blank:
            painter.fillRect(self.rect(), QColor("black"))
        elif talk.pointer is not None:
            box = self._stage.sheet_rect
            at = QPointF(
                box.left() + talk.pointer.x() * box.width(), box.top() + talk.pointer.y() * box.height()
            )
            radius = _POINTER_UNITS * scale
            painter.setPen(QPen(QColor("white"), 3.0 * scale))
            painter.setBrush(QColor("#E4002B"))
            painter.drawEllipse(at, radius, radius)
        if talk.typed:
            self._paint_note(painter, talk.typed, "title", scale)
        elif talk.message and not talk.is_blank:
            self._paint_note(painter, talk.message, "label", scale)
        painter.end()

    def _paint_note(self, painter: QPainter, text: str, role: str, scale: float) -> None:
        """A few words in the lower right corner, such as the number of a slide while it is typed."""
        font = slide_font(role, scale)
        metrics = QFontMetricsF(font)
        pad, edge = _NOTE_PADDING * scale, _NOTE_EDGE * scale
        sheet = self._stage.sheet_rect
        width = min(metrics.horizontalAdvance(text) + 2 * pad, sheet.width() - 2 * edge)
        height = metrics.height() + pad
        box = QRectF(sheet.right() - edge - width, sheet.bottom() - edge - height, width, height)
        tokens = theme.current().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.toast))
        painter.drawRoundedRect(box, 12.0 * scale, 12.0 * scale)
        painter.setPen(QColor(tokens.toast_text))
        painter.setFont(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * pad + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fitting)


def _has_live_map(slide: Slide, content: SlideContent) -> bool:
    """Whether the map of a slide can be moved and scored: it follows the data, and there is one."""
    return slide.is_live and map_box(content) is not None


def _map_key(slide: Slide) -> tuple[object, ...]:
    return slide.id, slide.view, slide.options, slide.is_live, slide.slide_kind
