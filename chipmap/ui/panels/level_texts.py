"""The short texts of a level: the figure in a swatch, the headline of the card, what a screen reader says.

Unknown is not zero: a level that is not known reads "–" and "not scored", never 0.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from chipmap.model.records import NOW, Confidence
from chipmap.wording import _, ngettext, sentences
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed
from chipmap.wording.levels import confidence_word, level_word

if TYPE_CHECKING:
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.standing import Standing

NOT_SCORED = "–"
NOT_APPLICABLE = "NA"

mid_sentence = sentences.mid_sentence


def is_at_least(standing: Standing) -> bool:
    """Whether the level is only a lower bound."""
    return standing.level is not None and not standing.is_known and not standing.is_not_applicable


def level_class(level: float) -> int:
    """The whole level whose colour and word a level takes."""
    return min(5, max(0, floor(level + 0.5)))


def figure_of(standing: Standing) -> str:
    """The level as it is printed in a row or a swatch: "4", "2.5", "≥2", "NA", "–"."""
    if standing.is_not_applicable:
        return NOT_APPLICABLE
    if standing.level is None:
        return NOT_SCORED
    if is_at_least(standing):
        return f"≥{level_text(standing.level)}"
    return level_text(standing.level)


def headline_of(standing: Standing, segment_name: str) -> str:
    """The level in words: "Strong in packaging & test"."""
    segment = mid_sentence(segment_name)
    if standing.is_not_applicable:
        return _("Not applicable: {segment}").format(segment=segment)
    if standing.level is None:
        return _("{segment}: not scored").format(segment=segment_name)
    word = level_word(level_class(standing.level))
    if is_at_least(standing):
        return _("At least {level} in {segment}").format(level=word.lower(), segment=segment)
    return _("{level} in {segment}").format(level=word, segment=segment)


def need_level(gap: Gap) -> float | None:
    """The level that is needed; None where no need is recorded or it does not apply."""
    return gap.need.level if gap.need is not None else None


def need_text(gap: Gap) -> str:
    """The level against the need: "Meets its 2030 need of 4", "1.5 below its 2030 need of 4"."""
    need = _need_words(gap)
    if need is None:
        return _("No need recorded")
    if gap.value is None:
        return _("Has a {need}").format(need=need)
    distance = level_text(abs(gap.value))
    if distance == "0":
        return _("Meets its {need}").format(need=need)
    if gap.value > 0:
        return _("{distance} above its {need}").format(distance=distance, need=need)
    return _("{distance} below its {need}").format(distance=distance, need=need)


def need_text_of_other(gap: Gap, whose: str) -> str:
    """The level against somebody else's need: "1 below EU-27's 2030 need of 4"."""
    need = _need_words(gap)
    if need is None:
        return _("No need recorded")
    if gap.value is None:
        return _("{whose} has a {need}").format(whose=whose, need=need)
    distance = level_text(abs(gap.value))
    if distance == "0":
        return _("Meets {whose}'s {need}").format(whose=whose, need=need)
    if gap.value > 0:
        return _("{distance} above {whose}'s {need}").format(distance=distance, whose=whose, need=need)
    return _("{distance} below {whose}'s {need}").format(distance=distance, whose=whose, need=need)


def _need_words(gap: Gap) -> str | None:
    """The need itself: "2030 need of 4", "suggested 2030 need of 4"; None where there is none."""
    if gap.need is None or gap.need.level is None:
        return None
    need = _("{year} need of {level}").format(year=gap.need.horizon, level=level_text(gap.need.level))
    return _("suggested {need}").format(need=need) if gap.need.is_suggested else need


def certainty_text(confidence: Confidence | None, source_count: int) -> str:
    """Confidence and number of sources in one line: "High confidence · 5 sources"."""
    sources = (
        ngettext("{count} source", "{count} sources", source_count).format(count=source_count)
        if source_count
        else _("No source")
    )
    if confidence is None:
        return sources
    return _("{confidence} confidence · {sources}").format(
        confidence=confidence_word(confidence), sources=sources
    )


def spoken_line(segment_name: str, standing: Standing, gap: Gap) -> str:
    """What a screen reader says for a row: "Packaging and test, level 1.4, need 3.5, gap minus 2.1"."""
    if standing.is_not_applicable:
        level = _("not applicable")
    elif standing.level is None:
        level = _("not scored")
    elif is_at_least(standing):
        level = _("at least level {level}").format(level=level_text(standing.level))
    else:
        level = _("level {level}").format(level=level_text(standing.level))
        if standing.is_dotted:
            level = _("{level}, suggested or without evidence").format(level=level)
    parts = [segment_name, level]
    need = need_level(gap)
    if need is not None:
        parts.append(_("need {need}").format(need=level_text(need)))
    if gap.value is not None:
        parts.append(_("gap {gap}").format(gap=signed(gap.value).replace("−", _("minus "))))
    return ", ".join(parts)


def level_title(horizon: str, current_year: int) -> str:
    """What the level of a horizon is called: "Level in 2026", "Expected level in 2030"."""
    if horizon == NOW:
        return _("Level in {year}").format(year=current_year)
    return _("Expected level in {year}").format(year=horizon)
