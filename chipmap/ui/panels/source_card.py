"""One cited thing as a card: icon, what it says, where it comes from; a click opens its link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _

_PAD = 10
_ICON = 32
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a card says. `target` is a link, a file or empty; `mark` qualifies, such as "forecast"."""

    icon: str
    title: str
    detail: str
    target: str = ""
    mark: str = ""
    key: str = ""
    """A record that the card leads to inside the window, instead of opening the target."""

    @property
    def can_open(self) -> bool:
        return self.target.startswith(("http://", "https://", "file:", "/")) or self.target[1:3] == ":\\"


def open_target(target: str) -> None:
    """Open a link or a file with the program that the desktop keeps for it."""
    is_link = target.startswith(("http://", "https://", "file:"))
    QDesktopServices.openUrl(QUrl(target) if is_link else QUrl.fromLocalFile(target))


class SourceCard(QAbstractButton):
    """A card of two wrapped texts; without a target or a record it is read but not pressed."""

    chosen = Signal(str)
    """The key of the record that the card leads to."""

    def __init__(self, citation: Citation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.citation = citation
        self._measured: tuple[int, int, int] | None = None
        self.setText(citation.title)
        spoken = [citation.title, citation.mark, citation.detail]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if citation.key:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(_("Open it in the register"))
            self.clicked.connect(lambda: self.chosen.emit(citation.key))
        elif citation.can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(_("Open {target}").format(target=citation.target))
            self.clicked.connect(lambda: open_target(citation.target))
        theme.current().changed.connect(self._on_theme_changed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, detail = self._heights(width)
        return max(theme.current().px(_ICON), title + detail + 2) + 2 * _PAD

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.current().px(240))
        return QSize(theme.current().px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().px(_ICON) + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.underMouse() and (self.citation.can_open or bool(self.citation.key))
        painter.setBrush(look.colour("surface2" if is_lit else "surface"))
        edge = ("focus", 2) if self.hasFocus() else ("line", 1)
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        inset = edge[1] / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CONTROL, RADIUS_CONTROL
        )
        self._paint_icon(painter)
        left = self._text_left()
        title_height, detail_height = self._heights(self.width())
        top = max(_PAD, (self.height() - title_height - detail_height - 2) // 2)
        width = self._text_width(self.width())
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        painter.drawText(QRect(left, top, width, title_height), _WRAP, self.citation.title)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        painter.drawText(QRect(left, top + title_height + 2, width, detail_height), _WRAP, self._detail())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _detail(self) -> str:
        parts = (self.citation.mark, self.citation.detail)
        return SEPARATOR.join(part for part in parts if part)

    def _paint_icon(self, painter: QPainter) -> None:
        look = theme.current()
        side = look.px(_ICON)
        ground = QRectF(_PAD, _PAD, side, side)
        if self.height() < 2 * _PAD + side + 12:
            ground.moveTop((self.height() - side) / 2)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface2"))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        size = look.px(16)
        sign = look.pixmap(self.citation.icon, "text2", size, self.devicePixelRatioF())
        painter.drawPixmap(int(ground.center().x() - size / 2), int(ground.center().y() - size / 2), sign)

    def _text_left(self) -> int:
        return _PAD + theme.current().px(_ICON) + 10

    def _text_width(self, width: int) -> int:
        return max(40, width - self._text_left() - _PAD)

    def _heights(self, width: int) -> tuple[int, int]:
        """The heights of title and detail at a width; kept, because a layout asks many times over."""
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, *self._measure(width))
        return self._measured[1:]

    def _measure(self, width: int) -> tuple[int, int]:
        look = theme.current()
        room = QRect(0, 0, self._text_width(width), 4000)
        title = QFontMetrics(look.font("body")).boundingRect(room, _WRAP, self.citation.title).height()
        detail = QFontMetrics(look.font("small")).boundingRect(room, _WRAP, self._detail()).height()
        return title, detail

    def _on_theme_changed(self) -> None:
        self._measured = None
        self.updateGeometry()
        self.update()
