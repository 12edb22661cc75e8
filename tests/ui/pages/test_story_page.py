"""Views become slides by one key, and a story is ordered, worded, frozen and undone by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from chipmap.model.edits.stories import slides_in_order, stories_in_order
from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import SlideKind
from chipmap.model.story.slide_view import view_of
from chipmap.ui.main_window import MainWindow
from chipmap.ui.operations import scores
from chipmap.ui.pages.story_page import FROZEN, LIVE, StoryPage
from chipmap.ui.shell.story_making import story_page
from chipmap.ui.shell.toast import _ToastButton

STORY = "story1"
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(open_window: MainWindow, qtbot: QtBot) -> StoryPage:
    """The Story page with everything computed and drawn."""
    qtbot.keyClick(open_window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    made = story_page(open_window.view)
    qtbot.waitUntil(lambda: made.isVisible() and not made.is_busy)
    return made


def slides(window: MainWindow, story: str = STORY) -> list:
    return slides_in_order(window.view.bridge.dataset, story)


def ids(window: MainWindow) -> list[str]:
    return [slide.id for slide in slides(window)]


def test_each_page_becomes_a_slide_by_one_key_and_the_message_leads_to_it(open_window, qtbot):
    view = open_window.view
    views = (
        ({"page": "map", "layer": LayerKind.CAPABILITY, "subject": None}, SlideKind.MAP),
        ({"page": "map", "layer": LayerKind.NEED}, SlideKind.MAP_FIGURES),
        ({"page": "map", "subject": "EU27", "compared_places": ("EU27", "MYS")}, SlideKind.COMPARISON),
        ({"page": "map", "as_table": True, "subject": None, "compared_places": ()}, SlideKind.TABLE),
        ({"page": "scorecards", "as_table": False}, SlideKind.TABLE),
        ({"page": "match"}, SlideKind.MATCH),
    )
    for fields, kind in views:
        view.selection.choose(**fields)
        if kind is SlideKind.MATCH:
            qtbot.mouseClick(view.page("match").story, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
        added = slides(open_window)[-1]
        assert added.slide_kind is kind
        saved = view_of(added.view)
        assert (saved.segment, saved.focus) == (view.selection.view.segment, "EU27")
    assert len(slides(open_window)) == 12
    assert open_window.toast.text == "Slide 12 added to the story"
    ways = [one for one in open_window.toast.findChildren(_ToastButton) if one.text() == "Open story"]
    qtbot.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    page = story_page(view)
    assert view.selection.view.page == "story"
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.slide.id == slides(open_window)[-1].id
    assert page.side.title.toPlainText().endswith("first among partners in packaging & test")
    assert not view.ribbon.isVisible()
    open_window.commands["undo"].trigger()
    assert len(slides(open_window)) == 11


def test_pages_beside_the_map_give_the_slide_that_tells_most_of_them(open_window, qtbot):
    view = open_window.view
    view.selection.choose(page="collaborations", layer=LayerKind.CAPABILITY, subject=None)
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    work = slides(open_window)[-1]
    assert (work.slide_kind, "arcs" in work.options) == (SlideKind.MAP, True)
    assert view_of(work.view).arcs == "collaborations"

    view.selection.choose(page="foresight")
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    ahead = slides(open_window)[-1]
    assert (ahead.slide_kind, view_of(ahead.view).layer) == (SlideKind.MAP_FIGURES, "need")

    for page in ("issues", "settings"):
        view.selection.choose(page=page)
        qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
        assert slides(open_window)[-1].id == ahead.id
        assert "another page" in open_window.toast.text


def test_what_is_in_view_on_the_map_is_in_the_slide(open_window, qtbot):
    view = open_window.view
    view.selection.choose(page="map", layer=LayerKind.CAPABILITY, subject=None)
    map_page = view.page("map")
    qtbot.waitUntil(lambda: not map_page.canvas.backdrop.is_busy)
    map_page.institutions_switch.setChecked(False)
    map_page.arc_switch.pill.setChecked(True)
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    home = slides(open_window)[-1]
    assert home.options == ("legend", "names", "figures", "arcs")
    assert view_of(home.view).extent is None
    qtbot.keyClick(map_page.canvas, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: not map_page.canvas.backdrop.is_busy)
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    extent = view_of(slides(open_window)[-1].view).extent
    assert extent is not None
    assert extent[2] > extent[3] > 0


def test_slides_are_ordered_by_keys_and_mouse_copied_removed_and_undone(open_window, page, qtbot):
    first, second, third, *_rest = ids(open_window)
    assert [row.title for row in page.slides.rows][1] == "Packaging & test is Europe’s widest gap to 2030"
    assert page.pictures.picture(first) is not None
    qtbot.keyClick(page.slides, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(open_window)[:3] == [second, first, third]
    assert page.slide.id == first
    qtbot.keyClick(page.slides, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.slides, Qt.Key.Key_Down)
    assert page.slide.id == second
    qtbot.keyClick(page.slides, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(ids(open_window)) == 7
    qtbot.keyClick(page.slides, Qt.Key.Key_Delete)
    assert second not in ids(open_window)
    open_window.commands["undo"].trigger()
    open_window.commands["undo"].trigger()
    assert ids(open_window)[:3] == [first, second, third]
    drop_first_below_second(page)
    assert ids(open_window)[:3] == [second, first, third]


def drop_first_below_second(page: StoryPage) -> None:
    page.slides.setCurrentIndex(page.slides.model().index(0))
    at = page.slides.visualRect(page.slides.model().index(1)).center() + QPoint(0, 20)
    drop = QDropEvent(
        at,
        Qt.DropAction.MoveAction,
        page.slides.model().mimeData([page.slides.model().index(0)]),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.slides.dropEvent(drop)


def test_words_and_options_are_edited_in_place_and_the_view_opens_again(open_window, page, qtbot):
    page.choose(STORY, ids(open_window)[1])
    qtbot.waitUntil(lambda: not page.is_busy)
    title = page.side.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Two levels to close")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert slides(open_window)[1].title == "Two levels to close"
    assert page.slides.rows[1].title == "Two levels to close"
    assert page.side.finding.isVisible()
    qtbot.mouseClick(page.side.finding, Qt.MouseButton.LeftButton)
    assert slides(open_window)[1].title == ""
    assert title.toPlainText() == "Packaging & test is Europe’s widest gap to 2030"
    legend = page.side.options["legend"]
    qtbot.mouseClick(legend, Qt.MouseButton.LeftButton, pos=QPoint(8, legend.height() // 2))
    assert "legend" not in slides(open_window)[1].options
    plain = next(one.id for one in slides(open_window) if one.slide_kind is SlideKind.MAP)
    page.choose(STORY, plain)
    qtbot.waitUntil(lambda: not page.is_busy)
    figures = page.side.options["figures"]
    qtbot.mouseClick(figures, Qt.MouseButton.LeftButton, pos=QPoint(8, figures.height() // 2))
    assert open_window.view.bridge.dataset.slides[STORY, plain].slide_kind is SlideKind.MAP_FIGURES
    page.choose(STORY, ids(open_window)[1])
    qtbot.waitUntil(lambda: not page.is_busy)
    qtbot.keyClicks(page.notes, "Pause here.")
    page.slides.setFocus()
    page.choose(STORY, ids(open_window)[2])
    assert slides(open_window)[1].notes == "Pause here."
    assert page.notes.toPlainText() == ""
    page.choose(STORY, ids(open_window)[5])
    qtbot.waitUntil(lambda: not page.is_busy)
    assert "21" in page.side.title.toPlainText()
    page.choose(STORY, ids(open_window)[2])
    assert slides(open_window)[5].title == "", "looking at a slide words nothing"
    qtbot.mouseClick(page.side.open_view, Qt.MouseButton.LeftButton)
    view = open_window.view.selection.view
    assert (view.page, view.layer, view.segment) == ("map", LayerKind.DEPENDENCE, "atp")


def test_a_frozen_slide_keeps_its_figures_when_a_level_changes_and_a_live_one_follows(
    open_window, page, qtbot
):
    page.choose(STORY, ids(open_window)[1])
    qtbot.waitUntil(lambda: not page.is_busy)
    page.state.picked.emit(FROZEN)
    slide = slides(open_window)[1]
    assert not slide.is_live
    qtbot.waitUntil(lambda: not page.is_busy)
    before = page.contents.content(slide)
    scores.set_level(open_window.view.bridge, subject="EU27", segment="atp", level=3)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [one.text for one in page.contents.content(slide).figures] == ["2", "4", "−2"]
    assert page.contents.content(slide) == before
    page.state.picked.emit(LIVE)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [one.text for one in page.contents.content(slides(open_window)[1]).figures] == ["3", "4", "−1"]
    assert page.side.title.toPlainText().startswith("Europe is 1 level short")
    page.bar.freeze_all.trigger()
    assert not any(slide.is_live for slide in slides(open_window))
    assert open_window.toast.text == "6 slides keep their figures"
    page.bar.thaw_all.trigger()
    assert all(slide.is_live for slide in slides(open_window))


def test_stories_are_added_named_and_removed_and_take_the_next_slide(open_window, page, qtbot):
    page.bar.story_wanted.emit()
    qtbot.keyClicks(page.bar.title, "For the council")
    qtbot.keyClick(page.bar.title, Qt.Key.Key_Return)
    dataset = open_window.view.bridge.dataset
    assert [story.title for story in stories_in_order(dataset)] == ["Partners", "For the council"]
    assert page.slide is None
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    (text,) = slides(open_window, "story2")
    assert text.slide_kind is SlideKind.TEXT
    qtbot.keyClicks(page.side.body, "- One point")
    page.commit_pending()
    assert slides(open_window, "story2")[0].body == "- One point"
    open_window.view.selection.choose(page="map")
    qtbot.keyClick(open_window, Qt.Key.Key_A, CONTROL_SHIFT)
    assert len(slides(open_window, "story2")) == 2
    page.bar.story_removal_wanted.emit()
    assert len(stories_in_order(open_window.view.bridge.dataset)) == 1
    open_window.commands["undo"].trigger()
    assert len(slides(open_window, "story2")) == 2
