"""Back and forward in the window: when they can be used, and the side buttons of the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QMouseEvent

    from chipmap.ui.selection import Selection

BUTTONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}


def show_ways(selection: Selection | None, actions: dict[str, QAction]) -> None:
    """Offer back and forward only where they lead somewhere; nowhere while no workspace is open."""
    actions["back"].setEnabled(selection is not None and selection.can_go_back)
    actions["forward"].setEnabled(selection is not None and selection.can_go_forward)


def is_side_button(event: QMouseEvent) -> bool:
    """Whether the thumb pressed a button of the mouse that means back or forward."""
    return event.button() in BUTTONS


def walk_by_mouse(event: QMouseEvent, actions: dict[str, QAction]) -> bool:
    """Go back or forward where a side button of the mouse asks for it; say whether it did."""
    if not is_side_button(event):
        return False
    actions[BUTTONS[event.button()]].trigger()
    event.accept()
    return True
