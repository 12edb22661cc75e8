"""One stage of the board: how many collaborations stand in it, and their cards from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.register.card_painting import ROW_ROLE, CardPainter
from chipmap.ui.panels.register.keys import is_add_key
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.ui.ways import is_side_button
from chipmap.ui.widgets.parts import label
from chipmap.wording import _, ngettext
from chipmap.wording.levels import stage_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from chipmap.ui.panels.register.row import RegisterRow

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_NARROWEST = 156


def empty_words(stage: str) -> str:
    """What belongs into a stage where nothing stands yet."""
    return {
        "idea": _("What somebody has proposed and nobody has agreed to."),
        "planned": _("What is agreed and has no open call, event or contract yet."),
        "open": _("Calls and events that partners can join now."),
        "running": _("What partners are working on."),
        "done": _("What has ended; it stays as evidence of ties."),
    }.get(stage, "")


class CardModel(QAbstractListModel):
    """The rows of one stage."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[RegisterRow] = ()

    def show_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show other rows; as long as the collaborations stay, so does where the keyboard is."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return None


class CardColumn(QListView):
    """The cards of a stage. Enter opens, Delete removes, Ctrl+← and Ctrl+→ give another stage."""

    chosen = Signal(str)
    entered = Signal(str)
    removal_wanted = Signal(str)
    left = Signal()
    stepped = Signal(int)
    """Left or Right: the keyboard goes to the stage before or after."""
    pushed = Signal(str, int)
    """A card, and by how many stages it is to move."""
    menu_wanted = Signal(str, QPoint)
    lifted = Signal(str, QPoint, QPoint)
    """A card is being dragged: where it was taken within itself, and where the pointer is."""
    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    put_back = Signal()

    def __init__(self, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._pressed: tuple[str, QPoint, QPoint] | None = None
        self._is_carrying = False
        self.cards = CardModel(self)
        self.painter = CardPainter(self)
        self.setModel(self.cards)
        self.setItemDelegate(self.painter)
        self.setProperty("look", "plain")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def current_key(self) -> str:
        """The card with the keyboard; empty where there is none."""
        row = self.currentIndex().row()
        return self.cards.rows[row].key if 0 <= row < len(self.cards.rows) else ""

    def show_rows(self, rows: Sequence[RegisterRow], chosen: str) -> None:
        """Show the cards; that of the open collaboration is marked."""
        current = self.current_key
        self.painter.chosen = chosen
        self.cards.show_rows(rows)
        self.go_to(current if any(row.key == current for row in rows) else chosen)
        self.viewport().update()

    def go_to(self, key: str) -> bool:
        """Put the keyboard's mark on a card; say whether it is here."""
        at = next((at for at, row in enumerate(self.cards.rows) if row.key == key), None)
        if at is not None:
            self.setCurrentIndex(self.cards.index(at))
        return at is not None

    def key_at(self, place: QPoint) -> str:
        """The card under a point of the viewport."""
        index = self.indexAt(place)
        return self.cards.rows[index.row()].key if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key:
                self.pushed.emit(key, step)
        elif step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key:
            self.entered.emit(key)
        elif event.key() == Qt.Key.Key_Delete and key:
            at = self.currentIndex().row()
            self.removal_wanted.emit(key)
            self.setCurrentIndex(self.cards.index(min(at, len(self.cards.rows) - 1)))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif is_add_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.current_key and self.cards.rows:
            self.setCurrentIndex(self.cards.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.key_at(event.pos()) or self.current_key
        if key:
            self.menu_wanted.emit(key, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            # A list would take it for a click; the window goes back or forward.
            event.ignore()
            return
        super().mousePressEvent(event)
        key, place = self.key_at(event.position().toPoint()), event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and key:
            corner = self.visualRect(self.indexAt(place)).topLeft()
            self._pressed = (key, place, place - corner)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        key, start, within = self._pressed
        here = self.viewport().mapToGlobal(place)
        if self._is_carrying:
            self.carried.emit(here)
        elif (place - start).manhattanLength() >= QApplication.startDragDistance():
            self._is_carrying = True
            self.lifted.emit(key, within, here)
            self.carried.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, was_carrying = self._pressed, self._is_carrying
        self._pressed, self._is_carrying = None, False
        super().mouseReleaseEvent(event)
        if pressed is None:
            return
        if was_carrying:
            self.let_go.emit(self.viewport().mapToGlobal(event.position().toPoint()))
        elif self.key_at(event.position().toPoint()) == pressed[0]:
            self.chosen.emit(pressed[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != self.painter.width:
            self.painter.width = event.size().width()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _on_escape(self) -> None:
        if self._is_carrying:
            self._pressed, self._is_carrying = None, False
            self.put_back.emit()
        else:
            self.left.emit()


class BoardColumn(theme.Themed):
    """A stage with its heading, its count and its cards; it is lit while a card may be dropped on it."""

    def __init__(self, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._is_target = False
        self.cards = CardColumn(stage)
        self.title = label(stage_word(stage), "small_strong", "text2", wraps=False)
        self.count = label("", "small_strong", "text2", wraps=False)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        self.empty = label(empty_words(stage), "small", "text2")
        self.empty.setContentsMargins(6, 2, 6, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.cards, 1)

    def show_rows(self, rows: Sequence[RegisterRow], chosen: str) -> None:
        """Show the cards of this stage."""
        self.cards.show_rows(rows, chosen)
        self.count.setText(str(len(rows)))
        self.empty.setVisible(not rows)
        counted = ngettext("{count} collaboration", "{count} collaborations", len(rows)).format(
            count=len(rows)
        )
        self.cards.setAccessibleName(f"{self.title.text()}, {counted}")
        self.cards.setAccessibleDescription(
            _("Enter opens, Ctrl with left or right gives another stage, Delete removes")
        )

    def show_target(self, *, is_target: bool) -> None:
        """Show whether the card that is dragged would be put here."""
        if is_target != self._is_target:
            self._is_target = is_target
            self.update()

    @property
    def is_target(self) -> bool:
        return self._is_target

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_NARROWEST), theme.current().px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("accent_soft" if self._is_target else "surface2"))
        edge = ("accent", 2) if self._is_target else ("line", 1)
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        inset = edge[1] / 2
        area = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
