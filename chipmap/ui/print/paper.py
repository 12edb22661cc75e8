"""A4 pages as a PDF: one unit is a point (1/72 inch), text stays text, the same pages give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from chipmap.ui.map.export import ensure_application
from chipmap.ui.tokens import LIGHT

A4_SHORT, A4_LONG = 595.0, 842.0
MARGIN = 28.0

_DOTS_PER_INCH = 1200
_TENTH = 10
"""Fonts come in whole pixels: text is drawn ten times as large as it is, on a scale of a tenth."""

_DATE = re.compile(rb"\(D:\d{14}([^)]*)\)")
_XMP_DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_UUID = re.compile(rb"uuid:[0-9a-f-]{36}")
_IDENTITY = re.compile(rb"/ID \[[^\]]*\]")
_LETTER = re.compile(rb"[0-9a-f]")

Page = Callable[["Pen"], None]


def printed(title: str, pages: Sequence[Page], *, is_landscape: bool = False) -> bytes:
    """The pages as a PDF of A4 sheets."""
    ensure_application()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator("Chipmap")
    turn = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turn, QMarginsF()))
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            painter.save()
            painter.scale(_DOTS_PER_INCH / 72, _DOTS_PER_INCH / 72)
            page(Pen(painter))
            painter.restore()
    finally:
        painter.end()
    return _without_moment(bytes(content.data().data()))


class Pen:
    """Draws text and lines on a page, in points."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter

    def text(
        self,
        box: QRectF,
        text: str,
        *,
        size: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        colour: str = LIGHT.text,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line in the middle of its box, cut with an ellipsis where it is too long."""
        font = _font(size, weight)
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() * _TENTH)
        painter = self.painter
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(1 / _TENTH, 1 / _TENTH)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        inside = QRectF(0, 0, box.width() * _TENTH, box.height() * _TENTH)
        painter.drawText(inside, (align | Qt.AlignmentFlag.AlignVCenter).value, cut)
        painter.restore()

    def fitted(
        self,
        box: QRectF,
        text: str,
        *,
        size: float,
        smallest: float,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        """One line as large as it fits its box, from `size` down to `smallest`, then cut."""
        width = _width(_font(size, weight), text)
        fits = size if width <= box.width() else max(smallest, size * box.width() / width)
        self.text(box, text, size=fits, weight=weight)

    def line(
        self, start: QPointF, end: QPointF, *, colour: str = LIGHT.line, is_dashed: bool = False
    ) -> None:
        """A hairline."""
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(QColor(colour), 0.6, style))
        self.painter.drawLine(start, end)

    def fill(self, box: QRectF, colour: str) -> None:
        """A plain rectangle."""
        self.painter.fillRect(box, QColor(colour))


def _font(size: float, weight: QFont.Weight) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(round(size * _TENTH))
    font.setWeight(weight)
    # Other shapes of signs beside figures have no letters to copy or search.
    font.setFeature(QFont.Tag("calt"), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) / _TENTH


def _without_moment(content: bytes) -> bytes:
    """The same file at any time: what says when it was made is overwritten, and nothing changes its place."""
    content = _DATE.sub(lambda match: b"(D:20000101000000Z)" + b" " * max(0, len(match[1]) - 1), content)
    content = _XMP_DATE.sub(b"2000-01-01T00:00:00+00:00", content)
    content = _UUID.sub(lambda match: b"uuid:" + _LETTER.sub(b"0", match[0][5:]), content)
    return _IDENTITY.sub(lambda match: _LETTER.sub(b"0", match[0]), content)
