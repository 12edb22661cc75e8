"""Reads the parts of a spreadsheet package as streams: counts what could do harm, notes what libraries omit.

One pass gives the shared strings, the formulas, merged ranges and hidden rows of every sheet, custom
properties and defined names. A document type declaration is never read past: entities make small files large.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final
from xml.parsers import expat

from chipmap.model.exchange.raw_workbook import Address, SheetMarks, address_of

MAX_DEPTH: Final = 64
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class PartRefused(Exception):
    """A part breaks a limit; the guard makes it a `WorkbookRefused` that names the file."""

    def __init__(self, reason: str, part: str, **params: object) -> None:
        super().__init__(reason, part)
        self.reason = reason
        self.part = part
        self.params = params


def decoded_text(text: str) -> str:
    """Undo the escapes of the format: `_x000D_` is a carriage return, `_x005F_` a mere underscore."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


@dataclass(slots=True)
class _SheetFindings:
    formulas: list[Address] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    filled: int = 0

    def marks(self) -> SheetMarks:
        return SheetMarks(frozenset(self.formulas), frozenset(self.hidden_rows), tuple(self.merged))


class PackageScan:
    """What the guard learned about a package; `begin` starts the next part."""

    def __init__(self, cell_limit: int) -> None:
        self.cell_limit = cell_limit
        self.cells = 0
        self.strings: list[str] = []
        self.properties: dict[str, str] = {}
        self.defined_names: dict[str, str] = {}
        self.notices: list[str] = []
        self.marks: dict[str, SheetMarks] = {}
        self.filled: dict[str, int] = {}
        self._by_part: dict[str, _SheetFindings] = {}
        self._sheet_ids: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}

    def begin(self, name: str) -> Part:
        """The reader of the part `name`; parts that say nothing to us are only measured."""
        lower = name.lower()
        if lower.endswith("vbaproject.bin"):
            self._note("macros-ignored")
        elif "/externallinks/externallink" in f"/{lower}":
            self._note("external-links-ignored")
        if not lower.endswith((".xml", ".rels")):
            return _UnknownPart(name)
        if lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
            findings = self._by_part.setdefault(name, _SheetFindings())
            return _SheetPart(name, findings, self)
        if lower.endswith("sharedstrings.xml"):
            return _StringsPart(name, self.strings)
        if lower == "docprops/custom.xml":
            return _PropertiesPart(name, self.properties)
        if lower.endswith("xl/workbook.xml"):
            return _WorkbookPart(name, self._sheet_ids, self.defined_names)
        if lower.endswith("xl/_rels/workbook.xml.rels"):
            return _RelationsPart(name, self._targets)
        return XmlPart(name)

    def _note(self, code: str) -> None:
        if code not in self.notices:
            self.notices.append(code)

    def finish(self) -> None:
        """Give the findings of the parts to the sheets they belong to."""
        for sheet, relation in self._sheet_ids:
            target = self._targets.get(relation, "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            findings = self._by_part.get(path)
            if findings is not None:
                self.marks[sheet] = findings.marks()
                self.filled[sheet] = findings.filled


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
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._local: dict[str, str] = {}

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, False)

    def close(self) -> None:
        self._parse(b"", True)

    def _parse(self, chunk: bytes, is_final: bool) -> None:
        if self._is_broken:
            return
        try:
            self._parser.Parse(chunk, is_final)
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
        self._parser.CharacterDataHandler = collect


class _UnknownPart(Part):
    """A part whose name promises no XML; a sheet may hide behind it, so the contents decide."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._inner: Part | None = None

    def feed(self, chunk: bytes) -> None:
        if self._inner is None:
            start = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()
            is_markup = start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<"))
            self._inner = XmlPart(self.name) if is_markup else Part(self.name)
        self._inner.feed(chunk)

    def close(self) -> None:
        if self._inner is not None:
            self._inner.close()


class _SheetPart(XmlPart):
    """Counts filled cells and notes formulas, merged ranges and hidden rows of one sheet."""

    is_essential = True

    def __init__(self, name: str, findings: _SheetFindings, scan: PackageScan) -> None:
        super().__init__(name)
        self._findings = findings
        self._scan = scan
        self._row = 0
        self._cell = ""
        self._cell_tag = "c"
        self._value_tags = ("v", "is")
        self._parser.StartElementHandler = self._opened_in_sheet
        self._parser.EndElementHandler = self._closed_in_sheet

    def _opened_in_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        """The hot loop: cells and values are told by whole tags, everything rarer by its local name."""
        self.depth += 1
        if tag == self._cell_tag:
            cell = self._cell = attributes.get("r", "")
            if len(cell) > 7:
                self._check_inside(cell)
        elif tag in self._value_tags:
            self._scan.cells += 1
            self._findings.filled += 1
            if self._scan.cells > self._scan.cell_limit:
                raise PartRefused("too-many-cells", self.name, limit=self._scan.cell_limit)
        else:
            self._opened_otherwise(tag, attributes)

    def _closed_in_sheet(self, _tag: str) -> None:
        self.depth -= 1

    def _opened_otherwise(self, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = tag.rpartition(":")
        if self.depth > MAX_DEPTH:
            raise PartRefused("too-deep", self.name, limit=MAX_DEPTH)
        if self.depth == 1 and prefix:
            self._cell_tag = f"{prefix}:c"
            self._value_tags = (f"{prefix}:v", f"{prefix}:is")
        elif local == "row":
            self._begin_row(attributes)
        elif local == "f" and self._cell:
            self._note_formula()
        elif local == "mergeCell":
            self._note_merged(attributes.get("ref", ""))

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _whole(attributes.get("r", ""), self._row + 1)
        if self._row > LAST_ROW:
            raise PartRefused("outside-the-grid", self.name, cell=str(self._row))
        if attributes.get("hidden") in ("1", "true"):
            self._findings.hidden_rows.append(self._row)

    def _note_formula(self) -> None:
        try:
            self._findings.formulas.append(address_of(self._cell))
        except ValueError:
            return

    def _check_inside(self, cell: str) -> None:
        try:
            row, column = address_of(cell)
        except ValueError:
            return
        if row > LAST_ROW or column > LAST_COLUMN:
            raise PartRefused("outside-the-grid", self.name, cell=cell[:20])

    def _note_merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        try:
            self._findings.merged.append((*address_of(first), *address_of(last or first)))
        except ValueError:
            return


class _StringsPart(XmlPart):
    """Collects the shared strings, reading hints for East Asian text left out."""

    is_essential = True

    def __init__(self, name: str, strings: list[str]) -> None:
        super().__init__(name)
        self._strings = strings
        self._pieces: list[str] = []
        self._is_hint = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - strings carry none
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._is_hint = True
        elif tag == "t" and not self._is_hint:
            self.collect_text(self._pieces.append)

    def closed(self, tag: str) -> None:
        if tag == "t":
            self.collect_text(None)
        elif tag == "rPh":
            self._is_hint = False
        elif tag == "si":
            self._strings.append(decoded_text("".join(self._pieces)))


class _PropertiesPart(XmlPart):
    """Collects the custom document properties."""

    def __init__(self, name: str, properties: dict[str, str]) -> None:
        super().__init__(name)
        self._properties = properties
        self._key = ""
        self._pieces: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "property":
            self._key = attributes.get("name", "")
            self._pieces = []
            self.collect_text(self._pieces.append)

    def closed(self, tag: str) -> None:
        if tag == "property" and self._key:
            self._properties[self._key] = "".join(self._pieces).strip()
            self.collect_text(None)


class _WorkbookPart(XmlPart):
    """Collects the sheets in order and the defined names."""

    is_essential = True

    def __init__(self, name: str, sheet_ids: list[tuple[str, str]], defined_names: dict[str, str]) -> None:
        super().__init__(name)
        self._sheet_ids = sheet_ids
        self._defined_names = defined_names
        self._key = ""
        self._pieces: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self._sheet_ids.append((attributes.get("name", ""), relation))
        elif tag == "definedName":
            self._key = attributes.get("name", "")
            self._pieces = []
            self.collect_text(self._pieces.append)

    def closed(self, tag: str) -> None:
        if tag == "definedName":
            self._defined_names[self._key] = "".join(self._pieces)
            self.collect_text(None)


class _RelationsPart(XmlPart):
    """Collects which part each sheet is in."""

    def __init__(self, name: str, targets: dict[str, str]) -> None:
        super().__init__(name)
        self._targets = targets

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _whole(text: str, otherwise: int) -> int:
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise
