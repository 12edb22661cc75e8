"""What a comparison says: over the columns, in the cells, aloud, in the chart and on the clipboard.

Everything follows from the rows of `model.analysis.side_by_side`; unknown stays "not scored".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.records import NOW
from chipmap.ui.comparing import LETTERS
from chipmap.ui.panels.level_texts import (
    NOT_SCORED,
    figure_of,
    is_at_least,
    level_class,
    level_title,
    need_level,
    need_text,
    spoken_line,
)
from chipmap.ui.pasted_table import Pasted
from chipmap.wording import _, titles
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed
from chipmap.wording.levels import level_word
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.model.analysis.standing import Standing
    from chipmap.ui.bridge import WorkspaceBridge


class PlaceHead(NamedTuple):
    """What stands over a column: the letter, the name, and the level of the chosen segment in words."""

    place: str
    letter: str
    name: str
    headline: str
    origin: str
    need: str


def heads_of(bridge: WorkspaceBridge, places: Sequence[str], segment: str, horizon: str) -> list[PlaceHead]:
    """The head of each place, for the segment that is looked at."""
    heads = []
    for letter, place in zip(LETTERS, places, strict=False):
        standing = bridge.standings.of(place, segment, horizon)
        gap = bridge.standings.gap(place, segment, horizon)
        origin = origin_text(standing, bridge.dataset, bridge.names) if standing.level is not None else ""
        name = bridge.subject_name(place)
        words = level_in_words(standing)
        if standing.level is not None and not standing.is_not_applicable:
            words = f"{figure_of(standing)} {level_word(level_class(standing.level))}"
        heads.append(PlaceHead(place, letter, name, words, origin, need_text(gap)))
    return heads


def level_in_words(standing: Standing) -> str:
    """The word of the level: "Strong", "At least emerging", "Not applicable", "Not scored"."""
    if standing.is_not_applicable:
        return _("Not applicable")
    if standing.level is None:
        return _("Not scored")
    word = level_word(level_class(standing.level))
    return _("At least {level}").format(level=word.lower()) if is_at_least(standing) else word


def title_of(bridge: WorkspaceBridge, horizon: str) -> str:
    """What is compared: "Level in 2026, each place against its own need"."""
    return _("{level}, each place against its own need").format(
        level=level_title(horizon, bridge.dataset.settings.current_year)
    )


def cell_need(gap: Gap) -> str:
    """The need in a cell: "need 4", or nothing."""
    need = need_level(gap)
    return _("need {need}").format(need=level_text(need)) if need is not None else ""


def cell_gap(gap: Gap) -> str:
    """The gap in a cell, with its sign; nothing where it is not known."""
    return "" if gap.value is None else signed(gap.value)


def lane_figure(gap: Gap) -> str:
    """What stands at the end of a lane of the chart: "3  −1"."""
    figure = figure_of(gap.standing)
    if figure == NOT_SCORED:
        return _("not scored")
    return f"{figure}   {cell_gap(gap)}".rstrip()


def spoken_cell(name: str, row: ComparedSegment, gap: Gap) -> str:
    """What a screen reader says of a cell: "Malaysia: Packaging and test, level 3, need 4, gap minus 1"."""
    return _("{place}: {line}").format(place=name, line=spoken_line(row.segment.name, gap.standing, gap))


def legend_text() -> str:
    """How the chart is read."""
    return _(
        "Bar: level, 0–5. Dotted: suggested, or scored without evidence. Upright mark: need. "
        "Dotted line without a bar: not scored. At the end: the level, then level minus need."
    )


def alternative_text(
    bridge: WorkspaceBridge, heads: Sequence[PlaceHead], rows: Sequence[ComparedSegment]
) -> str:
    """The chart in words, a sentence for each segment and place."""
    named = ", ".join(f"{head.letter} {head.name}" for head in heads)
    sentences = [_("Level and need along the value chain of {places}.").format(places=named)]
    for row in rows:
        said = "; ".join(
            spoken_line(head.name, gap.standing, gap) for head, gap in zip(heads, row.gaps, strict=True)
        )
        sentences.append(f"{bridge.segment_name(row.segment.id)}: {said}.")
    return " ".join(sentences)


def copied_headings(heads: Sequence[PlaceHead]) -> list[str]:
    """A heading for the segment and six for each place."""
    columns = (_("level"), _("in words"), _("origin"), _("need"), _("year of the need"), _("gap"))
    headings = [_("Segment")]
    for head in heads:
        name = f"{head.letter} {head.name}"
        headings += [_("{place}: {column}").format(place=name, column=column) for column in columns]
    return headings


def copied_rows(bridge: WorkspaceBridge, rows: Sequence[ComparedSegment]) -> list[list[Pasted]]:
    """A row for each segment: figures as figures; a lower bound is said in words, for it is no level."""
    copied: list[list[Pasted]] = []
    for row in rows:
        line: list[Pasted] = [row.segment.name]
        for gap in row.gaps:
            standing = gap.standing
            year = None if gap.need is None or gap.need.level is None else float(gap.need.horizon)
            line += [gap.level, level_in_words(standing), origin_text(standing, bridge.dataset, bridge.names)]
            line += [need_level(gap), year, gap.value]
        copied.append(line)
    return copied


def foot_lines(
    bridge: WorkspaceBridge, heads: Sequence[PlaceHead], rows: Sequence[ComparedSegment], now: datetime
) -> list[str]:
    """Sources, workspace, naming profile, date and the notes that belong to the names."""
    counted: Counter[str] = Counter()
    for row in rows:
        for gap in row.gaps:
            counted.update(gap.standing.why.sources)
    notes = [bridge.names.note(head.place) or "" for head in heads]
    lines = [
        titles.sources_sentence(counted, bridge.dataset),
        titles.workspace_text(bridge.dataset, bridge.names, now),
        *notes,
    ]
    return [line for line in lines if line]


def picture_subtitle(bridge: WorkspaceBridge, segment: str, horizon: str) -> str:
    """What is drawn, and which segment is the one highlighted."""
    return _("{level}. Highlighted, and in words: {segment}.").format(
        level=title_of(bridge, horizon), segment=bridge.segment_name(segment)
    )


def picture_title(bridge: WorkspaceBridge, heads: Sequence[PlaceHead], horizon: str) -> str:
    """The title of a picture of the chart: the places, and what is drawn of them."""
    year = bridge.dataset.settings.current_year if horizon == NOW else horizon
    named = ", ".join(head.name for head in heads[:-1])
    return _("{places} and {last}: level {year} against need").format(
        places=named, last=heads[-1].name, year=year
    )
