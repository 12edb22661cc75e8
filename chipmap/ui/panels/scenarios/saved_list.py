"""The kept scenarios: each is opened by a click; its menu renames, duplicates, compares and deletes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.records.removals import read_removals
from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import clear_layout, icon_button, label
from chipmap.wording import _
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

_HEIGHT = 46


class SavedRow(QAbstractButton):
    """Name and what is lost; checked while it is the one that is looked at."""

    def __init__(self, name: str, line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setText(name)
        self.setAccessibleName(f"{name}, {line}")
        self.setToolTip(f"{name}\n{line}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.current().px(_HEIGHT))

    def nextCheckState(self) -> None:
        """Stay as it is: only what is looked at checks a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if self.isChecked() else "surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        inside = self.rect().adjusted(8, look.px(4), -4, -look.px(4))
        rows = (("body_strong", "text", self.text(), Qt.AlignmentFlag.AlignTop),)
        for role, ink, text, side in (*rows, ("caption", "text2", self._line, Qt.AlignmentFlag.AlignBottom)):
            painter.setFont(look.font(role))
            painter.setPen(QColor(look.colour(ink)))
            fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignLeft, fitted)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)


class SavedList(QWidget):
    """Each signal carries the id of the scenario that it is about."""

    opened = Signal(str)
    rename_wanted = Signal(str)
    duplicate_wanted = Signal(str)
    compare_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: object = None
        self.rows: dict[str, SavedRow] = {}
        self.menus: dict[str, QToolButton] = {}
        self._nothing = label(_("None yet. Save what you look at to come back to it."), "small", "text2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Saved scenarios"), "body_strong"))
        column.addWidget(self._nothing)
        column.addLayout(self._lines)

    def show_saved(self, chosen: str) -> None:
        """List what is kept, and mark the one that is looked at."""
        kept = sorted(self._bridge.dataset.scenarios.values(), key=lambda one: (one.name.casefold(), one.id))
        if kept != self._shown:
            self._shown = kept
            clear_layout(self._lines)
            self.rows, self.menus = {}, {}
            for one in kept:
                line = words.saved_line(
                    one,
                    read_removals(one.removals),
                    self._bridge.subject_name,
                    self._bridge.segment_name,
                )
                self._add(one.id, one.name, line)
        self._nothing.setVisible(not kept)
        for key, row in self.rows.items():
            row.setChecked(key == chosen)

    def _add(self, key: str, name: str, line: str) -> None:
        row = SavedRow(name, line)
        row.clicked.connect(lambda _on=False: self.opened.emit(key))
        menu = icon_button(
            "ellipsis", _("What can be done with {name}").format(name=name), partial(self._ask, key)
        )
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(row, 1)
        beside.addWidget(menu)
        self._lines.addLayout(beside)
        self.rows[key], self.menus[key] = row, menu

    def _ask(self, key: str) -> None:
        button = self.menus[key]
        menu = self.menu_of(key)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu_of(self, key: str) -> QMenu:
        """What can be done with a kept scenario."""
        menu = QMenu(self)
        acts = (
            (_("Rename…"), self.rename_wanted),
            (_("Duplicate"), self.duplicate_wanted),
            (_("Compare with what is shown"), self.compare_wanted),
            (_("Delete"), self.remove_wanted),
        )
        for text, signal in acts:
            action = menu.addAction(text)
            action.triggered.connect(partial(self._say, signal, key))
        return menu

    @staticmethod
    def _say(signal: object, key: str, _is_on: bool = False) -> None:
        signal.emit(key)  # type: ignore[attr-defined]
