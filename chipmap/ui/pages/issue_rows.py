"""The rows of the Issues list: where, what, what to do, how severe; sorted by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from chipmap.model.issues import Issue, Severity
from chipmap.ui import theme
from chipmap.wording import _
from chipmap.wording.issue_kinds import kind_of
from chipmap.wording.issues import message_of, suggestion_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from chipmap.ui.bridge import WorkspaceBridge

AnyIndex = QModelIndex | QPersistentModelIndex
WHERE, WHAT, REMEDY, SEVERITY = range(4)
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


class IssueRows(QAbstractTableModel):
    """One issue a row. Sentences are made when a row is painted; sorting goes by what they are made of."""

    def __init__(self, bridge: WorkspaceBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._found: list[Issue] = []
        self._kind = ""
        self._order: tuple[int, Qt.SortOrder] | None = None
        self.issues: list[Issue] = []

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Show these, of the kind that is chosen and in the order that is chosen."""
        self._found = sorted(issues, key=lambda issue: _RANK[issue.severity])
        self._arrange()

    def choose_kind(self, kind: str) -> None:
        """Show one kind alone; an empty one stands for all."""
        self._kind = kind
        self._arrange()

    def counts(self) -> dict[str, int]:
        """How many issues there are of each kind."""
        counted: dict[str, int] = {}
        for issue in self._found:
            kind = kind_of(issue.code)
            counted[kind] = counted.get(kind, 0) + 1
        return counted

    def texts(self, row: int) -> list[str]:
        """What a row says, column by column."""
        return [self._text(self.issues[row], column) for column in range(SEVERITY + 1)]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if column >= 0 else None
        self._arrange()

    def rowCount(self, _parent: AnyIndex | None = None) -> int:
        return len(self.issues)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        return SEVERITY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return headings()[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        issue = self.issues[index.row()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._text(issue, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == SEVERITY:
            inks = {Severity.ERROR: "danger", Severity.WARNING: "warn", Severity.NOTICE: "text2"}
            return theme.current().colour(inks[issue.severity])
        return None

    def _arrange(self) -> None:
        self.beginResetModel()
        kept = [issue for issue in self._found if not self._kind or kind_of(issue.code) == self._kind]
        if self._order is not None:
            column, order = self._order
            kept.sort(key=self._sort_key(column), reverse=order is Qt.SortOrder.DescendingOrder)
        self.issues = kept
        self.endResetModel()

    def _sort_key(self, column: int) -> Callable[[Issue], tuple[object, ...]]:
        names: dict[tuple[str, ...], str] = {}

        def where(issue: Issue) -> tuple[object, ...]:
            place = (issue.subject, issue.segment, str(issue.params.get("collaboration", "")))
            if place not in names:
                names[place] = self._where(issue).casefold()
            return (names[place],)

        if column == WHERE:
            return where
        if column == SEVERITY:
            return lambda issue: (_RANK[issue.severity],)
        return lambda issue: (issue.code, issue.value)

    def _text(self, issue: Issue, column: int) -> str:
        if column == WHERE:
            return self._where(issue)
        if column == WHAT:
            return message_of(issue)
        return suggestion_of(issue) if column == REMEDY else severity_word(issue.severity)

    def _where(self, issue: Issue) -> str:
        parts = []
        if issue.subject:
            parts.append(self._bridge.subject_name(issue.subject))
        if issue.segment:
            parts.append(self._bridge.segment_name(issue.segment))
        if "collaboration" in issue.params:
            parts.append(str(issue.params.get("name", "")))
        return " · ".join(parts) or "–"


def headings() -> tuple[str, ...]:
    """What the columns are called."""
    return (_("Where"), _("What"), _("What to do"), _("Severity"))


def severity_word(severity: Severity) -> str:
    """How severe an issue is, in a word."""
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.NOTICE: _("Notice"),
    }[severity]
