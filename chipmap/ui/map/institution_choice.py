"""A small menu of the institutions that share one spot, so that each can be opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.markers import InstitutionMark
from chipmap.ui.selection import Selection
from chipmap.wording import _, formats

MOST_NAMED = 25
"""A longer menu would leave the screen."""


def choose_institution(
    parent: QWidget, mark: InstitutionMark, bridge: WorkspaceBridge, selection: Selection, at: QPoint
) -> QMenu:
    """Show the menu at a screen position; choosing an entry selects that institution."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    named = sorted((bridge.dataset.institutions[member.id].name, member.id) for member in mark.members)
    for name, institution in named[:MOST_NAMED]:
        entry = menu.addAction(name.replace("&", "&&"))
        entry.triggered.connect(partial(selection.choose, subject=institution))
    if len(named) > MOST_NAMED:
        rest = _("and {count} more: see Institutions, In view")
        menu.addAction(rest.format(count=formats.count(len(named) - MOST_NAMED))).setEnabled(False)
    menu.popup(at)
    return menu
