"""Edits of events: who leaves takes along what was said of them; moves say what they would break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipmap.model.analysis.attention import Attention
from chipmap.model.edits import events, meetings, sessions
from chipmap.model.edits.meeting_moves import ConflictKind, Layout, MeetingMove, conflicts_of
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.records import MeetingWish, ParticipantContact, PlannedMeeting, WishKind
from chipmap.wording.agendas import conflict_text
from chipmap.wording.issues import message_of
from tests.builders import an_institution
from tests.model.event_builders import EVENT, an_event, contact_of, event_dataset, people

MEETINGS = (
    PlannedMeeting(EVENT, "p000", "p001", 0, 1, "Draft agreed", "Send it"),
    PlannedMeeting(EVENT, "p002", "p003", 1, 1),
    PlannedMeeting(EVENT, "p000", "p002", 2, 1),
    PlannedMeeting(EVENT, "p001", "p003", 2, 2),
)


@pytest.fixture
def dataset():
    wishes = (
        MeetingWish(EVENT, "p000", "p001", WishKind.WANT, slot=0),
        MeetingWish(EVENT, "p003", "p002", WishKind.NO),
    )
    event = an_event(slots=5, tables=2, breaks=(3,))
    return event_dataset(*people(4), *wishes, *MEETINGS, contact_of("p000"), contact_of("p003"), event=event)


def conflicts(dataset, *moves):
    return {(one.conflict, one.participant) for one in conflicts_of(dataset, EVENT, moves)}


def test_who_leaves_takes_along_wishes_meetings_and_contact(dataset):
    after = dataset.with_changes(events.remove_participants(dataset, EVENT, ["p000"]))

    assert len(after.participants.of(EVENT)) == 3
    assert {(one.one, one.other) for one in after.meetings.values()} == {("p002", "p003"), ("p001", "p003")}
    assert [one.participant for one in after.contacts.values()] == ["p003"]
    assert [one.one for one in after.wishes.values()] == ["p003"]


def test_an_event_goes_with_everything_that_belongs_to_it_and_comes_back(dataset):
    changes = events.remove_event(dataset, EVENT)
    after = dataset.with_changes(changes)

    for table in (after.events, after.participants, after.meetings, after.contacts, after.wishes):
        assert not table
    assert after.with_changes(changes.inverted()) == dataset


def test_institutions_are_invited_once_with_what_they_hold(dataset):
    imec = an_institution("imec", "NLD", segments=())
    dataset = event_dataset(*people(1), imec)
    dataset = dataset.with_changes(events.invite_institutions(dataset, EVENT, ["imec", "imec"]))

    invited = dataset.participants[EVENT, "imec"]
    assert (invited.organisation, invited.country, invited.institution) == ("IMEC", "NLD", "imec")
    assert not events.invite_institutions(dataset, EVENT, ["imec"])
    with pytest.raises(UnknownRecord):
        events.invite_institutions(dataset, EVENT, ["nobody"])


def test_fewer_slots_unpin_what_was_promised_beyond_them(dataset):
    far = event_dataset(*people(2), MeetingWish(EVENT, "p000", "p001", WishKind.WANT, slot=9))

    after = far.with_changes(events.put_event(far, replace(far.events[EVENT], slots=4)))

    assert after.wishes[EVENT, "p000", "p001"].slot is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins": "9:30"},
        {"date": "3 March"},
        {"tables": 0},
        {"breaks": (10,)},
        {"name": ""},
        {"next_slot": 11},
    ],
)
def test_an_event_that_no_day_could_hold_is_refused(dataset, wrong):
    with pytest.raises(RuleBroken):
        events.put_event(dataset, replace(dataset.events[EVENT], **wrong))


def test_contacts_go_by_event_or_when_their_day_has_come(dataset):
    dated = dataset.with_changes(
        events.put_event(dataset, replace(dataset.events[EVENT], purge_after="2027-06-30"))
    )

    assert not events.purge_contacts(dated, today="2027-06-30")
    assert len(events.purge_contacts(dated, today="2027-07-01")) == 2
    assert len(events.purge_contacts(dataset, event=EVENT)) == 2
    emptied = events.set_contact(dataset, ParticipantContact(EVENT, "p000"))
    assert [change.after for change in emptied] == [None]


def test_a_swap_changes_slot_and_table_of_both_and_keeps_their_pairs(dataset):
    moves = meetings.swap_moves(dataset, EVENT, ("p002", "p003"), ("p000", "p001"))

    after = dataset.with_changes(meetings.move_meetings(dataset, EVENT, moves)).meetings

    assert (after[EVENT, "p002", "p003"].slot, after[EVENT, "p000", "p001"].slot) == (0, 1)


def test_a_move_says_what_it_would_break_before_it_is_made(dataset):
    dataset = dataset.with_changes(events.set_gone(dataset, EVENT, ["p001"], 4))
    dataset = dataset.with_changes(events.set_absent(dataset, EVENT, "p003", [4]))

    assert conflicts(dataset, MeetingMove(("p002", "p003"), 2)) == {
        (ConflictKind.CLASH, "p002"),
        (ConflictKind.CLASH, "p003"),
        (ConflictKind.NO_TABLE, ""),
        (ConflictKind.REFUSED, "p003"),
    }
    assert (ConflictKind.TABLE_TAKEN, "") in conflicts(dataset, MeetingMove(("p002", "p003"), 0, 1))
    assert (ConflictKind.BREAK, "") in conflicts(dataset, MeetingMove(("p000", "p002"), 3))
    assert conflicts(dataset, MeetingMove(("p001", "p003"), 4)) == {
        (ConflictKind.GONE, "p001"),
        (ConflictKind.ABSENT, "p003"),
    }
    assert conflicts(dataset, MeetingMove(("p000", "p001"), 4)) == {
        (ConflictKind.PINNED, "p000"),
        (ConflictKind.GONE, "p001"),
    }
    assert conflicts(dataset, MeetingMove(("p000", "p001"), 9)) == {(ConflictKind.OUTSIDE, "")}


def test_what_was_held_does_not_move_and_keeps_its_outcome(dataset):
    dataset = dataset.with_changes(meetings.set_next_slot(dataset, EVENT, 2))

    assert (ConflictKind.HELD, "") in conflicts(dataset, MeetingMove(("p000", "p001"), 4))
    with pytest.raises(RuleBroken, match="meeting-held"):
        meetings.move_meetings(dataset, EVENT, [MeetingMove(("p000", "p001"), 4)])
    cleared = dataset.with_changes(meetings.clear_meetings(dataset, EVENT)).meetings
    assert cleared[EVENT, "p000", "p001"].outcome == "Draft agreed"
    assert len(cleared) == 2


def test_every_conflict_has_a_sentence_with_the_names(dataset):
    layout = Layout(dataset, EVENT)

    said = {conflict_text(one, layout) for one in layout.conflicts([MeetingMove(("p002", "p003"), 2, 2)])}

    assert said == {
        "Person 2 meets Person 0 in slot 3.",
        "Person 3 meets Person 1 in slot 3.",
        "Table 2 is taken in slot 3, by Person 1, Person 3.",
        "Person 3 does not wish this meeting.",
    }


def test_a_moved_meeting_can_be_promised_its_new_slot(dataset):
    moves = [MeetingMove(("p000", "p001"), 4)]

    after = dataset.with_changes(meetings.move_meetings(dataset, EVENT, moves, pins=True))

    assert after.wishes[EVENT, "p000", "p001"].slot == 4
    assert after.meetings[EVENT, "p000", "p001"].next_step == "Send it"
    assert meetings.pinned_slot(after, EVENT, "p001", "p000") == 4
    freed = after.with_changes(meetings.pin_meeting(after, EVENT, "p000", "p001", is_pinned=False))
    assert meetings.pinned_slot(freed, EVENT, "p000", "p001") is None


def test_what_came_of_a_meeting_is_kept_beside_what_comes_next(dataset):
    after = dataset.with_changes(
        meetings.set_outcome(dataset, EVENT, "p003", "p002", next_step="Visit in May")
    )

    kept = after.meetings[EVENT, "p002", "p003"]
    assert (kept.outcome, kept.next_step) == ("", "Visit in May")


def test_sessions_keep_an_order_without_gaps(dataset):
    for title in ("Opening", "Pilot lines", "Next steps"):
        dataset = dataset.with_changes(sessions.add_session(dataset, EVENT, title, partner="MYS"))
    last = sessions.sessions_of(dataset, EVENT)[-1]
    dataset = dataset.with_changes(sessions.move_session(dataset, EVENT, last.id, 1))
    first = sessions.sessions_of(dataset, EVENT)[0]
    dataset = dataset.with_changes(sessions.remove_session(dataset, EVENT, first.id))

    left = sessions.sessions_of(dataset, EVENT)
    assert [(one.position, one.title) for one in left] == [(0, "Next steps"), (1, "Pilot lines")]
    longer = dataset.with_changes(sessions.put_session(dataset, replace(left[0], minutes=15, position=7)))
    assert sessions.sessions_of(longer, EVENT)[0].minutes == 15
    assert not longer.with_changes(sessions.clear_sessions(longer, EVENT)).sessions


def test_contacts_that_were_to_go_are_an_issue_until_they_are_gone(dataset):
    dated = dataset.with_changes(
        events.put_event(dataset, replace(dataset.events[EVENT], purge_after="2027-06-30"))
    )
    attention = Attention(dated, calendar_day=date(2027, 7, 1))
    due = [issue for issue in attention.issues if issue.code == "contacts-due"]
    purge = events.purge_contacts(dated, today="2027-07-01")

    assert [issue.params["count"] for issue in due] == [2]
    assert message_of(due[0]) == "Packaging days still keeps contacts that were to go after 2027-06-30: 2."
    assert attention.renew(purge, dated.with_changes(purge)), "an edit of an event reads everything anew"
    assert not [issue for issue in attention.issues if issue.code == "contacts-due"]


def test_a_contact_that_cannot_be_kept_is_refused_without_being_repeated(dataset):
    with pytest.raises(RuleBroken) as refused:
        events.set_contact(dataset, ParticipantContact(EVENT, "p001", "two\nlines@example.org"))

    assert "example" not in repr(refused.value.issue) + str(refused.value)
