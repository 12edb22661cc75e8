"""The numbers that methods rest on, one row each: meaning, number, source, and back to the default."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.assumptions import DEFINITIONS, assumption_of
from chipmap.model.records import Assumption
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations import methods
from chipmap.ui.widgets.parts import button, icon_button, label
from chipmap.wording import _
from chipmap.wording.assumptions import assumption_word, group_word, source_text
from chipmap.wording.formats import number


class AssumptionRow(QWidget):
    """One number; `changed` carries its id, the number and its source."""

    changed = Signal(str, float, str)
    reset_asked = Signal(str)

    def __init__(self, shown: Assumption, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = shown.id
        definition = DEFINITIONS[shown.id]
        self._shown = shown
        name = assumption_word(shown.id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, "small_strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field = QDoubleSpinBox()
        self.field.setRange(definition.least, definition.most)
        self.field.setDecimals(3)
        self.field.setKeyboardTracking(False)
        self.field.lineEdit().setTextMargins(8, 0, 0, 0)
        self.field.setFixedWidth(theme.current().px(104))
        self.field.setAccessibleName(name)
        limits = _("{least} to {most}").format(least=number(definition.least), most=number(definition.most))
        self.field.setToolTip(limits)
        self.source = QLineEdit()
        self.source.setPlaceholderText(_("Source, or who decided it"))
        self.source.setAccessibleName(_("{name}: source").format(name=name))
        back = _("{name}: back to the default, {value}").format(
            name=name, value=number(definition.default, 3)
        )
        self.reset = icon_button("undo-2", back, lambda: self.reset_asked.emit(self.key))
        row.addWidget(self.field)
        row.addWidget(self.source, 1)
        row.addWidget(self.reset)
        column.addLayout(row)
        self.show_assumption(shown)
        self.field.editingFinished.connect(self._on_edited)
        self.source.editingFinished.connect(self._on_edited)

    def show_assumption(self, shown: Assumption) -> None:
        """Show the number as the workspace has it."""
        self._shown = shown
        self.field.setValue(shown.value)
        self.source.setText(source_text(shown.source))
        self.source.setCursorPosition(0)
        default = DEFINITIONS[self.key]
        self.reset.setEnabled((shown.value, shown.source) != (default.default, default.source))

    def _on_edited(self) -> None:
        value, said = self.field.value(), self.source.text().strip()
        source = self._shown.source if said == source_text(self._shown.source) else said
        is_same_value = abs(value - self._shown.value) < 5e-4
        if is_same_value and source == self._shown.source:
            return
        if source == DEFINITIONS[self.key].source and not is_same_value:
            # Another number is not what the source of the default says.
            source = _("Changed in the workspace")
        self.changed.emit(self.key, self._shown.value if is_same_value else value, source)


class AssumptionList(QWidget):
    """Every number in its group; it follows the workspace."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        self.rows: dict[str, AssumptionRow] = {}
        self.reset_all = button(_("Reset all to their defaults"), self._reset_all, icon="undo-2")
        column.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignLeft)
        group = ""
        for key in DEFINITIONS:
            if key.partition(".")[0] != group:
                group = key.partition(".")[0]
                heading = label(group_word(group), "heading")
                heading.setContentsMargins(0, 8, 0, 0)
                column.addWidget(heading)
            row = AssumptionRow(assumption_of(bridge.dataset, key))
            row.changed.connect(lambda key, value, source: methods.set_assumption(bridge, key, value, source))
            row.reset_asked.connect(lambda key: methods.reset_assumptions(bridge, [key]))
            self.rows[key] = row
            column.addWidget(row)
        column.addStretch(1)
        bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _announcement: object = None) -> None:
        """Show every number as the workspace has it now."""
        for key, row in self.rows.items():
            row.show_assumption(assumption_of(self._bridge.dataset, key))
        self.reset_all.setEnabled(any(row.reset.isEnabled() for row in self.rows.values()))

    def _reset_all(self) -> None:
        methods.reset_assumptions(self._bridge, DEFINITIONS)
