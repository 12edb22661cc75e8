"""What the cells of an outside table say: numbers, per cents, years, flags, flows. Never a guess."""

from __future__ import annotations

import re

from chipmap.model.exchange.cell_meanings import Meaning, plain_text
from chipmap.model.exchange.raw_workbook import CellValue, DateCell, ErrorCell
from chipmap.model.exchange.recognised_words import ERRORS, folded

_PLAIN = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)(e[+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<group>[.,'’ \u202f\u00a0])\d{3}((?P=group)\d{3})*([.,]\d+)?")
_YEAR = re.compile(r"(19|20)\d\d")
_BLANKS = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "nan", "null", "none", "..", ":", "unknown"})
_YES = frozenset({"1", "true", "yes", "y", "x", "oui", "ja", "wahr", "vrai", "minor", "t"})
_IMPORTS = frozenset({"m", "import", "imports", "i", "1", "einfuhr", "importations", "imp"})
_EXPORTS = frozenset({"x", "export", "exports", "e", "2", "ausfuhr", "exportations", "exp"})


def text_of(cell: CellValue | None) -> str:
    """A cell as one line of text; what stands for nothing is empty."""
    text = " ".join(plain_text(cell).split())
    return "" if folded(text) in _BLANKS else text


def number_in(cell: CellValue | None) -> Meaning[float]:
    """A number with a decimal point or comma, thousands grouped or not; empty where the cell says nothing."""
    if isinstance(cell, bool | ErrorCell | DateCell):
        return Meaning(code="number-not-understood")
    if isinstance(cell, int | float):
        return Meaning(float(cell)) if abs(cell) < 1e300 else Meaning(code="number-not-understood")
    text = text_of(cell).replace("−", "-")
    if not text:
        return Meaning()
    if folded(text) in ERRORS:
        return Meaning(code="cell-error")
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped["group"] == "," and text.count(",") == 1 and "." not in text:
        # 1,234 may be a thousand or a decimal: a person must say.
        return Meaning(code="number-ambiguous")
    if grouped and (grouped["group"] != "." or text.count(".") > 1 or "," in text):
        text = text.replace(grouped["group"], "")
    plain = text.replace(",", ".").replace(" ", "").casefold()
    return Meaning(float(plain)) if _PLAIN.fullmatch(plain) else Meaning(code="number-not-understood")


def percent_in(cell: CellValue | None) -> Meaning[float]:
    """Per cent from 0 to 100, with or without the sign."""
    found = number_in(text_of(cell).rstrip("% ").strip() if isinstance(cell, str) else cell)
    if found.value is not None and not 0 <= found.value <= 100:
        return Meaning(code="share-out-of-range")
    return found


def year_of(cell: CellValue | None) -> Meaning[int]:
    """The year of a cell: a year, a date, or a period that names one year, such as 2021-Q3."""
    text = cell.text if isinstance(cell, DateCell) else text_of(cell)
    if not text:
        return Meaning()
    years = {match.group() for match in _YEAR.finditer(text)}
    if len(years) != 1:
        return Meaning(code="year-not-understood")
    return Meaning(int(years.pop()))


def flag_in(cell: CellValue | None) -> bool:
    """Whether a cell says yes; anything that is no plain yes is no."""
    return folded(text_of(cell).removesuffix(".0")) in _YES


def flow_in(cell: CellValue | None) -> Meaning[str]:
    """`import` or `export`."""
    text = folded(text_of(cell).removesuffix(".0"))
    if not text:
        return Meaning()
    if text in _IMPORTS:
        return Meaning("import")
    return Meaning("export") if text in _EXPORTS else Meaning(code="flow-not-understood")
