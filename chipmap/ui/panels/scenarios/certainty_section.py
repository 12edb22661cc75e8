"""How sure a loss is: what is known, how links are judged, and where nine of ten draws lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _
from chipmap.wording.formats import count

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_DRAWS, MANY_DRAWS = 1_000, 10_000


class CertaintySection(QWidget):
    """`draws_wanted` asks for more draws, `stop_wanted` ends those under way."""

    draws_wanted = Signal(int)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: list[str] = []
        """What the lines say, from the top."""
        self._wanted = USUAL_DRAWS
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Draws"))
        self.stop = button(_("Stop"), self.stop_wanted.emit, look="link")
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.more = button("", lambda: self.draws_wanted.emit(self._wanted), look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Certainty"), "heading", wraps=False))
        column.addLayout(self._lines)
        column.addWidget(self._running)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._running.hide()

    def show_lines(self, lines: Sequence[str], draws: int) -> None:
        """Show what the loss rests on; `draws` is how many there have been, 0 while there are none."""
        texts = [line for line in lines if line]
        if texts != self.texts:
            self.texts = texts
            clear_layout(self._lines)
            for line in texts:
                self._lines.addWidget(label(line, "small", "text2"))
        self._wanted = MANY_DRAWS if draws else USUAL_DRAWS
        self.more.setText(_("Draw {count} times").format(count=count(self._wanted)))
        self.more.setVisible(bool(texts) and draws < MANY_DRAWS and self._running.isHidden())

    def show_running(self, *, is_running: bool) -> None:
        """Say that draws are under way."""
        self._running.setVisible(is_running)
        if is_running:
            self.more.hide()
            self.progress.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """How far the draws are."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
