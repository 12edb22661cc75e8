"""One slide of a deck: native text, tables and charts at their place, in the order in which they are read.

Sizes are inches, type is in points and never under `SMALLEST_POINTS`. Everything that is not text says what
it shows; what is drawn for the eye alone is marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from chipmap.model.exchange.deck_map import EMU_PER_INCH, map_group
from chipmap.model.exchange.deck_shapes import Box, MapShape

if TYPE_CHECKING:
    from pptx.slide import Slide

SMALLEST_POINTS: Final = 14
_TITLE: Final = Box(0.47, 0.3, 12.4, 0.72)
"""Where the title stands where the template has no place for one."""
_TITLE_SIZES = ((84, 20), (64, 24))
"""Titles of more letters than these are set smaller, so that they stay on one line of a wide slide."""
_MOST_LABELS = 12
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension by which Office marks what a screen reader passes over."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks; `colour` is RRGGBB, None that of the template."""

    points: float = 18
    is_bold: bool = False
    colour: str | None = None
    is_right: bool = False
    is_middle: bool = False
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one row of bars or of one line, by category; None is a gap, never zero."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    is_dashed: bool = False


class DeckSlide:
    """Adds to one slide; `finish` puts footer and number last in the order of reading."""

    def __init__(self, slide: Slide, *, width: float, height: float) -> None:
        self._slide = slide
        self.width, self.height = width, height

    @property
    def shapes(self) -> Any:  # noqa: ANN401 - the library leaves it untyped
        return self._slide.shapes

    @property
    def title_bottom(self) -> float:
        """Where the title ends, in inches."""
        title = self._slide.shapes.title
        if title is None:
            return _TITLE.bottom
        bottom: int = title.top + title.height
        return bottom / EMU_PER_INCH

    @property
    def footer_top(self) -> float:
        """Where the footer begins, in inches."""
        tops: list[float] = [
            one.top / EMU_PER_INCH
            for one in self._slide.slide_layout.placeholders
            if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        ]
        return min([*tops, self.height - 0.55])

    def title(self, text: str) -> None:
        """Give the slide its title: in the placeholder where the template has one."""
        place = self._slide.shapes.title
        points = next((size for longest, size in _TITLE_SIZES if len(text) > longest), None)
        if place is None:
            self.text(_TITLE, text, TextStyle(points or 28, is_bold=True))
            return
        place.text = text
        if points is not None:
            place.text_frame.paragraphs[0].runs[0].font.size = Pt(points)

    def fill_body(self, texts: Sequence[str]) -> bool:
        """Put paragraphs into the template's own place for running text; say whether this layout has one.

        Those that begin with "- " are points of a list; the others have no bullet.
        """
        kinds = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
        found = [one for one in self._slide.placeholders if one.placeholder_format.type in kinds]
        if not found:
            return False
        frame = found[0].text_frame
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            is_point = text.startswith("- ")
            paragraph.text = text.removeprefix("- ") if is_point else text
            if not is_point:
                properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no bullets
                properties.set("marL", "0")
                properties.set("indent", "0")
                properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        return True

    def text(
        self, box: Box, text: str, style: TextStyle, *, name: str = "", plate: str | None = None
    ) -> None:
        """A text of one or more lines, wrapped to its box; a `plate` keeps it readable on a map."""
        shape = self.shapes.add_textbox(*_emu_of(box))
        if plate is not None:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(plate)
            _let_through(shape)
        if name:
            shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if style.is_middle else MSO_ANCHOR.TOP
        for number, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            _write(paragraph, line, style)

    def rectangle(self, box: Box, colour: str, *, is_round: bool = False, outline: str | None = None) -> None:
        """A coloured area that carries no meaning of its own."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if is_round else MSO_SHAPE.RECTANGLE
        shape = self.shapes.add_shape(kind, *_emu_of(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        if outline is None:
            shape.line.fill.background()
        else:
            shape.line.color.rgb = RGBColor.from_string(outline)
            shape.line.width = Pt(0.75)
        _drop_style(shape)
        _mark_decorative(shape)

    def table(
        self,
        box: Box,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        alt_text: str,
        points: float = SMALLEST_POINTS,
        numbers: frozenset[int] = frozenset(),
        ink: str = "17202A",
        ground: str = "F2F4F6",
    ) -> None:
        """A native table; `widths` are parts of the width, `numbers` the columns that stand right."""
        left, top, width, height = _emu_of(box)
        frame = self.shapes.add_table(len(rows) + 1, len(headings), left, top, width, height)
        _describe(frame, alt_text)
        table = frame.table
        table.first_row, table.horz_banding = True, False
        total = sum(widths)
        for column, part in zip(table.columns, widths, strict=True):
            column.width = Emu(round(width * part / total))
        for row in table.rows:
            row.height = Emu(round(height / (len(rows) + 1)))
        for at, line in enumerate((headings, *rows)):
            for column, text in enumerate(line):
                cell = table.cell(at, column)
                cell.margin_left = cell.margin_right = Inches(0.08)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(ground if at == 0 else "FFFFFF")
                style = TextStyle(points, is_bold=at == 0, colour=ink, is_right=column in numbers)
                _write(cell.text_frame.paragraphs[0], text, style)

    def bars(
        self,
        box: Box,
        categories: Sequence[str],
        series: Sequence[Series],
        *,
        alt_text: str,
        number_format: str = "0",
        largest: float | None = None,
        ink: str = "17202A",
        is_stacked: bool = False,
    ) -> None:
        """A native chart of lying bars, the first category on top, each bar with its figure."""
        kind = XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
        chart = self._chart(kind, box, categories, series, alt_text)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = min([0.0, *_known(series)])
        if largest is not None:
            chart.value_axis.maximum_scale = largest
        axis = chart.category_axis
        axis.reverse_order = True
        axis.format.line.fill.background()
        _type_of(axis.tick_labels.font, ink)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 60, 100 if is_stacked else 0
        plot.has_data_labels = not is_stacked
        if not is_stacked:
            labels = plot.data_labels
            labels.number_format, labels.number_format_is_linked = number_format, False
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
            _type_of(labels.font, ink, is_bold=True)
        for drawn, one in zip(plot.series, series, strict=True):
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)
        _show_legend(chart, len(series), ink)

    def lines(
        self,
        box: Box,
        categories: Sequence[str],
        series: Sequence[Series],
        *,
        alt_text: str,
        number_format: str = "0",
        largest: float | None = None,
        ink: str = "17202A",
    ) -> None:
        """A native chart of lines from category to category."""
        chart = self._chart(XL_CHART_TYPE.LINE, box, categories, series, alt_text)
        axis = chart.value_axis
        axis.minimum_scale = min([0.0, *_known(series)])
        if largest is not None:
            axis.maximum_scale = largest
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DDE2E7")
        axis.format.line.fill.background()
        _type_of(axis.tick_labels.font, ink)
        _type_of(chart.category_axis.tick_labels.font, ink)
        _thin_labels(chart.category_axis, len(categories))
        for drawn, one in zip(chart.plots[0].series, series, strict=True):
            drawn.smooth = False
            drawn.format.line.color.rgb = RGBColor.from_string(one.colour)
            drawn.format.line.width = Pt(2.5)
            if one.is_dashed:
                from pptx.enum.dml import MSO_LINE

                drawn.format.line.dash_style = MSO_LINE.DASH
        _show_legend(chart, len(series), ink)

    def picture(self, box: Box, content: bytes, alt_text: str) -> None:
        """A picture that fills its box."""
        _describe(self.shapes.add_picture(BytesIO(content), *_emu_of(box)), alt_text)

    def map(self, box: Box, shapes: Sequence[MapShape], *, name: str, alt_text: str) -> None:
        """A map of editable areas, one for each place."""
        tree = self._slide.shapes._spTree  # noqa: SLF001 - the library offers no door for ready XML
        number = max((int(one.get("id")) for one in tree.iter("{*}cNvPr")), default=1) + 1
        tree.append(map_group(shapes, box, first_id=number, name=name, alt_text=alt_text))

    def notes(self, text: str) -> None:
        """What the speaker says; an empty text makes no page of notes."""
        if text:
            frame = self._slide.notes_slide.notes_text_frame
            assert frame is not None
            frame.text = text

    def finish(self, footer: str) -> None:
        """Footer and number, after everything else in the order of reading; places left empty go."""
        for empty in list(self._slide.placeholders):
            is_title = empty.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
            if not is_title and empty.has_text_frame and not empty.text_frame.text:
                empty._element.getparent().remove(empty._element)  # noqa: SLF001
        held = {one.placeholder_format.type: one for one in self._slide.slide_layout.placeholders}
        tree = self._slide.shapes._spTree  # noqa: SLF001
        for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            if kind in held:
                tree.append(deepcopy(held[kind]._element))  # noqa: SLF001
        for shape in self._slide.placeholders:
            if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                shape.text_frame.text = footer
        if PP_PLACEHOLDER.FOOTER not in held:
            box = Box(0.47, self.height - 0.5, self.width - 2.4, 0.4)
            self.text(box, footer, TextStyle(SMALLEST_POINTS), name="Footer")

    def _chart(
        self,
        kind: XL_CHART_TYPE,
        box: Box,
        categories: Sequence[str],
        series: Sequence[Series],
        alt_text: str,
    ) -> Any:  # noqa: ANN401
        held = CategoryChartData()
        held.categories = list(categories)
        for one in series:
            held.add_series(one.name, one.values)
        frame = self.shapes.add_chart(kind, *_emu_of(box), held)
        _describe(frame, alt_text)
        chart = frame.chart
        chart.has_title = False
        chart.font.size = Pt(SMALLEST_POINTS)
        return chart


def _emu_of(box: Box) -> tuple[int, int, int, int]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _write(paragraph: Any, text: str, style: TextStyle) -> None:  # noqa: ANN401
    paragraph.space_after = Pt(0.35 * style.points)
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(max(SMALLEST_POINTS, style.points))
    run.font.bold = style.is_bold
    if style.colour is not None:
        run.font.color.rgb = RGBColor.from_string(style.colour)
    if style.is_right or style.is_centred:
        paragraph.alignment = PP_ALIGN.RIGHT if style.is_right else PP_ALIGN.CENTER


def _type_of(font: Any, ink: str, *, is_bold: bool = False) -> None:  # noqa: ANN401
    font.size, font.bold = Pt(SMALLEST_POINTS), is_bold
    font.color.rgb = RGBColor.from_string(ink)


def _thin_labels(axis: Any, count: int) -> None:  # noqa: ANN401
    """Name only some categories where there are many, such as every fourth week."""
    step = -(-count // _MOST_LABELS)
    if step > 1:
        for tag in ("tickLblSkip", "tickMarkSkip"):
            axis._element.append(parse_xml(f"<c:{tag} {nsdecls('c')} val='{step}'/>"))  # noqa: SLF001
        for after in axis._element.findall("{*}noMultiLvlLbl"):  # noqa: SLF001
            axis._element.append(after)  # noqa: SLF001 - the format wants it last


def _show_legend(chart: Any, count: int, ink: str) -> None:  # noqa: ANN401
    chart.has_legend = count > 1
    if count > 1:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        _type_of(chart.legend.font, ink)


def _known(series: Sequence[Series]) -> list[float]:
    return [value for one in series for value in one.values if value is not None]


def _describe(shape: Any, alt_text: str) -> None:  # noqa: ANN401
    """Say what a shape shows; the library has no door for it."""
    shape._element._nvXxPr.cNvPr.set("descr", alt_text)  # noqa: SLF001


def _mark_decorative(shape: Any) -> None:  # noqa: ANN401
    properties = shape._element._nvXxPr.cNvPr  # noqa: SLF001
    properties.append(
        parse_xml(
            f"<a:extLst {nsdecls('a')}><a:ext uri='{_DECORATIVE}'><adec:decorative "
            "xmlns:adec='http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/>"
            "</a:ext></a:extLst>"
        )
    )


def _let_through(shape: Any) -> None:  # noqa: ANN401
    """Let what lies beneath be seen through a fill."""
    colour = shape._element.spPr.find("{*}solidFill/{*}srgbClr")  # noqa: SLF001
    colour.append(parse_xml(f"<a:alpha {nsdecls('a')} val='72000'/>"))


def _drop_style(shape: Any) -> None:  # noqa: ANN401
    """Without its style a shape keeps the colours it was given, and casts no shadow."""
    style = shape._element.find("{*}style")  # noqa: SLF001
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001
