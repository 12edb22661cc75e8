"""The row above the table of foresight: order, filter, places, open or fold all, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from chipmap.ui.tables.score_grid.rows import RowOrder
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable


class ForesightControls(QWidget):
    """Says what was asked for; the page does it."""

    ordered = Signal(object)
    narrowed = Signal(bool)
    places_wanted = Signal()
    fold_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=8)
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order of the segments"))
        for order, text in (
            (RowOrder.GAP, _("Widest gaps first")),
            (RowOrder.CHAIN, _("Value-chain order")),
            (RowOrder.NAME, _("By name")),
        ):
            self.order.addItem(text, order)
        self.order.activated.connect(lambda _row: self.ordered.emit(self.order.currentData()))
        self.needed = QPushButton(_("With a need only"))
        self.needed.setProperty("look", "pill")
        self.needed.setCheckable(True)
        self.needed.setAutoDefault(False)
        self.needed.setToolTip(_("Show only segments in which a shown place has a need"))
        self.needed.toggled.connect(self.narrowed)
        self.places = self._button(
            _("Places…"), self.places_wanted.emit, "globe", _("Choose the places beside the focus region")
        )
        self.fold = self._button(
            _("Open all"), self.fold_wanted.emit, "chevron-down", _("Open or fold all stages (+ and −: one)")
        )
        self.export = self._button(
            _("Export…"),
            self.export_wanted.emit,
            "file-spreadsheet",
            _("Save the table as an Excel workbook or a CSV file"),
        )
        for widget in (self.order, self.needed, self.places, self.fold, self.export):
            flow.addWidget(widget)

    @property
    def is_needed_only(self) -> bool:
        """Whether only segments with a need are shown."""
        return self.needed.isChecked()

    def show_folding(self, *, is_open: bool) -> None:
        """Say what the button would do; with a filter everything is open."""
        self.fold.setText(_("Fold all") if is_open else _("Open all"))
        self.fold.setEnabled(not self.is_needed_only)

    def _button(self, text: str, act: Callable[[], object], icon: str, tip: str) -> QPushButton:
        made = button(text, act, icon=icon)
        made.setToolTip(tip)
        return made
