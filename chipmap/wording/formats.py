"""Numbers, dates and sizes as officers of European institutions write them (ux.md §9)."""

from __future__ import annotations

from datetime import date as date_of_day
from datetime import datetime

from chipmap.wording import _, current_language

MINUS = "\u2212"
"""The true minus sign; a hyphen is too short beside digits."""
_NARROW_SPACE = "\u202f"


def number(value: float, decimals: int = 1) -> str:
    """A number with at most `decimals` places, none when it is whole, with the language's decimal sign."""
    text = f"{value:.{decimals}f}"
    if decimals and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", MINUS)
    if text == MINUS + "0":
        text = "0"
    return text.replace(".", ",") if current_language() in ("fr", "de") else text


def level(value: float) -> str:
    """A level: whole, or to one decimal when the ballots fall between two."""
    return number(value)


def signed(value: float) -> str:
    """A gap with its sign always printed, because greyscale hides it: +0.3, −2.1, 0."""
    text = number(value)
    return text if text == "0" or text.startswith(MINUS) else "+" + text


def percent(value: float, decimals: int = 0) -> str:
    """A share in figures: 43 %."""
    return _("{number} %").format(number=number(value, decimals)).replace(" %", "\u00a0%")


def count(value: int) -> str:
    """A count; from five digits on, thousands are set apart by a narrow space."""
    text = f"{value:,}" if value >= 10_000 else str(value)
    return text.replace(",", _NARROW_SPACE)


def moment(when: datetime, now: datetime) -> str:
    """When something happened, as short as it can be: the time today, else the date."""
    if when.date() == now.date():
        return _("today {time}").format(time=when.strftime("%H:%M"))
    return date(when)


def date(when: date_of_day) -> str:
    """A date in words: 22 November 2026."""
    return _("{day} {month} {year}").format(day=when.day, month=_month(when.month), year=when.year)


def day_and_month(when: date_of_day) -> str:
    """A day of any year: 4 March."""
    return _("{day} {month}").format(day=when.day, month=_month(when.month))


def month_of_year(when: date_of_day) -> str:
    """A month: March 2026."""
    return _("{month} {year}").format(month=_month(when.month), year=when.year)


def _month(month: int) -> str:
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[month - 1]


def horizon(horizon_key: str, current_year: int) -> str:
    """A horizon as people read it: "2026 now", "2030"."""
    if horizon_key == "now":
        return _("{year} now").format(year=current_year)
    return horizon_key
