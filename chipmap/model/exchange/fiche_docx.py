"""A fiche as a Word file: real headings, lists and tables, a map with its text alternative, numbered sources.

The same fiche gives the same bytes. Fonts are those that every office has, so that two pages stay two pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from chipmap.model.exchange.steady_archive import steady_archive
from chipmap.model.story.fiche_text import FicheTable, Paragraph, Points

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Tbl, CT_Tc
    from docx.styles.style import ParagraphStyle
    from docx.table import _Row
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

    from chipmap.model.story.fiche_text import Block, FicheSection, FicheText
    from chipmap.model.story.slide_content import TableCell

_FONT = "Arial"
_PAGE = Mm(210), Mm(297)
_MARGIN = Mm(16)
_WIDTH = Mm(210 - 2 * 16)
_BODY, _SMALL, _SOURCE = 8.5, 7.5, 6.5
_CELL_PAD = 45
"""Twentieths of a point above, below and beside the text of a cell."""
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE"}
_STRICT_NAME = {"Title": 20.0, "Heading 1": 11.0}


@dataclass(frozen=True, slots=True)
class WordLook:
    """Colours as RRGGBB: text, quiet text, accent, lines, ground of heads; grounds and inks of levels 0–5."""

    text: str
    quiet: str
    accent: str
    line: str
    ground: str
    levels: Sequence[tuple[str, str]]


def fiche_docx(fiche: FicheText, picture: bytes, look: WordLook) -> bytes:
    """The bytes of the file; `picture` is the map as a PNG."""
    document = Document()
    writer = _Writer(document, look)
    writer.prepare(fiche)
    writer.write_head(fiche, picture)
    for section in fiche.first:
        writer.write_section(section)
    for number, section in enumerate(fiche.second):
        writer.write_section(section, begins_page=number == 0)
    writer.write_sources(fiche)
    writer.write_foot(fiche)
    held = BytesIO()
    document.save(held)
    return steady_archive(held.getvalue())


class _Writer:
    """Writes one fiche into one document."""

    def __init__(self, document: WordDocument, look: WordLook) -> None:
        self._document, self._look = document, look

    def prepare(self, fiche: FicheText) -> None:
        """Page, styles, language and properties."""
        document, look = self._document, self._look
        section = document.sections[0]
        section.page_width, section.page_height = _PAGE
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin, section.bottom_margin = Mm(13), Mm(13)
        section.footer_distance = Mm(6)
        normal = document.styles["Normal"]
        _set_font(normal, _BODY, look.text)
        normal.paragraph_format.space_after = Pt(2)
        normal.paragraph_format.space_before = Pt(0)
        normal.paragraph_format.line_spacing = 1.0
        for name, size in _STRICT_NAME.items():
            style = document.styles[name]
            _set_font(style, size, look.text if name == "Title" else look.accent, is_bold=True)
            style.paragraph_format.space_before = Pt(0 if name == "Title" else 5)
            style.paragraph_format.space_after = Pt(1)
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
        bullet = document.styles["List Bullet"]
        bullet.paragraph_format.space_after = Pt(0.5)
        bullet.paragraph_format.left_indent = Mm(4)
        bullet.paragraph_format.first_line_indent = Mm(-4)
        for name in ("Caption", "Footer"):
            _set_font(document.styles[name], _SMALL, look.quiet)
        self._speak(fiche.language)
        properties = document.core_properties
        properties.title = f"{fiche.title}. {fiche.subtitle}"
        properties.language = _LANGUAGES.get(fiche.language, fiche.language)
        properties.author = "Chipmap"
        properties.last_modified_by = "Chipmap"
        properties.comments = ""
        properties.revision = 1

    def write_head(self, fiche: FicheText, picture: bytes) -> None:
        """Title, finding and map."""
        document = self._document
        document.add_paragraph(fiche.title, style="Title")
        self._paragraph(fiche.subtitle, size=_SMALL, colour=self._look.quiet)
        lead = self._paragraph(fiche.lead, is_bold=True)
        lead.paragraph_format.space_after = Pt(4)
        drawn = document.add_picture(BytesIO(picture), width=Emu(_WIDTH))
        inline = drawn._inline  # noqa: SLF001 - python-docx has no name for the text alternative
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        named = inline.docPr
        named.set("descr", fiche.map.alt_text)
        named.set("title", fiche.map.caption)
        named.set("name", fiche.map.caption)
        document.paragraphs[-1].paragraph_format.space_after = Pt(1)
        document.add_paragraph(fiche.map.caption, style="Caption").paragraph_format.space_after = Pt(2)

    def write_section(self, section: FicheSection, *, begins_page: bool = False) -> None:
        """A heading and what stands beneath it."""
        heading = self._document.add_heading(section.title, level=1)
        heading.paragraph_format.page_break_before = begins_page
        heading.paragraph_format.keep_with_next = True
        for block in section.blocks:
            self._write_block(block)

    def write_sources(self, fiche: FicheText) -> None:
        """The numbered sources in two columns, then how the fiche is to be read."""
        heading = self._document.add_heading(fiche.sources_title, level=1)
        heading.paragraph_format.keep_with_next = True
        self._columns(2)
        for number, source in enumerate(fiche.sources, start=1):
            written = self._paragraph(f"[{number}] ", size=_SOURCE, colour=self._look.quiet)
            written.paragraph_format.space_after = Pt(0.5)
            if source.address:
                self._link(written, source.text, source.address)
            else:
                self._run(written, source.text, _SOURCE, self._look.quiet)
        self._columns(1)
        for note in fiche.notes:
            self._paragraph(note, size=_SOURCE, colour=self._look.quiet)

    def write_foot(self, fiche: FicheText) -> None:
        """Workspace, day and page below every page."""
        for number, section in enumerate(self._document.sections):
            section.footer.is_linked_to_previous = number > 0
        foot = self._document.sections[0].footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
        self._run(foot, f"{fiche.foot} · ", _SMALL, self._look.quiet)
        for field in ("PAGE", "NUMPAGES"):
            if field == "NUMPAGES":
                self._run(foot, "/", _SMALL, self._look.quiet)
            _add_field(self._run(foot, "", _SMALL, self._look.quiet), field)

    def _write_block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block.text)
        elif isinstance(block, Points):
            for text, detail in block.points:
                point = self._document.add_paragraph(style="List Bullet")
                self._run(point, text, _BODY, self._look.text)
                if detail:
                    self._run(point, f" {detail}", _SMALL, self._look.quiet)
        else:
            self._write_table(block)

    def _write_table(self, block: FicheTable) -> None:
        table = self._document.add_table(rows=1, cols=len(block.headings))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, part in zip(table.columns, block.widths, strict=True):
            column.width = Emu(round(_WIDTH * part))
        _frame(table._tbl, self._look.line)  # noqa: SLF001 - borders have no name in python-docx
        self._fill_row(table.rows[0], block.headings, block.widths)
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001
        for cells in block.rows:
            row = table.add_row()
            self._fill_row(row, [cell.text for cell in cells], block.widths, cells)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)
        self._document.paragraphs[-1].paragraph_format.line_spacing = Pt(3)

    def _fill_row(
        self, row: _Row, texts: Sequence[str], widths: Sequence[float], cells: Sequence[TableCell] = ()
    ) -> None:
        is_head = not cells
        for at, (text, part) in enumerate(zip(texts, widths, strict=True)):
            cell = row.cells[at]
            cell.width = Emu(round(_WIDTH * part))
            written = cell.paragraphs[0]
            written.paragraph_format.space_after = Pt(0)
            colour, ground = self._look.text, self._look.ground if is_head else ""
            if cells and cells[at].class_index is not None:
                ground, colour = self._look.levels[cells[at].class_index or 0]
                written.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = self._run(written, text, _SMALL, colour)
            run.bold = is_head or at == 0 or bool(ground)
            if ground:
                _shade(cell._tc, ground)  # noqa: SLF001

    def _paragraph(
        self, text: str, *, size: float = _BODY, colour: str = "", is_bold: bool = False
    ) -> WordParagraph:
        written = self._document.add_paragraph()
        run = self._run(written, text, size, colour or self._look.text)
        run.bold = is_bold
        return written

    def _run(self, paragraph: WordParagraph, text: str, size: float, colour: str) -> Run:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def _link(self, paragraph: WordParagraph, text: str, address: str) -> None:
        """A text that leads to an address."""
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run = self._run(paragraph, text, _SOURCE, self._look.accent)
        link.append(run._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001

    def _columns(self, count: int) -> None:
        """From here on the text runs in so many columns, on the same page."""
        section = self._document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001
        if columns is None:
            columns = OxmlElement("w:cols")
            section._sectPr.append(columns)  # noqa: SLF001
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), "284")

    def _speak(self, language: str) -> None:
        """Say in which language the text is, for spelling and for screen readers."""
        tag = _LANGUAGES.get(language, language)
        for spoken in self._document.styles.element.iter(qn("w:lang")):
            spoken.set(qn("w:val"), tag)
        properties = self._document.styles["Normal"].element.get_or_add_rPr()
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), tag)
        properties.append(spoken)


def _set_font(style: ParagraphStyle, size: float, colour: str, *, is_bold: bool = False) -> None:
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _shade(cell: CT_Tc, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell.get_or_add_tcPr().append(shade)


def _frame(table: CT_Tbl, colour: str) -> None:
    """Thin lines between rows, and a little room in every cell."""
    properties = table.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(_CELL_PAD if side in ("left", "right") else _CELL_PAD // 3))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    properties.append(margins)


def _add_field(run: Run, name: str) -> None:
    """A field that the office program fills in, such as the page."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
            run._r.append(code)  # noqa: SLF001
