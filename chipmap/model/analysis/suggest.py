"""Levels suggested by cited shares, and "at least" levels where only activity is known.

The one rule: shares come from one cited group first, never from demand, forecasts or statistical regions. A
suggestion is no answer until a person accepts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chipmap.model.analysis.reasons import Rule, Why
from chipmap.model.analysis.segment_tree import SegmentTree
from chipmap.model.dataset import Dataset
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import Institution, Settings, Share, StatedStrength, SuggestionBasis

NOT_SUPPLY = frozenset({"demand_by_location", "other"})
"""Measures that say nothing about what a place can supply."""

EUROPEAN_UNION = "EU27"
EUROPE = "EUROPE"
_EUROPEAN_SUBREGIONS = frozenset(
    {"Northern Europe", "Western Europe", "Southern Europe", "Eastern Europe"},
)
_EUROPEAN_BESIDES = frozenset({"TUR"})
"""European by semantics.md though the United Nations list it elsewhere."""

HIGHEST_BEST_CHILD = 3
FEWEST_CHILDREN_FOR_MEDIAN = 3
LIFTED_BELOW = 3
CAP_OF_WEAKNESS = 2
_STRONG_SIGNS = frozenset({"fab", "RTO"})
"""Institution types of which one alone means "at least 2"."""
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole level 0–5 (for "at least": its bound) and what it rests on."""

    level: int
    why: Why


def level_of_share(percent: float, thresholds: Sequence[float]) -> int | None:
    """The level of a share in per cent; `thresholds` are for levels 5, 4, 3, 2 (reached) and 1 (exceeded).

    A share of zero gives none: figures are rounded, and absence is for a person to judge.
    """
    *reached, exceeded = thresholds
    for level, threshold in zip((5, 4, 3, 2), reached, strict=True):
        if percent >= threshold - _TOLERANCE:
            return level
    return 1 if percent > exceeded + _TOLERANCE else None


def level_of_children(children: Sequence[tuple[str, Suggestion]]) -> Suggestion | None:
    """A stage's level from its sub-segments' suggestions: their lower median, or the best of one or two."""
    if not children:
        return None
    by_level = sorted(children, key=lambda child: child[1].level)
    is_median = len(children) >= FEWEST_CHILDREN_FOR_MEDIAN
    segment, deciding = by_level[(len(by_level) - 1) // 2] if is_median else _first_highest(children)
    others = tuple(child for child, _ in children if child != segment)
    why = Why(
        Rule.MEDIAN_OF_CHILDREN if is_median else Rule.BEST_CHILD,
        segments=(segment, *others),
        decided_by=deciding.why,
        is_weak=all(child.why.is_weak for _, child in children),
    )
    level = deciding.level if is_median else min(deciding.level, HIGHEST_BEST_CHILD)
    return Suggestion(level, why)


def _first_highest(children: Sequence[tuple[str, Suggestion]]) -> tuple[str, Suggestion]:
    return max(children, key=lambda child: (child[1].level, not child[1].why.is_weak))


def best_of(candidates: Iterable[Suggestion | None]) -> Suggestion | None:
    """The highest of several; at equal height the first that does not rest on a weak source only."""
    known = [candidate for candidate in candidates if candidate is not None]
    return max(known, key=lambda one: (one.level, not one.why.is_weak)) if known else None


class Suggestions:
    """The suggestions of one state of the tables that they rest on; computed when asked, then kept.

    Scores are no such table: an edit of a score leaves every suggestion as it is.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.tree = SegmentTree(dataset.segments)
        self._of_place: dict[tuple[str, str], Suggestion | None] = {}
        self._holders = {share.subject for share in dataset.shares.values() if is_usable(share)}
        """Most places hold no cited share at all, and their sub-segments need not be asked."""
        self._shares: dict[str, dict[str, list[Share]]] = {}
        self._led_by_non_member: dict[str, bool] = {}
        self._institutions: dict[tuple[str, str], list[Institution]] | None = None

    def fits(self, dataset: Dataset) -> bool:
        """Whether these suggestions also hold for `dataset`.

        Segments may be other objects that say the same: what was tried out and is then kept is computed once.
        """
        ours = self._dataset
        return (
            _rule_of(ours.settings) == _rule_of(dataset.settings)
            and all(
                getattr(ours, table) is getattr(dataset, table) for table in _TABLES if table != "segments"
            )
            and (ours.segments is dataset.segments or ours.segments == dataset.segments)
        )

    def of_place(self, place: str, segment: str) -> Suggestion | None:
        """What is suggested for a place by its own shares, else by its sub-segments; strengths counted in."""
        if place not in self._holders:
            return None
        key = (place, segment)
        if key not in self._of_place:
            found = self.own_share(place, segment) or self._from_children(place, segment)
            self._of_place[key] = self.adjusted(place, segment, found) if found else None
        return self._of_place[key]

    def own_share(self, place: str, segment: str) -> Suggestion | None:
        """The level of the place's own share in the segment, before any stated strength or weakness."""
        return self._of_share(self._shares_of(segment).get(place, ()), segment)

    def europe_share(self, segment: str) -> Suggestion | None:
        """The level of Europe's share, standing in for the European Union.

        `None` where a European place outside the Union holds the largest cited European share of the
        segment or of one of its sub-segments: then Europe's share says little about the Union.
        """
        found = self._of_share(self._shares_of(segment).get(EUROPE, ()), segment)
        if found is None or self._is_led_by_non_member(segment):
            return None
        return replace(found, why=replace(found.why, rule=Rule.EUROPE_SHARE))

    def adjusted(self, place: str, segment: str, suggestion: Suggestion) -> Suggestion:
        """A cited strength lifts a suggestion below 3 by one; a cited weakness caps it at 2."""
        strength = self._stated(place, segment, "strength")
        weakness = self._stated(place, segment, "weakness")
        level = suggestion.level
        why = suggestion.why
        if strength is not None and level < LIFTED_BELOW:
            level += 1
            why = replace(why, before=suggestion.level, lifted_by=strength)
        if weakness is not None and level > CAP_OF_WEAKNESS:
            level = CAP_OF_WEAKNESS
            why = replace(why, before=suggestion.level, capped_by=weakness)
        return Suggestion(level, why)

    def at_least(self, place: str, segment: str) -> Suggestion | None:
        """What is known at the least of a place that has no share: one firm's share, else its institutions.

        An institution counts in the segments it lists and in those above them: who works in a sub-segment
        works in its stage, and a stage must not look empty while its sub-segment says "at least 2".
        """
        return self._lower_bound(place, segment) or self._of_institutions((place,), segment)

    def at_least_of_region(self, region: str, members: Sequence[str], segment: str) -> Suggestion | None:
        """What is known at the least of a region: a firm's share, or its members' institutions together."""
        bounds = (self._lower_bound(place, segment) for place in (region, *members))
        return best_of((*bounds, self._of_institutions(members, segment)))

    def _from_children(self, place: str, segment: str) -> Suggestion | None:
        if not self.tree.is_stage(segment):
            return None
        found = ((child.id, self.of_place(place, child.id)) for child in self.tree.children(segment))
        return level_of_children([(child, one) for child, one in found if one is not None])

    def _shares_of(self, segment: str) -> dict[str, list[Share]]:
        """The shares of a segment that may be used at all, by place."""
        if segment not in self._shares:
            by_place: dict[str, list[Share]] = {}
            for share in self._dataset.shares.of(segment).values():
                if is_usable(share):
                    by_place.setdefault(share.subject, []).append(share)
            self._shares[segment] = by_place
        return self._shares[segment]

    def _of_share(self, shares: Iterable[Share], segment: str) -> Suggestion | None:
        firm = [share for share in shares if not share.is_lower_bound]
        chosen = self._chosen(firm, segment)
        return self._suggestion(chosen, segment) if chosen else None

    def _lower_bound(self, place: str, segment: str) -> Suggestion | None:
        shares = [share for share in self._shares_of(segment).get(place, ()) if share.is_lower_bound]
        chosen = self._chosen(shares, segment)
        bound = self._suggestion(chosen, segment) if chosen is not None else None
        return replace(bound, why=replace(bound.why, rule=Rule.LOWER_BOUND)) if bound is not None else None

    def _chosen(self, shares: list[Share], segment: str) -> Share | None:
        """The share that decides: of the segment's group, else the latest that is not too old.

        Of several that are as good, a source that is not weak goes first, then the lower figure, so that a
        disagreement of sources never flatters.
        """
        if not shares:
            return None
        basis = self._dataset.suggestion_basis.get(segment)
        of_basis = [share for share in shares if belongs_to(share, basis)]
        if of_basis:
            return min(of_basis, key=lambda share: (self._is_weak(share), share.percent))
        settings = self._dataset.settings
        oldest = settings.current_year - settings.oldest_share_years
        recent = [share for share in shares if (share.year or 0) >= oldest]
        measure = basis.measure if basis else ""
        return min(
            recent,
            key=lambda share: (
                -(share.year or 0),
                share.measure != measure,
                self._is_weak(share),
                share.percent,
            ),
            default=None,
        )

    def _suggestion(self, share: Share, segment: str) -> Suggestion | None:
        level = level_of_share(share.percent, self._dataset.settings.share_thresholds)
        if level is None:
            return None
        basis = self._dataset.suggestion_basis.get(segment)
        rule = Rule.SHARE_OF_BASIS if belongs_to(share, basis) else Rule.OTHER_SHARE
        why = Why(rule, share=share, basis=basis, is_weak=self._is_weak(share))
        return Suggestion(level, why)

    def _is_weak(self, share: Share) -> bool:
        source = self._dataset.sources.get(share.source)
        return source is not None and source.is_weak

    def _stated(self, place: str, segment: str, polarity: str) -> StatedStrength | None:
        stated = self._dataset.stated_strengths.of(place).values()
        return next((one for one in stated if one.segment == segment and one.polarity == polarity), None)

    def _is_led_by_non_member(self, segment: str) -> bool:
        if segment not in self._led_by_non_member:
            within = (segment, *(child.id for child in self.tree.children(segment)))
            self._led_by_non_member[segment] = any(map(self._largest_is_non_member, within))
        return self._led_by_non_member[segment]

    def _largest_is_non_member(self, segment: str) -> bool:
        union = self._dataset.regions.get(EUROPEAN_UNION)
        members = {EUROPEAN_UNION, *(union.members if union else ())}
        largest: dict[str, float] = {}
        for place, shares in self._shares_of(segment).items():
            if place in members or self._is_european(place):
                firm = [share for share in shares if not share.is_lower_bound]
                chosen = self._chosen(firm, segment) or self._chosen(shares, segment)
                if chosen is not None:
                    largest[place] = chosen.percent
        if not largest:
            return False
        return max(largest, key=lambda place: (largest[place], place in members)) not in members

    def _is_european(self, place: str) -> bool:
        country = self._dataset.countries.get(place)
        return country is not None and (
            country.subregion in _EUROPEAN_SUBREGIONS or place in _EUROPEAN_BESIDES
        )

    def _of_institutions(self, places: Sequence[str], segment: str) -> Suggestion | None:
        if self._institutions is None:
            self._institutions = self._institutions_by_place()
        active = [one for place in places for one in self._institutions.get((place, segment), ())]
        if not active:
            return None
        level = _level_of_activity(active, self._dataset.settings.institution_thresholds)
        why = Why(Rule.INSTITUTIONS, institutions=tuple(one.id for one in active))
        return Suggestion(level, why) if level else None

    def _institutions_by_place(self) -> dict[tuple[str, str], list[Institution]]:
        found: dict[tuple[str, str], list[Institution]] = {}
        ways = {segment: self.tree.with_ancestors(segment) for segment in map(str, self._dataset.segments)}
        for institution in self._dataset.institutions.values():
            listed = (ways.get(segment, ()) for segment in institution.segments)
            for segment in dict.fromkeys(segment for way in listed for segment in way):
                found.setdefault((institution.country, segment), []).append(institution)
        return found


_TABLES = (
    "shares",
    "suggestion_basis",
    "stated_strengths",
    "institutions",
    "segments",
    "regions",
    "countries",
    "sources",
)
"""The tables of a dataset that suggestions rest on."""


def _rule_of(settings: Settings) -> tuple[object, ...]:
    return (
        settings.current_year,
        settings.oldest_share_years,
        settings.share_thresholds,
        settings.institution_thresholds,
    )


def _level_of_activity(active: Sequence[Institution], thresholds: Sequence[int]) -> int:
    """The "at least" level of so many institutions; one fab or research organisation alone means 2."""
    several, some, one = thresholds
    if len(active) >= several:
        return 3
    if len(active) >= some or any(institution.institution_type in _STRONG_SIGNS for institution in active):
        return 2
    return 1 if len(active) >= one else 0


def is_usable(share: Share) -> bool:
    """Whether a share says today what a place can supply: no demand, no forecast, a year."""
    return share.measure not in NOT_SUPPLY and not share.is_forecast and share.year is not None


def belongs_to(share: Share, basis: SuggestionBasis | None) -> bool:
    """Whether a share is of the group that a segment's suggestions use first."""
    return basis is not None and (share.measure, share.year, share.basis) == (
        basis.measure,
        basis.year,
        basis.basis,
    )
