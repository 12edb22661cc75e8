"""Asks what a kept scenario is called, and what should be known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from chipmap.model.text_rules import LONGEST_TEXT, LONGEST_TITLE
from chipmap.ui import theme
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ScenarioDialog(DialogFrame):
    """`named` carries the name and the note."""

    named = Signal(str, str)

    def __init__(
        self, title: str, act: str, *, name: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, 560, 400, parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setAccessibleName(_("Name"))
        self.name.selectAll()
        self.name.textChanged.connect(lambda _text: self._show_state())
        self.text = QPlainTextEdit(note)
        self.text.setAccessibleName(_("Note"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.current().px(90))
        self.text.textChanged.connect(self._show_state)
        for words, field in ((_("Name"), self.name), (_("Note"), self.text)):
            self.body.addWidget(label(words, "small_strong", "text2"))
            self.body.addWidget(field)
        self.primary.setText(act)
        self._show_state()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_state(self) -> None:
        is_long = len(self.text.toPlainText()) > LONGEST_TEXT
        self.primary.setEnabled(bool(self.name.text().strip()) and not is_long)
        note = _("The note is too long: {most} characters fit.").format(most=LONGEST_TEXT) if is_long else ""
        self.show_note(note)

    def _on_primary(self) -> None:
        name, note = self.name.text(), self.text.toPlainText()
        self.accept()
        self.named.emit(name, note)
