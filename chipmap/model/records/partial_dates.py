"""Dates as exact as they are known: "2026", "2026-03" or "2026-03-15"; not known is the empty text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def day_span(text: str) -> tuple[date, date] | None:
    """The first and the last day that a date may mean; `None` where it is not known or is no date."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        return None


def is_past(text: str, today: date) -> bool:
    """Whether even the last day that a date may mean lies before `today`; an unknown date is never past."""
    span = day_span(text)
    return span is not None and span[1] < today
