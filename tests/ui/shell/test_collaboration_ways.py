"""The ways to the register of collaborations from everywhere else in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from chipmap.model.geography.arcs import ArcKind, arcs_of_collaborations, find_arcs
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import DueDiligence, DueDiligenceTopic
from chipmap.ui.collaboration_wish import wish_of
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.panels.side_panel import COLLABORATIONS
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.shell.collaboration_ways import collaborations_page, show_collaboration
from chipmap.ui.shell.issue_places import go_to_issue

CALL = "kr_call_2024"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot, open_window):
    with qtbot.waitActive(open_window):
        open_window.activateWindow()
    return open_window.view


def opened(view):
    """The collaboration that the page has open, where that page is shown."""
    page = collaborations_page(view)
    assert page.isVisible()
    return page.side.form.work.id


def test_the_search_and_an_entry_of_the_side_panel_open_a_collaboration(qtbot, view, open_window):
    open_window.open_search("energiz")
    field = open_window.finding._search._field
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert opened(view) == "kr_energize"
    view.selection.choose(page="map", subject="KOR")
    view.panel.show_tab(COLLABORATIONS)
    card = next(one for one in view.panel.collaborations.findChildren(SourceCard) if one.citation.key)

    qtbot.mouseClick(card, LEFT)

    assert opened(view) == card.citation.key


def test_a_line_of_the_map_leads_to_what_stands_behind_it(view):
    arcs = find_arcs(view.bridge.dataset, ArcKind.COLLABORATIONS, segment="atp", focus="EU27")
    several = next(arc for arc in arcs.shown if arc.count > 1)
    single = arcs_of_collaborations(view.bridge.dataset, [several.collaborations[0]], "EU27").shown[0]

    view.show_behind_arc(single)
    assert opened(view) == single.collaborations[0].id
    view.show_behind_arc(several)
    assert wish_of(view.selection.view).partner == several.far
    view.selection.choose(segment="atp")
    shown = {row.key for row in collaborations_page(view).rows}
    assert {work.id for work in several.collaborations} <= shown


def test_an_overdue_step_and_an_overdue_check_open_where_they_are_settled(view):
    work = replace(view.bridge.dataset.collaborations[CALL], next_step="Write", next_date="2020")
    operations.put_collaboration(view.bridge, work)
    operations.put_check(view.bridge, DueDiligence(CALL, DueDiligenceTopic.ETHICS, due="2020"))
    about = {"collaboration": CALL, "name": work.name}

    go_to_issue(view, Issue("step-overdue", Severity.WARNING, field_name="next_date", params=about))
    page = collaborations_page(view)
    assert page.side.form.lines["next_date"].hasFocus()

    topic = {**about, "topic": "ethics", "owner": ""}
    go_to_issue(view, Issue("check-overdue", Severity.WARNING, field_name="due", params=topic))
    section = page.side.checks.sections[DueDiligenceTopic.ETHICS]
    assert section.is_open
    assert section.state.hasFocus()


def test_an_overdue_check_of_a_place_opens_beside_its_reasons(qtbot, view):
    operations.put_check(view.bridge, DueDiligence("CHN", DueDiligenceTopic.OWNERSHIP, due="2020"))
    about = {"topic": "ownership", "owner": ""}

    go_to_issue(view, Issue("check-overdue", Severity.WARNING, "CHN", field_name="due", params=about))

    section = view.page("match").side.checks.sections[DueDiligenceTopic.OWNERSHIP]
    qtbot.waitUntil(lambda: section.is_open and section.state.hasFocus(), timeout=20_000)
    qtbot.keyClicks(section.note, "Asked the registry")
    view.commit_pending()
    assert view.bridge.dataset.due_diligence["CHN", "ownership"].note == "Asked the registry"


def test_a_partner_is_taken_along_into_a_new_collaboration(qtbot, view):
    view.selection.choose(page="match", segment="atp", subject="MYS")
    match = view.page("match")
    qtbot.waitUntil(lambda: match.found is not None and not match.is_busy, timeout=20_000)

    qtbot.mouseClick(match.side.why.start, LEFT)

    work = view.bridge.dataset.collaborations[opened(view)]
    assert (work.partners, work.segments, work.stage) == (("EU27", "MYS"), ("atp",), "idea")
    assert collaborations_page(view).side.form.lines["name"].hasFocus()


def test_what_is_typed_is_kept_before_saving_and_one_that_is_gone_is_said_to_be(qtbot, view, open_window):
    show_collaboration(view, CALL)
    topic = collaborations_page(view).side.form.texts["topic"]
    topic.setFocus()
    qtbot.keyClicks(topic, "New: ")
    view.commit_pending()

    assert view.bridge.dataset.collaborations[CALL].topic.startswith("New: ")
    view.selection.choose(page="map")
    operations.remove_collaboration(view.bridge, CALL)
    show_collaboration(view, CALL)
    assert view.selection.view.page == "map"
    assert "removed" in open_window.toast.text


def test_the_register_goes_out_as_a_workbook_and_what_comes_back_is_reviewed(
    qtbot, view, open_window, dialogs, tmp_path
):
    show_collaboration(view, CALL)
    page = collaborations_page(view)
    dialogs.table_place = tmp_path / "register.xlsx"
    qtbot.mouseClick(page.export_button, LEFT)
    qtbot.waitUntil(lambda: open_window.toast is not None and "87" in open_window.toast.text, timeout=20_000)
    assert dialogs.table_place.exists()

    dialogs.scorecard = dialogs.table_place
    qtbot.mouseClick(page.import_button, LEFT)
    dialog = open_window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: [file.plan for file in dialog.files.files] not in ([], [None]), timeout=30_000)
    (file,) = dialog.files.files
    assert file.plan.is_of_register
    assert file.plan.items == ()
