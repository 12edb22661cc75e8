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
        self._role = "body_strong"
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.current().changed.connect(self.updateGeometry)

    def show_role(self, role: str) -> None:
        """Write the words in a role of the type scale."""
        if role != self._role:
            self._role = role
            self.updateGeometry()
            self.update()

    def width_in(self, role: str) -> int:
        """How wide the tab is in a role of the type scale."""
        return QFontMetrics(theme.current().font(role)).horizontalAdvance(self.text()) + 4

    def sizeHint(self) -> QSize:
        return QSize(self.width_in(self._role), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isChecked() or self.underMouse()
        painter.setFont(look.font(self._role))
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

    def rename_tab(self, index: int, text: str) -> None:
        """Give a tab the words that fit the subject; an institution has a record in place of institutions."""
        tab = self._tabs[index]
        if tab.text() != text:
            tab.setText(text)
            tab.setAccessibleName(_spoken([shown.text() for shown in self._tabs], index))
            tab.updateGeometry()
            self._fit(self.width())
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Close the gaps, then write smaller; what fits no better wraps at full size."""
        shown = [tab for tab in self._tabs if not tab.isHidden()]
        for role in ("body_strong", "small_strong", "caption_strong"):
            room = (width - sum(tab.width_in(role) for tab in shown)) // max(1, len(shown) - 1)
            if room >= _NARROW_GAP:
                self._show(role, min(_GAP, room))
                return
        self._show("body_strong", _GAP)

    def _show(self, role: str, gap: int) -> None:
        for tab in self._tabs:
            tab.show_role(role)
        self._layout.set_gap(gap)

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
