"""The widest gaps of a subject: a bar for the level, a tick for the need, the signed gap beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.level_reports import GapLine
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.tokens import RADIUS_CONTROL, Tokens
from chipmap.ui.widgets.dots import paint_dots
from chipmap.ui.widgets.parts import clear_layout
from chipmap.wording import _
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed

_HEIGHT = 48
_SCALE_END = 5.0
_PARITY = 0.5


def gap_colour(gap: float, tokens: Tokens) -> QColor:
    """The colour of a gap on the diverging scale; grey within half a level, as raters agree no closer."""
    if abs(gap) < _PARITY:
        return QColor(tokens.text3)
    middle = len(tokens.need) // 2
    step = min(middle, max(1, round(abs(gap))))
    return QColor(tokens.need[middle + (step if gap > 0 else -step)])


class GapRow(QAbstractButton):
    """One gap; a click chooses its segment."""

    def __init__(self, line: GapLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setText(line.name)
        self.setToolTip(line.name)
        self.setAccessibleName(
            _("{segment}, level {level}, need {need}, gap {gap}").format(
                segment=line.name,
                level=level_text(line.level),
                need=level_text(line.need),
                gap=signed(line.gap),
            )
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        side = ROW_BLEED
        text_height = look.px(24)
        figure_width = look.px(48)
        words = self.rect().adjusted(side, 4, -side - figure_width, 0)
        words.setHeight(text_height)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        name = painter.fontMetrics().elidedText(self.line.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(look.font("body_strong", is_tabular=True))
        figures = self.rect().adjusted(side, 4, -side, 0)
        figures.setHeight(text_height)
        painter.drawText(
            figures, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, signed(self.line.gap)
        )
        bar = QRectF(side, 4 + text_height + look.px(5), self.width() - 2 * side, look.px(8))
        self._paint_bar(painter, bar)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL
            )

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        look = theme.current()
        radius = bar.height() / 2
        track = QPainterPath()
        track.addRoundedRect(bar, radius, radius)
        painter.fillPath(track, look.colour("line"))
        level = QPainterPath()
        level.addRoundedRect(
            QRectF(
                bar.left(),
                bar.top(),
                max(bar.height(), bar.width() * self.line.level / _SCALE_END),
                bar.height(),
            ),
            radius,
            radius,
        )
        colour = gap_colour(self.line.gap, look.tokens)
        if self.line.level > 0:
            painter.fillPath(level, colour)
            if self.line.is_dotted:
                paint_dots(painter, level, colour, step=8.0)
        x = bar.left() + bar.width() * self.line.need / _SCALE_END
        painter.fillRect(QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8), look.colour("text"))


class GapList(QWidget):
    """Rows of gaps, widest first; says which segment was chosen."""

    segment_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[GapLine, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_lines(self, lines: Sequence[GapLine]) -> None:
        """Show these gaps."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        clear_layout(self._layout)
        for line in lines:
            row = GapRow(line, self)
            row.clicked.connect(
                lambda _checked=False, segment=line.segment: self.segment_chosen.emit(segment)
            )
            self._layout.addWidget(row)
