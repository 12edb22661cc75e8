"""What was to be done by now: next steps of collaborations, checks of partners, contacts to be purged.

A date that is known by its month or year alone is over when that month or year is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chipmap.model.dataset import Dataset
from chipmap.model.edits.events import events_to_purge
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import (
    CheckState,
    Collaboration,
    CollaborationStage,
    DueDiligence,
    DueDiligenceTopic,
)
from chipmap.model.records.partial_dates import is_past


def is_step_overdue(work: Collaboration, today: date) -> bool:
    """Whether the next step of a collaboration that is not done should have been taken."""
    return work.stage != CollaborationStage.DONE and is_past(work.next_date, today)


def is_check_overdue(check: DueDiligence, today: date) -> bool:
    """Whether a check should have been reviewed."""
    return check.state is not CheckState.REVIEWED and is_past(check.due, today)


def overdue_issues(dataset: Dataset, today: date) -> list[Issue]:
    """Everything that is overdue, the longest first; `params` name what each is about."""
    return sorted(
        (
            *_overdue_steps(dataset, today),
            *_overdue_checks(dataset, today),
            *_contacts_due(dataset, today),
        ),
        key=lambda issue: (issue.value, str(issue.params.get("name", issue.subject))),
    )


def _overdue_steps(dataset: Dataset, today: date) -> Iterator[Issue]:
    for work in dataset.collaborations.values():
        if is_step_overdue(work, today):
            named = {"collaboration": work.id, "name": work.name}
            said = {"step": work.next_step, "owner": work.next_owner, **named}
            yield Issue(
                "step-overdue", Severity.WARNING, field_name="next_date", value=work.next_date, params=said
            )


def _overdue_checks(dataset: Dataset, today: date) -> Iterator[Issue]:
    for check in dataset.due_diligence.values():
        if not is_check_overdue(check, today):
            continue
        work = dataset.collaborations.get(check.subject)
        named = {} if work is None else {"collaboration": work.id, "name": work.name}
        yield Issue(
            "check-overdue",
            Severity.WARNING,
            subject="" if work is not None else check.subject,
            field_name="due",
            value=check.due,
            params={"topic": check.topic.value, "owner": check.owner, **named},
        )


def _contacts_due(dataset: Dataset, today: date) -> Iterator[Issue]:
    for key in events_to_purge(dataset, today.isoformat()):
        event = dataset.events[key]
        said = {"event": key, "name": event.name, "count": len(dataset.contacts.of(key))}
        yield Issue(
            "contacts-due", Severity.WARNING, field_name="purge_after", value=event.purge_after, params=said
        )


def is_reviewed(dataset: Dataset, subject: str, topic: DueDiligenceTopic) -> bool:
    """Whether somebody has recorded that they reviewed this topic of a place or collaboration."""
    check = dataset.due_diligence.get((subject, topic.value))
    return check is not None and check.state is CheckState.REVIEWED
