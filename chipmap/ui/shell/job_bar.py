"""How far long work is: its name, a bar and Cancel, at the bottom of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.jobs import Job
from chipmap.ui.shell.floating import Floating
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.formats import count as count_text

_WIDTH = 420
_MARGIN = 16


class JobBar(Floating):
    """Follows one job; a second one takes its place and the first goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = label("", "small_strong", wraps=False)
        self._share = label("", "caption", "text2", wraps=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        words = QHBoxLayout()
        words.addWidget(self._title, 1)
        words.addWidget(self._share)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show how far `job` is until it ends."""
        self._job = job
        self._title.setText(job.title)
        self._bar.setAccessibleName(job.title)
        self._cancel.setEnabled(True)
        self._cancel.setAccessibleName(_("Cancel: {title}").format(title=job.title))
        self._on_progress(0, 0)
        job.progressed.connect(self._on_progress)
        job.ended.connect(lambda: self._on_ended(job))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Go to the bottom left of the area."""
        area, look = self.area, theme.current()
        width = min(look.px(_WIDTH), area.width() - 2 * _MARGIN)
        height = max(look.px(64), self.sizeHint().height())
        self.setGeometry(QRect(_MARGIN, area.bottom() + 1 - height - _MARGIN, width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = _("{done} of {total}").format(done=count_text(done), total=count_text(total))
        self._share.setText(words if total else "")

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._share.setText(_("Stopping…"))
            self._share.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()
