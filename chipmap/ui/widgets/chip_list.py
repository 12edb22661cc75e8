"""Several named things as chips that are taken out by a click, with a field to add another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

_LONGEST = 250
"""Pixels of text on a chip, at a text size of 100 per cent."""


class _AddField(QLineEdit):
    """Offers what can be added as soon as somebody types; what it offers is gathered when it is entered."""

    submitted = Signal(str)

    def __init__(self, offers: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._offers = offers
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._on_chosen)
        self.setCompleter(completer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._known.setStringList(list(self._offers()))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.submitted.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, text: str) -> None:
        # The completer writes its choice into the field after this.
        QTimer.singleShot(0, self, self.clear)
        self.submitted.emit(text)


class ChipList(QWidget):
    """Says which key was taken out and which text was added; it shows what holds and keeps nothing."""

    removed = Signal(str)
    added = Signal(str)

    def __init__(
        self, name: str, add: str, offers: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips: dict[str, QPushButton] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self._room = QWidget()
        self._flow = FlowLayout(self._room, gap=6)
        self.field = _AddField(offers)
        self.field.setPlaceholderText(add)
        self.field.setAccessibleName(f"{name}: {add}")
        self.field.submitted.connect(self.added)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._room)
        column.addWidget(self.field)
        self._room.hide()
        self.setFocusProxy(self.field)

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these: key and text each."""
        if tuple(chips) == self._shown:
            return
        self._shown = tuple(chips)
        for key in [key for key in self.chips if key not in dict(chips)]:
            chip = self.chips.pop(key)
            if chip.hasFocus():
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for key, text in chips:
            if key not in self.chips:
                self.chips[key] = chip = button("", partial(self.removed.emit, key), icon="x")
                chip.setProperty("look", "pill")
                self._flow.addWidget(chip)
            self.chips[key].setText(_shortened(self.chips[key], text))
            self.chips[key].setToolTip(_("Take out {name}").format(name=text))
            self.chips[key].setAccessibleName(_("Take out {name}").format(name=text))
        self._room.setVisible(bool(chips))
        self.updateGeometry()

    def clear_field(self) -> None:
        """What was typed has been added."""
        self.field.clear()


def _shortened(chip: QPushButton, text: str) -> str:
    """A text that fits on a chip; the whole of it stands beside the pointer. A single & would mark a key."""
    room = theme.current().px(_LONGEST)
    return chip.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
