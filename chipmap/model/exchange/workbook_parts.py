"""Reads the parts of a spreadsheet package as streams: counts what could do harm, notes what libraries omit.

One pass gives the shared strings, the formulas, errors, per cent formats, merged ranges and hidden rows of
every sheet, custom properties and defined names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from chipmap.model.exchange.raw_workbook import SAVED_AT, Address, SheetMarks, address_of
from chipmap.model.exchange.xml_parts import MAX_DEPTH, Part, PartRefused, UnknownPart, XmlPart, is_markup

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def decoded_text(text: str) -> str:
    """Undo the escapes of the format: `_x000D_` is a carriage return, `_x005F_` a mere underscore."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


@dataclass(slots=True)
class SheetFindings:
    """What was noted about one sheet."""

    formulas: list[Address] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[Address, str] = field(default_factory=dict)
    percents: list[Address] = field(default_factory=list)

    def marks(self) -> SheetMarks:
        return SheetMarks(frozenset(self.formulas), frozenset(self.hidden_rows), tuple(self.merged))


class PackageScan:
    """What the guard learned about a package; `begin` starts the next part."""

    def __init__(self, cell_limit: int) -> None:
        self.cell_limit = cell_limit
        self.cells = 0
        self.strings: list[str] = []
        self.percent_styles: set[str] = set()
        self.properties: dict[str, str] = {}
        self.defined_names: dict[str, str] = {}
        self.notices: list[str] = []
        self.sheets: dict[str, SheetFindings] = {}
        """What was noted about each sheet, by its name."""
        self._by_part: dict[str, SheetFindings] = {}
        self._sheet_ids: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}

    def begin(self, name: str) -> Part:
        """The reader of the part `name`; parts that say nothing to us are only measured."""
        lower = name.lower()
        self._note_by_name(lower)
        if lower in ("content.xml", "meta.xml"):
            from chipmap.model.exchange.open_document_parts import open_document_part

            return open_document_part(name, self)
        if lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
            return self._sheet_part(name)
        if lower.endswith("sharedstrings.xml"):
            return _StringsPart(name, self.strings)
        if lower.endswith("xl/styles.xml"):
            return _StylesPart(name, self.percent_styles)
        if lower in ("docprops/custom.xml", "docprops/core.xml"):
            return _PropertiesPart(name, self.properties)
        if lower.endswith("xl/workbook.xml"):
            return _WorkbookPart(name, self._sheet_ids, self.defined_names)
        if lower.endswith("xl/_rels/workbook.xml.rels"):
            return _RelationsPart(name, self._targets)
        return UnknownPart(name, self._part_by_content)

    def count(self, cells: int, part: str) -> None:
        """Add filled cells; raises `PartRefused` when there are too many."""
        self.cells += cells
        if self.cells > self.cell_limit:
            raise PartRefused("too-many-cells", part, limit=self.cell_limit)

    def _sheet_part(self, name: str) -> Part:
        return _SheetPart(name, self._by_part.setdefault(name, SheetFindings()), self)

    def _part_by_content(self, name: str, start: bytes) -> Part:
        if not is_markup(start) and not name.lower().endswith((".xml", ".rels")):
            return Part(name)
        return self._sheet_part(name) if b"worksheet" in start[:1000] else XmlPart(name)

    def _note_by_name(self, lower: str) -> None:
        if lower.endswith("vbaproject.bin") or lower.startswith(("basic/", "scripts/")):
            self._note("macros-ignored")
        elif "/externallinks/externallink" in f"/{lower}":
            self._note("external-links-ignored")
        elif "xl/embeddings/" in lower or "xl/activex/" in lower:
            self._note("embedded-objects-ignored")

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
                self.sheets[sheet] = findings


class _SheetPart(XmlPart):
    """Counts the filled cells of one sheet and notes what the libraries leave out."""

    is_essential = True

    def __init__(self, name: str, findings: SheetFindings, scan: PackageScan) -> None:
        super().__init__(name)
        self._findings = findings
        self._scan = scan
        self._row = 0
        self._cell = ""
        self._cell_tag = "c"
        self._value_tags = ("v", "is")
        self._percent_styles = scan.percent_styles
        self._is_error = False
        self._pieces: list[str] = []
        self.parser.StartElementHandler = self._opened_in_sheet
        self.parser.EndElementHandler = self._closed_in_sheet

    def _opened_in_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        """The hot loop: cells and values are told by whole tags, everything rarer by its local name."""
        self.depth += 1
        if tag == self._cell_tag:
            cell = self._cell = attributes.get("r", "")
            if len(cell) > 7:
                self._check_inside(cell)
            self._is_error = attributes.get("t") == "e"
            if self._percent_styles and attributes.get("s") in self._percent_styles:
                self._note_address(self._findings.percents)
        elif tag in self._value_tags:
            self._scan.cells += 1
            if self._scan.cells > self._scan.cell_limit:
                raise PartRefused("too-many-cells", self.name, limit=self._scan.cell_limit)
            if self._is_error:
                self.collect_text(self._pieces.append)
        else:
            self._opened_otherwise(tag, attributes)

    def _closed_in_sheet(self, tag: str) -> None:
        self.depth -= 1
        if self._is_error and tag in self._value_tags:
            self._note_error()

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
            self._note_address(self._findings.formulas)
        elif local == "mergeCell":
            self._note_merged(attributes.get("ref", ""))

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _whole(attributes.get("r", ""), self._row + 1)
        if self._row > LAST_ROW:
            raise PartRefused("outside-the-grid", self.name, cell=str(self._row))
        if attributes.get("hidden") in ("1", "true"):
            self._findings.hidden_rows.append(self._row)

    def _note_address(self, addresses: list[Address]) -> None:
        with suppress(ValueError):
            addresses.append(address_of(self._cell))

    def _note_error(self) -> None:
        self.collect_text(None)
        with suppress(ValueError):
            self._findings.errors[address_of(self._cell)] = "".join(self._pieces).strip()
        self._pieces.clear()

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


class _StylesPart(XmlPart):
    """Collects the numbers of the cell styles that show a fraction as per cent."""

    def __init__(self, name: str, percent_styles: set[str]) -> None:
        super().__init__(name)
        self._percent_styles = percent_styles
        self._percent_formats = {"9", "10"}
        self._is_in_cell_styles = False
        self._number = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._percent_formats.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            self._is_in_cell_styles = True
        elif tag == "xf" and self._is_in_cell_styles:
            if attributes.get("numFmtId") in self._percent_formats:
                self._percent_styles.add(str(self._number))
            self._number += 1

    def closed(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_in_cell_styles = False


class _PropertiesPart(XmlPart):
    """Collects the custom document properties, and among the others when the file was saved last."""

    def __init__(self, name: str, properties: dict[str, str]) -> None:
        super().__init__(name)
        self._properties = properties
        self._key = ""
        self._pieces: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("property", "modified"):
            self._key = attributes.get("name", "") if tag == "property" else SAVED_AT
            self._pieces = []
            self.collect_text(self._pieces.append)

    def closed(self, tag: str) -> None:
        if tag in ("property", "modified") and self._key:
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
