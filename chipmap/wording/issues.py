"""Findings in sentences: where it is, what is wrong, and what to do about it."""

from __future__ import annotations

from datetime import date, datetime

from chipmap.model.issues import CellPlace, Issue
from chipmap.wording import _, formats
from chipmap.wording.agendas import event_rule_texts
from chipmap.wording.attendance import attendance_texts
from chipmap.wording.collaboration_import import register_texts
from chipmap.wording.collaboration_issues import (
    OVERDUE,
    WITHOUT_COUNTERPART,
    collaboration_field_words,
    collaboration_texts,
    finding_gaps,
    overdue_gaps,
)
from chipmap.wording.conflicts import unit_word
from chipmap.wording.gaps import Gaps, Texts
from chipmap.wording.import_issues import import_texts
from chipmap.wording.outside_tables import table_texts
from chipmap.wording.points_import import nearest_text, points_texts
from chipmap.wording.rules import rule_texts


def issue_texts() -> Texts:
    """For every code the message and the remedy."""
    return {
        **rule_texts(),
        **import_texts(),
        **points_texts(),
        **table_texts(),
        **attendance_texts(),
        **event_rule_texts(),
        **collaboration_texts(),
        **register_texts(),
    }


def message_of(issue: Issue) -> str:
    """The place and the reason: "Scores!E17: Level “6” is outside 0–5."."""
    where = place_of(issue.place)
    reason = reason_of(issue)
    return f"{where}: {reason}" if where else reason


def reason_of(issue: Issue) -> str:
    """What is wrong, for a table that shows the place in a column of its own."""
    texts = issue_texts().get(issue.code)
    if texts is None:
        return _("Something needs a look ({code}).").format(code=issue.code)
    return texts[0].format_map(_gaps(issue))


def suggestion_of(issue: Issue) -> str:
    """What to do about it."""
    texts = issue_texts().get(issue.code)
    return texts[1].format_map(_gaps(issue)) if texts else ""


def place_of(place: CellPlace | None) -> str:
    """The sheet and cell as Excel writes them; the file where there is no sheet."""
    if place is None:
        return ""
    if place.sheet and place.cell:
        return f"{place.sheet}!{place.cell}"
    return place.sheet or place.file


def field_word(field_name: str) -> str:
    """What a field is called in a sentence; a name without a word is shown as it is."""
    return {
        "title": _("title"),
        "locator": _("locator"),
        "name": _("name"),
        "organisation": _("organisation"),
        "institution_type": _("type"),
        "segments": _("segments"),
        "country": _("country"),
        "short_name": _("short name"),
        "city": _("city"),
        "role": _("role"),
        "website": _("website"),
        "latitude": _("latitude"),
        "longitude": _("longitude"),
        "level": _("level"),
        "source": _("source"),
        **collaboration_field_words(),
    }.get(field_name) or unit_word(field_name)


def _gaps(issue: Issue) -> Gaps:
    taken = issue.params.get("taken")
    words = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
    filled = {"value": issue.value, "field": field_word(issue.field_name), **issue.params}
    if isinstance(taken, str) and taken in words:
        filled["taken"] = words[taken]
    fields = issue.params.get("fields")
    if isinstance(fields, tuple):
        filled["fields"] = ", ".join(map(field_word, fields))
    nearest = issue.params.get("nearest")
    if isinstance(nearest, tuple):
        filled["nearest"] = nearest_text(nearest)
    at = issue.params.get("at")
    if isinstance(at, str):
        filled["at"] = _day(at)
    if issue.code in WITHOUT_COUNTERPART:
        filled |= finding_gaps(issue)
    if issue.code in OVERDUE:
        filled |= overdue_gaps(issue)
    if issue.code == "cell-date":
        filled |= _date_gaps(issue)
    return Gaps(filled)


def _day(moment: str) -> str:
    """The day of a moment that is written as ISO 8601, such as 22 November 2026."""
    try:
        return formats.date(datetime.fromisoformat(moment))
    except ValueError:
        return moment


def _date_gaps(issue: Issue) -> dict[str, str]:
    """The entry as it was probably typed, such as 3-4, what Excel made of it and what it may have meant."""
    from chipmap.model.exchange.finding_fixes import fix_of

    choices = fix_of(issue).choices
    numbers = _("one number") if not choices else choices[0]
    if len(choices) > 1:
        numbers = _("{first} or {second}").format(first=choices[0], second=choices[1])
    try:
        day = date.fromisoformat(issue.value)
    except ValueError:
        return {"typed": _("the entry"), "date": issue.value, "numbers": numbers}
    return {"typed": f"{day.month}-{day.day}", "date": formats.day_and_month(day), "numbers": numbers}
