"""The window while a workspace is open: rail, top bar and ribbon around the page, the side panel beside it.

Pages are built when they are first shown. Under 1280 pixels the panel lies over the page, and only while
something is selected.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.preferences import Preferences
from chipmap.ui.selection import PAGES_WITH_PANEL, Selection, View
from chipmap.ui.shell.page_canvas import Canvas
from chipmap.ui.shell.rail import Rail
from chipmap.ui.shell.ribbon import Ribbon
from chipmap.ui.shell.top_bar import TopBar
from chipmap.ui.ways import show_ways, walk_by_mouse

if TYPE_CHECKING:
    from chipmap.model.geography.arcs import Arc
    from chipmap.model.records import Institution
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.pages.map_page import MapPage
    from chipmap.ui.pages.scorecards_page import ScorecardsPage
    from chipmap.ui.panels.compare_panel import ComparePanel
    from chipmap.ui.panels.side_panel import SidePanel

PANEL_WIDTH = 412
_NARROW_PANEL_WIDTH = 360
_WIDE_FROM = 1440
_ROOMY_FROM = 1280
_LOW = 720
"""A window lower than this at its size of text spares height in the ribbon."""
_PANEL_GROWTH = 0.66
"""How much of the growth of the text the panel follows; the map needs the rest."""


class WorkspaceView(QWidget):
    """Puts the parts together; each follows the bridge and the selection by itself."""

    search_wanted = Signal()
    export_wanted = Signal(str)
    issues_export_wanted = Signal(list)
    tables_export_wanted = Signal(str, object)
    """A title and tables that somebody wants as a file."""
    said = Signal(str)
    """Something that a person should read, such as what was copied."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        selection: Selection,
        actions: dict[str, QAction],
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        super().__init__()
        self.bridge = bridge
        self.jobs = jobs
        self.selection = selection
        self.preferences = preferences
        self.commands = actions
        self._is_roomy = True
        self._panel_width = PANEL_WIDTH
        self.rail = Rail()
        self.rail.chosen.connect(lambda page: selection.choose(page=page))
        self.top_bar = TopBar(bridge.dataset, selection, actions)
        self.top_bar.search_wanted.connect(self.search_wanted)
        self.ribbon = Ribbon(bridge, selection)
        self.canvas = Canvas()
        self._body = QWidget()
        self.canvas.setParent(self._body)
        self._panel: SidePanel | None = None
        self._comparison: ComparePanel | None = None
        self._has_painted = False
        self._pages: dict[str, QWidget] = {}
        self._lay_out()
        selection.changed.connect(self._on_view_changed)
        selection.walkable.connect(lambda _back, _forward: show_ways(selection, actions))
        theme.current().changed.connect(self._on_theme_changed)
        self._show_page(selection.view.page)

    @property
    def panel(self) -> SidePanel:
        """The side panel; built when it is first needed, at the latest after the first paint."""
        if self._panel is None:
            from chipmap.ui.map.in_view import InstitutionsInView
            from chipmap.ui.panels import side_panel
            from chipmap.ui.shell.analysis_dialogs import connect_analysis
            from chipmap.ui.shell.collaboration_ways import show_collaboration

            self._panel = side_panel.SidePanel(self.bridge, self.selection, self._body)
            self._panel.export_asked.connect(self.export_wanted)
            self._panel.fiche_asked.connect(self.commands["fiche"].trigger)
            self._panel.institution_asked.connect(self.ask_institution)
            self._panel.scores.raters.rounds_asked.connect(self.commands["raters"].trigger)
            connect_analysis(self._panel, self.bridge, self.selection)
            self._panel.trade_asked.connect(self.commands["import_tables"].trigger)
            self._panel.collaboration_asked.connect(lambda key: show_collaboration(self, key))
            self._panel.left.connect(lambda: self.page(self.selection.view.page).setFocus())
            self._panel.in_view.follow(InstitutionsInView(self._map_page().canvas, self.canvas.covered))
            self._panel.follow_page()
            self._arrange_body()
        return self._panel

    @property
    def comparison(self) -> ComparePanel:
        """The panel that takes the place of the side panel while places are compared."""
        if self._comparison is None:
            from chipmap.ui.panels.compare_panel import ComparePanel

            self._comparison = ComparePanel(self.bridge, self.selection, self._body)
            self._comparison.told.connect(self.said)
            self._comparison.width_wanted.connect(self._arrange_body)
            self._comparison.refresh()
        return self._comparison

    def commit_pending(self) -> None:
        """Keep what is still being typed in the panel or a page."""
        if self._panel is not None:
            self._panel.commit_pending()
        for page in self._pages.values():
            getattr(page, "commit_pending", lambda: None)()

    def ask_institution(self, institution: Institution) -> None:
        """Let an institution be edited, or a draft of one added; what is kept is selected on the map."""
        from chipmap.ui.dialogs.institution_dialog import InstitutionDialog

        dialog = InstitutionDialog(self.bridge, institution, self.window())
        dialog.kept.connect(lambda key: self.selection.choose(subject=key, page="map"))
        dialog.open()

    def go_to(self, subject: str) -> None:
        """Select a place or an institution that was asked for by name, and show where it is."""
        from chipmap.model.geography.map_projections import MapProjection
        from chipmap.ui.map.arrival import fly_to_subject, is_on_map
        from chipmap.ui.panels.side_panel import INSTITUTIONS

        projection = self.selection.view.projection
        if not is_on_map(self.bridge.dataset, subject, projection):
            projection = MapProjection.WORLD
        self.selection.choose(subject=subject, page="map", projection=projection)
        if subject in self.bridge.dataset.institutions:
            self.panel.show_tab(INSTITUTIONS)
        fly_to_subject(self._map_page().canvas, self.bridge.dataset, subject)

    def ask_naming(self) -> None:
        """Lead to where the naming profile is set."""
        from chipmap.ui.pages.settings_page import SettingsPage

        self.selection.choose(page="settings")
        page = self.page("settings")
        assert isinstance(page, SettingsPage)
        page.ask_naming()

    def list_in_view(self) -> None:
        """List the institutions in view on the map, with the keyboard in the list."""
        from chipmap.ui.panels.institutions_tab import IN_VIEW
        from chipmap.ui.panels.side_panel import INSTITUTIONS

        subject, is_compared = self.selection.view.subject, bool(self.selection.view.compared_places)
        if is_compared or subject in self.bridge.dataset.institutions or not (subject or self._is_roomy):
            # The tab is not there for an institution; a narrow window shows only the panel of a subject.
            subject = None if self._is_roomy else self.selection.view.focus
            self.selection.choose(subject=subject, page="map")
        self.selection.choose(page="map")
        if self.panel.is_editing:
            self.panel.end_editing()
        self.panel.show_tab(INSTITUTIONS)
        self.panel.institutions_tab.choose(IN_VIEW)
        self.panel.in_view.take_focus()

    def page(self, name: str) -> QWidget:
        """The page of that name, built when it is first asked for."""
        if name not in self._pages:
            from chipmap.ui.shell.page_making import make_page

            page = make_page(self, name)
            page.setParent(self.canvas)
            self._pages[name] = page
        return self._pages[name]

    def show_scorecards(self) -> None:
        """Show the grid of scorecards with the keyboard in it."""
        self.selection.choose(page="scorecards")
        self.page("scorecards").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_part(self, step: int) -> None:
        """Move the keyboard focus to the next part of the window, or the one before."""
        parts: list[tuple[QWidget, Callable[[], None]]] = [
            (self.rail, self.rail.focus_first),
            (self.top_bar, self.top_bar.focus_first),
            (self.ribbon, self.ribbon.focus_first),
            (self.canvas, lambda: _focus_first_in(self.canvas)),
        ]
        if self.ribbon.isHidden():
            del parts[2]
        panel = self._front_panel()
        if panel is not None and panel.isVisible():
            parts.append((panel, lambda: _focus_first_in(panel)))
        focused = QApplication.focusWidget()
        inside = [
            index
            for index, (part, _take) in enumerate(parts)
            if focused is not None and (part is focused or part.isAncestorOf(focused))
        ]
        target = (inside[0] + step if inside else 0) % len(parts)
        parts[target][1]()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not walk_by_mouse(event, self.commands):
            super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("surface"))
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        """Build what the first paint did without."""
        _built = self.panel

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.ribbon)
        right.addWidget(self._body, 1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _fit(self) -> None:
        look = theme.current()
        room = self.width() / (1 + (look.text_scale - 1) / 2)
        self._is_roomy = room >= _ROOMY_FROM
        plain = PANEL_WIDTH if self.width() >= _WIDE_FROM else _NARROW_PANEL_WIDTH
        self._panel_width = round(plain * (1 + (look.text_scale - 1) * _PANEL_GROWTH))
        self.rail.show_narrow(is_narrow=not self._is_roomy)
        self.top_bar.show_narrow(is_narrow=not self._is_roomy)
        self.ribbon.show_compact(is_compact=self.height() < _LOW * look.text_scale)
        self._row.activate()
        self._arrange_body()

    def _arrange_body(self) -> None:
        """Give the page and the panel their places."""
        view = self.selection.view
        has_panel = view.page in PAGES_WITH_PANEL and (self._is_roomy or view.subject is not None)
        area = self._body.rect()
        panel = self._front_panel()
        width = self._panel_width
        if panel is not None and panel is self._comparison:
            width = panel.width_in(area.width(), width)
        beside = width if has_panel and self._is_roomy else 0
        self.canvas.setGeometry(area.adjusted(0, 0, -beside, 0))
        self._show_panel(panel if has_panel else None, min(width, area.width()))
        covered = width if has_panel and not self._is_roomy else 0
        self.canvas.keep_clear(covered)
        if "map" in self._pages:
            self._map_page().keep_clear(covered)
        if "scorecards" in self._pages:
            self._scorecards_page().keep_clear(covered)

    def _map_page(self) -> MapPage:
        from chipmap.ui.pages.map_page import MapPage

        page = self.page("map")
        assert isinstance(page, MapPage)
        return page

    def _scorecards_page(self) -> ScorecardsPage:
        from chipmap.ui.pages.scorecards_page import ScorecardsPage

        page = self.page("scorecards")
        assert isinstance(page, ScorecardsPage)
        return page

    def _front_panel(self) -> SidePanel | ComparePanel | None:
        """The panel whose turn it is: of one place, or of those that are compared."""
        from chipmap.ui.comparing import compared_places

        if compared_places(self.selection.view, self.bridge.dataset):
            return self.comparison
        return self._panel

    def _show_panel(self, panel: QWidget | None, width: int) -> None:
        """Show one of the panels at the right edge, and neither where the page has none."""
        area = self._body.rect()
        for one in (self._panel, self._comparison):
            if one is None:
                continue
            had_focus = one is not panel and one.isAncestorOf(QApplication.focusWidget() or self)
            one.setGeometry(QRect(area.width() - width, 0, width, area.height()))
            one.setVisible(one is panel)
            one.raise_()
            if had_focus:
                self.page(self.selection.view.page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, name: str) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._body.isAncestorOf(focused)
        page = self.page(name)
        self.canvas.show_page(page)
        self.ribbon.setVisible(name != "story")
        self._row.activate()
        self.rail.show_page(name)
        self._arrange_body()
        if had_focus:
            # Left to itself, the focus would go to the Undo of a message that happens to be shown.
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def score_in_panel(self) -> None:
        """Put the keyboard on the levels of the cell that is current in the grid."""
        if self.selection.view.subject is None and not self._is_roomy:
            # A narrow window shows only the panel of a subject.
            self.selection.choose(subject=self.selection.view.focus)
        if self._front_panel() is self._panel:
            self.panel.begin_editing()

    def show_behind_arc(self, arc: Arc) -> None:
        """List what stands behind a line: its collaborations, or what is cited of the supplier."""
        if arc.collaborations:
            from chipmap.ui.shell.collaboration_ways import show_work_of_arc

            show_work_of_arc(self, arc)
            return
        from chipmap.ui.panels.side_panel import EVIDENCE

        self.panel.show_tab(EVIDENCE)

    def _on_view_changed(self, before: View, after: View) -> None:
        if before.page != after.page:
            self._show_page(after.page)
        elif (before.subject, before.compared_places) != (after.subject, after.compared_places):
            if after.compared_places:
                self.commit_pending()
            self._arrange_body()

    def _on_theme_changed(self) -> None:
        self._fit()
        self.update()


def _focus_first_in(part: QWidget) -> None:
    """The first widget in the part that Tab would reach."""
    candidate = part.nextInFocusChain()
    while candidate is not None and candidate is not part:
        takes_tab = bool(candidate.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and part.isAncestorOf(candidate) and candidate.isVisible() and candidate.isEnabled():
            candidate.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        candidate = candidate.nextInFocusChain()
