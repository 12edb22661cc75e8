"""Puts findings that have one cause together, so that a person decides once instead of a thousand times.

Cells that say the same and are wrong for the same reason are one group; every finding is in exactly one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from chipmap.model.exchange.finding_fixes import Fix, FixKind, fix_of
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import CellPlace, Issue, Severity

_SAME_WHATEVER_IT_SAYS: Final = frozenset(
    {
        *("cell-formula", "formula-without-value", "level-not-whole", "level-rounded", "text-cut"),
        *("beside-unread-level", "source-reworded", "row-twice", "row-twice-different"),
        *("row-relinked", "row-unknown", "row-unknown-blank", "row-called-otherwise"),
    }
)
"""Findings whose remedy does not depend on what the cell says."""
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one cause; `value` is what their cells say, as the first of them writes it.

    `field_name` is the column key, `level` for every column of levels and needs; `fix` mends all at once.
    """

    code: str
    severity: Severity
    field_name: str
    value: str
    issues: tuple[Issue, ...]
    fix: Fix

    @property
    def count(self) -> int:
        return len(self.issues)

    @property
    def places(self) -> tuple[CellPlace, ...]:
        """The cells to jump to, or to correct."""
        return tuple(issue.place for issue in self.issues if issue.place is not None and issue.place.cell)

    @property
    def can_apply_to_all(self) -> bool:
        """Whether entering one text mends every cell of the group."""
        return self.fix.kind is FixKind.ENTER and bool(self.places) and _is_by_value(self.code)


def grouped_findings(issues: Iterable[Issue]) -> tuple[FindingGroup, ...]:
    """The findings by cause: what was left out first, and what occurs most often first among equals."""
    by_cause: dict[tuple[str, ...], list[Issue]] = {}
    for issue in issues:
        by_cause.setdefault(_cause(issue), []).append(issue)
    groups = [_group(found) for found in by_cause.values()]
    return tuple(sorted(groups, key=lambda group: (_ORDER.index(group.severity), -group.count)))


def _cause(issue: Issue) -> tuple[str, ...]:
    said = folded(issue.value) if _is_by_value(issue.code) else ""
    place = issue.place
    if place is None or not place.cell:
        # What concerns a file or a sheet as a whole is decided for each.
        said = "\n".join((said, place.file if place else "", place.sheet if place else "", issue.field_name))
    return (issue.code, issue.severity, _field_kind(issue.field_name), said)


def _is_by_value(code: str) -> bool:
    return code not in _SAME_WHATEVER_IT_SAYS


def _group(issues: list[Issue]) -> FindingGroup:
    first = issues[0]
    value = first.value if _is_by_value(first.code) or len(issues) == 1 else ""
    return FindingGroup(
        first.code, first.severity, _field_kind(first.field_name), value, tuple(issues), fix_of(first)
    )


def _field_kind(field_name: str) -> str:
    return "level" if field_name.startswith(("level_", "need_")) else field_name
