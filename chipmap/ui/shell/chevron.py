"""One stage of the value chain in the ribbon: a real checkable button in the shape of an arrow.

Fill is the level, the tick is the need, the colour says how far apart they are; the same numbers stand
beneath, so that nobody has to read a colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from chipmap.model.geography.classes import need_class
from chipmap.ui import theme
from chipmap.ui.shell.enter_button import EnterButton
from chipmap.ui.shell.readings import PARITY, StageReading
from chipmap.ui.tokens import ink

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.ui.shell.loss_readings import LossReading

POINT = 13.0
"""How far the tip of one arrow reaches into the next."""
HEIGHT = 66
COMPACT_HEIGHT = 38
"""Where height is scarce: the name and one figure, with the bar beneath."""
_SCALE_TOP = 5.0
_DOT_STEP = 5.0


class Chevron(EnterButton):
    """Shows one reading; checked while its stage is the chosen segment."""

    def __init__(self, parent: QWidget, *, is_first: bool) -> None:
        super().__init__(parent)
        self._is_first = is_first
        self._is_compact = False
        self._reading: StageReading | None = None
        self._loss: LossReading | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_reading(self, reading: StageReading) -> None:
        """Show a stage's level, need and gap; the same again costs nothing."""
        if reading == self._reading:
            return
        self._reading = reading
        self.setText(reading.name)
        self._tell()

    def show_loss(self, loss: LossReading | None) -> None:
        """Show what the stage loses in the place of its level; None shows the level again."""
        if loss != self._loss:
            self._loss = loss
            self._tell()

    def _tell(self) -> None:
        """Say aloud and in the tooltip what is painted."""
        if self._reading is not None:
            spoken = self._reading.spoken if self._loss is None else self._loss.spoken
            self.setAccessibleName(spoken)
            self.setToolTip(f"{self._reading.stage.name}\n{spoken}")
        self.update()

    def show_compact(self, *, is_compact: bool) -> None:
        """Show only the most telling figure, beside the name."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(150), look.px(COMPACT_HEIGHT if self._is_compact else HEIGHT))

    def hitButton(self, position: QPoint) -> bool:
        return self._outline().contains(QPointF(position))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._reading is None:
            return
        look = theme.current()
        left = look.px(14) if self._is_first else POINT + look.px(9)
        right = self.width() - POINT - look.px(3)
        margin = look.px(4 if self._is_compact else 6)
        content = QRectF(left, margin, right - left, self.height() - 2 * margin)
        if self._loss is not None:
            from chipmap.ui.shell.loss_readings import paint_loss

            paint_loss(painter, content, self._loss, is_compact=self._is_compact)
            room = look.px(56) if self._is_compact else 0
            self._paint_name(painter, content.adjusted(0, 0, -room, 0))
        elif self._is_compact:
            taken = self._paint_figure(painter, content)
            self._paint_name(painter, content.adjusted(0, 0, -taken, 0))
            self._paint_bullet(painter, content, content.bottom() - look.px(6))
        else:
            self._paint_name(painter, content)
            self._paint_bullet(painter, content, content.center().y() + 1)
            self._paint_numbers(painter, content)

    def _outline(self) -> QPainterPath:
        width, height = self.width() - 1.5, self.height() - 1.5
        top, bottom, middle = 1.0, height, (height + 1.0) / 2
        notch = 1.0 if self._is_first else POINT
        points = [
            QPointF(1.0, top),
            QPointF(width - POINT, top),
            QPointF(width, middle),
            QPointF(width - POINT, bottom),
            QPointF(1.0, bottom),
            QPointF(notch, middle),
        ]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        return path

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        outline = self._outline()
        is_lit = self.isChecked() or self.underMouse()
        painter.fillPath(outline, look.colour("accent_soft" if is_lit else "surface2"))
        pen = QPen(look.colour("accent" if self.isChecked() else "line"), 2.0 if self.isChecked() else 1.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(outline)
        if self.hasFocus():
            pen.setColor(look.colour("focus"))
            pen.setWidthF(2.0)
            painter.setPen(pen)
            painter.save()
            painter.translate(self.width() / 2, self.height() / 2)
            painter.scale(1 - 10 / self.width(), 1 - 10 / self.height())
            painter.translate(-self.width() / 2, -self.height() / 2)
            painter.drawPath(outline)
            painter.restore()

    def _paint_name(self, painter: QPainter, content: QRectF) -> None:
        look = theme.current()
        text, role = self._fitted_name(content.width())
        painter.setFont(look.font(role))
        painter.setPen(look.colour("accent" if self.isChecked() else "text"))
        painter.drawText(content, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, text)

    def _fitted_name(self, room: float) -> tuple[str, str]:
        """The name and its text role: smaller, then only its first part, then with an ellipsis."""
        look = theme.current()
        first_part = self.text().split(" & ")[0]
        choices = (
            (self.text(), "small_strong"),
            (self.text(), "caption_strong"),
            (first_part, "small_strong"),
            (first_part, "caption_strong"),
        )
        for text, role in choices:
            if QFontMetricsF(look.font(role)).horizontalAdvance(text) <= room:
                return text, role
        metrics = QFontMetricsF(look.font("caption_strong"))
        return metrics.elidedText(first_part, Qt.TextElideMode.ElideRight, room), "caption_strong"

    def _paint_figure(self, painter: QPainter, content: QRectF) -> float:
        """The gap, or the level where there is none; returns the width that it takes."""
        reading, look = self._reading, theme.current()
        assert reading is not None
        is_telling = reading.gap is not None and abs(reading.gap) >= PARITY
        font = look.font("small_strong", is_tabular=True)
        painter.setFont(font)
        painter.setPen(look.colour("text" if is_telling else "text2"))
        painter.drawText(content, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, reading.figure)
        return QFontMetricsF(font).horizontalAdvance(reading.figure) + 6

    def _paint_bullet(self, painter: QPainter, content: QRectF, middle: float) -> None:
        reading, look = self._reading, theme.current()
        assert reading is not None
        height = look.px(6 if self._is_compact else 8)
        bar = QRectF(content.left(), middle - height / 2, content.width(), height)
        track = _rounded(bar)
        painter.fillPath(track, look.colour("line"))
        if reading.level is not None and not reading.is_not_applicable:
            filled = QRectF(bar)
            filled.setWidth(bar.width() * reading.level / _SCALE_TOP)
            colour = self._fill_colour(reading)
            path = _rounded(filled)
            painter.fillPath(path, colour)
            if reading.is_dotted:
                _paint_dots(painter, path, colour)
        if reading.need is not None:
            x = bar.left() + bar.width() * reading.need / _SCALE_TOP
            reach = look.px(6 if self._is_compact else 9)
            tick = QRectF(x - 1.0, bar.center().y() - reach, 2.0, 2 * reach)
            painter.fillRect(tick, look.colour("text"))

    def _fill_colour(self, reading: StageReading) -> QColor:
        look = theme.current()
        if reading.gap is None or abs(reading.gap) < PARITY:
            return look.colour("text3")
        return QColor(look.tokens.need[need_class(reading.gap)])

    def _paint_numbers(self, painter: QPainter, content: QRectF) -> None:
        reading, look = self._reading, theme.current()
        assert reading is not None
        bottom = Qt.AlignmentFlag.AlignBottom
        gap_font = look.font("small_strong", is_tabular=True)
        gap_width = QFontMetricsF(gap_font).horizontalAdvance(reading.gap_text)
        font = look.font("caption", is_tabular=True)
        painter.setFont(font)
        painter.setPen(look.colour("text2"))
        room = content.width() - gap_width - (4 if gap_width else 0)
        text = QFontMetricsF(font).elidedText(reading.level_text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(content, bottom | Qt.AlignmentFlag.AlignLeft, text)
        if reading.gap is not None:
            painter.setFont(gap_font)
            painter.setPen(look.colour("text2" if abs(reading.gap) < PARITY else "text"))
            painter.drawText(content, bottom | Qt.AlignmentFlag.AlignRight, reading.gap_text)


def _rounded(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    radius = min(area.height(), area.width()) / 2
    path.addRoundedRect(area, radius, radius)
    return path


def _paint_dots(painter: QPainter, path: QPainterPath, ground: QColor) -> None:
    """Two rows of dots over `path`: suggested, or scored without evidence."""
    area = path.boundingRect()
    dots = QPainterPath()
    for row, shift in ((0.3, 0.0), (0.72, _DOT_STEP / 2)):
        y = area.top() + area.height() * row
        x = area.left() + 3.0 + shift
        while x < area.right() - 1.5:
            dots.addEllipse(QPointF(x, y), 1.0, 1.0)
            x += _DOT_STEP
    colour = QColor(ink(ground.name()))
    colour.setAlphaF(0.75)
    painter.fillPath(dots, colour)
