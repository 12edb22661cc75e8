"""The group of places whose supply is trusted: ticked in a list of all, each tick a step of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chipmap.model.geography.naming import normalise_place_text
from chipmap.ui import theme
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

_CODE = Qt.ItemDataRole.UserRole
_LINE = 34


class TrustedPlaces(QWidget):
    """Regions and countries to tick; it follows the workspace."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._said = label("", "small_strong")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a place"))
        self.search.setAccessibleName(_("Find a place"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.places = QListWidget()
        self.places.setAccessibleName(_("Trusted places"))
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clear_button = button(_("Trust nobody in particular"), self._clear, icon="undo-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        hint = _(
            "A large supplier in this group is no exposure. For places outside the European Union, imports "
            "from the group do not count as imports from outside. Where nobody is chosen, the focus region "
            "and the candidate places are trusted, and for imports nobody."
        )
        column.addWidget(label(hint, "small", "text2"))
        column.addWidget(self.search)
        column.addWidget(self.places, 1)
        column.addWidget(self._said)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill()
        self.places.itemChanged.connect(lambda _item: self._keep())
        bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _announcement: object = None) -> None:
        """Tick what the workspace trusts now."""
        trusted = self._bridge.dataset.settings.trusted_places
        self.places.blockSignals(True)
        for row in range(self.places.count()):
            item = self.places.item(row)
            is_trusted = item.data(_CODE) in trusted
            item.setCheckState(Qt.CheckState.Checked if is_trusted else Qt.CheckState.Unchecked)
        self.places.blockSignals(False)
        count = len(trusted)
        self._said.setText(
            ngettext("{count} place is trusted.", "{count} places are trusted.", count).format(count=count)
            if count
            else _("Nobody is chosen.")
        )
        self.clear_button.setEnabled(count > 0)

    def _fill(self) -> None:
        """Regions, then countries, those that are trusted first."""
        dataset = self._bridge.dataset
        codes = [
            *(region.code for region in dataset.regions.values() if region.is_policy),
            *sorted(map(str, dataset.countries), key=self._bridge.subject_name),
        ]
        trusted = dataset.settings.trusted_places
        codes.sort(key=lambda code: code not in trusted)
        for code in codes:
            item = QListWidgetItem(self._bridge.subject_name(code))
            item.setData(_CODE, code)
            item.setSizeHint(QSize(0, theme.current().px(_LINE)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.places.addItem(item)

    def _filter(self) -> None:
        words = normalise_place_text(self.search.text()).split()
        for row in range(self.places.count()):
            item = self.places.item(row)
            spelt = normalise_place_text(f"{item.text()} {item.data(_CODE)}")
            item.setHidden(not all(word in spelt for word in words))

    def _keep(self) -> None:
        items = [self.places.item(row) for row in range(self.places.count())]
        ticked = tuple(str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked)
        change_settings(self._bridge, trusted_places=ticked)

    def _clear(self) -> None:
        change_settings(self._bridge, trusted_places=())
