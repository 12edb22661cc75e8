"""J6: six views become slides, the story becomes a deck, and is presented; eight presses in all."""

from __future__ import annotations

from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chipmap.model.edits.stories import slides_in_order
from chipmap.ui.present.stage import Stage
from chipmap.ui.shell.story_making import story_page


def add_view(window, qtbot):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_A, keys)


def test_an_officer_turns_six_views_into_a_deck_and_presents_it(starter_window, dialogs, qtbot, tmp_path):
    window = starter_window
    view, bridge = window.view, window.view.bridge
    story = story_page(view).story
    before = len(slides_in_order(bridge.dataset, story))
    looks = (
        {"segment": "atp"},
        {"segment": "fab"},
        {"subject": "MYS"},
        {"page": "match"},
        {"page": "scorecards"},
        {"page": "map", "as_table": True},
    )
    for look in looks:
        view.selection.choose(**look)
        add_view(window, qtbot)
    slides = slides_in_order(bridge.dataset, story)
    assert len(slides) == before + 6
    assert window.toast.isVisible()

    dialogs.story_place = tmp_path / "board.pptx"
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    page = story_page(view)
    assert view.selection.view.page == "story"
    buttons = page.side.exports.itemAt(0).widget().buttons
    qtbot.mouseClick(buttons["deck"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialogs.story_place.exists, timeout=20_000)
    deck = Presentation(dialogs.story_place)
    contents = {slide.shapes.title.text for slide in deck.slides}
    assert len(deck.slides) == before + 6
    assert all(contents)

    page.choose(story, slides[-1].id)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    stage = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Stage))
    qtbot.waitUntil(lambda: stage.shown_slide is not None, timeout=10_000)
    assert stage.isFullScreen()
    assert stage.shown_slide.id == slides[-1].id, "the talk begins where the officer was"
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)

    for _step in range(6):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(slides_in_order(bridge.dataset, story)) == before
