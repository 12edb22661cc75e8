"""The map on the screen: shows the finished picture, marks where pointer and keys are, tells what was chosen.

Nothing is drawn here that could be drawn beforehand: a frame of a drag is one copied picture and, at most,
one outline. What the map shows comes from the bridge and the selection; the canvas writes nothing but the
selection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent

from chipmap.model.geography.arcs import ArcKind
from chipmap.model.workspace import Announcement
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.comparing import compared_places
from chipmap.ui.map import overlays
from chipmap.ui.map.accessibility import announce
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.backdrop import Backdrop
from chipmap.ui.map.composition import DrawnMap, MapFonts, is_shown
from chipmap.ui.map.drawing import Wish
from chipmap.ui.map.hit_test import Hit, hit_at
from chipmap.ui.map.hover_card import HoverCard
from chipmap.ui.map.markers import InstitutionMark
from chipmap.ui.map.movable_view import MovableView
from chipmap.ui.map.neighbours import ARROWS, Direction, next_place
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.scene_source import SceneSource, SceneWish, scored_rect
from chipmap.ui.map.viewport import Viewport, clear_point, home_view
from chipmap.ui.selection import Selection, View
from chipmap.wording import _
from chipmap.wording.arcs import arcs_sentence
from chipmap.wording.titles import title_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.ui.map.place_text import PlaceText

NOTHING = Hit()


class MapCanvas(MovableView):
    """The world map of the open workspace."""

    scene_changed = Signal(object)
    """Another MapScene is shown."""
    arc_chosen = Signal(object)
    """The end of an Arc was clicked; its far end is selected."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Map"))
        self._bridge, self._selection = bridge, selection
        self._source = SceneSource()
        self._shows_institutions = self._shows_names = True
        self._arcs: ArcKind | None = None
        self._insets = (0, 0, 0, 0)
        self._hovered, self._cursor = NOTHING, ""
        self._focus_is_visible = False
        self._returns_home = False
        """The view left home only to show the selection, and goes back there with it."""
        self._is_followed = False
        self.later_scene: MapScene | None = None
        """A later horizon, shown to the right of the pixel `divider` while two are compared."""
        self.divider = 0.0
        self.obstacles: Callable[[], list[QRectF]] = list
        """Says which parts of the canvas lie under cards and titles, in pixels: names keep clear of them."""
        self._scene = self._make_scene()
        self._atlas = the_atlas(self._scene.projection)
        self._home_rect = scored_rect(self._scene, self._atlas)
        self.backdrop = Backdrop(self._atlas, self)
        self.backdrop.renewed.connect(self.update)
        self._card = HoverCard(self)
        self.moved.connect(self._on_moved)
        self.clicked.connect(self._on_clicked)
        self.pointed.connect(self._on_pointed)
        selection.changed.connect(self._on_selection_changed)
        bridge.changed.connect(self._on_workspace_changed)
        theme.current().changed.connect(self._refresh)

    @property
    def scene(self) -> MapScene:
        return self._scene

    @property
    def cursor_place(self) -> str:
        """The place that the arrow keys have reached; empty until they are used."""
        return self._cursor

    @property
    def hovered_text(self) -> PlaceText | None:
        """What the card beside the pointer says; None when it is hidden."""
        return self._card.text

    def drawn(self) -> DrawnMap:
        """Where circles, squares and names lie in the finished picture, in its own pixels."""
        return self.backdrop.finished.drawn if self.backdrop.finished is not None else DrawnMap()

    def sizeHint(self) -> QSize:
        return QSize(1100, 800)

    def scene_at(self, pixel: QPointF) -> MapScene:
        """The scene that is shown at a pixel: left or right of the divider, where there is one."""
        later = self.later_scene
        return later if later is not None and pixel.x() > self.divider else self._scene

    def shows(self, code: str) -> bool:
        """Whether a place in view is named, or large enough to be told from its neighbours."""
        return is_shown(code, self._atlas, self.viewport, self.drawn())

    def be_followed(self, is_followed: bool) -> None:
        """Keep the scene up to date even while the map is hidden, because a table shows the same scene."""
        self._is_followed = is_followed
        self._refresh()

    def set_insets(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep the home view clear of what lies along the edges, in pixels."""
        if (left, top, right, bottom) != self._insets:
            self._insets = (left, top, right, bottom)
            self.reset_home()

    def heed_obstacles(self) -> None:
        """Give names other places where cards and titles have moved."""
        is_drawn = self.isVisible() and self.backdrop.finished is not None
        if is_drawn and self.backdrop.has_other_obstacles(tuple(self.obstacles())):
            self.backdrop.renew_now(self.wish())

    def show_institutions(self, is_shown: bool) -> None:
        self._shows_institutions = is_shown
        self._refresh()

    def show_arcs(self, kind: ArcKind | None) -> None:
        """Draw the lines of a kind, or none."""
        self._arcs = kind
        self._refresh()
        if self._scene.arcs is not None:
            announce(self, arcs_sentence(self._scene.arcs, self._scene.names))

    def show_names(self, is_shown: bool) -> None:
        self._shows_names = is_shown
        self._refresh()

    def home(self) -> Viewport:
        return home_view(self._home_rect, self._atlas.world, (self.width(), self.height()), self._insets)

    def go_home(self) -> None:
        self._home_rect = scored_rect(self._scene, self._atlas)
        super().go_home()

    def hit(self, pixel: QPointF) -> Hit:
        """What lies under a pixel of the canvas."""
        point = self.viewport.to_map(pixel.x(), pixel.y())
        finished = self.backdrop.finished
        inside = pixel if finished is None else finished.viewport.to_screen(point.x(), point.y())
        found = hit_at(self._atlas, self.drawn(), self.viewport.metres_per_px, inside, point)
        if found.country is not None and found.country not in self._bridge.dataset.countries:
            return NOTHING
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.backdrop.finished is None:
            self.backdrop.renew_at_once(self.wish(), is_rough=True)
        painter = QPainter(self)
        self.backdrop.blit(painter, self.viewport, QColor(self._scene.tokens.water))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_overlays(painter)
        if self._focus_is_visible:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._scene.tokens.focus), 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0))
        painter.end()

    def paint_overlays(self, painter: QPainter) -> None:
        """What is newer than the finished picture: selection, pointer and cursor, where there is any."""
        finished = self.backdrop.finished
        is_outdated = finished is not None and finished.selected != self._scene.selected
        hovered = "" if self.is_dragging else self._hovered.country or ""
        cursor = self._cursor if self.hasFocus() and not self.is_dragging else ""
        if not (is_outdated or hovered or cursor):
            return
        picture = overlays.live_picture(
            painter, self.viewport, self._scene, self._atlas, self.devicePixelRatioF()
        )
        if is_outdated:
            overlays.paint_selection(picture, self._atlas)
        overlays.paint_pointed(picture, self._atlas, hovered)
        overlays.paint_cursor(picture, self._atlas, cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor:
            self._selection.choose(subject=self._cursor)
        elif key == Qt.Key.Key_Escape and self._selection.view.classes:
            self._selection.choose(classes=frozenset())
        elif key == Qt.Key.Key_Escape and (self._cursor or self._selection.view.subject):
            self._cursor = ""
            self._selection.choose(subject=None)
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keys = (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self._focus_is_visible = event.reason() in by_keys
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_is_visible = False
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.backdrop.stop()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.backdrop.finished is not None:
            self.backdrop.renew_now(self.wish())
        return super().event(event)

    def _step(self, direction: Direction) -> None:
        """Move the keyboard's place one step; the first step starts from the selection or the middle."""
        start = self._cursor or next(iter(self._scene.selected), "")
        countries = self._bridge.dataset.countries
        anchors = {code: at for code, at in self._atlas.anchors.items() if code in countries}
        reached = next_place(start, direction, anchors, self.viewport)
        if reached is None:
            return
        self._cursor = reached
        self._bring_into_view(reached)
        self.update()
        announce(self, self._spoken(reached))

    def _bring_into_view(self, subject: str) -> None:
        """Fly to a country or an institution that lies outside the view, at the same scale."""
        points = (point for point in self._scene.institutions if point.id == subject)
        found = self._atlas.anchors.get(subject) or next(points, None)
        if found is None:
            return
        left, top, right, bottom = self._insets
        room = QRectF(self.rect()).adjusted(left + 24, top + 24, -right - 24, -bottom - 24)
        at = self.viewport.to_screen(found.x, found.y)
        obstacles = self.obstacles()
        if not room.contains(at) or any(box.contains(at) for box in obstacles):
            returns_home = self._is_home or self._returns_home
            step = clear_point(room, obstacles) - at
            self.fly_to(self.viewport.panned(step.x(), step.y()))
            self._returns_home = returns_home

    def _leave_home(self) -> None:
        super()._leave_home()
        self._returns_home = False

    def _on_clicked(self, pixel: QPointF) -> None:
        self._card.hide()
        found = self.hit(pixel)
        if found.institutions is not None:
            self._on_institutions_clicked(found.institutions, pixel)
            return
        if found.arc is not None:
            self._selection.choose(subject=found.arc.far)
            self.arc_chosen.emit(found.arc)
            return
        self._cursor = found.country or ""
        self._selection.choose(subject=found.country)

    def _on_institutions_clicked(self, mark: InstitutionMark, pixel: QPointF) -> None:
        """One is selected; several are zoomed to, or listed where they share one city."""
        closer = overlays.view_of_members(mark, self._scene, self.viewport)
        if len(mark.members) == 1:
            self._selection.choose(subject=mark.members[0].id)
        elif closer is not None:
            self.fly_to(closer)
        else:
            from chipmap.ui.map.institution_choice import choose_institution

            choose_institution(self, mark, self._bridge, self._selection, self.mapToGlobal(pixel.toPoint()))

    def _on_pointed(self, pixel: QPointF | None) -> None:
        hovered = NOTHING if pixel is None else self.hit(pixel)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        scene = self._scene if pixel is None else self.scene_at(pixel)
        from chipmap.ui.map.hit_text import hit_text

        text = hit_text(hovered, scene, self._bridge.dataset)
        if text is None or pixel is None:
            self._card.hide()
            return
        style = scene.style(hovered.country) if hovered.country is not None else None
        self._card.show_place(text, style, scene, pixel.toPoint())

    def _on_moved(self) -> None:
        self.backdrop.renew_soon(self.wish())
        self.update()

    def _on_selection_changed(self, before: View, after: View) -> None:
        if replace(before, page=after.page) == after:
            return
        self._refresh()
        if after.subject != self._cursor and after.compared_places == before.compared_places:
            self._cursor = ""
        if after.subject is not None and after.subject != before.subject:
            self._bring_into_view(after.subject)
            announce(self, self._spoken(after.subject))
        elif after.subject is None and self._returns_home:
            self._returns_home = False
            self.go_home()

    def _on_workspace_changed(self, announcement: Announcement) -> None:
        if announcement.changes:
            self._refresh()

    def _refresh(self) -> None:
        """Show the present view of the present dataset: changed places at once, everything right after."""
        if not (self.isVisible() or self._is_followed):
            return
        before, self._scene = self._scene, self._make_scene()
        if before.projection is not self._scene.projection:
            self._show_other_map()
        if before.layer is not self._scene.layer:
            codes = before.styles.keys() | self._scene.styles.keys()
            self.backdrop.patch(
                self._scene, [code for code in codes if before.style(code) != self._scene.style(code)]
            )
        # The page moves its cards for the new scene, and names must keep clear of where they then are.
        self.scene_changed.emit(self._scene)
        if self._selection.view.subject is None:
            self.setAccessibleDescription(title_of(self._scene.layer, self._bridge.dataset))
        if self.isVisible() and self.backdrop.finished is not None:
            self.backdrop.renew_now(self.wish())
        self.update()

    def _show_other_map(self) -> None:
        """Begin at the home view of the map that is shown now; its metres are others."""
        self._atlas = the_atlas(self._scene.projection)
        self.backdrop.use_atlas(self._atlas)
        self._home_rect = scored_rect(self._scene, self._atlas)
        self.start_at_home()

    def scene_wish(self) -> SceneWish:
        """What the scene of the present view is made for."""
        look, view = theme.current(), self._selection.view
        return SceneWish(
            kind=view.layer,
            segment=view.segment,
            horizon=view.horizon,
            focus=view.focus,
            subject=view.subject,
            shows_institutions=self._shows_institutions,
            arcs=self._arcs,
            shows_names=self._shows_names,
            strong_outlines=look.strong_outlines,
            text_scale=look.text_scale,
            hidden_types=view.hidden_types,
            group=view.group,
            compared=compared_places(view, self._bridge.dataset),
            classes=view.classes,
            projection=view.projection,
        )

    def _make_scene(self) -> MapScene:
        tokens = theme.current().tokens
        return self._source.scene(self._bridge.dataset, self._bridge.names, tokens, self.scene_wish())

    def wish(self) -> Wish:
        """What the next picture is to show."""
        look = theme.current()
        fonts = MapFonts(look.font("small_strong"), look.font("body_strong"), look.font("caption_strong"))
        return Wish(self.viewport, self._scene, fonts, tuple(self.obstacles()), self.devicePixelRatioF())

    def _spoken(self, code: str) -> str:
        from chipmap.ui.map.place_text import spoken_place

        bridge = self._bridge
        if code not in bridge.dataset.countries:
            return bridge.subject_name(code)
        scenes = [self._scene] if self.later_scene is None else [self._scene, self.later_scene]
        said = (spoken_place(code, scene.layer, bridge.dataset, bridge.names) for scene in scenes)
        return "; ".join(said)
