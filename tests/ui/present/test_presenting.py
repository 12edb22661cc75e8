"""A talk as the presenter gives it: keys, live map, levels, black screen, and screens that come and go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QScrollArea

from chipmap.model.records import OWNER
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.file_dialogs import Answer
from chipmap.ui.operations.stories import change_slide, freeze_slide, move_slide, remove_slide, remove_story
from chipmap.ui.present.presentation import Presentation
from chipmap.ui.present.presenter_view import PresenterView, ScreenOffer
from chipmap.ui.present.stage import Stage
from chipmap.ui.shell.story_sharing import present
from chipmap.wording.slides.contents import frozen_text

STORY = "story1"


@pytest.fixture
def bridge(preferences, tmp_path):
    workspace = create_workspace(tmp_path / "talk.chipmap", starter_dataset(title="Partners of Europe"))
    made = WorkspaceBridge(workspace)
    yield made
    made.close()


@pytest.fixture
def talk(bridge):
    return Presentation(bridge, STORY)


@pytest.fixture
def stage(talk, qtbot):
    made = Stage(talk)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    settle(made, qtbot)
    return made


def settle(stage, qtbot):
    """Wait until the picture of the slide that should be shown is on the stage."""

    def is_complete():
        slide = stage.talk.slide
        return stage.shown_slide == slide and not stage.is_busy

    qtbot.waitUntil(is_complete, timeout=10_000)


def press(stage, qtbot, *keys):
    for key in keys:
        qtbot.keyClick(stage, key)


def test_a_talk_is_given_by_keys(talk, stage, qtbot):
    press(stage, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert talk.index == 2

    press(stage, qtbot, Qt.Key.Key_Left)
    assert talk.index == 1

    press(stage, qtbot, Qt.Key.Key_6)
    assert (talk.typed, talk.index) == ("6", 1)
    press(stage, qtbot, Qt.Key.Key_Return)
    assert (talk.typed, talk.index) == ("", 5)

    press(stage, qtbot, Qt.Key.Key_Right)
    assert talk.index == 5, "after the last slide the last stays"

    press(stage, qtbot, Qt.Key.Key_Home, Qt.Key.Key_9, Qt.Key.Key_Escape)
    assert (talk.typed, talk.index) == ("", 0)

    press(stage, qtbot, Qt.Key.Key_B)
    settle(stage, qtbot)
    middle = stage.grab().toImage().pixelColor(640, 360)
    assert (middle.red(), middle.green(), middle.blue()) == (0, 0, 0)
    press(stage, qtbot, Qt.Key.Key_Right)
    assert not talk.is_blank, "going on shows the slide again"

    with qtbot.waitSignal(talk.ended):
        press(stage, qtbot, Qt.Key.Key_Escape)


def test_the_map_of_a_slide_is_live(bridge, talk, stage, qtbot):
    press(stage, qtbot, Qt.Key.Key_Right)
    settle(stage, qtbot)
    home = stage.map.viewport.metres_per_px

    press(stage, qtbot, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: stage.map.viewport.metres_per_px < home * 0.9)
    press(stage, qtbot, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: stage.map.is_at_home)

    stage.map.view_selection.choose(subject="MYS")
    assert stage.levels.isVisible()
    press(stage, qtbot, Qt.Key.Key_4)
    score = bridge.dataset.scores["MYS", "atp", OWNER, bridge.dataset.settings.current_round]
    assert score.level("now") == 4
    assert "Malaysia" in talk.message
    assert talk.index == 1, "a digit is a level while a place is chosen"
    settle(stage, qtbot)
    assert stage.map.scene.label("MYS").endswith("0"), "the map shows the new distance from the need"

    qtbot.keyClick(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ("MYS", "atp", OWNER, bridge.dataset.settings.current_round) not in bridge.dataset.scores

    press(stage, qtbot, Qt.Key.Key_Escape)
    assert not stage.levels.isVisible()
    assert talk.slide is not None, "the first Escape only lets go of the place"


def test_legend_and_bright_pointer_are_switched(talk, stage, qtbot):
    assert stage.map.shows_legend
    press(stage, qtbot, Qt.Key.Key_L)
    assert not stage.map.shows_legend

    press(stage, qtbot, Qt.Key.Key_P)
    box = stage.sheet_rect
    stage.point_at(QPointF(box.left() + box.width() / 2, box.top() + box.height() / 2))
    assert talk.pointer == QPointF(0.5, 0.5)
    assert stage.cursor().shape() is Qt.CursorShape.BlankCursor
    press(stage, qtbot, Qt.Key.Key_P)
    assert talk.pointer is None


def test_a_frozen_slide_has_a_still_map(bridge, talk, stage, qtbot):
    slide = talk.slide
    figures = frozen_text(bridge.dataset, slide, bridge.names, made_on=date(2026, 11, 22))
    freeze_slide(bridge, slide, figures)
    settle(stage, qtbot)

    assert stage.map is None


def test_the_presenter_sees_notes_next_slide_and_time(bridge, talk, stage, qtbot):
    change_slide(bridge, talk.slide, notes="Begin with the number.")
    presenter = PresenterView(talk, stage)
    qtbot.addWidget(presenter)
    presenter.resize(1280, 720)
    presenter.give_stage()
    presenter.show()
    qtbot.waitUntil(lambda: presenter.next.has_image and presenter.mirror.has_image, timeout=10_000)

    assert presenter.notes_text == "Begin with the number."
    assert presenter.next.accessibleDescription() == talk.content(talk.following).title
    qtbot.keyClick(presenter, Qt.Key.Key_Right)
    assert talk.index == 1
    assert presenter.notes_text != "Begin with the number."
    assert stage.accessibleDescription().startswith("Slide 2 of 6: Packaging & test is")

    notes = presenter.findChild(QScrollArea).widget()
    qtbot.mouseClick(notes, Qt.MouseButton.LeftButton)
    assert not notes.hasFocus(), "a remote control turns slides whatever was clicked"


def test_the_talk_goes_on_here_when_the_projector_is_gone(talk, stage, qtbot):
    presenter = PresenterView(talk, stage)
    qtbot.addWidget(presenter)
    presenter.resize(1280, 720)
    presenter.give_stage()
    presenter.show()
    talk.go_to(2)

    presenter.hold_stage()
    settle(stage, qtbot)

    assert presenter.holds_stage
    assert stage.isVisible()
    assert talk.index == 2
    presenter.offer_screens([ScreenOffer("HDMI-1", "Projector")])
    with qtbot.waitSignal(presenter.screen_wanted) as wanted:
        presenter.offers[0].click()
    assert wanted.args == ["HDMI-1"]


def test_a_talk_follows_its_slide_when_the_story_changes_and_empties_with_it(bridge, talk, stage, qtbot):
    talk.go_to(1)
    shown = talk.slide
    move_slide(bridge, shown, 4)
    assert (talk.slide.id, talk.index) == (shown.id, 4)
    assert talk.message == "Moved slide"

    remove_slide(bridge, talk.slide)
    assert talk.index == 4, "the slide after it takes its place"
    settle(stage, qtbot)

    remove_story(bridge, STORY)
    qtbot.waitUntil(lambda: stage.shown_slide is None)
    assert stage.map is None
    middle = stage.grab().toImage().pixelColor(640, 100)
    assert (middle.red(), middle.green(), middle.blue()) == (0, 0, 0)


def test_a_still_map_loses_its_legend_too(bridge, talk, stage, qtbot):
    slide = talk.slide
    freeze_slide(bridge, slide, frozen_text(bridge.dataset, slide, bridge.names, made_on=date(2026, 11, 22)))
    settle(stage, qtbot)
    before = stage.grab().toImage()

    press(stage, qtbot, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: not stage.is_busy and stage.grab().toImage() != before, timeout=10_000)


def test_a_window_gives_one_talk_that_ends_with_its_workspace(open_window, dialogs, qtbot):
    first = present(open_window)
    assert first is not None
    assert present(open_window) is first
    with qtbot.waitSignal(first.ended):
        first.stage.close()

    second = present(open_window, rehearses=True)
    assert second is not None
    dialogs.about_edits = Answer.GIVE_UP
    with qtbot.waitSignal(second.ended):
        open_window.commands["close"].trigger()
    assert present(open_window) is None


def test_a_story_without_slides_is_not_presented_but_says_why(open_window):
    bridge = open_window.view.bridge
    remove_story(bridge, STORY)

    assert present(open_window) is None
    assert "Ctrl+Shift+A" in open_window.toast.text


def test_an_empty_story_says_so(bridge, qtbot):
    stage = Stage(Presentation(bridge, "nothing"))
    qtbot.addWidget(stage)
    stage.resize(640, 360)
    stage.show()
    press(stage, qtbot, Qt.Key.Key_Right, Qt.Key.Key_3, Qt.Key.Key_Return)

    assert stage.talk.slide is None


SCREENS = {
    "screens": [
        {"name": "Laptop", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1},
        {"name": "Projector", "x": 1280, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 2},
    ]
}


def test_two_screens_of_different_scaling_and_a_projector_that_comes_and_goes(tmp_path):
    """In a program of its own, because the screens are there from its start."""
    (tmp_path / "screens.json").write_text(json.dumps(SCREENS), encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}",
        "CHIPMAP_HOME": str(tmp_path / "home"),
    }

    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.present.two_screens", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["window"], told["ratio"]) == ("Laptop", 2)
    shared = {"stage": "Projector", "stage_is_full": True, "presenter": "Laptop", "holds_stage": False}
    here = {"stage": "Laptop", "presenter": "Laptop", "holds_stage": True}
    assert told["begun"].items() >= {**shared, "slide": 0, "stage_size": [1920, 1080]}.items()
    assert told["next"].items() >= {**shared, "slide": 1}.items()
    assert told["unplugged"].items() >= {**here, "slide": 1}.items()
    assert told["plugged"].items() >= {**here, "slide": 1}.items(), "nothing moves by itself"
    assert told["plugged"]["offers"] == ["Show slides on Projector"]
    assert told["taken"].items() >= {**shared, "slide": 1}.items()
    assert told["ended"] == [False, False]
