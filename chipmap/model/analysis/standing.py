"""What level is shown for a subject in a segment, and why: the one module that answers both.

In order: scored, rolled up, suggested, at least, nothing. Whatever needs a level (layers, gaps, index, ranks,
partners) asks here and takes one of the first three; unknown stays unknown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from threading import Lock

from chipmap.model.analysis.consolidation import common_confidence, consolidate
from chipmap.model.analysis.needs import Gap, NeedStanding, need_of
from chipmap.model.analysis.reasons import Rule, Why
from chipmap.model.analysis.rollup import RolledUp, level_of_members, mean_of_children
from chipmap.model.analysis.shares import cited_shares, shares_of_basis, world_share
from chipmap.model.analysis.shown_level import Origin, Standing, class_of
from chipmap.model.analysis.suggest import EUROPEAN_UNION, Suggestion, Suggestions, best_of, level_of_children
from chipmap.model.dataset import Dataset
from chipmap.model.records import NOW, Confidence, Region, RegionRule, Score, Share, SuggestionBasis

__all__ = ["Origin", "Standing", "Standings", "class_of", "standings_of"]


class Standings:
    """The standings of one dataset, computed when asked and kept.

    What an `earlier` dataset's standings know is taken over where no record that it rests on has changed:
    after the edit of one score that is all but one subject and the regions it belongs to.
    """

    def __init__(self, dataset: Dataset, earlier: Standings | None = None) -> None:
        self.dataset = dataset
        is_same_ground = earlier is not None and earlier.suggestions.fits(dataset)
        self.suggestions: Suggestions = (
            earlier.suggestions if earlier and is_same_ground else Suggestions(dataset)
        )
        self.tree = self.suggestions.tree
        self._ballots: dict[str, dict[str, list[Score]]] = {}
        self._standings: dict[str, dict[tuple[str, str], Standing]] = {}
        if earlier is not None and is_same_ground and earlier.dataset.settings == dataset.settings:
            self._take_over(earlier)

    def of(self, subject: str, segment: str, horizon: str = NOW) -> Standing:
        """The shown level of a country, policy region or institution in a segment, and why."""
        kept = self._standings.setdefault(subject, {})
        key = (segment, horizon)
        if key not in kept:
            kept[key] = self._standing(subject, segment, horizon)
        return kept[key]

    def suggestion_of(self, subject: str, segment: str) -> Standing | None:
        """What the cited shares suggest for today, whether or not somebody has answered.

        `None` without a suggestion, and where the workspace leaves suggestions out.
        """
        if not self.dataset.settings.use_suggestions or not self.tree.is_scorable(segment):
            return None
        region = self._policy_region(subject)
        if region is not None:
            found = self._region_suggestion(region, segment, self._members_level(region, segment, NOW))
        else:
            found = self.suggestions.of_place(subject, segment) if self._is_country(subject) else None
        return _suggested(subject, segment, found) if found else None

    def ballots(self, subject: str, segment: str) -> Sequence[Score]:
        """The rows of the current round about a subject in a segment, by rater."""
        return self._rows_of(subject).get(segment, ())

    def need(self, subject: str, segment: str, horizon: str) -> NeedStanding | None:
        """The need at a later horizon: the ballots' first, else a cited need with a level."""
        settings = self.dataset.settings
        if horizon == NOW:
            return None
        ballots, cited = self.ballots(subject, segment), self.dataset.needs.of(subject).values()
        if not ballots and not cited:
            return None
        return need_of(ballots, cited, segment, horizon, rule=settings.consolidation)

    def next_need(self, subject: str, segment: str, horizon: str = NOW) -> NeedStanding | None:
        """The need that a level is held against: for now that of the first later horizon that has one.

        A need that is *not applicable* is none; it is returned only where no later horizon has a level.
        """
        if horizon != NOW:
            return self.need(subject, segment, horizon)
        found: NeedStanding | None = None
        for later in self.dataset.settings.later_horizons:
            need = self.need(subject, segment, later)
            if need is not None and not need.is_not_applicable:
                return need
            found = found or need
        return found

    def gap(self, subject: str, segment: str, horizon: str = NOW) -> Gap:
        """Level minus the subject's own need; an "at least" and a *not applicable* make no gap."""
        return self.gap_against(self.next_need(subject, segment, horizon), subject, segment, horizon)

    def gap_against(self, need: NeedStanding | None, subject: str, segment: str, horizon: str = NOW) -> Gap:
        """Level minus a need that may be another subject's, such as the focus region's."""
        standing = self.of(subject, segment, horizon)
        if need is None or need.level is None or not standing.is_known or standing.level is None:
            return Gap(standing, need, None)
        return Gap(standing, need, standing.level - need.level)

    def ranked_gaps(
        self, subject: str, segments: Iterable[str] | None = None, horizon: str = NOW
    ) -> list[Gap]:
        """The known gaps, widest first; ties by the smaller world share, then in value-chain order.

        Without `segments`: those of the stages. A share that is not known comes after those that are.
        """
        asked = [stage.id for stage in self.tree.stages] if segments is None else list(segments)
        gaps = [
            gap for gap in (self.gap(subject, segment, horizon) for segment in asked) if gap.value is not None
        ]
        return sorted(gaps, key=self._width)

    def widest_gap(self, subject: str, horizon: str = NOW) -> str | None:
        """The stage with the widest gap; `None` where no gap is known."""
        gaps = self.ranked_gaps(subject, horizon=horizon)
        return gaps[0].segment if gaps else None

    def shares_of(self, subject: str, segment: str) -> list[Share]:
        """Every cited share of the subject in the segment, so that each measure and source can be shown."""
        return cited_shares(self.dataset, subject, segment)

    def share_basis(self, segment: str) -> SuggestionBasis | None:
        """The one group of shares that a segment's suggestions, dependence and concentration use."""
        basis: SuggestionBasis | None = self.dataset.suggestion_basis.get(segment)
        return basis

    def world_share(self, subject: str, segment: str) -> float | None:
        """The subject's per cent of the segment in that group; `None` where it is not known."""
        return world_share(self.dataset, subject, segment)

    def _take_over(self, earlier: Standings) -> None:
        changed = self.dataset.scores.firsts_changed_since(earlier.dataset.scores)
        regions = self.dataset.regions.values()
        stale = changed | {region.code for region in regions if changed.intersection(region.members)}
        # Work beside the window may be adding to what the earlier ones know.
        kept = list(earlier._standings.items())
        self._standings = {subject: known for subject, known in kept if subject not in stale}
        self._ballots = {
            subject: rows for subject, rows in list(earlier._ballots.items()) if subject not in changed
        }

    def _rows_of(self, subject: str) -> dict[str, list[Score]]:
        """The rows of the current round about a subject, by segment."""
        if subject in self._ballots:
            return self._ballots[subject]
        current = self.dataset.settings.current_round
        found: dict[str, list[Score]] = {}
        for score in self.dataset.scores.of(subject).values():
            if score.round == current:
                found.setdefault(score.segment, []).append(score)
        for rows in found.values():
            rows.sort(key=lambda score: score.rater)
        self._ballots[subject] = found
        return found

    def _standing(self, subject: str, segment: str, horizon: str) -> Standing:
        region = self._policy_region(subject)
        is_country = region is None and self._is_country(subject)
        is_subject = region is not None or is_country or subject in self.dataset.institutions
        if not is_subject or not self.tree.is_scorable(segment):
            return Standing(subject, segment, horizon)
        answered = self._answered(subject, segment, horizon)
        if answered is not None:
            return answered
        if region is not None:
            return self._of_region(region, segment, horizon)
        if is_country and horizon == NOW and self.dataset.settings.use_suggestions:
            return self._without_answer(subject, segment)
        return Standing(subject, segment, horizon)

    def _answered(self, subject: str, segment: str, horizon: str) -> Standing | None:
        """Scored, or rolled up from sub-segments that are."""
        if not self._rows_of(subject):
            return None
        return self._scored(subject, segment, horizon) or self._from_children(subject, segment, horizon)

    def _scored(self, subject: str, segment: str, horizon: str) -> Standing | None:
        rule = self.dataset.settings.consolidation
        found = consolidate(self.ballots(subject, segment), lambda score: score.level(horizon), rule)
        if found is None:
            return None
        return Standing(
            subject,
            segment,
            horizon,
            level=found.level,
            origin=Origin.SCORED,
            is_not_applicable=found.is_not_applicable,
            confidence=common_confidence([score.confidence for score in found.ballots]),
            has_evidence=any(score.evidence for score in found.ballots),
            ballots=len(found.ballots),
            why=Why(Rule.BALLOTS, consolidation=rule, scores=found.ballots),
        )

    def _from_children(self, subject: str, segment: str, horizon: str) -> Standing | None:
        children = [
            (child.weight, self._answered(subject, child.id, horizon))
            for child in self.tree.children(segment)
        ]
        found = mean_of_children(children, self.dataset.settings.roll_up_coverage)
        if found is None:
            return None
        why = Why(Rule.CHILDREN, segments=tuple(part.segment for part in found.parts))
        return _rolled_up(subject, segment, horizon, found, why)

    def _of_region(self, region: Region, segment: str, horizon: str) -> Standing:
        """The members' level by the workspace's rule; the region's suggestion where a suggestion decides.

        Under the rule of the best member a cited share of the region counts beside its members: one scored
        member does not say that the others do less than the share.
        """
        members = self._members_level(region, segment, horizon)
        settings = self.dataset.settings
        is_best = settings.region_rule is RegionRule.BEST
        if members is not None and (members.level is None or not is_best):
            return self._of_members(region, segment, horizon, members)
        if horizon != NOW or not settings.use_suggestions:
            empty = Standing(region.code, segment, horizon)
            return empty if members is None else self._of_members(region, segment, horizon, members)
        suggestion = self._region_suggestion(region, segment, members)
        scored = self._members_level(region, segment, horizon, is_answered_only=True)
        if scored is not None and _decides(scored, suggestion, is_alone=scored == members):
            return self._of_members(region, segment, horizon, scored)
        if suggestion is not None:
            return _suggested(region.code, segment, suggestion)
        at_least = self.suggestions.at_least_of_region(region.code, region.members, segment)
        return _at_least(region.code, segment, at_least)

    def _members_level(
        self, region: Region, segment: str, horizon: str, *, is_answered_only: bool = False
    ) -> RolledUp | None:
        rule = self.dataset.settings.region_rule
        shares = shares_of_basis(self.dataset, segment) if rule is RegionRule.SHARE_WEIGHTED else {}
        # A region among the members of a region breaks a rule, and could hold that region again.
        places = [member for member in region.members if self._policy_region(member) is None]
        members = [(shares.get(member), self.of(member, segment, horizon)) for member in places]
        if is_answered_only:
            members = [(share, one) for share, one in members if not one.suggested_part]
        return level_of_members(members, rule)

    def _of_members(self, region: Region, segment: str, horizon: str, found: RolledUp) -> Standing:
        why = self._why_members(found)
        return _rolled_up(region.code, segment, horizon, found, why)

    def _why_members(self, found: RolledUp) -> Why:
        rule = self.dataset.settings.region_rule
        return Why(
            Rule.MEMBERS,
            region_rule=rule,
            subjects=tuple(part.subject for part in found.parts),
            decided_by=found.parts[0].why if rule is RegionRule.BEST else None,
            is_weak=found.suggested_part > 0 and all(part.why.is_weak for part in found.deciding),
        )

    def _region_suggestion(self, region: Region, segment: str, members: RolledUp | None) -> Suggestion | None:
        """The highest of the region's own share, its best member and, for the European Union, Europe's share.

        `members` counts only where a suggestion decided it.
        """
        best = None
        if members is not None and members.level is not None and members.suggested_part:
            best = Suggestion(class_of(members.level), self._why_members(members))
        of_europe = self.suggestions.europe_share(segment) if region.code == EUROPEAN_UNION else None
        own = self.suggestions.own_share(region.code, segment)
        found = best_of((own, best, of_europe))
        if found is None and members is None:
            found = self._region_children(region, segment)
        return self.suggestions.adjusted(region.code, segment, found) if found else None

    def _region_children(self, region: Region, segment: str) -> Suggestion | None:
        if not self.tree.is_stage(segment):
            return None
        found = []
        for child in self.tree.children(segment):
            members = self._members_level(region, child.id, NOW)
            suggestion = self._region_suggestion(region, child.id, members)
            if suggestion is not None:
                found.append((child.id, suggestion))
        return level_of_children(found)

    def _without_answer(self, country: str, segment: str) -> Standing:
        suggestion = self.suggestions.of_place(country, segment)
        if suggestion is not None:
            return _suggested(country, segment, suggestion)
        return _at_least(country, segment, self.suggestions.at_least(country, segment))

    def _policy_region(self, subject: str) -> Region | None:
        region = self.dataset.regions.get(subject)
        return region if region is not None and region.is_policy else None

    def _is_country(self, subject: str) -> bool:
        return subject in self.dataset.countries and subject not in self.dataset.regions

    def _width(self, gap: Gap) -> tuple[float, float, int]:
        share = self.world_share(gap.subject, gap.segment)
        order = self.dataset.segments[gap.segment].order
        return (round(gap.value or 0.0, 9), float("inf") if share is None else share, order)


def _decides(scored: RolledUp, suggestion: Suggestion | None, *, is_alone: bool) -> bool:
    """Whether the scored members give the level; where both say the same, if no member is suggested."""
    level = scored.level or 0.0
    return suggestion is None or level > suggestion.level or (is_alone and level == suggestion.level)


def _rolled_up(subject: str, segment: str, horizon: str, found: RolledUp, why: Why) -> Standing:
    parts = found.deciding
    is_suggested = found.suggested_part > 0
    return Standing(
        subject,
        segment,
        horizon,
        level=found.level,
        origin=Origin.SUGGESTED if is_suggested else Origin.ROLLED_UP,
        is_not_applicable=found.level is None,
        confidence=Confidence.LOW if is_suggested else common_confidence([one.confidence for one in parts]),
        coverage=found.coverage,
        suggested_part=found.suggested_part,
        has_evidence=any(one.has_evidence for one in parts),
        ballots=sum(one.ballots for one in parts),
        why=why,
    )


def _suggested(subject: str, segment: str, suggestion: Suggestion) -> Standing:
    return Standing(
        subject,
        segment,
        NOW,
        level=float(suggestion.level),
        origin=Origin.SUGGESTED,
        confidence=Confidence.LOW,
        suggested_part=1.0,
        has_evidence=True,
        why=suggestion.why,
    )


def _at_least(subject: str, segment: str, bound: Suggestion | None) -> Standing:
    if bound is None:
        return Standing(subject, segment, NOW)
    return Standing(
        subject,
        segment,
        NOW,
        level=float(bound.level),
        origin=Origin.AT_LEAST,
        confidence=Confidence.LOW,
        has_evidence=True,
        why=bound.why,
    )


_KEPT = 3
_recent: deque[Standings] = deque(maxlen=_KEPT)
_recent_lock = Lock()


def standings_of(dataset: Dataset) -> Standings:
    """The standings of a dataset; the same object for the same dataset while it is one of the latest few."""
    with _recent_lock:
        for known in _recent:
            if known.dataset is dataset:
                return known
        standings = Standings(dataset, _recent[-1] if _recent else None)
        _recent.append(standings)
        return standings
