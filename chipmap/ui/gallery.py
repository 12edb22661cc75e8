"""Pictures of the real window: every page, panel state and dialog, by name.

`STATES` lists them: a name and a function that brings the window there. A state begins where the one before
it ended, and leaves the window fit for the next. Nothing of the person's own is read or written.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from chipmap.model.exchange.example_return import fill_in
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.host.settings import AppSettings
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.app import make_application
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.gallery_agenda import AGENDA_STATES
from chipmap.ui.gallery_analysis import ANALYSIS_STATES
from chipmap.ui.gallery_collaborations import COLLABORATION_STATES
from chipmap.ui.gallery_foresight import FORESIGHT_STATES
from chipmap.ui.gallery_imports import IMPORT_STATES
from chipmap.ui.gallery_match import MATCH_STATES
from chipmap.ui.gallery_raters import RATER_STATES
from chipmap.ui.gallery_scenarios import SCENARIO_STATES
from chipmap.ui.gallery_scorecards import SCORECARD_STATES
from chipmap.ui.gallery_sharing import SHARING_STATES
from chipmap.ui.gallery_story import STORY_STATES
from chipmap.ui.main_window import MainWindow
from chipmap.ui.operations import history
from chipmap.ui.operations import scores as operations
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.preferences import Preferences
from chipmap.ui.shell.shortcuts_dialog import ShortcutsDialog
from chipmap.ui.shell.workspace_view import WorkspaceView
from chipmap.wording import _
from chipmap.wording.scorecards import scorecard_words

_PATIENCE_S = 30.0
_QUIET_S = 0.15
"""Longer than the timers with which the window gathers what follows in a row."""
_PLACE = "MYS"


class Studio:
    """The window that is photographed, and a folder for the files it needs."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.apart: QWidget | None = None
        """A window of its own that is photographed instead, such as the one of a talk."""

    @property
    def view(self) -> WorkspaceView:
        """The open workspace."""
        assert self.window.view is not None
        return self.window.view

    def choose(self, **fields: object) -> None:
        """Look at something."""
        self.view.selection.choose(**fields)

    def settle(self, is_ready: Callable[[], bool] = lambda: True) -> None:
        """Let the window finish what it is drawing or reading."""
        end = time.monotonic() + _PATIENCE_S
        while not is_ready() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)
        if self.window.view is not None:
            # Built after the first paint, which a busy machine may put off for longer than we wait.
            _built = self.window.view.panel
        quiet = time.monotonic() + _QUIET_S
        while time.monotonic() < quiet or self._is_drawing():
            QApplication.processEvents()
            time.sleep(0.002)

    def close_dialogs(self) -> None:
        """Close whatever lies over the window."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        self.settle()

    def bring(self, arrange: Callable[[Studio], None]) -> None:
        """Bring the window to a state; what stood apart before is gone."""
        if self.apart is not None:
            self.apart.hide()
            self.apart = None
        arrange(self)

    def picture(self) -> QPixmap:
        """The window with the dialogs over it, or the one that stands apart."""
        if self.apart is not None:
            return self.apart.grab()
        # A first grab still lays out pages that have never been shown, while it paints.
        self.window.grab()
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                corner = self.window.rect().center() - dialog.rect().center()
                painter.drawPixmap(corner, dialog.grab())
        painter.end()
        return picture

    def _is_drawing(self) -> bool:
        view = self.window.view
        if view is None or view.selection.view.page != "map":
            return False
        page = view.page("map")
        assert isinstance(page, MapPage)
        return page.canvas.backdrop.is_busy or page.comparison.is_drawing


def render_gallery(
    folder: Path,
    *,
    workspace_path: Path | None = None,
    theme: theme.Mode = "light",
    text_scale: float = 1.0,
    size: tuple[int, int] = (1600, 1000),
    states: Collection[str] | None = None,
) -> list[Path]:
    """Save each state as `NN-name.png`, return the files; without a workspace the starter data is shown.

    With `states` only those are saved, and nothing after the last of them is brought about.
    """
    make_application()
    settings = AppSettings(theme=theme, text_scale=text_scale, reduced_motion=True)
    preferences = Preferences(settings)
    preferences.apply_look()
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory(prefix="chipmap-") as scratch:
        window = _window(preferences, size)
        studio = Studio(window, Path(scratch))
        document = _document(workspace_path, studio.folder)
        numbers = [
            number for number, (name, _state) in enumerate(STATES, start=1) if _is_wanted(name, states)
        ]
        for number, (name, arrange) in enumerate(STATES[: max(numbers)], start=1):
            if number == 2:
                window.documents.open(document)
            studio.bring(arrange)
            if number not in numbers:
                continue
            studio.settle()
            path = folder / f"{number:02}-{name}.png"
            if studio.picture().save(str(path)):
                made.append(path)
        studio.close_dialogs()
        _leave(window)
    return made


def _is_wanted(name: str, states: Collection[str] | None) -> bool:
    return states is None or name in states


def _window(preferences: Preferences, size: tuple[int, int]) -> MainWindow:
    """The window on its start screen, as large as the pictures."""
    window = MainWindow(preferences)
    window.setMinimumSize(0, 0)
    window.resize(*size)
    window.show_start()
    window.show()
    return window


def _document(workspace_path: Path | None, scratch: Path) -> Path:
    """A workspace of our own to show: a copy, or the starter data."""
    if workspace_path is not None:
        return Path(shutil.copyfile(workspace_path, scratch / workspace_path.name))
    path = scratch / "starter.chipmap"
    create_workspace(path, starter_dataset(title=_("Starter data"))).close()
    return path


def _leave(window: MainWindow) -> None:
    """Close without asking: what was changed for a picture is not kept."""
    bridge = window.documents.bridge
    while bridge is not None and bridge.workspace.can_undo:
        bridge.workspace.undo()
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _show_start(_studio: Studio) -> None:
    """The start screen is what the window begins with."""


def _show_capability(studio: Studio) -> None:
    studio.choose(layer=LayerKind.CAPABILITY, subject=_PLACE)


def _show_europe(studio: Studio) -> None:
    studio.choose(projection=MapProjection.EUROPE, classes=frozenset(), subject=None)


def _show_table(studio: Studio) -> None:
    studio.choose(projection=MapProjection.WORLD)
    studio.choose(layer=LayerKind.CAPABILITY, subject=_PLACE, as_table=True, compared="", classes=frozenset())


def _compare(*places: str, layer: LayerKind = LayerKind.CAPABILITY) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        _map_page(studio).arc_switch.pill.setChecked(False)
        studio.choose(layer=layer, subject=places[0], compared_places=places, as_table=False, compared="")
        comparison = studio.view.comparison
        studio.settle(lambda: comparison.chart is not None)

    return show


def _show_arcs(kind: ArcKind, layer: LayerKind) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.choose(layer=layer, horizon="now", subject=None, as_table=False)
        _map_page(studio).arc_switch.choose(kind)

    return show


def _map_page(studio: Studio) -> MapPage:
    page = studio.view.page("map")
    assert isinstance(page, MapPage)
    return page


def _show_institutions(studio: Studio) -> None:
    _map_page(studio).arc_switch.pill.setChecked(False)
    studio.choose(layer=LayerKind.CAPABILITY, subject=_PLACE, as_table=False)
    studio.view.panel.show_tab(1)


def _show_in_view(studio: Studio) -> None:
    studio.choose(subject=None)
    studio.view.list_in_view()


def _show_panel_tab(tab: int) -> Callable[[Studio], None]:
    return lambda studio: studio.view.panel.show_tab(tab)


def _show_institution(studio: Studio) -> None:
    institutions = studio.view.bridge.dataset.institutions.values()
    own = sorted(institution.id for institution in institutions if institution.country == _PLACE)
    studio.view.panel.show_tab(0)
    if own:
        studio.choose(subject=own[0])


def _show_editing(studio: Studio) -> None:
    studio.choose(subject=_PLACE)
    studio.view.panel.begin_editing()


def _show_toast(studio: Studio) -> None:
    segment = studio.view.selection.view.segment
    operations.set_level(studio.view.bridge, subject=_PLACE, segment=segment, level=4)
    studio.view.panel.end_editing()


def _show_issues(studio: Studio) -> None:
    studio.choose(page="issues")


def _show_settings(studio: Studio) -> None:
    studio.choose(page="settings")


def _show_search(text: str) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.choose(page="map")
        studio.window.open_search(text)

    return show


def _show_shortcuts(studio: Studio) -> None:
    studio.window.close_search()
    ShortcutsDialog(studio.window.commands, studio.window).open()


def _show_institution_dialog(studio: Studio) -> None:
    studio.close_dialogs()
    institutions = studio.view.bridge.dataset.institutions.values()
    own = sorted(institution.id for institution in institutions if institution.country == _PLACE)
    studio.view.ask_institution(studio.view.bridge.dataset.institutions[own[0]])


def _show_import(studio: Studio) -> None:
    studio.close_dialogs()
    path = _returned_scorecard(studio)
    dialog = ImportDialog(studio.view.bridge, studio.window.jobs, [path], studio.window)
    dialog.open()
    studio.settle(lambda: dialog.plan is not None)


def _show_refusal(studio: Studio) -> None:
    studio.close_dialogs()
    path = studio.folder / "notes.xlsx"
    path.write_text("Not a workbook.", encoding="utf-8")
    dialog = ImportDialog(studio.view.bridge, studio.window.jobs, [path], studio.window)
    dialog.open()
    studio.settle(lambda: not studio.window.jobs.is_busy)


def _returned_scorecard(studio: Studio) -> Path:
    """A scorecard that went out, came back with answers, and met an edit of our own in one row."""
    bridge = studio.view.bridge
    history.undo(bridge)
    path = studio.folder / f"Chipmap_{_PLACE}.xlsx"
    write_scorecard(
        bridge.dataset,
        _PLACE,
        path,
        words=scorecard_words(bridge.dataset.settings),
        names=bridge.names,
        revision=bridge.workspace.revision,
        exported_at=datetime.now(UTC),
    )
    answers: dict[tuple[int, str], int | str] = {(row, "E"): row % 4 + 1 for row in range(2, 14)}
    answers |= {(3, "N"): "Two pilot lines opened.", (6, "E"): 7, (8, "J"): 4, (9, "K"): 5}
    fill_in(path, answers)
    segments = sorted(bridge.dataset.segments.values(), key=lambda segment: segment.order)
    operations.set_level(bridge, subject=_PLACE, segment=segments[2].id, level=5)
    return path


State = tuple[str, Callable[[Studio], None]]

STATES: list[State] = [
    ("start", _show_start),
    ("map-against-need", lambda studio: studio.choose(page="map")),
    ("map-capability-malaysia", _show_capability),
    ("map-expected-2030", lambda studio: studio.choose(layer=LayerKind.NEED, horizon="2030", subject=None)),
    ("map-dependence", lambda studio: studio.choose(layer=LayerKind.DEPENDENCE, horizon="now")),
    ("map-world-share", lambda studio: studio.choose(layer=LayerKind.WORLD_SHARE)),
    ("map-coverage", lambda studio: studio.choose(layer=LayerKind.COVERAGE)),
    ("map-age-of-evidence", lambda studio: studio.choose(layer=LayerKind.AGE)),
    ("map-compare-2030", lambda studio: studio.choose(layer=LayerKind.CAPABILITY, compared="2030")),
    ("map-filtered", lambda studio: studio.choose(compared="", classes=frozenset({"2", "3", "4"}))),
    ("map-of-europe", _show_europe),
    ("map-as-table", _show_table),
    ("map-collaborations", _show_arcs(ArcKind.COLLABORATIONS, LayerKind.NEED)),
    ("map-supply", _show_arcs(ArcKind.SUPPLY, LayerKind.CAPABILITY)),
    ("compare-two-places", _compare(_PLACE, "JPN")),
    ("compare-four-places", _compare("EU27", "TWN", "KOR", "USA", layer=LayerKind.NEED)),
    ("compare-with-unknowns", _compare(_PLACE, "BRA", "ISL")),
    ("panel-institutions", _show_institutions),
    ("panel-evidence", _show_panel_tab(2)),
    ("panel-collaborations", _show_panel_tab(3)),
    ("panel-in-view", _show_in_view),
    ("panel-institution", _show_institution),
    ("panel-edit", _show_editing),
    ("toast", _show_toast),
    ("issues", _show_issues),
    ("settings", _show_settings),
    ("search", _show_search("pack")),
    ("search-empty", _show_search("")),
    ("search-nothing", _show_search("xyzzyq")),
    ("shortcuts", _show_shortcuts),
    *SHARING_STATES,
    ("institution-dialog", _show_institution_dialog),
    ("import-dialog", _show_import),
    ("import-refused", _show_refusal),
    *IMPORT_STATES,
    *SCORECARD_STATES,
    *RATER_STATES,
    *ANALYSIS_STATES,
    *MATCH_STATES,
    *AGENDA_STATES,
    *SCENARIO_STATES,
    *COLLABORATION_STATES,
    *FORESIGHT_STATES,
    *STORY_STATES,
]
