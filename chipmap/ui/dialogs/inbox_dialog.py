"""The inbox: rows of files that belong to nothing here, and what the names in them mean.

Nothing is dropped: a row waits until its names are known, or until it is set aside, which can be undone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from chipmap.model.errors import ChipmapError
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.name_table import NameTable
from chipmap.ui.errors import sentence_of
from chipmap.ui.jobs import Jobs
from chipmap.ui.operations.conflicts import set_rows_aside, take_inbox_rows
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.issues import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chipmap.model.exchange.outside_tables.planning import TablePlan
    from chipmap.model.progress import Progress
    from chipmap.model.records import InboxRow
    from chipmap.ui.bridge import WorkspaceBridge

_MOST_ROWS = 500


class InboxDialog(DialogFrame):
    """Opens with the row `key` chosen; the workspace changes only when a button is pressed."""

    def __init__(self, bridge: WorkspaceBridge, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Rows in the inbox"), 980, 720, parent)
        self._bridge = bridge
        self._jobs = Jobs(self._on_failed, self)
        self._plan: TablePlan | None = None
        self._keys: list[str] = []
        self._table = self._make_table()
        self._cells = label("", "small", "text2")
        self.names = NameTable(bridge)
        self.names.changed.connect(self._plan_rows)
        self.aside = button(_("Set this row aside"), self._on_aside, is_footer=True)
        self.add_footer_button(self.aside)
        self.cancel.setText(_("Close"))
        self.body.addSpacing(8)
        self.body.addWidget(
            label(_("They belong to nothing in this workspace yet. Say what their names mean."), "body")
        )
        self.body.addWidget(self._table, 3)
        self.body.addWidget(self._cells)
        self.body.addWidget(label(_("Names that are not known"), "small_strong"))
        self.body.addWidget(self.names, 2)
        self._show_rows(key)
        self._plan_rows()

    def done(self, result: int) -> None:
        self._jobs.cancel_all()
        super().done(result)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels([_("File"), _("Row"), _("Value"), _("Reason")])
        table.setAccessibleName(_("Rows in the inbox"))
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
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._show_cells)
        return table

    def _show_rows(self, key: str) -> None:
        rows = list(self._bridge.dataset.inbox_rows.values())[:_MOST_ROWS]
        self._keys = [row.id for row in rows]
        self._table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate((row.file, str(row.row), row.value, _reason(row))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(number, column, item)
        if rows:
            self._table.selectRow(self._keys.index(key) if key in self._keys else 0)
        self._show_cells()

    def _show_cells(self) -> None:
        row = self._chosen()
        cells: Mapping[str, str] = json.loads(row.cells) if row is not None else {}
        self._cells.setText("   ".join(f"{heading}: {text}" for heading, text in cells.items() if text))
        self.aside.setEnabled(row is not None)

    def _chosen(self) -> InboxRow | None:
        at = self._table.currentRow()
        return self._bridge.dataset.inbox_rows.get(self._keys[at]) if 0 <= at < len(self._keys) else None

    def _plan_rows(self) -> None:
        """See which rows can be taken with what is said so far."""
        dataset, names = self._bridge.workspace.dataset, {**self.names.names}

        def work(progress: Progress) -> TablePlan:
            from chipmap.model.exchange.outside_tables.planning import plan_inbox
            from chipmap.model.geography.naming import resolve_place

            return plan_inbox(dataset, resolve_place=resolve_place, names=names, progress=progress)

        self._jobs.start(work, _("Matching the rows"), self._on_planned)

    def _on_planned(self, plan: TablePlan) -> None:
        self._plan = plan
        self.names.show_names(plan.unmatched)
        taken = len(self._bridge.dataset.inbox_rows) - len(plan.inbox)
        text = ngettext("Take {count} row", "Take {count} rows", taken).format(count=taken)
        self.primary.setText(text if taken else _("Nothing to take"))
        self.primary.setEnabled(taken > 0)

    def _on_primary(self) -> None:
        plan = self._plan
        if plan is not None:
            self._act(lambda: take_inbox_rows(self._bridge, plan.changes))

    def _on_aside(self) -> None:
        row = self._chosen()
        if row is not None:
            self._act(lambda: set_rows_aside(self._bridge, [row.id]))

    def _act(self, operation: Callable[[], None]) -> None:
        try:
            operation()
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        if not self._bridge.dataset.inbox_rows:
            self.accept()
            return
        self._show_rows("")
        self._plan_rows()

    def _on_failed(self, error: Exception) -> None:
        self.show_note(sentence_of(error))


def _reason(row: InboxRow) -> str:
    from chipmap.model.issues import Issue, Severity

    return reason_of(Issue(row.reason, Severity.ERROR, field_name=row.field_name, value=row.value))
