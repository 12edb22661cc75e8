"""A field for the words of a slide: what is typed is one step, taken on leaving it or on Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from chipmap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget


def as_typed(text: str) -> str:
    """A text as a field gives it back: it knows no spaces that hold words together."""
    return text.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n")


class WordsField(QPlainTextEdit):
    """`committed` carries a text that has changed and is finished; `typed` comes with every key before."""

    committed = Signal(str)
    typed = Signal()

    def __init__(
        self, name: str, *, lines: int, is_one_line: bool = False, longest: int, parent: QWidget | None = None
    ) -> None:
        """`lines` are shown; a field of one line takes no line break, however high it is."""
        super().__init__(parent)
        self._kept, self._lines = "", lines
        self._is_one_line, self._longest = is_one_line, longest
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.textChanged.connect(self._on_typed)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """Show what the workspace holds; what is being typed stays, unless it is about another slide."""
        if is_other or text != self._kept or not self.hasFocus():
            self._kept = text
            if self.toPlainText() != as_typed(text):
                self.blockSignals(True)
                self.setPlainText(text)
                self.blockSignals(False)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that nobody has kept."""
        return self.toPlainText() != as_typed(self._kept)

    def commit(self) -> None:
        """Hand over what has been typed, if anything."""
        if self.is_changed:
            self._kept = self.toPlainText()
            self.committed.emit(self._kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter and (self._is_one_line or has_control):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_changed:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        """Keep what fits, so that leaving the field can never lose it."""
        text = self.toPlainText()
        fitting = text[: self._longest]
        if self._is_one_line:
            fitting = fitting.replace("\n", " ")
        if fitting != text:
            cursor = self.textCursor()
            at = min(cursor.position(), len(fitting))
            self.blockSignals(True)
            self.setPlainText(fitting)
            self.blockSignals(False)
            cursor.setPosition(at)
            self.setTextCursor(cursor)
        self.typed.emit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        if self._lines:
            self.setFixedHeight(round(line * self._lines * 1.04) + theme.current().px(26))
        else:
            self.setMinimumHeight(theme.current().px(84))
