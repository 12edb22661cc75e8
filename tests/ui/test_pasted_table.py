"""A table for the clipboard: figures stay figures, what is not known stays empty, no text runs."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from chipmap.ui.pasted_table import html_table, pasted_table, tab_separated

cells = (
    st.none() | st.floats(-1e6, 1e6) | st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1)
)


class CellReader(HTMLParser):
    """The cells of a table as a spreadsheet reads them: the value of a figure, else the text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._value: str | None = None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._value = dict(attrs).get("x:num")
            self.rows[-1].append(self._value or "")

    def handle_data(self, text):
        if self.rows and self.rows[-1] and self._value is None:
            self.rows[-1][-1] += text


def read_html(text: str) -> list[list[str]]:
    reader = CellReader()
    reader.feed(text)
    reader.close()
    return reader.rows


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
def test_html_carries_every_figure_and_every_text(rows):
    _head, *read = read_html(html_table(["a", "b"], rows, (), ","))

    assert len(read) == len(rows)
    for row, cells_read in zip(rows, read, strict=True):
        for cell, found in zip(row, cells_read, strict=True):
            if cell is None:
                assert found == ""
            elif isinstance(cell, float):
                assert abs(float(found) - cell) <= 5e-5 + abs(cell) * 1e-9
            else:
                assert found == cell


def test_figures_have_the_decimal_sign_of_the_system_and_unknown_is_empty():
    text = tab_separated(["place", "level"], [["MYS", 2.5], ["SGP", None]], ",")

    assert text == "place\tlevel\r\nMYS\t2,5\r\nSGP\t\r\n"


def test_a_text_that_looks_like_a_formula_stays_a_text():
    assert tab_separated(["x"], [["=1+1"]], ".").splitlines()[1] == "'=1+1"
    assert "mso-number-format" in html_table(["x"], [["=1+1"]], (), ".")


def test_both_forms_lie_on_the_clipboard_with_the_notes_below(qapp):
    QApplication.clipboard().setMimeData(pasted_table(["a"], [[1.0]], ["Source: OECD <2026>"]))

    content = QApplication.clipboard().mimeData()
    assert content.text().splitlines() == ["a", "1", "", "Source: OECD <2026>"]
    assert content.html().endswith("<p>Source: OECD &lt;2026&gt;</p>")
