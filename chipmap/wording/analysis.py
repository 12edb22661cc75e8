"""The figures of the analysis in words: an index with its rank, suppliers, dependence on others.

A figure that is an interval is said as one, and one that does not exist with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from chipmap.model.analysis.figures import Reason
from chipmap.wording import _, ngettext
from chipmap.wording.figures import reason_text
from chipmap.wording.formats import number, percent
from chipmap.wording.levels import measure_word

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Chokepoint, Indicator, Reliance, Tier
    from chipmap.model.analysis.place_dependence import ProductDependence, TradeGap
    from chipmap.model.analysis.place_index import PlaceIndex, PlaceIndices
    from chipmap.model.analysis.segment_suppliers import SegmentConcentration

Naming = Callable[[str], str]
"""What a place or a segment is called."""


def interval(low: float, high: float, decimals: int = 2) -> str:
    """A figure that may be an interval: "0.15–0.17", or one number where both ends print alike."""
    ends = (number(low, decimals), number(high, decimals))
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def percent_interval(low: float, high: float) -> str:
    """The same for parts of 1, in per cent."""
    ends = (number(100 * low, 0), number(100 * high, 0))
    if ends[0] == ends[1]:
        return percent(100 * low)
    return _("{low}–{high} %").format(low=ends[0], high=ends[1]).replace(" %", "\u00a0%")


def index_headline(found: PlaceIndex) -> str:
    """The index of a place: "53 of 100", or that there is none."""
    if found.index is None:
        return _("No index")
    return _("{index} of 100").format(index=number(found.index))


def rank_sentence(found: PlaceIndex, count: int) -> str:
    """Its rank with the interval of 90 % of the draws, or why there is none."""
    if found.rank is None:
        return reason_text(found.reason or Reason.ALL_MISSING)
    if count == 1:
        return _("The only place with an index.")
    if found.low_rank is None or found.high_rank is None:
        return _("Rank {rank} of {count}.").format(rank=found.rank, count=count)
    if found.low_rank == found.high_rank:
        return _("Rank {rank} of {count}, in at least 90 % of the draws.").format(
            rank=found.rank, count=count
        )
    return _("Rank {rank} of {count}; between {low} and {high} in 90 % of the draws.").format(
        rank=found.rank, count=count, low=found.low_rank, high=found.high_rank
    )


def coverage_sentence(found: PlaceIndex) -> str:
    """How much of the weight is known, and how much of that rests on suggestions."""
    known = _("{part} of the weight is known").format(part=percent(100 * found.coverage))
    if found.suggested_part <= 0:
        return _("{known}.").format(known=known)
    return _("{known}, {part} suggested.").format(known=known, part=percent(100 * found.suggested_part))


def bounds_sentence(found: PlaceIndex) -> str:
    """What the index would be with every unknown part at 0 or at 5; empty where nothing is unknown."""
    if not found.unknown or found.least is None or found.most is None:
        return ""
    return _("With the unknown parts at 0 or at 5 it would be {low} or {high}.").format(
        low=number(found.least, 0), high=number(found.most, 0)
    )


def left_out_sentence(found: PlaceIndex, segment: Naming) -> str:
    """Which parts did not enter; empty where all did."""
    parts = []
    if found.unknown:
        parts.append(_("Not known: {segments}.").format(segments=_listed(found.unknown, segment)))
    if found.not_applicable:
        parts.append(_("Not applicable: {segments}.").format(segments=_listed(found.not_applicable, segment)))
    return " ".join(parts)


def reason_sentences(found: PlaceIndex, segment: Naming, most: int = 3) -> list[str]:
    """The parts that add most to an index, and the one that adds least."""
    terms = sorted(found.explain, key=lambda term: -term.contribution)
    said = [
        _("{segment} adds {points} points (level {level}).").format(
            segment=segment(term.subject),
            points=number(term.contribution),
            level=number((term.value or 0.0) / 20.0),
        )
        for term in terms[:most]
    ]
    if len(terms) > most:
        last = terms[-1]
        said.append(
            _("{segment} adds least, {points} points (level {level}).").format(
                segment=segment(last.subject),
                points=number(last.contribution),
                level=number((last.value or 0.0) / 20.0),
            )
        )
    return said


def influence_sentence(found: PlaceIndices, segment: Naming) -> str:
    """Which part the ranking depends on most."""
    influences = found.influences
    if influences is None or influences.reason is not None or influences.strongest is None:
        return _("Nothing can be left out to see what moves the ranks.")
    moved = next(one.mean_shift or 0.0 for one in influences.nodes if one.name == influences.strongest)
    if moved <= 0:
        return _("Leaving out any one part changes no rank.")
    return _("Without {segment} ranks move by {shift} on average.").format(
        segment=segment(influences.strongest), shift=number(moved)
    )


def tier_word(tier: Tier | None) -> str:
    """How concentrated, by a published threshold."""
    if tier is None:
        return _("not known")
    return {"low": _("low"), "moderate": _("moderate"), "high": _("high")}[tier.value]


def concentration_headline(found: SegmentConcentration) -> str:
    """The index with its interval and its tier."""
    if found.hhi.low is None or found.hhi.high is None:
        return _("No concentration figure")
    low, high = found.tiers
    tier = (
        tier_word(low)
        if low is high
        else _("{low} to {high}").format(low=tier_word(low), high=tier_word(high))
    )
    return _("HHI {figure}: {tier}").format(figure=interval(found.hhi.low, found.hhi.high), tier=tier)


def concentration_sentences(found: SegmentConcentration, place: Naming) -> list[str]:
    """What stands behind the index, or why there is none."""
    if found.top_three is None or found.effective is None:
        return [reason_text(found.reason or found.hhi.reason or Reason.NOTHING_GIVEN)]
    said = [
        _("The three largest hold {part}.").format(part=percent_interval(*found.top_three)),
        _("As concentrated as {count} equal suppliers.").format(count=interval(*found.effective, decimals=1)),
    ]
    largest = next(iter(found.percents.items()), None)
    if largest is not None:
        named = _("Largest: {place} with {share}.").format(place=place(largest[0]), share=percent(largest[1]))
        said.insert(0, named)
    if found.unknown:
        said.append(_("{part} has no known supplier.").format(part=percent(100 * found.unknown)))
    return said


def basis_sentence(found: SegmentConcentration) -> str:
    """What the shares count; empty without a group."""
    basis = found.basis
    if basis is None:
        return ""
    measure = measure_word(basis.measure)
    return _("Shares: {measure}, {year}.").format(measure=measure, year=basis.year)


def no_trade_sentence(gap: TradeGap, segment: str, place: str) -> str:
    """Why there are no EU indicators, and what to do about it."""
    said = {
        "no-flows": _(
            "EU dependency indicators: no trade data. Import trade flows (reporter, partner, product code, "
            "year, value) under Share, “Import a table…”."
        ),
        "no-codes": _(
            "EU dependency indicators: no trade data for {segment}, because no product code stands for it. "
            "Say which codes do."
        ),
        "no-imports": _(
            "EU dependency indicators: no trade data. No imports by {place} are recorded of the products "
            "that stand for {segment}."
        ),
    }[gap.value]
    return said.format(segment=segment, place=place)


def no_trade_command(gap: TradeGap, segment: str, place: str) -> str:
    """The same for the command line."""
    said = {
        "no-flows": _("No trade flows are imported. They come in with “table import”."),
        "no-codes": _("No product code stands for {segment}. Add some with “trade link”."),
        "no-imports": _("No imports by {place} are recorded of the products asked about."),
    }[gap.value]
    return said.format(segment=segment, place=place)


def chokepoint_sentence(found: Chokepoint | None, place: Naming) -> str:
    """The heaviest hold on a segment; empty where none is known."""
    if found is None:
        return ""
    said = _("{place} holds {share}; {reach} of all segments need this one.").format(
        place=place(found.country), share=percent(100 * found.share), reach=percent(100 * found.reach)
    )
    return _("{sentence} Flagged as a chokepoint.").format(sentence=said) if found.is_flagged else said


def reliance_sentence(found: Reliance | None) -> str:
    """How much rests on foreign inputs."""
    if found is None or found.direct is None:
        return _("How much rests on foreign inputs is not known: the place's own share is not listed.")
    if found.low is None or found.high is None:
        return reason_text(found.reason or Reason.MISSING)
    return _(
        "{through} rests on foreign inputs, looked through all stages; {direct} at this stage alone."
    ).format(through=percent_interval(found.low, found.high), direct=percent(100 * found.direct))


def indicator_words() -> tuple[str, str, str]:
    """What the three EU indicators are called."""
    return (
        _("Concentration of imports from outside"),
        _("Imports from outside in all imports"),
        _("Imports from outside over exports"),
    )


def indicator_text(found: Indicator) -> str:
    """One indicator against its threshold."""
    if found.value is None:
        said = reason_text(found.reason or Reason.MISSING)
        return _("{reason} Counts as above the threshold.").format(reason=said) if found.flag else said
    sense = _("above {threshold}") if found.flag else _("not above {threshold}")
    return _("{value}, {sense}").format(
        value=number(found.value, 2), sense=sense.format(threshold=number(found.threshold, 2))
    )


def dependence_headline(found: ProductDependence) -> str:
    """Whether a product is a strategic dependency by all three indicators."""
    answers = {True: _("dependent"), False: _("not dependent"), None: _("cannot be said")}
    said = answers[found.dependency.is_dependent]
    if found.year is None:
        return _("Product {code}: {answer}").format(code=found.product, answer=said)
    return _("Product {code}, {year}: {answer}").format(code=found.product, year=found.year, answer=said)


def draws_sentence(count: int) -> str:
    """How many draws an interval rests on."""
    return ngettext("{count} draw", "{count} draws", count).format(count=f"{count:,}".replace(",", "\u202f"))


def _listed(segments: Iterable[str], segment: Naming) -> str:
    return ", ".join(segment(one) for one in segments)
