"""Edits of the checks of a partner place or a collaboration: a person's work, never a verdict.

A check of which nothing is recorded is not kept: a checklist shows every topic all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.records import CheckState, DueDiligence, DueDiligenceTopic
from chipmap.model.text_rules import clean_text


def check_of(dataset: Dataset, subject: str, topic: DueDiligenceTopic) -> DueDiligence:
    """What is recorded of one topic; an open check of nobody where nothing is."""
    found: DueDiligence | None = dataset.due_diligence.get((subject, topic.value))
    return found or DueDiligence(subject, topic)


def checklist_of(dataset: Dataset, subject: str) -> tuple[DueDiligence, ...]:
    """The five topics of a place (by code) or collaboration (by id), in order, recorded or not."""
    return tuple(check_of(dataset, subject, topic) for topic in DueDiligenceTopic)


def put_check(dataset: Dataset, check: DueDiligence) -> ChangeSet:
    """Keep a check as it is given; one that says nothing is removed. Raises `RuleBroken`."""
    tidied = replace(
        check,
        owner=clean_text(check.owner),
        due=clean_text(check.due),
        reviewed_on=clean_text(check.reviewed_on),
        note=clean_text(check.note),
        documents=tuple(dict.fromkeys(filter(None, map(clean_text, check.documents)))),
    )
    before = dataset.due_diligence.get(tidied.key)
    after = None if tidied == DueDiligence(check.subject, check.topic) else tidied
    if before is None and after is None:
        return ChangeSet()
    return checked([Change(before, after)], dataset)


def set_check(
    dataset: Dataset,
    subject: str,
    topic: DueDiligenceTopic,
    *,
    state: CheckState | None = None,
    owner: str | None = None,
    due: str | None = None,
    reviewed_on: str | None = None,
    note: str | None = None,
    documents: Iterable[str] | None = None,
) -> ChangeSet:
    """Change what is recorded of one topic; what is not given stays. Reviewed needs an owner and a day."""
    given = {
        "state": state,
        "owner": owner,
        "due": due,
        "reviewed_on": reviewed_on,
        "note": note,
        "documents": None if documents is None else tuple(documents),
    }
    changed = {name: value for name, value in given.items() if value is not None}
    return put_check(dataset, replace(check_of(dataset, subject, topic), **changed))  # type: ignore[arg-type]


def clear_check(dataset: Dataset, subject: str, topic: DueDiligenceTopic) -> ChangeSet:
    """Forget everything that is recorded of one topic."""
    return put_check(dataset, DueDiligence(subject, topic))
