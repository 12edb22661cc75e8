"""How a story leaves the program, as large buttons that say what each kind of file is good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

_PADDING, _ICON, _GAP = 14, 20, 14


class ExportButtons(QWidget):
    """One button for each kind of file; each triggers its command."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Export all slides"), "heading"))
        self.buttons: dict[str, ExportButton] = {}
        for name, icon, title, text in _kinds():
            button = ExportButton(icon, title, text)
            button.clicked.connect(actions[name].trigger)
            self.buttons[name] = button
            column.addWidget(button)


def _kinds() -> list[tuple[str, str, str, str]]:
    return [
        ("deck", "presentation", _("PowerPoint"), _("Editable text, charts, maps")),
        ("story_pdf", "file-text", _("PDF"), _("One page per slide")),
        ("story_data", "file-spreadsheet", _("Data behind the slides"), _("Excel, one sheet per slide")),
        ("story_pictures", "image", _("Pictures"), _("PNG, one per slide")),
        ("story_drawings", "image", _("Drawings"), _("SVG, sharp at any size")),
        ("deck_template", "folder-open", _("Your template"), _("PowerPoint in your own look")),
    ]


class ExportButton(QAbstractButton):
    """An icon, the name of a kind of file, and what it is good for."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._icon, self._text = icon, text
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        title = QFontMetricsF(look.font("body_strong")).height()
        text = QFontMetricsF(look.font("caption")).height()
        return QSize(look.px(200), round(title + text + 2 * 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(
            QPen(look.colour("focus" if self.hasFocus() else "line_strong"), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(look.colour("accent_soft" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        side = look.px(_ICON)
        icon = look.icon(self._icon, "accent", side)
        icon.paint(painter, _PADDING, (self.height() - side) // 2, side, side)
        left = _PADDING + side + _GAP
        room = self.width() - left - 8
        strong, small = look.font("body_strong"), look.font("caption")
        title, text = QFontMetricsF(strong), QFontMetricsF(small)
        top = (self.height() - title.height() - text.height()) / 2
        for font, metrics, token, words, y in (
            (strong, title, "text", self.text(), top),
            (small, text, "text2", self._text, top + title.height()),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(token))
            fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, y, room, metrics.height()), fitting)
        painter.end()
