"""The first thing a person sees: open the starter data, a returned scorecard, a workspace, or a recent one.

The best place to begin has the focus, so that Enter is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.shell.enter_button import EnterButton
from chipmap.ui.tokens import RADIUS_CARD, RADIUS_DIALOG
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.formats import moment

if TYPE_CHECKING:
    from chipmap.model.workspace import RecoverableCopy

_WIDTH = 800
_SHADOW = 16
_MOST_RECENT = 4


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A workspace that was open before; `copy` is what a crash left of one."""

    title: str
    path: Path
    when: datetime
    copy: RecoverableCopy | None = None


class StartScreen(QWidget):
    """Says what the person chose; `file_chosen` carries the RecentFile."""

    starter_wanted = Signal()
    scorecard_wanted = Signal()
    workspace_wanted = Signal()
    file_chosen = Signal(object)

    def __init__(self, recent: list[RecentFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backdrop: QPixmap | None = None
        # The map comes after the first paint, and once when the person has finished resizing.
        self._backdrop_due = QTimer(self)
        self._backdrop_due.setSingleShot(True)
        self._backdrop_due.setInterval(60)
        self._backdrop_due.timeout.connect(self._draw_backdrop)
        self._card = QFrame()
        self._card.setProperty("look", "clear")
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._card)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(56, 52, 56, 28)
        column.setSpacing(12)
        column.addLayout(self._heading())
        column.addSpacing(26)
        self._first = self._add_choices(column)
        self._add_recent(column, recent)
        column.addStretch(1)
        column.addWidget(label(_("Nothing leaves this laptop unless you export it."), "small", "text3"))
        theme.current().changed.connect(self._place)

    def take_focus(self) -> None:
        """Put the focus on the best place to begin."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("canvas"))
        if self._backdrop is not None:
            painter.drawPixmap(0, 0, self._backdrop)
        card = QRectF(self._card_area())
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = QColor(look.tokens.scrim)
        for step in range(_SHADOW, 0, -2):
            shadow.setAlphaF(look.tokens.shadow_alpha * 0.09 * (1 + (_SHADOW - step) / _SHADOW))
            painter.setBrush(shadow)
            painter.drawRoundedRect(card.adjusted(-step, -step + 6, step, step + 6), 14 + step, 14 + step)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(card, RADIUS_DIALOG, RADIUS_DIALOG)

    def _heading(self) -> QHBoxLayout:
        self._mark = QLabel()
        self._draw_mark()
        theme.current().changed.connect(self._draw_mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Chipmap"), "display", wraps=False))
        claim = _("Map, score and match the semiconductor value chain. Works without a network.")
        words.addWidget(label(claim, "body", "text2"))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _draw_mark(self) -> None:
        look = theme.current()
        self._mark.setPixmap(look.logo(look.px(48), self.devicePixelRatioF()))

    def _add_choices(self, column: QVBoxLayout) -> QWidget:
        choices = (
            (
                "globe",
                _("Open the starter data"),
                _("All places, eight stages, sources listed. Best place to begin"),
                self.starter_wanted,
            ),
            (
                "file-spreadsheet",
                _("Start from an Excel scorecard"),
                _("Chipmap reads the returned file and shows every change first"),
                self.scorecard_wanted,
            ),
            (
                "box",
                _("Open a workspace"),
                _("Chipmap file on this laptop or a USB stick"),
                self.workspace_wanted,
            ),
        )
        made = []
        for icon, title, note, wanted in choices:
            choice = _Choice(icon, title, note)
            choice.clicked.connect(wanted)
            column.addWidget(choice)
            made.append(choice)
        return made[0]

    def _add_recent(self, column: QVBoxLayout, recent: list[RecentFile]) -> None:
        if not recent:
            return
        column.addSpacing(8)
        column.addWidget(label(_("Recent"), "body_strong", wraps=False))
        now = datetime.now().astimezone()
        for file in recent[:_MOST_RECENT]:
            row = _RecentRow(file, moment(file.when.astimezone(), now))
            row.clicked.connect(lambda _on=False, chosen=file: self.file_chosen.emit(chosen))
            column.addWidget(row)

    def _card_area(self) -> QRect:
        look = theme.current()
        width = min(look.px(_WIDTH), self.width() - 48)
        height = min(max(look.px(520), self._card.sizeHint().height()), self.height() - 48)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _draw_backdrop(self) -> None:
        from chipmap.ui.shell.start_backdrop import draw_backdrop

        self._backdrop = draw_backdrop(self.size(), self.devicePixelRatioF())
        self.update()

    def _place(self) -> None:
        self._backdrop_due.start()
        self._scroll.setGeometry(self._card_area().adjusted(2, 2, -2, -2))
        self.update()


class _Choice(EnterButton):
    """One way to begin: icon, title, a line of explanation, an arrow."""

    def __init__(self, icon: str, title: str, note: str) -> None:
        super().__init__()
        self._icon = icon
        self._note = note
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(600), look.px(83))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.hasFocus()
        pen = painter.pen()
        pen.setColor(look.colour("focus" if is_lit else "line_strong"))
        pen.setWidthF(2.0 if is_lit else 1.0)
        painter.setPen(pen)
        ground = "accent_soft" if is_lit else ("surface2" if self.underMouse() else "surface")
        painter.setBrush(look.colour(ground))
        inset = pen.widthF() / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        ratio, side = self.devicePixelRatioF(), look.px(26)
        top = (self.height() - side) // 2
        ink = "accent" if is_lit else "text2"
        painter.drawPixmap(look.px(24), top, look.pixmap(self._icon, ink, side, ratio))
        arrow = look.px(18)
        right = self.width() - look.px(24) - arrow
        arrow_top = (self.height() - arrow) // 2
        painter.drawPixmap(right, arrow_top, look.pixmap("chevron-right", "text2", arrow, ratio))
        left = look.px(76)
        room = right - left - 12
        middle = self.height() / 2
        painter.setFont(look.font("heading"))
        painter.setPen(look.colour("text"))
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, middle), Qt.AlignmentFlag.AlignBottom, title)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text2"))
        note = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, middle + look.px(3), room, middle), Qt.AlignmentFlag.AlignTop, note)


class _RecentRow(EnterButton):
    """A workspace that was open before, and when."""

    def __init__(self, file: RecentFile, when: str) -> None:
        super().__init__()
        self._when = when
        self._icon = "clock" if file.copy is None else "history"
        text = file.title if file.copy is None else _("Recovered: {title}").format(title=file.title)
        self.setText(text)
        self.setAccessibleName(f"{text}, {when}")
        self.setToolTip(str(file.path))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(600), look.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = painter.pen()
        pen.setWidthF(2.0)
        pen.setColor(look.colour("focus"))
        painter.setPen(pen if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface2") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
        ratio, side = self.devicePixelRatioF(), look.px(18)
        top = (self.height() - side) // 2
        painter.drawPixmap(look.px(2), top, look.pixmap(self._icon, "text2", side, ratio))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text3"))
        taken = painter.fontMetrics().horizontalAdvance(self._when) + 16
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -4, 0), aligned, self._when)
        font = look.font("body")
        font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        left = look.px(30)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width() - left - taken
        )
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
