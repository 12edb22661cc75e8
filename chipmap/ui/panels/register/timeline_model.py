"""The lines of the timeline: collaborations under the stage or partner that they belong to.

What has no start cannot stand on a line of time and is listed apart, never at a made-up place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chipmap.model.records.partial_dates import day_span
from chipmap.ui import theme
from chipmap.ui.collaboration_wish import BY_PARTNER
from chipmap.ui.panels.register.row import STAGES
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.panels.register.row import RegisterRow

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


class Line(NamedTuple):
    """A heading with a count, or a collaboration beneath one."""

    heading: str
    row: RegisterRow | None = None


def lines_of(bridge: WorkspaceBridge, rows: Sequence[RegisterRow], grouped_by: str, focus: str) -> list[Line]:
    """The collaborations by stage, or by each partner of the focus region; without a start at the end."""
    dated = [row for row in rows if day_span(row.record.start) is not None]
    undated = [row for row in rows if day_span(row.record.start) is None]
    groups: list[tuple[str, list[RegisterRow]]]
    if grouped_by == BY_PARTNER:
        groups = _by_partner(bridge, dated, focus)
    else:
        stages = dict.fromkeys((*STAGES, *(row.record.stage for row in dated)))
        groups = [
            (
                next((row.stage for row in dated if row.record.stage == stage), ""),
                [row for row in dated if row.record.stage == stage],
            )
            for stage in stages
        ]
    groups.append((_("Start not known"), undated))
    lines = []
    for heading, members in groups:
        if members:
            lines.append(Line(_("{heading} · {count}").format(heading=heading, count=len(members))))
            members.sort(key=lambda row: (row.record.start, row.name.casefold()))
            lines += [Line(heading, row) for row in members]
    return lines


def _by_partner(
    bridge: WorkspaceBridge, rows: Sequence[RegisterRow], focus: str
) -> list[tuple[str, list[RegisterRow]]]:
    groups: dict[str, list[RegisterRow]] = {}
    for row in rows:
        others = [code for code in row.record.partners if code != focus] or list(row.record.partners)
        for code in others or [""]:
            groups.setdefault(code, []).append(row)
    named = [(bridge.subject_name(code) if code else _("No partner"), rows) for code, rows in groups.items()]
    return sorted(named, key=lambda group: group[0].casefold())


class TimelineModel(QAbstractTableModel):
    """Two columns: what it is called, and when it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.chosen = ""

    def show_lines(self, lines: Sequence[Line], chosen: str) -> None:
        """Show other lines."""
        self.chosen = chosen
        if [_key(line) for line in lines] == [_key(line) for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_read = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Horizontal and is_read:
            return (_("Collaboration"), _("From start to end"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return line.heading if line.row is None else line.row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.heading if line.row is None else _spoken(line.row)
        if role == Qt.ItemDataRole.FontRole:
            is_strong = line.row is None or line.row.key == self.chosen
            return theme.current().font("small_strong" if is_strong else "small")
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour("text2" if line.row is None else "text")
        return None


def _key(line: Line) -> tuple[str, str]:
    return line.heading, "" if line.row is None else line.row.key


def _spoken(row: RegisterRow) -> str:
    missing = [
        text
        for text, is_missing in (
            (_("start not recorded"), not row.record.start),
            (_("end not recorded"), not row.record.end),
        )
        if is_missing
    ]
    return ", ".join([row.spoken, *missing])
