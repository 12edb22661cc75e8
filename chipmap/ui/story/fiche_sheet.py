"""Texts, lists and tables on a page of a fiche; each says how high it is, and draws where there is a painter.

Lengths are pixels at 96 to the inch. A text is laid out once and drawn as it was measured, so nothing that
fits by measure runs over when it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QTextCharFormat, QTextLayout, QTextOption

from chipmap.model.story.fiche_text import Block, FicheSection, FicheTable, Paragraph, Points
from chipmap.model.story.slide_content import TableCell
from chipmap.ui.theme import FAMILY
from chipmap.ui.tokens import LIGHT, ink
from chipmap.ui.widgets.dots import paint_dots

PAGE_WIDTH, PAGE_HEIGHT = 793.7, 1122.5
"""A4."""
MARGIN, TOP, BOTTOM = 56.0, 46.0, 40.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
_CELL_X, _CELL_Y = 5.0, 2.5
_BULLET = 11.0
_GAP = 3.0
_SECTION_GAP = 8.0


class Role(NamedTuple):
    """A size in pixels, a weight and a colour token."""

    size: float
    weight: int
    colour: str


ROLES: Final[dict[str, Role]] = {
    "title": Role(28, 600, "text"),
    "subtitle": Role(11, 400, "text2"),
    "lead": Role(13, 600, "text"),
    "heading": Role(14, 600, "accent"),
    "body": Role(11, 400, "text"),
    "strong": Role(11, 600, "text"),
    "detail": Role(10, 400, "text2"),
    "head": Role(10, 600, "text2"),
    "source": Role(9, 400, "text2"),
}


@dataclass(slots=True)
class FicheSheet:
    """A page that is measured, or with a painter drawn; `shrink` makes every text smaller where it must."""

    painter: QPainter | None = None
    shrink: float = 1.0

    def font(self, role: str) -> QFont:
        """The font of a role."""
        style = ROLES[role]
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(style.size * self.shrink * 100)))
        font.setWeight(QFont.Weight(style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Signs that give way to a variant beside figures could not be copied from the file any more.
        font.setFeature(QFont.Tag("calt"), 0)
        return font

    def text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        role: str = "body",
        *,
        detail: str = "",
        colour: str = "",
        is_centred: bool = False,
        is_drawn: bool = True,
    ) -> float:
        """A text in a width, with a detail in a smaller hand behind it; returns its height."""
        # Laid out a hundred times as large and drawn smaller, so that no size is rounded to whole pixels.
        layout = QTextLayout(f"{text} {detail}" if detail else text, self.font(role))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, detail, colour or getattr(LIGHT, ROLES[role].colour)))
        height = _laid_out(layout, width * _FINE)
        if self.painter is not None and is_drawn:
            self.painter.save()
            self.painter.translate(x, y)
            self.painter.scale(1 / _FINE, 1 / _FINE)
            layout.draw(self.painter, QPointF(0, 0))
            self.painter.restore()
        return height / _FINE

    def section(self, x: float, y: float, width: float, section: FicheSection) -> float:
        """A heading with its blocks; returns the height with the room after it."""
        used = self.text(x, y, width, section.title, "heading") + _GAP
        for block in section.blocks:
            used += self.block(x, y + used, width, block) + _GAP
        return used + _SECTION_GAP

    def block(self, x: float, y: float, width: float, block: Block) -> float:
        """Text, list or table; returns its height."""
        if isinstance(block, Paragraph):
            return self.text(x, y, width, block.text)
        if isinstance(block, Points):
            return self._points(x, y, width, block)
        return self._table(x, y, width, block)

    def _points(self, x: float, y: float, width: float, block: Points) -> float:
        used = 0.0
        for text, detail in block.points:
            self.text(x, y + used, _BULLET, "•")
            used += self.text(x + _BULLET, y + used, width - _BULLET, text, detail=detail) + 1.0
        return used

    def _table(self, x: float, y: float, width: float, block: FicheTable) -> float:
        heads = [TableCell(text) for text in block.headings]
        used = self._row(x, y, width, heads, block.widths, is_head=True)
        for cells in block.rows:
            used += self._row(x, y + used, width, cells, block.widths, is_head=False)
        return used

    def _row(
        self,
        x: float,
        y: float,
        width: float,
        cells: Sequence[TableCell],
        widths: Sequence[float],
        *,
        is_head: bool,
    ) -> float:
        """A row as high as its highest cell, with a line beneath it."""
        measured = FicheSheet(None, self.shrink)
        rooms = [width * part for part in widths]
        heights = [
            measured.text(0, 0, room - 2 * _CELL_X, cell.text, _cell_role(at, is_head))
            for at, (cell, room) in enumerate(zip(cells, rooms, strict=True))
        ]
        height = max(heights) + 2 * _CELL_Y
        if self.painter is None:
            return height
        if is_head:
            self.painter.fillRect(QRectF(x, y, width, height), QColor(LIGHT.surface2))
        left = x
        for at, (cell, room) in enumerate(zip(cells, rooms, strict=True)):
            self._cell(QRectF(left, y, room, height), cell, _cell_role(at, is_head))
            left += room
        self.painter.fillRect(QRectF(x, y + height - 0.5, width, 0.5), QColor(LIGHT.line_strong))
        return height

    def _cell(self, area: QRectF, cell: TableCell, role: str) -> None:
        assert self.painter is not None
        x, y, width = area.x() + _CELL_X, area.y() + _CELL_Y, area.width() - 2 * _CELL_X
        if cell.class_index is None:
            self.text(x, y, width, cell.text, role)
            return
        ground = QColor(LIGHT.capability[cell.class_index])
        tile = QPainterPath()
        height = self.text(x, y, width, cell.text, "strong", is_drawn=False) + 2.0
        tile.addRoundedRect(QRectF(area.x() + 3.0, y - 1.0, area.width() - 6.0, height), 3.0, 3.0)
        self.painter.fillPath(tile, ground)
        if cell.is_dotted:
            clear = QPainterPath()
            clear.addEllipse(tile.boundingRect().center(), 9.0, 8.0)
            paint_dots(self.painter, tile.subtracted(clear), ground, 5.0)
        self.text(x, y, width, cell.text, "strong", colour=ink(ground.name()), is_centred=True)

    def _formats(self, text: str, detail: str, colour: str) -> list[QTextLayout.FormatRange]:
        formats = []
        for start, length, role, shade in (
            (0, len(text), "", colour),
            (len(text), len(detail) + 1, "detail", LIGHT.text2),
        ):
            if start and not detail:
                continue
            part = QTextLayout.FormatRange()
            part.start, part.length = start, length
            look = QTextCharFormat()
            look.setForeground(QColor(shade))
            if role:
                look.setFont(self.font(role))
            part.format = look
            formats.append(part)
        return formats


_FINE = 100.0


def _laid_out(layout: QTextLayout, width: float) -> float:
    """Break a text into lines; returns its height."""
    layout.beginLayout()
    height = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height


def _cell_role(column: int, is_head: bool) -> str:
    if is_head:
        return "head"
    return "strong" if column == 0 else "body"
