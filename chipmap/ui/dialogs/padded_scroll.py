"""A long form inside a dialog: it scrolls up and down, and follows the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class PaddedScroll(QScrollArea):
    """Scrolls `form`, and shows the field that Tab has reached."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.setProperty("look", "clear")
        self.setWidget(form)
        self._form = form
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QObject | None, now: QObject | None) -> None:
        if isinstance(now, QWidget) and self._form.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 24)
