from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from chipmap.model.host.paths import resource
from chipmap.ui.actions import COMMANDS, command_texts, make_actions


def test_no_two_commands_share_a_shortcut():
    keys = Counter(QKeySequence(text).toString() for command in COMMANDS for text in command.shortcuts)

    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_every_command_has_a_text_and_an_icon():
    texts = command_texts()

    assert {command.id for command in COMMANDS} == texts.keys()
    assert all(texts.values())
    for command in COMMANDS:
        assert resource(f"icons/{command.icon}.svg").is_file()


def test_every_command_does_something(main_window):
    for command in COMMANDS:
        assert main_window.commands[command.id].receivers("2triggered(bool)") > 0, command.id


def test_shortcuts_are_on_the_action(preferences, qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    actions = make_actions(window)

    assert {keys.toString() for keys in actions["redo"].shortcuts()} == {"Ctrl+Y", "Ctrl+Shift+Z"}
