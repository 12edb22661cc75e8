"""Decks: our template or a person's own, slides by what they need, and the same bytes for the same content.

A person's template is read with suspicion, like everything from elsewhere: counted while it is unpacked, and
refused with a reason. Its slides are dropped, its masters and layouts kept.
"""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from chipmap.model.errors import TemplateRefused
from chipmap.model.exchange.deck_map import EMU_PER_INCH
from chipmap.model.exchange.deck_shapes import Box
from chipmap.model.exchange.deck_slide import DeckSlide
from chipmap.model.exchange.steady_archive import steady_archive
from chipmap.model.host.paths import resource

if TYPE_CHECKING:
    from pptx.slide import SlideLayout

LARGEST_TEMPLATE: Final = 50 * 1024 * 1024
LARGEST_UNPACKED: Final = 300 * 1024 * 1024
MOST_PARTS: Final = 4_000
_CHUNK = 1 << 17
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_COMPOUND, _ENCRYPTED = bytes.fromhex("D0CF11E0A1B11AE1"), "EncryptedPackage".encode("utf-16-le")
"""How a file begins that a password closes or an early PowerPoint wrote; only the first holds the second."""
_AS_DECK = re.compile(rf"{re.escape(_MAIN)}template\.main\+xml".encode())
_MACROS = b"macroEnabled"
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
_TEXTS = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE})
_SMALL = frozenset({PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER})


class SlideLook(Enum):
    """What a slide needs of its layout."""

    SPACE = "space"
    """A title, and room beneath it."""
    TEXT = "text"
    """A title and running text."""
    OPENING = "opening"
    """A title in the middle, and a line beneath it."""


class Deck:
    """Takes slides one after the other, then gives the file."""

    def __init__(self, template: Path | None = None) -> None:
        """Begin from a person's template or ours; raises `TemplateRefused`."""
        path = resource("templates/deck.pptx") if template is None else template
        content = _checked(path)
        try:
            self._deck = Presentation(BytesIO(content))
            self._layouts = list(self._deck.slide_layouts)
            self._drop_slides()
        except Exception as error:  # the library names no errors of its own for damaged parts
            raise TemplateRefused(path=path, reason="damaged") from error
        if not self._layouts:
            raise TemplateRefused(path=path, reason="no-layout")

    def add(self, look: SlideLook) -> DeckSlide:
        """A new slide at the end, empty but for its title."""
        slide = self._deck.slides.add_slide(self._layout(look))
        width, height = self._deck.slide_width, self._deck.slide_height
        assert width is not None
        assert height is not None
        return DeckSlide(slide, width=width / EMU_PER_INCH, height=height / EMU_PER_INCH)

    def content(self, *, title: str, subject: str, language: str) -> bytes:
        """The deck as a file; the same slides always give the same bytes."""
        properties = self._deck.core_properties
        properties.title, properties.subject, properties.language = title[:255], subject[:255], language
        properties.author = properties.last_modified_by = "Chipmap"
        properties.keywords = properties.comments = ""
        held = BytesIO()
        self._deck.save(held)
        return steady_archive(held.getvalue())

    def _layout(self, look: SlideLook) -> SlideLayout:
        """The layout with what is needed and the least besides."""

        def misfit(layout: SlideLayout) -> tuple[bool, int, int]:
            kinds = [one.placeholder_format.type for one in layout.placeholders]
            wanted = PP_PLACEHOLDER.CENTER_TITLE if look is SlideLook.OPENING else PP_PLACEHOLDER.TITLE
            texts = sum(kind in _TEXTS for kind in kinds)
            others = sum(kind not in _TEXTS | _TITLES | _SMALL for kind in kinds)
            needed = 0 if look is SlideLook.SPACE else 1
            return not set(kinds) & _TITLES, abs(texts - needed) + others + 2 * (wanted not in kinds), others

        return min(self._layouts, key=misfit)

    def _drop_slides(self) -> None:
        listed: Any = self._deck.slides._sldIdLst  # noqa: SLF001 - the library offers no door for it
        for entry in list(listed):
            self._deck.part.drop_rel(entry.rId)
            listed.remove(entry)


def area_of(slide: DeckSlide, subtitle_height: float = 0.42) -> Box:
    """The room between title and footer, `subtitle_height` below the title."""
    left, right = 0.035 * slide.width, 0.965 * slide.width
    top = slide.title_bottom + subtitle_height
    return Box(left, top, right - left, max(1.0, slide.footer_top - 0.1 - top))


def _read(path: Path) -> bytes:
    """The bytes of a file that is no larger than templates are, and that no password closes."""
    try:
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise TemplateRefused(path=path, reason="too-large")
        content = path.read_bytes()
    except OSError as error:
        raise TemplateRefused(path=path, reason="unreadable") from error
    if content.startswith(_COMPOUND):
        is_encrypted = _ENCRYPTED in content
        raise TemplateRefused(path=path, reason="password" if is_encrypted else "other-kind")
    return content


def _checked(path: Path) -> bytes:
    """The bytes of a template that may be opened, as a presentation even where it is a template file."""
    content = _read(path)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if _TYPES not in names or "ppt/presentation.xml" not in names:
                raise TemplateRefused(path=path, reason="other-kind")
            if len(names) > MOST_PARTS:
                raise TemplateRefused(path=path, reason="too-large")
            _count(archive, path)
            types = archive.read(_TYPES)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise TemplateRefused(path=path, reason="damaged") from error
    except RuntimeError as error:  # an entry that a password encrypts
        raise TemplateRefused(path=path, reason="password") from error
    if _MACROS in types:
        raise TemplateRefused(path=path, reason="macros")
    if not _AS_DECK.search(types):
        return content
    as_deck = _AS_DECK.sub(f"{_MAIN}presentation.main+xml".encode(), types)
    return steady_archive(content, change=lambda name, held: as_deck if name == _TYPES else held)


def _count(archive: zipfile.ZipFile, path: Path) -> None:
    """Unpack every part once, counting, because headers lie; no part may define entities."""
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            is_first = True
            while piece := part.read(_CHUNK):
                unpacked += len(piece)
                if unpacked > LARGEST_UNPACKED:
                    raise TemplateRefused(path=path, reason="too-large")
                if is_first and entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in piece:
                    raise TemplateRefused(path=path, reason="damaged")
                is_first = False
