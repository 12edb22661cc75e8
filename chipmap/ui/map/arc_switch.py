"""The switch for the lines on the map: whether they are drawn, and a menu of what they stand for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from chipmap.model.geography.arcs import ArcKind
from chipmap.ui import theme
from chipmap.wording import _
from chipmap.wording.arcs import arc_kind_word


class ArcSwitch(QWidget):
    """Off at first. `changed` says which lines are wanted, None for none."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = ArcKind.COLLABORATIONS
        self.pill = QPushButton(arc_kind_word(self._kind))
        self.pill.setProperty("look", "pill")
        self.pill.setCheckable(True)
        self.pill.toggled.connect(lambda _is_on: self._tell())
        self.menu_button = QToolButton()
        self.menu_button.setProperty("look", "bordered")
        self.menu_button.setToolTip(_("Lines: collaborations or supply"))
        self.menu_button.setAccessibleName(_("What the lines on the map show"))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        theme.show_icon(self.menu_button, "chevron-down", size=16)
        self._show_state()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.pill)
        row.addWidget(self.menu_button)

    def choose(self, kind: ArcKind) -> None:
        """Draw the lines of a kind."""
        self._kind = kind
        self._actions[kind].setChecked(True)
        self.pill.setText(arc_kind_word(kind))
        self.updateGeometry()
        if self.pill.isChecked():
            self._tell()
        else:
            self.pill.setChecked(True)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions = {}
        for kind in ArcKind:
            action = menu.addAction(arc_kind_word(kind))
            action.setCheckable(True)
            action.setChecked(kind is self._kind)
            action.triggered.connect(partial(self.choose, kind))
            group.addAction(action)
            self._actions[kind] = action
        return menu

    def _tell(self) -> None:
        self._show_state()
        self.changed.emit(self._kind if self.pill.isChecked() else None)

    def _show_state(self) -> None:
        theme.show_icon(self.pill, "check" if self.pill.isChecked() else "plus", size=16)
        described = {
            ArcKind.COLLABORATIONS: _("Lines between partners of collaborations in this segment"),
            ArcKind.SUPPLY: _("Lines from the places that supply what this segment needs"),
        }[self._kind]
        self.pill.setToolTip(described)
        self.pill.setAccessibleDescription(described)
