"""Tabs that wrap on to a second line where large text or a narrow panel leaves no room for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.wording import _

_HEIGHT = 36
_GAP = 18
_NARROW_GAP = 6


class Tab(QAbstractButton):
    """One tab: its words, underlined in the accent colour while it is the one shown."""

    stepped = Signal(int)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetrics(look.font("body_strong")).horizontalAdvance(self.text())
        return QSize(width + 4, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isChecked() or self.underMouse()
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.colour("accent" if is_lit else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), look.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.tokens.focus), 2))
            ring = QRectF(self.rect()).adjusted(1, 3, -1, -3)
            painter.drawRoundedRect(ring, RADIUS_INNER, RADIUS_INNER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)


class TabStrip(QWidget):
    """Exclusive tabs; Left and Right move between them, Tab enters at the one that is shown."""

    tab_chosen = Signal(int)

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = FlowLayout(self, gap=_GAP)
        self._layout.set_line_gap(0)
        self._group = QButtonGroup(self)
        self._tabs = [Tab(text, self) for text in texts]
        for index, tab in enumerate(self._tabs):
            tab.setAccessibleName(_spoken(texts, index))
            tab.stepped.connect(self._step)
            self._group.addButton(tab, index)
            self._layout.addWidget(tab)
        self._group.idClicked.connect(self._on_clicked)
        self.choose(0)

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Show a tab as the current one, without announcing it."""
        self._tabs[index].setChecked(True)
        for at, tab in enumerate(self._tabs):
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus)

    def set_tab_visible(self, index: int, is_visible: bool) -> None:
        """Hide a tab that makes no sense for the subject, such as the institutions of an institution."""
        self._tabs[index].setVisible(is_visible)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [tab.sizeHint().width() for tab in self._tabs if not tab.isHidden()]
        room = (event.size().width() - sum(shown)) // max(1, len(shown) - 1)
        self._layout.set_gap(min(_GAP, room) if room >= _NARROW_GAP else _GAP)

    def _on_clicked(self, index: int) -> None:
        self.choose(index)
        self.tab_chosen.emit(index)

    def _step(self, step: int) -> None:
        shown = [index for index, tab in enumerate(self._tabs) if not tab.isHidden()]
        target = shown.index(self.current) + step
        if 0 <= target < len(shown):
            self._tabs[shown[target]].click()
            self._tabs[shown[target]].setFocus(Qt.FocusReason.TabFocusReason)


def _spoken(texts: Sequence[str], index: int) -> str:
    """What a screen reader says for a tab."""
    return _("{tab}, tab {number} of {count}").format(tab=texts[index], number=index + 1, count=len(texts))
