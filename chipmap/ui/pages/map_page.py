"""The Map page: the canvas, and on it the title, the choice of layer, the legend, switches, zoom and notes.

What lies on the map is laid out by hand, because it must stay clear of the edges of a picture that fills the
page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.geography.layers import LayerKind
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map import titles
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.caption import PADDING, MapCaption
from chipmap.ui.map.legend import MARGIN_FOR_SHADOW, LegendCard
from chipmap.ui.map.movable_view import KEY_STEP
from chipmap.ui.map.scene import KOSOVO, MapScene
from chipmap.ui.map.segment_menu import segment_menu
from chipmap.ui.panels.parts import label
from chipmap.ui.panels.segmented_choice import SegmentedChoice
from chipmap.ui.selection import Selection
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

EDGE = 24
GAP = 10
NOTE_WIDTH = 430


class MapPage(QWidget):
    """Follows the bridge and the selection through its canvas."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self.canvas = MapCanvas(bridge, selection, self)
        self.canvas.obstacles = self._obstacles
        self._make_header()
        self.layer_choice = SegmentedChoice(
            _("What the map shows"), _layer_choices(), can_clear=False, parent=self
        )
        self.layer_choice.picked.connect(lambda kind: selection.choose(layer=kind))
        self.legend = LegendCard(self)
        self._make_switches()
        self._make_zoom()
        self._make_note()
        self._make_empty_state()
        self.canvas.scene_changed.connect(self._show_scene)
        self.canvas.backdrop.renewed.connect(self._show_notes)
        theme.current().changed.connect(self._lay_out_later)
        self.setFocusProxy(self.canvas)
        self._show_scene(self.canvas.scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _make_header(self) -> None:
        self._header = MapCaption(self)
        self.title = label("", "map_title", "text")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.subtitle = label("", "body", "text2")
        self.segment_button = QToolButton()
        self.segment_button.setProperty("look", "bordered")
        self.segment_button.setToolTip(_("Sub-segments of this stage"))
        self.segment_button.setAccessibleName(_("Choose a sub-segment"))
        self.segment_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.segment_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.segment_button.setMenu(segment_menu(self.segment_button, self._bridge.dataset, self._selection))
        theme.show_icon(self.segment_button, "chevron-down", size=16)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.title)
        row.addWidget(self.segment_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._header.column.addLayout(row)
        self._header.column.addWidget(self.subtitle)

    def _make_switches(self) -> None:
        self.institutions_switch = self._switch(_("Institutions"), self.canvas.show_institutions)
        self.names_switch = self._switch(_("Names"), self.canvas.show_names)

    def _switch(self, text: str, toggled: Callable[[bool], None]) -> QPushButton:
        switch = QPushButton(text, self)
        switch.setProperty("look", "pill")
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.toggled.connect(lambda is_on: theme.show_icon(switch, *_switch_icon(is_on), size=16))
        switch.toggled.connect(toggled)
        theme.show_icon(switch, *_switch_icon(True), size=16)
        return switch

    def _make_zoom(self) -> None:
        self.zoom_buttons = [
            self._zoom_button("plus", _("Zoom in (+)"), lambda: self.canvas.zoom_by(KEY_STEP)),
            self._zoom_button("minus", _("Zoom out (−)"), lambda: self.canvas.zoom_by(1.0 / KEY_STEP)),
            self._zoom_button("locate-fixed", _("Show all scored places (Home)"), self.canvas.go_home),
        ]

    def _zoom_button(self, icon: str, name: str, clicked: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "bordered")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked: clicked())
        theme.show_icon(button, icon)
        return button

    def _make_note(self) -> None:
        self._note_caption = MapCaption(self)
        self.note = label("", "caption", "text3")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._note_caption.column.addWidget(self.note)
        self._note_caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _make_empty_state(self) -> None:
        self.empty_state = QFrame(self)
        self.empty_state.setProperty("look", "card")
        column = QVBoxLayout(self.empty_state)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        self._empty_title = label("", "heading", "text")
        self._empty_sentence = label("", "body", "text2")
        self.empty_button = QPushButton(_("Show capability"))
        self.empty_button.clicked.connect(lambda: self._selection.choose(layer=LayerKind.CAPABILITY))
        column.addWidget(self._empty_title)
        column.addWidget(self._empty_sentence)
        column.addSpacing(6)
        column.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_scene(self, scene: MapScene) -> None:
        layer = scene.layer
        self.title.setText(titles.title_of(layer, self._bridge.dataset))
        self.subtitle.setText(titles.subtitle_of(layer))
        self.segment_button.setVisible(
            bool(self._bridge.dataset.children(layer.segment)) or self._is_sub_segment(layer.segment)
        )
        self.layer_choice.show_choice(layer.kind)
        self.legend.show_scene(scene)
        empty = titles.empty_text(layer)
        self.empty_state.setVisible(empty is not None)
        if empty is not None:
            self._empty_title.setText(empty[0])
            self._empty_sentence.setText(empty[1])
            self.empty_button.setVisible(layer.kind is not LayerKind.CAPABILITY)
        self._show_notes()
        self._lay_out()

    def _is_sub_segment(self, segment: str) -> bool:
        record = self._bridge.dataset.segments.get(segment)
        return record is not None and record.parent in self._bridge.dataset.segments

    def _show_notes(self) -> None:
        """The boundary note, and the notes of the places in view whose names need one."""
        names = self._bridge.names
        notes = [names.note(KOSOVO) or ""] if self.canvas.shows(KOSOVO) else []
        notes.append(names.boundary_note())
        text = "\n".join(note for note in notes if note)
        if text != self.note.text():
            self.note.setText(text)
            self._lay_out()

    def _obstacles(self) -> list[QRectF]:
        parts: list[QWidget] = [self.layer_choice, self._note_caption, *self.zoom_buttons]
        parts += [self.institutions_switch, self.names_switch, self._header]
        parts += [self.empty_state] if self.empty_state.isVisible() else []
        return [QRectF(part.geometry()) for part in parts] + [self._legend_rect()]

    def _legend_rect(self) -> QRectF:
        return self.legend.card_rect.translated(self.legend.pos())

    def _lay_out_later(self) -> None:
        """After a change of theme: the style sheet gives the buttons their new sizes in the next event."""
        self.legend.show_scene(self.canvas.scene)
        QTimer.singleShot(0, self, self._lay_out)

    def _lay_out(self) -> None:
        self.canvas.setGeometry(self.rect())
        self._lay_out_top()
        self._lay_out_bottom()
        self._lay_out_empty_state()
        self.canvas.set_insets(EDGE, self._header.geometry().bottom(), EDGE, EDGE + theme.current().px(34))

    def _lay_out_top(self) -> None:
        choice = self.layer_choice.sizeHint()
        x = self.width() - EDGE - choice.width()
        self.layer_choice.setGeometry(QRect(x, EDGE, choice.width(), choice.height()))
        room = x - EDGE - GAP - 2 * PADDING
        beside = 0 if self.segment_button.isHidden() else self.segment_button.sizeHint().width() + GAP
        title = min(_advance(self.title), room - beside)
        self.title.setFixedWidth(title)
        width = min(max(title + beside, _advance(self.subtitle)), room) + 2 * PADDING
        height = _height_for(self._header, width)
        self._header.setGeometry(EDGE - PADDING, EDGE - PADDING, width, height)

    def _lay_out_bottom(self) -> None:
        bottom = self.height() - EDGE
        size = self.legend.sizeHint()
        reach = MARGIN_FOR_SHADOW
        self.legend.setGeometry(EDGE - reach, bottom - size.height() + reach, size.width(), size.height())
        x = self._legend_rect().right() + EDGE
        for switch in (self.institutions_switch, self.names_switch):
            hint = switch.sizeHint()
            switch.setGeometry(round(x), bottom - hint.height(), hint.width(), hint.height())
            x += hint.width() + GAP
        side = theme.current().px(36)
        right = self.width() - EDGE - side * len(self.zoom_buttons)
        for position, button in enumerate(self.zoom_buttons):
            button.setGeometry(right + position * side, bottom - side, side, side)
        self._lay_out_note(bottom - side - 6)

    def _lay_out_note(self, bottom: int) -> None:
        lines = self.note.text().split("\n")
        longest = max(self.note.fontMetrics().horizontalAdvance(line) for line in lines)
        room = self.width() - EDGE - round(self._legend_rect().right()) - EDGE
        width = min(longest + 2, theme.current().px(NOTE_WIDTH), room) + 2 * PADDING
        height = _height_for(self._note_caption, width)
        self._note_caption.setGeometry(self.width() - EDGE - width + PADDING, bottom - height, width, height)

    def _lay_out_empty_state(self) -> None:
        width = min(theme.current().px(420), self.width() - 2 * EDGE)
        height = _height_for(self.empty_state, width)
        size = QSize(width, height)
        corner = self.rect().center() - QRect(0, 0, size.width(), size.height()).center()
        self.empty_state.setGeometry(QRect(corner, size))


def _advance(text: QLabel) -> int:
    """The width of a label's text on one line."""
    return text.fontMetrics().horizontalAdvance(text.text()) + 2


def _height_for(widget: QWidget, width: int) -> int:
    """The height that the texts in a widget need at a width."""
    layout = widget.layout()
    assert layout is not None
    return max(
        layout.totalHeightForWidth(width),
        layout.totalSizeHint().height() if not layout.hasHeightForWidth() else 0,
    )


def _layer_choices() -> list[tuple[object, str]]:
    return [
        (LayerKind.CAPABILITY, _("Capability")),
        (LayerKind.NEED, _("Against need")),
        (LayerKind.DEPENDENCE, _("Dependence")),
    ]


def _switch_icon(is_on: bool) -> tuple[str]:
    return ("check" if is_on else "plus",)
