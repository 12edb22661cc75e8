from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from chipmap.ui.operations.scores import set_level
from chipmap.ui.shell.toast import Toast


@pytest.fixture
def canvas(preferences, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_it_lies_at_the_bottom_right_of_the_canvas(canvas):
    toast = Toast(canvas)

    toast.say("Lithography, Malaysia: 3 changed to 4", "Undo", lambda: None)

    assert canvas.rect().contains(toast.geometry())
    assert toast.geometry().right() > 850
    assert toast.geometry().bottom() > 560


def test_it_stays_while_the_pointer_is_over_it(canvas):
    toast = Toast(canvas)
    toast.say("Saved")
    assert toast._timer.isActive()

    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast._timer.isActive()

    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()


def test_it_stays_while_its_button_has_the_focus(canvas, qtbot):
    toast = Toast(canvas)
    toast.say("Saved", "Undo", lambda: None)
    canvas.activateWindow()
    toast._action.setFocus()
    qtbot.waitUntil(toast._action.hasFocus)

    toast._leave()

    assert toast.isVisible()


def test_a_new_message_takes_the_place_of_the_old_one(canvas):
    toast = Toast(canvas)
    done = []
    toast.say("first", "Undo", lambda: done.append("first"))
    toast.say("second", "Undo", lambda: done.append("second"))

    toast._action.click()

    assert done == ["second"]
    assert toast.isHidden()


def test_a_long_message_is_wrapped_not_cut(canvas):
    toast = Toast(canvas)

    toast.say(
        "Emerging computing devices (neuromorphic, 2D, quantum), Malaysia: not scored changed to 5 " * 2
    )

    assert toast._text.heightForWidth(toast._text.width()) <= toast._text.height() + 1


def test_another_page_does_not_hand_the_focus_to_the_message(open_window, qtbot):
    view = open_window.view
    set_level(view.bridge, subject="MYS", segment="atp", level=4)
    open_window.activateWindow()
    view.panel.findChild(QPushButton).setFocus()
    qtbot.waitUntil(lambda: view.panel.isAncestorOf(QApplication.focusWidget()))

    view.selection.choose(page="issues")

    assert view.page("issues").isAncestorOf(QApplication.focusWidget())


def test_it_lies_beside_a_panel_that_covers_the_page(open_window):
    open_window.setMinimumSize(0, 0)
    open_window.resize(1200, 800)
    view = open_window.view
    view.selection.choose(subject="MYS")
    QApplication.processEvents()

    set_level(view.bridge, subject="MYS", segment="atp", level=4)

    toast = open_window.toast
    assert view.panel.isVisible()
    assert toast.mapTo(view, toast.rect().bottomRight()).x() < view.panel.mapTo(view, QPoint(0, 0)).x()
