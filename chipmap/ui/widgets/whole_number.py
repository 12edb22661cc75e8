"""A whole number in a form, typed or stepped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QWidget

_BEFORE = 9
"""The style sheet's padding does not reach the line edit inside a spin box."""


class WholeNumber(QSpinBox):
    """A turn of the wheel scrolls the form past it instead of changing it."""

    def __init__(self, value: int, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setValue(value)
        self.lineEdit().setTextMargins(_BEFORE, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
