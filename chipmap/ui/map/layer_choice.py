"""The choice of the map's question: the three asked most often side by side, the others in a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from chipmap.model.analysis.shares import share_groups
from chipmap.model.geography.layers import Layer, LayerKind
from chipmap.ui import theme
from chipmap.ui.map.comparison import comparable_horizons
from chipmap.ui.map.segment_menu import plain
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.titles import group_text

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection


class LayerChoice(QWidget):
    """Capability, against need, dependence; under More the other layers and the comparison of horizons."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        often: list[tuple[object, str]] = [
            (LayerKind.CAPABILITY, _("Capability")),
            (LayerKind.NEED, _("Against need")),
            (LayerKind.DEPENDENCE, _("Dependence")),
        ]
        self._often = SegmentedChoice(_("What the map shows"), often, can_clear=False)
        self._often.picked.connect(lambda kind: selection.choose(layer=kind))
        self.more_button = QToolButton()
        self.more_button.setProperty("look", "bordered")
        self.more_button.setCheckable(True)
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setToolTip(_("World share, coverage, age of evidence, comparison of years"))
        theme.show_icon(self.more_button, "chevron-down", size=16)
        menu = QMenu(self.more_button)
        menu.aboutToShow.connect(lambda: self.fill_menu(menu))
        self.more_button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._often)
        row.addWidget(self.more_button)

    def show_layer(self, layer: Layer) -> None:
        """Show which layer the map shows; the button names one that is in its menu."""
        is_further = layer.kind in _further_names()
        self._often.show_choice(None if is_further else layer.kind)
        text = _further_names().get(layer.kind, _("More"))
        self.more_button.setText(text)
        self.more_button.setChecked(is_further)
        self.more_button.setAccessibleName(
            _("More layers, {layer} chosen").format(layer=text) if is_further else _("More layers")
        )

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        often, more = self._often.sizeHint(), self.more_button.sizeHint()
        return QSize(often.width() + 6 + more.width(), max(often.height(), more.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def fill_menu(self, menu: QMenu) -> None:
        """Offer the further layers; world share with each measure that sources give for the segment."""
        menu.clear()
        group = QActionGroup(menu)
        self._add_world_shares(menu, group)
        for kind in (LayerKind.COVERAGE, LayerKind.AGE):
            action = menu.addAction(_further_names()[kind])
            action.triggered.connect(partial(self._choose, layer=kind))
            self._mark(group, action, is_shown=self._selection.view.layer is kind)
        self._add_comparisons(menu)

    def _add_comparisons(self, menu: QMenu) -> None:
        """Offer to show a later horizon beside the present one, where the layer differs by horizon."""
        view = self._selection.view
        horizons = comparable_horizons(view, self._bridge.dataset.settings)
        if horizons:
            menu.addSeparator()
        for horizon in horizons:
            action = menu.addAction(_("Compare with {year}").format(year=horizon))
            action.setCheckable(True)
            action.setChecked(view.compared == horizon)
            wanted = "" if view.compared == horizon else horizon
            action.triggered.connect(partial(self._choose, compared=wanted))

    def _add_world_shares(self, menu: QMenu, group: QActionGroup) -> None:
        view, name = self._selection.view, _further_names()[LayerKind.WORLD_SHARE]
        groups = share_groups(self._bridge.dataset, view.segment)
        if not groups:
            action = menu.addAction(_("{layer} (no share cited)").format(layer=name))
            action.triggered.connect(partial(self._choose, layer=LayerKind.WORLD_SHARE, group=None))
            self._mark(group, action, is_shown=view.layer is LayerKind.WORLD_SHARE)
            return
        shown = view.group if view.group in groups else groups[0]
        below = menu.addMenu(name)
        for one in groups:
            action = below.addAction(plain(group_text(one)))
            action.triggered.connect(partial(self._choose, layer=LayerKind.WORLD_SHARE, group=one))
            self._mark(group, action, is_shown=view.layer is LayerKind.WORLD_SHARE and one == shown)

    def _choose(self, _is_checked: bool = False, **fields: object) -> None:
        self._selection.choose(**fields)

    def _mark(self, group: QActionGroup, action: QAction, *, is_shown: bool) -> None:
        action.setCheckable(True)
        action.setChecked(is_shown)
        group.addAction(action)


def _further_names() -> dict[LayerKind, str]:
    return {
        LayerKind.WORLD_SHARE: _("World share"),
        LayerKind.COVERAGE: _("Coverage"),
        LayerKind.AGE: _("Age of evidence"),
    }
