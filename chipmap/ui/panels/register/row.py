"""What the register says of one collaboration, and which of them a wish shows.

The texts are made once for table, board and timeline alike; what is not recorded is empty, never a zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.analysis.overdue import is_step_overdue
from chipmap.model.geography.arcs import collaborations_in
from chipmap.model.geography.naming import normalise_place_text
from chipmap.model.records import ROOT_SEGMENT, CollaborationStage
from chipmap.model.records.partial_dates import day_span
from chipmap.wording import _, ngettext
from chipmap.wording.collaborations import day_text, money_text, trl_text
from chipmap.wording.levels import collaboration_kind_word, stage_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from chipmap.model.records import Budget, Collaboration
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.collaboration_wish import CollaborationWish

STAGES: tuple[str, ...] = tuple(CollaborationStage)
"""How far a collaboration can be, in the order in which it gets there."""


class RegisterRow(NamedTuple):
    """One collaboration in words; `due` is None where no step has a date."""

    record: Collaboration
    kind: str
    stage: str
    partners: str
    segments: str
    budget: str
    budget_order: tuple[str, float] | None
    trl: str
    start: str
    end: str
    period: str
    step: str
    due: date | None
    due_text: str
    is_overdue: bool

    @property
    def key(self) -> str:
        return self.record.id

    @property
    def name(self) -> str:
        return self.record.name

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.name, self.kind, self.stage, self.partners, self.segments, self.period)
        step = _("next: {step}").format(step=self.step) if self.step else ""
        return ", ".join(part for part in (*parts, step, self.due_text) if part)


def row_of(bridge: WorkspaceBridge, record: Collaboration, today: date) -> RegisterRow:
    """What the register says of a collaboration today."""
    due = day_span(record.next_date)
    sums = _sums(bridge.dataset.budgets.of(record.id).values())
    return RegisterRow(
        record,
        collaboration_kind_word(record.collaboration_kind),
        stage_word(record.stage),
        ", ".join(map(bridge.subject_name, record.partners)),
        ", ".join(segment_name(bridge, segment) for segment in record.segments),
        " + ".join(money_text(amount, currency) for currency, amount in sums.items()),
        next(iter(sums.items()), None),
        trl_text(record.trl_from, record.trl_to),
        day_text(record.start),
        day_text(record.end),
        period_text(record),
        record.next_step,
        due[1] if due is not None else None,
        due_text(record, today),
        is_step_overdue(record, today),
    )


def segment_name(bridge: WorkspaceBridge, segment: str) -> str:
    """What a segment is called; work on all of them is about the whole chain."""
    return _("Whole chain") if segment == ROOT_SEGMENT else bridge.segment_name(segment)


def _sums(budgets: Iterable[Budget]) -> dict[str, float]:
    """What all sides put in, by currency; sums in different currencies are never added."""
    sums: dict[str, float] = {}
    for budget in budgets:
        sums[budget.currency] = sums.get(budget.currency, 0.0) + budget.amount
    return sums


def period_text(record: Collaboration) -> str:
    """From when to when, as far as that is known."""
    start, end = day_text(record.start), day_text(record.end)
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start:
        return _("from {start}").format(start=start)
    return _("until {end}").format(end=end) if end else ""


def due_text(record: Collaboration, today: date) -> str:
    """When the next step is due, and how late it is where it is late."""
    text, due = day_text(record.next_date), day_span(record.next_date)
    if due is None or not is_step_overdue(record, today):
        return text
    days = (today - due[1]).days
    late = ngettext("{count} day overdue", "{count} days overdue", days).format(count=days)
    return f"{late} · {text}"


def shown_rows(
    bridge: WorkspaceBridge, wish: CollaborationWish, segment: str, today: date
) -> list[RegisterRow]:
    """The collaborations that a wish shows, the latest first; those without a start come last."""
    dataset = bridge.dataset
    records = list(
        dataset.collaborations.values() if wish.every_segment else collaborations_in(dataset, segment)
    )
    records = [record for record in records if _fits(record, wish)]
    records.sort(key=lambda record: record.name.casefold())
    records.sort(key=lambda record: record.start, reverse=True)
    rows = [row_of(bridge, record, today) for record in records]
    words = normalise_place_text(wish.words).split()
    return [row for row in rows if (row.is_overdue or not wish.is_overdue) and _says(row, words)]


def _says(row: RegisterRow, words: Sequence[str]) -> bool:
    """Whether every word stands somewhere in a row; accents, case and punctuation do not matter."""
    if not words:
        return True
    record = row.record
    texts = (
        row.spoken,
        row.budget,
        record.topic,
        record.next_owner,
        record.restrictions,
        *record.institutions,
    )
    said = normalise_place_text(" ".join(texts))
    return all(word in said for word in words)


def _fits(record: Collaboration, wish: CollaborationWish) -> bool:
    return (
        (not wish.partner or wish.partner in record.partners)
        and (not wish.collaboration_kind or wish.collaboration_kind == record.collaboration_kind)
        and (not wish.stage or wish.stage == record.stage)
    )


def title_text(rows: Sequence[RegisterRow], focus: str, segment: str) -> str:
    """The finding of the register: how many collaborations, with how many others, how many of them run.

    `segment` is the segment that it is about in the middle of a sentence, or empty for all.
    """
    count = len(rows)
    others = {code for row in rows for code in row.record.partners} - {focus}
    running = sum(row.record.stage == CollaborationStage.RUNNING for row in rows)
    if not count:
        return (
            _("No collaboration in {segment}").format(segment=segment) if segment else _("No collaboration")
        )
    work = ngettext("{count} collaboration", "{count} collaborations", count).format(count=count)
    partners = ngettext("{count} partner", "{count} partners", len(others)).format(count=len(others))
    if segment:
        return _("{work} in {segment} with {partners}, {running} running").format(
            work=work, segment=segment, partners=partners, running=running
        )
    return _("{work} with {partners}, {running} running").format(
        work=work, partners=partners, running=running
    )
