"""Decides from its bytes whether a file may be read as a workbook, and refuses what could harm the program.

Nothing is believed before it is counted: headers lie about sizes, extensions about contents,
dimensions about cells. Every part of the package is inflated here once, under the limits below, before a
library sees it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.workbook_parts import PackageScan, PartRefused

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_UNPACKED_BYTES: Final = 150 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_COUNTS_BEYOND: Final = 20 * 1024 * 1024
MAX_CELLS: Final = 1_000_000
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
    TEXT = "text"


def format_of(path: Path) -> Format:
    """Tell the format from the contents; raises `WorkbookRefused` where it is none that can be read."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise refusal("missing", path, detail=error.strerror or "") from error
    if size > MAX_FILE_BYTES:
        raise refusal("too-large", path, limit=MAX_FILE_BYTES // 2**20, size=size / 2**20)
    if not head:
        raise refusal("empty", path)
    if head.startswith(_OLE):
        return _ole_format(path)
    if head.startswith(_ZIP_HEADS):
        return _zip_format(path)
    return _text_format(path, head)


def _ole_format(path: Path) -> Format:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refusal("password", path)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Format.XLS
    raise refusal("not-a-workbook", path)


def _zip_format(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS:
                raise refusal("too-many-parts", path, limit=MAX_PARTS)
            if any(entry.flag_bits & 1 for entry in entries):
                raise refusal("password", path)
            names = {plain_name(entry.filename) for entry in entries}
            if "xl/workbook.xml" in names:
                return Format.XLSX
            if "xl/workbook.bin" in names:
                return Format.XLSB
            if "content.xml" in names and "mimetype" in names:
                return _open_document_format(path, package)
            if any(name.lower().endswith("workbook.xml") for name in names):
                return Format.XLSX
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise refusal("damaged", path) from error
    raise refusal("not-a-workbook", path)


def _open_document_format(path: Path, package: zipfile.ZipFile) -> Format:
    with package.open("mimetype") as stream:
        kind = stream.read(200)
    if b"opendocument.spreadsheet" not in kind:
        raise refusal("not-a-workbook", path)
    if "META-INF/manifest.xml" in package.namelist():
        with package.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(_CHUNK):
                raise refusal("password", path)
    return Format.ODS


def _text_format(path: Path, head: bytes) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise refusal("web-page", path)
    if start.startswith(b"<?xml"):
        raise refusal("not-a-workbook", path)
    has_wide_text_mark = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in head and not has_wide_text_mark:
        raise refusal("not-a-workbook", path)
    if path.suffix.lower() in _WORKBOOK_SUFFIXES:
        raise refusal("renamed-text", path, suffix=path.suffix)
    return Format.TEXT


def plain_name(name: str) -> str:
    """The part's name as the standard writes it; some programs use backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/")


def scan_package(path: Path) -> PackageScan:
    """Inflate and inspect every part within the limits; raises `WorkbookRefused` at the first breach."""
    scan = PackageScan(cell_limit=MAX_CELLS)
    unpacked = 0
    packed = max(1, path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS:
                raise refusal("too-many-parts", path, limit=MAX_PARTS)
            for entry in entries:
                part = scan.begin(plain_name(entry.filename))
                for chunk in _chunks(package, entry):
                    unpacked += len(chunk)
                    if unpacked > MAX_UNPACKED_BYTES:
                        raise refusal("unpacks-too-large", path, limit=MAX_UNPACKED_BYTES // 2**20)
                    if unpacked > RATIO_COUNTS_BEYOND and unpacked > MAX_RATIO * packed:
                        raise refusal("unpacks-too-far", path, limit=MAX_RATIO)
                    part.feed(chunk)
                part.close()
    except PartRefused as breach:
        raise refusal(breach.reason, path, part=breach.part, **breach.params) from breach
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
        raise refusal("damaged", path) from error
    except (NotImplementedError, RuntimeError) as error:
        raise refusal("damaged", path) from error
    scan.finish()
    return scan


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    import zlib

    try:
        with package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except zlib.error as error:
        raise zipfile.BadZipFile(str(error)) from error


def refusal(reason: str, path: Path, **params: object) -> WorkbookRefused:
    """The error that names the file and the reason."""
    return WorkbookRefused(reason=reason, file=path.name, **params)
