"""Draws text as outlines, so that a drawing looks the same where its fonts are not installed.

Such text can no longer be searched or read aloud; the picture's text file says what it shows.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QTextLayout, QTextOption


class OutlinePainter(QPainter):
    """A painter whose `drawText` fills the shapes of the glyphs in the colour of the pen."""

    def drawText(self, where: QPointF | QRectF, *rest: object) -> None:  # type: ignore[override]
        """Text from its baseline (`QPointF`, text), or in a box (`QRectF`, flags, text)."""
        font = QFont(self.font())
        # The shapes are scaled as a whole; hinting for one size would bend them in every other.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        text = str(rest[-1])
        if isinstance(where, QPointF):
            layout = _laid_out(text, font, width=None)
            shapes = _shapes(layout).translated(where.x(), where.y() - layout.lineAt(0).ascent())
        else:
            shapes = _in_box(text, font, where, Qt.AlignmentFlag(int(rest[0])))  # type: ignore[call-overload]
        self.fillPath(shapes, self.pen().color())


def _in_box(text: str, font: QFont, box: QRectF, alignment: Qt.AlignmentFlag) -> QPainterPath:
    layout = _laid_out(text, font, width=box.width())
    shapes = QPainterPath()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        room = box.width() - line.naturalTextWidth()
        shift = 0.0
        if alignment & Qt.AlignmentFlag.AlignHCenter:
            shift = room / 2.0
        elif alignment & Qt.AlignmentFlag.AlignRight:
            shift = room
        shapes.addPath(_line_shapes(layout, number).translated(shift, 0.0))
    height = layout.boundingRect().height()
    down = (box.height() - height) / 2.0 if alignment & Qt.AlignmentFlag.AlignVCenter else 0.0
    return shapes.translated(box.left(), box.top() + down)


def _laid_out(text: str, font: QFont, *, width: float | None) -> QTextLayout:
    """The text in lines, broken at `width` where there is one."""
    layout = QTextLayout(text, font)
    wrapping = QTextOption.WrapMode.NoWrap if width is None else QTextOption.WrapMode.WordWrap
    option = QTextOption()
    option.setWrapMode(wrapping)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        if width is not None:
            line.setLineWidth(width)
        line.setPosition(QPointF(0.0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _shapes(layout: QTextLayout) -> QPainterPath:
    shapes = QPainterPath()
    for number in range(layout.lineCount()):
        shapes.addPath(_line_shapes(layout, number))
    return shapes


def _line_shapes(layout: QTextLayout, number: int) -> QPainterPath:
    """The glyphs of one line; in a text that runs over several fonts each run has its own."""
    shapes = QPainterPath()
    shapes.setFillRule(Qt.FillRule.WindingFill)
    for run in layout.lineAt(number).glyphRuns():
        raw = run.rawFont()
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            shapes.addPath(raw.pathForGlyph(glyph).translated(at))
    return shapes
