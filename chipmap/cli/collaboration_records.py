"""`chipmap collaboration add`, `edit`, `remove`, `budget` and `check`: one record at a time.

Each is one step that can be undone in the window, and is saved. What is not given stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import CheckState, CollaborationKind, CollaborationStage, DueDiligenceTopic
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Collaboration, DueDiligence

Name = Annotated[str, typer.Argument(metavar="NAME", help="What it is called.", show_default=False)]
Known = Annotated[
    str, typer.Argument(metavar="COLLABORATION", help="A collaboration: its id or name.", show_default=False)
]
About = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT", help="A partner place, or a collaboration by its id.", show_default=False
    ),
]
Topic = Annotated[
    DueDiligenceTopic, typer.Argument(metavar="TOPIC", help="What is looked into.", show_default=False)
]
NewName = Annotated[str | None, typer.Option("--name", metavar="T", help="Another name.", show_default=False)]
Kind = Annotated[CollaborationKind | None, typer.Option("--kind", help="What it is.", show_default=False)]
Stage = Annotated[
    CollaborationStage | None, typer.Option("--stage", help="How far it has come.", show_default=False)
]
Partners = Annotated[
    list[str] | None,
    typer.Option("--partner", metavar="PLACE", help="A partner. May be given often.", show_default=False),
]
Institutions = Annotated[
    list[str] | None,
    typer.Option(
        "--institution",
        metavar="ID",
        help="An institution that takes part: its id or name. May be given often.",
        show_default=False,
    ),
]
Segments = Annotated[
    list[str] | None,
    typer.Option(
        "--segment", metavar="ID", help="A segment that it is about. May be given often.", show_default=False
    ),
]
TopicText = Annotated[
    str | None, typer.Option("--topic", metavar="T", help="What it is about.", show_default=False)
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar="DATE", help="2026, 2026-03 or 2026-03-15.", show_default=False),
]
End = Annotated[
    str | None, typer.Option("--end", metavar="DATE", help="As exact as it is known.", show_default=False)
]
TrlFrom = Annotated[
    int | None, typer.Option("--trl-from", min=1, max=9, help="Readiness at the start.", show_default=False)
]
TrlTo = Annotated[
    int | None, typer.Option("--trl-to", min=1, max=9, help="Readiness at the end.", show_default=False)
]
Restrictions = Annotated[
    str | None, typer.Option("--restrictions", metavar="T", help="What limits it.", show_default=False)
]
NextStep = Annotated[
    str | None, typer.Option("--next-step", metavar="T", help="What comes next.", show_default=False)
]
NextOwner = Annotated[
    str | None, typer.Option("--next-owner", metavar="T", help="Who sees to it.", show_default=False)
]
NextDate = Annotated[
    str | None, typer.Option("--next-date", metavar="DATE", help="Until when.", show_default=False)
]
Partner = Annotated[
    str, typer.Argument(metavar="PARTNER", help="The partner that puts it in.", show_default=False)
]
Amount = Annotated[
    str,
    typer.Argument(
        metavar="AMOUNT", help="An amount above 0, or - to take the budget away.", show_default=False
    ),
]
Currency = Annotated[str, typer.Option("--currency", metavar="CODE", help="Three letters of ISO 4217.")]
Year = Annotated[int | None, typer.Option("--year", help="The year of the budget.", show_default=False)]
Source = Annotated[str, typer.Option("--source", metavar="T", help="Where the amount is from.")]
State = Annotated[
    CheckState | None, typer.Option("--state", help="How far a person has come.", show_default=False)
]
Owner = Annotated[
    str | None, typer.Option("--owner", metavar="T", help="Who looks into it.", show_default=False)
]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="Until when.", show_default=False)]
ReviewedOn = Annotated[
    str | None,
    typer.Option("--reviewed-on", metavar="DATE", help="When it was reviewed.", show_default=False),
]
Note = Annotated[
    str | None, typer.Option("--note", metavar="T", help="What was found; no verdict.", show_default=False)
]


def add_collaboration(
    path: WorkspacePath,
    name: Name,
    *,
    kind: Kind = None,
    stage: Stage = None,
    partner: Partners = None,
    institution: Institutions = None,
    segment: Segments = None,
    topic: TopicText = None,
    start: Start = None,
    end: End = None,
    trl_from: TrlFrom = None,
    trl_to: TrlTo = None,
    restrictions: Restrictions = None,
    next_step: NextStep = None,
    next_owner: NextOwner = None,
    next_date: NextDate = None,
    as_json: AsJson = False,
) -> None:
    """Add a collaboration and save; without a stage it is an idea, without a kind a joint project."""
    said = _texts(topic=topic, start=start, end=end, trl_from=trl_from, trl_to=trl_to)
    said |= _texts(restrictions=restrictions, next_step=next_step, next_owner=next_owner, next_date=next_date)
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.collaborations import (
            collaboration_draft,
            new_collaboration_id,
            put_collaboration,
        )

        dataset = workspace.dataset
        said |= _references(dataset, kind, stage, partner, institution, segment)
        key = new_collaboration_id(dataset, name)
        workspace.apply(
            put_collaboration(dataset, replace(collaboration_draft(), id=key, name=name, **said)),
            label=Label.ADD_COLLABORATION,
        )
        workspace.save()
        added = workspace.dataset.collaborations[key]
    line = _("{name} added as {id}.").format(name=added.name, id=added.id)
    show_result(fields_of(added), [line], as_json=as_json)


def edit_collaboration(
    path: WorkspacePath,
    collaboration: Known,
    *,
    name: NewName = None,
    kind: Kind = None,
    stage: Stage = None,
    partner: Partners = None,
    institution: Institutions = None,
    segment: Segments = None,
    topic: TopicText = None,
    start: Start = None,
    end: End = None,
    trl_from: TrlFrom = None,
    trl_to: TrlTo = None,
    restrictions: Restrictions = None,
    next_step: NextStep = None,
    next_owner: NextOwner = None,
    next_date: NextDate = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given of a collaboration, and save; an empty text clears a field.

    Partners, institutions and segments that are given replace those that it had. The budget of a partner who
    leaves goes along.
    """
    said = _texts(name=name, topic=topic, start=start, end=end, trl_from=trl_from, trl_to=trl_to)
    said |= _texts(restrictions=restrictions, next_step=next_step, next_owner=next_owner, next_date=next_date)
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.collaborations import put_collaboration

        dataset = workspace.dataset
        before = _known(dataset, collaboration)
        said |= _references(dataset, kind, stage, partner, institution, segment)
        changes = put_collaboration(dataset, replace(before, **said))
        if changes:
            only_stage = set(said) == {"stage"}
            workspace.apply(changes, label=Label.MOVE_STAGE if only_stage else Label.CHANGE_COLLABORATION)
            workspace.save()
        after = workspace.dataset.collaborations[before.id]
    line = _("{name} changed.") if changes else _("{name} is like that already.")
    show_result(fields_of(after), [line.format(name=after.name)], as_json=as_json)


def remove_collaboration(path: WorkspacePath, collaboration: Known, as_json: AsJson = False) -> None:
    """Remove a collaboration with its budgets and checks, and save."""
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import collaborations as edits

        removed = _known(workspace.dataset, collaboration)
        workspace.apply(
            edits.remove_collaboration(workspace.dataset, removed.id), label=Label.REMOVE_COLLABORATION
        )
        workspace.save()
    show_result(fields_of(removed), [_("{name} removed.").format(name=removed.name)], as_json=as_json)


def set_budget(
    path: WorkspacePath,
    collaboration: Known,
    partner: Partner,
    amount: Amount,
    *,
    currency: Currency = "EUR",
    year: Year = None,
    source: Source = "",
    as_json: AsJson = False,
) -> None:
    """Say what one partner puts into a collaboration, in its own currency, and save."""
    number = _amount(amount)
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import collaborations as edits

        dataset = workspace.dataset
        work = _known(dataset, collaboration)
        code = subject_meant(dataset, partner, parameter="PARTNER")
        changes = edits.set_budget(
            dataset, work.id, code, amount=number, currency=currency, year=year, source=source
        )
        _apply(workspace.apply, workspace.save, changes, Label.CHANGE_BUDGET)
    result = {
        "collaboration": work.id,
        "partner": code,
        "amount": number,
        "currency": currency.upper() if number else None,
        "year": year,
        "changed": bool(changes),
    }
    line = _("{name}: budget recorded.") if number else _("{name}: budget taken away.")
    show_result(result, [line.format(name=work.name)], as_json=as_json)


def set_check(
    path: WorkspacePath,
    subject: About,
    topic: Topic,
    *,
    state: State = None,
    owner: Owner = None,
    due: Due = None,
    reviewed_on: ReviewedOn = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Record how far a check of a partner or a collaboration is, and save; without options show it.

    Reviewed needs an owner and a date. Nothing is ever concluded from a check.
    """
    from chipmap.wording.collaborations import check_state_word, topic_word

    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import due_diligence as edits

        dataset = workspace.dataset
        work = _find(dataset, subject)
        key = work.id if work is not None else subject_meant(dataset, subject)
        changes = edits.set_check(
            dataset, key, topic, state=state, owner=owner, due=due, reviewed_on=reviewed_on, note=note
        )
        _apply(workspace.apply, workspace.save, changes, Label.CHANGE_CHECK)
        check = edits.check_of(workspace.dataset, key, topic)
    line = _("{topic}: {state}.").format(topic=topic_word(topic), state=check_state_word(check.state))
    show_result(_check_fields(check), [line], as_json=as_json)


def fields_of(work: Collaboration) -> dict[str, Any]:
    """A collaboration as a script reads it."""
    return {
        "id": work.id,
        "name": work.name,
        "kind": work.collaboration_kind,
        "stage": work.stage,
        "partners": list(work.partners),
        "institutions": list(work.institutions),
        "segments": list(work.segments),
        "topic": work.topic,
        "start": work.start,
        "end": work.end,
        "trl_from": work.trl_from,
        "trl_to": work.trl_to,
        "restrictions": work.restrictions,
        "documents": list(work.documents),
        "next_step": work.next_step,
        "next_owner": work.next_owner,
        "next_date": work.next_date,
        "source": work.source,
    }


def _check_fields(check: DueDiligence) -> dict[str, Any]:
    return {
        "subject": check.subject,
        "topic": check.topic.value,
        "state": check.state.value,
        "owner": check.owner,
        "due": check.due,
        "reviewed_on": check.reviewed_on,
        "note": check.note,
        "documents": list(check.documents),
    }


def _apply(
    apply: Callable[..., object], save: Callable[[], object], changes: ChangeSet, label: Label
) -> None:
    if changes:
        apply(changes, label=label)
        save()


def _texts(**given: object) -> dict[str, Any]:
    """What was given, by the names of the record's fields."""
    return {field: value for field, value in given.items() if value is not None}


def _references(
    dataset: Dataset,
    kind: CollaborationKind | None,
    stage: CollaborationStage | None,
    *named: list[str] | None,
) -> dict[str, Any]:
    """Kind, stage, and the partners, institutions and segments that were named."""
    partners, institutions, segments = named
    found = _texts(collaboration_kind=kind and kind.value, stage=stage and stage.value)
    if partners:
        found["partners"] = tuple(subject_meant(dataset, one, parameter="--partner") for one in partners)
    if institutions:
        found["institutions"] = tuple(
            subject_meant(dataset, one, parameter="--institution") for one in institutions
        )
    if segments:
        found["segments"] = tuple(segment_meant(dataset, one, parameter="--segment") for one in segments)
    return found


def _find(dataset: Dataset, text: str) -> Collaboration | None:
    wanted = text.strip().casefold()
    known: Collaboration | None = dataset.collaborations.get(text.strip())
    if known is not None:
        return known
    found = [
        one for one in dataset.collaborations.values() if wanted in (one.id.casefold(), one.name.casefold())
    ]
    return found[0] if len(found) == 1 else None


def _known(dataset: Dataset, text: str) -> Collaboration:
    from chipmap.cli.references import unknown_name

    found = _find(dataset, text)
    if found is None:
        names = {one.id: one.id for one in dataset.collaborations.values()}
        names |= {one.name: one.id for one in dataset.collaborations.values()}
        raise unknown_name(_("There is no collaboration “{text}”."), text, names, "COLLABORATION")
    return found


def _amount(text: str) -> float | None:
    if text.strip() == "-":
        return None
    try:
        return float(text.replace("_", ""))
    except ValueError:
        raise typer.BadParameter(
            _("“{text}” is not an amount. Give digits such as 6000000, or - to take the budget away.").format(
                text=text
            ),
            param_hint="AMOUNT",
        ) from None
