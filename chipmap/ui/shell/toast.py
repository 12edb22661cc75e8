"""What just happened, in one line with its undo and a way there, at the bottom right of the canvas.

It leaves by itself after eight seconds, but never while the pointer is over it or the focus is in it. A new
message takes the place of the one before; what it offered to undo stays in the history.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.shell.enter_button import EnterButton
from chipmap.ui.shell.floating import Floating
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

SHOWN_MS = 8000
MARGIN = 16
_WIDEST = 560


class Toast(Floating):
    """One at a time; `say` shows it, the pointer and the focus hold it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._text = label("", "small", wraps=True)
        self._action = _ToastButton(self)
        self._action.clicked.connect(self._on_action)
        self._way: Callable[[], object] | None = None
        self._way_button = _ToastButton(self)
        self._way_button.clicked.connect(self._on_way)
        self._close = _ToastButton(self, icon="x")
        self._close.setAccessibleName(_("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._way_button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        theme.current().changed.connect(self._follow_theme)
        self._follow_theme()
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        way: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a message, with one action and one way to what it is about at most."""
        self._text.setText(text)
        self._act = act
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(act is not None)
        self._way = way[1] if way is not None else None
        self._way_button.setText(way[0] if way is not None else "")
        self._way_button.setAccessibleName(self._way_button.text())
        self._way_button.setVisible(way is not None)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Go to the bottom right of the area, as wide as the text needs."""
        area, look = self.area, theme.current()
        text_width = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        rest = 20 + 10 + 24 + self._close.sizeHint().width()
        for one, does in ((self._action, self._act), (self._way_button, self._way)):
            rest += one.sizeHint().width() + 12 if does is not None else 0
        width = min(text_width + rest, look.px(_WIDEST), area.width() - 2 * MARGIN)
        inner = max(60, width - rest)
        text_height = self._text.heightForWidth(inner)
        height = max(look.px(44), text_height + 22)
        self.setGeometry(
            QRect(area.right() + 1 - width - MARGIN, area.bottom() + 1 - height - MARGIN, width, height)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("toast"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        self._timer.start(SHOWN_MS)

    def _leave(self) -> None:
        if any(one.hasFocus() for one in (self._action, self._way_button, self._close)):
            self._timer.start(SHOWN_MS)
        else:
            self.hide()

    def _on_action(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _on_way(self) -> None:
        way, self._way = self._way, None
        self.hide()
        if way is not None:
            way()

    def _follow_theme(self) -> None:
        look = theme.current()
        self._text.setStyleSheet(f"color: {look.tokens.toast_text};")
        if self.isVisible():
            self.place()
        self.update()


class _ToastButton(EnterButton):
    """A word, or an icon, in the toast's own colours."""

    def __init__(self, parent: QWidget, icon: str = "") -> None:
        super().__init__(parent)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme.current()
        if self._icon:
            return QSize(look.px(32), look.px(32))
        font = look.font("small_strong")
        self.setFont(font)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 20, look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._icon:
            side = look.px(16)
            at = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(at.topLeft(), look.pixmap(self._icon, "toast_text", side, ratio))
        else:
            font = look.font("small_strong")
            font.setUnderline(self.underMouse())
            painter.setFont(font)
            painter.setPen(look.colour("toast_action"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(look.colour("toast_action"))
            pen.setWidthF(2.0)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
