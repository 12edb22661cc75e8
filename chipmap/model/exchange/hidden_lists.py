"""The hidden lists of a scorecard: the words of its language beside the keys that they stand for."""

from __future__ import annotations

from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.scorecard_layout import LISTS
from chipmap.model.records import Confidence


def listed_words(raw: RawWorkbook, name: str) -> dict[str, str]:
    """One of the lists: each word, folded, and the key beside it; empty when the list is gone."""
    sheet = raw.sheet(LISTS)
    if sheet is None:
        return {}
    headers = {plain_text(value): column for column, value in sheet.rows.get(1, {}).items()}
    column = headers.get(name)
    if column is None:
        return {}
    return {
        folded(plain_text(cells[column])): plain_text(cells.get(column + 1))
        for row, cells in sheet.rows.items()
        if row > 1 and column in cells
    }


def confidence_words(raw: RawWorkbook) -> dict[str, Confidence]:
    """The words of the file's own list, and the English ones."""
    words = {confidence.value: confidence for confidence in Confidence}
    for text, key in listed_words(raw, "confidence").items():
        if key in words.values():
            words[text] = Confidence(key)
    return words
