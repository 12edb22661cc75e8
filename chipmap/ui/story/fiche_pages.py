"""The two pages of a fiche: how much of it fits on them, and drawing them.

Exactly two pages: first lines are left out and counted; only when none can go is the text made smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QUuid
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from chipmap.ui.story.fiche_map import draw_fiche_map
from chipmap.ui.story.fiche_sheet import BOTTOM, MARGIN, PAGE_HEIGHT, TOP, WIDTH, FicheSheet
from chipmap.ui.tokens import LIGHT
from chipmap.wording.fiche.asked import TIGHTEST
from chipmap.wording.fiche.composition import fiche_text

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.match.place_fiche import Fiche
    from chipmap.model.story.fiche_text import FicheSource, FicheText
    from chipmap.ui.map.scene import MapScene

MAP_HEIGHT = 218.0
_COLUMN_GAP = 22.0
_FOOT = 22.0
_ROOM = PAGE_HEIGHT - TOP - BOTTOM - _FOOT
_WORD_ROOM, _WORD_SIZE = 0.97, 0.91
_SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
_DOTS_PER_INCH = 1200
_STAMP = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_WRITTEN = re.compile(rb'(xmp:\w+Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d')
_NAMESPACE = "{5d1b6f7e-2a34-5c1e-9d55-0c1f6f0e7a11}"
"""Ids of fiches are made from what they say, within a space of their own."""


class Paper(Enum):
    """On what the fiche is to fit: our own pages, or those of an office program, which has its own ways."""

    PDF = "pdf"
    WORD = "word"

    @property
    def room(self) -> float:
        """The height that may be used; an office program gets some to spare."""
        return _ROOM * (1.0 if self is Paper.PDF else _WORD_ROOM)

    @property
    def size(self) -> float:
        """How large its text is beside that of our own pages."""
        return 1.0 if self is Paper.PDF else _WORD_SIZE


class FittedFiche(NamedTuple):
    """The words that fit, the steps by which each page was shortened, and by how much its text shrinks."""

    text: FicheText
    tightened: tuple[int, int]
    shrink: tuple[float, float]


def fitted_fiche(
    dataset: Dataset, fiche: Fiche, names: PlaceNames, made_at: datetime, paper: Paper
) -> FittedFiche:
    """As much of a fiche as two pages hold."""
    is_stacked = paper is Paper.WORD

    def words(first: int, second: int) -> FicheText:
        return fiche_text(dataset, fiche, names, made_at, tightened=(first, second))

    def first_height(sheet: FicheSheet, text: FicheText) -> float:
        return _first_page(sheet, text, is_stacked=is_stacked)

    first, small = _fitting(lambda step: words(step, TIGHTEST), first_height, paper)
    second, smaller = _fitting(lambda step: words(first, step), _second_page, paper)
    return FittedFiche(words(first, second), (first, second), (small, smaller))


def _fitting(
    words: Callable[[int], FicheText], page: Callable[[FicheSheet, FicheText], float], paper: Paper
) -> tuple[int, float]:
    """The fewest steps after which a page fits, at its own size or smaller where nothing more can go."""
    for step in range(TIGHTEST + 1):
        if page(FicheSheet(None, paper.size), words(step)) <= paper.room:
            return step, 1.0
    tightest = words(TIGHTEST)
    for shrink in _SMALLER:
        if page(FicheSheet(None, shrink * paper.size), tightest) <= paper.room:
            return TIGHTEST, shrink
    return TIGHTEST, _SMALLER[-1]


def fiche_pdf(fitted: FittedFiche, scene: MapScene, made_at: datetime) -> bytes:
    """The two pages as a PDF: fonts inside, the map as shapes, the same bytes for the same fiche."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(f"{fitted.text.title}. {fitted.text.subtitle}")
    writer.setCreator("Chipmap")
    writer.setAuthor("Chipmap")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(_NAMESPACE), repr((fitted, made_at)).encode()))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    scale = _DOTS_PER_INCH / 96
    painter = QPainter(writer)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        sheet = FicheSheet(painter, fitted.shrink[0])
        _first_page(sheet, fitted.text, scene)
        _draw_foot(sheet, fitted.text, 1)
        writer.newPage()
        sheet.shrink = fitted.shrink[1]
        _second_page(sheet, fitted.text)
        _draw_foot(sheet, fitted.text, 2)
    finally:
        painter.end()
    return _steady(bytes(held.data().data()), made_at)


def _first_page(
    sheet: FicheSheet, fiche: FicheText, scene: MapScene | None = None, *, is_stacked: bool = False
) -> float:
    """Head, map, profile, the chain, strengths beside weaknesses or above them; returns the height."""
    y = TOP
    y += sheet.text(MARGIN, y, WIDTH, fiche.title, "title")
    y += sheet.text(MARGIN, y, WIDTH, fiche.subtitle, "subtitle") + 6
    y += sheet.text(MARGIN, y, WIDTH, fiche.lead, "lead") + 8
    box = QRectF(MARGIN, y, WIDTH, MAP_HEIGHT)
    if sheet.painter is not None and scene is not None:
        sheet.painter.fillRect(box, QColor(LIGHT.water))
        draw_fiche_map(sheet.painter, box, scene, pixel_ratio=1.0, as_shapes=True)
    y += MAP_HEIGHT + 2
    y += sheet.text(MARGIN, y, WIDTH, fiche.map.caption, "detail") + 6
    profile, chain, strengths, weaknesses = fiche.first
    y += sheet.section(MARGIN, y, WIDTH, profile)
    y += sheet.section(MARGIN, y, WIDTH, chain)
    if is_stacked:
        y += sheet.section(MARGIN, y, WIDTH, strengths)
        return y + sheet.section(MARGIN, y, WIDTH, weaknesses) - TOP
    half = (WIDTH - _COLUMN_GAP) / 2
    left = sheet.section(MARGIN, y, half, strengths)
    right = sheet.section(MARGIN + half + _COLUMN_GAP, y, half, weaknesses)
    return y + max(left, right) - TOP


def _second_page(sheet: FicheSheet, fiche: FicheText) -> float:
    """The sections under each other, then the sources in two columns and the notes; returns the height."""
    y = TOP
    for section in fiche.second:
        y += sheet.section(MARGIN, y, WIDTH, section)
    y += sheet.text(MARGIN, y, WIDTH, fiche.sources_title, "heading") + 3
    y += _sources(sheet, y, fiche.sources) + 4
    for note in fiche.notes:
        y += sheet.text(MARGIN, y, WIDTH, note, "source") + 1
    return y - TOP


def _sources(sheet: FicheSheet, y: float, sources: tuple[FicheSource, ...]) -> float:
    """The numbered sources in two columns of about the same height."""
    half = (WIDTH - _COLUMN_GAP) / 2
    lines = [f"[{number}] {source.text}" for number, source in enumerate(sources, start=1)]
    measured = FicheSheet(None, sheet.shrink)
    heights = [measured.text(0, 0, half, line, "source") + 0.5 for line in lines]
    whole, used, column, tallest = sum(heights), 0.0, 0, 0.0
    for line, height in zip(lines, heights, strict=True):
        if column == 0 and used >= whole / 2:
            column, used = 1, 0.0
        sheet.text(MARGIN + column * (half + _COLUMN_GAP), y + used, half, line, "source")
        used += height
        tallest = max(tallest, used)
    return tallest


def _draw_foot(sheet: FicheSheet, fiche: FicheText, number: int) -> None:
    y = PAGE_HEIGHT - BOTTOM - 8
    assert sheet.painter is not None
    sheet.painter.fillRect(QRectF(MARGIN, y - 6, WIDTH, 0.6), QColor(LIGHT.line_strong))
    FicheSheet(sheet.painter).text(MARGIN, y, WIDTH, f"{fiche.foot} · {number}/2", "detail")


def _steady(content: bytes, made_at: datetime) -> bytes:
    """The file with the moment of the fiche instead of that of the writing; every offset stays."""
    stamp = made_at.strftime("%Y%m%d%H%M%S").encode()
    written = made_at.strftime("%Y-%m-%dT%H:%M:%S").encode()
    dated = _STAMP.sub(lambda found: found[1] + stamp, content)
    return _WRITTEN.sub(lambda found: found[1] + written, dated)
