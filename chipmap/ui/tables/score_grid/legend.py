"""What the signs of the grid mean, drawn with the same hand as its cells."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chipmap.ui import theme
from chipmap.ui.tables.score_grid.cells import NOT_SCORED
from chipmap.ui.tables.score_grid.painting import TileLook, paint_tile
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.wording import _
from chipmap.wording.levels import level_word

_SIDE, _HEIGHT, _GAP = 26, 22, 7


class GridLegend(QWidget):
    """The scale, and the marks besides it; those of several raters only where they are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=16)
        flow.set_line_gap(4)
        self._is_short = False
        scale = [TileLook(level, str(level)) for level in range(6)]
        words = _("0 {absent} to 5 {leading}").format(
            absent=level_word(0).lower(), leading=level_word(5).lower()
        )
        self.scale = _Entry(scale, words)
        flow.addWidget(self.scale)
        dotted = TileLook(3, "", is_dotted=True)
        flow.addWidget(_Entry([dotted], _("Suggested, or scored without evidence")))
        flow.addWidget(_Entry([TileLook(None, NOT_SCORED)], _("Not scored")))
        flow.addWidget(_Entry([TileLook(None, _("NA"), is_not_applicable=True)], _("Not applicable")))
        self.gap = _Entry([], _("Corner: gap to the need"))
        self.raters = _Entry([], _("Corner: number of raters; dots: their levels"))
        flow.addWidget(self.gap)
        flow.addWidget(self.raters)
        self.show_raters(is_shown=False)

    def show_raters(self, *, is_shown: bool) -> None:
        """Explain the marks of several raters instead of the gap."""
        self.gap.setVisible(not is_shown and not self._is_short)
        self.raters.setVisible(is_shown)

    def show_short(self, *, is_short: bool) -> None:
        """Leave out what the figures in the cells say themselves, where there is little room."""
        self._is_short = is_short
        self.scale.setVisible(not is_short)
        self.show_raters(is_shown=not self.raters.isHidden())


class _Entry(QWidget):
    """Tiles with the words for them."""

    def __init__(self, tiles: list[TileLook], words: str) -> None:
        super().__init__()
        self._tiles, self._words = tiles, words
        self.setAccessibleName(words)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = QFontMetrics(look.font("caption")).horizontalAdvance(self._words)
        return QSize(self._room() + words + 2, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        side, height = look.px(_SIDE), look.px(_HEIGHT)
        for number, tile in enumerate(self._tiles):
            painter.save()
            paint_tile(painter, QRectF(number * (side + 2), 0, side, height), tile)
            painter.restore()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        words = self.rect().adjusted(self._room(), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)

    def _room(self) -> int:
        """How much of the width the tiles take."""
        look = theme.current()
        return len(self._tiles) * (look.px(_SIDE) + 2) + (_GAP if self._tiles else 0)
