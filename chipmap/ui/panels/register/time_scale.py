"""Days on a line: where a day stands, and which ticks can be read at a width."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.records.partial_dates import day_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.records import Collaboration

SHORTEST_DAYS, LONGEST_DAYS = 60.0, 60 * 365.25
_YEAR = 365.25
_QUARTER_FROM, _MONTH_FROM = 260.0, 900.0
"""Pixels that a year needs before quarters, or months, are told apart."""
_YEAR_NEEDS = 46.0


class Tick(NamedTuple):
    """A day with a word, or without one where only a line fits."""

    day: date
    text: str
    is_year: bool


class TimeScale(NamedTuple):
    """From a first day over a number of days."""

    first: date
    days: float

    def x_of(self, day: date, width: float) -> float:
        """How far from the left a day begins."""
        return (day - self.first).days / self.days * width

    def day_at(self, x: float, width: float) -> date:
        """The day at a point."""
        return self.first + timedelta(days=x / max(1.0, width) * self.days)

    def zoomed(self, factor: float, at: float) -> TimeScale:
        """Show `factor` times as many days, keeping what stands at a part `at` (0–1) of the width."""
        days = min(LONGEST_DAYS, max(SHORTEST_DAYS, self.days * factor))
        return TimeScale(self.first + timedelta(days=(self.days - days) * at), days)

    def moved(self, part: float) -> TimeScale:
        """Show what lies a part of the width to the right, or to the left where it is negative."""
        return TimeScale(self.first + timedelta(days=self.days * part), self.days)

    def ticks(self, width: float) -> list[Tick]:
        """The beginnings of years, and of quarters or months where they can be told apart."""
        year_px = width / self.days * _YEAR
        months = 1 if year_px >= _MONTH_FROM else 3 if year_px >= _QUARTER_FROM else 12
        every = 1
        while year_px * every < _YEAR_NEEDS:
            every *= 2 if every in (1, 10) else 5
        found = []
        last = self.day_at(width, width)
        for year in range(self.first.year, last.year + 1):
            if year % every:
                continue
            for month in range(1, 13, months):
                day = date(year, month, 1)
                if self.first <= day <= last:
                    text = str(year) if month == 1 else f"{month:02}" if months == 1 else f"Q{month // 3 + 1}"
                    found.append(Tick(day, text, month == 1))
        return found


def scale_of(records: Iterable[Collaboration], today: date, *, earliest: date | None = None) -> TimeScale:
    """The scale on which everything that has a date can be seen, and today; nothing before `earliest`."""
    days = [today]
    for record in records:
        for text in (record.start, record.end, record.next_date):
            span = day_span(text)
            if span is not None:
                days += span
    first, last = min(days), max(days)
    if earliest is not None:
        first = max(first, earliest)
    around = max(60.0, (last - first).days * 0.04)
    return TimeScale(first - timedelta(days=around), (last - first).days + 2 * around)
