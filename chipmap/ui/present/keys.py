"""The keys of a presentation, the same in both windows (ux.md, J6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from chipmap.ui.operations import history
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chipmap.ui.present.presentation import Presentation

_KEY_ZOOM = 1.6
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_N)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Movable(Protocol):
    """What has a live map: the stage."""

    def zoom(self, factor: float) -> None:
        """Zoom in (above 1) or out."""

    def go_home(self) -> None:
        """Show the whole map again."""

    def leave_place(self) -> bool:
        """Let go of a chosen place; say whether there was one."""


def answer_key(event: QKeyEvent, talk: Presentation, stage: Movable) -> bool:
    """Do what a key stands for; say whether it stands for anything."""
    key = Qt.Key(event.key())
    if event.matches(QKeySequence.StandardKey.Undo):
        history.undo(talk.bridge)
    elif event.matches(QKeySequence.StandardKey.Redo):
        history.redo(talk.bridge)
    elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    elif event.text().isdigit() and event.text().isascii():
        talk.type_digit(event.text())
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if not talk.go_to_typed():
            talk.go_on()
    elif key == Qt.Key.Key_Escape:
        if not (talk.forget_typed() or stage.leave_place()):
            talk.end()
    else:
        return _answer_plain(key, talk, stage)
    return True


def _answer_plain(key: Qt.Key, talk: Presentation, stage: Movable) -> bool:
    does: dict[Qt.Key, Callable[[], object]] = {
        **dict.fromkeys(_ON, talk.go_on),
        **dict.fromkeys(_BACK, lambda: talk.go_on(-1)),
        Qt.Key.Key_Home: lambda: talk.go_to(0),
        Qt.Key.Key_End: lambda: talk.go_to(len(talk.slides) - 1),
        **dict.fromkeys((Qt.Key.Key_B, Qt.Key.Key_Period), talk.switch_blank),
        Qt.Key.Key_L: talk.switch_legend,
        Qt.Key.Key_P: talk.switch_pointer,
        **dict.fromkeys((Qt.Key.Key_Plus, Qt.Key.Key_Equal), lambda: stage.zoom(_KEY_ZOOM)),
        **dict.fromkeys((Qt.Key.Key_Minus, Qt.Key.Key_Underscore), lambda: stage.zoom(1 / _KEY_ZOOM)),
        Qt.Key.Key_H: stage.go_home,
    }
    act = does.get(key)
    if act is not None:
        act()
    return act is not None


def key_texts() -> list[tuple[str, str]]:
    """Each key and what it does, for the presenter."""
    return [
        ("→", _("next slide")),
        ("←", _("slide before")),
        (_("number, Enter"), _("that slide")),
        ("B", _("black screen")),
        ("L", _("legend")),
        ("P", _("bright pointer")),
        ("+ −", _("zoom the map")),
        ("H", _("whole map")),
        (_("click, 0–5"), _("level of a place")),
        ("Ctrl+Z", _("undo")),
        ("Ctrl+↑ ↓", _("notes")),
        ("Esc", _("end")),
    ]
