"""What deserves a look: what the rules find in the records, and suggestions that rest on weak sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chipmap.model.analysis.attention import Attention
from chipmap.model.analysis.reasons import Rule
from chipmap.model.analysis.standing import Origin, Standings
from chipmap.model.issues import Issue, Severity


def findings_of(standings: Standings, calendar_day: date | None = None) -> list[Issue]:
    """Everything that the Issues list shows: findings about the records first.

    Steps and checks that are overdue on the `calendar_day` are among them.
    """
    found = Attention(standings.dataset, calendar_day=calendar_day).issues
    return [*found, *weak_suggestions(standings)]


def suggested_levels(standings: Standings) -> Iterator[tuple[str, str]]:
    """The places and segments whose level of today is suggested, policy regions after countries."""
    dataset = standings.dataset
    countries = [country.code for country in dataset.countries.values()]
    regions = [region.code for region in dataset.regions.values() if region.is_policy]
    for subject in (*countries, *regions):
        for segment in standings.tree.scorable:
            if standings.of(subject, segment.id).origin is Origin.SUGGESTED:
                yield subject, segment.id


def weak_suggestions(standings: Standings) -> list[Issue]:
    """A notice for each suggested level that rests only on a weak source.

    A region that takes its best member's level adds none: the member's own notice says it.
    """
    found = []
    for subject, segment in suggested_levels(standings):
        why = standings.of(subject, segment).why
        if why.is_weak and why.rule is not Rule.MEMBERS:
            params = {"sources": ", ".join(why.sources)}
            found.append(Issue("suggestion-weak", Severity.NOTICE, subject, segment, params=params))
    return found
