"""The Analysis tab: what can be computed about the subject and the chosen segment, with its reasons.

The figures are computed beside the window from a snapshot and shown when they are there; what cannot be
computed says why. The page is made when it is first shown, because it brings numpy and pyqtgraph along.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from chipmap.model.analysis.place_dependence import TradeGap
from chipmap.model.match.place_analysis import PlaceAnalysis, analyse_place
from chipmap.ui.charts.interval_chart import IntervalChart, IntervalRow
from chipmap.ui.errors import show_error
from chipmap.ui.jobs import Job, Jobs
from chipmap.ui.panels.figure_section import FigureSection
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.swot_section import SwotSection
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording import analysis as words
from chipmap.wording.formats import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.analysis.place_index import PlaceIndex, PlaceIndices
    from chipmap.model.dataset import Dataset
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

    Showing = Callable[[PlaceAnalysis], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the figures are about; the same question is not computed twice."""

    dataset: Dataset
    subject: str
    segment: str
    horizon: str
    focus: str

    def is_same(self, other: _Asked | None) -> bool:
        """Whether it is the same question about the very same dataset."""
        return other is not None and self.dataset is other.dataset and self.named == other.named

    @property
    def named(self) -> tuple[str, str, str, str]:
        return self.subject, self.segment, self.horizon, self.focus


class AnalysisPage(QWidget):
    """Shows the analysis of a subject; asks for a method to be explained and for weights to be set."""

    method_asked = Signal(str)
    """The section of the description of methods that explains a figure."""
    weights_asked = Signal()
    trade_asked = Signal()
    """Trade flows are to be imported."""
    codes_asked = Signal()
    """It is to be said which product codes stand for which segment."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        # The work may outlive this page: a workspace can be closed while it runs.
        self._jobs = Jobs(self._on_error, QApplication.instance())
        self._job: Job | None = None
        self._asked: _Asked | None = None
        self.shown: PlaceAnalysis | None = None
        """The figures on the screen; None while they are computed."""
        self._lay_out()

    @property
    def is_busy(self) -> bool:
        """Whether figures are being computed or put on the screen."""
        return self._job is not None

    def show_subject(self, subject: str, view: View) -> None:
        """Show the figures of a subject in the segment and at the horizon of a view."""
        asked = _Asked(self._bridge.dataset, subject, view.segment, view.horizon, view.focus)
        if asked.is_same(self._asked):
            return
        is_other = self._asked is None or asked.named != self._asked.named
        self._asked = asked
        if self._job is not None:
            self._job.cancel()
        if is_other:
            self.shown = None
            self._show_waiting()
        self._job = self._jobs.start(
            lambda progress: _work(asked, progress), _("Analysis"), lambda found: self._show(asked, found)
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(26)
        self.waiting = label(_("Computing the figures…"), "small", "text2")
        column.addWidget(self.waiting)
        self.index = FigureSection(_("Index over the value chain"), "index")
        self.rank_chart = IntervalChart()
        self.rank_chart.setAccessibleName(_("Rank intervals"))
        self.index.add_part(self.rank_chart)
        self.weights_button = button(_("Weights and assumptions…"), self.weights_asked.emit, icon="settings")
        self.index.add_part(self.weights_button, Qt.AlignmentFlag.AlignLeft)
        self.influence = FigureSection(_("What the ranking depends on"), "sensitivity")
        self.suppliers = FigureSection("", "concentration")
        self.dependence = FigureSection(_("Dependence on others"), "dependency")
        self.trade_button = button(_("Import a table…"), self.trade_asked.emit, icon="table-2")
        self.codes_button = button(_("Product codes…"), self.codes_asked.emit, icon="settings")
        for choice in (self.trade_button, self.codes_button):
            self.dependence.add_part(choice, Qt.AlignmentFlag.AlignLeft)
        self.swot = SwotSection("swot")
        self.swot.part_toggled.connect(self.updateGeometry)
        self.sections = (self.index, self.influence, self.suppliers, self.dependence, self.swot)
        for section in self.sections:
            section.method_asked.connect(self.method_asked)
            column.addWidget(section)
        column.addStretch(1)

    @cached_property
    def influence_chart(self) -> IntervalChart:
        """Made in a turn of its own: two charts at once would hold the window."""
        chart = IntervalChart()
        chart.setAccessibleName(_("How far ranks move without each stage"))
        self.influence.add_part(chart)
        return chart

    def _show_waiting(self) -> None:
        self.waiting.show()
        for section in self.sections:
            section.hide()

    def _show(self, asked: _Asked, found: PlaceAnalysis) -> None:
        if not isValid(self) or not asked.is_same(self._asked):
            return
        self.waiting.hide()
        self._show_next(asked, found, [self._show_ranks, self._show_influence, self._show_others])

    def _show_next(self, asked: _Asked, found: PlaceAnalysis, steps: list[Showing]) -> None:
        """Each step in a turn of its own, so that the window never waits for all sections together."""
        if not asked.is_same(self._asked):
            return
        steps[0](found)
        if len(steps) > 1:
            QTimer.singleShot(0, self, lambda: self._show_next(asked, found, steps[1:]))
            return
        self._job = None
        self.shown = found

    def _show_ranks(self, found: PlaceAnalysis) -> None:
        own = found.indices.of(found.place)
        if own is not None:
            self._show_index(found.indices, own)
        self.index.show()

    def _show_others(self, found: PlaceAnalysis) -> None:
        self._show_suppliers(found)
        self._show_dependence(found)
        self.swot.show_swot(self._bridge, found.swot, found.segment)
        for section in self.sections:
            section.show()

    def _show_index(self, indices: PlaceIndices, own: PlaceIndex) -> None:
        segment = self._bridge.segment_name
        count = len(indices.ranked)
        self.index.show_figure(
            words.index_headline(own),
            [
                words.rank_sentence(own, count),
                words.coverage_sentence(own),
                words.left_out_sentence(own, segment),
                words.bounds_sentence(own),
                *words.reason_sentences(own, segment),
            ],
            is_dotted=own.suggested_part > 0,
        )
        ranked = [one for one in indices.places if one.rank is not None]
        rows = [self._rank_row(one, is_chosen=one.place == own.place) for one in ranked]
        self.rank_chart.show_rows(rows, (1.0, float(max(2, count))), _rank_ticks(count))
        self.rank_chart.setVisible(bool(rows))
        said = [
            f"{row.name}: {words.rank_sentence(one, count)}" for row, one in zip(rows, ranked, strict=True)
        ]
        self.rank_chart.setAccessibleDescription(" ".join(said))

    def _rank_row(self, one: PlaceIndex, *, is_chosen: bool) -> IntervalRow:
        rank = float(one.rank or 1)
        return IntervalRow(
            self._bridge.subject_name(one.place),
            float(one.low_rank or rank),
            float(one.high_rank or rank),
            rank,
            words.index_headline(one),
            one.suggested_part > 0,
            is_chosen,
        )

    def _show_influence(self, found: PlaceAnalysis) -> None:
        segment, indices = self._bridge.segment_name, found.indices
        self.influence.show_figure("", [words.influence_sentence(indices, segment)])
        nodes = indices.influences.nodes if indices.influences is not None else ()
        known = [(segment(one.name), one.mean_shift) for one in nodes if one.mean_shift is not None]
        known.sort(key=lambda one: -one[1])
        rows = [IntervalRow(name, 0.0, shift, None, number(shift)) for name, shift in known]
        has_any = any(row.high > 0 for row in rows)
        self.influence_chart.show_rows(rows, (0.0, max((row.high for row in rows), default=1.0) or 1.0))
        self.influence_chart.setVisible(has_any)
        self.influence_chart.setAccessibleDescription(", ".join(f"{row.name} {row.figure}" for row in rows))
        self.influence.show()

    def _show_suppliers(self, found: PlaceAnalysis) -> None:
        bridge = self._bridge
        self.suppliers.rename(
            _("Suppliers of {segment}").format(segment=mid_sentence(bridge.segment_name(found.segment)))
        )
        self.suppliers.show_figure(
            words.concentration_headline(found.concentration),
            [
                *words.concentration_sentences(found.concentration, bridge.subject_name),
                words.chokepoint_sentence(found.chokepoint, bridge.subject_name),
                words.basis_sentence(found.concentration),
            ],
        )

    def _show_dependence(self, found: PlaceAnalysis) -> None:
        lines = [words.reliance_sentence(found.reliance)]
        if found.trade_gap is not None:
            name = mid_sentence(self._bridge.segment_name(found.segment))
            place = self._bridge.subject_name(found.place)
            lines.append(words.no_trade_sentence(found.trade_gap, name, place))
        for product in found.dependencies:
            lines.append(words.dependence_headline(product))
            lines += [
                f"{name}: {words.indicator_text(one)}"
                for name, one in zip(words.indicator_words(), product.dependency.indicators, strict=False)
            ]
        self.dependence.show_figure("", lines)
        self.trade_button.setVisible(found.trade_gap is TradeGap.NO_FLOWS)
        self.codes_button.setVisible(found.trade_gap is not TradeGap.NO_FLOWS)

    def _on_error(self, error: Exception) -> None:
        self._job = None
        if isValid(self):
            show_error(self.window(), error)


def _work(asked: _Asked, progress: Progress) -> PlaceAnalysis:
    return analyse_place(
        asked.dataset,
        asked.subject,
        segment=asked.segment,
        focus=asked.focus,
        horizon=asked.horizon,
        progress=progress,
    )


def _rank_ticks(count: int) -> list[float]:
    """The first and the last rank, and those between where there is room for them."""
    return [float(rank) for rank in range(1, count + 1)] if count <= 10 else [1.0, float(count)]
