"""A field with its name above it and, where it is not right, the reason below it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import label


class CaptionedField(QWidget):
    """Keeps caption, field and problem together; the caption is what a screen reader says."""

    def __init__(self, caption: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        if not field.accessibleName():
            field.setAccessibleName(caption)
        field.setMinimumWidth(1)
        self.caption = label(caption, "caption", "text2", wraps=False)
        self.caption.setBuddy(field)
        self._problem = label("", "small", "danger")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.caption, field, self._problem):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def problem(self) -> str:
        """What is said below the field; empty where nothing is wrong."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Say what is wrong, or take it away again."""
        if text == self._problem.text():
            return
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.field.setProperty("invalid", bool(text))
        self.field.setAccessibleDescription(text)
        theme.restyle(self.field)
