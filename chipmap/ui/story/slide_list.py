"""The slides of a story down the left: number, thumbnail, title; carried by the mouse or by Alt+arrows.

The list only says what is wanted; a slide stands elsewhere when the workspace says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyledItemDelegate, QWidget

from chipmap.ui import theme
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH
from chipmap.ui.tokens import RADIUS_CARD, RADIUS_CONTROL
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

_NUMBER, _GRIP, _PAD = 30, 24, 8
_LINE = 20
_LINES = 2


class SlideRow(NamedTuple):
    """One slide as the list shows it."""

    id: str
    title: str
    kind: str
    is_frozen: bool


class SlideRows(QAbstractListModel):
    """The rows; a drop is refused here because the list itself tells where a slide was let go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[SlideRow] = []

    def show_rows(self, rows: Sequence[SlideRow]) -> None:
        """Show these slides; where only words changed, the list keeps its place."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = _("Slide {number} of {count}: {title}").format(
                number=index.row() + 1, count=len(self.rows), title=row.title
            )
            parts = [text, row.kind, *([_("frozen")] if row.is_frozen else [])]
            return ", ".join(parts)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return own if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class SlideList(QListView):
    """Says which slide is wanted, and where one is to stand."""

    chosen = Signal(str)
    moved = Signal(str, int)
    removal_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, picture: Callable[[str], QImage | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = SlideRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, picture))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("look", "slides")
        self.setAccessibleName(_("Slides"))
        self.setAccessibleDescription(_("Alt with an arrow moves a slide, Delete removes it."))
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.current().changed.connect(self.doItemsLayout)

    @property
    def rows(self) -> list[SlideRow]:
        """What is listed."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[SlideRow], current: str) -> None:
        """Show these slides with one of them current."""
        self.selectionModel().blockSignals(True)
        self._rows.show_rows(rows)
        at = next((number for number, row in enumerate(rows) if row.id == current), -1)
        if at >= 0 and self.currentIndex().row() != at:
            self.setCurrentIndex(self._rows.index(at))
        self.selectionModel().blockSignals(False)
        if at >= 0:
            self.scrollTo(self._rows.index(at))
        self.viewport().update()

    def show_picture(self, slide: str) -> None:
        """A thumbnail has been drawn."""
        for number, row in enumerate(self.rows):
            if row.id == slide:
                self.update(self._rows.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        at = self.currentIndex().row()
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if has_alt and event.key() in steps and at >= 0:
            to = at + steps[Qt.Key(event.key())]
            if 0 <= to < len(self.rows):
                self.moved.emit(self.rows[at].id, to)
        elif event.key() == Qt.Key.Key_Delete and at >= 0:
            self.removal_wanted.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the keys do, for the mouse."""
        at = self.currentIndex().row()
        if not 0 <= at < len(self.rows):
            return
        slide, last = self.rows[at].id, len(self.rows) - 1
        menu = QMenu(self)
        for text, does, can in (
            (_("Move up"), lambda: self.moved.emit(slide, at - 1), at > 0),
            (_("Move down"), lambda: self.moved.emit(slide, at + 1), at < last),
            (_("Duplicate"), self.copy_wanted.emit, True),
            (_("Remove"), self.removal_wanted.emit, True),
        ):
            action = menu.addAction(text)
            action.setEnabled(can)
            action.triggered.connect(lambda _on=False, does=does: does())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        at = self.currentIndex().row()
        target = self.indexAt(event.position().toPoint())
        to = target.row() if target.isValid() else len(self.rows)
        if target.isValid() and event.position().y() > self.visualRect(target).center().y():
            to += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        to -= to > at
        if 0 <= at < len(self.rows) and to != at:
            self.moved.emit(self.rows[at].id, to)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self.rows):
            self.chosen.emit(self.rows[current.row()].id)


class _Painter(QStyledItemDelegate):
    """Draws a row: its number, the thumbnail, the title beneath it, and the grip."""

    def __init__(self, parent: QWidget, picture: Callable[[str], QImage | None]) -> None:
        super().__init__(parent)
        self._list = parent
        self._picture = picture

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = theme.current()
        width = max(1, self._list.viewport().width() if isinstance(self._list, QListView) else 200)
        thumbnail = width - look.px(_NUMBER) - look.px(_GRIP) - 2 * _PAD
        high = round(thumbnail * HEIGHT / WIDTH) + _LINES * look.px(_LINE) + 2 * _PAD + 4
        return QSize(width, max(high, look.px(80)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        rows = self._list.rows if isinstance(self._list, SlideList) else []
        if index.row() >= len(rows):
            return
        row, box = rows[index.row()], option.rect
        is_current = self._list.currentIndex() == index if isinstance(self._list, SlideList) else False
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), RADIUS_CARD, RADIUS_CARD)
            if self._list.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.colour("focus"), 2))
                painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), RADIUS_CARD, RADIUS_CARD)
        number = QRect(box.left(), box.top() + _PAD, look.px(_NUMBER), look.px(_LINE))
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.setPen(look.colour("accent" if is_current else "text2"))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        left = number.right() + 1
        wide = box.width() - look.px(_NUMBER) - look.px(_GRIP) - 2 * _PAD
        picture = QRect(left, box.top() + _PAD, wide, round(wide * HEIGHT / WIDTH))
        self._paint_picture(painter, picture, row, is_current=is_current)
        self._paint_title(
            painter, QRect(left, picture.bottom() + 6, wide, _LINES * look.px(_LINE)), row.title
        )
        self._paint_grip(painter, QRect(picture.right() + 4, picture.top(), look.px(_GRIP), picture.height()))
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, row: SlideRow, *, is_current: bool) -> None:
        look = theme.current()
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(box), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(frame)
        image = self._picture(row.id)
        if image is None:
            painter.fillRect(box, look.colour("surface2"))
        else:
            painter.drawImage(box, image)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent" if is_current else "line_strong"), 2 if is_current else 1))
        painter.drawPath(frame)
        if row.is_frozen:
            side = look.px(22)
            badge = QRect(box.right() - side - 4, box.top() + 5, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("text2"))
            painter.drawRoundedRect(badge, 4, 4)
            icon = look.pixmap("lock", "surface", look.px(14), self._list.devicePixelRatioF())
            painter.drawPixmap(badge.left() + look.px(4), badge.top() + look.px(4), icon)

    def _paint_title(self, painter: QPainter, box: QRect, title: str) -> None:
        look = theme.current()
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text"))
        wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        shown = title
        while shown and painter.boundingRect(box, wrapped, shown).height() > box.height():
            shown = shown.rsplit(" ", 1)[0] if " " in shown else shown[:-1]
        if shown != title:
            shown = shown.rsplit(" ", 1)[0] + " …"
        painter.drawText(box, wrapped, shown)

    def _paint_grip(self, painter: QPainter, box: QRect) -> None:
        look = theme.current()
        side = look.px(18)
        icon = look.pixmap("grip-vertical", "text3", side, self._list.devicePixelRatioF())
        painter.drawPixmap(
            box.left() + (box.width() - side) // 2, box.top() + (box.height() - side) // 2, icon
        )
