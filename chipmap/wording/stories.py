"""The words of stories: what kinds of slides and their options are called, and titles that state a finding.

A finding is made from the figures that the slide shows; where they carry none, the title says what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from chipmap.model.records import SlideKind
from chipmap.wording import _, formats, ngettext
from chipmap.wording.sentences import capitalised, listed

EUROPE = "EU27"


def kind_word(kind: SlideKind) -> str:
    """What a kind of slide is called."""
    return {
        SlideKind.MAP: _("Map"),
        SlideKind.MAP_FIGURES: _("Map and key numbers"),
        SlideKind.COMPARISON: _("Comparison"),
        SlideKind.MATCH: _("Partners"),
        SlideKind.SCENARIO: _("Scenario"),
        SlideKind.AGENDA: _("Agenda"),
        SlideKind.TABLE: _("Table"),
        SlideKind.TEXT: _("Text"),
    }[kind]


def option_words() -> dict[str, str]:
    """What can be drawn besides, in the order in which it is offered."""
    return {
        "legend": _("Legend"),
        "names": _("Place names"),
        "figures": _("Key numbers"),
        "arcs": _("Collaboration lines"),
        "institutions": _("Institutions"),
    }


def possessive(code: str, name: str) -> str:
    """Whose something is: "Malaysia’s"; the EU's members together are Europe in a title."""
    if code == EUROPE:
        return _("Europe’s")
    return _("{name}’s").format(name=name)


def running_name(code: str, name: str) -> str:
    """What a place is called in a title: the EU's members together are Europe."""
    return _("Europe") if code == EUROPE else name


def widest_gap_title(segment: str, whose: str, year: str) -> str:
    """The widest gap of all stages."""
    return _("{segment} is {whose} widest gap to {year}").format(segment=segment, whose=whose, year=year)


def gap_title(name: str, segment: str, year: str, gap: float) -> str:
    """How far a level is from a need; within half a level it meets it."""
    levels = formats.level(abs(gap))
    if gap <= -0.5:
        text = ngettext(
            "{name} is {levels} level short of its {year} need in {segment}",
            "{name} is {levels} levels short of its {year} need in {segment}",
            1 if abs(gap) == 1 else 2,
        )
    elif gap >= 0.5:
        text = ngettext(
            "{name} is {levels} level above its {year} need in {segment}",
            "{name} is {levels} levels above its {year} need in {segment}",
            1 if abs(gap) == 1 else 2,
        )
    else:
        text = _("{name} meets its {year} need in {segment}")
    return text.format(name=name, segment=segment, year=year, levels=levels)


def level_title(place: str, segment: str, level: float, *, is_bound: bool) -> str:
    """What one place has."""
    text = _("{place} has level {level} in {segment}")
    if is_bound:
        text = _("{place} has at least level {level} in {segment}")
    return text.format(place=place, segment=segment, level=formats.level(level))


def highest_level_title(places: Sequence[str], segment: str, level: float) -> str:
    """Who has the highest level; of more than three places, how many."""
    value = formats.level(level)
    if len(places) > 3:
        return _("{count} places share the highest level in {segment}, {level}").format(
            count=len(places), segment=segment, level=value
        )
    return ngettext(
        "{places} has the highest level in {segment}, {level}",
        "{places} have the highest level in {segment}, {level}",
        len(places),
    ).format(places=listed(places), segment=segment, level=value)


def largest_share_title(place: str, segment: str, percent: float) -> str:
    """Who holds most of a segment."""
    return _("{place} holds {share} of {segment}").format(
        place=place, segment=segment, share=formats.percent(percent, 1 if percent < 10 else 0)
    )


def comparison_title(places: Sequence[str], ahead: Sequence[str], count: int, all_rows: int) -> str:
    """Who is ahead in how many segments; `ahead` are those that are ahead in most."""
    if len(ahead) != 1 or len(places) < 2 or not count:
        return _("{places} along the value chain").format(places=listed(places))
    return ngettext(
        "{place} is ahead of {others} in {count} of {all} stages",
        "{place} is ahead of {others} in {count} of {all} stages",
        all_rows,
    ).format(
        place=ahead[0],
        others=listed([place for place in places if place != ahead[0]]),
        count=count,
        all=all_rows,
    )


def partners_title(places: Sequence[str], segment: str) -> str:
    """Who ranks first among partners."""
    if not places:
        return _("No partner is ranked in {segment}").format(segment=segment)
    return ngettext(
        "{places} ranks first among partners in {segment}",
        "{places} rank first among partners in {segment}",
        len(places),
    ).format(places=listed(places), segment=segment)


def loss_title(segment: str, loss: str) -> str:
    """What a scenario costs in its worst week."""
    return _("Up to {loss} of output is lost in {segment}").format(loss=loss, segment=segment)


def agenda_title(event: str, sessions: int, partners: int) -> str:
    """How much an event holds."""
    text = ngettext("{event}: {count} session", "{event}: {count} sessions", sessions)
    text = text.format(event=event, count=sessions)
    if not partners:
        return text
    return ngettext(
        "{text} with {count} partner place", "{text} with {count} partner places", partners
    ).format(text=text, count=partners)


def scorecards_title(places: int) -> str:
    """A table of stages by places."""
    return ngettext(
        "What {count} place brings to each stage", "What {count} places bring to each stage", places
    ).format(count=places)


def untitled() -> str:
    """What a slide without a title is called in a list."""
    return _("Slide without a title")


def gone_remedy() -> str:
    """What to do with a slide whose view is gone."""
    return _("Undo what removed it, or show something else and add that to the story instead.")


def sentence(text: str) -> str:
    """A finding as it begins."""
    return capitalised(text)


def offer_title(whose: str, filled: int, gaps: int) -> str:
    """In how many gaps somebody shown has more."""
    return ngettext(
        "Partners have more in {filled} of {whose} {count} gap",
        "Partners have more in {filled} of {whose} {count} gaps",
        gaps,
    ).format(filled=filled, whose=whose, count=gaps)


def unprintable_text(signs: str) -> str:
    """That no font on this computer has some characters, which are drawn as boxes."""
    return _("No font on this computer has these characters: {signs}").format(signs=" ".join(signs))
