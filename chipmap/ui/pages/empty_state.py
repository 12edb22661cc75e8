"""What stands on a map without a single value: why it is empty, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from chipmap.model.geography.layers import LayerKind
from chipmap.ui import theme
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.text_room import height_for
from chipmap.wording import _, titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.geography.layers import Layer

_WIDTH = 420
_NARROWEST = 240
"""A card narrower than this says nothing that the subtitle does not say better."""


class EmptyState(QFrame):
    """A card with a title, a sentence and one button; it is only shown for a layer without values."""

    capability_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._is_wanted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        self.title = label("", "heading", "text")
        self._sentence = label("", "body", "text2")
        self.button = QPushButton(_("Show capability"))
        self.button.clicked.connect(self.capability_wanted)
        column.addWidget(self.title)
        column.addWidget(self._sentence)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_layer(self, layer: Layer) -> None:
        """Say what is missing in a layer, if anything is."""
        empty = titles.empty_text(layer)
        self._is_wanted = empty is not None
        if empty is not None:
            self.title.setText(empty[0])
            self._sentence.setText(empty[1])
            self.button.setVisible(layer.kind is not LayerKind.CAPABILITY)

    def lay_out(self, rooms: Iterable[QRect]) -> None:
        """Stand in the middle of the first of the rooms that is large enough; nowhere where none is."""
        look = theme.current()
        for room in rooms:
            width = min(look.px(_WIDTH), room.width())
            height = height_for(self, width)
            if width >= look.px(_NARROWEST) and height <= room.height():
                corner = room.center() - QPoint(width // 2, height // 2)
                self.setGeometry(QRect(corner, QSize(width, height)))
                self.setVisible(self._is_wanted)
                return
        self.hide()
