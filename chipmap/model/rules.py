"""What must hold for a record, and what deserves a look in a dataset.

`broken_rule` guards the one door into a workspace: a record that breaks a rule is never kept. `issues_of`
lists what is kept but doubtful, for the Issues list and `chipmap workspace check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from chipmap.model import collaboration_rules
from chipmap.model.dataset import Dataset
from chipmap.model.event_rules import EVENT_RULES
from chipmap.model.issues import Issue, Severity
from chipmap.model.product_rules import rules_of_product, rules_of_trusted
from chipmap.model.records import (
    ROOT_SEGMENT,
    Answer,
    Assumption,
    Budget,
    Collaboration,
    DueDiligence,
    Evidence,
    Institution,
    MergeConflict,
    NotApplicable,
    ProductSegment,
    Rater,
    Record,
    Region,
    Resolution,
    Round,
    Scenario,
    Score,
    Segment,
    Settings,
    Share,
)
from chipmap.model.scenario_rules import rules_of_scenario
from chipmap.model.story_rules import STORY_RULES
from chipmap.model.text_rules import LONGEST_TEXT, LONGEST_TITLE
from chipmap.model.text_rules import broken as _error
from chipmap.model.text_rules import text_rules as _text
from chipmap.model.text_rules import title_rules as _title
from chipmap.model.text_rules import year_rules as _year

HEAVIEST = 100
"""The largest weight of a segment; only the proportion to its siblings counts."""

_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
"""An address on the web, with or without its scheme; no other scheme is ever opened."""


def broken_rule(record: Record, dataset: Dataset) -> Issue | None:
    """The first rule that `record` breaks in `dataset` (as it will be), or `None`."""
    checks = _CHECKS.get(type(record))
    if checks is None:
        return None
    return next(checks(record, dataset), None)


def broken_rules(record: Record, dataset: Dataset) -> tuple[Issue, ...]:
    """Every rule that `record` breaks in `dataset` (as it will be), for a form that marks each field."""
    checks = _CHECKS.get(type(record))
    return () if checks is None else tuple(checks(record, dataset))


def _answers(
    field_name: str, answers: tuple[tuple[str, Answer], ...], horizons: tuple[str, ...]
) -> Iterator[Issue]:
    for horizon, answer in answers:
        if horizon not in horizons:
            yield _error("horizon-unknown", field_name, horizon, horizons=horizons)
        if isinstance(answer, NotApplicable):
            continue
        if not 0 <= answer <= 5:
            yield _error("level-out-of-range", field_name, answer, horizon=horizon)
    known = [horizon for horizon in horizons if horizon in dict(answers)]
    if [horizon for horizon, _ in answers] != known:
        yield _error("horizons-out-of-order", field_name)


def _score_rules(score: Score, dataset: Dataset) -> Iterator[Issue]:
    if not dataset.has_subject(score.subject):
        yield _error("subject-unknown", "subject", score.subject)
    region = dataset.regions.get(score.subject)
    if region is not None and not region.is_policy:
        yield _error("region-not-scorable", "subject", score.subject)
    if score.segment not in dataset.segments:
        yield _error("segment-unknown", "segment", score.segment)
    elif score.segment == ROOT_SEGMENT:
        yield _error("segment-not-scorable", "segment", score.segment)
    if score.rater not in dataset.raters:
        yield _error("rater-unknown", "rater", score.rater)
    yield from _answers("levels", score.levels, dataset.settings.horizons)
    yield from _answers("needs", score.needs, dataset.settings.later_horizons)
    yield from _year("year", score.year)
    yield from _text("reason", score.reason)
    for key in score.evidence:
        if key not in dataset.evidence:
            yield _error("evidence-unknown", "evidence", key)
    if len(set(score.evidence)) != len(score.evidence):
        yield _error("evidence-twice", "evidence", score.evidence)


def _evidence_rules(evidence: Evidence, dataset: Dataset) -> Iterator[Issue]:
    yield from _title("title", evidence.title)
    yield from _text("locator", evidence.locator, LONGEST_TEXT)
    if "\n" in evidence.locator:
        yield _error("text-one-line", "locator", evidence.locator[:40])
    for field_name, text in (("title", evidence.title), ("locator", evidence.locator)):
        if "|" in text:
            yield _error("text-has-separator", field_name, text[:40])
    yield from _year("year", evidence.year)
    if evidence.source and evidence.source not in dataset.sources:
        yield _error("source-unknown", "source", evidence.source)


def _rater_rules(rater: Rater, _dataset: Dataset) -> Iterator[Issue]:
    if not rater.id:
        yield _error("text-missing", "id")
    yield from _text("id", rater.id, LONGEST_TITLE)
    yield from _text("name", rater.name, LONGEST_TITLE)
    yield from _text("organisation", rater.organisation, LONGEST_TITLE)


def _institution_rules(institution: Institution, dataset: Dataset) -> Iterator[Issue]:
    yield from _institution_texts(institution)
    if institution.country not in dataset.countries:
        yield _error("subject-unknown", "country", institution.country)
    if institution.id in dataset.countries or institution.id in dataset.regions:
        yield _error("id-taken", "id", institution.id)
    for segment in institution.segments:
        if segment not in dataset.segments:
            yield _error("segment-unknown", "segments", segment)
    if (institution.latitude is None) is not (institution.longitude is None):
        yield _error("coordinate-missing", "latitude" if institution.latitude is None else "longitude")
    for field_name, degrees, limit in (
        ("latitude", institution.latitude, 90),
        ("longitude", institution.longitude, 180),
    ):
        if degrees is not None and not -limit <= degrees <= limit:
            yield _error("coordinate-out-of-range", field_name, degrees, limit=limit)


def _institution_texts(institution: Institution) -> Iterator[Issue]:
    yield from _title("name", institution.name)
    for field_name in ("short_name", "city", "role", "website"):
        text = getattr(institution, field_name)
        if "\n" in text:
            yield _error("text-one-line", field_name, text[:40])
        yield from _text(field_name, text)
    if institution.website and not _WEBSITE.fullmatch(institution.website):
        yield _error("website-malformed", "website", institution.website[:80])
    if not institution.institution_type:
        yield _error("text-missing", "institution_type")


def _share_rules(share: Share, dataset: Dataset) -> Iterator[Issue]:
    if not 0 <= share.percent <= 100:
        yield _error("share-out-of-range", "percent", share.percent)
    if share.segment not in dataset.segments:
        yield _error("segment-unknown", "segment", share.segment)


def _assumption_rules(assumption: Assumption, _dataset: Dataset) -> Iterator[Issue]:
    from chipmap.model.assumptions import DEFINITIONS

    definition = DEFINITIONS.get(assumption.id)
    if definition is None:
        yield _error("assumption-unknown", "id", assumption.id)
    elif not definition.least <= assumption.value <= definition.most:
        limits = {"least": definition.least, "most": definition.most}
        yield _error("assumption-out-of-range", "value", assumption.value, **limits)
    yield from _title("source", assumption.source)


def _segment_rules(segment: Segment, _dataset: Dataset) -> Iterator[Issue]:
    if not 0 <= segment.weight <= HEAVIEST:
        yield _error("weight-out-of-range", "weight", segment.weight, most=HEAVIEST)


def _settings_rules(settings: Settings, dataset: Dataset) -> Iterator[Issue]:
    yield from _title("title", settings.title)
    yield from _year("current_year", settings.current_year)
    yield from rules_of_trusted(settings, dataset)
    if settings.naming_profile not in ("EU", "OECD", "UN"):
        yield _error("naming-profile-unknown", "naming_profile", settings.naming_profile)
    if list(settings.share_thresholds) != sorted(settings.share_thresholds, reverse=True):
        yield _error("thresholds-out-of-order", "share_thresholds", settings.share_thresholds)
    if settings.level_descriptors and len(settings.level_descriptors) != 6:
        yield _error("descriptors-incomplete", "level_descriptors", len(settings.level_descriptors))


def _round_rules(found: Round, _dataset: Dataset) -> Iterator[Issue]:
    yield from _text("note", found.note)
    limits: dict[str, tuple[float, float]] = {
        "iqr": (0, 5),
        "within_one": (0, 1),
        "median_shift": (0, 5),
        "changed_share": (0, 1),
        "rounds": (1, 10),
    }
    for field_name, (least, most) in limits.items():
        value = getattr(found, field_name)
        if not least <= value <= most:
            yield _error("round-rule-out-of-range", field_name, value, least=least, most=most)


def _region_rules(region: Region, dataset: Dataset) -> Iterator[Issue]:
    for member in region.members:
        if member not in dataset.countries:
            yield _error("subject-unknown", "members", member)


_CHECKS: dict[type[Any], Callable[[Any, Dataset], Iterator[Issue]]] = {
    Score: _score_rules,
    Evidence: _evidence_rules,
    Rater: _rater_rules,
    Institution: _institution_rules,
    Share: _share_rules,
    Settings: _settings_rules,
    Region: _region_rules,
    Segment: _segment_rules,
    Assumption: _assumption_rules,
    Round: _round_rules,
    Scenario: rules_of_scenario,
    ProductSegment: rules_of_product,
    **STORY_RULES,
    **EVENT_RULES,
    Collaboration: collaboration_rules.rules_of_collaboration,
    Budget: collaboration_rules.rules_of_budget,
    DueDiligence: collaboration_rules.rules_of_check,
}

STALE_AFTER_YEARS = 2
"""A level whose reference year is older than this should be looked at again."""


def issues_of(dataset: Dataset, today: date | None = None) -> list[Issue]:
    """What needs attention: broken rules, open conflicts, unproven or stale scores, doubtful shares."""
    return [
        *_broken_rules(dataset),
        *(issue_of_conflict(conflict, dataset) for conflict in open_conflicts(dataset)),
        *_doubtful_scores(dataset, today),
        *doubtful_shares(dataset),
    ]


def _broken_rules(dataset: Dataset) -> Iterator[Issue]:
    for record in dataset.records():
        issue = issue_of_record(record, dataset)
        if issue is not None:
            yield issue


def issue_of_record(record: Record, dataset: Dataset) -> Issue | None:
    """The rule that a record breaks, with the place and segment that it is about; `None` where none is."""
    issue = broken_rule(record, dataset)
    if issue is None:
        return None
    subject = str(getattr(record, "subject", getattr(record, "country", "")))
    return replace(issue, subject=subject, segment=str(getattr(record, "segment", "")))


def open_conflicts(dataset: Dataset) -> list[MergeConflict]:
    """The conflicts that nobody has decided, in the order in which they were raised.

    One that has been settled otherwise, because the ballot says by now what the file says, is not open; nor
    is one about a subject that is gone.
    """
    from chipmap.model.records.units import blank, text_of_value, units_of_score

    found = []
    for conflict in dataset.merge_conflicts.values():
        if conflict.resolution is Resolution.OPEN and dataset.has_subject(conflict.subject):
            present = units_of_score(dataset.scores.get(conflict.row)).get(conflict.unit)
            if text_of_value(blank(present)) != conflict.theirs:
                found.append(conflict)
    return found


def issue_of_conflict(conflict: MergeConflict, dataset: Dataset) -> Issue:
    """`params` name the conflict, the rater whose ballot it is in, and the file with its day of import."""
    rater = dataset.raters.get(conflict.rater)
    log = dataset.import_logs.get(conflict.import_log)
    return Issue(
        "conflict-open",
        Severity.WARNING,
        conflict.subject,
        conflict.segment,
        conflict.unit,
        params={
            "conflict": conflict.id,
            "rater": conflict.rater if rater is None else rater.name or rater.id,
            "file": "?" if log is None else log.file,
            "at": "" if log is None else log.imported_at,
        },
    )


def _doubtful_scores(dataset: Dataset, today: date | None) -> Iterator[Issue]:
    for score in dataset.scores.values():
        if score.round == dataset.settings.current_round:
            yield from doubts_about(score, dataset, today)


def doubts_about(score: Score, dataset: Dataset, today: date | None = None) -> Iterator[Issue]:
    """What is doubtful about one rater's row: levels without evidence, a reference year long ago."""
    this_year = today.year if today else dataset.settings.current_year
    row, whose = (score.subject, score.segment), {"rater": score.rater}
    if score.levels and not score.evidence:
        yield Issue("score-without-evidence", Severity.NOTICE, *row, "evidence", params=whose)
    if score.year is not None and this_year - score.year > STALE_AFTER_YEARS:
        yield Issue("score-stale", Severity.NOTICE, *row, "year", str(score.year), params=whose)


HIGHEST_SUM_OF_SHARES = 102.0
"""Per cent; shares of one group that add to more cannot all be right (semantics.md)."""


def doubtful_shares(dataset: Dataset) -> Iterator[Issue]:
    """Groups of shares that add to more than the whole."""
    groups: dict[tuple[str, str, int, str], dict[str, float]] = {}
    for share in dataset.shares.values():
        if share.year is None or share.is_forecast or share.is_lower_bound:
            continue
        if share.subject not in dataset.countries:
            continue
        group = (share.segment, share.measure, share.year, share.basis)
        largest = groups.setdefault(group, {})
        largest[share.subject] = max(share.percent, largest.get(share.subject, 0.0))
    for (segment, measure, year, basis), largest in groups.items():
        total = sum(largest.values())
        if total > HIGHEST_SUM_OF_SHARES:
            yield Issue(
                "shares-exceed-whole",
                Severity.WARNING,
                segment=segment,
                field_name="percent",
                value=f"{total:.1f}",
                params={"measure": measure, "year": year, "basis": basis, "total": total},
            )
