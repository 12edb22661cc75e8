"""A fiche as plain words and cells: what the Word file, the PDF and a test read, and nothing else.

Whoever writes it takes words and figures from here and computes none.
"""

from __future__ import annotations

from dataclasses import dataclass

from chipmap.model.story.slide_content import TableCell


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a lead is the finding that stands first."""

    text: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list: each point has its text and a detail, such as the numbers and the sources it rests on."""

    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FicheTable:
    """A table; `widths` are parts of the page's width and add to 1. `scale` is what its classes count on."""

    headings: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[float, ...]
    scale: str = "level"


Block = Paragraph | Points | FicheTable


@dataclass(frozen=True, slots=True)
class FicheSection:
    """A heading with what stands beneath it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FicheMap:
    """The map of a fiche: what it shows, below it, and for people who cannot see it."""

    segment: str
    caption: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class FicheSource:
    """A source as it is listed; `address` is its whole link, empty where it has none."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class FicheText:
    """Two pages: the sections of each; sources are numbered from 1 in the order of their marks."""

    place: str
    title: str
    subtitle: str
    lead: str
    map: FicheMap
    first: tuple[FicheSection, ...]
    second: tuple[FicheSection, ...]
    sources_title: str
    sources: tuple[FicheSource, ...]
    foot: str
    notes: tuple[str, ...]
    language: str

    def texts(self) -> list[str]:
        """Everything that is written, in reading order."""
        found = [self.title, self.subtitle, self.lead, self.map.caption]
        for section in (*self.first, *self.second):
            found.append(section.title)
            for block in section.blocks:
                found += _texts_of(block)
        return [*found, self.sources_title, *(one.text for one in self.sources), *self.notes, self.foot]


def _texts_of(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Points):
        return [part for point in block.points for part in point if part]
    return [*block.headings, *(cell.text for row in block.rows for cell in row)]
