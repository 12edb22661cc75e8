"""What a part of the agenda shows while there is nothing in it: why, and the one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import button, label

_WIDTH = 460


class AgendaEmpty(QWidget):
    """A card in the middle with a title, a sentence and one button."""

    wanted = Signal()

    def __init__(self, title: str, sentence: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = QFrame()
        self.card.setProperty("look", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(6)
        self.sentence = label(sentence, "body", "text2")
        self.button = button(action, self.wanted.emit, look="primary")
        inside.addWidget(label(title, "heading"))
        inside.addWidget(self.sentence)
        inside.addSpacing(8)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 32, 0, 32)
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.card.setFixedWidth(theme.current().px(_WIDTH))
