"""The levels of a place on a presented map: click the place, then a level or its key; Ctrl+Z undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import NOW, OWNER
from chipmap.ui import theme
from chipmap.ui.operations.scores import set_level
from chipmap.ui.panels.level_picker import ANSWER_KEYS, is_answer_key
from chipmap.ui.story.slide_sheet import slide_font
from chipmap.ui.tokens import ink
from chipmap.ui.widgets.swatch import paint_swatch
from chipmap.wording import _
from chipmap.wording.levels import level_word

if TYPE_CHECKING:
    from chipmap.model.records import Answer
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_LEVELS = range(6)
_SWATCH, _GAP, _PADDING, _HEAD = 64.0, 12.0, 20.0, 40.0
_EDGE = 20.0


class LevelStrip(QWidget):
    """Six swatches under the name of the place; it is there only while a place is chosen."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view: View | None = None
        self._scale = 1.0
        self._room = QRect()
        self._is_on_top = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Levels of the chosen place"))
        self.hide()
        bridge.changed.connect(self.update)

    def offer(self, view: View, *, stands_low: bool) -> None:
        """Offer the levels of the chosen place, on maps that show levels or distances from needs.

        A place that `stands_low` on the map has its levels above it.
        """
        self._is_on_top = stands_low
        has_levels = view.layer in (LayerKind.CAPABILITY, LayerKind.NEED)
        is_scorable = view.subject is not None and self._bridge.dataset.has_subject(view.subject)
        self._view = view if has_levels and is_scorable else None
        self.setVisible(self._view is not None)
        if self._view is not None:
            self.setAccessibleDescription(self._heading())
            self._fit()
            self.raise_()

    def leave(self) -> None:
        """Offer nothing any more."""
        self._view = None
        self.hide()

    def stand_at(self, scale: float, room: QRect) -> None:
        """Take the size of the slide, in a right corner of its map."""
        self._scale, self._room = scale, room
        self._fit()

    def answer_key(self, event: QKeyEvent) -> bool:
        """Take a digit, N or Delete for the chosen place; say whether the key was one."""
        if self._view is None or not is_answer_key(event):
            return False
        self._set(ANSWER_KEYS[event.key()])
        return True

    def sizeHint(self) -> QSize:
        width = 6 * _SWATCH + 5 * _GAP + 2 * _PADDING
        return QSize(round(width * self._scale), round((_HEAD + _SWATCH + 2 * _PADDING) * self._scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for level, box in zip(_LEVELS, self._boxes(), strict=True):
            if box.contains(at):
                self._set(level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._view is None:
            return
        tokens, scale = theme.current().tokens, self._scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_strong), 1.0))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14 * scale, 14 * scale)
        painter.setPen(QColor(tokens.text))
        painter.setFont(slide_font("label_strong", scale))
        head = QRectF(
            _PADDING * scale, 0.6 * _PADDING * scale, self.width() - 2 * _PADDING * scale, _HEAD * scale
        )
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._heading(), Qt.TextElideMode.ElideRight, round(head.width()))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        answered = self._answer()
        for level, box in zip(_LEVELS, self._boxes(), strict=True):
            paint_swatch(painter, box, level, "")
            painter.setFont(slide_font("strong", scale))
            painter.setPen(QColor(ink(tokens.capability[level])))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))
            if level == answered:
                painter.setPen(QPen(QColor(tokens.outline), 4.0 * scale))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 6 * scale, 6 * scale)
        painter.end()

    def _heading(self) -> str:
        assert self._view is not None
        assert self._view.subject is not None
        answer = self._answer()
        said = level_word(answer) if isinstance(answer, int) else _("not scored")
        return _("{place}, {segment}: {level}").format(
            place=self._bridge.subject_name(self._view.subject),
            segment=self._bridge.segment_name(self._view.segment),
            level=said,
        )

    def _answer(self) -> Answer | None:
        """What the owner of the workspace answered; suggestions are no answers."""
        assert self._view is not None
        dataset = self._bridge.dataset
        key = (self._view.subject or "", self._view.segment, OWNER, dataset.settings.current_round)
        score = dataset.scores.get(key)
        return None if score is None else score.level(self._horizon())

    def _horizon(self) -> str:
        assert self._view is not None
        return self._view.horizon if self._view.layer is LayerKind.CAPABILITY else NOW

    def _set(self, level: Answer | None) -> None:
        assert self._view is not None
        assert self._view.subject is not None
        set_level(
            self._bridge,
            subject=self._view.subject,
            segment=self._view.segment,
            level=level,
            horizon=self._horizon(),
        )

    def _boxes(self) -> list[QRectF]:
        scale = self._scale
        top = (_PADDING + _HEAD) * scale
        return [
            QRectF((_PADDING + level * (_SWATCH + _GAP)) * scale, top, _SWATCH * scale, _SWATCH * scale)
            for level in _LEVELS
        ]

    def _fit(self) -> None:
        size = self.sizeHint()
        edge = round(_EDGE * self._scale)
        top = self._room.top() + edge
        if not self._is_on_top:
            top = self._room.bottom() - size.height() - edge
        self.setGeometry(self._room.right() - size.width() - edge, top, size.width(), size.height())
