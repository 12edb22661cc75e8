"""Institutions on the map by hand: a menu under the pointer, dragging the selected one, Delete to remove it.

Only the selected institution can be dragged, so that panning the map never moves one by accident. Every act
is one operation, which the message over the map offers to undo. What writes is imported when it is first
needed, because the map is painted before anything else.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from chipmap.model.geography.map_projections import unproject_from
from chipmap.model.geography.projection import wrap_longitude
from chipmap.ui import theme
from chipmap.ui.map.accessibility import announce
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.hit_test import place_index
from chipmap.ui.map.institution_symbols import paint_symbol
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import Institution
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.map.hit_test import Hit
    from chipmap.ui.selection import Selection

DECIMALS = 4
"""Of a degree: about ten metres, finer than a pixel of the closest view."""
_GHOST_PX = 28
_CURSOR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DraggedSymbol(QWidget):
    """The symbol under the pointer while an institution is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.institution_type = ""
        self.resize(QSize(_GHOST_PX, _GHOST_PX))
        self.hide()

    def follow(self, institution_type: str, pixel: QPointF) -> None:
        """Show the symbol of a type at a pixel of the map."""
        self.institution_type = institution_type
        self.move(pixel.toPoint() - QPoint(_GHOST_PX // 2, _GHOST_PX // 2))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("halo"))
        painter.setBrush(look.colour("accent"))
        middle = QPointF(_GHOST_PX / 2.0, _GHOST_PX / 2.0)
        paint_symbol(painter, self.institution_type, middle, _GHOST_PX * 0.6)
        painter.end()


class InstitutionEditing(QObject):
    """Listens to the map before it pans; hands on everything that is not about an institution."""

    dialog_asked = Signal(object)
    """The Institution that is to be edited, or a draft of one to be added."""

    def __init__(self, canvas: MapCanvas, bridge: WorkspaceBridge, selection: Selection) -> None:
        super().__init__(canvas)
        self._canvas, self._bridge, self._selection = canvas, bridge, selection
        self._ghost = DraggedSymbol(canvas)
        self._pressed_at: QPointF | None = None
        self._is_dragging = False
        canvas.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            return self._on_menu_asked(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._on_press(event)
        if self._pressed_at is None:
            return False
        if event.type() == QEvent.Type.MouseMove:
            self._on_move(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._on_release(event.position())
        return True

    # Dragging

    def _on_press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._selected() is None:
            return False
        mark = self._canvas.hit(event.position()).institutions
        if mark is None or [member.id for member in mark.members] != [self._selection.view.subject]:
            return False
        self._pressed_at = event.position()
        return True

    def _on_move(self, pixel: QPointF) -> None:
        selected, start = self._selected(), self._pressed_at
        if selected is None or start is None:
            return
        if not self._is_dragging:
            if (pixel - start).manhattanLength() < QApplication.startDragDistance():
                return
            self._is_dragging = True
            self._canvas.pointed.emit(None)
            self._canvas.setCursor(Qt.CursorShape.DragMoveCursor)
            announce(
                self._canvas, _("Moving {name}; Escape leaves it where it was").format(name=selected.name)
            )
        self._ghost.follow(selected.institution_type, pixel)

    def _on_release(self, pixel: QPointF) -> None:
        was_dragging, selected = self._is_dragging, self._selected()
        self._end_drag()
        if not was_dragging:
            self._canvas.clicked.emit(pixel)
        elif selected is not None and self._canvas.rect().contains(pixel.toPoint()):
            self._drop(selected, pixel)

    def _drop(self, institution: Institution, pixel: QPointF) -> None:
        """Keep the new position; another country only where the pointer is in one, not in the sea."""
        position = self.position_at(pixel)
        if position is None:
            return
        from chipmap.ui.operations import institutions

        latitude, longitude = position
        institutions.move_institution(
            self._bridge,
            institution.id,
            latitude=latitude,
            longitude=longitude,
            country=self.country_at(pixel),
        )

    def _end_drag(self) -> None:
        self._pressed_at, self._is_dragging = None, False
        self._ghost.hide()
        self._canvas.unsetCursor()

    def position_at(self, pixel: QPointF) -> tuple[float, float] | None:
        """Latitude and longitude in degrees at a pixel; None beside the globe."""
        point = self._canvas.viewport.to_map(pixel.x(), pixel.y())
        found = unproject_from(self._canvas.scene.projection, point.x(), point.y())
        if found is None:
            return None
        return round(found[1], DECIMALS), round(wrap_longitude(found[0]), DECIMALS)

    def country_at(self, pixel: QPointF) -> str | None:
        """The country at a pixel; None in the sea and where no country can be chosen."""
        viewport = self._canvas.viewport
        level = the_atlas(self._canvas.scene.projection).level_for(viewport.metres_per_px).number
        code = place_index(level).place_at(viewport.to_map(pixel.x(), pixel.y()))
        return code if code in self._bridge.dataset.countries else None

    # Keys and menu

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._is_dragging and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
            return True
        selected = self._selected()
        if selected is None or event.modifiers() or event.key() not in _CURSOR_KEYS:
            return False
        self._remove(selected.id)
        return True

    def _on_menu_asked(self, event: QContextMenuEvent) -> bool:
        """By the mouse about what lies under the pointer, by the keyboard about the selection."""
        selected = self._selected()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            anchor = self._canvas.rect().center()
            named = [selected] if selected is not None else []
            menu = self._menu(named, QPointF(anchor), is_here=False)
        else:
            anchor = event.pos()
            hit = self._canvas.hit(QPointF(anchor))
            menu = self._menu(self._named(hit), QPointF(anchor), is_here=True)
        menu.popup(self._canvas.mapToGlobal(anchor))
        return True

    def _menu(self, named: list[Institution], pixel: QPointF, *, is_here: bool) -> QMenu:
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(named) == 1:
            only = named[0]
            name = (only.short_name or only.name).replace("&", "&&")
            menu.addAction(_("Open {name}").format(name=name)).triggered.connect(
                partial(self._selection.choose, subject=only.id)
            )
            menu.addAction(_("Edit {name}…").format(name=name)).triggered.connect(
                partial(self.dialog_asked.emit, only)
            )
            menu.addAction(_("Remove {name}").format(name=name)).triggered.connect(
                partial(self._remove, only.id)
            )
            menu.addSeparator()
        if is_here:
            add = menu.addAction(_("Add institution here…"))
            add.setEnabled(self.position_at(pixel) is not None)
            add.triggered.connect(partial(self._add_at, pixel))
        else:
            menu.addAction(_("Add institution…")).triggered.connect(partial(self._add_at, None))
        return menu

    def _named(self, hit: Hit) -> list[Institution]:
        if hit.institutions is None:
            return []
        records = self._bridge.dataset.institutions
        return [records[member.id] for member in hit.institutions.members]

    def _add_at(self, pixel: QPointF | None) -> None:
        """Ask for a new institution; at a pixel with the country and the coordinates there."""
        position = self.position_at(pixel) if pixel is not None else None
        country = self.country_at(pixel) if pixel is not None else self._selected_country()
        latitude, longitude = position if position is not None else (None, None)
        from chipmap.model.edits.institutions import institution_draft

        self.dialog_asked.emit(
            institution_draft(country=country or "", latitude=latitude, longitude=longitude)
        )

    def _remove(self, institution: str, _checked: bool = False) -> None:
        from chipmap.ui.operations import institutions

        institutions.remove_institution(self._bridge, institution)

    def _selected(self) -> Institution | None:
        subject = self._selection.view.subject
        found: Institution | None = self._bridge.dataset.institutions.get(subject) if subject else None
        return found

    def _selected_country(self) -> str | None:
        selected, subject = self._selected(), self._selection.view.subject
        if selected is not None:
            return selected.country
        return subject if subject in self._bridge.dataset.countries else None
