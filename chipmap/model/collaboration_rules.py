"""What must hold for collaborations, their budgets and the checks of partners.

Kinds and stages are not among it: imported records keep their own words; edits offer ours alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.records import Budget, CheckState, Collaboration, DueDiligence
from chipmap.model.records.partial_dates import day_span
from chipmap.model.text_rules import LONGEST_TEXT, broken, line_rules, text_rules, title_rules, year_rules

LOWEST_TRL, HIGHEST_TRL = 1, 9
"""Technology readiness levels of the European Commission and ISO 16290."""

_CURRENCY = re.compile(r"[A-Z]{3}")
"""The form of ISO 4217 codes; the list itself changes from year to year and is not held here."""


def rules_of_collaboration(work: Collaboration, dataset: Dataset) -> Iterator[Issue]:
    """Its texts can be kept, its dates are dates in order, and its partners and segments exist."""
    if not work.id:
        yield broken("text-missing", "id")
    elif _is_place(work.id, dataset):
        yield broken("id-taken", "id", work.id)
    yield from title_rules("name", work.name)
    yield from _texts(work)
    for partner in work.partners:
        if not _is_place(partner, dataset):
            yield broken("partner-unknown", "partners", partner)
    for segment in work.segments:
        if segment not in dataset.segments:
            yield broken("segment-unknown", "segments", segment)
    if work.source and work.source not in dataset.sources:
        yield broken("source-unknown", "source", work.source)
    yield from _dates(work)
    yield from _readiness(work)


def _is_place(code: str, dataset: Dataset) -> bool:
    return code in dataset.countries or code in dataset.regions


def _texts(work: Collaboration) -> Iterator[Issue]:
    for field_name in ("topic", "restrictions", "next_step"):
        yield from text_rules(field_name, getattr(work, field_name))
    for field_name in ("collaboration_kind", "stage", "next_owner"):
        yield from line_rules(field_name, getattr(work, field_name))
    for name in work.institutions:
        yield from title_rules("institutions", name)
    yield from _documents(work.documents)


def _documents(lines: tuple[str, ...]) -> Iterator[Issue]:
    for line in lines:
        if not line:
            yield broken("text-missing", "documents")
        yield from line_rules("documents", line, LONGEST_TEXT)


def _dates(work: Collaboration) -> Iterator[Issue]:
    for field_name in ("start", "end", "next_date"):
        yield from _date(field_name, getattr(work, field_name))
    start, end = day_span(work.start), day_span(work.end)
    if start is not None and end is not None and end[1] < start[0]:
        yield broken("end-before-start", "end", work.end, start=work.start)


def _date(field_name: str, text: str) -> Iterator[Issue]:
    if text and day_span(text) is None:
        yield broken("date-malformed", field_name, text[:40])


def _readiness(work: Collaboration) -> Iterator[Issue]:
    for field_name, level in (("trl_from", work.trl_from), ("trl_to", work.trl_to)):
        if level is not None and not LOWEST_TRL <= level <= HIGHEST_TRL:
            limits = {"least": LOWEST_TRL, "most": HIGHEST_TRL}
            yield broken("trl-out-of-range", field_name, level, **limits)
    if work.trl_from is not None and work.trl_to is not None and work.trl_from > work.trl_to:
        yield broken("trl-out-of-order", "trl_to", work.trl_to, begins=work.trl_from)


def rules_of_budget(budget: Budget, dataset: Dataset) -> Iterator[Issue]:
    """It belongs to a partner of a collaboration, and is an amount of money in a currency."""
    work = dataset.collaborations.get(budget.collaboration)
    if work is None:
        yield broken("collaboration-unknown", "collaboration", budget.collaboration)
    elif budget.partner not in work.partners:
        yield broken("budget-partner-unknown", "partner", budget.partner, name=work.name)
    if not (math.isfinite(budget.amount) and budget.amount > 0):
        yield broken("amount-out-of-range", "amount", budget.amount)
    if not _CURRENCY.fullmatch(budget.currency):
        yield broken("currency-malformed", "currency", budget.currency[:40])
    yield from year_rules("year", budget.year)
    yield from line_rules("source", budget.source)


def rules_of_check(check: DueDiligence, dataset: Dataset) -> Iterator[Issue]:
    """It is about a place or a collaboration that is here; what was reviewed says by whom and when."""
    if not _is_place(check.subject, dataset) and check.subject not in dataset.collaborations:
        yield broken("check-subject-unknown", "subject", check.subject)
    yield from line_rules("owner", check.owner)
    yield from text_rules("note", check.note)
    yield from _documents(check.documents)
    for field_name in ("due", "reviewed_on"):
        yield from _date(field_name, getattr(check, field_name))
    if check.state is CheckState.REVIEWED:
        if not check.owner:
            yield broken("reviewed-by-nobody", "owner")
        if not check.reviewed_on:
            yield broken("reviewed-on-no-day", "reviewed_on")
