"""What hover card and screen reader say about a place: level in words, origin, need, confidence, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chipmap.model.analysis.standing import Origin, Standing
from chipmap.model.dataset import Dataset
from chipmap.model.geography.classes import NEED_CLASSES, need_class
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import Share
from chipmap.ui.map.scene import InstitutionPoint
from chipmap.wording import _, formats, ngettext
from chipmap.wording.levels import (
    confidence_word,
    institution_type_word,
    level_word,
    measure_word,
    years_text,
)
from chipmap.wording.standings import origin_text

LISTED_INSTITUTIONS = 6


class PlaceText(NamedTuple):
    """A heading, the value in words, further lines, and the note that the place's name carries."""

    name: str
    value: str
    lines: tuple[str, ...] = ()
    note: str = ""


def place_text(code: str, layer: Layer, dataset: Dataset, names: PlaceNames) -> PlaceText:
    """Everything the hover card shows of a place in this layer."""
    place = layer.values.get(code)
    name, note = names.name(code), names.note(code) or ""
    if place is None:
        return PlaceText(name, _("Not scored"), note=note)
    if layer.kind.is_of_shares:
        return PlaceText(name, value_words(layer.kind, place), _share_lines(place.share), note)
    if layer.kind is LayerKind.COVERAGE:
        return PlaceText(name, value_words(layer.kind, place), further_lines(layer.kind, place), note)
    gap = place.gap
    standing = gap.standing if gap is not None else place.standing
    lines = _standing_lines(standing, dataset, names) if standing is not None else []
    if gap is not None and gap.need is not None:
        lines.insert(0, need_line(place, names))
    lines[:0] = further_lines(layer.kind, place)
    if place.is_dotted and standing is not None:
        lines.append(dotted_reason(standing))
    return PlaceText(name, value_words(layer.kind, place), tuple(lines), note)


def institution_text(members: Sequence[InstitutionPoint], dataset: Dataset, names: PlaceNames) -> PlaceText:
    """What the hover card shows of one institution, or of several that lie together."""
    found = sorted((dataset.institutions[member.id] for member in members), key=lambda record: record.name)
    if len(found) == 1:
        only = found[0]
        where = ", ".join(part for part in (only.city, names.name(only.country)) if part)
        return PlaceText(only.name, institution_type_word(only.institution_type), (where,))
    shown = tuple(record.short_name or record.name for record in found[:LISTED_INSTITUTIONS])
    rest = len(found) - len(shown)
    more = (ngettext("and {count} more", "and {count} more", rest).format(count=rest),) if rest else ()
    heading = ngettext("{count} institution", "{count} institutions", len(found)).format(count=len(found))
    return PlaceText(heading, _("Click to see each"), shown + more)


def value_words(kind: LayerKind, place: PlaceValue) -> str:
    """The value of a place in words: "4 Strong", "1.4 below need", "13 % of the segment", "Not scored"."""
    if place.state == "not_applicable":
        return _("Not applicable")
    if place.value is None or place.state == "none":
        return _nothing_words(kind, place)
    if kind is LayerKind.DEPENDENCE:
        return _("{share} of the segment").format(share=formats.percent(place.value, 1))
    if kind is LayerKind.NEED:
        return gap_words(place.value)
    if not kind.is_of_levels:
        return _further_words(kind, place, place.value)
    word = level_word(min(5, int(place.value + 0.5)))
    text = _("{level} {word}").format(level=formats.level(place.value), word=word)
    return _("At least {level}").format(level=text) if place.state == "at_least" else text


def _further_words(kind: LayerKind, place: PlaceValue, value: float) -> str:
    """A world share, a coverage or an age in words."""
    if kind is LayerKind.COVERAGE:
        return _("{part} of the rows scored").format(part=formats.percent(value))
    if kind is LayerKind.AGE:
        return _("{years} old").format(years=years_text(value))
    share = formats.percent(value, 1)
    if place.state == "at_least":
        share = _("at least {share}").format(share=share)
    text = _("{share} of the world").format(share=share)
    return text[:1].upper() + text[1:]


def further_lines(kind: LayerKind, place: PlaceValue) -> tuple[str, ...]:
    """What a coverage or an age is made of: "4 of 12 rows scored", "Newest evidence: 2024"."""
    if kind is LayerKind.COVERAGE and place.rows:
        line = ngettext("{answered} of {count} row scored", "{answered} of {count} rows scored", place.rows)
        return (line.format(answered=place.answered, count=place.rows),)
    if kind is LayerKind.AGE and place.newest_year is not None:
        return (_("Newest evidence: {year}").format(year=place.newest_year),)
    return ()


def _nothing_words(kind: LayerKind, place: PlaceValue) -> str:
    """Why a place has no value in a layer."""
    if kind.is_of_shares:
        return _("No share cited")
    if kind is LayerKind.COVERAGE:
        return _("Nothing scored")
    if kind is LayerKind.AGE:
        return _("No dated evidence")
    standing = place.standing
    if kind is LayerKind.CAPABILITY or standing is None or standing.level is None:
        return _("Not scored")
    if standing.origin is Origin.AT_LEAST:
        return _("No gap: only a lower bound is known")
    return _("No need recorded")


def gap_words(gap: float) -> str:
    """A gap in words, on the side of the need where its colour lies."""
    step = need_class(gap) - NEED_CLASSES // 2
    if step < 0:
        return _("{gap}, below need").format(gap=formats.signed(gap))
    if step > 0:
        return _("{gap}, above need").format(gap=formats.signed(gap))
    return _("{gap}, meets need").format(gap=formats.signed(gap))


def need_line(place: PlaceValue, names: PlaceNames) -> str:
    """The level and the need that a gap compares, and whose need that is."""
    gap = place.gap
    need = gap.need if gap is not None else None
    if gap is None or need is None or need.level is None:
        return _("Need not applicable")
    level = need_words(need.horizon, formats.level(need.level))
    if place.need_subject not in (None, place.code):
        level = _("need of {whose} for {year}: {need}").format(
            whose=names.name(str(place.need_subject)), year=need.horizon, need=formats.level(need.level)
        )
    known = gap.standing.level
    if known is None:
        return level[:1].upper() + level[1:]
    bound = _("at least") if gap.standing.origin is Origin.AT_LEAST else _("level")
    text = _("{bound} {level}, {need}").format(bound=bound, level=formats.level(known), need=level)
    return text[:1].upper() + text[1:]


def need_words(year: str, need: str) -> str:
    """A need by its year: "need 2030: 4"."""
    return _("need {year}: {need}").format(year=year, need=need)


def dotted_reason(standing: Standing) -> str:
    """Why a place is drawn with dots."""
    if standing.origin is Origin.AT_LEAST:
        return _("Dotted: a lower bound, not a level")
    if 0 < standing.suggested_part < 1:
        return _("Dotted: {part} of it is suggested").format(
            part=formats.percent(100 * standing.suggested_part)
        )
    if standing.suggested_part:
        return _("Dotted: suggested, not yet accepted by a person")
    return _("Dotted: scored without evidence")


def spoken_place(code: str, layer: Layer, dataset: Dataset, names: PlaceNames) -> str:
    """One sentence for a screen reader: "Malaysia, Packaging and test, 4 Strong, High confidence"."""
    text = place_text(code, layer, dataset, names)
    segment = dataset.segments.get(layer.segment)
    parts = [text.name, segment.name if segment is not None else layer.segment, text.value, *text.lines]
    return ", ".join(part for part in parts if part)


def _standing_lines(standing: Standing, dataset: Dataset, names: PlaceNames) -> list[str]:
    if standing.origin is Origin.NONE:
        return []
    lines = [origin_text(standing, dataset, names)]
    if standing.confidence is not None:
        lines.append(_("{confidence} confidence").format(confidence=confidence_word(standing.confidence)))
    count = len({key for score in standing.why.scores for key in score.evidence} | set(standing.why.sources))
    if count:
        lines.append(ngettext("{count} source", "{count} sources", count).format(count=count))
    return lines


def _share_lines(share: Share | None) -> tuple[str, ...]:
    if share is None:
        return ()
    measured = [measure_word(share.measure), share.basis, str(share.year) if share.year else ""]
    return (", ".join(dict.fromkeys(part for part in measured if part)),)
