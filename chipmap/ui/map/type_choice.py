"""The choice of which types of institutions the map shows; its menu names the symbol of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from chipmap.model.records.places import INSTITUTION_TYPES
from chipmap.ui import theme
from chipmap.ui.map.institution_symbols import paint_symbol
from chipmap.wording import _
from chipmap.wording.levels import institution_type_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection, View

_ICON_PX = 16


class TypeChoice(QPushButton):
    """Opens the menu of types; its text says how many of them are shown where some are not."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._words = ""
        self.setProperty("look", "pill")
        self.setMenu(QMenu(self))
        theme.show_icon(self, "chevron-down", size=16)
        self.menu().aboutToShow.connect(self._fill)
        selection.changed.connect(self._on_view_changed)
        self._name()

    def show_short(self, *, is_short: bool) -> None:
        """Show the sign alone where there is no room for the words, which the tooltip then has."""
        text = "" if is_short else self._words
        if self.text() != text:
            self.setText(text)

    def types(self) -> list[str]:
        """The types that occur in the workspace, the usual ones first."""
        found = {record.institution_type for record in self._bridge.dataset.institutions.values()}
        usual = [kind for kind in INSTITUTION_TYPES if kind in found]
        return [*usual, *sorted(found.difference(usual))]

    def _fill(self) -> None:
        menu, hidden = self.menu(), self._selection.view.hidden_types
        menu.clear()
        everything = menu.addAction(_("All types"))
        everything.setEnabled(bool(hidden))
        everything.triggered.connect(partial(self._hide, frozenset()))
        menu.addSeparator()
        for kind in self.types():
            words = institution_type_word(kind).replace("&", "&&")
            entry = menu.addAction(_icon(kind, self.devicePixelRatioF()), words)
            entry.setCheckable(True)
            entry.setChecked(kind not in hidden)
            entry.triggered.connect(partial(self._hide, hidden ^ {kind}))
        menu.addSeparator()
        for kind in self.types():
            words = institution_type_word(kind).replace("&", "&&")
            only = menu.addAction(_("Only: {type}").format(type=words))
            only.triggered.connect(partial(self._hide, frozenset(self.types()) - {kind}))

    def _hide(self, hidden: frozenset[str], _checked: bool = False) -> None:
        self._selection.choose(hidden_types=hidden)

    def _on_view_changed(self, before: View, after: View) -> None:
        if before.hidden_types != after.hidden_types:
            self._name()

    def _name(self) -> None:
        types = self.types()
        shown = [kind for kind in types if kind not in self._selection.view.hidden_types]
        is_all = len(shown) == len(types)
        some = _("{shown} of {count} types").format(shown=len(shown), count=len(types))
        self._words = _("All types") if is_all else some
        self.setText(self._words)
        self.setAccessibleName(
            _("Types of institutions shown: {types}").format(
                types=", ".join(map(institution_type_word, shown)) or _("none")
            )
        )
        self.setToolTip(_("Which types of institutions the map shows: {types}").format(types=self._words))
        self.adjustSize()


def _icon(kind: str, ratio: float) -> QIcon:
    """The symbol of a type as it stands on the map."""
    side = theme.current().px(_ICON_PX)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("outline"))
    paint_symbol(painter, kind, QPointF(side / 2.0, side / 2.0), side * 0.75)
    painter.end()
    return QIcon(picture)
