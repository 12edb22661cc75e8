"""Everything that needs attention, in one list: where, what, what to do. A row leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from chipmap.model.analysis.findings import findings_of
from chipmap.model.issues import Issue, Severity
from chipmap.model.rules import issues_of
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.selection import Selection
from chipmap.ui.widgets.parts import label
from chipmap.wording import _, ngettext
from chipmap.wording.issues import message_of, suggestion_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

_AnyIndex = QModelIndex | QPersistentModelIndex
_COLUMNS = 4
_ROW = 44
"""Room for two lines of text."""


class IssuesPage(QWidget):
    """Reads the issues again whenever it is shown or the workspace changes under it."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selection = selection
        self._heading = label(_("Issues"), "map_title", wraps=False)
        self._note = label("", "small", "text2")
        self._rows = _IssueRows(bridge, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._rows)
        self._table = _IssueTable()
        self._table.setModel(self._sorted)
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addSpacing(12)
        column.addWidget(self._table, 1)
        column.addStretch(0)
        bridge.changed.connect(self._on_changed)
        self.setFocusProxy(self._table)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _set_up_table(self) -> None:
        table = self._table
        table.setAccessibleName(_("Issues"))
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.activated.connect(self._go_to)
        table.clicked.connect(self._go_to)

    def _read(self) -> None:
        found = findings_of(self._bridge.standings)
        self._rows.show(found)
        self._table.fit_columns()
        in_records = len(issues_of(self._bridge.dataset))
        self._note.setText(_counted(in_records, len(found) - in_records))
        self._table.setVisible(bool(found))

    def _go_to(self, index: QModelIndex) -> None:
        issue = self._rows.issue(self._sorted.mapToSource(index).row())
        dataset = self._bridge.dataset
        fields: dict[str, object] = {}
        if dataset.has_subject(issue.subject):
            fields["subject"] = issue.subject
        if issue.segment in dataset.segments:
            fields["segment"] = issue.segment
        if fields:
            self._selection.choose(page="map", **fields)

    def _on_changed(self, _announcement: object) -> None:
        if self.isVisible():
            self._read()


class _IssueTable(QTableView):
    """One Tab stop; Enter or a click goes to the place. Long texts take a second line, then an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rows")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        theme.current().changed.connect(self._fit_rows)
        self._fit_rows()

    def fit_columns(self) -> None:
        """Keep the severity as wide as its word; the sentences share the rest."""
        self.horizontalHeader().setSectionResizeMode(_COLUMNS - 1, QHeaderView.ResizeMode.ResizeToContents)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What Enter does in a table differs between systems; here it always goes to the place.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _counted(issues: int, weak: int) -> str:
    """How much there is to look at, in a sentence or two."""
    if not issues and not weak:
        return _("Nothing needs attention.")
    parts = []
    if issues or not weak:
        counted = ngettext("{count} item needs attention.", "{count} items need attention.", issues)
        parts.append(counted.format(count=issues))
    if weak:
        counted = ngettext(
            "{count} suggested level rests only on a weak source.",
            "{count} suggested levels rest only on weak sources.",
            weak,
        )
        parts.append(counted.format(count=weak))
    return " ".join([*parts, _("Choose a row to go to its place on the map.")])


class _IssueRows(QAbstractTableModel):
    """One issue a row: severity, place, what is wrong, what to do."""

    def __init__(self, bridge: WorkspaceBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._issues: list[Issue] = []

    def show(self, issues: list[Issue]) -> None:
        order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
        self.beginResetModel()
        self._issues = sorted(issues, key=lambda issue: order[issue.severity])
        self.endResetModel()

    def issue(self, row: int) -> Issue:
        return self._issues[row]

    def rowCount(self, _parent: _AnyIndex | None = None) -> int:
        return len(self._issues)

    def columnCount(self, _parent: _AnyIndex | None = None) -> int:
        return _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Where"), _("What"), _("What to do"), _("Severity"))[section]
        return None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        issue = self._issues[index.row()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._text(issue, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _COLUMNS - 1:
            inks = {Severity.ERROR: "danger", Severity.WARNING: "warn", Severity.NOTICE: "text2"}
            return theme.current().colour(inks[issue.severity])
        return None

    def _text(self, issue: Issue, column: int) -> str:
        if column == 0:
            parts = []
            if issue.subject:
                parts.append(self._bridge.subject_name(issue.subject))
            if issue.segment:
                parts.append(self._bridge.segment_name(issue.segment))
            return " · ".join(parts) or "–"
        if column == 1:
            return message_of(issue)
        if column == 2:
            return suggestion_of(issue)
        return {
            Severity.ERROR: _("Error"),
            Severity.WARNING: _("Warning"),
            Severity.NOTICE: _("Notice"),
        }[issue.severity]
