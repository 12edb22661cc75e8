"""Two fields that keep what is typed until it is finished: the reason and the reference year.

Typing is committed once, on leaving the field or on Enter, so that a sentence is one step to undo. Until then
it belongs to the row for which it was begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from chipmap.model.text_rules import LONGEST_TEXT
from chipmap.ui import theme
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent


class ReasonField(QPlainTextEdit):
    """Why this level, in the rater's words; `committed` carries a text that has changed and is finished."""

    committed = Signal(str)
    was_cut = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.textChanged.connect(self._cut)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Why this level"))
        self.setPlaceholderText(_("What speaks for this level, and what does not"))
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str, *, is_new_row: bool = False) -> None:
        """Show what the workspace holds; what is being typed stays while the row and its kept text do."""
        if is_new_row or text != self._kept or not self.hasFocus():
            self._kept = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def commit(self) -> None:
        """Hand over what has been typed, if anything."""
        text = self.toPlainText()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)

    def _cut(self) -> None:
        """Keep what fits into a reason, so that leaving the field can never lose it."""
        text = self.toPlainText()
        if len(text) > LONGEST_TEXT:
            self.setPlainText(text[:LONGEST_TEXT])
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.was_cut.emit()

    def _fit(self) -> None:
        self.setMinimumHeight(theme.current().px(96))
        self.setMaximumHeight(theme.current().px(180))


class YearField(QLineEdit):
    """A year or nothing; `committed` carries the typed text, empty for no year."""

    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setMaxLength(6)
        self.setAccessibleName(name)
        self.setPlaceholderText("–")
        self.editingFinished.connect(self.commit)

    def show_year(self, year: int | None, *, is_new_row: bool = False) -> None:
        """Show the year that the workspace holds."""
        text = "" if year is None else str(year)
        if is_new_row or text != self._kept or not self.hasFocus():
            self._kept = text
            self.setText(text)

    def commit(self) -> None:
        """Hand over what has been typed, if it differs."""
        text = self.text().strip()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            return
        super().keyPressEvent(event)
