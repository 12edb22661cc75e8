"""The search over the window: type, see what fits, Enter goes there. Esc leaves everything as it was."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from chipmap.ui import theme
from chipmap.ui.folding import fold
from chipmap.ui.shell.search_entries import Entry, Group, find
from chipmap.ui.tokens import RADIUS_DIALOG
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

_WIDTH = 720
_TOP = 110
_ROW = 44
_HEADING = 34
_TOP_ROW = 56
_TALLEST = 600
_RECENT = 5
_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_AnyIndex = QModelIndex | QPersistentModelIndex


class Search(QWidget):
    """Covers the window while it is open; `chosen` carries the entry that was picked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._entries: list[Entry] = []
        self._recent: list[Entry] = []
        self._focus_before: QWidget | None = None
        self._rows = _Rows(self)
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Find a place, institution, segment or command"))
        self._field.setAccessibleName(_("Find a place, institution, segment or command"))
        self._field.setFrame(False)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_RowPainter(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("What was found"))
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(lambda _index: self._choose())
        self._nothing = label("", "body", "text2")
        self._icon = QLabel()
        self._build_card()
        theme.current().changed.connect(self._follow_theme)
        self._follow_theme()
        self.hide()

    def open(self, entries: list[Entry]) -> None:
        """Show the search over these entries, with an empty field."""
        self._entries = entries
        self._field.clear()
        self._on_typed("")
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self.place()
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
        wanted = look.px(_TOP_ROW) + 14 + (self._rows.height() if self._rows.rowCount() else look.px(64))
        height = min(wanted, look.px(_TALLEST), self.height() - look.px(_TOP) - 24)
        self._card.setGeometry(QRect((self.width() - width) // 2, look.px(_TOP), width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        scrim = QColor(theme.current().tokens.scrim)
        scrim.setAlphaF(0.6)
        QPainter(self).fillRect(self.rect(), scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)

    def _build_card(self) -> None:
        self._card = _Card(self)
        top = QHBoxLayout()
        top.setContentsMargins(22, 10, 22, 10)
        top.setSpacing(14)
        top.addWidget(self._icon)
        top.addWidget(self._field, 1)
        top.addWidget(KeyCap(_("Esc")))
        rule = QFrame()
        rule.setProperty("look", "line")
        rule.setFixedHeight(1)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        self._nothing.setContentsMargins(24, 20, 24, 20)

    def _on_typed(self, text: str) -> None:
        found = find(self._entries, text, self._recent)
        self._rows.show(found, fold(text.strip()))
        self._nothing.setText(
            _("Nothing is called “{text}”. Try a part of the name.").format(text=text.strip())
        )
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        self._move(1, start=-1)
        self.place()

    def _move(self, step: int, start: int | None = None) -> None:
        row = self._list.currentIndex().row() if start is None else start
        row += step
        while 0 <= row < self._rows.rowCount():
            index = self._rows.index(row)
            if index.data(_ENTRY_ROLE) is not None:
                self._list.setCurrentIndex(index)
                self._list.scrollTo(self._rows.index(max(0, row - 1)))
                self._list.scrollTo(index)
                return
            row += step

    def _choose(self) -> None:
        entry = self._list.currentIndex().data(_ENTRY_ROLE)
        if isinstance(entry, Entry):
            self._recent = [entry, *(other for other in self._recent if other != entry)][:_RECENT]
            self.leave()
            self.chosen.emit(entry)

    def leave(self) -> None:
        """Close, and give the focus back to whoever had it."""
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def _follow_theme(self) -> None:
        look = theme.current()
        font = look.font("heading")
        self._field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ border: 0; padding: 0; background: transparent;"
            f" font-size: {font.pixelSize()}px; }}"
        )
        self._list.setStyleSheet("QListView, QListView:focus { border: 0; background: transparent; }")
        self._icon.setPixmap(look.pixmap("search", "text2", look.px(20), self.devicePixelRatioF()))
        if self.isVisible():
            self.place()


class KeyCap(QWidget):
    """A key as it stands on the keyboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetrics(look.font("caption")).horizontalAdvance(self._text)
        return QSize(width + look.px(16), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line_strong"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class _Card(QFrame):
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_DIALOG, RADIUS_DIALOG)


class _Rows(QAbstractListModel):
    """Headings (text only) and entries in one list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[str | Entry] = []
        self.wanted = ""

    def show(self, groups: list[Group], wanted: str) -> None:
        self.beginResetModel()
        self.wanted = wanted
        self._rows = []
        for heading, entries in groups:
            self._rows += [heading, *entries]
        self.endResetModel()

    def height(self) -> int:
        """How tall the list is with all its rows."""
        look = theme.current()
        return sum(look.px(_HEADING if isinstance(row, str) else _ROW) for row in self._rows)

    def rowCount(self, _parent: _AnyIndex | None = None) -> int:
        return len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else f"{row.title}, {row.hint}"
        if role == _ENTRY_ROLE:
            return None if isinstance(row, str) else row
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        is_heading = index.data(_ENTRY_ROLE) is None
        return QSize(option.rect.width(), theme.current().px(_HEADING if is_heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        entry = index.data(_ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            self._paint_heading(painter, option.rect, str(index.data()))
        else:
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, option.rect, entry, is_current=is_current)
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, area: QRect, text: str) -> None:
        look = theme.current()
        painter.setFont(look.font("caption_strong"))
        painter.setPen(look.colour("text2"))
        below = area.adjusted(look.px(24), 0, -24, -look.px(6))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_entry(self, painter: QPainter, area: QRect, entry: Entry, *, is_current: bool) -> None:
        look = theme.current()
        row = QRectF(area).adjusted(14, 0, -14, 0)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(row, 6, 6)
            painter.fillRect(QRectF(row.left(), row.top(), 4, row.height()), look.colour("accent"))
        side = look.px(20)
        ratio = painter.device().devicePixelRatioF()
        ink = "accent" if is_current else "text2"
        top = int(row.center().y() - side / 2)
        painter.drawPixmap(int(row.left()) + look.px(14), top, look.pixmap(entry.icon, ink, side, ratio))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        hint_width = min(painter.fontMetrics().horizontalAdvance(entry.hint) + 4, int(row.width() * 0.45))
        hint = painter.fontMetrics().elidedText(entry.hint, Qt.TextElideMode.ElideRight, hint_width)
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.adjusted(0, 0, -look.px(12), 0), aligned, hint)
        left = row.left() + look.px(50)
        room = row.right() - left - hint_width - look.px(28)
        _paint_title(painter, QRectF(left, row.top(), room, row.height()), entry.title, self._wanted())

    def _wanted(self) -> str:
        view = self.parent()
        assert isinstance(view, QListView)
        model = view.model()
        assert isinstance(model, _Rows)
        return model.wanted


def _paint_title(painter: QPainter, area: QRectF, title: str, wanted: str) -> None:
    """The title with what was typed in bold."""
    look = theme.current()
    plain, strong = look.font("body"), look.font("body_strong")
    folded = fold(title)
    at = folded.find(wanted) if wanted and len(folded) == len(title) else -1
    parts = [(title, plain)]
    if at >= 0:
        end = at + len(wanted)
        parts = [(title[:at], plain), (title[at:end], strong), (title[end:], plain)]
    painter.setPen(look.colour("text"))
    x = area.left()
    for text, font in parts:
        painter.setFont(font)
        room = area.right() - x
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
        painter.drawText(QRectF(x, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        x += painter.fontMetrics().horizontalAdvance(text)
