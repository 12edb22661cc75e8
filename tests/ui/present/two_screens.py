"""A talk on a laptop and a projector of another scaling; run as a program with two screens that are none.

`python -m tests.ui.present.two_screens FOLDER` prints what stands where at each step as one JSON object.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from chipmap.model.host.settings import AppSettings
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences
from chipmap.ui.shell.presenting import Presenting
from chipmap.ui.shell.story_sharing import present


def where(talk: Presenting) -> dict[str, object]:
    """What stands on which screen, and which slide is shown."""
    stage, presenter = talk.stage, talk.presenter
    return {
        "slide": talk.talk.index,
        "stage": stage.window().screen().name(),
        "stage_is_full": stage.isFullScreen(),
        "stage_size": [stage.window().width(), stage.window().height()],
        "presenter": presenter.screen().name() if presenter.isVisible() else "",
        "holds_stage": presenter.holds_stage,
        "offers": [one.text() for one in presenter.offers],
    }


def main(folder: Path) -> None:
    """Give a talk on two screens, lose one, and go on."""
    application = make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    path = folder / "talk.chipmap"
    create_workspace(path, starter_dataset(title="Partners of Europe")).close()
    window = MainWindow(preferences)
    window.documents.open(path)
    window.show()
    laptop, projector = QGuiApplication.screens()
    told = {"window": window.screen().name(), "ratio": projector.devicePixelRatio()}
    talk = present(window)
    assert talk is not None
    QTest.qWait(600)
    told["begun"] = where(talk)
    QTest.keyClick(talk.presenter, Qt.Key.Key_Right)
    QTest.qWait(300)
    told["next"] = where(talk)
    application.screenRemoved.emit(projector)
    QTest.qWait(300)
    told["unplugged"] = where(talk)
    application.screenAdded.emit(projector)
    QTest.qWait(300)
    told["plugged"] = where(talk)
    talk.presenter.offers[0].click()
    QTest.qWait(300)
    told["taken"] = where(talk)
    windows = (talk.stage, talk.presenter)
    QTest.keyClick(talk.presenter, Qt.Key.Key_Escape)
    told["ended"] = [one.isVisible() for one in windows]
    sys.stdout.write(json.dumps(told) + "\n")
    assert laptop is window.screen()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
