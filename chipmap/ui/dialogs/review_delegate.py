"""Paints the rows of the import preview, and says what lies under the pointer."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chipmap.model.records import Resolution
from chipmap.ui import theme
from chipmap.ui.dialogs.review_model import (
    CAPABILITY,
    CHECK,
    DECISION,
    EFFECT,
    HERE,
    ROW_ROLE,
    THERE,
    Index,
    ReviewModel,
)
from chipmap.ui.dialogs.review_rows import ReviewRow, RowKind, SideText
from chipmap.ui.tokens import RADIUS_CONTROL, RADIUS_INNER
from chipmap.ui.widgets.swatch import paint_swatch
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_PAD = 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ICON_OF_GROUP = {"conflict": "triangle-alert", "problem": "circle-alert", "note": "info"}


class Zone(Enum):
    """What a click in a row means."""

    NOTHING = auto()
    TOGGLE = auto()
    MINE = auto()
    THEIRS = auto()
    OTHER = auto()
    FIELD = auto()
    CHOICE = auto()


class ReviewDelegate(QStyledItemDelegate):
    """Draws every cell itself, because a row of the preview is more than six texts."""

    def __init__(self, model: ReviewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.editor: QLineEdit | None = None

    def zone_at(self, row: ReviewRow, index: Index, area: QRect, point: QPoint) -> Zone:
        """What lies at `point` of a cell that fills `area`."""
        column = index.column()
        if row.kind is RowKind.CONFLICT and column == DECISION:
            parts = self._choice_parts(self._choice_area(area.adjusted(_PAD, 0, -_PAD, 0)))
            zones = (Zone.MINE, Zone.THEIRS, Zone.OTHER)
            return next(
                (zone for zone, part in zip(zones, parts, strict=True) if point.x() <= part.right()),
                Zone.OTHER,
            )
        if row.kind is RowKind.PROBLEM and row.is_fixable and column == EFFECT:
            return Zone.FIELD
        if row.kind in (RowKind.ITEM, RowKind.CONFLICT) and column == CHECK:
            return Zone.TOGGLE
        if row.choice and column == DECISION and not self._model.is_settled(row):
            return Zone.CHOICE if point.y() < area.center().y() else Zone.TOGGLE
        if row.kind in (RowKind.ITEM, RowKind.PROBLEM, RowKind.HEADING) and column == DECISION:
            return Zone.TOGGLE
        return Zone.NOTHING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ReviewRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, row, option.state)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        if row.kind is RowKind.HEADING:
            self._paint_heading(painter, inner, row, index.column())
        elif row.kind in (RowKind.PROBLEM, RowKind.NOTE):
            self._paint_problem(painter, inner, row, index.column())
        else:
            self._paint_item(painter, inner, row, index.column())
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        self.editor = QLineEdit(parent)
        row: ReviewRow = index.data(ROW_ROLE)
        self.editor.setAccessibleName(_("Corrected value: {where}").format(where=row.detail))
        return self.editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(self._field_area(option.rect.adjusted(_PAD, 0, -_PAD, 0)))

    def _paint_ground(self, painter: QPainter, area: QRect, row: ReviewRow, state: QStyle.StateFlag) -> None:
        look = theme.current()
        fills = {"warn": "warn_soft", "danger": "danger_soft"}
        if row.kind is RowKind.HEADING:
            painter.fillRect(area, look.colour(fills.get(row.tone, "surface2")))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("accent_soft"))
        else:
            painter.fillRect(area, look.colour("surface"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, look.colour("line"))

    def _paint_heading(self, painter: QPainter, area: QRect, row: ReviewRow, column: int) -> None:
        look = theme.current()
        ink = row.tone or "text"
        if column == CHECK and row.group in _ICON_OF_GROUP:
            size = look.px(16)
            ratio = painter.device().devicePixelRatioF()
            sign = look.pixmap(_ICON_OF_GROUP[row.group], row.tone or "text2", size, ratio)
            painter.drawPixmap(area.left(), area.center().y() - size // 2, sign)
        elif column == CAPABILITY:
            _text(painter, area, row.title, "small_strong", ink)
        elif column == HERE:
            _text(painter, area, row.detail, "small", "text2")
        elif column == DECISION and row.group != "note":
            _text(painter, area, self._group_action(row), "small_strong", "accent")

    def _group_action(self, row: ReviewRow) -> str:
        if row.group == "problem":
            return _("Leave all out")
        if row.group == "conflict":
            return _("Keep all mine") if self._model.is_group_taken(row.group) else _("Take all theirs")
        return _("Leave all out") if self._model.is_group_taken(row.group) else _("Take all")

    def _paint_item(self, painter: QPainter, area: QRect, row: ReviewRow, column: int) -> None:
        look = theme.current()
        if column == CHECK:
            self._paint_tick(painter, area, is_ticked=self._model.is_taken(row))
        elif column == CAPABILITY:
            _text(painter, area, row.title, "body", "text")
        elif column in (HERE, THERE):
            arrow = look.px(16)
            room = area.adjusted(0, 0, -arrow - 6, 0) if column == HERE else area
            _paint_side(painter, room, row.here if column == HERE else row.there)
            if column == HERE:
                sign = look.pixmap("arrow-right", "text2", arrow, painter.device().devicePixelRatioF())
                painter.drawPixmap(area.right() - arrow, area.center().y() - arrow // 2, sign)
        elif column == EFFECT:
            inks = {"−": "warn", "+": "accent"}
            ink = inks.get(row.effect[:1], "text2")
            _text(painter, area, row.effect, "body_strong" if row.effect[:1] in inks else "small", ink)
        elif row.kind is RowKind.CONFLICT:
            self._paint_choice(painter, area, row)
        else:
            _text(painter, area, self._model.decision_text(row), "small", "text2")

    def _paint_problem(self, painter: QPainter, area: QRect, row: ReviewRow, column: int) -> None:
        look = theme.current()
        is_left = row.kind is RowKind.PROBLEM and self._model.is_settled(row)
        if column == CAPABILITY:
            _text(painter, area, row.title, "body", "text3" if is_left else "text")
        elif column == HERE:
            _text(painter, area, row.detail, "small", "text3" if is_left else "text2", lines=2)
        elif column == EFFECT and row.kind is RowKind.PROBLEM:
            if row.is_fixable and not is_left:
                field = self._field_area(area)
                painter.setBrush(look.colour("surface"))
                painter.setPen(QPen(look.colour("danger"), 2))
                painter.drawRoundedRect(QRectF(field).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
                _text(painter, field.adjusted(10, 0, -8, 0), row.value, "body", "text")
            else:
                _text(painter, area, row.effect if not is_left else "", "small", "text2", lines=2)
        elif column == DECISION and row.kind is RowKind.PROBLEM:
            text = _("Left out. Look again") if is_left else _("Leave out")
            if row.choice and not is_left:
                half = area.height() // 2
                _text(painter, area.adjusted(0, 2, 0, -half), row.choice_text, "small_strong", "accent")
                area = area.adjusted(0, half, 0, -2)
            _text(painter, area, text, "small_strong", "accent")

    def _paint_tick(self, painter: QPainter, area: QRect, *, is_ticked: bool) -> None:
        look = theme.current()
        side = look.px(18)
        box = QRectF(area.left() + 4, area.center().y() - side / 2, side, side)
        painter.setPen(QPen(look.colour("accent" if is_ticked else "line_strong"), 1))
        painter.setBrush(look.colour("accent" if is_ticked else "surface"))
        painter.drawRoundedRect(box, RADIUS_INNER, RADIUS_INNER)
        if is_ticked:
            size = look.px(14)
            sign = look.pixmap("check", "on_accent", size, painter.device().devicePixelRatioF())
            painter.drawPixmap(int(box.center().x() - size / 2), int(box.center().y() - size / 2), sign)

    def _paint_choice(self, painter: QPainter, area: QRect, row: ReviewRow) -> None:
        look = theme.current()
        frame = self._choice_area(area)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        stands = self._model.choices.resolution(row.key)
        other = {Resolution.BOTH: _("Both"), Resolution.EDITED: _("Edited")}
        for part, text, is_chosen in zip(
            self._choice_parts(frame),
            (_("Keep mine"), _("Take theirs"), other.get(stands, "…")),
            (stands is Resolution.OURS, stands is Resolution.THEIRS, stands in other),
            strict=True,
        ):
            if is_chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawRoundedRect(QRectF(part), RADIUS_INNER, RADIUS_INNER)
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.colour("on_accent" if is_chosen else "text2"))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)

    def _choice_area(self, area: QRect) -> QRect:
        height = theme.current().px(30)
        return QRect(area.left(), area.center().y() - height // 2, area.width() - 2, height)

    def _choice_parts(self, frame: QRect) -> tuple[QRect, QRect, QRect]:
        """Mine, theirs, and the way to the other choices."""
        side = frame.width() * 41 // 100
        widths = (side, side, frame.width() - 2 * side)
        lefts = (frame.left(), frame.left() + side, frame.left() + 2 * side)
        first, second, third = (
            QRect(left + 2, frame.top() + 2, width - 4, frame.height() - 4)
            for left, width in zip(lefts, widths, strict=True)
        )
        return first, second, third

    def _field_area(self, area: QRect) -> QRect:
        look = theme.current()
        height = look.px(32)
        return QRect(area.left(), area.center().y() - height // 2, min(area.width(), look.px(120)), height)


def _paint_side(painter: QPainter, area: QRect, side: SideText) -> None:
    """A level as a swatch, or a text; with its remark beside it."""
    look = theme.current()
    left = area.left()
    if side.figure:
        width, height = look.px(34), look.px(26)
        box = QRectF(left, area.center().y() - height / 2, width, height)
        if side.level is not None:
            paint_swatch(painter, box, side.level, side.figure)
        else:
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS_INNER, RADIUS_INNER)
            painter.setFont(look.font("body_strong"))
            painter.setPen(look.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, side.figure)
        left += width + 10
    room = QRect(left, area.top(), area.right() - left, area.height())
    _text(painter, room, side.remark.replace("\n", " "), "small", "text2")


def _text(painter: QPainter, area: QRect, text: str, role: str, ink: str, *, lines: int = 1) -> None:
    """A text that is cut with an ellipsis where it does not fit."""
    look = theme.current()
    font = look.font(role)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(QColor(look.colour(ink)))
    if lines == 1 or metrics.horizontalAdvance(text) <= area.width():
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(_LEFT), cut)
        return
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width() * lines * 0.94))
    painter.drawText(area, int(_LEFT | Qt.TextFlag.TextWordWrap), cut)
