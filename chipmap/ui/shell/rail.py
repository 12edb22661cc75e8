"""The pages down the left edge, issues and settings at its foot; under 1280 pixels only their icons."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.shell.enter_button import EnterButton
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.wording import _, ngettext

WIDTH = 88
_NARROW_WIDTH = 60
_BUTTON_HEIGHT = 62
_LOGO = 36
_GROWTH = 0.6
"""How much of the growth of the text the rail follows."""


class RailEntry(NamedTuple):
    """A page that the rail leads to."""

    page: str
    icon: str
    name: str
    parts: tuple[str, ...] = ()
    """Further pages that belong to it: its button is marked for them too."""


def page_entries() -> list[RailEntry]:
    """The pages that exist, in order; Ctrl+1 is the first."""
    return [
        RailEntry("map", "map", _("Map")),
        RailEntry("scorecards", "table-2", _("Scorecards")),
        RailEntry("match", "handshake", _("Match"), ("agenda", "collaborations", "foresight")),
        RailEntry("scenarios", "zap", _("Scenarios")),
        RailEntry("story", "presentation", _("Story")),
    ]


def foot_entries() -> list[RailEntry]:
    """What stands at the foot of the rail."""
    return [
        RailEntry("issues", "list-checks", _("Issues")),
        RailEntry("settings", "settings", _("Settings")),
    ]


class Rail(QWidget):
    """Says which page was chosen; the window shows it and checks the button."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._marked: dict[str, RailButton] = {}
        self._is_narrow = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(10)
        self._logo = _Logo(self)
        self._column.addWidget(self._logo)
        for entry in page_entries():
            self._add(entry)
        self._column.addStretch(1)
        for entry in foot_entries():
            self._add(entry)
        self.setAccessibleName(_("Pages"))
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_page(self, page: str) -> None:
        """Mark the page that is shown."""
        button = self._marked.get(page)
        if button is not None:
            button.setChecked(True)

    def show_count(self, page: str, count: int) -> None:
        """Put a number at an entry, such as how many issues there are; 0 shows none."""
        self._buttons[page].show_count(count)

    def show_narrow(self, *, is_narrow: bool) -> None:
        """Leave the words out where the window is small; tooltips keep them."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fit()

    def focus_first(self) -> None:
        (self._group.checkedButton() or next(iter(self._buttons.values()))).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("line"))

    def _add(self, entry: RailEntry) -> None:
        button = RailButton(entry, self)
        self._buttons[entry.page] = button
        self._marked |= dict.fromkeys((entry.page, *entry.parts), button)
        self._group.addButton(button)
        button.clicked.connect(lambda _on=False: self.chosen.emit(entry.page))
        self._column.addWidget(button)

    def _fit(self) -> None:
        width = _NARROW_WIDTH if self._is_narrow else WIDTH
        self.setFixedWidth(round(width * (1 + (theme.current().text_scale - 1) * _GROWTH)))
        for button in self._buttons.values():
            button.show_narrow(is_narrow=self._is_narrow)
        self.update()


class RailButton(EnterButton):
    """An icon above its word, with a count where something waits."""

    def __init__(self, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = entry.icon
        self._count = 0
        self._is_narrow = False
        self.setText(entry.name)
        self.setAccessibleName(entry.name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: int) -> None:
        self._count = count
        counted = ngettext("{name}, {count} item", "{name}, {count} items", count)
        name = counted.format(name=self.text(), count=count) if count else self.text()
        self.setAccessibleName(name)
        self.update()

    def show_narrow(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self.setToolTip(self.text() if is_narrow else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(WIDTH), look.px(44 if self._is_narrow else _BUTTON_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(look.colour("accent_soft" if self.isChecked() else "surface2"))
            painter.drawRoundedRect(ground, RADIUS_CARD, RADIUS_CARD)
        if self.isChecked():
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(QRectF(-3, self.height() / 2 - look.px(20), 6, look.px(40)), 3, 3)
        ink = "accent" if self.isChecked() else "text2"
        icon_at = self._paint_icon(painter, ink)
        if not self._is_narrow:
            self._paint_word(painter, ink)
        if self._count:
            self._paint_count(painter, icon_at)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("focus"))
            pen = painter.pen()
            pen.setWidthF(2.0)
            painter.setPen(pen)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)

    def _paint_icon(self, painter: QPainter, ink: str) -> QRect:
        look = theme.current()
        side = look.px(22)
        y = (self.height() - side) // 2 if self._is_narrow else look.px(9)
        at = QRect((self.width() - side) // 2, y, side, side)
        painter.drawPixmap(at.topLeft(), look.pixmap(self._icon, ink, side, self.devicePixelRatioF()))
        return at

    def _paint_word(self, painter: QPainter, ink: str) -> None:
        look = theme.current()
        painter.setFont(look.font("caption_strong" if self.isChecked() else "caption"))
        painter.setPen(look.colour(ink))
        below = self.rect().adjusted(0, look.px(36), 0, -look.px(6))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_count(self, painter: QPainter, icon_at: QRect) -> None:
        look = theme.current()
        text = str(self._count) if self._count < 1000 else "999+"
        painter.setFont(look.font("caption_strong", is_tabular=True))
        height = look.px(18)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + look.px(10))
        left = min(icon_at.right() - look.px(4), self.width() - width - 2)
        badge = QRectF(left, icon_at.top() - look.px(7), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("warn"))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(look.tokens.surface))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class _Logo(QWidget):
    """The mark of the program."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(_LOGO), look.px(62))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        side = look.px(_LOGO)
        at = QRect((self.width() - side) // 2, look.px(10), side, side)
        painter = QPainter(self)
        painter.drawPixmap(at.topLeft(), look.logo(side, self.devicePixelRatioF()))
