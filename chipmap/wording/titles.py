"""The sentences around a map: its title, what was counted, its legend's words and the sources below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from chipmap.model.dataset import Dataset
from chipmap.model.geography.layers import Layer, LayerKind, ShareGroup
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import NOW
from chipmap.wording import _, formats, ngettext
from chipmap.wording.class_filters import counted_filter_text
from chipmap.wording.levels import level_word, measure_word
from chipmap.wording.subjects import segment_name, subject_name

NAMED_SOURCES = 4


class LegendText(NamedTuple):
    """The words of a legend: one text for each class, and what stands below its ends and its middle."""

    title: str
    classes: tuple[str, ...]
    low_end: str
    high_end: str
    nothing: str
    """What the hatch means."""
    middle: str = ""


def map_name(projection: MapProjection) -> str:
    """Which map is drawn, as a text without pictures begins."""
    return _("Map of Europe") if projection is MapProjection.EUROPE else _("World map")


def title_of(layer: Layer, dataset: Dataset, *, is_short: bool = False) -> str:
    """What the map shows: measure, segment and year; the short form names a stage as the ribbon does."""
    segment = segment_name(dataset, layer.segment) if is_short else segment_title(dataset, layer.segment)
    if layer.kind is LayerKind.NEED:
        return _need_title(layer, segment)
    if layer.kind is LayerKind.DEPENDENCE:
        return _("{segment}: share held by each place").format(segment=segment)
    if layer.kind is LayerKind.WORLD_SHARE:
        return _world_share_title(layer, segment)
    is_now = layer.horizon == NOW
    if layer.kind is LayerKind.COVERAGE:
        text = _("{segment}: coverage of scores {year}")
        if not is_now:
            text = _("{segment}: coverage of expected levels {year}")
        return text.format(segment=segment, year=layer.level_year)
    if layer.kind is LayerKind.AGE:
        text = _("{segment}: age of evidence {year}")
        if not is_now:
            text = _("{segment}: age of the evidence for expected levels {year}")
        return text.format(segment=segment, year=layer.level_year)
    if layer.horizon == NOW:
        return _("{segment}: capability {year}").format(segment=segment, year=layer.level_year)
    return _("{segment}: expected capability {year}").format(segment=segment, year=layer.level_year)


def _world_share_title(layer: Layer, segment: str) -> str:
    if layer.group is None:
        return _("{segment}: world share").format(segment=segment)
    measure = measure_word(layer.group.measure)
    if layer.group.year is None:
        return _("{segment}: world share, {measure}, year not stated").format(
            segment=segment, measure=measure
        )
    return _("{segment}: world share {year}, {measure}").format(
        segment=segment, year=layer.group.year, measure=measure
    )


def _need_title(layer: Layer, segment: str) -> str:
    if layer.need_year is None:
        return _("{segment}: level {level_year} against need").format(
            segment=segment, level_year=layer.level_year
        )
    text = _("{segment}: level {level_year} against need {need_year}")
    if layer.horizon != NOW:
        text = _("{segment}: expected level {level_year} against need {need_year}")
    return text.format(segment=segment, level_year=layer.level_year, need_year=layer.need_year)


def segment_title(dataset: Dataset, segment: str) -> str:
    """The full name of a segment, as it begins a title."""
    record = dataset.segments.get(segment)
    return str(record.name) if record is not None else segment


def subtitle_of(layer: Layer, names: PlaceNames) -> str:
    """How many places have a value, how many of those are suggested, and the scale; or the filter."""
    if layer.only:
        return counted_filter_text(layer)
    if layer.kind in (LayerKind.COVERAGE, LayerKind.AGE):
        return _evidence_subtitle(layer)
    if layer.kind.is_of_shares:
        counted = ngettext("{count} place with a share", "{count} places with a share", layer.scored_count)
        return ", ".join(
            part for part in (counted.format(count=layer.scored_count), basis_text(layer)) if part
        )
    total = layer.scored_count + layer.suggested_count + layer.at_least_count
    parts = [
        ngettext("{count} place scored", "{count} places scored", layer.scored_count).format(
            count=layer.scored_count
        )
    ]
    if layer.suggested_count:
        parts.append(_("{count} suggested").format(count=layer.suggested_count))
    if layer.at_least_count:
        parts.append(_("{count} known as a lower bound").format(count=layer.at_least_count))
    if total:
        parts.append(_scale_text(layer, names))
    return ", ".join(parts)


def _evidence_subtitle(layer: Layer) -> str:
    """How many places the layers about the answers themselves colour, and what the figures are."""
    total = layer.scored_count + layer.suggested_count
    if layer.kind is LayerKind.COVERAGE:
        counted = ngettext("{count} place with scores", "{count} places with scores", total)
        scale = _("per cent of the rows of the segment and of those below it")
        return ", ".join([counted.format(count=total), scale])
    counted = ngettext("{count} place with dated evidence", "{count} places with dated evidence", total)
    parts = [counted.format(count=total)]
    if layer.suggested_count:
        parts.append(_("{count} of them suggested").format(count=layer.suggested_count))
    return ", ".join([*parts, _("years since the newest")])


def _scale_text(layer: Layer, names: PlaceNames) -> str:
    """The ends of the scale of levels; for gaps, whose need they are held against."""
    if layer.kind is not LayerKind.NEED:
        return _("from 0 absent to 5 leading")
    if any(
        place.need_subject == layer.focus and place.code != layer.focus for place in layer.values.values()
    ):
        return _("held against a place's own need, else that of {focus}").format(
            focus=names.name(layer.focus)
        )
    return _("each held against its own need")


def basis_text(layer: Layer) -> str:
    """The one measure, basis and year that a layer of shares rests on; empty where there is none."""
    basis = layer.group if layer.kind is LayerKind.WORLD_SHARE else layer.basis
    return group_text(ShareGroup(basis.measure, basis.year, basis.basis)) if basis is not None else ""


def group_text(basis: ShareGroup) -> str:
    """What a group of shares counts: measure, basis and year, each once."""
    measure = measure_word(basis.measure)
    parts = [measure, basis.basis, str(basis.year) if basis.year else ""]
    if basis.basis.casefold().startswith(measure.casefold()):
        del parts[0]
    return ", ".join(part for part in parts if part)


def legend_text(layer: Layer) -> LegendText:
    """The words of the legend."""
    if layer.kind is LayerKind.NEED:
        return LegendText(
            title=_("Distance from need, in levels")
            if layer.need_year is None
            else _("Distance from {year} need, in levels").format(year=layer.need_year),
            classes=tuple(formats.signed(step) for step in range(-3, 4)),
            low_end=_("Below need"),
            middle=_("meets need"),
            high_end=_("Above need"),
            nothing=_("No level, or no need recorded"),
        )
    if layer.kind is LayerKind.DEPENDENCE:
        return LegendText(
            title=_("Share of the segment, per cent"),
            classes=("0", "5", "10", "20", "40", "60+"),
            low_end=_("Smaller"),
            high_end=_("Larger"),
            nothing=_("No share cited, or in the focus region"),
        )
    if not layer.kind.is_of_levels:
        return _further_legend_text(layer.kind)
    return LegendText(
        title=_("Capability level"),
        classes=tuple(str(level) for level in range(6)),
        low_end=level_word(0),
        high_end=level_word(5),
        nothing=_("Not scored"),
    )


def _further_legend_text(kind: LayerKind) -> LegendText:
    """The words of the legends of world share, coverage and age of evidence."""
    if kind is LayerKind.WORLD_SHARE:
        return LegendText(
            title=_("World share, per cent"),
            classes=("0", "5", "10", "20", "40", "60+"),
            low_end=_("Smaller"),
            high_end=_("Larger"),
            nothing=_("No share cited"),
        )
    if kind is LayerKind.COVERAGE:
        return LegendText(
            title=_("Rows scored, per cent"),
            classes=(">0", "20", "40", "60", "80", "100"),
            low_end=_("Few rows"),
            high_end=_("All rows"),
            nothing=_("Nothing scored"),
        )
    return LegendText(
        title=_("Age of the newest evidence, years"),
        classes=("0", "1", "2", "3", "5", "10+"),
        low_end=_("Newer"),
        high_end=_("Older"),
        nothing=_("No dated evidence"),
    )


def empty_text(layer: Layer) -> tuple[str, str] | None:
    """What to say instead of colours, as a title and a sentence; None when the layer has values."""
    if layer.scored_count or layer.suggested_count or layer.at_least_count:
        return None
    if layer.kind is LayerKind.DEPENDENCE:
        return (
            _("No shares to show"),
            _("No cited shares are recorded as the basis of this segment. Choose another segment or layer."),
        )
    if layer.kind is LayerKind.NEED:
        return _empty_need_text(layer)
    if layer.kind is LayerKind.WORLD_SHARE:
        return (
            _("No shares to show"),
            _("No source gives shares of places in this segment. Choose another segment or layer."),
        )
    if layer.kind is LayerKind.AGE:
        return (
            _("No dated evidence yet"),
            _("Give scores a reference year, or evidence with a year, in the side panel."),
        )
    return (
        _("Nothing scored yet"),
        _("Click a place and give it a level from 0 to 5; the map colours at once."),
    )


def sources_text(layer: Layer, dataset: Dataset) -> str:
    """The sources that most places of the layer rest on, and how many more there are."""
    counted: Counter[str] = Counter()
    for place in layer.values.values():
        if place.share is not None:
            counted[place.share.source] += 1
        elif place.standing is not None and place.value is not None:
            counted.update(place.standing.why.sources)
    return sources_sentence(counted, dataset)


def sources_sentence(counted: Counter[str], dataset: Dataset) -> str:
    """The sources that are cited most often, and how many more there are."""
    if not counted:
        return _("Sources: the workspace's own scores.")
    named = []
    for key, _count in counted.most_common(NAMED_SOURCES):
        source = dataset.sources.get(key)
        if source is None:
            continue
        named.append(f"{source.publisher or source.title} {source.year}" if source.year else source.title)
    rest = len(counted) - len(named)
    text = "; ".join(dict.fromkeys(named))
    if rest > 0:
        return _("Sources: {named} and {count} more.").format(named=text, count=rest)
    return _("Sources: {named}.").format(named=text)


def compared_text(places: Sequence[tuple[str, str]], dataset: Dataset, names: PlaceNames) -> str:
    """Which letter stands for whom: "Compared: A EU-27, B Taiwan."; nothing where no places are compared."""
    if not places:
        return ""
    named = ", ".join(f"{letter} {subject_name(dataset, names, place)}" for letter, place in places)
    return _("Compared: {places}.").format(places=named)


def workspace_text(dataset: Dataset, names: PlaceNames, now: datetime) -> str:
    """Whose figures a picture or a copied table shows, by which names, and when it was made."""
    return _("Workspace: {title}. Naming profile: {profile}. Drawn with Chipmap on {date}.").format(
        title=dataset.settings.title, profile=names.profile, date=formats.date(now)
    )


def _empty_need_text(layer: Layer) -> tuple[str, str]:
    """Which half of a gap is missing everywhere: the need, or the level that it would be held against."""
    if layer.need_year is None:
        return (
            _("No needs recorded"),
            _("A gap needs a level and a need at the same horizon. Enter needs in the side panel."),
        )
    if layer.horizon != NOW:
        return (
            _("No expected levels for {year}").format(year=layer.level_year),
            _("A gap needs a level and a need at the same horizon. Enter expected levels in the side panel."),
        )
    return (
        _("Nothing scored yet"),
        _("A gap needs a level and a need. Click a place and give it a level from 0 to 5."),
    )
