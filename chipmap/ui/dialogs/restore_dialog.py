"""The restore points of a workspace: when each was made and before what, and the way back to one.

Going back is one step: it can be undone, and what the workspace says now is kept as a restore point too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from chipmap.model.errors import ChipmapError
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations.restore import go_back_to
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.formats import date

if TYPE_CHECKING:
    from datetime import datetime

    from chipmap.ui.bridge import WorkspaceBridge


class RestoreDialog(DialogFrame):
    """Nothing changes until a point is chosen and the button pressed; the note says what will happen."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Restore points"), 760, 560, parent)
        self._bridge = bridge
        self.points = bridge.workspace.restore_points()
        self.table = self._make_table()
        self.body.addSpacing(8)
        if self.points:
            text = _("A copy of the workspace is kept before every merge. Choose the one to go back to.")
            self.body.addWidget(label(text, "body"))
            self.body.addWidget(self.table, 1)
            self.primary.setText(_("Go back to this point"))
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            text = _("There are no restore points yet. One is made before every merge of scorecards.")
            self.body.addWidget(label(text, "body", "text2"))
            self.body.addStretch(1)
            self.primary.hide()
            self.cancel.setText(_("Close"))
        # Enter in the list must not go back by accident.
        self.primary.setDefault(False)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self.points), 3)
        table.setHorizontalHeaderLabels([_("Made"), _("Before"), _("Version")])
        table.setAccessibleName(_("Restore points"))
        table.setProperty("look", "rows")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for number, point in enumerate(self.points):
            for column, text in enumerate((_when(point.made_at), point.reason, str(point.revision))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(number, column, item)
        table.itemSelectionChanged.connect(self._show_choice)
        return table

    def _show_choice(self) -> None:
        at = self.table.currentRow()
        self.primary.setEnabled(at >= 0)
        if at >= 0:
            text = _("What the workspace says now is kept as a restore point; Undo takes it back as well.")
            self.show_note(text)

    def _on_primary(self) -> None:
        at = self.table.currentRow()
        if not 0 <= at < len(self.points):
            return
        try:
            changed = go_back_to(self._bridge, self.points[at])
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        if changed:
            self.accept()
        else:
            self.show_note(_("The workspace says the same as it did then."))


def _when(moment: datetime) -> str:
    """A day and a time in the time zone of the computer."""
    local = moment.astimezone()
    return _("{day}, {time}").format(day=date(local), time=f"{local:%H:%M}")
