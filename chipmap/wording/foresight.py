"""Foresight in words: what a cell says, why a segment comes first, what is missing and how it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.needs import STARTER
from chipmap.model.records import NOW
from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import number, percent, signed
from chipmap.wording.levels import confidence_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chipmap.model.analysis.foresight import Investment
    from chipmap.model.analysis.needs import Gap, NeedStanding


def level_part(gap: Gap | None, *, is_plain: bool = False) -> str:
    """The level of a cell: "level 3, suggested or without evidence"; plain without the doubt."""
    standing = gap.standing if gap is not None else None
    if standing is not None and standing.is_not_applicable:
        return _("not applicable")
    if standing is None or standing.level is None:
        return _("level not scored")
    if not standing.is_known:
        return _("at least level {level}").format(level=level_text(standing.level))
    said = _("level {level}").format(level=level_text(standing.level))
    if is_plain or not standing.is_dotted:
        return said
    return _("{level}, suggested or without evidence").format(level=said)


def need_part(gap: Gap | None) -> str:
    """The need of a cell; for now it says for which year it is."""
    need = gap.need if gap is not None else None
    if need is None:
        return _("no need recorded")
    if need.level is None:
        return _("need not applicable")
    if gap is not None and need.horizon != gap.horizon:
        return _("need {level} in {year}").format(level=level_text(need.level), year=need.horizon)
    return _("need {level}").format(level=level_text(need.level))


def spoken_gap(place: str, segment: str, year: str, gap: Gap | None) -> str:
    """A whole cell in one line, for the tooltip and a screen reader."""
    parts = [f"{place}, {segment}, {year}: {level_part(gap)}", need_part(gap)]
    if gap is not None and gap.value is not None:
        parts.append(_("gap {gap}").format(gap=signed(gap.value)))
    else:
        parts.append(_("gap not known"))
    return ", ".join(parts)


def need_origin(need: NeedStanding | None) -> str:
    """Where a need comes from."""
    if need is None:
        return _("No need is recorded for this horizon.")
    if need.origin == STARTER:
        return _("A cited need; the level stands in no source.") if need.is_suggested else _("A cited need.")
    count = len(need.records)
    return ngettext("From {count} ballot.", "From {count} ballots.", count).format(count=count)


def probability_text(part: float | None) -> str:
    """How likely the need is not met."""
    if part is None:
        return _("How likely the need exceeds the level cannot be said.")
    return _("The need exceeds the level with a probability of {part}.").format(part=percent(100 * part))


def title_text(focus: str, segment: str, gap: float | None, year: str) -> str:
    """The finding of the page."""
    if gap is None:
        return _("What {focus} and its partners will need").format(focus=focus)
    if gap >= 0:
        return _("{focus} meets every need that is known").format(focus=focus)
    return _("{focus} falls short most in {segment}: {gap} against the need of {year}").format(
        focus=focus, segment=segment, gap=signed(gap), year=year
    )


def known_text(known: int, asked: int) -> str:
    """How many needs can be held against a level."""
    return ngettext(
        "{known} of {asked} segment with a need has a level to hold against it.",
        "{known} of {asked} segments with a need have a level to hold against it.",
        asked,
    ).format(known=known, asked=asked)


def rank_reason(one: Investment, years: Mapping[str, str]) -> str:
    """Where a segment stands at each horizon: "Place 1 in 2026, 3 in 2030"."""
    if not one.ranks:
        return _("It falls short at no horizon.")
    stands = [_("{rank} in {year}").format(year=years[at], rank=rank) for at, rank in one.ranks.items()]
    return _("Place {places}").format(places=", ".join(stands))


def plain_years(horizons: Iterable[str], current_year: int) -> dict[str, str]:
    """The years of horizons, for a sentence."""
    return {one: str(current_year) if one == NOW else one for one in horizons}


def missing_levels(years: Sequence[str]) -> str:
    """Why a segment has no place in the order: for which years nobody has said a level."""
    if not years:
        return _("Too little is known of it.")
    return _("Level not known for {years}").format(years=", ".join(years))


def shortfall_text(one: Investment) -> str:
    """The numbers behind a place: expected and worst shortfall."""
    return _("Expected shortfall {expected}, at worst {worst}").format(
        expected=number(one.expected_shortfall, 2), worst=number(one.worst_shortfall, 2)
    )


def steady_text(part: float | None, horizons: Sequence[str]) -> str:
    """How far a place rests on the weights of the horizons."""
    if len(horizons) < 2:
        return _("Levels are known for one horizon only, so weights change nothing.")
    if part is None:
        return ""
    return _("first five in {part} of weightings").format(part=percent(100 * part))


def robust_word(one: Investment) -> str:
    """The mark of a priority."""
    if one.is_robust:
        return _("Robust")
    return _("Not robust") if one.expected_shortfall > 0 else _("Meets its need")


def differs_text(one: Investment) -> str:
    """Where the two orders disagree."""
    if not one.differs:
        return ""
    return _("By the worst horizon it would be place {rank}.").format(rank=one.worst_rank)


def missing_needs(focus: str) -> tuple[str, str]:
    """Title and sentence where no need is recorded at all."""
    return (
        _("No need is recorded for {focus}").format(focus=focus),
        _("Foresight holds levels against needs. Record what level will be needed in 2030 or 2035."),
    )


def missing_expectations(focus: str, years: str) -> tuple[str, str]:
    """Title and sentence where nobody has said how levels will develop."""
    return (
        _("No level is expected of {focus} for {years}").format(focus=focus, years=years),
        _("Later gaps stay unknown: today’s level is never carried forward. Record expected levels."),
    )


def confidence_text(gap: Gap) -> str:
    """The rater's own confidence in a level, where there is one."""
    confidence = gap.standing.confidence
    return "" if confidence is None else _("Confidence: {word}").format(word=confidence_word(confidence))
