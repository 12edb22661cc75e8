"""Two scenarios side by side: both curves of a segment in one chart, and every segment with both losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.analysis.scenario_report import compare_outcomes
from chipmap.ui.charts.output_chart import Curve, OutputChart
from chipmap.ui.panels.scenarios.curve_key import CurveKey
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.text_table import TextTable
from chipmap.wording import _
from chipmap.wording.scenarios import percent_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.analysis.scenario import ScenarioOutcome
    from chipmap.ui.bridge import WorkspaceBridge

LETTERS = ("A", "B")
"""What the two are called where their names would push the other columns out of sight."""
_YEAR = 52


class ScenarioComparison(QWidget):
    """Shows what is looked at beside another one; `left` ends it."""

    left = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.title = label("", "title")
        self.close_button = button(_("End comparison"), self.left.emit, icon="x")
        self._chart_title = label("", "body_strong")
        self.keys = (CurveKey(0), CurveKey(1))
        self.chart = OutputChart()
        self.table = TextTable(_("Losses of both scenarios by segment, in per cent of normal output"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        keys = QHBoxLayout()
        keys.setSpacing(18)
        for key in self.keys:
            keys.addWidget(key)
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._chart_title)
        column.addLayout(keys)
        column.addWidget(self.chart, 2)
        column.addWidget(self.table, 3)

    def show_outcomes(
        self, names: tuple[str, str], outcomes: tuple[ScenarioOutcome, ScenarioOutcome], segment: str
    ) -> None:
        """Show two outcomes; the chart is about one segment."""
        bridge = self._bridge
        self.title.setText(_("{first} and {second}").format(first=names[0], second=names[1]))
        self._chart_title.setText(
            _("{segment}: output by week, per cent of normal").format(segment=bridge.segment_name(segment))
        )
        for key, letter, name in zip(self.keys, LETTERS, names, strict=True):
            key.show_name(f"{letter}: {name}")
        weeks = max(len(_losses(one, segment)) for one in outcomes)
        curves = [
            Curve(name, _outputs(one, segment, weeks)) for name, one in zip(names, outcomes, strict=True)
        ]
        self.chart.show_curves(curves)
        self.chart.setAccessibleName(self._chart_title.text())
        rows: list[Sequence[str | float | None]] = [
            (
                bridge.segment_name(row.segment),
                percent_points(row.first),
                percent_points(row.second),
                percent_points(row.difference),
            )
            for row in compare_outcomes(*outcomes)
        ]
        headings = [_("Segment"), *(_("{letter}, % lost").format(letter=one) for one in LETTERS), _("B − A")]
        self.table.show_rows(headings, rows)


def _losses(outcome: ScenarioOutcome, segment: str) -> tuple[float, ...]:
    found = outcome.of(segment)
    if found is None or found.loss is None:
        return (0.0,)
    return found.by_week or (found.loss,)


def _outputs(outcome: ScenarioOutcome, segment: str, weeks: int) -> tuple[float, ...]:
    """Output of normal by week; a lasting loss goes on, any other is over after its last week."""
    losses = _losses(outcome, segment)
    rest = losses[-1] if outcome.course is None else 0.0
    length = max(weeks, _YEAR)
    return tuple(1.0 - loss for loss in (*losses, *[rest] * (length - len(losses))))
