"""The classes of the legend as buttons: each filters the map, by mouse and by keys.

The legend itself paints the classes; a button adds what shows that it can be pressed. All of them are one
stop of the Tab key, and the arrows move between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.geography.class_filter import PATTERNS, Pick, picked
from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER
from chipmap.ui.widgets.parts import button
from chipmap.wording import _
from chipmap.wording.class_filters import class_word, pick_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from chipmap.model.geography.layers import Layer

MOST_CLASSES = 7
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ClassButton(QAbstractButton):
    """One class: nothing to see until the pointer or the focus is on it, or the filter shows it."""

    moved = Signal(int)
    pressed_as = Signal(object)
    """The class was pressed, with how (`Pick`)."""
    left = Signal()

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._how = Pick.ONLY
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda _checked: self.pressed_as.emit(self._how))

    def nextCheckState(self) -> None:
        """Stay as it is: only the filter that is in force checks a class."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._how = _how(event.modifiers())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self._how = _how(event.modifiers())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Escape and self.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(look.colour("text"), 1.6))
            painter.drawRoundedRect(ground, RADIUS_INNER, RADIUS_INNER)
        elif self.underMouse():
            painter.setPen(QPen(look.colour("line_strong"), 1.2))
            painter.drawRoundedRect(ground, RADIUS_INNER, RADIUS_INNER)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2.4))
            painter.drawRoundedRect(ground, RADIUS_INNER, RADIUS_INNER)
        painter.end()


class LegendButtons(QObject):
    """The buttons over a legend card, and the one that shows everything again."""

    picked = Signal(object)
    """The classes to show from now on."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._layer: Layer | None = None
        self.classes = [
            ClassButton(key, card) for key in (*(str(number) for number in range(MOST_CLASSES)), *PATTERNS)
        ]
        for one in self.classes:
            one.hide()
            one.pressed_as.connect(lambda how, one=one: self._pick(one, how))
            one.moved.connect(lambda step, one=one: self._move(one, step))
            one.left.connect(self._clear)
        self.show_all = button(_("Show all"), self._clear, look="link")
        self.show_all.setToolTip(_("Show all places again (Esc)"))
        self.show_all.setParent(card)
        self.show_all.hide()

    def room_beside_heading(self) -> float:
        """How much the button that shows everything takes up, whether it is shown or not."""
        self.show_all.ensurePolished()
        return float(self.show_all.sizeHint().width()) + 8.0

    def stand(self, layer: Layer, boxes: Mapping[str, QRectF], heading: QRectF, corner: QPointF) -> None:
        """Lie over the classes of a legend whose card begins at `corner`."""
        self._layer = layer
        had_focus = next((one for one in self.classes if one.hasFocus()), None)
        for one in self.classes:
            box = boxes.get(one.key)
            one.setVisible(box is not None)
            if box is None:
                continue
            one.setGeometry(box.translated(corner).toAlignedRect())
            one.setChecked(one.key in layer.only)
            word = class_word(layer.kind, one.key)
            state = _("shown alone") if one.isChecked() else _("left out") if layer.only else _("shown")
            one.setAccessibleName(_("{kind}, {state}").format(kind=word, state=state))
            one.setToolTip(pick_hint(layer.kind, one.key))
        shown = self._shown
        if not any(one.focusPolicy() == Qt.FocusPolicy.StrongFocus for one in shown):
            self._make_stop(shown[0])
        hint = self.show_all.sizeHint()
        middle = heading.translated(corner).center().y()
        right = heading.translated(corner).right()
        self.show_all.setGeometry(
            round(right - hint.width()) + 4, round(middle - hint.height() / 2.0), hint.width(), hint.height()
        )
        had_all = self.show_all.hasFocus()
        self.show_all.setVisible(bool(layer.only))
        if (had_focus is not None and had_focus not in shown) or (had_all and not layer.only):
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _shown(self) -> list[ClassButton]:
        return [one for one in self.classes if not one.isHidden()]

    def _make_stop(self, stop: ClassButton) -> None:
        for one in self.classes:
            is_stop = one is stop
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _move(self, here: ClassButton, step: int) -> None:
        shown = self._shown
        target = shown.index(here) + step
        if 0 <= target < len(shown):
            self._make_stop(shown[target])
            shown[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, one: ClassButton, how: Pick) -> None:
        if self._layer is None:
            return
        self._make_stop(one)
        order = [other.key for other in self._shown]
        self.picked.emit(picked(self._layer.only, one.key, how, order))

    def _clear(self) -> None:
        self.picked.emit(frozenset())


def _how(modifiers: Qt.KeyboardModifier) -> Pick:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Pick.REACH
    return Pick.ADD if modifiers & Qt.KeyboardModifier.ControlModifier else Pick.ONLY
