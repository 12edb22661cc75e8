"""What an import of points would do: an institution new or changed for each row, and what needs a look.

A plan changes nothing. What is taken of it becomes one ChangeSet, so it happens and is undone as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.exchange.raw_points import PointFormat
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import Institution


@dataclass(frozen=True, slots=True)
class PointItem:
    """One row of the file that would add an institution (`before` is `None`) or change one."""

    row: int
    before: Institution | None
    after: Institution

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that differ; none for a new institution."""
        if self.before is None:
            return ()
        names = (column.name for column in fields(Institution))
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class PointsPlan:
    """Items in the order of the file; `issues` with the row and column that they are about.

    `columns` gives for each field the heading that it was read from, `names` what rows with findings call
    their institution.
    """

    file: str
    point_format: PointFormat
    items: tuple[PointItem, ...]
    issues: tuple[Issue, ...]
    unchanged: int
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def changes(self) -> ChangeSet:
        """Everything that the file would change."""
        return self.changes_for({item.row for item in self.items})

    def changes_for(self, rows: Collection[int]) -> ChangeSet:
        """The changes of the chosen rows, as one step."""
        return ChangeSet.of(Change(item.before, item.after) for item in self.items if item.row in rows)

    @property
    def left_out(self) -> tuple[Issue, ...]:
        """Why rows are left out, one finding for each."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


def row_of(issue: Issue) -> int:
    """The number of the row that a finding is about; 0 when it is about the whole file."""
    return int(str(issue.params.get("row", 0)))


def column_of(issue: Issue) -> str:
    """The heading of the column that a finding is about; empty when it is about the row or the file."""
    return str(issue.params.get("column", ""))
