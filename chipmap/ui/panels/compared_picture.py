"""A comparison as a picture of its own: title, places in words, the profile, legend, sources and date.

It is drawn by the chart of the panel at the plain size of text, so that it looks the same on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from chipmap.ui import theme
from chipmap.ui.charts.profile_chart import ProfileChart, ProfileRow
from chipmap.ui.widgets.letter_badge import paint_letter

if TYPE_CHECKING:
    from chipmap.ui.panels.compared_texts import PlaceHead

WIDTH = 900
SCALE = 2.0
"""Pixels of the picture to one of the screen: sharp on a slide."""
_EDGE = 28.0
_BADGE = 20.0


class ComparisonSheet(NamedTuple):
    """The words around the chart."""

    title: str
    subtitle: str
    legend: str
    foot: Sequence[str]


def unseen_chart() -> ProfileChart:
    """A chart to draw pictures with: Qt lays out only what it takes to be shown."""
    chart = ProfileChart()
    chart.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    chart.show()
    return chart


def draw_comparison(
    chart: ProfileChart, rows: Sequence[ProfileRow], heads: Sequence[PlaceHead], sheet: ComparisonSheet
) -> QImage:
    """The picture, in the colours and the size of text of the theme in force; `chart` is an unseen one."""
    look = theme.current()
    width = look.px(WIDTH)
    chart.show_rows(rows)
    chart.resize(round(width - 2 * _EDGE), chart.height())
    measured = _Page(width)
    _write(measured, chart, heads, sheet)
    image = QImage(QSize(width, round(measured.y + _EDGE)) * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(look.colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(_Page(width, painter), chart, heads, sheet)
    painter.end()
    # Programs that take the picture would otherwise show it at half its size.
    image.setDevicePixelRatio(1.0)
    image.setText("Title", sheet.title)
    return image


def _write(page: _Page, chart: ProfileChart, heads: Sequence[PlaceHead], sheet: ComparisonSheet) -> None:
    page.write(sheet.title, "map_title", "text")
    page.write(sheet.subtitle, "body", "text2")
    page.skip(10.0)
    for head in heads:
        words = ". ".join(part for part in (head.headline, head.origin, head.need) if part)
        page.write_place(head.letter, f"{head.name}: {words}")
    page.skip(10.0)
    page.draw_chart(chart)
    page.skip(10.0)
    for line in (sheet.legend, *sheet.foot):
        page.write(line, "caption", "text2")


class _Page:
    """Lines from the top down; without a painter it only measures how far they reach."""

    def __init__(self, width: float, painter: QPainter | None = None) -> None:
        self._width, self._painter = width, painter
        self.y = _EDGE

    def skip(self, height: float) -> None:
        self.y += height

    def write(self, text: str, role: str, ink: str, indent: float = 0.0) -> None:
        """A paragraph, broken at the right edge."""
        look = theme.current()
        font = look.font(role)
        wraps = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(_EDGE + indent, self.y, self._width - 2 * _EDGE - indent, 2000.0)
        height = QFontMetricsF(font).boundingRect(room, wraps, text).height()
        if self._painter is not None:
            self._painter.setFont(font)
            self._painter.setPen(look.colour(ink))
            self._painter.drawText(room, wraps, text)
        self.y += height + 3.0

    def write_place(self, letter: str, text: str) -> None:
        """A place behind its letter."""
        look = theme.current()
        side = look.px(_BADGE)
        if self._painter is not None:
            paint_letter(self._painter, QRectF(_EDGE, self.y - 1.0, side, side), letter, look.tokens)
        self.write(text, "body", "text", indent=side + 8.0)

    def draw_chart(self, chart: ProfileChart) -> None:
        """The chart across the page."""
        if self._painter is not None:
            chart.draw(self._painter, QRectF(_EDGE, self.y, chart.width(), chart.height()))
        self.y += chart.height()
