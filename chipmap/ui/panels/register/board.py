"""The register as a board: five stages side by side, and cards that are dragged or pushed to another.

The board only says what was moved; the card stands in its new stage when the workspace says so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QScrollArea, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.register.board_column import BoardColumn
from chipmap.ui.panels.register.row import STAGES
from chipmap.wording import _
from chipmap.wording.levels import stage_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from chipmap.ui.panels.register.board_column import CardColumn
    from chipmap.ui.panels.register.row import RegisterRow

_GAP = 10
_EDGE = 36
"""So near to an edge a card that is dragged makes the board scroll."""
_SCROLL_MS, _SCROLL_PX = 30, 14


class _Carried(NamedTuple):
    """The card on the pointer: its picture, where it was taken, and the stage that it comes from."""

    key: str
    stage: str
    picture: QLabel
    within: QPoint


class Board(QScrollArea):
    """Five lists of cards. `moved` carries a collaboration and the stage that it was given."""

    chosen = Signal(str)
    entered = Signal(str)
    removal_wanted = Signal(str)
    left = Signal()
    moved = Signal(str, str)
    said = Signal(str)
    """What a screen reader should say of a card that moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carried: _Carried | None = None
        self._pointer = QPoint()
        self.columns = {stage: BoardColumn(stage) for stage in STAGES}
        content = QWidget()
        content.setProperty("look", "clear")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for column in self.columns.values():
            row.addWidget(column, 1)
            self._connect(column.cards)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Board of collaborations by stage"))
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_near_edges)

    def show_rows(self, rows: Sequence[RegisterRow], chosen: str) -> None:
        """Show the cards; a stage in words of its own, from an import, stands with the ideas."""
        for stage, column in self.columns.items():
            column.show_rows([row for row in rows if _stage_of(row) == stage], chosen)

    def take_focus(self, key: str = "") -> None:
        """Put the keyboard on a card, else on the first stage that has one."""
        columns = [column.cards for column in self.columns.values()]
        holding = next((cards for cards in columns if key and cards.go_to(key)), None)
        holding = holding or next((cards for cards in columns if cards.cards.rows), columns[0])
        holding.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    @property
    def is_carrying(self) -> bool:
        """Whether a card hangs on the pointer."""
        return self._carried is not None

    def _connect(self, cards: CardColumn) -> None:
        cards.chosen.connect(self.chosen)
        cards.entered.connect(self.entered)
        cards.removal_wanted.connect(self.removal_wanted)
        cards.left.connect(self.left)
        cards.stepped.connect(lambda step: self._step_from(cards.stage, step))
        cards.pushed.connect(lambda key, step: self._push(key, cards.stage, step))
        cards.menu_wanted.connect(lambda key, place: self._show_menu(key, cards.stage, place))
        cards.lifted.connect(lambda key, within, place: self._lift(cards, key, within, place))
        cards.carried.connect(self._carry)
        cards.let_go.connect(self._let_go)
        cards.put_back.connect(self._put_back)

    def _step_from(self, stage: str, step: int) -> None:
        at = STAGES.index(stage) + step
        if 0 <= at < len(STAGES):
            self.columns[STAGES[at]].cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.columns[STAGES[at]])

    def _push(self, key: str, stage: str, step: int) -> None:
        at = STAGES.index(stage) + step
        if 0 <= at < len(STAGES):
            self._move(key, STAGES[at])

    def _move(self, key: str, stage: str) -> None:
        """Tell the move, and go with the card where it was made."""
        self.moved.emit(key, stage)
        cards = self.columns[stage].cards
        if cards.go_to(key):
            cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.columns[stage])
            row = cards.cards.rows[cards.currentIndex().row()]
            self.said.emit(_("{name}: now {stage}").format(name=row.name, stage=row.stage))

    def _show_menu(self, key: str, stage: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.entered.emit(key))
        menu.addSeparator()
        for other in STAGES:
            if other != stage:
                text = _("Move to {stage}").format(stage=stage_word(other))
                menu.addAction(text, partial(self._move, key, other))
        menu.addSeparator()
        menu.addAction(_("Remove"), lambda: self.removal_wanted.emit(key))
        menu.popup(place)

    def _lift(self, cards: CardColumn, key: str, within: QPoint, place: QPoint) -> None:
        row = next(row for row in cards.cards.rows if row.key == key)
        at = cards.cards.rows.index(row)
        size = cards.visualRect(cards.cards.index(at)).size()
        picture = QLabel(self)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture.setPixmap(cards.painter.picture(row, QSize(size), self.devicePixelRatioF()))
        picture.resize(size)
        picture.show()
        picture.raise_()
        self._carried = _Carried(key, cards.stage, picture, within)
        self._scrolling.start()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.said.emit(_("{name} is being moved; Escape puts it back").format(name=row.name))
        self._carry(place)

    def _carry(self, place: QPoint) -> None:
        if self._carried is None:
            return
        self._pointer = place
        self._carried.picture.move(self.mapFromGlobal(place) - self._carried.within)
        target = self._stage_under(place)
        for stage, column in self.columns.items():
            column.show_target(is_target=stage == target and stage != self._carried.stage)

    def _let_go(self, place: QPoint) -> None:
        carried, target = self._carried, self._stage_under(place)
        self._put_back()
        if carried is not None and target and target != carried.stage:
            self._move(carried.key, target)

    def _put_back(self) -> None:
        """End the dragging; nothing was moved by it."""
        carried, self._carried = self._carried, None
        self._scrolling.stop()
        self.unsetCursor()
        for column in self.columns.values():
            column.show_target(is_target=False)
        if carried is not None:
            carried.picture.hide()
            carried.picture.deleteLater()

    def _stage_under(self, place: QPoint) -> str:
        if not self.rect().contains(self.mapFromGlobal(place)):
            return ""
        for stage, column in self.columns.items():
            if column.rect().contains(column.mapFromGlobal(place)):
                return stage
        return ""

    def _scroll_near_edges(self) -> None:
        """Bring into view what lies beyond an edge at which a card is being held."""
        here = self.mapFromGlobal(self._pointer)
        across = _towards(here.x(), self.width())
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + across * _SCROLL_PX)
        stage = self._stage_under(self._pointer)
        if stage:
            cards = self.columns[stage].cards
            down = _towards(cards.viewport().mapFromGlobal(self._pointer).y(), cards.viewport().height())
            cards.verticalScrollBar().setValue(cards.verticalScrollBar().value() + down * _SCROLL_PX)
        if across:
            self._carry(self._pointer)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(800), theme.current().px(260))


def _towards(place: int, room: int) -> int:
    return -1 if place < _EDGE else 1 if place > room - _EDGE else 0


def _stage_of(row: RegisterRow) -> str:
    return row.record.stage if row.record.stage in STAGES else STAGES[0]
