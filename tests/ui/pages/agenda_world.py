"""The Agenda page of one window for the tests of a module, and what they ask of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from chipmap.ui.gallery_agenda import EVENT, prepare_event
from chipmap.ui.pages.agenda_page import PARTICIPANTS
from tests.ui.pages.shared_window import shared_window, taking_back

__all__ = ["EVENT", "agenda", "bridge", "dialogs", "open_window", "prepared", "window"]


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("agenda")
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        with shared_window(folder) as window:
            yield window


@pytest.fixture(scope="module")
def prepared(window):
    """An event of institutions, their wishes and a timetable; other tests begin with it."""
    prepare_event(window.documents.bridge)


@pytest.fixture
def open_window(window, prepared):
    with taking_back(window):
        yield window


@pytest.fixture
def bridge(open_window):
    return open_window.documents.bridge


@pytest.fixture
def dialogs(open_window):
    return open_window.dialogs


@pytest.fixture
def agenda(open_window):
    """The page with the event, as it is when it is opened."""
    open_window.view.selection.choose(page="agenda", event=EVENT.id)
    page = open_window.view.page("agenda")
    page.participants.contacts.setChecked(False)
    page.show_part(PARTICIPANTS)
    return page


def dialog_of(window, kind):
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def quiet(qtbot, window):
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    QApplication.processEvents()


def people(bridge):
    return {one.id: one for one in bridge.dataset.participants.of(EVENT.id).values()}


def meetings(bridge):
    return {(one.one, one.other): one for one in bridge.dataset.meetings.of(EVENT.id).values()}
