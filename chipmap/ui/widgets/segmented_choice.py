"""Two to four exclusive choices side by side; where allowed, clicking the chosen one again clears it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import CONTROL_HEIGHT, RADIUS_CONTROL, RADIUS_INNER
from chipmap.wording import _


class _Part(QAbstractButton):
    """One choice, painted as a filled pill inside the frame while it is chosen."""

    moved = Signal(int)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.current().changed.connect(self.updateGeometry)

    def nextCheckState(self) -> None:
        """Stay as it is: only the answer that is shown checks a part."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetrics(look.font("small_strong")).horizontalAdvance(self.text())
        return QSize(width + 20, look.px(CONTROL_HEIGHT) - 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(ground, RADIUS_INNER, RADIUS_INNER)
        elif self.underMouse():
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(ground, RADIUS_INNER, RADIUS_INNER)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("on_accent" if self.isChecked() else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("text" if self.isChecked() else "focus"), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS_INNER, RADIUS_INNER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SegmentedChoice(QWidget):
    """Says which choice was picked, or None when the chosen one was clicked again."""

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[object, str]],
        *,
        can_clear: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._can_clear = can_clear
        self._chosen: object = None
        self._values = [value for value, _text in choices]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        self._parts = [_Part(text, self) for _value, text in choices]
        for part, value in zip(self._parts, self._values, strict=True):
            part.clicked.connect(lambda _checked=False, picked=value: self._on_clicked(picked))
            part.moved.connect(lambda step, at=part: self._move_focus(at, step))
            layout.addWidget(part, 1)
        self.setAccessibleName(name)
        self.show_choice(None)

    def show_choice(self, chosen: object) -> None:
        """Show which of the choices holds; None shows none."""
        self._chosen = chosen
        stop = self._values.index(chosen) if chosen in self._values else 0
        had_focus = any(part.hasFocus() for part in self._parts)
        for index, (part, value) in enumerate(zip(self._parts, self._values, strict=True)):
            is_chosen = value == chosen
            part.setChecked(is_chosen)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == stop else Qt.FocusPolicy.ClickFocus)
            state = _("chosen") if is_chosen else _("not chosen")
            part.setAccessibleName(
                _("{name}: {choice}, {state}").format(name=self._name, choice=part.text(), state=state)
            )
            part.setToolTip(_("Click again to clear") if is_chosen and self._can_clear else "")
        if had_focus and chosen in self._values:
            self._parts[stop].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL
        )
        painter.fillPath(frame, look.colour("surface"))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawPath(frame)

    def _on_clicked(self, value: object) -> None:
        self.picked.emit(None if self._can_clear and value == self._chosen else value)

    def _move_focus(self, part: _Part, step: int) -> None:
        target = self._parts.index(part) + step
        if 0 <= target < len(self._parts):
            self._parts[target].setFocus(Qt.FocusReason.TabFocusReason)
