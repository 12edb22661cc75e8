"""The lines of the map in words: the pair, how much stands behind it, and what.

Shares keep their year and are never added up in words: only strengths are sums.
"""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import Arc, ArcKind, Arcs, Feed
from chipmap.model.geography.naming import PlaceNames
from chipmap.wording import _, formats, ngettext
from chipmap.wording.levels import stage_word

LISTED = 6
"""A card beside the pointer lists no more than this; the panel has them all."""


def arc_kind_word(kind: ArcKind) -> str:
    """What a kind of line is called on its switch."""
    return _("Collaborations") if kind is ArcKind.COLLABORATIONS else _("Supply")


def pair_text(arc: Arc, names: PlaceNames) -> str:
    """The two ends of a line; supply says which way it goes."""
    if arc.feeds:
        return _("{supplier} to {focus}").format(supplier=names.name(arc.far), focus=names.name(arc.near))
    return _("{one} – {other}").format(one=names.name(arc.near), other=names.name(arc.far))


def count_text(arc: Arc) -> str:
    """How much stands behind a line."""
    if arc.feeds:
        text = ngettext("Supplies {count} feeding segment", "Supplies {count} feeding segments", arc.count)
        return text.format(count=arc.count)
    text = ngettext("{count} collaboration", "{count} collaborations", arc.count).format(count=arc.count)
    return _("{collaborations}, planned or an idea").format(collaborations=text) if arc.is_dashed else text


def arc_lines(arc: Arc, dataset: Dataset) -> tuple[str, ...]:
    """What stands behind a line: the latest collaborations, or the heaviest feeding segments."""
    if arc.feeds:
        texts = [_feed_text(feed, dataset) for feed in arc.feeds]
    else:
        texts = [
            _("{name} ({stage})").format(name=record.name, stage=stage_word(record.stage).lower())
            for record in arc.collaborations
        ]
    rest = len(texts) - LISTED
    if rest > 0:
        texts[LISTED:] = [ngettext("and {count} more", "and {count} more", rest).format(count=rest)]
    return tuple(texts)


def _feed_text(feed: Feed, dataset: Dataset) -> str:
    segment = dataset.segments.get(feed.segment)
    name = segment.name if segment is not None else feed.segment
    share = formats.percent(feed.share.percent, 1)
    if feed.share.is_lower_bound:
        share = f"≥ {share}"
    weight = {1: _("useful"), 2: _("important"), 3: _("essential")}[feed.weight]
    if feed.share.year is None:
        return _("{segment}: {share}, {weight}").format(segment=name, share=share, weight=weight)
    return _("{segment}: {share} ({year}), {weight}").format(
        segment=name, share=share, year=feed.share.year, weight=weight
    )


def legend_lines(arcs: Arcs) -> tuple[tuple[str, bool | None], ...]:
    """The entries of the legend, each with whether its sample is dashed, or None where it has no sample."""
    if not arcs.shown:
        return ((_nothing_text(arcs), None),)
    words = (
        _("Collaborations; wider: more of them")
        if arcs.kind is ArcKind.COLLABORATIONS
        else _("Supply; wider: more")
    )
    if arcs.more:
        words = _("{words} (+{count} more)").format(words=words, count=arcs.more)
    entries: list[tuple[str, bool | None]] = [(words, False)]
    if any(arc.is_dashed for arc in arcs.shown):
        entries.append((_("Planned or an idea"), True))
    if arcs.kind is ArcKind.SUPPLY and arcs.known_feeds < arcs.all_feeds:
        cited = _cited_text(arcs)
        entries.append((cited[:1].upper() + cited[1:], None))
    return tuple(entries)


def _nothing_text(arcs: Arcs) -> str:
    if arcs.kind is ArcKind.COLLABORATIONS:
        return _("No collaboration in this segment")
    return _("No supplier known: {cited}").format(cited=_cited_text(arcs))


def _cited_text(arcs: Arcs) -> str:
    return _("shares cited for {known} of {count} feeding segments").format(
        known=arcs.known_feeds, count=arcs.all_feeds
    )


def arcs_sentence(arcs: Arcs, names: PlaceNames) -> str:
    """All lines of a picture, for people who cannot see it."""
    if not arcs.shown:
        return _("Lines. {nothing}.").format(nothing=_nothing_text(arcs))
    pairs = [
        _("{pair}: {count}").format(pair=pair_text(arc, names), count=_inner(count_text(arc)))
        for arc in arcs.shown
    ]
    if arcs.more:
        more = ngettext("{count} more pair not drawn", "{count} more pairs not drawn", arcs.more)
        pairs.append(more.format(count=arcs.more))
    return _("Lines, strongest first. {pairs}.").format(pairs="; ".join(pairs))


def _inner(text: str) -> str:
    return text[:1].lower() + text[1:]
