"""Reads the parts of a zipped document as streams of XML, in which nothing is expanded and little is deep.

A document type declaration is never read past: entities make small files large.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.parsers import expat

MAX_DEPTH: Final = 64


class PartRefused(Exception):
    """A part breaks a limit; the guard makes it a `WorkbookRefused` that names the file."""

    def __init__(self, reason: str, part: str, **params: object) -> None:
        super().__init__(reason, part)
        self.reason = reason
        self.part = part
        self.params = params


class Part:
    """A part that is inflated and measured only."""

    def __init__(self, name: str) -> None:
        self.name = name

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""

    def close(self) -> None:
        """The part is complete."""


class XmlPart(Part):
    """A part that must be harmless XML; a malformed one is passed over unless it is essential."""

    is_essential = False

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.depth = 0
        self._is_broken = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._opened
        self.parser.EndElementHandler = self._closed
        self._local: dict[str, str] = {}

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, False)

    def close(self) -> None:
        self._parse(b"", True)

    def _parse(self, chunk: bytes, is_final: bool) -> None:
        if self._is_broken:
            return
        try:
            self.parser.Parse(chunk, is_final)
        except expat.ExpatError as error:
            if self.is_essential:
                raise PartRefused("damaged", self.name) from error
            self._is_broken = True

    def _refuse_doctype(self, *_: object) -> None:
        raise PartRefused("doctype", self.name)

    def _opened(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PartRefused("too-deep", self.name, limit=MAX_DEPTH)
        local = self._local.get(tag)
        if local is None:
            local = self._local[tag] = tag.rpartition(":")[2]
        self.opened(local, attributes)

    def _closed(self, tag: str) -> None:
        self.depth -= 1
        self.closed(self._local[tag])

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; `tag` without its prefix."""

    def closed(self, tag: str) -> None:
        """An element ends."""

    def collect_text(self, collect: Callable[[str], Any] | None) -> None:
        self.parser.CharacterDataHandler = collect


class UnknownPart(Part):
    """A part whose name does not say what it is; a sheet may hide behind it, so the contents decide."""

    def __init__(self, name: str, part_of: Callable[[str, bytes], Part]) -> None:
        super().__init__(name)
        self._part_of = part_of
        self._inner: Part | None = None

    def feed(self, chunk: bytes) -> None:
        if self._inner is None:
            self._inner = self._part_of(self.name, chunk)
        self._inner.feed(chunk)

    def close(self) -> None:
        if self._inner is not None:
            self._inner.close()


def is_markup(start: bytes) -> bool:
    """Whether bytes begin as XML does, in one of its encodings."""
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return plain.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<"))
