"""The map as a table: the same layer, the same places, for reading, sorting, filtering and copying.

It is what the map is to those who see it: everything that the map tells of a place stands here in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from chipmap.model.geography.class_filter import shown_part
from chipmap.ui import theme
from chipmap.ui.map.accessibility import announce
from chipmap.ui.tables.class_swatch import ClassSwatchPainter
from chipmap.ui.tables.clipboard import as_tab_separated
from chipmap.ui.tables.layer_cells import Column, heading, rows_of, unit_of
from chipmap.ui.tables.layer_model import CODE_ROLE, Index, LayerModel, LayerOrder
from chipmap.ui.tables.row_comparing import RowComparing
from chipmap.ui.ways import is_side_button
from chipmap.ui.widgets.elided_label import ElidedLabel
from chipmap.ui.widgets.parts import button
from chipmap.wording import _, ngettext
from chipmap.wording.class_filters import filter_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from chipmap.model.geography.layers import Layer
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.selection import Selection, View

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW = 36
_FILTER_WIDTH = 300
_NARROWEST_COUNT = 60
_PADDING = 20
_ARROW = 10
"""Room for the mark of the order beside a heading."""
_NARROWEST_SENTENCE = 140
_WIDEST = {Column.PLACE: 186, Column.WORDS: 146}
"""Longer texts end in an ellipsis and stand in full beside the pointer."""
_ELASTIC = (Column.ORIGIN, Column.BASIS, Column.SOURCE)
"""The columns of sentences, which share what the figures leave."""


class LayerTable(QWidget):
    """Shows the layer of a scene. A place is chosen by click or Enter; the panel then is about it."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._shown: tuple[object, ...] = ()
        self._class_filter = ""
        self._model = LayerModel(self)
        self._order = LayerOrder(self._model, self)
        self.rows = _Rows(self._order)
        self._swatches = ClassSwatchPainter(self.rows)
        self.rows.setItemDelegateForColumn(1, self._swatches)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter by place or by any word"))
        self.filter.setAccessibleName(_("Filter the table"))
        self.filter.setClearButtonEnabled(True)
        self.count = ElidedLabel("small", "text2")
        self.count.setMinimumWidth(_NARROWEST_COUNT)
        self.copy_button = button(_("Copy table"), self._copy_all, icon="copy")
        self.copy_button.setToolTip(_("Copy all rows that are shown; paste them into Excel"))
        self.comparing = RowComparing(bridge, selection, self, self._tell)
        self.comparing.selected_codes = self.rows.selected_codes
        self.show_all = button(_("Show all"), self._show_all_classes, look="link")
        self.show_all.hide()
        self._lay_out()
        self.filter.textChanged.connect(self._on_filtered)
        self.filter.returnPressed.connect(self.rows.take_focus)
        self.rows.chosen.connect(lambda code: selection.choose(subject=code or None))
        self.rows.left.connect(self._on_left)
        self.rows.copy_wanted.connect(self._copy_selected)
        self.rows.compare_wanted.connect(self.comparing.toggle)
        selection.changed.connect(self._on_view_changed)
        theme.current().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_scene(self, scene: MapScene) -> None:
        """Show the layer that the map shows; the same figures again cost nothing."""
        self._swatches.scene = scene
        shown = (scene.layer, self._bridge.dataset, scene.names)
        is_same = len(shown) == len(self._shown) and all(
            one is other for one, other in zip(shown, self._shown, strict=True)
        )
        if not is_same:
            is_other_kind = not self._shown or scene.layer.kind is not self._model.kind
            self._shown = shown
            self._show_layer(scene.layer, is_other_kind=is_other_kind)
        self.rows.viewport().update()

    def _show_layer(self, layer: Layer, *, is_other_kind: bool) -> None:
        rows = rows_of(shown_part(layer), self._bridge.dataset, self._bridge.names)
        self._model.show_rows(rows, layer.kind)
        self._class_filter = filter_text(layer)
        self.show_all.setVisible(bool(layer.only))
        if is_other_kind:
            # The columns are others now, so an order by one of them would mean something else.
            self.rows.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        self._fit_columns()
        self._mark(self._selection.view.subject)
        self._tell_count()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.filter)
        above.addWidget(self.show_all)
        above.addWidget(self.count, 1)
        above.addWidget(self.comparing.button)
        above.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(above)
        column.addWidget(self.rows, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make figures as wide as they are; sentences share the rest and end in an ellipsis."""
        columns, header = self._model.columns, self.rows.horizontalHeader()
        elastic = [index for index, column in enumerate(columns) if column in _ELASTIC]
        room = self.rows.viewport().width()
        for index in range(len(columns)):
            if index not in elastic:
                width = self._width_of(index)
                header.resizeSection(index, width)
                room -= width
        smallest = theme.current().px(_NARROWEST_SENTENCE)
        for index in elastic:
            header.resizeSection(index, max(smallest, room // len(elastic)))

    def _width_of(self, index: int) -> int:
        look, column = theme.current(), self._model.columns[index]
        texts = QFontMetrics(look.font("body_strong", is_tabular=True))
        words = {row.cells[index].text for row in self._model.rows}
        longest = max((texts.horizontalAdvance(text) for text in words), default=0) + look.px(_PADDING)
        if column is Column.VALUE:
            longest += self._swatches.room
        if column in _WIDEST:
            longest = min(longest, look.px(_WIDEST[column]))
        above = QFontMetrics(look.font("small_strong"))
        title = above.horizontalAdvance(heading(column, self._model.kind)) + look.px(_PADDING + _ARROW)
        return max(longest, title)

    def _on_filtered(self, text: str) -> None:
        self._order.keep(text)
        self._mark(self._selection.view.subject)
        self._tell_count()

    def _tell_count(self) -> None:
        shown, places = self._order.rowCount(), len(self._model.rows)
        self.rows.empty_text = "" if shown else _("No place fits the filter.")
        counted = ngettext("{count} place", "{count} places", places).format(count=places)
        if shown != places:
            counted = _("{shown} of {places}").format(shown=shown, places=counted)
        if self._class_filter:
            counted = _("{places}, filtered by the legend").format(places=counted)
        self.count.setText(counted)

    def _show_all_classes(self) -> None:
        self._selection.choose(classes=frozenset())

    def _on_view_changed(self, before: View, after: View) -> None:
        if (before.subject, before.compared_places) != (after.subject, after.compared_places):
            self._mark(after.subject)

    def _mark(self, subject: str | None) -> None:
        """Follow the selection: its row is current, in view and in bold."""
        letters = self.comparing.letters
        self._model.compare(letters)
        self._model.mark(subject or "")
        if not letters:
            # While places are gathered, the keyboard stays on its row.
            self.rows.go_to(subject or "")

    def _tell(self, text: str) -> None:
        self.count.setText(text)
        announce(self.rows, text)

    def _on_theme_changed(self) -> None:
        look = theme.current()
        self.filter.setMinimumWidth(look.px(_FILTER_WIDTH) // 2)
        self.filter.setMaximumWidth(look.px(_FILTER_WIDTH))
        self.rows.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self._fit_columns()

    def _on_left(self) -> None:
        """End a comparison first, then the filter of the legend, then the selection, as on the map."""
        if self.comparing.end():
            return
        if self._selection.view.classes:
            self._show_all_classes()
        else:
            self._selection.choose(subject=None)

    def _copy_selected(self) -> None:
        chosen = self.rows.selected_rows()
        self._copy(chosen or range(self._order.rowCount()))

    def _copy_all(self) -> None:
        self._copy(range(self._order.rowCount()))

    def _copy(self, rows: range | list[int]) -> None:
        kind, columns = self._model.kind, self._model.columns
        headings = [", ".join(filter(None, (heading(one, kind), unit_of(one, kind)))) for one in columns]
        cells = [
            [
                self._model.cell(self._order.mapToSource(self._order.index(row, at)))
                for at in range(len(columns))
            ]
            for row in rows
        ]
        # A spreadsheet reads figures by the settings of the system, not by the language of this window.
        QApplication.clipboard().setText(as_tab_separated(headings, cells, QLocale.system().decimalPoint()))
        self._tell(ngettext("{count} row copied", "{count} rows copied", len(cells)).format(count=len(cells)))


class _Rows(QTableView):
    """One Tab stop. Arrows move, Enter or a click chooses; Ctrl or Shift selects rows to copy or compare."""

    chosen = Signal(str)
    copy_wanted = Signal()
    compare_wanted = Signal(str)
    left = Signal()
    """Escape was pressed."""

    def __init__(self, order: LayerOrder) -> None:
        super().__init__()
        self.empty_text = ""
        self.setModel(order)
        self.setProperty("look", "rows")
        self.setAccessibleName(_("The map as a table"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._on_clicked)

    def go_to(self, code: str) -> None:
        """Make the row of a place current and bring it into view; without one nothing is selected."""
        row = next((row for row in range(self.model().rowCount()) if self._code(row) == code), None)
        if row is None:
            self.clearSelection()
        elif not self.selectionModel().isRowSelected(row):
            self.setCurrentIndex(self.model().index(row, 0))
        elif self.selectionModel().hasSelection():
            self.scrollTo(self.model().index(row, 0))

    def selected_rows(self) -> list[int]:
        """The selected rows, top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def selected_codes(self) -> list[str]:
        """The places of the selected rows, top to bottom."""
        return [self._code(row) for row in self.selected_rows()]

    def take_focus(self) -> None:
        """Come from the filter: begin at the first row unless one is selected."""
        if self.model().rowCount() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model().index(0, 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_Space or (event.key() in _ENTER and _has_control(event)):
            if self.currentIndex().isValid():
                self.compare_wanted.emit(self._code(self.currentIndex().row()))
        elif event.key() in _ENTER:
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text:
            look = theme.current()
            painter = QPainter(self.viewport())
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text2"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty_text)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            # A table would take it for a click; the window goes back or forward.
            event.ignore()
            return
        self._is_plain_click = event.modifiers() == Qt.KeyboardModifier.NoModifier
        super().mousePressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        # With Ctrl or Shift rows are being gathered for the clipboard.
        if self._is_plain_click:
            self._choose(index)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._code(index.row()))

    def _code(self, row: int) -> str:
        return str(self.model().index(row, 0).data(CODE_ROLE))


def _has_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
