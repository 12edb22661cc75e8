"""The large figures beside a slide's map, and the few bars below them; each as the panel would show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.needs import BALLOT, Gap
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.model.records import NOW
from chipmap.model.story.slide_content import ChartKind, ChartSeries, KeyFigure, SlideChart, Tone
from chipmap.wording import _, formats, ngettext
from chipmap.wording.alt_text import figure_text
from chipmap.wording.levels import measure_word
from chipmap.wording.slides.cells import level_cell

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing
    from chipmap.wording.slides.asked import SlideAsked

MOST_BARS = 3
MOST_LEVEL = 5.0


def key_figures(asked: SlideAsked, layer: Layer, about: str) -> tuple[KeyFigure, ...]:
    """Three figures at most: of a need its level, need and gap, of a share who holds how much."""
    if layer.kind is LayerKind.NEED:
        return _gap_figures(asked, gap_shown(asked, layer, about))
    if layer.kind is LayerKind.CAPABILITY:
        return _level_figures(asked, layer, about)
    if layer.kind.is_of_shares:
        return _share_figures(asked, layer, about)
    return _count_figures(layer)


def gap_shown(asked: SlideAsked, layer: Layer, about: str) -> Gap:
    """The gap of a place or region as the map has it: against its own need, else the focus region's."""
    value = layer.values.get(about)
    if value is not None and value.gap is not None:
        return value.gap
    return asked.standings.gap(about, layer.segment, layer.horizon)


def bars(asked: SlideAsked, layer: Layer) -> tuple[SlideChart, ...]:
    """Who could help with a gap, else the places with the highest values."""
    if layer.kind is LayerKind.NEED:
        return _partner_bars(asked)
    ranked = ranked_places(asked, layer)[: MOST_BARS + 2]
    if not ranked:
        return ()
    is_of_levels = layer.kind is LayerKind.CAPABILITY
    return (
        SlideChart(
            ChartKind.BARS,
            _("Highest levels") if is_of_levels else _("Largest values"),
            tuple(asked.place(one.code) for one in ranked),
            (
                ChartSeries(
                    asked.segment_name(layer.segment),
                    tuple(one.value for one in ranked),
                    tuple(one.is_dotted for one in ranked),
                    tuple(figure_text(layer.kind, one.value or 0.0) for one in ranked),
                ),
            ),
            largest=MOST_LEVEL if is_of_levels else None,
        ),
    )


def slopes(asked: SlideAsked, layer: Layer) -> tuple[SlideChart, ...]:
    """Where a map shows a later horizon beside: levels that are known for both, of the places ahead."""
    later = asked.view.compared
    if not layer.kind.is_of_levels or later not in asked.dataset.settings.later_horizons:
        return ()
    places = [asked.focus, *(one.code for one in ranked_places(asked, layer) if one.code != asked.focus)]
    found = []
    for place in places:
        both = [asked.standings.of(place, layer.segment, one) for one in (layer.horizon, later)]
        if all(one.is_known and one.level is not None for one in both):
            found.append(
                ChartSeries(
                    asked.place(place),
                    tuple(one.level for one in both),
                    tuple(one.is_dotted for one in both),
                    tuple(level_cell(one).text for one in both),
                )
            )
    if not found:
        return ()
    title = _("Level {year} and {later}").format(year=layer.level_year, later=later)
    chart = SlideChart(
        ChartKind.SLOPES,
        title,
        (str(layer.level_year), later),
        tuple(found[:MOST_BARS]),
        axis=_("Level"),
        largest=MOST_LEVEL,
    )
    return (chart,)


def ranked_places(asked: SlideAsked, layer: Layer) -> list[PlaceValue]:
    """The places with a value that is no lower bound, highest first; ties by name."""
    known = [one for one in layer.values.values() if one.state == "value" and one.value is not None]
    return sorted(known, key=lambda one: (-(one.value or 0.0), asked.place(one.code)))


def _gap_figures(asked: SlideAsked, gap: Gap) -> tuple[KeyFigure, ...]:
    found = [_level_figure(asked, gap.standing)]
    if gap.need is not None and gap.need.level is not None:
        found.append(_need_figure(gap))
    if gap.value is not None:
        found.append(_distance_figure(asked, gap))
    return tuple(found)


def _level_figure(asked: SlideAsked, standing: Standing) -> KeyFigure:
    place = asked.place(standing.subject)
    if standing.horizon == NOW:
        caption = _("{place} level today").format(place=place)
    else:
        caption = _("{place} level expected for {year}").format(place=place, year=standing.horizon)
    if standing.is_not_applicable:
        return KeyFigure(_("NA"), caption, _("not applicable"))
    if standing.level is None:
        return KeyFigure("–", caption, _("not scored"))
    text = formats.level(standing.level)
    if not standing.is_known:
        return KeyFigure(f"≥ {text}", caption, _("a lower bound"), standing.level, is_dotted=True)
    return KeyFigure(
        text,
        caption,
        _("of a possible 5") + _suggested_note(standing.suggested_part),
        standing.level,
        is_dotted=standing.is_dotted,
        sources=standing.why.sources,
    )


def _suggested_note(part: float) -> str:
    """How much of a figure nobody has scored."""
    if part <= 0:
        return ""
    if part >= 1:
        return _(", suggested")
    return _(", {part} suggested").format(part=formats.percent(100 * part))


def _need_figure(gap: Gap) -> KeyFigure:
    need = gap.need
    assert need is not None
    assert need.level is not None
    if need.origin == BALLOT:
        note = _("set by the raters")
    else:
        note = _("a general goal, applied here") if need.is_suggested else _("as cited")
    sources = tuple(source for record in need.records if (source := getattr(record, "source", "")))
    return KeyFigure(
        formats.level(need.level),
        _("needed by {year}").format(year=need.horizon),
        note,
        need.level,
        is_dotted=need.is_suggested,
        sources=sources,
    )


def _distance_figure(asked: SlideAsked, gap: Gap) -> KeyFigure:
    assert gap.value is not None
    caption, tone = _("meets the need"), Tone.PLAIN
    if gap.value < 0:
        caption, tone = _("levels to close"), Tone.LACK
    elif gap.value > 0:
        caption, tone = _("levels above need"), Tone.HAVE
    return KeyFigure(
        formats.signed(gap.value),
        caption,
        _rank_note(asked, gap),
        gap.value,
        tone=tone,
        is_dotted=gap.is_dotted,
    )


def _rank_note(asked: SlideAsked, gap: Gap) -> str:
    """Where a gap stands among those of all stages, widest first."""
    ranked = [one.segment for one in asked.standings.ranked_gaps(gap.subject, horizon=gap.horizon)]
    if gap.segment not in ranked:
        return ""
    stages = len(asked.dataset.stages())
    if ranked[0] == gap.segment:
        return _("widest of {count} stages").format(count=stages)
    return _("{rank} of {known} known gaps, widest first").format(
        rank=ranked.index(gap.segment) + 1, known=len(ranked)
    )


def _level_figures(asked: SlideAsked, layer: Layer, about: str) -> tuple[KeyFigure, ...]:
    found = [_level_figure(asked, asked.standings.of(about, layer.segment, layer.horizon))]
    strong = sum(1 for one in ranked_places(asked, layer) if (one.class_index or 0) >= 4)
    known = layer.scored_count + layer.suggested_count
    if known:
        found.append(
            KeyFigure(
                formats.count(strong),
                ngettext("place at level 4 or 5", "places at level 4 or 5", strong),
                _("of {count} with a level").format(count=formats.count(known)),
                float(strong),
            )
        )
    found += _share_of(asked, layer.segment, about)
    return tuple(found)


def _share_of(asked: SlideAsked, segment: str, about: str) -> list[KeyFigure]:
    """What a place holds of the world, in the one group of shares that its segment uses."""
    share, basis = asked.standings.world_share(about, segment), asked.standings.share_basis(segment)
    if share is None or basis is None:
        return []
    note = measure_word(basis.measure)
    return [
        KeyFigure(
            formats.percent(share, 1),
            _("of the world, {place}").format(place=asked.place(about)),
            f"{note}, {basis.year}" if basis.year else note,
            share,
            unit="%",
        )
    ]


def _share_figures(asked: SlideAsked, layer: Layer, about: str) -> tuple[KeyFigure, ...]:
    ranked = ranked_places(asked, layer)
    found = []
    if ranked:
        first = ranked[0]
        found.append(
            KeyFigure(
                formats.percent(first.value or 0.0, 1),
                asked.place(first.code),
                _("the largest share"),
                first.value,
                unit="%",
                sources=(first.share.source,) if first.share else (),
            )
        )
    if len(ranked) > MOST_BARS:
        together = sum(one.value or 0.0 for one in ranked[:MOST_BARS])
        found.append(
            KeyFigure(
                formats.percent(together, 1),
                _("held by {count} places").format(count=MOST_BARS),
                _("the largest together"),
                together,
                unit="%",
            )
        )
    return (*found, *_share_of(asked, layer.segment, about))


def _count_figures(layer: Layer) -> tuple[KeyFigure, ...]:
    known = layer.scored_count + layer.suggested_count
    return (
        KeyFigure(
            formats.count(known),
            ngettext("place with a figure", "places with a figure", known),
            "",
            float(known),
        ),
    )


def _partner_bars(asked: SlideAsked) -> tuple[SlideChart, ...]:
    """The first of the ranked partners who have something beyond the focus region where it falls short."""
    from chipmap.wording.slides.match_slides import fills_a_gap, ranking_asked

    found = ranking_asked(asked).partners
    ranked = [one for one in found if one.ranked.total is not None and fills_a_gap(one)][:MOST_BARS]
    if not ranked:
        return ()
    totals = tuple(one.ranked.total for one in ranked)
    return (
        SlideChart(
            ChartKind.BARS,
            _("Who can help"),
            tuple(asked.place(one.place) for one in ranked),
            (
                ChartSeries(
                    _("Partner score, of 100"),
                    totals,
                    tuple(one.suggested_part > 0 for one in ranked),
                    tuple(str(round(total or 0.0)) for total in totals),
                ),
            ),
            largest=100.0,
            note=_("Partner score, of 100"),
        ),
    )
