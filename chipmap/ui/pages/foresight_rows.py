"""The rows of the foresight page: segments in groups, in the order that was chosen; the page as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.tables.score_grid.rows import GridRow, Group, RowOrder, groups_of, in_order
from chipmap.wording import _
from chipmap.wording import foresight as words
from chipmap.wording.formats import horizon as horizon_text
from chipmap.wording.levels import confidence_word
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chipmap.model.analysis.foresight_table import ForesightTable
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.table_workbook import Cell, Sheet
    from chipmap.ui.bridge import WorkspaceBridge


def widest_gap(table: ForesightTable, segment: str) -> float | None:
    """The widest gap of the focus region in a segment at any horizon; None where none is known."""
    known = [table.value(table.places[0], segment, horizon) for horizon in table.horizons]
    return min((gap for gap in known if gap is not None), default=None)


def row_groups(
    dataset: Dataset, table: ForesightTable, order: RowOrder, *, is_needed_only: bool
) -> list[Group]:
    """The groups in an order; where asked only segments in which a shown place has a need."""
    groups = in_order(groups_of(dataset), order, lambda segment: widest_gap(table, segment))
    if not is_needed_only:
        return groups
    needed = {segment for (_place, segment, _horizon), gap in table.gaps.items() if gap.need is not None}
    kept = [
        group._replace(rows=tuple(row for row in group.rows if row.segment in needed)) for group in groups
    ]
    return [group for group in kept if group.rows or group.head.segment in needed]


def widest_cell(table: ForesightTable) -> tuple[str, Gap] | None:
    """Segment and gap where the focus region falls short most; None where no gap is known."""
    focus = table.places[0]
    known = [
        (gap.value, segment, gap)
        for (place, segment, _horizon), gap in table.gaps.items()
        if place == focus and gap.value is not None
    ]
    if not known:
        return None
    _value, segment, gap = min(known, key=lambda one: one[0])
    return segment, gap


def known_needs(table: ForesightTable) -> tuple[int, int]:
    """In how many segments the focus region has a gap, and in how many a need."""
    focus = table.places[0]
    own = [(segment, gap) for (place, segment, _at), gap in table.gaps.items() if place == focus]
    needed = {segment for segment, gap in own if gap.need is not None and gap.need.level is not None}
    return len({segment for segment, gap in own if gap.value is not None} & needed), len(needed)


def exported_sheets(bridge: WorkspaceBridge, table: ForesightTable, groups: list[Group]) -> list[Sheet]:
    """The figures in the order of the page, then what to act on first: the sheets of a workbook."""
    rows = [row for group in groups for row in (group.head, *group.rows) if row.segment]
    return [
        (_("Foresight"), _headings(), list(_figures(bridge, table, rows))),
        (_("Act first"), _priority_headings(), list(_priorities(bridge, table))),
    ]


def _headings() -> list[str]:
    return [
        _("Place"),
        _("Code"),
        _("Segment"),
        _("Segment ID"),
        _("Horizon"),
        _("Level"),
        _("Where the level comes from"),
        _("Confidence"),
        _("Need"),
        _("Need of"),
        _("Where the need comes from"),
        _("Gap"),
    ]


def _figures(bridge: WorkspaceBridge, table: ForesightTable, rows: list[GridRow]) -> Iterator[list[Cell]]:
    """A row for every place, segment and horizon of which anything is known; blank is not known."""
    year = bridge.dataset.settings.current_year
    for row in rows:
        for place in table.places:
            for horizon in table.horizons:
                gap = table.gap(place, row.segment, horizon)
                if gap is not None:
                    yield [
                        bridge.subject_name(place),
                        place,
                        bridge.dataset.segments[row.segment].name,
                        row.segment,
                        horizon_text(horizon, year),
                        *_level_cells(bridge, gap),
                        *_need_cells(gap),
                        gap.value,
                    ]


def _level_cells(bridge: WorkspaceBridge, gap: Gap) -> tuple[Cell, Cell, Cell]:
    standing = gap.standing
    if standing.is_not_applicable:
        return _("not applicable"), None, None
    if standing.level is None:
        return None, None, None
    origin = origin_text(standing, bridge.dataset, bridge.names)
    sure = confidence_word(standing.confidence) if standing.confidence is not None else None
    if not standing.is_known:
        return words.level_part(gap), origin, sure
    return standing.level, origin, sure


def _need_cells(gap: Gap) -> tuple[Cell, Cell, Cell]:
    if gap.need is None:
        return None, None, None
    level = _("not applicable") if gap.need.level is None else gap.need.level
    return level, gap.need.horizon, words.need_origin(gap.need)


def _priority_headings() -> list[str]:
    return [
        _("Rank"),
        _("Segment"),
        _("Segment ID"),
        _("Expected shortfall"),
        _("Worst shortfall"),
        _("Rank by worst"),
        _("Robust"),
        _("Part of all weightings among the first five"),
        _("Reason"),
    ]


def _priorities(bridge: WorkspaceBridge, table: ForesightTable) -> Iterator[list[Cell]]:
    year = bridge.dataset.settings.current_year
    years = words.plain_years(table.horizons, year)
    for one in table.foresight.priorities:
        yield [
            one.expected_rank,
            bridge.dataset.segments[one.segment].name,
            one.segment,
            one.expected_shortfall,
            one.worst_shortfall,
            one.worst_rank,
            _("yes") if one.is_robust else _("no"),
            table.foresight.steady.get(one.segment),
            words.rank_reason(one, years),
        ]
