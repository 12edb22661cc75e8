"""The commands of the window as data: text, shortcut, icon. Each is one QAction, with shortcuts everywhere.

A command is shown as disabled while it cannot run; none is a promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from chipmap.ui import theme
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.labels import Label


class Command(NamedTuple):
    """One thing that can be done from anywhere; the first shortcut is the one that is shown."""

    id: str
    icon: str
    shortcuts: tuple[str, ...] = ()
    needs_workspace: bool = True
    is_found: bool = True
    """Whether the search lists it."""


COMMANDS: tuple[Command, ...] = (
    Command("search", "search", ("Ctrl+K",), is_found=False),
    Command("undo", "undo-2", ("Ctrl+Z",)),
    Command("redo", "redo-2", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("new", "file-plus", ("Ctrl+N",), needs_workspace=False),
    Command("open", "folder-open", ("Ctrl+O",), needs_workspace=False),
    Command("save", "save", ("Ctrl+S",)),
    Command("save_as", "save-all", ("Ctrl+Shift+S",)),
    Command("export", "file-spreadsheet", ("Ctrl+E",)),
    Command("mailing", "file-spreadsheet"),
    Command("raters", "users", ("Ctrl+Shift+R",)),
    Command("import", "file-down", ("Ctrl+I",)),
    Command("import_folder", "folder-open"),
    Command("import_tables", "table-2"),
    Command("import_institutions", "map-pin"),
    Command("restore_points", "history"),
    Command("fiche", "file-text"),
    Command("fiches", "file-text"),
    Command("image", "image"),
    Command("copy_image", "copy", ("Ctrl+Shift+C",)),
    Command("layer", "globe"),
    Command("map", "map", ("Ctrl+1",)),
    Command("scorecards", "table-2", ("Ctrl+2",)),
    Command("match", "handshake", ("Ctrl+3",)),
    Command("agenda", "clock"),
    Command("add_event", "plus"),
    Command("foresight", "chart-no-axes-column"),
    Command("collaborations", "handshake"),
    Command("add_collaboration", "plus"),
    Command("export_register", "file-spreadsheet"),
    Command("scenarios", "zap", ("Ctrl+4",)),
    Command("story", "presentation", ("Ctrl+5",)),
    Command("present", "presentation", ("F5",)),
    Command("rehearse", "clock", ("Shift+F5",)),
    Command("deck", "presentation"),
    Command("deck_template", "folder-open"),
    Command("story_pdf", "file-text"),
    Command("story_data", "file-spreadsheet"),
    Command("story_pictures", "image"),
    Command("story_drawings", "image"),
    Command("add_slide", "presentation", ("Ctrl+Shift+A",)),
    Command("table", "table-2", ("Ctrl+M",)),
    Command("europe", "globe", ("Ctrl+Shift+E",)),
    Command("add_institution", "plus", ("Ctrl+Shift+I",)),
    Command("compare", "chart-no-axes-column"),
    Command("in_view", "building-2", ("Ctrl+L",)),
    Command("issues", "list-checks"),
    Command("weights", "settings"),
    Command("methods", "info", needs_workspace=False),
    Command("settings", "settings", ("Ctrl+,",)),
    Command("horizon_1", "clock", ("Alt+1",)),
    Command("horizon_2", "clock", ("Alt+2",)),
    Command("horizon_3", "clock", ("Alt+3",)),
    Command("back", "arrow-left", ("Alt+Left", "Back")),
    Command("forward", "arrow-right", ("Alt+Right", "Forward")),
    Command("next_part", "panel-left", ("F6",), is_found=False),
    Command("previous_part", "panel-left", ("Shift+F6",), is_found=False),
    Command("shortcuts", "keyboard", ("F1",), needs_workspace=False),
    Command("close", "x", ("Ctrl+W",)),
    Command("quit", "log-out", ("Ctrl+Q",), needs_workspace=False),
)


def command_texts() -> dict[str, str]:
    """What each command is called."""
    return {
        "search": _("Find a place, institution, segment or command"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "new": _("New workspace from the starter data"),
        "open": _("Open a workspace…"),
        "save": _("Save"),
        "save_as": _("Save as…"),
        "export": _("Excel scorecard…"),
        "mailing": _("Excel scorecards to several raters…"),
        "raters": _("Raters and rounds…"),
        "import": _("Import scorecards…"),
        "import_folder": _("Import a folder of scorecards…"),
        "import_tables": _("Import a table…"),
        "import_institutions": _("Import institutions…"),
        "restore_points": _("Restore points…"),
        "fiche": _("Fiche of this place…"),
        "fiches": _("Fiches of the partner places…"),
        "image": _("Image of this view…"),
        "copy_image": _("Copy image"),
        "layer": _("Map layer for QGIS…"),
        "map": _("Show the map"),
        "scorecards": _("Show the scorecards"),
        "match": _("Show the partners"),
        "agenda": _("Show the agenda"),
        "add_event": _("Add event…"),
        "foresight": _("Show the foresight"),
        "collaborations": _("Show the collaborations"),
        "add_collaboration": _("Add collaboration"),
        "export_register": _("Register of collaborations…"),
        "scenarios": _("Show the scenarios"),
        "story": _("Show the story"),
        "add_slide": _("Add this view to the story"),
        "present": _("Present the story"),
        "rehearse": _("Rehearse with notes and clock"),
        "deck": _("PowerPoint…"),
        "deck_template": _("PowerPoint in your own template…"),
        "story_pdf": _("PDF of the slides…"),
        "story_data": _("Data behind the slides…"),
        "story_pictures": _("Pictures of the slides…"),
        "story_drawings": _("Drawings of the slides (SVG)…"),
        "table": _("Map or table"),
        "europe": _("Europe or world"),
        "add_institution": _("Add institution…"),
        "compare": _("Compare with the focus region"),
        "in_view": _("List the institutions in view"),
        "issues": _("Show the issues"),
        "weights": _("Weights and assumptions…"),
        "methods": _("How the figures are calculated"),
        "settings": _("Settings"),
        "horizon_1": _("Horizon: now"),
        "horizon_2": _("Horizon: the first later year"),
        "horizon_3": _("Horizon: the second later year"),
        "back": _("Back to the view before"),
        "forward": _("Forward again"),
        "next_part": _("Go to the next part of the window"),
        "previous_part": _("Go to the part of the window before"),
        "shortcuts": _("Keyboard shortcuts"),
        "close": _("Close the workspace"),
        "quit": _("Quit"),
    }


def make_actions(window: QWidget) -> dict[str, QAction]:
    """One action for each command, added to the window so that its shortcuts work in all of it."""
    texts = command_texts()
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(texts[command.id], window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setToolTip(tooltip_of(texts[command.id], action))
        window.addAction(action)
        actions[command.id] = action
    return actions


def show_icons(actions: dict[str, QAction]) -> None:
    """Draw the icons in the colours of the theme in force, when a menu is about to show them."""
    look = theme.current()
    for command in COMMANDS:
        actions[command.id].setIcon(look.icon(command.icon, "text2", look.px(18)))


def show_step(action: QAction, step: Label | None) -> None:
    """Name the step that undo or redo would take in its tooltip."""
    text = command_texts()[action.objectName()]
    if step is not None:
        from chipmap.wording.changes import step_name

        text = f"{text}: {step_name(step)}"
    action.setToolTip(tooltip_of(text, action))


def tooltip_of(text: str, action: QAction) -> str:
    """A command's text with its shortcut."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})" if keys else text
