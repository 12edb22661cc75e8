"""The first rows of a table as they will be read: above each column the field that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from chipmap.ui import theme
from chipmap.wording import _
from chipmap.wording.table_fields import table_field_word

if TYPE_CHECKING:
    from chipmap.model.exchange.outside_tables.mapping import TableMapping
    from chipmap.model.exchange.outside_tables.table import OutsideTable

_ROWS = 12
_WIDEST = 220


class TablePreview(QTableWidget):
    """Read only; columns that become nothing are pale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("First rows of the table"))
        self.setProperty("look", "rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(30))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(theme.current().px(_WIDEST))

    def show_table(self, table: OutsideTable, mapping: TableMapping) -> None:
        """Show the first rows, with the fields that their columns are."""
        from chipmap.model.exchange.cell_meanings import plain_text

        look = theme.current()
        fields = {heading: name for name, heading in mapping.columns.items()}
        shown = table.rows[:_ROWS]
        self.setRowCount(len(shown))
        self.setColumnCount(len(table.headings))
        self.setVerticalHeaderLabels([str(row.number) for row in shown])
        for column, heading in enumerate(table.headings):
            field = fields.get(heading)
            text = f"{heading}\n→ {table_field_word(field)}" if field else f"{heading}\n"
            title = QTableWidgetItem(text)
            title.setForeground(look.colour("accent" if field else "text3"))
            self.setHorizontalHeaderItem(column, title)
            for number, row in enumerate(shown):
                item = QTableWidgetItem(plain_text(row.cells.get(heading)))
                item.setForeground(look.colour("text" if field else "text3"))
                item.setToolTip(item.text())
                self.setItem(number, column, item)
        self.resizeColumnsToContents()
