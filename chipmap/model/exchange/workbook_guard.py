"""Decides from its bytes whether a file may be read as a workbook, and refuses what could harm the program.

Nothing is believed before it is counted: headers lie about sizes, extensions about contents,
dimensions about cells. Every part of the package is inflated here once, under the limits below, before a
library sees it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from chipmap.model.exchange.workbook_file import WorkbookFile, refusal
from chipmap.model.exchange.workbook_parts import PackageScan
from chipmap.model.exchange.xml_parts import PartRefused

MAX_PARTS: Final = 2_000
MAX_UNPACKED_BYTES: Final = 150 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_COUNTS_BEYOND: Final = 20 * 1024 * 1024
MAX_CELLS: Final = 1_000_000
MAX_CELLS_OF_TEXT: Final = 3_000_000
"""Delimited text unpacks to nothing, and may be a year of trade flows."""
MAX_TEXT: Final = 32_767

_CHUNK = 1 << 17
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"}


class Format(StrEnum):
    """What the bytes are, whatever the name says."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    LOCKED = "locked"
    """A workbook of Excel that a password encrypts as a whole."""
    TEXT = "text"


def format_of(file: WorkbookFile) -> Format:
    """Tell the format from the contents; raises `WorkbookRefused` where it is none that can be read."""
    head = file.content[:4096]
    if head.startswith(_OLE):
        return _ole_format(file)
    if head.startswith(_ZIP_HEADS):
        return _zip_format(file)
    return _text_format(file, head)


def _ole_format(file: WorkbookFile) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in file.content:
        return Format.LOCKED
    if any(name.encode("utf-16-le") in file.content for name in ("Workbook", "Book")):
        return Format.XLS
    raise refusal("not-a-workbook", file)


def _zip_format(file: WorkbookFile) -> Format:
    try:
        with zipfile.ZipFile(file.stream) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS:
                raise refusal("too-many-parts", file, limit=MAX_PARTS)
            if any(entry.flag_bits & 1 for entry in entries):
                raise refusal("password-of-this-kind", file)
            names = {plain_name(entry.filename) for entry in entries}
            if "xl/workbook.xml" in names:
                return Format.XLSX
            if "xl/workbook.bin" in names:
                return Format.XLSB
            if "content.xml" in names and "mimetype" in names:
                return _open_document_format(file, package)
            if any(name.lower().endswith("workbook.xml") for name in names):
                return Format.XLSX
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise refusal("damaged", file) from error
    raise refusal("not-a-workbook", file)


def _open_document_format(file: WorkbookFile, package: zipfile.ZipFile) -> Format:
    with package.open("mimetype") as stream:
        kind = stream.read(200)
    if b"opendocument.spreadsheet" not in kind:
        raise refusal("not-a-workbook", file)
    if "META-INF/manifest.xml" in package.namelist():
        with package.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(_CHUNK):
                raise refusal("password-of-this-kind", file)
    return Format.ODS


def _text_format(file: WorkbookFile, head: bytes) -> Format:
    has_wide_text_mark = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = head.removeprefix(b"\xef\xbb\xbf")
    if has_wide_text_mark:
        start = start[2:].replace(b"\x00", b"")
    start = start.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body")):
        raise refusal("web-page", file)
    if start.startswith(b"<?xml"):
        is_page = b"<html" in start
        is_old_xml = b"urn:schemas-microsoft-com:office:spreadsheet" in start
        raise refusal("web-page" if is_page else "xml-table" if is_old_xml else "not-a-workbook", file)
    if start.startswith(b"mime-version") or b"\nmime-version" in start:
        raise refusal("web-page", file)
    if b"\x00" in head and not has_wide_text_mark:
        raise refusal("not-a-workbook", file)
    if file.suffix.lower() in _WORKBOOK_SUFFIXES:
        raise refusal("renamed-text", file, suffix=file.suffix)
    return Format.TEXT


def plain_name(name: str) -> str:
    """The part's name as the standard writes it; some programs use backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/")


def scan_package(file: WorkbookFile) -> PackageScan:
    """Inflate and inspect every part within the limits; raises `WorkbookRefused` at the first breach."""
    scan = PackageScan(cell_limit=MAX_CELLS)
    try:
        with zipfile.ZipFile(file.stream) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS:
                raise refusal("too-many-parts", file, limit=MAX_PARTS)
            _scan_parts(scan, package, entries, file)
    except PartRefused as breach:
        raise refusal(breach.reason, file, part=breach.part, **breach.params) from breach
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
        raise refusal("damaged", file) from error
    except (NotImplementedError, RuntimeError) as error:
        raise refusal("damaged", file) from error
    scan.finish()
    return scan


def _scan_parts(
    scan: PackageScan, package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: WorkbookFile
) -> None:
    unpacked = 0
    # The styles come first: they say which numbers of a sheet are shown as per cent.
    for entry in sorted(entries, key=lambda entry: not entry.filename.endswith("styles.xml")):
        part = scan.begin(plain_name(entry.filename))
        for chunk in _chunks(package, entry):
            unpacked += len(chunk)
            if unpacked > MAX_UNPACKED_BYTES:
                raise refusal("unpacks-too-large", file, limit=MAX_UNPACKED_BYTES // 2**20)
            if unpacked > RATIO_COUNTS_BEYOND and unpacked > MAX_RATIO * len(file.content):
                raise refusal("unpacks-too-far", file, limit=MAX_RATIO)
            part.feed(chunk)
        part.close()


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    import zlib

    try:
        with package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except zlib.error as error:
        raise zipfile.BadZipFile(str(error)) from error
