"""Pictures of the agenda: programme, participants, wishes, timetable, a meeting that is carried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chipmap.model.edits import events as edits
from chipmap.model.exchange.attendance_template import attendance_template
from chipmap.model.exchange.example_return import fill_in
from chipmap.model.labels import Label
from chipmap.model.match.event_planning import plan_event
from chipmap.model.records import NOW, MatchmakingEvent, MeetingWish, ParticipantContact, WishKind
from chipmap.ui.dialogs.attendance_dialog import AttendanceDialog
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.operations import events as operations
from chipmap.ui.operations.history import apply
from chipmap.ui.pages.agenda_page import PARTICIPANTS, TIMETABLE, WISHES, AgendaPage
from chipmap.ui.pages.match_page import MatchPage
from chipmap.ui.tables.participants.columns import Field
from chipmap.wording.attendance import attendance_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.gallery import Studio

EVENT = MatchmakingEvent(
    "packaging_days", "Packaging days", "Kuala Lumpur", "2027-03-03", slots=10, tables=6, breaks=(4,)
)
_GUESTS = 24


def prepare_event(bridge: WorkspaceBridge) -> None:
    """An event of institutions of the workspace with wishes and a timetable, once."""
    if EVENT.id in bridge.dataset.events:
        return
    dataset = bridge.dataset
    changes = edits.put_event(dataset, EVENT)
    chosen = [
        one.id for one in dataset.institutions.values() if one.country in ("NLD", "DEU", "MYS", "JPN", "TWN")
    ]
    changes += edits.invite_institutions(
        dataset.with_changes(changes), EVENT.id, sorted(chosen)[::3][:_GUESTS]
    )
    after = dataset.with_changes(changes)
    people = sorted(one.id for one in after.participants.of(EVENT.id).values())
    kinds = (WishKind.WANT, WishKind.WANT, WishKind.POSSIBLE, WishKind.NO)
    wishes = [
        MeetingWish(EVENT.id, one, other, kind, is_must=not at % 9 and not step)
        for at, one in enumerate(people[: -len(kinds)])
        for step, kind in enumerate(kinds)
        if (other := people[(at * 5 + step * 3 + 1) % len(people)]) != one
    ]
    changes += edits.put_wishes(after, wishes)
    after = dataset.with_changes(changes)
    first = after.participants[EVENT.id, people[0]]
    changes += edits.put_participants(after, [replace(first, absent=(0, 1, 8, 9), most=3)])
    after = dataset.with_changes(changes)
    changes += edits.set_contact(
        after, ParticipantContact(EVENT.id, people[1], "desk@example.org", "+00 555 0100", "Assistant")
    )
    apply(bridge, changes.composed(), Label.ADD_EVENT)
    operations.keep_plan(bridge, plan_event(bridge.dataset, EVENT.id).changes)


def _page(studio: Studio, part: str) -> AgendaPage:
    """The page at a part of the prepared event."""
    studio.close_dialogs()
    studio.window.activateWindow()
    prepare_event(studio.view.bridge)
    studio.choose(page="agenda", event=EVENT.id, compared_places=())
    page = studio.view.page("agenda")
    assert isinstance(page, AgendaPage)
    page.timetable.grid.leave()
    page.show_part(part)
    return page


def _show_programme(studio: Studio) -> None:
    _programme(studio)


def _programme(studio: Studio) -> MatchPage:
    """The Match page with three places in the agenda."""
    studio.close_dialogs()
    studio.window.activateWindow()
    studio.choose(page="match", segment="atp", horizon=NOW, subject=None, match=MatchWish())
    page = studio.view.page("match")
    assert isinstance(page, MatchPage)
    studio.settle(lambda: page.found is not None and not page.is_busy)
    for card in page.cards.cards[:3]:
        if not card.is_in_agenda:
            page.agenda.turn(card.report.place)
    page.side.show_agenda()
    return page


def _show_session(studio: Studio) -> None:
    page = _programme(studio)
    page.side.agenda.edit(page.side.agenda.sessions.rows[1].report.key)


def _settled(studio: Studio, page: AgendaPage) -> None:
    studio.settle(lambda: not (studio.window.jobs.is_busy or page.timetable.is_busy))


def _show_none(studio: Studio) -> None:
    studio.close_dialogs()
    studio.choose(page="agenda", compared_places=())


def _show_event_dialog(studio: Studio) -> None:
    _page(studio, PARTICIPANTS).edit.click()


def _show_participants(studio: Studio) -> None:
    _page(studio, PARTICIPANTS)


def _show_contacts(studio: Studio) -> None:
    page = _page(studio, PARTICIPANTS)
    page.participants.contacts.setChecked(True)
    table = page.participants.table
    columns = [column.field for column in page.participants.model.columns]
    table.setCurrentIndex(page.participants.model.index(2, columns.index(Field.EMAIL)))


def _show_participant(studio: Studio) -> None:
    page = _page(studio, PARTICIPANTS)
    page.participants.record_wanted.emit(page.participants.model.people[1], True)


def _show_import(studio: Studio) -> None:
    """The workbook of participants as it went out, with a name to come and a number that is none."""
    page = _page(studio, PARTICIPANTS)
    page.participants.contacts.setChecked(False)
    bridge, path = studio.view.bridge, studio.folder / "participants.xlsx"
    words = attendance_words(bridge.names.name)
    path.write_bytes(attendance_template(bridge.dataset, EVENT.id, words))
    row = len(bridge.dataset.participants.of(EVENT.id)) + 1
    answers: dict[tuple[int, str], int | str] = {(row, "A"): "Harbour Lab", (row, "E"): "many"}
    fill_in(path, answers, sheet_name=words.participants, header_row=1)
    dialog = AttendanceDialog(bridge, studio.window.jobs, EVENT.id, path, studio.window)
    dialog.open()
    studio.settle(lambda: dialog.plan is not None)


def _show_wishes(studio: Studio) -> None:
    page = _page(studio, WISHES)
    page.participants.contacts.setChecked(False)
    _settled(studio, page)
    page.wishes.table.setFocus(Qt.FocusReason.TabFocusReason)


def _show_timetable(studio: Studio) -> None:
    page = _page(studio, TIMETABLE)
    _settled(studio, page)
    page.timetable.highlight("")


def _show_conflict(studio: Studio) -> None:
    """A meeting over a cell where one of the two meets somebody else."""
    _show_timetable(studio)
    page = _page(studio, TIMETABLE)
    section = page.timetable
    cells = list(section.model.board.meetings)
    moves = (
        (source, target)
        for source in cells
        for target in cells
        if source[0] != target[0] and section.verdict(source, target).is_blocking
    )
    source, target = next(moves)
    section.grid.go_to(source)
    section.grid.pick_up()
    section.grid.go_to(target)


def _show_day(studio: Studio) -> None:
    """The day itself: three slots are held, somebody did not come, one participant stands out."""
    page = _page(studio, TIMETABLE)
    bridge = studio.view.bridge
    operations.hold_until(bridge, EVENT.id, 3)
    first = next(iter(page.timetable.model.board.meetings.values()))
    changes = edits.set_gone(bridge.dataset, EVENT.id, [first.one.key], 3)
    apply(bridge, changes, Label.CHANGE_PARTICIPANTS)
    _settled(studio, page)
    page.timetable.highlight(first.other.key)


AGENDA_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("agenda-none", _show_none),
    ("agenda-programme", _show_programme),
    ("agenda-session", _show_session),
    ("agenda-participants", _show_participants),
    ("agenda-contacts", _show_contacts),
    ("agenda-event", _show_event_dialog),
    ("agenda-participant", _show_participant),
    ("agenda-import", _show_import),
    ("agenda-wishes", _show_wishes),
    ("agenda-timetable", _show_timetable),
    ("agenda-conflict", _show_conflict),
    ("agenda-day", _show_day),
]
