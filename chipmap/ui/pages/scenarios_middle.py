"""The middle of the Scenarios page: what is shown in words, the map, and output week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chipmap.model.analysis.removals import segments_meant
from chipmap.model.analysis.scenario_report import supply_view
from chipmap.model.geography.layers import Layer, LayerKind, layer_of
from chipmap.model.records import NOW, Scenario
from chipmap.ui import theme
from chipmap.ui.charts.output_chart import Curve, OutputChart
from chipmap.ui.map.scenario_legend import ScenarioLegend
from chipmap.ui.map.scenario_map import ScenarioMap
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.scenarios.share_bar import ShareBar
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.analysis.scenario_report import SupplyView
    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_YEAR = 52
_SMALLEST_MAP = 150
_SIDE = 24


class ScenarioMiddle(QWidget):
    """Map and chart of the segment that is looked at."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._layer: tuple[Dataset, str, str, Layer] | None = None
        self._drawn: object = None
        self.title = label("", "map_title")
        self._subtitle = label("", "body", "text2")
        self.map = ScenarioMap()
        self.legend = ScenarioLegend()
        self._chart_title = label("", "body_strong")
        self._chart_note = label("", "caption", "text2")
        self._chart: OutputChart | None = None
        self._chart_box = QFrame()
        self._chart_box.setProperty("look", "surface")
        self._below = QVBoxLayout(self._chart_box)
        self._below.setContentsMargins(_SIDE, 10, _SIDE, 8)
        self._below.setSpacing(2)
        for part in (self._chart_title, self._chart_note):
            self._below.addWidget(part)
        self._chart_box.hide()
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 14, _SIDE, 8)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self._subtitle)
        key = QVBoxLayout()
        key.setContentsMargins(_SIDE, 6, _SIDE, 8)
        key.setSpacing(6)
        self.bar = ShareBar()
        key.addWidget(self.bar)
        key.addWidget(self.legend)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self.map, 3)
        self._column.addLayout(key)
        self._column.addWidget(self._chart_box, 2)

    @property
    def chart(self) -> OutputChart:
        """The chart of weeks; making it takes long, so that it has a turn of its own after the page."""
        if self._chart is None:
            self._chart = OutputChart()
            self._below.addWidget(self._chart, 1)
        return self._chart

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self.chart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        # Where the window is low the weeks say more than the map.
        self.map.setVisible(self.height() >= look.px(_SMALLEST_MAP + 330))
        for part in (self.legend, self.bar):
            part.setVisible(self.map.isVisibleTo(self))

    def show_outcome(
        self,
        title: str,
        outcome: ScenarioOutcome | None,
        found: SegmentOutcome | None,
        view: View,
        *,
        drawn: ScenarioOutcome | None,
        supply: SupplyView | None,
    ) -> None:
        """Show a segment of an outcome; before anything is lost, who supplies the chosen segment."""
        bridge = self._bridge
        self.title.setText(title)
        if supply is None:
            supply = self._supply_before(view.segment)
        name = bridge.segment_name(supply.segment)
        self._subtitle.setText(self._said(found, supply, view))
        self.legend.show_words(mid_sentence(name), bridge.subject_name(view.focus))
        self.bar.show_view(supply)
        look = theme.current()
        key = (supply, view.focus, look.tokens, look.text_scale, look.strong_outlines, bridge.names)
        if key != self._drawn:
            self._drawn = key
            self.map.show_supply(bridge, supply, self._layer_of(supply.segment, view.focus), view.focus)
        self._show_chart(outcome, found, drawn)

    def _said(self, found: SegmentOutcome | None, supply: SupplyView, view: View) -> str:
        name = self._bridge.segment_name(supply.segment)
        said = _("Suppliers of {segment}: who is lost, and who could step in.").format(
            segment=mid_sentence(name)
        )
        if found is None:
            said = _("Suppliers of {segment}.").format(segment=mid_sentence(name))
        elif view.segment not in (found.segment, supply.segment) and not self._is_part(
            found.segment, view.segment
        ):
            untouched = words.untouched_text(self._bridge.segment_name(view.segment))
            said = f"{untouched} {said}"
        if not supply.suppliers:
            return _("No shares are recorded of {segment}.").format(segment=mid_sentence(name))
        if supply.unknown:
            unlisted = _("Of {part} no supplier is listed; it is taken as unaffected.")
            said = f"{said} {unlisted.format(part=words.loss_text(supply.unknown))}"
        return said

    def _is_part(self, segment: str, whole: str) -> bool:
        return segment in segments_meant(self._bridge.dataset, whole)

    def _supply_before(self, segment: str) -> SupplyView:
        from chipmap.model.analysis.scenario import ScenarioOutcome

        nothing = ScenarioOutcome((), None, (), {}, (), ())
        return supply_view(self._bridge.dataset, Scenario("", "", ()), nothing, segment)

    def _layer_of(self, segment: str, focus: str) -> Layer:
        dataset = self._bridge.dataset
        if self._layer is None or self._layer[0] is not dataset or self._layer[1:3] != (segment, focus):
            layer = layer_of(
                dataset, LayerKind.DEPENDENCE, segment=segment, horizon=NOW, focus=focus, group=None
            )
            self._layer = (dataset, segment, focus, layer)
        return self._layer[3]

    def _show_chart(
        self, outcome: ScenarioOutcome | None, found: SegmentOutcome | None, drawn: ScenarioOutcome | None
    ) -> None:
        self._chart_box.setVisible(found is not None and found.loss is not None)
        if outcome is None or found is None or found.loss is None:
            return
        name = self._bridge.segment_name(found.segment)
        self._chart_title.setText(_("{segment}: output by week, per cent of normal").format(segment=name))
        losses = found.by_week or (found.loss,) * _YEAR
        outputs = tuple(1.0 - loss for loss in losses)
        band = _band_of(found, drawn, len(outputs))
        self.chart.show_curves([Curve(name, outputs, band)])
        notes = []
        if not found.by_week:
            notes.append(_("A lasting loss: output stays there."))
        if band:
            notes.append(_("The band holds nine of ten draws."))
        self._chart_note.setText(" ".join(notes))
        self._chart_note.setVisible(bool(notes))
        self.chart.setAccessibleName(words.spoken_curve(name, outputs))


def _band_of(
    found: SegmentOutcome, drawn: ScenarioOutcome | None, weeks: int
) -> tuple[tuple[float, float], ...]:
    """Least and largest output of each week in nine of ten draws; of a lasting loss the same every week."""
    one = drawn.of(found.segment) if drawn is not None else None
    band = one.band if one is not None else None
    if band is None or band.low is None or band.high is None:
        return ()
    if band.by_week:
        return tuple((1.0 - high, 1.0 - low) for low, _middle, high in band.by_week)
    return () if found.by_week else ((1.0 - band.high, 1.0 - band.low),) * weeks


def shown_outcome(dataset: Dataset, outcome: ScenarioOutcome, segment: str) -> SegmentOutcome | None:
    """The segment that is looked at: the chosen one, else its worst hit part, else the worst of all."""
    own = outcome.of(segment)
    if own is not None:
        return own
    below = set(segments_meant(dataset, segment))
    part = next((one for one in outcome.segments if one.segment in below), None)
    return part or outcome.worst
