"""Keys that mean the same in every view of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def is_add_key(event: QKeyEvent) -> bool:
    """Whether N was pressed, which adds; a list would look for an entry that begins with it."""
    return event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier
