"""Which column of a table is which field: sheet, row of headings, what the rows become, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from chipmap.ui.widgets.parts import clear_layout, label, repaint_in
from chipmap.wording import _
from chipmap.wording.outside_tables import target_word
from chipmap.wording.table_fields import table_field_word

if TYPE_CHECKING:
    from chipmap.model.exchange.outside_tables.mapping import TableMapping
    from chipmap.model.exchange.outside_tables.table import OutsideTable

_HIGHEST_HEADER_ROW = 1_000


class MappingForm(QWidget):
    """Shows one table's mapping; every choice is told, and the form is shown again with what comes of it."""

    table_chosen = Signal(str, int)
    target_chosen = Signal(str)
    column_chosen = Signal(str, str)
    default_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mapping: TableMapping | None = None
        self._words: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.activated.connect(lambda _at: self.table_chosen.emit(self.sheet.currentText(), 0))
        self.header_row = QSpinBox()
        self.header_row.setAccessibleName(_("Row of headings"))
        self.header_row.setRange(1, _HIGHEST_HEADER_ROW)
        self.header_row.setKeyboardTracking(False)
        self.header_row.lineEdit().setTextMargins(8, 0, 0, 0)
        self.header_row.valueChanged.connect(
            lambda row: self.table_chosen.emit(self.sheet.currentText(), row)
        )
        self.target = QComboBox()
        self.target.setAccessibleName(_("What the rows hold"))
        self.target.activated.connect(lambda _at: self.target_chosen.emit(self.target.currentData()))
        column.addLayout(_line((_("Sheet"), self.sheet, 3), (_("Headings in row"), self.header_row, 1)))
        column.addLayout(_line((_("The rows hold"), self.target, 1)))
        content = QWidget()
        content.setProperty("look", "clear")
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        column.addWidget(area, 1)

    def show_table(self, sheets: list[str], table: OutsideTable, mapping: TableMapping) -> None:
        """Show how a table is read."""
        from chipmap.model.exchange.outside_tables.targets import Target

        for choice in (self.sheet, self.header_row, self.target):
            choice.blockSignals(True)
        self.sheet.clear()
        self.sheet.addItems(sheets)
        self.sheet.setCurrentText(table.sheet)
        self.header_row.setValue(table.header_row)
        self.target.clear()
        for target in Target:
            self.target.addItem(target_word(target.value), target.value)
        self.target.setCurrentIndex(self.target.findData(mapping.target.value))
        for choice in (self.sheet, self.header_row, self.target):
            choice.blockSignals(False)
        self._show_fields(table, mapping)

    def _show_fields(self, table: OutsideTable, mapping: TableMapping) -> None:
        from chipmap.model.exchange.outside_tables.targets import DEFAULTS, field_names, required_fields

        clear_layout(self._grid)
        self._words.clear()
        required = set(required_fields(mapping.target))
        names = dict.fromkeys((*field_names(mapping.target), *DEFAULTS[mapping.target]))
        heads = (_("Field"), _("Column"), _("For all rows"))
        for column, text in enumerate(heads):
            self._grid.addWidget(label(text, "caption", "text2", wraps=False), 0, column)
        for row, name in enumerate(names, start=1):
            word = table_field_word(name)
            title = _("{field} (needed)").format(field=word) if name in required else word
            self._words[name] = label(title, "small")
            self._grid.addWidget(self._words[name], row, 0)
            if name in field_names(mapping.target):
                self._grid.addWidget(self._columns(name, word, table, mapping), row, 1)
            if name in DEFAULTS[mapping.target]:
                self._grid.addWidget(self._default(name, word, mapping), row, 2)
        for column, share in enumerate((3, 3, 2)):
            self._grid.setColumnStretch(column, share)
        self._grid.setRowStretch(len(names) + 1, 1)
        self.show_missing(mapping)

    def show_missing(self, mapping: TableMapping) -> None:
        """Mark the fields that are needed and have neither a column nor a value."""
        self._mapping = mapping
        for name, word in self._words.items():
            repaint_in(word, "danger" if name in mapping.missing else "text")

    def _columns(self, name: str, word: str, table: OutsideTable, mapping: TableMapping) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(_("Column of {field}").format(field=word))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        choice.addItem("–", "")
        for heading in table.headings:
            choice.addItem(heading, heading)
        choice.setCurrentIndex(max(0, choice.findData(mapping.columns.get(name, ""))))
        choice.activated.connect(lambda _at: self.column_chosen.emit(name, choice.currentData()))
        return choice

    def _default(self, name: str, word: str, mapping: TableMapping) -> QLineEdit:
        entry = QLineEdit(mapping.defaults.get(name, ""))
        entry.setAccessibleName(_("{field} for all rows").format(field=word))
        entry.editingFinished.connect(lambda: self._on_default(name, entry.text().strip()))
        return entry

    def _on_default(self, name: str, text: str) -> None:
        if self._mapping is not None and text != self._mapping.defaults.get(name, ""):
            self.default_chosen.emit(name, text)


def _line(*parts: tuple[str, QWidget, int]) -> QHBoxLayout:
    """Fields beside each other, each with its name above it."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for text, entry, share in parts:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(text, "caption", "text2", wraps=False))
        column.addWidget(entry)
        row.addLayout(column, share)
    return row
