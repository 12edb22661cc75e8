"""The search over the window: type, see what fits, Enter goes there. Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from chipmap.ui import theme
from chipmap.ui.map.accessibility import announce
from chipmap.ui.shell.finder import Finder, Group
from chipmap.ui.shell.search_entries import INSTITUTION, PLACE
from chipmap.ui.shell.search_list import SearchList
from chipmap.ui.tokens import RADIUS_DIALOG
from chipmap.ui.widgets.parts import label, rule
from chipmap.ui.widgets.text_room import height_in
from chipmap.wording import _, ngettext

_WIDTH = 720
_TOP = 110
_TOP_ROW = 56
_TALLEST = 600
_BELOW = 12
Recent = Callable[[], Sequence[tuple[str, str]]]
"""What was chosen last: pairs of kind and key, the latest first."""


class Search(QWidget):
    """Covers the window while it is open; `chosen` carries the entry that was picked."""

    chosen = Signal(object)
    compared = Signal(object)
    """The entry on which Ctrl+Enter was pressed: a place or an institution."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._finder: Finder | None = None
        self._recent: Recent = list
        self._focus_before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Find a place, institution, segment or command"))
        self._field.setAccessibleName(_("Find a place, institution, segment or command"))
        self._field.setFrame(False)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._note = label("", "small", "text2")
        self._icon = QLabel()
        self._close = KeyCap(_("Esc"), _("Close the search"))
        self._close.clicked.connect(self.leave)
        self._card = _Card(self)
        self.list = SearchList(self._card)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._announce())
        self._lay_out()
        theme.current().changed.connect(self._follow_theme)
        self._follow_theme()
        self.hide()

    def open(self, finder: Finder, recent: Recent) -> None:
        """Show the search over a workspace, with an empty field."""
        self._finder, self._recent = finder, recent
        self._field.clear()
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._on_typed("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def type(self, text: str) -> None:
        """Type for the person, as the gallery does."""
        self._field.setText(text)

    def place(self) -> None:
        """Cover the parent; the card stands below the top bar."""
        self.setGeometry(self._window.rect())
        look = theme.current()
        width = min(look.px(_WIDTH), self.width() - 48)
        margins = self._note.contentsMargins()
        inner = width - margins.left() - margins.right()
        note = height_in(self._note, inner) + margins.top() + margins.bottom()
        note = 0 if self._note.isHidden() else note
        wanted = look.px(_TOP_ROW) + note + self.list.rows.height() + 2 * _BELOW
        height = min(wanted, look.px(_TALLEST), self.height() - look.px(_TOP) - 24)
        self._card.setGeometry(QRect((self.width() - width) // 2, look.px(_TOP), width, height))

    def leave(self) -> None:
        """Close, and give the focus back to whoever had it."""
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._focus_before = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scrim = QColor(theme.current().tokens.scrim)
        scrim.setAlphaF(0.6)
        QPainter(self).fillRect(self.rect(), scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.list.walk(event.key()) or self._goes_to_end(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field or the list leaves over: Enter chooses, Esc leaves, letters go into the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._compare()
            else:
                self._choose()
        elif self.list.hasFocus() and (event.text().isprintable() or event.key() == Qt.Key.Key_Backspace):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(self._field, event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes round the field, the list and the way out; nothing behind the search takes the focus."""
        stops: list[QWidget] = [self._field, *([self.list] if self.list.isVisible() else []), self._close]
        at = next((number for number, stop in enumerate(stops) if stop.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if is_next else -1)) % len(stops)].setFocus(reason)
        return True

    def _goes_to_end(self, event: QKeyEvent) -> bool:
        """Home and End move in the list once the caret can go no further."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        at, length = self._field.cursorPosition(), len(self._field.text())
        if event.key() == Qt.Key.Key_Home and at == 0:
            self.list.go_to(0)
            return True
        if event.key() == Qt.Key.Key_End and at == length:
            self.list.go_to(len(self.list.rows.numbers))
            return True
        return False

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(22, 10, 22, 10)
        top.setSpacing(14)
        top.addWidget(self._icon)
        top.addWidget(self._field, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, _BELOW)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule())
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        self._note.setContentsMargins(24, 14, 24, 2)

    def _on_typed(self, text: str) -> None:
        if self._finder is None:
            return
        typed = text.strip()
        groups = self._finder.find(typed) if typed else self._finder.offers(self._recent())
        note = ""
        if not typed:
            note = _(
                "Search by name, alias, code or city, in any language: “Corée”, “KR”, “packaging”, “Leuven”. "
                "Ctrl+Enter compares a place."
            )
        elif not groups:
            note = _(
                "Nothing is called “{text}”. Try fewer letters, a code such as KR, or the name of a city."
            ).format(text=typed)
            groups = self._finder.ways_out()
        self._show(groups, note)

    def _show(self, groups: Sequence[Group], note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.list.show_groups(groups)
        self.list.setVisible(bool(groups))
        self.place()

    def _announce(self) -> None:
        """Tell a screen reader what Enter would choose, because the focus stays in the field."""
        entry = self.list.entry
        if entry is None:
            announce(self._field, self._note.text())
            return
        count = len(self.list.rows.numbers)
        place = ngettext("{number} of {count} entry", "{number} of {count} entries", count)
        parts = (entry.title, entry.hint, place.format(number=self.list.position + 1, count=count))
        announce(self._field, ", ".join(part for part in parts if part))

    def _choose(self) -> None:
        entry = self.list.entry
        if entry is not None:
            self.leave()
            self.chosen.emit(entry)

    def _compare(self) -> None:
        """Hand a place on to the comparison; whatever cannot be compared leaves the search as it is."""
        entry = self.list.entry
        if entry is not None and entry.kind in (PLACE, INSTITUTION):
            self.leave()
            self.compared.emit(entry)

    def _follow_theme(self) -> None:
        look = theme.current()
        font = look.font("heading")
        self._field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ border: 0; border-bottom: 2px solid transparent;"
            f" border-radius: 0; padding: 0; background: transparent; font-size: {font.pixelSize()}px; }}"
            # A caret in an empty field is not enough to see where Tab has led.
            f"QLineEdit:focus {{ border-bottom-color: {look.tokens.focus}; }}"
        )
        self.list.setStyleSheet("QListView, QListView:focus { border: 0; background: transparent; }")
        self._icon.setPixmap(look.pixmap("search", "text2", look.px(20), self.devicePixelRatioF()))
        self._close.updateGeometry()
        if self.isVisible():
            self.place()


class KeyCap(QAbstractButton):
    """A key as it stands on the keyboard; a click does what the key does."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetrics(look.font("caption")).horizontalAdvance(self.text())
        return QSize(width + look.px(16), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_focused = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if is_focused else "line_strong"), 2 if is_focused else 1))
        edge = 1.0 if is_focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 4, 4)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class _Card(QFrame):
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_DIALOG, RADIUS_DIALOG)
