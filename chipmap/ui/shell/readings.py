"""What the ribbon says of each stage for the focus region: level, need and gap, or that they are unknown."""

from __future__ import annotations

from typing import NamedTuple

from chipmap.model.analysis.standing import Origin
from chipmap.model.records import NOW, Segment
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.selection import View
from chipmap.wording import _
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed

PARITY = 0.5
"""A gap smaller than this counts as meeting the need (semantics.md)."""


class StageReading(NamedTuple):
    """One stage of the focus region at the chosen horizon; None is not known."""

    stage: Segment
    level: float | None
    need: float | None
    gap: float | None
    need_horizon: str | None
    is_dotted: bool
    is_at_least: bool
    is_not_applicable: bool

    @property
    def name(self) -> str:
        return self.stage.short_name or self.stage.name

    @property
    def level_text(self) -> str:
        """The level with its need: "1.4 of 3.5", "≥ 2", "not scored"."""
        if self.is_not_applicable:
            return _("not applicable")
        if self.level is None:
            return _("not scored")
        shown = ("≥ " if self.is_at_least else "") + level_text(self.level)
        if self.need is None:
            return shown
        return _("{level} of {need}").format(level=shown, need=level_text(self.need))

    @property
    def gap_text(self) -> str:
        return "" if self.gap is None else signed(self.gap)

    @property
    def figure(self) -> str:
        """The one figure that says most: the gap, else the level, else a dash."""
        if self.gap is not None:
            return self.gap_text
        if self.level is None or self.is_not_applicable:
            return "–"
        return ("≥ " if self.is_at_least else "") + level_text(self.level)

    @property
    def spoken(self) -> str:
        """The reading in words, for screen readers and tooltips."""
        parts = [self.stage.short_name or self.stage.name]
        if self.is_not_applicable or self.level is None:
            parts.append(self.level_text)
        elif self.is_at_least:
            parts.append(_("level at least {level}").format(level=level_text(self.level)))
        else:
            parts.append(_("level {level}").format(level=level_text(self.level)))
        if self.need is not None:
            parts.append(_("need {need}").format(need=level_text(self.need)))
        if self.gap is not None:
            parts.append(_spoken_gap(self.gap))
        if self.is_dotted and self.level is not None:
            parts.append(_("suggested, or scored without evidence"))
        return ", ".join(parts)


def read_stages(bridge: WorkspaceBridge, view: View) -> list[StageReading]:
    """The stages in value-chain order as the ribbon shows them."""
    return [_read(bridge, view, stage) for stage in bridge.dataset.stages()]


def stage_of(bridge: WorkspaceBridge, segment: str) -> str | None:
    """The stage that a segment belongs to; None for what stands beside the chain."""
    segments = bridge.dataset.segments
    record = segments.get(segment)
    while record is not None and record.segment_kind != "stage":
        record = segments.get(record.parent)
    return record.id if record is not None else None


def _read(bridge: WorkspaceBridge, view: View, stage: Segment) -> StageReading:
    standing = bridge.standings.of(view.focus, stage.id, view.horizon)
    gap = bridge.standings.gap(view.focus, stage.id, view.horizon)
    return StageReading(
        stage=stage,
        level=standing.level,
        need=gap.need.level if gap.need is not None else None,
        gap=gap.value,
        need_horizon=gap.need_horizon,
        is_dotted=standing.is_dotted,
        is_at_least=standing.origin is Origin.AT_LEAST,
        is_not_applicable=standing.is_not_applicable,
    )


def need_note(readings: list[StageReading], horizon: str) -> str:
    """What the gaps are measured against: "against 2030 need"."""
    if horizon != NOW:
        return _("against {year} need").format(year=horizon)
    years = sorted({reading.need_horizon for reading in readings if reading.need_horizon})
    return _("against {year} need").format(year=years[0]) if years else _("no need recorded")


def _spoken_gap(gap: float) -> str:
    size = level_text(abs(gap))
    if gap < 0:
        return _("gap minus {size}").format(size=size)
    return _("gap plus {size}").format(size=size) if gap > 0 else _("no gap")
