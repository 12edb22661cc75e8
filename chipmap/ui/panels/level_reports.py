"""What the level card and the list of widest gaps say, put together from standings and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.analysis.standing import Origin, Standing
from chipmap.model.edits.evidence import evidence_of
from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import NOW, Evidence, EvidenceKind, Grade, Share, StatedStrength
from chipmap.ui.panels.level_card import LevelReport
from chipmap.ui.panels.level_texts import (
    certainty_text,
    figure_of,
    headline_of,
    level_class,
    need_level,
    need_text,
    need_text_of_other,
)
from chipmap.wording import _
from chipmap.wording.standings import explain, origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View


@dataclass(frozen=True, slots=True)
class GapLine:
    """One of the widest gaps of a subject: level against need, with the sign of the gap."""

    segment: str
    name: str
    level: float
    need: float
    gap: float
    is_dotted: bool


def report_of(bridge: WorkspaceBridge, subject: str, view: View) -> LevelReport:
    """The card of one subject for the segment and the horizon that are looked at."""
    dataset, standings, names = bridge.dataset, bridge.standings, bridge.names
    standing = standings.of(subject, view.segment, view.horizon)
    return LevelReport(
        figure=figure_of(standing),
        level=None if standing.is_not_applicable else standing.level,
        is_dotted=standing.is_dotted,
        headline=headline_of(standing, bridge.segment_name(view.segment)),
        need=_need_line(bridge, subject, view),
        origin=origin_text(standing, dataset, names) if standing.level is not None else "",
        certainty=certainty_text(standing.confidence, source_count(standing)) if standing.is_known else "",
        reasons=tuple(explain(standing, dataset, names)),
        acceptable=acceptable_level(standing),
    )


def _need_line(bridge: WorkspaceBridge, subject: str, view: View) -> str:
    """The need that the map holds a place against: its own, else on *Against need* the focus region's."""
    standings = bridge.standings
    own = standings.next_need(subject, view.segment, view.horizon)
    is_held_against_focus = (
        own is None
        and view.layer is LayerKind.NEED
        and subject != view.focus
        and subject in bridge.dataset.countries
        and not standings.of(subject, view.segment, view.horizon).is_not_applicable
    )
    if not is_held_against_focus:
        return need_text(standings.gap(subject, view.segment, view.horizon))
    need = standings.next_need(view.focus, view.segment, view.horizon)
    gap = standings.gap_against(need, subject, view.segment, view.horizon)
    return need_text_of_other(gap, bridge.subject_name(view.focus))


def source_count(standing: Standing) -> int:
    """How many pieces of evidence or sources stand behind a level."""
    cited = {key for score in standing.why.scores for key in score.evidence}
    return len(cited) or len(standing.why.sources)


def acceptable_level(standing: Standing | None) -> int | None:
    """The whole level that accepting a suggestion for today would score; None where nothing is suggested."""
    if standing is None or standing.level is None or standing.horizon != NOW:
        return None
    return level_class(standing.level) if standing.origin is Origin.SUGGESTED else None


def cited_evidence(dataset: Dataset, standing: Standing) -> Iterator[Evidence]:
    """The figures and statements of a suggestion as evidence of the score that accepts it."""
    why = standing.why
    share = why.deciding_share
    if share is not None:
        yield _evidence_of_share(dataset, share)
    for stated in (why.lifted_by, why.capped_by):
        if stated is not None:
            yield _evidence_of_statement(dataset, stated)


def gap_lines(bridge: WorkspaceBridge, subject: str, horizon: str, count: int = 6) -> list[GapLine]:
    """The widest gaps among all segments that have both a level and a need, worst first."""
    scorable = [segment.id for segment in bridge.dataset.segments.values() if segment.parent]
    scorable += [stage.id for stage in bridge.dataset.stages()]
    lines = []
    for gap in bridge.standings.ranked_gaps(subject, dict.fromkeys(scorable), horizon):
        need, level = need_level(gap), gap.level
        if need is None or level is None or gap.value is None or gap.value >= 0:
            continue
        name = bridge.segment_name(gap.segment)
        lines.append(GapLine(gap.segment, name, level, need, gap.value, gap.is_dotted))
    return lines[:count]


def _evidence_of_share(dataset: Dataset, share: Share) -> Evidence:
    source = dataset.sources.get(share.source)
    title = source.title if source is not None else share.source
    segment = dataset.segments.get(share.segment)
    locator = (source.address if source is not None else "") or share.basis
    evidence = evidence_of(
        _("{title}: {percent:g} % of {segment}").format(
            title=title,
            percent=share.percent,
            segment=segment.name if segment is not None else share.segment,
        ),
        locator,
        share.year,
        EvidenceKind.DATA,
    )
    return _with_source(evidence, share.grade, share.source if source is not None else "")


def _evidence_of_statement(dataset: Dataset, stated: StatedStrength) -> Evidence:
    source = dataset.sources.get(stated.source)
    title = source.title if source is not None else stated.source
    evidence = evidence_of(
        _("{title}: {statement}").format(title=title, statement=stated.statement),
        source.address if source is not None else "",
        source.year if source is not None else None,
        EvidenceKind.DOCUMENT,
    )
    return _with_source(evidence, Grade.REPORTED, stated.source if source is not None else "")


def _with_source(evidence: Evidence, grade: Grade, source: str) -> Evidence:
    from dataclasses import replace

    return replace(evidence, grade=grade, source=source)
