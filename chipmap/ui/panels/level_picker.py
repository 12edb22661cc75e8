"""The six levels as radio rows, each with its digit, its word and what can be observed at that level.

The picker shows the answer that it is told and says what was picked; it never keeps an answer of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.model.records import NA, Answer, NotApplicable, Settings
from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.swatch import paint_swatch
from chipmap.wording import _
from chipmap.wording.levels import level_descriptor, level_word

_SWATCH = 28
_SIDE = 8
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

ANSWER_KEYS: dict[int, Answer | None] = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
    Qt.Key.Key_5: 5,
    Qt.Key.Key_N: NA,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
"""What a key answers wherever a level can be typed; Delete is not scored, never 0."""

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_answer_key(event: QKeyEvent) -> bool:
    """Whether a key press, without Ctrl or Alt, answers a level."""
    return event.key() in ANSWER_KEYS and event.modifiers() in _PLAIN


class LevelRow(QAbstractButton):
    """One level of the scale as a radio row."""

    moved = Signal(int)

    def __init__(self, level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._descriptor = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self._on_theme_changed)

    def show_state(self, descriptor: str, *, is_chosen: bool) -> None:
        """Show the row with the workspace's sentence for this level."""
        self._descriptor = descriptor
        self.setText(level_word(self.level))
        state = _("chosen") if is_chosen else _("not chosen")
        self.setAccessibleName(
            _("Level {level} {word}, {descriptor}, {state}").format(
                level=self.level, word=level_word(self.level), descriptor=descriptor, state=state
            )
        )
        self.setChecked(is_chosen)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is: only the model's answer checks a row."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        text = self._text_width(width)
        metrics = QFontMetrics(look.font("small"))
        lines = metrics.boundingRect(QRect(0, 0, text, 1000), int(_WRAP), self._descriptor).height()
        return max(look.px(_SWATCH) + 14, QFontMetrics(look.font("body_strong")).height() + lines + 10)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(300), self.heightForWidth(max(self.width(), theme.current().px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_SWATCH) + 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        swatch = look.px(_SWATCH)
        paint_swatch(
            painter, QRectF(_SIDE, (self.height() - swatch) / 2, swatch, swatch), self.level, str(self.level)
        )
        left = _SIDE + swatch + 12
        word = QFontMetrics(look.font("body_strong"))
        descriptor = QFontMetrics(look.font("small"))
        text_width = self._text_width(self.width())
        lines = descriptor.boundingRect(QRect(0, 0, text_width, 1000), int(_WRAP), self._descriptor).height()
        top = (self.height() - word.height() - lines) // 2
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.colour("text"))
        painter.drawText(QPoint(left, top + word.ascent()), self.text())
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        painter.drawText(
            QRect(left, top + word.height(), text_width, lines + 4), int(_WRAP), self._descriptor
        )
        if self.isChecked():
            size = look.px(18)
            check = look.pixmap("check", "accent", size, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - size - 12, (self.height() - size) // 2, check)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Down else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif is_answer_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _text_width(self, width: int) -> int:
        look = theme.current()
        return max(40, width - _SIDE - look.px(_SWATCH) - 12 - look.px(18) - 16)

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        ground = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        fill, edge = QColor(Qt.GlobalColor.transparent), QColor(Qt.GlobalColor.transparent)
        if self.isChecked():
            fill, edge = look.colour("accent_soft"), look.colour("accent")
        elif self.underMouse():
            fill = look.colour("surface2")
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1.5))
        painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class LevelPicker(QWidget):
    """Picks a level by mouse or by the keys 0–5, N and Delete; `answer_picked` carries an Answer or None."""

    answer_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        self._rows = [LevelRow(level, self) for level in range(5, -1, -1)]
        for row in self._rows:
            row.clicked.connect(lambda _checked=False, level=row.level: self.answer_picked.emit(level))
            row.moved.connect(lambda step, level=row.level: self._move_focus(level + step))
            layout.addWidget(row)
        layout.addSpacing(10)
        others = FlowLayout(gap=8)
        self._not_applicable = self._pill(NA)
        self._not_scored = self._pill(None)
        others.addWidget(self._not_applicable)
        others.addWidget(self._not_scored)
        layout.addLayout(others)

    def show_answer(self, answer: Answer | None, settings: Settings, *, usual: int = 5) -> None:
        """Show the present answer; None is not scored, and the keyboard then begins at `usual`."""
        for row in self._rows:
            row.show_state(level_descriptor(row.level, settings), is_chosen=answer == row.level)
        self._not_applicable.setText(_("Not applicable"))
        self._not_applicable.setToolTip(_("Key N: leaves this place out of averages, ranks and gaps"))
        self._not_applicable.setChecked(isinstance(answer, NotApplicable))
        self._not_scored.setText(_("Not scored"))
        self._not_scored.setToolTip(_("Key Delete: takes the answer away; not scored is not 0"))
        self._not_scored.setChecked(answer is None)
        self._give_one_tab_stop(answer if isinstance(answer, int) else usual)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen level, or on the scale when none is chosen."""
        stop = next((row for row in self._rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus), None)
        (stop or self._rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_answer_key(event):
            self.answer_picked.emit(ANSWER_KEYS[event.key()])
            return
        super().keyPressEvent(event)

    def _pill(self, answer: Answer | None) -> QPushButton:
        pill = QPushButton(self)
        pill.setProperty("look", "pill")
        pill.setCheckable(True)
        pill.setAutoDefault(False)
        pill.clicked.connect(lambda: self.answer_picked.emit(answer))
        return pill

    def _give_one_tab_stop(self, stop: int) -> None:
        for row in self._rows:
            is_stop = row.level == stop
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
            if is_stop and any(other.hasFocus() for other in self._rows):
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_focus(self, level: int) -> None:
        for row in self._rows:
            if row.level == level:
                row.setFocus(Qt.FocusReason.TabFocusReason)
