"""What a stranger does in the first minutes, by mouse and keys only."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.geography.places import load_places
from chipmap.model.records import NOW, OWNER
from chipmap.ui.panels.gap_list import GapRow
from chipmap.ui.tokens import LIGHT

LEFT = Qt.MouseButton.LeftButton


def button(parent, text):
    """The visible button that reads `text`, or whose accessible name begins with it."""
    found = [
        button
        for button in parent.findChildren(QAbstractButton)
        if button.isVisible() and (button.text() == text or button.accessibleName().startswith(text))
    ]
    assert found, f"no button {text!r}"
    return found[0]


def colours_at(canvas, code):
    """The colours of the final picture around the middle of a place."""
    canvas.show_names(False)
    canvas.show_institutions(False)
    canvas.backdrop.renew_at_once(canvas.wish())
    image = canvas.grab().toImage()
    middle = canvas.viewport.to_screen(*load_places()[code].anchor).toPoint()
    around = [middle + QPoint(dx, dy) for dx in range(-6, 7) for dy in range(-6, 7)]
    return {image.pixelColor(point).name().upper() for point in around}


def test_one_click_shows_europes_weakest_segments(main_window, qtbot):
    qtbot.mouseClick(button(main_window, "Open the starter data"), LEFT)

    view = main_window.view
    qtbot.waitUntil(lambda: bool(view.panel.findChildren(GapRow)), timeout=20_000)
    gaps = [row.line for row in view.panel.findChildren(GapRow)]
    widest = view.bridge.standings.widest_gap("EU27")
    assert view.selection.view.segment == widest
    assert len(gaps) == 6
    assert [gap.gap for gap in gaps] == sorted(gap.gap for gap in gaps)
    assert all(gap.gap < 0 for gap in gaps)


def test_click_malaysia_click_packaging_edit_press_4_changes_the_map(starter_window, qtbot):
    view = starter_window.view
    canvas, panel = view.page("map").canvas, view.panel
    qtbot.mouseClick(button(view.page("map"), "What the map shows: Capability"), LEFT)
    before = colours_at(canvas, "MYS")

    malaysia = canvas.viewport.to_screen(*load_places()["MYS"].anchor).toPoint()
    qtbot.mouseClick(canvas, LEFT, pos=malaysia)
    packaging = next(row for row in panel.scores.chain.shown_rows() if row.line.segment == "atp")
    qtbot.mouseClick(packaging, LEFT)
    suggested = colours_at(canvas, "MYS")
    qtbot.mouseClick(button(panel, "Edit scores"), LEFT)
    qtbot.keyClick(starter_window.focusWidget(), "4")

    qtbot.waitUntil(lambda: not canvas.backdrop.is_busy, timeout=20_000)
    assert view.bridge.dataset.scores[("MYS", "atp", OWNER, 1)].level(NOW) == 4
    assert LIGHT.capability[4] in colours_at(canvas, "MYS")
    assert LIGHT.capability[4] not in before | suggested
    assert starter_window.toast.isVisible()
    assert "changed to 4" in starter_window.toast.text
    qtbot.mouseClick(button(panel, "Done"), LEFT)
    assert panel.scores.card.accessibleName().startswith("Strong in packaging & test")

    qtbot.keyClick(starter_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert LIGHT.capability[4] not in colours_at(canvas, "MYS")
    assert panel.scores.card.accessibleName().startswith("Established in packaging & test")


def test_scoring_the_focus_region_moves_its_ribbon(starter_window, qtbot):
    view = starter_window.view
    before = button(view.ribbon, "Design").accessibleName()
    qtbot.mouseClick(button(view.ribbon, "Design"), LEFT)

    qtbot.mouseClick(button(view.panel, "Edit scores"), LEFT)
    qtbot.keyClick(starter_window.focusWidget(), "5")

    after = button(view.ribbon, "Design").accessibleName()
    assert before != after
    assert "level 5" in after


def test_an_institution_is_opened_from_its_country_scored_and_left_again(starter_window, qtbot):
    view = starter_window.view
    view.selection.choose(subject="BEL")
    qtbot.mouseClick(button(view.panel, "Institutions"), LEFT)
    lines = view.panel.institutions.list
    imec = next(
        lines.model().index(row, 0)
        for row in range(lines.model().rowCount())
        if lines.model().index(row, 0).data() == "imec"
    )

    lines.scrollTo(imec)
    qtbot.mouseClick(lines.viewport(), LEFT, pos=lines.visualRect(imec).center())
    qtbot.mouseClick(button(view.panel, "Edit scores"), LEFT)
    qtbot.keyClick(starter_window.focusWidget(), "5")
    qtbot.mouseClick(button(view.panel, "Done"), LEFT)
    qtbot.mouseClick(button(view.panel, "Back to Belgium"), LEFT)

    assert view.bridge.standings.of("imec", view.selection.view.segment).level == 5
    assert view.selection.view.subject == "BEL"
