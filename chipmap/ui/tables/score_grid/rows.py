"""The rows of the grid: the tree of segments in groups that fold, filtered and in an order.

A group is a stage, or what stands outside the chain: end uses, enablers. Its head stays where one of its
segments is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from chipmap.model.analysis.segment_tree import SegmentTree
from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import normalise_place_text
from chipmap.model.records import ROOT_SEGMENT, Segment
from chipmap.wording import _


class RowOrder(StrEnum):
    """In which order the groups stand, and the segments of each."""

    CHAIN = "chain"
    NAME = "name"
    GAP = "gap"


class GridRow(NamedTuple):
    """One row. `segment` is empty for a head that is no segment; `depth` 0 is a head."""

    group: str
    segment: str
    name: str
    depth: int

    @property
    def is_head(self) -> bool:
        return self.depth == 0


class Group(NamedTuple):
    """A head and every segment below it, in value-chain order."""

    head: GridRow
    rows: tuple[GridRow, ...]


def groups_of(dataset: Dataset) -> list[Group]:
    """The stages first, then what stands outside the chain, each kind under one head."""
    tree = SegmentTree(dataset.segments)
    roots = [
        one for parent in ("", ROOT_SEGMENT) for one in tree.children(parent) if tree.is_scorable(one.id)
    ]
    roots.sort(key=lambda root: root.order)
    stages = [root for root in roots if tree.is_stage(root.id)]
    groups = [_stage_group(tree, stage) for stage in stages]
    kinds = dict.fromkeys(root.segment_kind for root in roots if root not in stages)
    for kind in kinds:
        head = GridRow(f"kind:{kind}", "", _kind_name(kind), 0)
        members = [root for root in roots if root.segment_kind == kind]
        rows = [row for root in members for row in _rows_from(tree, root, head.group, 1)]
        groups.append(Group(head, tuple(rows)))
    return groups


def group_of(groups: Sequence[Group], segment: str) -> str | None:
    """The group in which a segment stands."""
    for group in groups:
        if group.head.segment == segment or any(row.segment == segment for row in group.rows):
            return group.head.group
    return None


def shown_rows(
    groups: Sequence[Group],
    opened: Collection[str],
    text: str = "",
    keep: Callable[[str], bool] | None = None,
) -> list[GridRow]:
    """Heads with the rows of the open groups; a filter opens all and leaves out what does not fit."""
    words = normalise_place_text(text).split()
    if not words and keep is None:
        return [
            row
            for group in groups
            for row in (group.head, *(group.rows if group.head.group in opened else ()))
        ]
    rows: list[GridRow] = []
    for group in groups:
        fits_head = all(word in _spelt(group.head) for word in words)
        fitting = [
            row
            for row in group.rows
            if (fits_head or all(word in _spelt(row) for word in words))
            and (keep is None or keep(row.segment))
        ]
        if fitting or (fits_head and words and keep is None):
            rows += [group.head, *fitting]
    return rows


def in_order(groups: Sequence[Group], order: RowOrder, gap_of: Callable[[str], float | None]) -> list[Group]:
    """The groups in another order, and within each its segments; an unknown gap comes last.

    Any order but that of the chain tears segments from their parents, so none is indented below another.
    """
    if order is RowOrder.CHAIN:
        return list(groups)

    def rank(row: GridRow) -> tuple[bool, float, str]:
        gap = gap_of(row.segment) if order is RowOrder.GAP and row.segment else None
        return gap is None, gap or 0.0, row.name.casefold() if order is RowOrder.NAME else ""

    return [
        group._replace(rows=tuple(row._replace(depth=1) for row in sorted(group.rows, key=rank)))
        for group in sorted(groups, key=lambda group: rank(group.head))
    ]


def _stage_group(tree: SegmentTree, stage: Segment) -> Group:
    head = GridRow(stage.id, stage.id, stage.short_name or stage.name, 0)
    rows = [row for child in tree.children(stage.id) for row in _rows_from(tree, child, stage.id, 1)]
    return Group(head, tuple(rows))


def _rows_from(tree: SegmentTree, segment: Segment, group: str, depth: int) -> Iterator[GridRow]:
    yield GridRow(group, segment.id, segment.name, depth)
    for child in tree.children(segment.id):
        yield from _rows_from(tree, child, group, depth + 1)


def _spelt(row: GridRow) -> str:
    return normalise_place_text(f"{row.name} {row.segment}")


def _kind_name(kind: str) -> str:
    names = {"end_use": _("End uses"), "enabler": _("Enablers"), "component_family": _("Component families")}
    return names.get(kind, _("Other segments"))
