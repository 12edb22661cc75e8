"""What the colours and lines of the map of a scenario mean, in as many lines as there is room for."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chipmap.model.geography.classes import DEPENDENCE_BREAKS
from chipmap.ui import theme
from chipmap.ui.map.scenario_map import OTHERS, STEPPING_IN
from chipmap.ui.tokens import ink
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.hatch import paint_hatch
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

_SWATCH = 16
_CLASS_WIDTH = 30
_SAMPLE_WIDTH = 26


class Sample(Enum):
    """What a sample shows."""

    CLASSES = "classes"
    STEPPING_IN = "stepping-in"
    OTHERS = "others"
    NOTHING = "nothing"
    LINE = "line"


class _Swatch(theme.Themed):
    """One sample, in the colours of the theme in force."""

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        self._sample = sample

    def sizeHint(self) -> QSize:
        look = theme.current()
        wide = len(DEPENDENCE_BREAKS) * _CLASS_WIDTH if self._sample is Sample.CLASSES else _SAMPLE_WIDTH
        return QSize(look.px(wide), look.px(_SWATCH) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = look.px(_SWATCH)
        box = QRectF(0.5, (self.height() - height) / 2, self.width() - 1.0, height)
        if self._sample is Sample.CLASSES:
            self._paint_classes(painter, box)
        elif self._sample is Sample.LINE:
            colour = QColor(look.tokens.dependence[4])
            painter.setPen(QPen(colour, 2.6))
            end = QPointF(box.right() - 5, box.center().y())
            painter.drawLine(QPointF(box.left(), box.center().y()), end)
            painter.setBrush(colour)
            painter.drawEllipse(end, 3.0, 3.0)
        else:
            self._paint_fill(painter, box)

    def _paint_fill(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        at = {Sample.STEPPING_IN: STEPPING_IN, Sample.OTHERS: OTHERS}.get(self._sample)
        shape = QPainterPath()
        shape.addRoundedRect(box, 3, 3)
        painter.fillPath(shape, look.colour("land") if at is None else QColor(look.tokens.need[at]))
        if at is None:
            paint_hatch(painter, box)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawPath(shape)

    def _paint_classes(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        width = box.width() / len(DEPENDENCE_BREAKS)
        painter.setFont(look.font("caption_strong", is_tabular=True))
        for at, least in enumerate(DEPENDENCE_BREAKS):
            part = QRectF(box.left() + at * width, box.top(), width - 1.0, box.height())
            colour = look.tokens.dependence[at]
            shape = QPainterPath()
            shape.addRoundedRect(part, 3, 3)
            painter.fillPath(shape, QColor(colour))
            if at == 0:
                painter.setPen(QPen(look.colour("line_strong"), 1))
                painter.drawPath(shape)
            painter.setPen(QColor(ink(colour)))
            text = f"{least:g}" + ("+" if at == len(DEPENDENCE_BREAKS) - 1 else "")
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)


class ScenarioLegend(QWidget):
    """The samples with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=18)
        flow.set_line_gap(4)
        self._words = {sample: label("", "caption", "text2", wraps=False) for sample in Sample}
        for sample, words in self._words.items():
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(_Swatch(sample))
            row.addWidget(words)
            flow.addWidget(entry)
        self.setAccessibleName(_("Legend"))

    def show_words(self, segment: str, focus: str) -> None:
        """Say what is drawn, of which segment and for which focus region."""
        words = {
            Sample.CLASSES: _("Lost, per cent of {segment}").format(segment=segment),
            Sample.STEPPING_IN: _("Could step in"),
            Sample.OTHERS: _("Supplies as before"),
            Sample.NOTHING: _("No known share"),
            Sample.LINE: _("From a lost supplier to {focus}").format(focus=focus),
        }
        for sample, text in words.items():
            self._words[sample].setText(text)
        self.setAccessibleDescription(". ".join(words.values()))
