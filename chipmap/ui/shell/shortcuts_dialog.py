"""The list of keyboard shortcuts, made from the commands themselves and the keys of map and scores."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QWidget,
)

from chipmap.ui.actions import COMMANDS
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import label
from chipmap.wording import _


class ShortcutsDialog(DialogFrame):
    """Opened by F1."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), 640, 680, parent)
        rows = QWidget()
        rows.setProperty("look", "clear")
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 12, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, (keys, text) in enumerate([*_of_commands(actions), *_of_parts()]):
            grid.addWidget(label(keys, "small_strong", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, "small", "text2"), number, 1)
        scroll = QScrollArea()
        scroll.setWidget(rows)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Keyboard shortcuts"))
        self.body.addWidget(scroll)
        self.cancel.hide()
        self.primary.setText(_("Close"))
        self.primary.setFocus(Qt.FocusReason.PopupFocusReason)


def _of_commands(actions: dict[str, QAction]) -> list[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            ", ".join(keys.toString(native) for keys in actions[command.id].shortcuts()),
            actions[command.id].text(),
        )
        for command in COMMANDS
        if command.shortcuts
    ]


def _of_parts() -> list[tuple[str, str]]:
    """Keys that hold in one part of the window only."""
    return [
        (_("Tab"), _("Go to the next control")),
        (_("Arrow keys"), _("On the map: to the nearest place in that direction; in a list: up and down")),
        (_("Enter"), _("On the map: select the place")),
        (
            _("Space, Ctrl+Enter"),
            _("On the map and in its table: compare the place with others, or take it out again"),
        ),
        (_("Ctrl+Enter"), _("In the search: the same for the place that is found")),
        (_("Ctrl+click"), _("On the map: the same")),
        (_("+ and −"), _("On the map: closer and further")),
        (_("Home"), _("On the map: show all places that are scored")),
        ("0–5", _("While editing: answer the level")),
        (_("Delete"), _("While editing: not scored")),
        ("N", _("While editing: not applicable")),
        (
            "0–5, N, " + _("Delete"),
            _("In the scorecards: answer the selected cells; Delete is not scored, never 0"),
        ),
        (_("Shift+arrows, Ctrl+A"), _("In the scorecards: select a block, or everything")),
        (
            "Ctrl+C, Ctrl+X, Ctrl+V",
            _("In the scorecards: copy, cut and paste blocks, also from and to Excel"),
        ),
        ("Ctrl+D, Ctrl+R", _("In the scorecards: fill down, fill to the right")),
        ("F2", _("In the scorecards: edit the cell; Enter keeps, Esc reverts")),
        (_("Enter"), _("In the scorecards: go to the levels, needs and evidence of the cell in the panel")),
        ("F8, Shift+F8", _("In the scorecards: the next cell that is not scored, and the one before")),
        (_("+ and −"), _("In the scorecards: open and fold a group")),
        (_("Space"), _("In the scorecards: compare the places of the selected cells")),
        (_("Enter"), _("Among the partners: go to the reasons of the card; Esc goes back to it")),
        (_("Left, Right"), _("In the reasons of a partner: close and open a term")),
        ("N", _("Among the collaborations: add one")),
        (_("Delete"), _("Among the collaborations: remove it; Undo brings it back")),
        (_("Enter"), _("Among the collaborations: go to the fields; Esc goes back to the list")),
        (_("Ctrl+Left, Ctrl+Right"), _("On the board of collaborations: move the card to another stage")),
        (_("+, −, Home"), _("On the timeline of collaborations: less time, more time, all of it")),
        (_("Esc"), _("Leave a dialog, the search or an edit")),
    ]
