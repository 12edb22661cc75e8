"""The Map page: the canvas, and on it the title, the choice of layer, the legend, switches, zoom and notes.

What lies on the map is laid out by hand, because it must stay clear of the edges of a picture that fills the
page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtWidgets import (
    QPushButton,
    QWidget,
)

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.accessibility import announce
from chipmap.ui.map.arc_switch import ArcSwitch
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.caption import PADDING, MapCaption
from chipmap.ui.map.comparison import Comparison
from chipmap.ui.map.institution_editing import InstitutionEditing
from chipmap.ui.map.layer_choice import LayerChoice
from chipmap.ui.map.legend import MARGIN_FOR_SHADOW, LegendCard
from chipmap.ui.map.place_comparing import PlaceComparing
from chipmap.ui.map.scene import KOSOVO, MapScene
from chipmap.ui.map.type_choice import TypeChoice
from chipmap.ui.map.view_memory import ViewMemory
from chipmap.ui.pages.empty_state import EmptyState
from chipmap.ui.pages.map_header import EDGE, GAP, MapHeader
from chipmap.ui.pages.names_button import NamesButton
from chipmap.ui.pages.switch_row import raise_above
from chipmap.ui.pages.table_side import TableSide
from chipmap.ui.pages.zoom_buttons import EuropeButton, zoom_buttons
from chipmap.ui.selection import Selection, View
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.text_room import advance, height_for
from chipmap.wording import _
from chipmap.wording.titles import map_name

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent

NOTE_WIDTH = 430
ZOOM_SIDE = 36
KOSOVO_NOTE_HEIGHT = 68
"""The home view of Europe ends above the note on Kosovo, which is always there."""

_NOTE_ROOM = 190
"""The boundary note wants this much beside a column of zoom buttons; else it lies beneath them."""


class MapPage(QWidget):
    """Follows the bridge and the selection through its canvas."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._covered = 0
        self._top = EDGE
        self.canvas = MapCanvas(bridge, selection, self)
        self.canvas.obstacles = self._obstacles
        self.institution_editing = InstitutionEditing(self.canvas, bridge, selection)
        self.place_comparing = PlaceComparing(self.canvas, bridge, selection)
        self._header = MapHeader(bridge, selection, self)
        self.title, self.subtitle = self._header.title, self._header.subtitle
        self.segment_button = self._header.segment_button
        self.layer_choice = LayerChoice(bridge, selection, self)
        self.comparison = Comparison(self.canvas, bridge, selection)
        self.table_side = TableSide(bridge, selection, self)
        self.legend = LegendCard(self)
        self.legend.picked.connect(lambda classes: selection.choose(classes=classes))
        self.view_memory = ViewMemory(self.canvas, selection)
        self._make_switches()
        self.europe_button = EuropeButton(selection, self)
        self.zoom_buttons = [*zoom_buttons(self.canvas, self), self.europe_button]
        self._make_note()
        self.empty_state = EmptyState(self)
        self.empty_button = self.empty_state.button
        self.empty_state.capability_wanted.connect(lambda: selection.choose(layer=LayerKind.CAPABILITY))
        self.canvas.scene_changed.connect(self._show_scene)
        self.canvas.backdrop.renewed.connect(self._show_notes)
        theme.current().changed.connect(self._lay_out_later)
        selection.changed.connect(self._on_view_changed)
        self._turn()

    def keep_clear(self, right: int) -> None:
        """Lay everything out beside a panel that lies over the last `right` pixels of the page."""
        if right != self._covered:
            self._covered = right
            self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table_side.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()
        if self.table_side.is_shown:
            self.canvas.be_followed(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.canvas.be_followed(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _make_switches(self) -> None:
        self.institutions_switch = self._switch(_("Institutions"), self.canvas.show_institutions)
        self.names_switch = self._switch(_("Names"), self.canvas.show_names)
        self.type_choice = TypeChoice(self._bridge, self._selection, self)
        self.arc_switch = ArcSwitch(self)
        self.arc_switch.changed.connect(self.canvas.show_arcs)
        self._switches = (self.institutions_switch, self.type_choice, self.names_switch, self.arc_switch)

    def _switch(self, text: str, toggled: Callable[[bool], None]) -> QPushButton:
        switch = QPushButton(text, self)
        switch.setProperty("look", "pill")
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.toggled.connect(lambda is_on: theme.show_icon(switch, *_switch_icon(is_on), size=16))
        switch.toggled.connect(toggled)
        theme.show_icon(switch, *_switch_icon(True), size=16)
        return switch

    def _make_note(self) -> None:
        self._note_caption = MapCaption(self)
        self.note = label("", "caption", "text3")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._note_caption.column.addWidget(self.note)
        self._note_caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.names_button = NamesButton(self)

    def _on_view_changed(self, before: View, after: View) -> None:
        if before.as_table != after.as_table:
            self._turn()
        elif before.hidden_types != after.hidden_types:
            self._lay_out()
        if before.classes != after.classes:
            announce(self.canvas, self.subtitle.text())
        if before.projection is not after.projection:
            announce(self.canvas, map_name(after.projection))

    def _turn(self) -> None:
        """Show the layer as a map or as a table; title, choices and notes stay."""
        is_table = self.table_side.is_shown
        self.canvas.be_followed(is_table and self.isVisible())
        self._header.has_veil = self._note_caption.has_veil = not is_table
        self.table_side.turn([self.canvas, self.legend, *self._switches, *self.zoom_buttons])
        self._show_scene(self.canvas.scene)

    def _show_scene(self, scene: MapScene) -> None:
        layer = scene.layer
        self._header.show_scene(scene, self._bridge.dataset)
        self.europe_button.show_scene(scene)
        self.layer_choice.show_layer(layer)
        self.table_side.show_scene(scene)
        self.comparison.show_scene(scene)
        self.legend.show_scene(self.comparison.legend_scene(scene))
        self.empty_state.show_layer(layer)
        self._show_notes()
        self._lay_out()

    def _show_notes(self) -> None:
        """The boundary note, and the notes of the places in view whose names need one."""
        names = self._bridge.names
        self.names_button.show_profile(names.profile)
        is_named = self.table_side.is_shown or self.canvas.shows(KOSOVO)
        notes = [names.note(KOSOVO) or ""] if is_named else []
        notes.append(names.boundary_note())
        text = "\n".join(note for note in notes if note)
        if text != self.note.text():
            self.note.setText(text)
            self._lay_out()

    def _obstacles(self) -> list[QRectF]:
        parts: list[QWidget] = [
            self.layer_choice,
            self.table_side.choice,
            self._note_caption,
            self.names_button,
            *self.zoom_buttons,
        ]
        parts += [*self._switches, self._header]
        parts += [self.empty_state] if self.empty_state.isVisible() else []
        boxes = [QRectF(part.geometry()) for part in parts] + [self._legend_rect()]
        boxes += self.comparison.obstacles()
        if self._covered:
            boxes.append(QRectF(self.rect()).adjusted(self.width() - self._covered, 0, 0, 0))
        return boxes

    def _legend_rect(self) -> QRectF:
        return self.legend.card_rect.translated(self.legend.pos())

    def _lay_out_later(self) -> None:
        """After a change of theme: the style sheet gives the buttons their new sizes in the next event."""
        self.legend.show_scene(self.comparison.legend_scene(self.canvas.scene))
        QTimer.singleShot(0, self, self._lay_out)

    def _lay_out(self) -> None:
        if not self.isVisible():
            return
        self.canvas.setGeometry(self.rect())
        self._top = self._header.lay_out(self._right_edge(), self.table_side.choice, self.layer_choice)
        if self.table_side.is_shown:
            self._lay_out_table()
            return
        self._lay_out_bottom()
        self._lay_out_empty_state()
        is_europe = self.canvas.scene.projection is MapProjection.EUROPE
        note = min(theme.current().px(KOSOVO_NOTE_HEIGHT), self.height() // 10) if is_europe else 0
        below = EDGE + theme.current().px(34) + note
        self.canvas.set_insets(self._clear_left(), self._top, EDGE + self._covered, below)
        self.comparison.lay_out(self._top + GAP, self._right_edge())
        self.canvas.heed_obstacles()

    def _clear_left(self) -> int:
        """Where the home view begins: the map of Europe beside the legend, where it would lie beneath it."""
        legend = round(self._legend_rect().right()) + GAP
        is_europe = self.canvas.scene.projection is MapProjection.EUROPE
        has_room = self._right_edge() - legend > 0.75 * (self.height() - self._top)
        return legend if is_europe and has_room else EDGE

    def _lay_out_table(self) -> None:
        """The table between the title and the note."""
        self.empty_state.hide()
        right = self._right_edge()
        beside = self.names_button.sizeHint().width() + GAP
        self._lay_out_note(right, self.height() - GAP, right - EDGE - beside)
        self.names_button.stand_by(self._note_caption.geometry(), EDGE, self.zoom_buttons)
        area = QRect(QPoint(EDGE, self._top + GAP), QPoint(right, self._note_caption.y() - GAP // 2))
        self.table_side.lay_out(area)

    def _right_edge(self) -> int:
        return self.width() - self._covered - EDGE

    def _lay_out_bottom(self) -> None:
        bottom = self.height() - EDGE
        switch = self.type_choice.sizeHint().height()
        self.legend.fit(bottom - self._top - switch - 3 * GAP)
        size = self.legend.sizeHint()
        reach = MARGIN_FOR_SHADOW
        self.legend.setGeometry(EDGE - reach, bottom - size.height() + reach, size.width(), size.height())
        side = theme.current().px(ZOOM_SIDE)
        x = round(self._legend_rect().right()) + EDGE
        self.type_choice.show_short(is_short=False)
        across = sum(switch.sizeHint().width() + GAP for switch in self._switches)
        is_above = x + across > self._right_edge() - side
        self.type_choice.show_short(is_short=EDGE + across > self._right_edge())
        self._lay_out_switches(
            EDGE if is_above else x, round(self._legend_rect().top()) - GAP if is_above else bottom
        )
        must_stack = is_above or x + across > self._right_edge() - len(self.zoom_buttons) * side
        self._lay_out_zoom(bottom, must_stack=must_stack)
        raise_above(self._switches, self.zoom_buttons, GAP)

    def _lay_out_switches(self, left: int, bottom: int) -> None:
        """The switches to the right of the legend, or in a row above it."""
        for switch in self._switches:
            hint = switch.sizeHint()
            switch.setGeometry(left, bottom - hint.height(), hint.width(), hint.height())
            left += hint.width() + GAP

    def _lay_out_zoom(self, bottom: int, *, must_stack: bool) -> None:
        """The zoom buttons in a row, or above each other in little room; the note above or below them."""
        side, count = theme.current().px(ZOOM_SIDE), len(self.zoom_buttons)
        right = self._right_edge()
        room = right - round(self._legend_rect().right()) - EDGE
        is_narrow = must_stack and room < theme.current().px(_NOTE_ROOM)
        if is_narrow:
            self._lay_out_note(right, bottom, room)
            bottom = self._note_caption.geometry().top() - GAP
        columns = 2 if is_narrow and room >= 2 * side else 1 if must_stack else count
        for position, button in enumerate(reversed(self.zoom_buttons)):
            across, up = position % columns + 1, position // columns + 1
            button.setGeometry(right - across * side, bottom - up * side, side, side)
        if not is_narrow:
            beside = side + GAP if must_stack else 0
            self._lay_out_note(right - beside, bottom - side - 6, room - beside)
        self.names_button.stand_by(self._note_caption.geometry(), right - room, self.zoom_buttons)

    def _lay_out_note(self, right: int, bottom: int, room: int) -> None:
        longest = max(advance(self.note, line) for line in self.note.text().split("\n"))
        widest = room if self.table_side.is_shown else theme.current().px(NOTE_WIDTH)
        inner = min(longest, widest, room)
        width = inner + 2 * PADDING
        height = height_for(self._note_caption, width)
        self._note_caption.setGeometry(right - width + PADDING, bottom - height, width, height)

    def _lay_out_empty_state(self) -> None:
        """In the middle of what is free above the legend, or beside it; nowhere where both are too small."""
        right, legend = self._right_edge(), self._legend_rect().toRect()
        top = self._top + GAP
        lowest = min(self.institutions_switch.y(), self._note_caption.y(), self.zoom_buttons[0].y())
        above = QRect(QPoint(EDGE, top), QPoint(right, min(legend.top(), lowest) - GAP))
        beside = QRect(QPoint(legend.right() + GAP, top), QPoint(right, lowest - GAP))
        self.empty_state.lay_out((above, beside))


def _switch_icon(is_on: bool) -> tuple[str]:
    return ("check" if is_on else "plus",)
