"""Says to a screen reader what a sighted person sees happen on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Make `sentence` the description of the widget and have it read aloud where somebody listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    widget.setAccessibleDescription(sentence)
    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
