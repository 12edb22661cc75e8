"""An agenda as plain values and tables: who meets whom, and what each meeting is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chipmap.cli.result_tables import ResultTable, plain
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.agenda import Agenda
    from chipmap.model.match.event_planning import EventStanding


def agenda_result(dataset: Dataset, agenda: Agenda, standing: EventStanding) -> dict[str, Any]:
    """The agenda as plain values: what the window shows, by name."""
    from chipmap.model.match.event_planning import EventQuestion

    question = EventQuestion(dataset, agenda.event.id)
    weights = {question.ids(one.pair): one.weight for one in question.planned}
    names = {one.id: one.name for one in agenda.participants}
    return {
        "event": agenda.event.id,
        "participants": len(names),
        "meetings": [
            {
                "slot": one.slot + 1,
                "time": agenda.slots[one.slot].begins,
                "table": one.table_number,
                "one": names[one.one],
                "other": names[one.other],
                "weight": plain(weights.get((one.one, one.other))),
            }
            for one in agenda.meetings
        ],
        "weight": plain(standing.weight),
        "bound": plain(standing.bound),
        "part_of_bound": plain(standing.part_of_bound),
        "short": [
            {
                "participant": names[one.participant],
                "has": one.has,
                "promised": one.promised,
                "reason": one.reason.value,
            }
            for one in standing.shortfalls
        ],
        "unplaced": [[names[one], names[other]] for one, other in standing.unplaced],
        "unkept_slots": [[names[one], names[other], slot + 1] for (one, other), slot in standing.unkept_pins],
        "suggested": [[names[one], names[other]] for one, other in standing.suggested],
        "programme": [
            {"time": one.begins, "minutes": one.session.minutes, "title": one.session.title}
            for one in agenda.programme
        ],
    }


def meeting_table(result: Mapping[str, Any]) -> ResultTable:
    """The meetings in the order of their slots, as `agenda_result` has them."""
    headings = {
        "slot": _("Slot"),
        "time": _("Time"),
        "table": _("Table"),
        "one": _("Participant"),
        "other": _("Meets"),
        "weight": _("Worth"),
    }
    return ResultTable(headings, result["meetings"])


def meeting_terms(dataset: Dataset, result: Mapping[str, Any]) -> ResultTable:
    """What each meeting adds to the weight of the timetable, from what both sides wish; no wish is blank."""
    event = result["event"]
    ids = {one.name: one.id for one in dataset.participants.of(event).values()}
    wishes = {(one.one, one.other): one.wish.value for one in dataset.wishes.of(event).values()}
    suggested = {frozenset(pair) for pair in result["suggested"]}
    rows = []
    for meeting in result["meetings"]:
        one, other = ids[meeting["one"]], ids[meeting["other"]]
        rows.append(
            {
                "one": meeting["one"],
                "other": meeting["other"],
                "wish": wishes.get((one, other)),
                "wish_back": wishes.get((other, one)),
                "suggested": frozenset((meeting["one"], meeting["other"])) in suggested,
                "adds": meeting["weight"],
            }
        )
    headings = {
        "one": _("Participant"),
        "other": _("Meets"),
        "wish": _("Wish"),
        "wish_back": _("Wish of the other"),
        "suggested": _("Suggested"),
        "adds": _("Adds"),
    }
    return ResultTable(headings, rows)
