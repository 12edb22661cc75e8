"""One ranked partner: total, visible sum, reasons, level, ties and share. A click says why, A invites it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.partners.agenda_mark import mark_size, mark_text, paint_mark
from chipmap.ui.panels.partners.card_report import CardReport
from chipmap.ui.panels.partners.part_bar import paint_part_bar
from chipmap.ui.panels.pips import paint_pips
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.wording import _

_PAD = 16
_TOTAL = 66
_SIDE = 200
_GAP = 20
_BAR = 20
_LINE = 19
_LOW_MARK = 28
_STACKED_BELOW = 720
"""A card narrower than this, at the size of text, has its level beside the name instead of in a column."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PartnerCard(QAbstractButton):
    """A button as large as the card, so that it is reached by keyboard and read aloud as a whole."""

    moved = Signal(int)
    entered = Signal()
    """Enter: somebody wants to walk on into the reasons."""
    agenda_wanted = Signal()
    """The place is to come into the agenda, or to leave it."""
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    """Where the hand is while the card is dragged, and where it lets go, in global pixels."""

    def __init__(self, report: CardReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[tuple[str, int], int] = {}
        self.is_in_agenda = False
        self._is_pressed_on_mark = False
        self._pressed_at: QPoint | None = None
        self.is_dragged = False
        self._is_mark_hot = False
        self.setMouseTracking(True)
        theme.current().changed.connect(self._on_theme_changed)
        self.show_report(report)

    def nextCheckState(self) -> None:
        """Stay as it is: only the place that is chosen checks a card."""

    def show_report(self, report: CardReport) -> None:
        """Show another partner, or other numbers; the card stays the same widget, so that focus is kept."""
        is_other = report != self.report
        self.report = report
        self.setText(report.name)
        self._describe()
        self.setToolTip("\n".join((*report.reasons, _("Press A, or drag the card into the agenda."))))
        if is_other:
            self._heights.clear()
            self.updateGeometry()
            self.update()

    def show_in_agenda(self, is_in_agenda: bool) -> None:
        """Say whether the agenda has a session with the place."""
        if is_in_agenda != self.is_in_agenda:
            self.is_in_agenda = is_in_agenda
            self._describe()
            self.update()

    def mark_rect(self) -> QRect:
        """Where the button to the agenda stands."""
        size, is_stacked = mark_size(), self._is_stacked(self.width())
        top = _PAD - 6 if is_stacked else _PAD + 2
        # In one line with the name it must not reach the bar below.
        height = theme.current().px(_LOW_MARK) if is_stacked else size.height()
        return QRect(self.width() - _PAD - size.width(), top, size.width(), height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        lines = look.px(26) + look.px(_BAR) + 12 + self._reasons_height(width)
        if self._is_stacked(width):
            lines += look.px(_LINE) + 4
        return max(lines, look.px(96)) + 2 * _PAD

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = max(self.width(), look.px(480))
        return QSize(look.px(480), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(280), theme.current().px(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self.agenda_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed_on_mark = self._is_on_mark(event)
        if self._is_pressed_on_mark:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)
            if event.button() == Qt.MouseButton.LeftButton:
                self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_on_mark, self._is_pressed_on_mark = self._is_pressed_on_mark, False
        was_dragged, self.is_dragged, self._pressed_at = self.is_dragged, False, None
        if was_dragged:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.dropped.emit(event.globalPosition().toPoint())
        elif not was_on_mark:
            super().mouseReleaseEvent(event)
        elif self._is_on_mark(event):
            self.agenda_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_hot = self._is_on_mark(event)
        if is_hot != self._is_mark_hot:
            self._is_mark_hot = is_hot
            self.update()
        if self._is_carried_by(event):
            self.is_dragged = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())
        elif not self._is_pressed_on_mark:
            super().mouseMoveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface2" if self.underMouse() else "surface"))
        edge = ("focus", 3) if self.hasFocus() else ("accent", 2) if self.isChecked() else ("line", 1)
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        inset = edge[1] / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD
        )
        self._paint_total(painter)
        self._paint_middle(painter)
        if not self._is_stacked(self.width()):
            self._paint_side(painter)
        mark = self.mark_rect()
        paint_mark(
            painter, mark, is_in_agenda=self.is_in_agenda, is_hot=self._is_mark_hot and self.underMouse()
        )
        if not self._is_stacked(self.width()):
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.colour("accent"))
            below = QRect(mark.left(), mark.bottom() + look.px(6), mark.width(), look.px(_LINE + 4))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _("Why this score"))

    def _describe(self) -> None:
        """What a screen reader says of the card, and of its keys."""
        self.setAccessibleName(f"{self.report.spoken}. {mark_text(is_in_agenda=self.is_in_agenda)}")
        keys = _("Press Enter to see why, A to add it to the agenda or take it out")
        self.setAccessibleDescription(keys)

    def _is_carried_by(self, event: QMouseEvent) -> bool:
        """Whether the hand has taken the card away, and not only trembled on it."""
        if self._pressed_at is None:
            return False
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        return self.is_dragged or far >= 2 * QApplication.startDragDistance()

    def _is_on_mark(self, event: QMouseEvent) -> bool:
        is_left = event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
        return is_left and self.mark_rect().contains(event.position().toPoint())

    def _paint_total(self, painter: QPainter) -> None:
        look, report = theme.current(), self.report
        x, width = _PAD + 2, look.px(_TOTAL)
        painter.setFont(look.font("display"))
        painter.setPen(look.colour("text"))
        painter.drawText(QRect(x, _PAD - 4, width, look.px(38)), _LEFT, str(report.total))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        painter.drawText(QRect(x, _PAD + look.px(34), width, look.px(18)), _LEFT, _("of 100"))
        painter.setPen(look.colour("text3"))
        below = QRect(x, _PAD + look.px(54), width - 2, look.px(40))
        wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(below, wrapped, report.rank)

    def _paint_middle(self, painter: QPainter) -> None:
        look, report = theme.current(), self.report
        middle = self._middle(self.width())
        y = _PAD - 2
        painter.setFont(look.font("heading"))
        painter.setPen(look.colour("text"))
        room = middle.width() - (mark_size().width() + 8 if self._is_stacked(self.width()) else 0)
        name = painter.fontMetrics().elidedText(report.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(middle.left(), y, room, look.px(24)), _LEFT, name)
        y += look.px(28)
        paint_part_bar(painter, QRectF(middle.left(), y, middle.width(), look.px(_BAR)), report.parts)
        y += look.px(_BAR) + 8
        wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        for number, reason in enumerate(report.reasons):
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text" if number == 0 else "text2"))
            height = self._text_height(reason, middle.width())
            painter.drawText(QRect(middle.left(), y, middle.width(), height), wrapped, reason)
            y += height + 2
        if self._is_stacked(self.width()):
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text2"))
            text = " · ".join((f"{report.segment} {report.figure}", report.work, report.exposure))
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, middle.width())
            painter.drawText(QRect(middle.left(), y + 2, middle.width(), look.px(_LINE)), _LEFT, text)

    def _paint_side(self, painter: QPainter) -> None:
        look, report = theme.current(), self.report
        width = look.px(_SIDE)
        x, y = self.mark_rect().left() - _GAP - width, _PAD - 2
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        segment = painter.fontMetrics().elidedText(report.segment, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(x, y, width, look.px(_LINE)), _LEFT, segment)
        y += look.px(_LINE)
        paint_pips(painter, QRectF(x, y, look.px(150), look.px(24)), report.pips, look.tokens)
        painter.setFont(look.font("body_strong", is_tabular=True))
        painter.setPen(look.colour("text"))
        painter.drawText(QRect(x + look.px(160), y, look.px(40), look.px(28)), _LEFT, report.figure)
        y += look.px(30)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        painter.drawText(QRect(x, y, width, look.px(_LINE)), _LEFT, report.work)
        y += look.px(_LINE) + 4
        self._paint_exposure(painter, x, y)

    def _paint_exposure(self, painter: QPainter, x: int, y: int) -> None:
        look, report = theme.current(), self.report
        painter.setFont(look.font("caption_strong"))
        width = painter.fontMetrics().horizontalAdvance(report.exposure) + look.px(20)
        pill = QRectF(x, y, width, look.px(22))
        painter.setPen(Qt.PenStyle.NoPen)
        soft = "surface2" if report.tone == "text2" else f"{report.tone}_soft"
        painter.setBrush(look.colour(soft))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(look.colour(report.tone))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, report.exposure)

    def _middle(self, width: int) -> QRect:
        look = theme.current()
        left = _PAD + look.px(_TOTAL) + 6
        side = 0 if self._is_stacked(width) else look.px(_SIDE) + mark_size().width() + 2 * _GAP
        return QRect(left, 0, max(40, width - left - side - _PAD), self.height())

    def _is_stacked(self, width: int) -> bool:
        return width < theme.current().px(_STACKED_BELOW)

    def _reasons_height(self, width: int) -> int:
        room = self._middle(width).width()
        return sum(self._text_height(reason, room) + 2 for reason in self.report.reasons)

    def _text_height(self, text: str, width: int) -> int:
        """Measured once: a layout asks many times, and breaking lines is slow."""
        if (text, width) not in self._heights:
            metrics, room = QFontMetrics(theme.current().font("small")), QRect(0, 0, width, 1000)
            wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
            self._heights[text, width] = wrapped.height()
        return self._heights[text, width]

    def _on_theme_changed(self) -> None:
        self._heights.clear()
        self.updateGeometry()
