"""One session of the programme: when, how long, on what, with whom. It can be carried by its grip."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.ui.widgets.text_room import two_lines
from chipmap.wording import _

_HEIGHT = 60
_TIME = 66
_PAD = 16
_LINE = 20
_BAR = 4
_GRIP = 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SessionReport(NamedTuple):
    """What a row says of a session."""

    key: str
    time: str
    duration: str
    title: str
    with_whom: str
    is_plenary: bool

    @property
    def spoken(self) -> str:
        """The row for somebody who hears it."""
        return _("{time}, {duration}: {title}. {with_whom}").format(**self._asdict())


class SessionRow(QAbstractButton):
    """Enter edits, Alt with the arrows moves it, Delete takes it off, the arrows walk on."""

    moved = Signal(int)
    """Walk to the row before or after."""
    carried = Signal(int)
    """Move the session one place up or down."""
    dragged = Signal(QPoint)
    """Where the hand is while the row is dragged, in global pixels."""
    dropped = Signal()
    remove_wanted = Signal()

    def __init__(self, report: SessionReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self._pressed_at: QPoint | None = None
        self.is_dragged = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(_("Enter edits, Alt and the arrows move it, Delete takes it off"))
        self.setToolTip(_("Click to edit, drag to move"))
        theme.current().changed.connect(self.updateGeometry)
        self.show_report(report)

    def show_report(self, report: SessionReport) -> None:
        """Show another session; the row stays, so that the focus does."""
        self.report = report
        self.setText(report.title)
        self.setAccessibleName(report.spoken)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        return look.px(_HEIGHT) + look.px(_LINE) * (len(self._title_lines(width)) - 1)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.current().px(300))
        return QSize(theme.current().px(300), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.carried.emit(step)
        elif step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self.is_dragged or far >= QApplication.startDragDistance():
            self.is_dragged = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self.is_dragged, self._pressed_at = self.is_dragged, False, None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if was_dragged:
            self.update()
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, report = theme.current(), self.report
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.45 if self.is_dragged else 1.0)
        edge = ("focus", 3) if self.hasFocus() else ("line", 1)
        inset = edge[1] / 2
        card = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        shape = QPainterPath()
        shape.addRoundedRect(card, RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(
            shape, look.colour("surface2" if report.is_plenary or self.underMouse() else "surface")
        )
        if not report.is_plenary:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, _BAR, self.height()), look.colour("collaboration"))
            painter.restore()
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        painter.drawPath(shape)
        self._paint_texts(painter)
        side = look.px(16)
        grip = look.pixmap("grip-vertical", "text2", side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - 8, (self.height() - side) // 2, grip)

    def _paint_texts(self, painter: QPainter) -> None:
        look, report = theme.current(), self.report
        line, left = look.px(_LINE), _PAD + look.px(_TIME)
        titles = self._title_lines(self.width())
        top = (self.height() - line * (len(titles) + 1)) // 2
        for number, title in enumerate(titles):
            self._paint_line(painter, QRect(left, top + number * line, self._room(self.width()), line), title)
        below = QRect(left, top + len(titles) * line, self._room(self.width()), line)
        self._paint_line(painter, below, report.with_whom, is_strong=False)
        when = QRect(_PAD, top, look.px(_TIME), line)
        self._paint_line(painter, when, report.time)
        self._paint_line(painter, when.translated(0, line), report.duration, is_strong=False)

    def _paint_line(self, painter: QPainter, room: QRect, text: str, *, is_strong: bool = True) -> None:
        look = theme.current()
        painter.setFont(look.font("body_strong" if is_strong else "small", is_tabular=True))
        painter.setPen(look.colour("text" if is_strong else "text2"))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, fitted)

    def _title_lines(self, width: int) -> list[str]:
        metrics = QFontMetrics(theme.current().font("body_strong"))
        return two_lines(self.report.title, metrics, self._room(width))

    def _room(self, width: int) -> int:
        return max(40, width - _PAD - theme.current().px(_TIME + _GRIP))
