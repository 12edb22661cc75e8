"""What a picture of a map shows, in words: beside every exported picture, for people who cannot see it.

It says what the legend says and names the ends of the scale; a lower bound enters no ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from chipmap.model.dataset import Dataset
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.naming import PlaceNames
from chipmap.wording import _, formats, ngettext, titles
from chipmap.wording.class_names import class_names
from chipmap.wording.levels import years_text

NAMED_PLACES = 5


def alt_text(
    layer: Layer,
    dataset: Dataset,
    names: PlaceNames,
    notes: Iterable[str] = (),
    projection: MapProjection = MapProjection.WORLD,
) -> str:
    """Title, legend, the highest and lowest places and how many are in each class, a paragraph each."""
    title, subtitle = titles.title_of(layer, dataset), titles.subtitle_of(layer, names)
    paragraphs = [
        _("{map}. {title}. {counted}.").format(
            map=titles.map_name(projection), title=title, counted=_sentence(subtitle)
        ),
        _legend_paragraph(layer),
        *_places_paragraphs(layer, names),
        _classes_paragraph(layer),
        *notes,
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _legend_paragraph(layer: Layer) -> str:
    legend, meanings = titles.legend_text(layer), class_names(layer.kind)
    if layer.kind.is_of_levels:
        meanings = tuple(
            _("{number}: {meaning}").format(number=number, meaning=meaning)
            for number, meaning in zip(legend.classes, meanings, strict=True)
        )
    listed = "; ".join(meanings)
    sentences = [
        _("Colours, from lowest to highest. {legend}: {classes}.").format(legend=legend.title, classes=listed)
    ]
    if layer.kind.has_dots:
        sentences.append(_("Dotted: suggested, or scored without evidence."))
    sentences.append(_("Hatched: {meaning}.").format(meaning=_inner(legend.nothing)))
    if any(place.state == "not_applicable" for place in layer.values.values()):
        sentences.append(_("Crosses: not applicable."))
    return " ".join(sentences)


def _places_paragraphs(layer: Layer, names: PlaceNames) -> list[str]:
    """The ends of the scale; with few places all of them, highest first."""
    known = [place for place in layer.values.values() if place.state == "value" and place.value is not None]
    ranked = sorted(known, key=lambda place: (-(place.value or 0.0), names.name(place.code)))
    if not ranked:
        return [_("No place has a value.")]
    if len(ranked) <= 2 * NAMED_PLACES:
        listed = "; ".join(_place_words(layer.kind, place, names) for place in ranked)
        return [_("Places, highest first: {places}.").format(places=listed)]
    lowest = sorted(ranked, key=lambda place: (place.value or 0.0, names.name(place.code)))
    return [
        _("Highest: {places}.").format(places=_end_of(layer.kind, ranked, names)),
        _("Lowest: {places}.").format(places=_end_of(layer.kind, lowest, names)),
    ]


def _end_of(kind: LayerKind, ranked: Sequence[PlaceValue], names: PlaceNames) -> str:
    """The first places, and how many more share the value of the last one named."""
    named = ranked[:NAMED_PLACES]
    words = "; ".join(_place_words(kind, place, names) for place in named)
    last = named[-1].value
    more = sum(1 for place in ranked[NAMED_PLACES:] if place.value == last)
    if not more:
        return words
    return ngettext(
        "{places}; and {count} more place at {value}", "{places}; and {count} more places at {value}", more
    ).format(places=words, count=more, value=figure_text(kind, last or 0.0))


def _place_words(kind: LayerKind, place: PlaceValue, names: PlaceNames) -> str:
    """Name, value and, where it is dotted, why: "Malaysia 4 (suggested)"."""
    words = f"{names.name(place.code)} {figure_text(kind, place.value or 0.0)}"
    standing = place.standing
    if not place.is_dotted or standing is None:
        return words
    if standing.suggested_part > 0:
        return _("{place} (suggested)").format(place=words)
    return _("{place} (without evidence)").format(place=words)


def figure_text(kind: LayerKind, value: float) -> str:
    """A value of a layer as it stands in a sentence or on a slide."""
    if kind is LayerKind.NEED:
        return formats.signed(value)
    if kind.is_of_shares or kind is LayerKind.COVERAGE:
        return formats.percent(value, 1)
    if kind is LayerKind.AGE:
        return years_text(value)
    return formats.level(value)


def _classes_paragraph(layer: Layer) -> str:
    """How many places have each colour, highest class first, and how many have none."""
    counted = Counter(
        place.class_index
        for place in layer.values.values()
        if place.state == "value" and place.class_index is not None
    )
    meanings = class_names(layer.kind)
    parts = [
        _("{class_name}: {count}").format(class_name=meanings[index], count=formats.count(counted[index]))
        for index in sorted(counted, reverse=True)
    ]
    states: Counter[str] = Counter(place.state for place in layer.values.values())
    rest = (
        ("at_least", _("lower bound only")),
        ("not_applicable", _("not applicable")),
        ("none", _inner(titles.legend_text(layer).nothing)),
    )
    parts += [
        _("{class_name}: {count}").format(class_name=meaning, count=formats.count(states[state]))
        for state, meaning in rest
        if states[state]
    ]
    return _("Number of places. {counts}.").format(counts="; ".join(parts)) if parts else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _inner(text: str) -> str:
    """A phrase of the legend as it stands inside a sentence."""
    return text[:1].lower() + text[1:]
