"""One segment before and after: what is left of its output as a bar, what is lost as its missing end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.model.geography.classes import dependence_class
from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import button
from chipmap.wording import _

_HEIGHT = 40
_BAR = 8
_FIGURE = 58
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class LossLine:
    """A segment by its name; `loss` (0–1) is None where it is not known, `figure` is how it is printed."""

    segment: str
    name: str
    loss: float | None
    figure: str
    is_direct: bool = False


class LossRow(QAbstractButton):
    """A click looks at the segment; checked while it is the one that is looked at."""

    moved = Signal(int)

    def __init__(self, line: LossLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)
        self.show_line(line)

    def show_line(self, line: LossLine) -> None:
        """Show another segment, or other numbers."""
        self.line = line
        self.setText(line.name)
        self.setToolTip(line.name)
        self.setAccessibleName(
            _("{segment}: normal output before, {loss} after").format(segment=line.name, loss=line.figure)
        )
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is: only what is looked at checks a row."""

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(140), theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if self.isChecked() else "surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        inside = QRectF(self.rect()).adjusted(6, look.px(3), -6, -look.px(5))
        figure = look.px(_FIGURE)
        words = inside.adjusted(0, 0, -figure, 0)
        painter.setFont(look.font("body_strong" if self.line.is_direct else "body"))
        painter.setPen(look.colour("text"))
        name = painter.fontMetrics().elidedText(
            self.line.name, Qt.TextElideMode.ElideRight, round(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(look.font("body_strong", is_tabular=True))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, self.line.figure)
        bar = QRectF(inside.left(), inside.bottom() - look.px(_BAR), inside.width(), look.px(_BAR))
        paint_left_and_lost(painter, bar, self.line.loss)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)


def paint_left_and_lost(painter: QPainter, bar: QRectF, loss: float | None) -> None:
    """What is left in grey up to where output falls to, the lost end in the colour of its class."""
    look = theme.current()
    track = QPainterPath()
    track.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
    painter.fillPath(track, look.colour("line"))
    if loss is None:
        return
    painter.save()
    painter.setClipPath(track)
    at = bar.left() + bar.width() * (1.0 - min(1.0, loss))
    painter.fillRect(QRectF(bar.left(), bar.top(), at - bar.left(), bar.height()), look.colour("text3"))
    colour = QColor(look.tokens.dependence[max(1, dependence_class(100 * loss))])
    painter.fillRect(QRectF(at, bar.top(), bar.right() - at, bar.height()), colour)
    painter.restore()


class LossList(QWidget):
    """The knock-on list, worst first: one Tab stop, walked with the arrows; a click chooses a segment."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LossRow] = []
        self._lines: list[LossLine] = []
        self._marked = ""
        self._shows_all = False
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = button("", self._show_all, look="link")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(_("Knock-on by segment"))

    def show_lines(self, lines: list[LossLine], marked: str) -> None:
        """Show these segments; rows are kept where they are, so that the focus stays in the list."""
        self._lines, self._marked = lines, marked
        hidden = max(0, len(lines) - _SHOWN)
        # What is looked at stays in sight, below the first where it loses less than they.
        marked_below = [line for line in lines[_SHOWN:] if line.segment == marked]
        shown = lines if self._shows_all else [*lines[:_SHOWN], *marked_below]
        while len(self.rows) < len(shown):
            self._add(shown[len(self.rows)])
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        segments = [line.segment for line in shown]
        stop = segments.index(marked) if marked in segments else 0
        for at, (row, line) in enumerate(zip(self.rows, shown, strict=True)):
            row.show_line(line)
            row.setChecked(line.segment == marked)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == stop else Qt.FocusPolicy.ClickFocus)
        self.more.setVisible(hidden > 0)
        text = _("Show only the first {count}") if self._shows_all else _("Show all {count} segments")
        self.more.setText(text.format(count=_SHOWN if self._shows_all else len(lines)))

    def _add(self, line: LossLine) -> None:
        row = LossRow(line)
        row.clicked.connect(lambda _on=False: self.chosen.emit(row.line.segment))
        row.moved.connect(lambda step: self._move(row, step))
        self.rows.append(row)
        self._column.addWidget(row)

    def _move(self, row: LossRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_all(self) -> None:
        self._shows_all = not self._shows_all
        self.show_lines(self._lines, self._marked)
