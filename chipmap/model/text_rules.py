"""What every text and year of a record must hold, whatever it is about; other rules build on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipmap.model.issues import Issue, Severity

LONGEST_TEXT = 2000
"""Characters in a reason or in the sources of a row; the scorecard's cells accept as many."""
LONGEST_TITLE = 300

FIRST_YEAR, LAST_YEAR = 1990, 2100

_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters other than tab and line feed, lone surrogates, non-characters: no workbook carries
them.
"""


def clean_text(text: str) -> str:
    """The text as it can be kept: line ends unified, unstorable characters gone, no blanks at either end."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("", unified).strip()


def broken(code: str, field_name: str, value: object = "", **params: object) -> Issue:
    """The finding that a record breaks a rule: `code` names the sentence, `value` the text that broke it."""
    return Issue(code, Severity.ERROR, field_name=field_name, value=str(value), params=params)


def text_rules(field_name: str, text: str, longest: int = LONGEST_TEXT) -> Iterator[Issue]:
    """What any text must hold."""
    if len(text) > longest:
        yield broken("text-too-long", field_name, text[:40], length=len(text), longest=longest)
    elif clean_text(text) != text:
        yield broken("text-unstorable", field_name, text[:40])


def line_rules(field_name: str, text: str, longest: int = LONGEST_TITLE) -> Iterator[Issue]:
    """What a text on one line must hold; it may be empty."""
    if "\n" in text:
        yield broken("text-one-line", field_name, text[:40])
    yield from text_rules(field_name, text, longest)


def title_rules(field_name: str, text: str) -> Iterator[Issue]:
    """What a name must hold: a text on one line that is not empty."""
    if not text:
        yield broken("text-missing", field_name)
    yield from line_rules(field_name, text)


def year_rules(field_name: str, year: int | None) -> Iterator[Issue]:
    """What a year must hold; it may be unknown."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        yield broken("year-out-of-range", field_name, year, first=FIRST_YEAR, last=LAST_YEAR)
