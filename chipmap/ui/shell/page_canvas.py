"""The room of the page in the window: one page at a time, and the messages that lie over its lower edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from chipmap.ui import theme
from chipmap.ui.shell.floating import Floating
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


class Canvas(QWidget):
    """The room of the page; messages lie over its lower edge."""

    def __init__(self) -> None:
        super().__init__()
        self._page: QWidget | None = None
        self._floating: list[Floating] = []
        self._covered = 0
        self.setAccessibleName(_("Page"))

    def show_page(self, page: QWidget) -> None:
        """Show one page in the place of the one before."""
        if self._page is not None and self._page is not page:
            self._page.hide()
        self._page = page
        page.setGeometry(self.rect())
        page.show()
        self._place_floating()
        for widget in self._floating:
            widget.raise_()

    def float_over(self, widget: Floating) -> None:
        """Keep a message above the page, in what can be seen of it."""
        self._floating.append(widget)
        widget.lie_in(self._clear_area())

    def keep_clear(self, right: int) -> None:
        """Keep messages beside a panel that lies over the last `right` pixels."""
        if right != self._covered:
            self._covered = right
            self._place_floating()

    def covered(self) -> int:
        """How many pixels at the right edge lie under a panel."""
        return self._covered

    def _clear_area(self) -> QRect:
        """The page without what a panel covers, and without the side that the page itself keeps clear."""
        side = getattr(self._page, "kept_clear", 0)
        return self.rect().adjusted(0, 0, -max(self._covered, side), 0)

    def _place_floating(self) -> None:
        for widget in self._floating:
            widget.lie_in(self._clear_area())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None:
            self._page.setGeometry(self.rect())
        self._place_floating()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.current().tokens.canvas))
