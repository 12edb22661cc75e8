"""`chipmap event suggest`: sessions that are worth holding with the best ranked partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.event_options import EventArgument
from chipmap.cli.event_references import event_meant
from chipmap.cli.options import AsJson, HorizonWord, SegmentOption, WorkspacePath
from chipmap.cli.references import horizon_meant, segment_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.labels import Label
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.changes import ChangeSet
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.session_proposals import SessionProposal

Seeker = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="SUBJECT",
        help="The place or region that seeks partners; the workspace's focus region if left out.",
        show_default=False,
    ),
]
SessionCount = Annotated[
    int, typer.Option("--count", metavar="N", min=1, max=20, help="How many sessions at most.")
]
AddSessions = Annotated[bool, typer.Option("--add", help="Put them at the end of the programme, and save.")]


def suggest_sessions(
    path: WorkspacePath,
    event: EventArgument,
    *,
    seeker: Seeker = None,
    segment: SegmentOption = None,
    horizon: HorizonWord = NOW,
    count: SessionCount = 3,
    adds: AddSessions = False,
    as_json: AsJson = False,
) -> None:
    """Propose sessions with the best ranked partners that have none yet: title, reason, time, institutions.

    They are the window's own proposals.
    """
    from chipmap.model.match.session_proposals import propose_sessions

    opener = changing if adds else reading
    with opener(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        known = event_meant(dataset, event)
        focus = dataset.settings.focus_region
        if seeker is not None:
            focus = subject_meant(dataset, seeker, parameter="--for")
        found = propose_sessions(
            dataset,
            known.id,
            focus=focus,
            segment=None if segment is None else segment_meant(dataset, segment, parameter="--segment"),
            horizon=horizon_meant(dataset, horizon),
            most=count,
        )
        said = [_fields(dataset, one, focus) for one in found]
        if adds and found:
            workspace.apply(_changes(dataset, known.id, said), label=Label.CHANGE_PROGRAMME)
            workspace.save()
    line = _("{title} ({minutes} min). {reason}.")
    lines = [line.format(**one) for one in said] or [_("No ranked partner is without a session.")]
    result = {"event": known.id, "sessions": said, "applied": adds and bool(found)}
    show_result(result, lines, as_json=as_json)


def _fields(dataset: Dataset, one: SessionProposal, focus: str) -> dict[str, Any]:
    from chipmap.wording.programmes import session_reason, session_title

    names = place_names(dataset.settings)
    return {
        "partner": one.partner,
        "segment": one.segment,
        "title": session_title(dataset, one, names),
        "reason": session_reason(dataset, one, names, focus),
        "minutes": one.minutes,
        "institutions": list(one.institutions),
    }


def _changes(dataset: Dataset, event: str, sessions: list[dict[str, Any]]) -> ChangeSet:
    """The proposals at the end of the programme, as one step."""
    from chipmap.model.dataset import changes_between
    from chipmap.model.edits.sessions import add_session

    made = dataset
    for one in sessions:
        added = {name: value for name, value in one.items() if name not in ("title", "reason")}
        made = made.with_changes(add_session(made, event, one["title"], **added))
    return changes_between(dataset, made)
