"""The items of one returned file and what becomes of them, as a table model; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from chipmap.model.records import Resolution
from chipmap.ui.dialogs.review_choices import Choices
from chipmap.ui.dialogs.review_rows import ReviewRow, RowKind
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from chipmap.model.records.units import UnitValue

Index = QModelIndex | QPersistentModelIndex
CHECK, CAPABILITY, HERE, THERE, EFFECT, DECISION = range(6)
ROW_ROLE = Qt.ItemDataRole.UserRole
_TICKED = (RowKind.ITEM, RowKind.CONFLICT)


class ReviewModel(QAbstractTableModel):
    """`decided` follows every choice; `correction_made` carries a problem's row and the corrected text.

    `conflict_opened` carries a conflict that a person wants to see whole, or to decide in another way.
    """

    decided = Signal()
    correction_made = Signal(object, str)
    conflict_opened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ReviewRow] = []
        self.choices = Choices()
        self._heading = ""

    def show_rows(self, rows: list[ReviewRow], choices: Choices, heading: str = "") -> None:
        """Show a plan, or another one, with what is chosen from it; `heading` says what a row is."""
        self.beginResetModel()
        self._heading = heading
        self.choices, self.rows = choices, rows
        self.endResetModel()
        self.decided.emit()

    @property
    def taken(self) -> set[str]:
        """The ids of the items that are taken as they are in the file."""
        return self.choices.taken

    def is_settled(self, row: ReviewRow) -> bool:
        """Whether a conflict or problem has been decided."""
        return row.key in self.choices.settled

    def is_taken(self, row: ReviewRow) -> bool:
        return row.key in self.choices.taken

    def take(self, row: ReviewRow, *, is_taken: bool) -> None:
        """Take an item or leave it out; a conflict: take theirs or keep mine. A problem is left out."""
        self._decide(row, is_taken=is_taken)
        self._announce(row)

    def decide(self, row: ReviewRow, resolution: Resolution, value: UnitValue = None) -> None:
        """Decide a conflict for mine, theirs, both texts or another value."""
        self.choices.decide(row.key, resolution, value)
        self._announce(row)

    def reopen(self, row: ReviewRow) -> None:
        """Make a problem open again that was left out."""
        self.choices.settled.discard(row.key)
        self._announce(row)

    def take_group(self, group: str, *, is_taken: bool) -> None:
        """Decide all rows under a heading at once."""
        for row in self.rows:
            if row.group == group and row.kind is not RowKind.HEADING:
                self._decide(row, is_taken=is_taken)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, DECISION))
        self.decided.emit()

    def is_group_taken(self, group: str) -> bool:
        """Whether every item under a heading is taken."""
        items = [row for row in self.rows if row.group == group and row.kind in _TICKED]
        return bool(items) and all(row.key in self.choices.taken for row in items)

    def correct(self, row: ReviewRow, text: str) -> None:
        """Read a problem's cell as the person has typed it."""
        if text.strip() != row.value.strip():
            self.correction_made.emit(row, text)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else DECISION + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = (
                "",
                self._heading or _("Capability"),
                _("In your workspace"),
                _("In the file"),
                _("Effect"),
                _("Decision"),
            )
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(row)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return row.value
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CHECK and row.kind in _TICKED:
            return Qt.CheckState.Checked if row.key in self.choices.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and row.kind in _TICKED:
            self.take(row, is_taken=Qt.CheckState(value) is Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and row.is_fixable:
            self.correct(row, str(value))
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.kind in _TICKED and index.column() == CHECK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if row.is_fixable and index.column() == EFFECT:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def decision_text(self, row: ReviewRow) -> str:
        """What happens to a row as things stand."""
        if row.kind is RowKind.ITEM:
            return _("Take theirs") if row.key in self.choices.taken else _("Leave out")
        if row.kind is RowKind.CONFLICT:
            return resolution_text(self.choices.resolution(row.key))
        if row.kind is RowKind.PROBLEM:
            return _("Left out") if row.key in self.choices.settled else _("Leave out")
        return ""

    def spoken(self, row: ReviewRow) -> str:
        """The row as a screen reader says it."""
        parts: tuple[str, ...]
        if row.kind in _TICKED:
            parts = (
                row.title,
                _("in your workspace {value}").format(value=row.here.spoken),
                _("in the file {value}").format(value=row.there.spoken),
                row.effect,
                self.decision_text(row),
            )
        else:
            parts = (row.title, row.detail, row.effect, self.decision_text(row))
        return ", ".join(part for part in parts if part)

    def _texts(self, row: ReviewRow) -> tuple[str, ...]:
        here = row.detail if row.kind not in _TICKED else row.here.spoken
        there = "" if row.kind not in _TICKED else row.there.spoken
        effect = row.value if row.kind is RowKind.PROBLEM else row.effect
        return ("", row.title, here, there, effect, self.decision_text(row))

    def _tooltip(self, row: ReviewRow, column: int) -> str:
        if row.kind is RowKind.PROBLEM:
            return "\n".join(part for part in (row.detail, row.effect) if part)
        texts = {HERE: row.here.spoken, THERE: row.there.spoken, CAPABILITY: row.title}
        return texts.get(column, "") if row.kind in _TICKED else row.detail

    def _decide(self, row: ReviewRow, *, is_taken: bool) -> None:
        if row.kind in (RowKind.CONFLICT, RowKind.PROBLEM):
            self.choices.settled.add(row.key)
        if row.kind in _TICKED:
            self.choices.take(row.key, is_taken=is_taken)

    def _announce(self, row: ReviewRow) -> None:
        at = self.rows.index(row)
        self.dataChanged.emit(self.index(at, 0), self.index(at, DECISION))
        heading = next((i for i, other in enumerate(self.rows) if other.group == row.group), at)
        self.dataChanged.emit(self.index(heading, 0), self.index(heading, DECISION))
        self.decided.emit()


def resolution_text(resolution: Resolution) -> str:
    """How a conflict was decided, in two or three words."""
    return {
        Resolution.OPEN: _("Not decided: mine stays"),
        Resolution.OURS: _("Keep mine"),
        Resolution.THEIRS: _("Take theirs"),
        Resolution.BOTH: _("Keep both"),
        Resolution.EDITED: _("Another value"),
    }[resolution]
