"""A line or a short text in a form that is kept when it is finished, not letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.entry_fields import ReasonField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class LineField(QLineEdit):
    """One line; `committed` carries a text that has changed and is finished. Escape brings back what was."""

    committed = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.commit)

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """Show what is kept; what is being typed stays, unless the field is about something other now."""
        if is_other or text != self._kept or not self.hasFocus():
            self._kept = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not kept."""
        return self.text().strip() != self._kept

    def commit(self) -> None:
        """Hand over what was typed, if it differs."""
        if self.is_pending:
            self._kept = self.text().strip()
            self.committed.emit(self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_pending:
            self.setText(self._kept)
            return
        super().keyPressEvent(event)


class LinesField(ReasonField):
    """Several lines, about as high as they need; Tab leads on."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("")
        self.setPlaceholderText(placeholder)

    def _fit(self) -> None:
        self.setMinimumHeight(theme.current().px(60))
        self.setMaximumHeight(theme.current().px(84))
