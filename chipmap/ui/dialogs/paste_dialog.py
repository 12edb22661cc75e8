"""What of a pasted block cannot be taken, cell by cell, before anything is changed.

The rule: nothing is pasted while this is open; then all that can be read, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import label
from chipmap.wording import _, ngettext

_MOST_SHOWN = 500


class PasteDialog(DialogFrame):
    """Lists the findings; `confirmed` is emitted where the rest shall be pasted."""

    confirmed = Signal()

    def __init__(
        self, title: str, findings: Sequence[str], taken: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, 640, 460, parent)
        self._taken = taken
        self.body.setContentsMargins(0, 10, 0, 0)
        self.findings = QListWidget()
        self.findings.setWordWrap(True)
        self.findings.setAccessibleName(_("Cells that cannot be pasted"))
        self.findings.addItems(findings[:_MOST_SHOWN])
        more = len(findings) - _MOST_SHOWN
        if more > 0:
            self.findings.addItem(ngettext("{count} more", "{count} more", more).format(count=more))
        self.findings.setCurrentRow(0)
        note = label(_("Nothing has been changed yet. Correct the cells in Excel and copy again, or go on."))
        self.body.addWidget(note)
        self.body.addWidget(self.findings, 1)
        if taken:
            self.cancel.setText(_("Paste nothing"))
            self.primary.setText(
                ngettext("Paste the other {count} cell", "Paste the other {count} cells", taken).format(
                    count=taken
                )
            )
        else:
            self.cancel.hide()
            self.primary.setText(_("Close"))

    def _on_primary(self) -> None:
        self.accept()
        if self._taken:
            self.confirmed.emit()
