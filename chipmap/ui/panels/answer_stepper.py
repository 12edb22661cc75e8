"""A small field for one answer: minus, the answer, plus.

Not scored and not applicable are choices of their own. Steps go from not scored to 5; keys 0–5, N and Delete
answer at once, the answer itself opens all choices.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from chipmap.model.records import NA, Answer, NotApplicable
from chipmap.ui import theme
from chipmap.ui.panels.level_picker import ANSWER_KEYS, is_answer_key
from chipmap.ui.tokens import CONTROL_HEIGHT, RADIUS_CONTROL
from chipmap.wording import _
from chipmap.wording.formats import MINUS
from chipmap.wording.levels import answer_text, level_word

HIGHEST = 5


def step_answer(answer: Answer | None, step: int, start: int) -> Answer | None:
    """The next answer up or down; the first step from not scored, or from not applicable, goes to `start`."""
    if not isinstance(answer, int):
        return start if step > 0 else answer
    target = answer + step
    return None if target < 0 else min(HIGHEST, target)


class _AnswerButton(QToolButton):
    """The answer between minus and plus; takes the keys."""

    answered = Signal(object)
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_answer_key(event):
            self.answered.emit(ANSWER_KEYS[event.key()])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self.stepped.emit(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AnswerStepper(QWidget):
    """Shows the answer it is told; `answer_picked` carries the Answer, or None for not scored."""

    answer_picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._answer: Answer | None = None
        self._start = 0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self._minus = self._side_button("minus", _("{name}: lower").format(name=name), -1)
        self._value = _AnswerButton(self)
        self._value.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._value.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._value.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._value.setProperty("look", "answer")
        self._value.setMenu(self._menu())
        self._value.answered.connect(self.answer_picked)
        self._value.stepped.connect(self._step)
        self._plus = self._side_button("plus", _("{name}: higher").format(name=name), 1)
        layout.addWidget(self._minus)
        layout.addWidget(self._value, 1)
        layout.addWidget(self._plus)
        self.setToolTip(_("Keys 0–5; N for not applicable; Delete for not scored"))
        self.setFocusProxy(self._value)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_answer(self, answer: Answer | None, *, start: int = 0) -> None:
        """Show an answer; `start` is where the first step up from not scored lands."""
        self._answer, self._start = answer, start
        self._value.setText(_figure(answer))
        self._value.setAccessibleName(
            _("{name}: {answer}").format(name=self._name, answer=answer_text(answer))
        )
        self._minus.setEnabled(isinstance(answer, int))
        self._plus.setEnabled(answer != HIGHEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)

    def _side_button(self, icon: str, name: str, step: int) -> QToolButton:
        button = QToolButton(self)
        theme.show_icon(button, icon, size=16)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(False)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        choices: list[tuple[Answer | None, str]] = [
            (level, _("{level} {word}").format(level=level, word=level_word(level)))
            for level in range(HIGHEST, -1, -1)
        ]
        for answer, text in (*choices, (NA, _("Not applicable")), (None, _("Not scored"))):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, picked=answer: self.answer_picked.emit(picked))
            menu.addAction(action)
        return menu

    def _step(self, step: int) -> None:
        target = step_answer(self._answer, step, self._start)
        if target != self._answer:
            self.answer_picked.emit(target)

    def _fit(self) -> None:
        look = theme.current()
        side = look.px(CONTROL_HEIGHT) - 6
        for button in (self._minus, self._plus):
            button.setFixedSize(side, side)
        self._value.setMinimumWidth(look.px(30))
        self._value.setFixedHeight(side)
        self.setFixedHeight(look.px(CONTROL_HEIGHT))
        self._value.setFont(look.font("body_strong"))


def _figure(answer: Answer | None) -> str:
    if answer is None:
        return "–"
    if isinstance(answer, NotApplicable):
        return "NA"
    return str(answer).replace("-", MINUS)
