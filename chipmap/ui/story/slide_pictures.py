"""Pictures of slides, drawn in slices of a few milliseconds between two events."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from chipmap.ui.story.slide_painting import painting_slide, slide_sheet
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH
from chipmap.ui.tokens import ThemeName, tokens

if TYPE_CHECKING:
    from collections.abc import Generator

    from chipmap.model.story.slide_content import SlideContent

_SLICE_SECONDS = 0.008


class PictureWish(NamedTuple):
    """A picture of a slide: what it says, its width in pixels, and its number among how many.

    Without its map the map's box stays empty, for whoever puts a live one there.
    """

    content: SlideContent
    width: int
    number: int
    among: int
    theme: ThemeName = "light"
    has_map: bool = True


class _Drawing:
    """One picture while it is drawn."""

    def __init__(self, key: str, wish: PictureWish) -> None:
        self.key, self.wish = key, wish
        self.image = QImage(wish.width, round(wish.width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
        self.image.fill(0xFFFFFFFF)
        self._painter = QPainter(self.image)
        sheet = slide_sheet(self._painter, tokens(wish.theme), wish.width / WIDTH)
        self._steps: Generator[None, None, None] = painting_slide(
            sheet, wish.content, number=wish.number, count=wish.among, has_map=wish.has_map
        )

    def go_on(self) -> bool:
        """Draw a little more; says whether that was all."""
        for _step in self._steps:
            return False
        self._painter.end()
        return True

    def stop(self) -> None:
        """Leave it as it is; an image must not go while somebody paints on it."""
        if self._painter.isActive():
            self._steps.close()
            self._painter.end()

    def __del__(self) -> None:
        self.stop()


class SlidePictures(QObject):
    """`drawn` carries the key of a picture that is there from now on."""

    drawn = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: dict[str, tuple[PictureWish, QImage]] = {}
        self._wishes: dict[str, PictureWish] = {}
        self._drawing: _Drawing | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_slice)

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is still to come."""
        return self._drawing is not None or bool(self._wishes)

    def wish(self, key: str, wish: PictureWish) -> None:
        """Draw a picture under a key, unless that is the one that is kept or being drawn."""
        kept = self._kept.get(key)
        self._wishes.pop(key, None)
        if kept is not None and kept[0] == wish:
            return
        if self._drawing is not None and self._drawing.key == key:
            if self._drawing.wish == wish:
                return
            self._drawing.stop()
            self._drawing = None
        self._wishes[key] = wish
        self._timer.start()

    def is_current(self, key: str, wish: PictureWish) -> bool:
        """Whether the picture that is kept is the one that is wished for."""
        kept = self._kept.get(key)
        return kept is not None and kept[0] == wish

    def picture(self, key: str) -> QImage | None:
        """The latest picture of a key; the one before while a new one is drawn."""
        kept = self._kept.get(key)
        return None if kept is None else kept[1]

    def keep_only(self, keys: set[str]) -> None:
        """Let go of every other picture."""
        for key in set(self._kept) - keys:
            del self._kept[key]
        for key in set(self._wishes) - keys:
            del self._wishes[key]

    def _draw_slice(self) -> None:
        ends_at = time.perf_counter() + _SLICE_SECONDS
        while time.perf_counter() < ends_at:
            if self._drawing is None:
                if not self._wishes:
                    self._timer.stop()
                    return
                key = next(iter(self._wishes))
                self._drawing = _Drawing(key, self._wishes.pop(key))
            if self._drawing.go_on():
                done, self._drawing = self._drawing, None
                self._kept[done.key] = (done.wish, done.image)
                self.drawn.emit(done.key)
