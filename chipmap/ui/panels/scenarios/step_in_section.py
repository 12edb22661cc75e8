"""Who could step in with how much, whether there is work with them already, and what nobody covers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import heading_row, label
from chipmap.wording import _

_HEIGHT = 44
_BAR = 8
_FIGURE = 62


@dataclass(frozen=True, slots=True)
class StepInLine:
    """A supplier by its name; `covers` (0–1 of the segment) is drawn, `work` says what ties there are."""

    subject: str
    name: str
    covers: float
    figure: str
    work: str
    is_open: bool = False
    """The part that nobody covers."""


class StepInRow(QAbstractButton):
    """A click looks for what speaks for the place as a partner; what nobody covers cannot be pressed."""

    def __init__(self, line: StepInLine, scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self._scale = line, scale
        self.setText(line.name)
        said = _("{name}: {part} of the segment").format(name=line.name, part=line.figure)
        self.setAccessibleName(", ".join(part for part in (said, line.work) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if line.is_open:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setEnabled(False)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(_("Look at {name} as a partner").format(name=line.name))
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(140), theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        inside = QRectF(self.rect()).adjusted(6, look.px(3), -6, -look.px(6))
        painter.setFont(look.font("body_strong" if self.line.is_open else "body"))
        painter.setPen(look.colour("text"))
        words = inside.adjusted(0, 0, -look.px(_FIGURE), 0)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.line.name, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        beside = words.adjusted(metrics.horizontalAdvance(name) + look.px(10), 0, 0, 0)
        painter.setFont(look.font("body_strong", is_tabular=True))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, self.line.figure)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        work = painter.fontMetrics().elidedText(
            self.line.work, Qt.TextElideMode.ElideRight, max(0, round(beside.width()))
        )
        painter.drawText(beside.adjusted(0, look.px(3), 0, 0), Qt.AlignmentFlag.AlignTop, work)
        self._paint_bar(painter, inside)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_bar(self, painter: QPainter, inside: QRectF) -> None:
        look = theme.current()
        bar = QRectF(inside.left(), inside.bottom() - look.px(_BAR), inside.width(), look.px(_BAR))
        radius = bar.height() / 2
        track = QPainterPath()
        track.addRoundedRect(bar, radius, radius)
        painter.fillPath(track, look.colour("line"))
        part = min(1.0, self.line.covers / self._scale) if self._scale > 0 else 0.0
        filled = QRectF(bar)
        filled.setWidth(bar.width() * part)
        painter.save()
        painter.setClipPath(track)
        tokens = look.tokens
        painter.fillRect(filled, QColor(tokens.dependence[3] if self.line.is_open else tokens.need[5]))
        painter.restore()


class StepInSection(QWidget):
    """`partner_wanted` carries a place of which somebody wants to know more."""

    partner_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[StepInRow] = []
        self._shown: object = None
        self._note = label("", "caption", "text2", wraps=False)
        self._sum = label("", "small", "text2")
        self._bound = label("", "small", "text2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading_row(label(_("Who could step in"), "heading", wraps=False), self._note))
        column.addWidget(self._sum)
        column.addLayout(self._lines)
        column.addWidget(self._bound)

    def show_lines(self, lines: list[StepInLine], note: str, total: str, bound: str) -> None:
        """Show these suppliers and what is not covered; texts say of what, in all, and what bounds it."""
        self._note.setText(note)
        self._sum.setText(total)
        self._bound.setText(bound)
        self._bound.setVisible(bool(bound))
        if lines == self._shown:
            return
        self._shown = lines
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        scale = max((line.covers for line in lines), default=0.0)
        self.rows = [StepInRow(line, scale) for line in lines]
        for row in self.rows:
            row.clicked.connect(lambda _on=False, at=row: self.partner_wanted.emit(at.line.subject))
            self._lines.addWidget(row)
