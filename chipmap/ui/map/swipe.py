"""What lies on the map while two horizons are compared: the later half, the divider and two titles.

The later half is drawn by the code of the map itself, as wide as the map, and seen right of the divider.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.backdrop import Backdrop
from chipmap.ui.map.caption import PADDING, MapCaption
from chipmap.ui.map.scene_source import SceneSource
from chipmap.ui.map.swipe_handle import WIDTH, SwipeHandle
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.map.drawing import Wish
    from chipmap.ui.map.scene import MapScene

NAME_GAP = 8
"""Names keep this far from the divider, in pixels."""

REST_MS = 120


class Swipe(QObject):
    """What lies on the canvas while two horizons are compared."""

    def __init__(self, canvas: MapCanvas, end: Callable[[], None]) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._top = self._right = 0
        self.half = LaterHalf(canvas)
        self.handle = SwipeHandle(canvas)
        self.captions = (_Caption(canvas), _Caption(canvas))
        self.handle.valueChanged.connect(self._on_divided)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._place_names)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), canvas.parentWidget() or canvas)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(end)

    def name(self, titles: tuple[str, str], years: tuple[int, int]) -> None:
        """Put the titles over the two sides, and say of the divider what it divides."""
        for caption, title, year in zip(self.captions, titles, years, strict=True):
            caption.texts = (title, str(year))
        self.handle.setAccessibleName(
            _("Divider between {first} on the left and {second} on the right").format(
                first=years[0], second=years[1]
            )
        )
        self.handle.setAccessibleDescription(", ".join(titles))

    def set_visible(self, is_visible: bool) -> None:
        self._escape.setEnabled(is_visible)
        for part in (self.half, self.handle, *self.captions):
            part.setVisible(is_visible)

    def obstacles(self) -> list[QRectF]:
        """The divider and the two titles, in pixels of the map."""
        line = QRect(self.handle.position - NAME_GAP, 0, 2 * NAME_GAP, self._canvas.height())
        captions = [caption.geometry() for caption in self.captions if caption.width()]
        return [QRectF(box) for box in (line, *captions)]

    def lay_out(self, top: int, right: int) -> None:
        self._top, self._right = top, right
        self.handle.stand(top)
        at, size = self.handle.position, self._canvas.size()
        self._canvas.divider = float(at)
        self.half.setGeometry(QRect(at, 0, size.width() - at, size.height()))
        first, second = self.captions
        first.stand(at - WIDTH // 2, at - WIDTH, top, is_left=True)
        second.stand(at + WIDTH // 2, right - at - WIDTH, top, is_left=False)

    def _on_divided(self) -> None:
        self.lay_out(self._top, self._right)
        self._rest.start()

    def _place_names(self) -> None:
        """Once the divider rests, no name lies under it."""
        self._canvas.heed_obstacles()
        self.half.renew()


class LaterHalf(QWidget):
    """The map at the later horizon, seen through the part of the canvas to the right of the divider."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._source = SceneSource()
        self._asked: Wish | None = None
        self.backdrop = Backdrop(the_atlas(), self)
        self.backdrop.renewed.connect(self.update)
        canvas.moved.connect(self._on_moved)

    def make_scene(self, bridge: WorkspaceBridge, horizon: str) -> MapScene:
        """What the canvas shows, at another horizon."""
        wish = self._canvas.scene_wish()._replace(horizon=horizon)
        return self._source.scene(bridge.dataset, bridge.names, theme.current().tokens, wish)

    def renew(self) -> None:
        """Draw the later picture anew, where it differs from the one that is there."""
        self.backdrop.use_atlas(the_atlas(self._canvas.scene.projection))
        wish = self.wish()
        if wish is not None and wish != self._asked and self.backdrop.finished is not None:
            self.backdrop.renew_now(wish)
        self._asked = wish
        self.update()

    def wish(self) -> Wish | None:
        """What the picture of the later half is to show; it is as wide as the whole map."""
        scene = self._canvas.later_scene
        return None if scene is None else replace(self._canvas.wish(), scene=scene)

    def paintEvent(self, _event: QPaintEvent) -> None:
        wish = self.wish()
        if wish is None:
            return
        if self.backdrop.finished is None:
            self.backdrop.renew_at_once(wish, is_rough=True)
        painter = QPainter(self)
        painter.translate(-self.x(), 0)
        self.backdrop.blit(painter, self._canvas.viewport, QColor(wish.scene.tokens.water))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._canvas.paint_overlays(painter)
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.backdrop.stop()

    def _on_moved(self) -> None:
        wish = self.wish()
        if wish is not None and self.isVisible():
            self.backdrop.renew_soon(wish)


class _Caption(MapCaption):
    """The title of one side, beside the divider; only its year where that side is narrow."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.texts: tuple[str, ...] = ()
        self._words = label("", "small_strong", "text")
        self._words.setWordWrap(False)
        self.column.addWidget(self._words)

    def stand(self, edge: int, room: int, top: int, *, is_left: bool) -> None:
        """Lie beside `edge`, to the left or to the right of it, in no more than `room` pixels."""
        self._words.ensurePolished()
        metrics = QFontMetrics(theme.current().font("small_strong"))
        sizes = {text: metrics.horizontalAdvance(text) + 2 + 2 * PADDING for text in self.texts}
        text = next((text for text, width in sizes.items() if width <= room), "")
        self._words.setText(text)
        width, height = sizes.get(text, 0), metrics.height() + 2 * PADDING if text else 0
        self.setGeometry(QRect(edge - width if is_left else edge, top, width, height))
