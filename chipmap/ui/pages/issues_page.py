"""Everything that needs attention, in one list: where, what, what to do. A row leads to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from chipmap.model.analysis.findings import weak_suggestions
from chipmap.model.match.register_findings import register_issues
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.issue_watch import IssueWatch
from chipmap.ui.pages.issue_rows import SEVERITY, IssueRows
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.issue_kinds import KINDS, kind_word

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent

_ROW = 44
"""Room for two lines of text."""


class IssuesPage(QWidget):
    """Reads the issues again whenever it is shown or they change under it.

    `place_wanted` carries the issue whose field a person wants to see, `export_wanted` the headings' rows.
    """

    place_wanted = Signal(object)
    export_wanted = Signal(list)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._watch = IssueWatch.of(bridge)
        self._note = label("", "small", "text2")
        self.rows = IssueRows(bridge, self)
        self._table = _IssueTable()
        self._table.setModel(self.rows)
        self._table.setAccessibleName(_("Issues"))
        self._table.activated.connect(self._go_to)
        self._table.clicked.connect(self._go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(self._note)
        column.addSpacing(12)
        column.addWidget(self._table, 1)
        column.addStretch(0)
        self._watch.renewed.connect(self._on_renewed)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(_("Issues"), "map_title", wraps=False), 1)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Kind of issues"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(lambda _at: self._choose_kind())
        self.export = button(_("Save as workbook…"), self._on_export, icon="file-spreadsheet")
        row.addWidget(self.kinds)
        row.addWidget(self.export)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the list; a focus proxy would hide the controls above it from Tab."""
        self._table.setFocus(event.reason())

    def _read(self) -> None:
        attention = self._watch.attention
        weak = weak_suggestions(self._bridge.standings)
        dataset = self._bridge.dataset
        apart = register_issues(dataset, dataset.settings.focus_region)
        self.rows.show_issues([*attention.issues, *apart, *weak])
        self._show_kinds()
        self._table.fit_columns()
        self._note.setText(_counted(attention.count, len(apart), len(weak)))
        has_any = bool(attention.count or apart or weak)
        for part in (self._table, self.kinds, self.export):
            part.setVisible(has_any)

    def _show_kinds(self) -> None:
        """Offer the kinds that there are; one whose last issue is gone gives way to all."""
        chosen, counts = self.kinds.currentData(), self.rows.counts()
        self.kinds.clear()
        self.kinds.addItem(_("All kinds ({count})").format(count=sum(counts.values())), "")
        for kind in KINDS:
            if kind in counts:
                text = _("{kind} ({count})").format(kind=kind_word(kind), count=counts[kind])
                self.kinds.addItem(text, kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)) if chosen else 0)
        self._choose_kind()

    def _choose_kind(self) -> None:
        self.rows.choose_kind(self.kinds.currentData() or "")

    def _go_to(self, index: QModelIndex) -> None:
        self.place_wanted.emit(self.rows.issues[index.row()])

    def _on_export(self) -> None:
        self.export_wanted.emit([self.rows.texts(row) for row in range(self.rows.rowCount())])

    def _on_renewed(self) -> None:
        if self.isVisible():
            self._read()


class _IssueTable(QTableView):
    """One Tab stop; Enter or a click goes to the place. Long texts take a second line, then an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rows")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        theme.current().changed.connect(self._fit_rows)
        self._fit_rows()

    def fit_columns(self) -> None:
        """Keep the severity as wide as its word; the sentences share the rest."""
        self.horizontalHeader().setSectionResizeMode(SEVERITY, QHeaderView.ResizeMode.ResizeToContents)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What Enter does in a table differs between systems; here it always goes to the place.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _counted(issues: int, apart: int, weak: int) -> str:
    """How much there is to look at, in a sentence or two."""
    if not issues and not apart and not weak:
        return _("Nothing needs attention.")
    parts = []
    if issues or not (apart or weak):
        counted = ngettext("{count} item needs attention.", "{count} items need attention.", issues)
        parts.append(counted.format(count=issues))
    if apart:
        counted = ngettext(
            "{count} need or collaboration has no counterpart.",
            "{count} needs or collaborations have no counterpart.",
            apart,
        )
        parts.append(counted.format(count=apart))
    if weak:
        counted = ngettext(
            "{count} suggested level rests only on a weak source.",
            "{count} suggested levels rest only on weak sources.",
            weak,
        )
        parts.append(counted.format(count=weak))
    return " ".join([*parts, _("Choose a row to go to its field.")])
