"""Changes to the parts of a workbook that no spreadsheet library would make."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

SCORES_PART = "xl/worksheets/sheet2.xml"


def with_parts(path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """Replace, add or (with `None`) remove parts of the package."""
    with zipfile.ZipFile(path) as package:
        content: dict[str, bytes | None] = {name: package.read(name) for name in package.namelist()}
    content.update(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            if part is not None:
                package.writestr(name, part)
    return path


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def replace_cell(path: Path, cell: str, xml: str) -> Path:
    """Put a cell's XML into the sheet Scores, in place of the one that is there or at the end of its row."""
    sheet = part(path, SCORES_PART)
    row = re.sub("[A-Z]", "", cell)
    sheet, found = re.subn(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', xml, sheet)
    if not found:
        sheet = re.sub(rf'(<row r="{row}".*?)</row>', rf"\1{xml}</row>", sheet, flags=re.DOTALL)
    return with_parts(path, {SCORES_PART: sheet.encode()})
