"""What every dialog shares: a title, content, and a footer with a note and the primary button.

While a dialog is open the window behind it lies under a scrim.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

_SIDE = 32
_SCRIM_ALPHA = 0.6


class Scrim(QWidget):
    """Darkens a window, and follows its size, while a dialog lies over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = theme.current().colour("scrim")
        colour.setAlphaF(_SCRIM_ALPHA)
        QPainter(self).fillRect(self.rect(), colour)


class DialogFrame(QDialog):
    """A modal dialog that is deleted when it closes; `body` is where the content goes."""

    def __init__(self, title: str, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self._scrim: Scrim | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(_SIDE, 28, _SIDE, 24)
        self._outer.setSpacing(0)
        self._outer.addWidget(label(title, "title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._outer.addLayout(self.body, 1)
        self._outer.addSpacing(20)
        self._outer.addLayout(self._footer())
        self._fit(width, height)

    def showEvent(self, event: QShowEvent) -> None:
        parent = self.parentWidget()
        if parent is not None and self._scrim is None:
            self._scrim = Scrim(parent.window())
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._lift_scrim()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._lift_scrim()
        super().done(result)

    def show_note(self, text: str) -> None:
        """Say something at the left of the footer."""
        self.note.setText(text)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a running job is; total 0 means that its end is not known."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.note = label("", "small", "text2")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.cancel = button(_("Cancel"), self.reject, is_footer=True)
        self.primary = button("", self._on_primary, look="primary", is_footer=True)
        self.primary.setDefault(True)
        row.addWidget(self.note, 1)
        row.addWidget(self.progress, 1)
        self._extra = QHBoxLayout()
        row.addLayout(self._extra)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        return row

    def add_footer_button(self, extra: QPushButton) -> None:
        """Put a secondary button before Cancel."""
        self._extra.addWidget(extra)

    def _on_primary(self) -> None:
        """What the primary button does."""
        self.accept()

    def _fit(self, width: int, height: int) -> None:
        """As large as designed, but inside the window that it belongs to."""
        look = theme.current()
        wanted_width, wanted_height = look.px(width), look.px(height)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size()
            wanted_width = min(wanted_width, max(640, room.width() - 80))
            wanted_height = min(wanted_height, max(420, room.height() - 80))
        self.resize(wanted_width, wanted_height)

    def _lift_scrim(self) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
