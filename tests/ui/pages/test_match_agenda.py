"""From the gap to the agenda: partners added by mouse and keys, sessions moved and edited, then Excel."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from chipmap.model.edits.sessions import sessions_of
from chipmap.model.records import MatchmakingEvent
from chipmap.ui.operations import events as operations
from chipmap.ui.operations import history
from chipmap.ui.pages.match_side import AGENDA, WHY
from chipmap.ui.panels.agenda.session_form import SessionForm
from tests.ui.pages.shared_window import shared_window, taking_back


def answered(qtbot, page):
    qtbot.waitUntil(lambda: page.found is not None and not page.is_busy, timeout=20_000)


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("agenda")
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        with shared_window(folder) as window:
            yield window


@pytest.fixture
def open_window(window):
    with taking_back(window):
        yield window


@pytest.fixture
def match(qtbot, open_window):
    """The page about packaging, with its first answer."""
    open_window.view.selection.choose(segment="atp", subject=None, page="match")
    page = open_window.view.page("match")
    answered(qtbot, page)
    return page


def press_mark(qtbot, card):
    """Press the button of a card, where it is drawn."""
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.mark_rect().center())


def shown(page):
    return [row.report.title for row in page.side.agenda.sessions.rows]


def programme(page):
    event = page.side.agenda.event_shown
    return sessions_of(page._bridge.dataset, event.id) if event is not None else []


def test_from_the_weakest_segment_to_an_exported_agenda_in_five_clicks(qtbot, open_window, tmp_path):
    """J4: Match, three partners, Export agenda; the weakest segment is chosen when a workspace opens."""
    clicks, view, dialogs = 0, open_window.view, open_window.dialogs
    weakest = view.selection.view.segment
    qtbot.mouseClick(view.rail._buttons["match"], Qt.MouseButton.LeftButton)
    clicks += 1
    page = view.page("match")
    answered(qtbot, page)
    assert page.found.segment == weakest
    for card in page.cards.cards[:3]:
        press_mark(qtbot, card)
        clicks += 1
    dialogs.agenda_place = tmp_path / "agenda.xlsx"
    qtbot.mouseClick(page.side.agenda.export, Qt.MouseButton.LeftButton)
    clicks += 1
    qtbot.waitUntil(dialogs.agenda_place.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy)

    assert clicks == 5
    book = openpyxl.load_workbook(dialogs.agenda_place)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    partners = {card.report.name for card in page.cards.cards[:3]}
    assert partners <= cells
    assert set(shown(page)) <= cells


def test_from_another_segment_of_the_ribbon_suggested_sessions_take_five_clicks(qtbot, open_window, tmp_path):
    clicks, view, dialogs = 0, open_window.view, open_window.dialogs
    view.selection.choose(page="map", segment="design")
    chevron = next(
        one for one in view.ribbon.findChildren(QAbstractButton) if "ackaging" in one.accessibleName()
    )
    match = view.rail._buttons["match"]
    for button in (chevron, match):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        clicks += 1
    page = view.page("match")
    answered(qtbot, page)
    assert page.found.segment == "atp"
    tab = page.side.tabs._tabs[AGENDA]
    dialogs.agenda_place = tmp_path / "agenda.xlsx"
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.side.agenda.suggest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(programme(page)) == 3, timeout=10_000)
    qtbot.mouseClick(page.side.agenda.export, Qt.MouseButton.LeftButton)
    clicks += 3
    qtbot.waitUntil(dialogs.agenda_place.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy)

    assert clicks == 5


def test_a_adds_the_card_that_has_the_keyboard_and_takes_it_out_again(qtbot, match, open_window):
    first = match.cards.cards[0]
    match.cards.take_focus()
    qtbot.keyClick(first, Qt.Key.Key_A)

    assert first.is_in_agenda
    assert "In agenda" in first.accessibleName()
    assert [one.partner for one in programme(match)] == [first.report.place]
    assert programme(match)[0].institutions
    assert first.hasFocus()

    qtbot.keyClick(first, Qt.Key.Key_A)
    assert not first.is_in_agenda
    assert programme(match) == []

    history.undo(open_window.documents.bridge)
    assert first.is_in_agenda


def test_adding_to_a_workspace_without_event_is_one_step(qtbot, match, open_window):
    bridge = open_window.documents.bridge

    press_mark(qtbot, match.cards.cards[0])
    assert len(bridge.dataset.events) == 1

    history.undo(bridge)
    assert not bridge.dataset.events


def test_the_ranking_is_not_asked_anew_for_the_agenda(qtbot, match):
    found = match.found

    press_mark(qtbot, match.cards.cards[0])

    assert not match.answers.is_waiting
    assert match.found is found


def test_sessions_move_by_keys_and_by_hand_and_undo_brings_them_back(qtbot, match, open_window):
    for card in match.cards.cards[:3]:
        press_mark(qtbot, card)
    rows = match.side.agenda.sessions.rows
    first, second, third = (row.report.title for row in rows)

    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown(match) == [second, first, third]
    assert rows[1].hasFocus()

    drag(qtbot, rows[2], rows[2].mapFromGlobal(rows[0].mapToGlobal(QPoint(40, 4))))
    assert shown(match) == [third, second, first]
    assert [row.report.time for row in rows] == sorted(row.report.time for row in rows)

    history.undo(open_window.documents.bridge)
    history.undo(open_window.documents.bridge)
    assert shown(match) == [first, second, third]


def drag(qtbot, row, end: QPoint) -> None:
    start = QPoint(40, row.height() // 2)
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for part in (1, 2, 3):
        qtbot.mouseMove(row, start + (end - start) * part / 3)
    QApplication.processEvents()
    qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=end)


def test_a_session_is_edited_where_it_stands_and_escape_leaves_it(qtbot, match):
    press_mark(qtbot, match.cards.cards[0])
    row = match.side.agenda.sessions.rows[0]

    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(90, 20))
    form = match.side.agenda.findChild(SessionForm)
    form.title.clear()
    qtbot.mouseClick(form.done, Qt.MouseButton.LeftButton)
    assert "needs a title" in form._problem.text()
    qtbot.keyClicks(form.title, "Flip chip pilot line")
    form.minutes.setValue(30)
    qtbot.keyClick(form.title, Qt.Key.Key_Return)

    assert shown(match) == ["Flip chip pilot line"]
    assert programme(match)[0].minutes == 30
    assert row.hasFocus()

    qtbot.keyClick(row, Qt.Key.Key_Return)
    form = match.side.agenda.findChildren(SessionForm)[-1]
    form.title.setText("Something else")
    qtbot.keyClick(form.title, Qt.Key.Key_Escape)
    assert shown(match) == ["Flip chip pilot line"]


def test_two_clicks_lead_from_a_session_to_what_its_title_rests_on(qtbot, match):
    press_mark(qtbot, match.cards.cards[1])
    place = match.cards.cards[1].report.place

    qtbot.mouseClick(match.side.agenda.sessions.rows[0], Qt.MouseButton.LeftButton, pos=QPoint(90, 20))
    qtbot.mouseClick(match.side.agenda.findChildren(SessionForm)[-1].why, Qt.MouseButton.LeftButton)

    assert match.side.tabs.current == WHY
    assert match.side.why._place == place


def test_suggested_sessions_are_with_the_best_that_have_none_and_clear_is_one_step(qtbot, match, open_window):
    press_mark(qtbot, match.cards.cards[1])
    agenda = match.side.agenda

    qtbot.mouseClick(agenda.suggest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(programme(match)) == 4, timeout=10_000)
    best = [card.report.place for card in match.cards.cards[:4]]
    assert {one.partner for one in programme(match)} == set(best)

    qtbot.mouseClick(agenda.clear, Qt.MouseButton.LeftButton)
    assert programme(match) == []
    assert not agenda.export.isEnabled()
    history.undo(open_window.documents.bridge)
    assert len(programme(match)) == 4


def test_messages_do_not_lie_over_the_actions_of_the_agenda(qtbot, match, open_window):
    press_mark(qtbot, match.cards.cards[0])

    toast = open_window.toast
    export = match.side.agenda.export
    corner = export.mapTo(open_window, QPoint(0, 0))
    over = toast.mapTo(open_window, QPoint(0, 0))
    assert toast.isVisible()
    assert over.x() + toast.width() <= corner.x()


@pytest.mark.parametrize("name", ["agenda.pptx", "agenda.pdf"])
def test_the_programme_leaves_as_a_slide_too(qtbot, match, open_window, tmp_path, name):
    press_mark(qtbot, match.cards.cards[0])
    place = open_window.dialogs.agenda_place = tmp_path / name

    qtbot.mouseClick(match.side.agenda.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(place.exists, timeout=30_000)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=10_000)

    assert place.read_bytes().startswith(b"PK" if place.suffix == ".pptx" else b"%PDF")


def test_of_several_events_the_chosen_one_has_its_own_programme(qtbot, match, open_window):
    bridge, agenda = open_window.documents.bridge, match.side.agenda
    press_mark(qtbot, match.cards.cards[0])
    assert not agenda.events.isVisible()
    operations.put_event(bridge, MatchmakingEvent("autumn", "Autumn forum", date="2099-10-01"))
    assert agenda.events.isVisible()
    assert agenda.event_shown.id == "autumn"
    assert not match.cards.cards[0].is_in_agenda

    agenda.events.setCurrentIndex(agenda.events.findText("Matchmaking agenda"))
    agenda.events.activated.emit(agenda.events.currentIndex())

    assert match.cards.cards[0].is_in_agenda
    assert len(shown(match)) == 1


def test_a_card_dragged_on_to_the_agenda_comes_into_it_and_elsewhere_does_nothing(qtbot, match):
    card, other = match.cards.cards[:2]
    side = match.side
    target = card.mapFromGlobal(side.mapToGlobal(side.rect().center()))
    start = QPoint(60, 40)
    for end, expected in ((start + QPoint(0, 90), []), (target, [card.report.place])):
        qtbot.mousePress(card, Qt.MouseButton.LeftButton, pos=start)
        for part in (1, 2, 3):
            qtbot.mouseMove(card, start + (end - start) * part / 3)
        QApplication.processEvents()
        qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=end)
        assert [one.partner for one in programme(match)] == expected

    assert card.is_in_agenda
    assert not other.is_in_agenda
