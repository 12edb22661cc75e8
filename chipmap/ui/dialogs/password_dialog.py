"""Asks for the password of one workbook. It is handed on once and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import label
from chipmap.wording import _


class PasswordDialog(DialogFrame):
    """`entered` carries what was typed."""

    entered = Signal(str)

    def __init__(self, file: str, *, is_again: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(_("Password of a workbook"), 520, 260, parent)
        text = (
            _("That password does not open “{file}”. Check capitals and the keyboard.")
            if is_again
            else _("“{file}” is protected with a password.")
        )
        self.body.addWidget(label(text.format(file=file), "body"))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Password"))
        self.field.textChanged.connect(lambda typed: self.primary.setEnabled(bool(typed)))
        self.body.addWidget(self.field)
        self.body.addWidget(label(_("It is used once to read the file and is not kept."), "small", "text2"))
        self.body.addStretch(1)
        self.primary.setText(_("Open the file"))
        self.primary.setEnabled(False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_primary(self) -> None:
        typed = self.field.text()
        self.field.clear()
        self.accept()
        self.entered.emit(typed)
