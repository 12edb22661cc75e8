"""A table for the clipboard: as tab-separated text and as HTML, figures as figures, texts as texts.

What is not known is an empty cell, never a dash or 0, and no text can become a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QLocale, QMimeData, QStringListModel

Pasted = float | str | None
"""A figure, a text, or nothing."""

_READ_AS_FORMULA = ("=", "+", "-", "@")


def pasted_table(
    headings: Sequence[str], rows: Sequence[Sequence[Pasted]], notes: Sequence[str] = ()
) -> QMimeData:
    """A table in both forms, with notes below it; whoever pastes it takes the form that it understands."""
    # A spreadsheet reads figures by the settings of the system, not by the language of this window.
    sign = QLocale.system().decimalPoint()
    content = _owned_by_qt()
    noted: list[Sequence[Pasted]] = [[note] for note in notes]
    text_rows = [*rows, [], *noted] if notes else list(rows)
    content.setText(tab_separated(headings, text_rows, sign))
    content.setHtml(html_table(headings, rows, notes, sign))
    return content


def _owned_by_qt() -> QMimeData:
    """Empty content that Qt itself has made.

    The clipboard outlives Python when the program ends, and would then delete an object of Python's.
    """
    model = QStringListModel([""])
    content = model.mimeData([model.index(0)])
    for kind in content.formats():
        content.removeFormat(kind)
    return content


def tab_separated(headings: Sequence[str], rows: Iterable[Sequence[Pasted]], decimal_sign: str) -> str:
    """A line of headings and a line for each row."""
    lines = ["\t".join(_plain(heading) for heading in headings)]
    lines += ["\t".join(_pasted(cell, decimal_sign) for cell in row) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def html_table(
    headings: Sequence[str], rows: Iterable[Sequence[Pasted]], notes: Iterable[str], decimal_sign: str
) -> str:
    """The same for programs that take formatted text; figures carry their value beside what is printed."""
    head = "".join(f'<th align="left">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(_html_cell(cell, decimal_sign) for cell in row)}</tr>" for row in rows)
    below = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<meta charset="utf-8"><table border="1"><tr>{head}</tr>{body}</table>{below}'


def _html_cell(cell: Pasted, decimal_sign: str) -> str:
    if cell is None or cell == "":
        return "<td></td>"
    if isinstance(cell, str):
        return f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>"
    figure = f"{round(cell, 4) + 0.0:.10g}"
    # Excel reads x:num and LibreOffice sdval, whatever the decimal sign of the system.
    return f'<td align="right" x:num="{figure}" sdval="{figure}">{figure.replace(".", decimal_sign)}</td>'


def _pasted(cell: Pasted, decimal_sign: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _plain(cell)
    return f"{round(cell, 4) + 0.0:.10g}".replace(".", decimal_sign)


def _plain(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula or for the beginning of a quotation."""
    joined = " ".join(text.split())
    if joined.startswith('"'):
        return '"' + joined.replace('"', '""') + '"'
    return f"'{joined}" if joined.startswith(_READ_AS_FORMULA) else joined
