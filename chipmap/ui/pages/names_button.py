"""The naming profile beside the boundary note: a small text that leads to where it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from chipmap.ui.map.caption import PADDING
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence


class NamesButton(QPushButton):
    """Says "Names: EU", always by the profile that the names on the page follow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "link")
        self.setProperty("type", "caption")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_profile(self, profile: str) -> None:
        """Name a profile: EU, OECD or UN."""
        text = _("Names: {profile}").format(profile=profile)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(_("{text}. Change the naming profile").format(text=text))
            self.setToolTip(
                _("Places are named as {profile} does. Click to change it.").format(profile=profile)
            )

    def stand_by(self, note: QRect, left: int, taken: Sequence[QWidget]) -> None:
        """Stand at the left of a note, above it, or beside or above the buttons that have `taken` that place.

        To the left of `left` there is no room.
        """
        self.ensurePolished()
        hint, group = self.sizeHint(), QRect()
        for widget in taken:
            group = group.united(widget.geometry())
        places = [
            QPoint(note.left() - hint.width() - 2, note.bottom() - hint.height() - 2),
            QPoint(note.right() - hint.width() - PADDING, note.top() - hint.height()),
            QPoint(group.left() - hint.width() - PADDING, group.bottom() - hint.height()),
            QPoint(group.right() - hint.width(), group.top() - hint.height()),
        ]
        boxes = [QRect(place, hint) for place in places]
        others = [widget.geometry() for widget in taken if widget.isVisible()]
        free = (box for box in boxes if box.left() >= left and not any(box.intersects(o) for o in others))
        self.setGeometry(next(free, boxes[-1]))
