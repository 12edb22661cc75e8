"""What lies over the page: it is told the area that can be seen, and finds its own place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


class Floating(QWidget):
    """Heirs say in `place` where they lie in `area`; until they are told one, that is all of their parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._area: QRect | None = None

    @property
    def area(self) -> QRect:
        """What can be seen of the page."""
        return self._over.rect() if self._area is None else self._area

    def lie_in(self, area: QRect) -> None:
        """Move into the area that can be seen now."""
        self._area = area
        if not self.isHidden():
            self.place()

    def place(self) -> None:
        """Go to one's place in the area."""
        raise NotImplementedError
