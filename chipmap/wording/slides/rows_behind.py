"""The data behind slides as rows: every figure, bar, cell and place that a slide shows, one row for each.

A number stands as it was computed, a text as it is printed; what is not known is said, never a zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chipmap.model.geography.naming import PlaceNames
from chipmap.model.story.slide_content import SlideContent
from chipmap.wording import _

DataRow = tuple[str, str, str, str | float | None, str]
"""What it is part of, which row, which column, its value, and what to know of it."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def headings_behind() -> tuple[str, ...]:
    """What the columns are called."""
    return _("Part"), _("Row"), _("Column"), _("Value"), _("Note")


def rows_behind(content: SlideContent, names: PlaceNames) -> list[DataRow]:
    """Every row behind a slide, in the order in which it is read; its words and origin come first."""
    rows: list[DataRow] = [
        (_("Slide"), _("Title"), "", content.title, ""),
        (_("Slide"), _("Subtitle"), "", content.subtitle, content.problem),
    ]
    rows += _figures(content)
    rows += _charts(content)
    rows += _tables(content)
    rows += _partners(content)
    rows += _sessions(content)
    rows += _map(content, names)
    rows += ((_("Text"), str(at), "", text, "") for at, text in enumerate(content.paragraphs, start=1))
    rows.append((_("Slide"), _("Footer"), "", content.footer.text, content.boundary_note))
    return rows


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name for the sheet of each slide: its number and as much of its title as a sheet name holds."""
    return [
        f"{number} {_FORBIDDEN.sub(' ', title)}"[:_LONGEST_NAME].strip().strip("'")
        for number, title in enumerate(titles, start=1)
    ]


def _figures(content: SlideContent) -> Iterator[DataRow]:
    for one in content.figures:
        value = one.text if one.number is None else one.number
        yield _("Figure"), one.caption, one.unit, value, _noted(one.note, one.is_dotted, one.sources)
    if content.scenario is not None:
        found = content.scenario
        yield _("Figure"), found.headline, "", found.loss, found.sentence


def _charts(content: SlideContent) -> Iterator[DataRow]:
    for chart in content.charts:
        for series in chart.series:
            dotted = series.dotted or (False,) * len(series.values)
            for name, value, is_dotted in zip(chart.categories, series.values, dotted, strict=True):
                note = _("not known") if value is None else _noted(chart.unit, is_dotted, ())
                yield chart.title or _("Chart"), name, series.name, value, note


def _tables(content: SlideContent) -> Iterator[DataRow]:
    for table in content.tables:
        for row in table.rows:
            for heading, cell in zip(table.headings[1:], row[1:], strict=True):
                value = cell.text if cell.number is None else cell.number
                yield table.title or _("Table"), row[0].text, heading, value, _noted("", cell.is_dotted, ())


def _partners(content: SlideContent) -> Iterator[DataRow]:
    for card in content.partners:
        yield _("Partner"), card.name, _("Score"), card.total, "; ".join(card.reasons) or card.note
        for part in card.parts:
            note = _("not known") if part.points is None else ""
            yield _("Partner"), card.name, part.word, part.points, note


def _sessions(content: SlideContent) -> Iterator[DataRow]:
    for one in content.sessions:
        when = f"{one.begins}–{one.ends}"
        yield _("Agenda"), when, one.partner, one.title, ", ".join(one.institutions)


def _map(content: SlideContent, names: PlaceNames) -> Iterator[DataRow]:
    if content.map is None:
        return
    states = {"at_least": _("at least"), "not_applicable": _("not applicable"), "none": _("not scored")}
    for place in content.map.places:
        note = states.get(place.state, "")
        yield _("Map"), names.name(place.code), place.code, place.value, _noted(note, place.is_dotted, ())


def _noted(note: str, is_dotted: bool, sources: Iterable[str]) -> str:
    dotted = _("suggested, or without evidence") if is_dotted else ""
    return "; ".join(filter(None, (note, dotted, ", ".join(sources))))
