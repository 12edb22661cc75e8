"""What the ribbon says of each stage after a loss: per cent of its normal output, never a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from chipmap.ui import theme
from chipmap.ui.panels.scenarios.loss_row import paint_left_and_lost
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.analysis.scenario_report import StageLoss
    from chipmap.ui.bridge import WorkspaceBridge


class LossReading(NamedTuple):
    """One stage: its loss (None: not known), the figure, a note on its worst part, and all of it in words."""

    loss: float | None
    figure: str
    note: str
    spoken: str


def loss_readings(bridge: WorkspaceBridge, losses: Iterable[StageLoss]) -> dict[str, LossReading]:
    """The readings by stage."""
    return {
        one.stage: LossReading(
            one.loss,
            words.stage_figure(one),
            words.stage_note(one),
            words.stage_spoken(bridge.segment_name(one.stage), one, bridge.segment_name),
        )
        for one in losses
    }


def paint_loss(painter: QPainter, content: QRectF, reading: LossReading, *, is_compact: bool) -> None:
    """Bar and figures of a stage, below its name; where height is scarce only the figure beside it."""
    look = theme.current()
    height = look.px(6 if is_compact else 8)
    middle = content.bottom() - look.px(6) if is_compact else content.center().y() + 1
    bar = QRectF(content.left(), middle - height / 2, content.width(), height)
    paint_left_and_lost(painter, bar, reading.loss)
    font = look.font("small_strong", is_tabular=True)
    side = Qt.AlignmentFlag.AlignTop if is_compact else Qt.AlignmentFlag.AlignBottom
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    painter.drawText(content, side | Qt.AlignmentFlag.AlignRight, reading.figure)
    if is_compact:
        return
    room = content.width() - QFontMetricsF(font).horizontalAdvance(reading.figure) - 4
    small = look.font("caption", is_tabular=True)
    painter.setFont(small)
    painter.setPen(look.colour("text2"))
    note = QFontMetricsF(small).elidedText(reading.note, Qt.TextElideMode.ElideRight, room)
    painter.drawText(content, side | Qt.AlignmentFlag.AlignLeft, note)
