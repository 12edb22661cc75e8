"""The charts of slides: bars beside names, bars by stage, slopes, a curve by week; unknown is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

from chipmap.model.story.slide_content import ChartKind
from chipmap.ui.story.slide_sheet import CENTRE, LEFT, RIGHT, text_width
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from chipmap.model.story.slide_content import ChartSeries, SlideChart
    from chipmap.ui.story.slide_sheet import Sheet
    from chipmap.ui.tokens import Tokens

_ROW = 40.0
_LINES = 186.0
_BAR = 18.0
_TITLE = 40.0
_AXIS = 34.0
_STEPS = 5


def paint_chart(sheet: Sheet, box: QRectF, chart: SlideChart) -> None:
    """Draw a chart with its title into a box."""
    sheet.write(QRectF(box.left(), box.top(), box.width(), 32.0), chart.title, "label_strong")
    inside = box.adjusted(0.0, _TITLE, 0.0, 0.0)
    if chart.kind is ChartKind.CURVES:
        _paint_curve(sheet, inside, chart)
    elif chart.kind is ChartKind.SLOPES:
        _paint_slopes(sheet, inside, chart)
    elif len(chart.series) == 1:
        _paint_rows(sheet, inside, chart)
    else:
        _paint_groups(sheet, inside, chart)


def chart_height(chart: SlideChart) -> float:
    """How high a chart is beside a map: a row for each bar, or room for its lines."""
    return _TITLE + (_ROW * len(chart.categories) if chart.kind is ChartKind.BARS else _LINES)


def series_colours(count: int, tokens: Tokens) -> list[str]:
    """The colours of series, far apart in lightness too."""
    ramp = (tokens.capability[5], tokens.need[1], tokens.capability[3], tokens.text3)
    return [ramp[number % len(ramp)] for number in range(count)]


def chart_end(chart: SlideChart) -> float:
    """The end of the axis: the one that is given, else the largest value."""
    values = [value for series in chart.series for value in series.values if value is not None]
    return chart.largest or max(values, default=1.0) or 1.0


def _paint_rows(sheet: Sheet, box: QRectF, chart: SlideChart) -> None:
    """One bar for each name, with its figure at the end."""
    series, end = chart.series[0], chart_end(chart)
    name_width = min(box.width() * 0.42, 12.0 + max(text_width(one, "label") for one in chart.categories))
    figure_width = 12.0 + max((text_width(text, "label_strong") for text in series.texts), default=0.0)
    track_width = box.width() - name_width - figure_width - 12.0
    for number, name in enumerate(chart.categories):
        top = box.top() + number * _ROW
        value = series.values[number]
        sheet.write(QRectF(box.left(), top, name_width - 8.0, _ROW), name, "label")
        track = QRectF(box.left() + name_width, top + (_ROW - _BAR) / 2.0, track_width, _BAR)
        _fill_round(sheet, track, sheet.tokens.line)
        if value is not None and value > 0:
            bar = QRectF(track.left(), track.top(), max(6.0, track.width() * min(1.0, value / end)), _BAR)
            _fill_round(sheet, bar, sheet.tokens.accent, is_dotted=_is_dotted(series, number))
        text = series.texts[number] if number < len(series.texts) else ""
        sheet.write(QRectF(track.right(), top, figure_width + 12.0, _ROW), text, "label_strong", align=RIGHT)


def _paint_groups(sheet: Sheet, box: QRectF, chart: SlideChart) -> None:
    """A group of bars for each category, below each other, with the key on top."""
    colours = series_colours(len(chart.series), sheet.tokens)
    _paint_key(sheet, QRectF(box.left(), box.top(), box.width(), 30.0), chart, colours)
    area = box.adjusted(0.0, 40.0, 0.0, 0.0)
    name_width = min(area.width() * 0.34, 16.0 + max(text_width(one, "legend") for one in chart.categories))
    row = area.height() / max(1, len(chart.categories))
    thick = min(16.0, (row - 10.0) / len(chart.series))
    track = area.width() - name_width - 44.0
    for number, name in enumerate(chart.categories):
        top = area.top() + number * row
        sheet.write(QRectF(area.left(), top, name_width - 10.0, row), name, "legend")
        y = top + (row - thick * len(chart.series)) / 2.0
        for series, colour in zip(chart.series, colours, strict=True):
            value = series.values[number]
            bar = QRectF(area.left() + name_width, y + 1.0, 0.0, thick - 2.0)
            if value is None:
                sheet.painter.setPen(QPen(QColor(sheet.tokens.line_strong), 1.5, Qt.PenStyle.DotLine))
                sheet.painter.drawLine(bar.topLeft(), bar.topLeft() + QPointF(26.0, 0.0))
            else:
                bar.setWidth(max(3.0, track * min(1.0, value / chart_end(chart))))
                _fill_round(sheet, bar, colour, is_dotted=_is_dotted(series, number), radius=3.0)
            y += thick
        if number:
            sheet.rule(area.left(), area.right(), top)


def _paint_key(sheet: Sheet, box: QRectF, chart: SlideChart, colours: list[str]) -> None:
    x = box.left()
    room = box.width() / len(chart.series)
    for series, colour in zip(chart.series, colours, strict=True):
        _fill_round(sheet, QRectF(x, box.center().y() - 8.0, 16.0, 16.0), colour, radius=3.0)
        wide = min(room - 36.0, text_width(series.name, "legend"))
        sheet.write(QRectF(x + 24.0, box.top(), wide, box.height()), series.name, "legend", "text2")
        x += wide + 48.0


def _paint_curve(sheet: Sheet, box: QRectF, chart: SlideChart) -> None:
    """One curve over many categories, filled down to its axis."""
    area, end = _paint_axis(sheet, box, chart), chart_end(chart)
    for series, colour in zip(chart.series, (sheet.tokens.need[1],), strict=False):
        points = [
            QPointF(
                area.left() + area.width() * number / max(1, len(series.values) - 1), _y(area, value, end)
            )
            for number, value in enumerate(series.values)
            if value is not None
        ]
        if not points:
            continue
        shape = QPainterPath(QPointF(points[0].x(), area.bottom()))
        for point in points:
            shape.lineTo(point)
        shape.lineTo(points[-1].x(), area.bottom())
        soft = QColor(colour)
        soft.setAlphaF(0.22)
        sheet.painter.fillPath(shape, soft)
        sheet.painter.setPen(QPen(QColor(colour), 4.0))
        sheet.painter.drawPolyline(QPolygonF(points))
    last = len(chart.categories) - 1
    for number in sorted({0, last // 4, last // 2, 3 * last // 4, last}):
        x = area.left() + area.width() * number / max(1, last)
        place = QRectF(x - 60.0, area.bottom() + 4.0, 120.0, 28.0)
        text = chart.categories[number] if number else f"{chart.axis} {chart.categories[0]}"
        sheet.write(place, text, "legend", "text2", CENTRE)


def _paint_slopes(sheet: Sheet, box: QRectF, chart: SlideChart) -> None:
    """A line for each series between two categories, its values at both ends."""
    end = chart_end(chart)
    colours = series_colours(len(chart.series), sheet.tokens)
    _paint_key(sheet, QRectF(box.left(), box.top(), box.width(), 30.0), chart, colours)
    area = box.adjusted(70.0, 50.0, -70.0, -_AXIS)
    for left, name in ((area.left(), chart.categories[0]), (area.right(), chart.categories[-1])):
        sheet.painter.setPen(QPen(QColor(sheet.tokens.line), 1.0))
        sheet.painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()))
        sheet.write(QRectF(left - 80.0, area.bottom() + 4.0, 160.0, 28.0), name, "legend", "text2", CENTRE)
    for series, colour in zip(chart.series, colours, strict=True):
        ends = ((area.left(), series.values[0], -62.0, RIGHT), (area.right(), series.values[-1], 14.0, LEFT))
        known = [(x, value) for x, value, _shift, _align in ends if value is not None]
        points = [QPointF(x, _y(area, value, end)) for x, value in known]
        sheet.painter.setPen(QPen(QColor(colour), 4.0))
        if len(points) == 2:
            sheet.painter.drawLine(*points)
        for (x, value, shift, align), text in zip(ends, (series.texts[0], series.texts[-1]), strict=True):
            y = _y(area, value, end) if value is not None else area.bottom()
            if value is not None:
                sheet.painter.setBrush(QColor(colour))
                sheet.painter.drawEllipse(QPointF(x, y), 6.0, 6.0)
                sheet.write(QRectF(x + shift, y - 16.0, 48.0, 32.0), text, "label_strong", align=align)


def _paint_axis(sheet: Sheet, box: QRectF, chart: SlideChart) -> QRectF:
    """The lines of a chart with their values at the left; returns where its values are drawn."""
    end = chart_end(chart)
    area = box.adjusted(76.0, 14.0, -24.0, -_AXIS)
    for step in range(_STEPS + 1):
        value = end * step / _STEPS
        y = _y(area, value, end)
        sheet.rule(area.left(), area.right(), y, "line_strong" if step == 0 else "line")
        text = f"{value:g}\u00a0{chart.unit}" if chart.unit else f"{value:g}"
        sheet.write(QRectF(box.left(), y - 14.0, 66.0, 28.0), text, "legend", "text2", RIGHT)
    return area


def _y(area: QRectF, value: float, end: float) -> float:
    return area.bottom() - area.height() * min(1.0, max(0.0, value / end))


def _is_dotted(series: ChartSeries, number: int) -> bool:
    return number < len(series.dotted) and series.dotted[number]


def _fill_round(
    sheet: Sheet, box: QRectF, colour: str, *, is_dotted: bool = False, radius: float = 5.0
) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    sheet.painter.fillPath(shape, QColor(colour))
    if is_dotted:
        paint_dots(sheet.painter, shape, QColor(colour), step=9.0)
