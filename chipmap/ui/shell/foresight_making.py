"""Makes the foresight page, and ties its ways out to the editor, the scorecards and a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from chipmap.model.records import NOW
from chipmap.ui.pages.foresight_page import ForesightPage
from chipmap.ui.shell.analysis_dialogs import read_method
from chipmap.ui.shell.match_making import record_answer

if TYPE_CHECKING:
    from chipmap.ui.panels.partners.missing_note import Field
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_foresight_page(view: WorkspaceView) -> ForesightPage:
    """The page, with its ways out."""
    page = ForesightPage(view.bridge, view.selection, view.jobs)
    page.record_wanted.connect(lambda field: _record(view, field))
    page.scorecards_wanted.connect(view.show_scorecards)
    page.export_wanted.connect(view.tables_export_wanted)
    page.side.priorities.section.method_asked.connect(lambda section: read_method(section, view.window()))
    return page


def _record(view: WorkspaceView, field: Field) -> None:
    """Open the editor at the horizon of the field: its level, or the need for which there is a field."""
    later = view.bridge.dataset.settings.later_horizons
    view.selection.choose(horizon=field.horizon if field.horizon in (NOW, *later) else NOW)
    record_answer(view, field)
    if field.kind == "level" and field.horizon == NOW:
        QTimer.singleShot(0, view.panel.editor, view.panel.editor.picker.setFocus)
