"""A list of choices in a form, each with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class ChoiceField(QComboBox):
    """A turn of the wheel scrolls the form past it instead of changing what is chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def show_choice(self, key: str) -> None:
        """Choose the entry of a key; a key that is not listed is added, so that nothing is lost."""
        if self.findData(key) < 0:
            self.addItem(key, key)
        self.setCurrentIndex(self.findData(key))
