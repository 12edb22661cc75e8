"""A small, still map: the focus region, ranked partners, and the great circles that join them.

It is drawn by the drawing code of the map page, in slices between events, and is read aloud as a sentence.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.composition import MapFonts
from chipmap.ui.map.drawing import Drawing, Wish
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport, fitting

SLICE_S = 0.004
_HEIGHT = 210
_AROUND = 0.05
"""Part of the width of what is shown that is kept free around it."""
_SPARE = 26
"""Pixels at the edges that names may need."""


class PartnerMap(theme.Themed):
    """Shows the scene that it is given, as large as everything joined by a line allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: MapScene | None = None
        self._pixmap = QPixmap()
        self._drawing: Drawing | None = None
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self.draw_slice)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def is_drawing(self) -> bool:
        return self._drawing is not None

    def show_scene(self, scene: MapScene, spoken: str) -> None:
        """Show a scene with its lines; `spoken` is what a screen reader says for it."""
        self.setAccessibleName(spoken)
        self._scene = scene
        self._begin()

    def sizeHint(self) -> QSize:
        return QSize(360, theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._begin()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("water"))
        if not self._pixmap.isNull():
            painter.drawPixmap(0, 0, self._pixmap)

    def draw_slice(self) -> None:
        """Draw for a few milliseconds; a timer calls this between events."""
        started = perf_counter()
        while self._drawing is not None and perf_counter() - started < SLICE_S:
            finished = self._drawing.step()
            if self._drawing.is_done and finished is not None:
                self._pixmap = finished.pixmap
                self._stop()
                self.update()

    def _begin(self) -> None:
        self._stop()
        if self._scene is None or self.width() < 2 or self.height() < 2:
            return
        look = theme.current()
        fonts = MapFonts(look.font("caption_strong"), look.font("small_strong"), look.font("caption_strong"))
        viewport = self._viewport(self._scene)
        wish = Wish(viewport, self._scene, fonts, (), self.devicePixelRatioF())
        self._drawing = Drawing(wish, the_atlas(self._scene.projection), viewport)
        self._slices.start()

    def _stop(self) -> None:
        self._slices.stop()
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None

    def _viewport(self, scene: MapScene) -> Viewport:
        """The box around the focus region and everything that a line touches; the world without any line."""
        atlas = the_atlas(scene.projection)
        box = QRectF()
        arcs = scene.arcs.shown if scene.arcs is not None else ()
        codes = {arc.far for arc in arcs} | (set(scene.focus) if arcs else set())
        for code in codes & set(atlas.anchors):
            anchor = atlas.anchors[code]
            box = box.united(QRectF(anchor.x - 1.0, anchor.y - 1.0, 2.0, 2.0))
        for arc in arcs:
            for line in arc.lines:
                for x, y in line:
                    box = box.united(QRectF(x - 1.0, y - 1.0, 2.0, 2.0))
        box = atlas.world if box.isNull() else box
        side = box.width() * _AROUND
        box = box.adjusted(-side, -side, side, side)
        return fitting(
            box, self.width(), self.height(), left=_SPARE, right=_SPARE, top=_SPARE // 2, bottom=_SPARE // 2
        )
