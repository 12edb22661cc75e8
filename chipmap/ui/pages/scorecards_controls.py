"""The row above the grid of scorecards: whose answers, level or need, filter, next cell, places, view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QWidget

from chipmap.model.records import OWNER
from chipmap.ui import theme
from chipmap.ui.tables.score_grid.cells import EVERYBODY
from chipmap.ui.tables.score_grid.rows import RowOrder
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset

_FILTER_WIDTH = 190
_NARROW_FILTER_WIDTH = 160
_RATER_WIDTH = 184
_INK = "text2"


class ScorecardsControls(QWidget):
    """Says what was asked for; the page does it."""

    rater_chosen = Signal(str)
    measure_chosen = Signal(str)
    filter_changed = Signal(str, bool)
    next_wanted = Signal()
    places_wanted = Signal()
    rows_ordered = Signal(object)
    places_ordered = Signal(str)
    fold_all_wanted = Signal(bool)
    stepping_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=8)
        self.rater = QComboBox()
        self.rater.setAccessibleName(_("Whose scores"))
        self.rater.activated.connect(lambda _row: self.rater_chosen.emit(self.rater.currentData()))
        self.measure = SegmentedChoice(
            _("What the cells show"), (("level", _("Level")), ("need", _("Need"))), can_clear=False
        )
        self.measure.picked.connect(self.measure_chosen.emit)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter capabilities"))
        self.filter.setAccessibleName(_("Filter capabilities"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filtered)
        self.unscored = QPushButton(_("Not scored only"))
        self.unscored.setProperty("look", "pill")
        self.unscored.setCheckable(True)
        self.unscored.setAutoDefault(False)
        self.unscored.setToolTip(_("Show only capabilities in which a place is not scored yet"))
        self.unscored.toggled.connect(self._on_filtered)
        self.next = button(_("Next not scored"), self.next_wanted.emit, icon="arrow-right")
        self.next.setToolTip(_("Go to the next cell that is not scored (F8); back with Shift+F8"))
        self.places = button(_("Places…"), self.places_wanted.emit, icon="globe")
        self.places.setToolTip(_("Choose the places and institutions in the grid"))
        self.view = button(_("Order"), lambda: None, icon="arrow-up-down")
        self.view.setToolTip(_("Order of capabilities and places, groups, where an answer leads"))
        self._make_menu()
        self._is_narrow = False
        self._words = {one: one.text() for one in (self.next, self.places, self.view)}
        for one, word in self._words.items():
            one.setAccessibleName(word)
        for widget in (
            self.rater,
            self.measure,
            self.filter,
            self.unscored,
            self.next,
            self.places,
            self.view,
        ):
            flow.addWidget(widget)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_narrow(self, *, is_narrow: bool) -> None:
        """Leave the words of three buttons to their tooltips, where the page is narrow."""
        self._is_narrow = is_narrow
        for one, word in self._words.items():
            one.setText("" if is_narrow else word)
            theme.show_icon(one, str(one.property("icon_name")), token=_INK)
        self._fit()

    def show_raters(self, dataset: Dataset, chosen: str) -> None:
        """Offer my scores, those of each other rater, and all together."""
        self.rater.clear()
        self.rater.addItem(_("My scores"), OWNER)
        others = [rater for rater in dataset.raters.values() if rater.id != OWNER]
        for rater in sorted(others, key=lambda one: one.name.casefold()):
            self.rater.addItem(rater.name or rater.id, rater.id)
        self.rater.addItem(_("All raters together"), EVERYBODY)
        self.rater.setCurrentIndex(max(0, self.rater.findData(chosen)))

    def show_filter(self, text: str, *, is_unscored_only: bool) -> None:
        """Show the filter in force."""
        for widget in (self.filter, self.unscored):
            widget.blockSignals(True)
        if self.filter.text() != text:
            self.filter.setText(text)
        self.unscored.setChecked(is_unscored_only)
        for widget in (self.filter, self.unscored):
            widget.blockSignals(False)

    def show_orders(self, order: RowOrder, *, place: str, segment: str, is_stepping: bool) -> None:
        """Name what the orders go by, and mark what holds."""
        for one, action in self._row_orders.items():
            action.setChecked(one is order)
        self._row_orders[RowOrder.GAP].setText(_("Capabilities by widest gap of {place}").format(place=place))
        self._place_orders["level"].setText(_("Places by level in {segment}").format(segment=segment))
        self._place_orders["gap"].setText(_("Places by widest gap in {segment}").format(segment=segment))
        self._stepping.setChecked(is_stepping)

    def _make_menu(self) -> None:
        menu = QMenu(self)
        self._row_orders = {
            RowOrder.CHAIN: QAction(_("Capabilities in value-chain order"), menu),
            RowOrder.NAME: QAction(_("Capabilities by name"), menu),
            RowOrder.GAP: QAction("", menu),
        }
        group = QActionGroup(menu)
        for order, action in self._row_orders.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, chosen=order: self.rows_ordered.emit(chosen))
            menu.addAction(action)
        menu.addSeparator()
        self._place_orders = {
            "name": QAction(_("Places by name"), menu),
            "level": QAction("", menu),
            "gap": QAction("", menu),
        }
        for by, action in self._place_orders.items():
            action.triggered.connect(lambda _on=False, chosen=by: self.places_ordered.emit(chosen))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Open all groups"), lambda: self.fold_all_wanted.emit(True))
        menu.addAction(_("Fold all groups"), lambda: self.fold_all_wanted.emit(False))
        menu.addSeparator()
        self._stepping = menu.addAction(_("Go down after an answer"))
        self._stepping.setCheckable(True)
        self._stepping.triggered.connect(self.stepping_chosen)
        self.view.setMenu(menu)

    def _on_filtered(self) -> None:
        self.filter_changed.emit(self.filter.text(), self.unscored.isChecked())

    def _fit(self) -> None:
        look = theme.current()
        self.filter.setFixedWidth(look.px(_NARROW_FILTER_WIDTH if self._is_narrow else _FILTER_WIDTH))
        self.rater.setFixedWidth(look.px(_RATER_WIDTH))
