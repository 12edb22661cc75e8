"""The segments of the value chain as a list to tick, narrowed by what is typed above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.widgets.tick_list import TickList
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from chipmap.ui.bridge import WorkspaceBridge

_ROWS_HEIGHT = 190


class SegmentChecks(TickList):
    """Every segment in the order of the value chain."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Segments in which it is active"),
            _("Find a segment"),
            _counted,
            height=_ROWS_HEIGHT,
            parent=parent,
        )
        depths: dict[str, int] = {}
        lines = []
        for segment in sorted(bridge.dataset.segments.values(), key=lambda record: record.order):
            if segment.segment_kind != "total":
                depths[segment.id] = depths.get(segment.parent, -1) + 1
                lines.append((segment.id, segment.name, depths[segment.id]))
        self.add_lines(lines)


def _counted(chosen: Sequence[str]) -> str:
    count = len(chosen)
    if not count:
        return _("None chosen: it stands on no layer of the map until a segment is ticked.")
    return ngettext("{count} segment chosen", "{count} segments chosen", count).format(count=count)
