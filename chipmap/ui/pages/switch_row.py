"""The row of switches above or beside the legend, where little room is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def raise_above(switches: Sequence[QWidget], below: Sequence[QWidget], gap: int) -> None:
    """Move the row up, as one, where it would lie over the widgets `below`."""
    area = QRect()
    for widget in below:
        area = area.united(widget.geometry())
    boxes = [switch.geometry() for switch in switches]
    if any(box.intersects(area) for box in boxes):
        step = max(box.bottom() for box in boxes) - area.top() + gap
        for switch in switches:
            switch.move(switch.x(), switch.y() - step)
