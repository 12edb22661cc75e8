"""One segment of the table of foresight: its chart, and where the figures of the current cell come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chipmap.model.records import NOW
from chipmap.ui import theme
from chipmap.ui.panels.citations import need_citations, score_citations
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.letter_badge import LETTERS_OF_FIVE, LetterBadge
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _, ngettext
from chipmap.wording import foresight as words
from chipmap.wording.formats import horizon as horizon_text
from chipmap.wording.formats import signed
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chipmap.model.analysis.foresight_table import ForesightTable
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.charts.slope_chart import SlopeChart, SlopeLine

_SHOWN_SOURCES = 6


class SegmentPanel(QWidget):
    """Follows the current cell; says when its score is wanted in the panel or among the scorecards."""

    score_wanted = Signal()
    scorecards_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chart: SlopeChart | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = label("", "title")
        self._note = label("", "small", "text2")
        self._chart_place = QVBoxLayout()
        self._letters = QWidget()
        self._letters_flow = FlowLayout(self._letters, gap=14)
        self._letters_flow.set_line_gap(4)
        for part in (self.title, self._note):
            column.addWidget(part)
        column.addLayout(self._chart_place)
        column.addWidget(self._letters)
        column.addSpacing(4)
        self.cell_title = label("", "heading")
        column.addWidget(self.cell_title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        column.addLayout(self._buttons())
        self._sources = QVBoxLayout()
        self._sources.setSpacing(6)
        column.addLayout(self._sources)
        column.addStretch(1)
        self.texts: list[str] = []
        """What is said of the current cell, from the top."""

    @property
    def chart(self) -> SlopeChart | None:
        """The chart; None until it is first shown."""
        return self._chart

    def show_segment(self, table: ForesightTable, segment: str, place: str, horizon: str) -> None:
        """Show a segment, and what is known of one place at one horizon in it."""
        bridge, year = self._bridge, self._bridge.dataset.settings.current_year
        name = bridge.dataset.segments[segment].name if segment in bridge.dataset.segments else segment
        self.title.setText(name)
        self._show_chart(table, segment, place)
        self.cell_title.setText(f"{bridge.subject_name(place)}, {horizon_text(horizon, year)}")
        self._show_lines(table, segment, place, horizon)
        self._show_sources(segment, place)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_score = button(_("Open the score"), self.score_wanted.emit, icon="pencil-ruler")
        self.open_score.setToolTip(_("Edit level and need in the panel of the map (Enter in the table)"))
        self.open_card = button(_("Scorecards"), self.scorecards_wanted.emit, icon="table-2")
        self.open_card.setToolTip(_("Show this cell among the scorecards"))
        row.addWidget(self.open_score)
        row.addWidget(self.open_card)
        row.addStretch(1)
        return row

    def _show_chart(self, table: ForesightTable, segment: str, place: str) -> None:
        if self._chart is None:
            from chipmap.ui.charts.slope_chart import SlopeChart

            self._chart = SlopeChart()
            self._chart_place.addWidget(self._chart)
        lines = list(self._slopes(table, segment, place))
        self._chart.show_lines(lines, [self._year(table, segment, at) for at in table.horizons])
        self._chart.setAccessibleName(_("Levels and needs by horizon"))
        self._chart.setAccessibleDescription("; ".join(self._spoken(table, segment)))
        hidden = len(table.places) - len(lines)
        note = _("Disc: level. Diamond: need. What is not known is not drawn.")
        if hidden:
            more = ngettext("{count} more place in the table.", "{count} more places in the table.", hidden)
            note = f"{note} {more.format(count=hidden)}"
        self._note.setText(note)
        self._show_letters(table)

    def _slopes(self, table: ForesightTable, segment: str, place: str) -> Iterator[SlopeLine]:
        from chipmap.ui.charts.slope_chart import SlopeLine

        for letter, one in zip(LETTERS_OF_FIVE, table.places, strict=False):
            gaps = [table.gap(one, segment, horizon) for horizon in table.horizons]
            yield SlopeLine(
                letter,
                tuple(gap.level if gap is not None else None for gap in gaps),
                # The need that today is held against belongs to a later year, and stands there.
                tuple(
                    gap.need.level
                    if gap is not None and gap.need is not None and gap.horizon != NOW
                    else None
                    for gap in gaps
                ),
                tuple(gap is not None and gap.is_dotted for gap in gaps),
                is_chosen=one == place,
            )

    def _year(self, table: ForesightTable, segment: str, horizon: str) -> str:
        """A horizon with the number of places whose level there is not known."""
        name = horizon_text(horizon, self._bridge.dataset.settings.current_year)
        shown = table.places[: len(LETTERS_OF_FIVE)]
        gaps = [table.gap(place, segment, horizon) for place in shown]
        unknown = sum(gap is None or gap.level is None for gap in gaps)
        missing = _("{count} not scored").format(count=unknown)
        return f"{name}\n{missing}" if unknown else name

    def _spoken(self, table: ForesightTable, segment: str) -> Iterator[str]:
        year = self._bridge.dataset.settings.current_year
        name = self._bridge.segment_name(segment)
        for place in table.places[: len(LETTERS_OF_FIVE)]:
            for horizon in table.horizons:
                gap = table.gap(place, segment, horizon)
                yield words.spoken_gap(
                    self._bridge.subject_name(place), name, horizon_text(horizon, year), gap
                )

    def _show_letters(self, table: ForesightTable) -> None:
        clear_layout(self._letters_flow)
        for letter, place in zip(LETTERS_OF_FIVE, table.places, strict=False):
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(LetterBadge(letter))
            row.addWidget(label(self._bridge.subject_name(place), "small", "text2", wraps=False))
            self._letters_flow.addWidget(entry)
            entry.show()

    def _show_lines(self, table: ForesightTable, segment: str, place: str, horizon: str) -> None:
        """Level, need and gap with where each comes from."""
        dataset, names = self._bridge.dataset, self._bridge.names
        gap = table.gap(place, segment, horizon)
        standing = gap.standing if gap is not None else None
        level = f"{_capital(words.level_part(gap, is_plain=True))}."
        if standing is not None and standing.level is not None:
            level = f"{level} {origin_text(standing, dataset, names)}."
            if standing.ballots and not standing.has_evidence:
                doubt = _("Scored without evidence, therefore dotted.")
                level = f"{level} {doubt}"
        need = gap.need if gap is not None else None
        lines = [
            level,
            f"{_capital(words.need_part(gap))}. {words.need_origin(need) if need else ''}".strip(),
        ]
        if gap is not None and gap.value is not None:
            said_gap = _("Gap {gap}.").format(gap=signed(gap.value))
            found = table.foresight.of(segment, horizon) if place == table.about else None
            if found is not None:
                said_gap = f"{said_gap} {words.probability_text(found.uncertain.need_exceeds)}"
            lines.append(said_gap)
        else:
            lines.append(_("The gap is not known: it needs both a level and a need."))
        if gap is not None and (said := words.confidence_text(gap)):
            lines.append(f"{said}.")
        self.texts = lines
        clear_layout(self._lines)
        for line in lines:
            self._lines.addWidget(_shown(label(line, "body")))

    def _show_sources(self, segment: str, place: str) -> None:
        clear_layout(self._sources)
        cited = [
            *need_citations(self._bridge, place, segment),
            *score_citations(self._bridge, place, segment),
        ]
        if cited:
            self._sources.addWidget(_shown(label(_("Sources"), "body_strong")))
        for citation in cited[:_SHOWN_SOURCES]:
            card = SourceCard(citation)
            self._sources.addWidget(card)
            card.show()
        more = len(cited) - _SHOWN_SOURCES
        if more > 0:
            text = ngettext(
                "{count} more source with the score.", "{count} more sources with the score.", more
            )
            self._sources.addWidget(_shown(label(text.format(count=more), "small", "text2")))


def _shown(made: QLabel) -> QLabel:
    """A label that is put into a layout while the page is shown already."""
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    theme.restyle(made)
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
