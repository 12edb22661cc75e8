"""What a story leaves the program as: PowerPoint, PDF, pictures, and the data behind its slides.

Everything is drawn from a snapshot beside the window and put in place at the end, so that a file is the old
one or the whole new one. Every format says the same, because all of them take it from `content_of`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from chipmap.model.exchange.file_workshop import put_in_places, save_failed, workshop
from chipmap.model.host.replacing import replace_file
from chipmap.model.progress import Progress, silent
from chipmap.ui.map.export import ensure_application
from chipmap.ui.story.printable import unprintable
from chipmap.ui.story.slide_painting import paint_slide, slide_image, slide_sheet
from chipmap.ui.story.slide_sheet import HEIGHT, WIDTH
from chipmap.ui.tokens import LIGHT
from chipmap.wording import current_language
from chipmap.wording.slides.contents import content_of

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.records import Slide
    from chipmap.model.story.slide_content import SlideContent

PICTURE_WIDTH: Final = 3200
"""Pixels across a PNG of a slide: twice the sheet."""
_PAGE_POINTS = QSizeF(960, 540)
_PDF_DOTS_PER_INCH = 144
_NOT_IN_NAMES = re.compile(r"[^\w&+-]+")
_LONGEST_NAME = 60


class StoryFormat(StrEnum):
    """How a story is written; pictures are a folder with one file for each slide."""

    POWERPOINT = "pptx"
    PDF = "pdf"
    DATA = "xlsx"
    PNG = "png"
    SVG = "svg"

    @property
    def is_folder(self) -> bool:
        return self in (StoryFormat.PNG, StoryFormat.SVG)


_DRAWN = frozenset({StoryFormat.PDF, StoryFormat.PNG, StoryFormat.SVG})


@dataclass(frozen=True)
class ToldStory:
    """A story as it is at one moment, ready to be written beside the window."""

    title: str
    dataset: Dataset
    slides: Sequence[Slide]
    names: PlaceNames
    made_on: date
    revision: int | None = None
    template: Path | None = None
    """A presentation whose masters and layouts a deck takes; None for ours."""


@dataclass(frozen=True)
class WrittenStory:
    """The files of a story; `unprintable` are characters that no font of this computer has."""

    files: tuple[Path, ...]
    unprintable: str = ""


def write_story(
    story: ToldStory, target: Path, kind: StoryFormat, progress: Progress = silent
) -> WrittenStory:
    """Write a story to a file, or to a folder of pictures.

    Raises `Cancelled`, `TemplateRefused`, and `SaveFailed` where a file cannot be written; what was there
    before is untouched then.
    """
    try:
        return _written(story, target, kind, progress)
    except OSError as error:
        raise save_failed(Path(error.filename or target), error) from error


def _written(story: ToldStory, target: Path, kind: StoryFormat, progress: Progress) -> WrittenStory:
    ensure_application()
    contents = list(_contents(story, progress))
    # Of a deck and a workbook the reader's own fonts decide.
    missing = unprintable(_texts_of(contents)) if kind in _DRAWN else ""
    if kind.is_folder:
        return WrittenStory(_write_pictures(contents, target, kind, progress), missing)
    make: dict[StoryFormat, Callable[[], bytes]] = {
        StoryFormat.POWERPOINT: lambda: _deck(story, contents, progress),
        StoryFormat.PDF: lambda: _pdf(story, contents, progress),
        StoryFormat.DATA: lambda: _workbook(story, contents),
    }
    replace_file(target, make[kind]())
    return WrittenStory((target,), missing)


def _texts_of(contents: Sequence[SlideContent]) -> Iterator[str]:
    """What people have written on slides; the words of the program are in scripts that Inter has."""
    for content in contents:
        yield from (content.title, content.subtitle, content.footer.text, *content.paragraphs)
        yield from (one.name for one in content.partners)
        yield from (one.title for one in content.sessions)
        yield from (name for one in content.sessions for name in one.institutions)
        yield from (cell.text for table in content.tables for row in table.rows for cell in row)


def _contents(story: ToldStory, progress: Progress) -> Iterator[SlideContent]:
    for done, slide in enumerate(story.slides):
        progress.step(done, 2 * len(story.slides))
        yield content_of(story.dataset, slide, story.names, made_on=story.made_on, revision=story.revision)


def _drawn(contents: Sequence[SlideContent], progress: Progress) -> Iterator[tuple[int, SlideContent]]:
    """The slides with their numbers from 1, reported as the second half of the work."""
    for number, content in enumerate(contents, start=1):
        progress.step(len(contents) + number - 1, 2 * len(contents))
        yield number, content


def _deck(story: ToldStory, contents: Sequence[SlideContent], progress: Progress) -> bytes:
    from chipmap.model.exchange.deck_file import Deck
    from chipmap.ui.story.deck_layout import add_slide
    from chipmap.ui.story.deck_maps import deck_map

    deck = Deck(story.template)
    for number, content in _drawn(contents, progress):
        add_slide(deck, content, story.slides[number - 1].notes, deck_map)
    return deck.content(title=story.title, subject=_workspace(contents), language=current_language())


def _pdf(story: ToldStory, contents: Sequence[SlideContent], progress: Progress) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setResolution(_PDF_DOTS_PER_INCH)
    writer.setTitle(story.title)
    writer.setCreator("Chipmap")
    page = QPageSize(_PAGE_POINTS, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    scale = _PAGE_POINTS.width() / 72 * _PDF_DOTS_PER_INCH / WIDTH
    painter = QPainter(writer)
    try:
        for number, content in _drawn(contents, progress):
            if number > 1:
                writer.newPage()
            painter.save()
            sheet = slide_sheet(painter, LIGHT, scale, as_shapes=True)
            paint_slide(sheet, content, number=number, count=len(contents))
            painter.restore()
    finally:
        painter.end()
    return bytes(held.data().data())


def _write_pictures(
    contents: Sequence[SlideContent], folder: Path, kind: StoryFormat, progress: Progress
) -> tuple[Path, ...]:
    """A file for each slide, and beside it a text that says in words what it shows."""
    draw = _png if kind is StoryFormat.PNG else _svg
    pictures = []
    with workshop(folder) as made:
        for number, content in _drawn(contents, progress):
            name = picture_name(number, content.title)
            (made / f"{name}.{kind}").write_bytes(draw(content, number, len(contents)))
            words = f"{content.title}\n\n{content.alt_text}\n"
            (made / f"{name}.txt").write_bytes(words.encode())
            pictures.append(folder / f"{name}.{kind}")
        texts = [path.with_name(f"{path.stem}.txt") for path in pictures]
        put_in_places(made, [*pictures, *texts])
    return tuple(pictures)


def _png(content: SlideContent, number: int, count: int) -> bytes:
    image = slide_image(content, LIGHT, PICTURE_WIDTH, number=number, count=count)
    image.setText("Title", content.title)
    image.setText("Description", content.alt_text)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, b"png").write(image)
    return bytes(held.data().data())


def _svg(content: SlideContent, number: int, count: int) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(held)
    generator.setSize(QSize(WIDTH, HEIGHT))
    generator.setViewBox(QRect(0, 0, WIDTH, HEIGHT))
    generator.setTitle(content.title)
    generator.setDescription(content.alt_text)
    painter = QPainter(generator)
    paint_slide(slide_sheet(painter, LIGHT, 1.0, as_shapes=True), content, number=number, count=count)
    painter.end()
    return bytes(held.data().data())


def _workbook(story: ToldStory, contents: Sequence[SlideContent]) -> bytes:
    from chipmap.model.exchange.steady_archive import steady_archive
    from chipmap.model.exchange.table_workbook import tables_workbook
    from chipmap.wording.slides.rows_behind import headings_behind, rows_behind, sheet_names

    names = sheet_names([content.title for content in contents])
    sheets = [
        (name, headings_behind(), rows_behind(content, story.names))
        for name, content in zip(names, contents, strict=True)
    ]
    return steady_archive(tables_workbook(story.title, sheets))


def picture_name(number: int, title: str) -> str:
    """What the picture of a slide is called: its number, so that files stand in order, and its title."""
    return f"{number:02d} {_NOT_IN_NAMES.sub(' ', title).strip()}"[:_LONGEST_NAME].strip()


def _workspace(contents: Sequence[SlideContent]) -> str:
    return contents[0].footer.workspace if contents else ""
