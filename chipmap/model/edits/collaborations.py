"""Edits of the register of collaborations: what they are, how far they have come, what each side puts in.

A kind, a stage or an institution that is newly named must be known here; the words that an imported record
came with stay until somebody changes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.issues import Issue
from chipmap.model.records import (
    Budget,
    Collaboration,
    CollaborationKind,
    CollaborationStage,
    DueDiligence,
    Institution,
)
from chipmap.model.rules import broken_rules
from chipmap.model.text_rules import broken, clean_text

_TEXTS = ("name", "topic", "start", "end", "restrictions", "next_step", "next_owner", "next_date")
_LISTS = ("partners", "institutions", "segments", "documents")


def collaboration_draft(
    *, partners: Iterable[str] = (), segments: Iterable[str] = (), institutions: Iterable[str] = ()
) -> Collaboration:
    """A record without an id or a name to begin with: an idea of a joint project between these."""
    return Collaboration(
        id="",
        name="",
        collaboration_kind=CollaborationKind.JOINT_PROJECT.value,
        partners=tuple(partners),
        institutions=tuple(institutions),
        topic="",
        segments=tuple(segments),
        stage=CollaborationStage.IDEA.value,
        start="",
        source="",
    )


def new_collaboration_id(dataset: Dataset, name: str) -> str:
    """An id made from a name that neither a collaboration nor a place or institution bears."""

    def is_taken(found: str) -> bool:
        return found in dataset.collaborations or dataset.has_subject(found)

    return id_from_name(name, is_taken, otherwise="collaboration")


def known_collaboration(dataset: Dataset, collaboration: str) -> Collaboration:
    """The collaboration with this id; `UnknownRecord` where there is none."""
    found: Collaboration | None = dataset.collaborations.get(collaboration)
    if found is None:
        raise UnknownRecord(kind=Collaboration.kind, key=collaboration)
    return found


def institution_named(dataset: Dataset, text: str) -> Institution | None:
    """The institution with this id, name or short name, whatever its capitals."""
    known: Institution | None = dataset.institutions.get(text)
    if known is not None:
        return known
    found = institutions_by_name(dataset).get(text.casefold())
    return None if found is None else dataset.institutions[found]


def institutions_by_name(dataset: Dataset) -> dict[str, str]:
    """The id of every institution by its id, name and short name in small letters; an id wins over a name."""
    found: dict[str, str] = {}
    for one in dataset.institutions.values():
        for name in (one.name, one.short_name):
            found.setdefault(name.casefold(), one.id)
    found |= {one.id.casefold(): one.id for one in dataset.institutions.values()}
    found.pop("", None)
    return found


def budgets_of(dataset: Dataset, collaboration: str) -> dict[str, Budget]:
    """What each partner puts into a collaboration, by partner."""
    return {budget.partner: budget for budget in dataset.budgets.of(collaboration).values()}


def broken_collaboration(dataset: Dataset, work: Collaboration) -> tuple[Issue, ...]:
    """Every reason why `put_collaboration` would refuse a record, for a form that marks each field.

    A record without an id is looked at as a new one.
    """
    tidied = _tidied(work)
    named = tidied if tidied.id else replace(tidied, id=new_collaboration_id(dataset, tidied.name))
    return (*broken_rules(named, dataset), *_newly_unknown(dataset, named))


def put_collaboration(
    dataset: Dataset, work: Collaboration, budgets: Iterable[Budget] | None = None
) -> ChangeSet:
    """Add a collaboration, or change the one with the same id; a budget goes with a partner who leaves.

    `budgets`, where they are given, are all that it has afterwards. Raises `RuleBroken`.
    """
    work = _tidied(work)
    for issue in _newly_unknown(dataset, work):
        raise RuleBroken(issue)
    before = budgets_of(dataset, work.id)
    if budgets is None:
        after = {partner: budget for partner, budget in before.items() if partner in work.partners}
    else:
        after = {budget.partner: replace(budget, collaboration=work.id) for budget in budgets}
    partners = dict.fromkeys((*before, *after))
    money = [
        Change(before.get(partner), after.get(partner))
        for partner in partners
        if before.get(partner) != after.get(partner)
    ]
    return checked([Change(dataset.collaborations.get(work.id), work), *money], dataset)


def move_stage(dataset: Dataset, collaboration: str, stage: str) -> ChangeSet:
    """Say how far a collaboration has come."""
    return put_collaboration(dataset, replace(known_collaboration(dataset, collaboration), stage=stage))


def set_next_step(
    dataset: Dataset, collaboration: str, *, step: str, owner: str = "", date: str = ""
) -> ChangeSet:
    """Say what comes next, who sees to it and until when; an empty step clears all three."""
    work = known_collaboration(dataset, collaboration)
    if not step.strip():
        owner = date = ""
    return put_collaboration(dataset, replace(work, next_step=step, next_owner=owner, next_date=date))


def set_budget(
    dataset: Dataset,
    collaboration: str,
    partner: str,
    *,
    amount: float | None,
    currency: str = "",
    year: int | None = None,
    source: str = "",
) -> ChangeSet:
    """Say what one partner puts in, in its own currency; no amount takes the budget away."""
    known_collaboration(dataset, collaboration)
    before = dataset.budgets.get((collaboration, partner))
    if amount is None:
        return ChangeSet() if before is None else ChangeSet((Change(before, None),))
    code = clean_text(currency).upper()
    after = Budget(collaboration, partner, float(amount), code, year, clean_text(source))
    return checked([Change(before, after)], dataset)


def remove_collaboration(dataset: Dataset, collaboration: str) -> ChangeSet:
    """Remove a collaboration with its budgets and its checks."""
    work = known_collaboration(dataset, collaboration)
    belongings: list[Budget | DueDiligence] = [
        *dataset.budgets.of(collaboration).values(),
        *dataset.due_diligence.of(collaboration).values(),
    ]
    return ChangeSet((*(Change(one, None) for one in belongings), Change(work, None)))


def _newly_unknown(dataset: Dataset, work: Collaboration) -> Iterator[Issue]:
    """Words that are new in a record and that the programme does not know."""
    kept: Collaboration | None = dataset.collaborations.get(work.id)
    if work.collaboration_kind not in [*CollaborationKind, kept and kept.collaboration_kind]:
        kinds = tuple(kind.value for kind in CollaborationKind)
        yield broken("collaboration-kind-unknown", "collaboration_kind", work.collaboration_kind, kinds=kinds)
    if work.stage not in [*CollaborationStage, kept and kept.stage]:
        stages = tuple(stage.value for stage in CollaborationStage)
        yield broken("stage-unknown", "stage", work.stage, stages=stages)
    for name in work.institutions:
        if (kept is None or name not in kept.institutions) and institution_named(dataset, name) is None:
            yield broken("institution-unknown", "institutions", name)


def _tidied(work: Collaboration) -> Collaboration:
    """The record as it can be kept: texts cleaned, nothing listed twice or empty."""
    texts = {name: clean_text(getattr(work, name)) for name in _TEXTS}
    lists = {
        name: tuple(dict.fromkeys(filter(None, map(clean_text, getattr(work, name))))) for name in _LISTS
    }
    return replace(work, **texts, **lists)  # type: ignore[arg-type]  # each of the named fields is of its kind
