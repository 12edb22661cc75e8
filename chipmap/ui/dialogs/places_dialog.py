"""Which places and institutions stand in the grid of scorecards: taking them in and out, and their order.

Nothing is chosen until the primary button is pressed; the grid then shows exactly this list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.geography.naming import normalise_place_text
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import button, icon_button, label
from chipmap.wording import _, ngettext

_CODE = Qt.ItemDataRole.UserRole


class PlacesDialog(DialogFrame):
    """`names` are all subjects that could be shown, places before institutions; `chosen` says the result.

    Without a `reference` (None) there is no such column to choose.
    """

    chosen = Signal(tuple, str)
    """The places from left to right, and the reference or nothing."""

    def __init__(
        self,
        names: Mapping[str, str],
        places: Sequence[str],
        reference: str | None,
        usual: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Places in the grid"), 760, 620, parent)
        self._names = names
        self._usual = usual
        self._spelt = {code: normalise_place_text(f"{name} {code}") for code, name in names.items()}
        self.body.setContentsMargins(0, 14, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(self._all_side(), 1)
        columns.addLayout(self._chosen_side(), 1)
        self.body.addLayout(columns, 1)
        self.body.addLayout(self._reference_row(reference))
        if reference is None:
            for part in (self._reference_title, self.reference):
                part.hide()
        self.primary.setText(_("Show these places"))
        self._show_chosen(places)
        self._filter("")
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def places(self) -> tuple[str, ...]:
        """The chosen places from left to right."""
        return tuple(str(self.shown.item(row).data(_CODE)) for row in range(self.shown.count()))

    def _all_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a place or an institution"))
        self.search.setAccessibleName(_("Find a place or an institution"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._add)
        self.all = QListWidget()
        self.all.setAccessibleName(_("Places and institutions that can be added"))
        self.all.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all.itemActivated.connect(lambda _item: self._add())
        self.add = button(_("Add to the grid"), self._add, icon="plus")
        side.addWidget(self.search)
        side.addWidget(self.all, 1)
        side.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _chosen_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        self._count = label("", "body_strong", wraps=False)
        self._count.setMinimumHeight(self.search.sizeHint().height())
        self.shown = QListWidget()
        self.shown.setAccessibleName(_("Places in the grid, from left to right"))
        self.shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.up = icon_button("chevron-up", _("Further left"), lambda: self._move(-1))
        self.down = icon_button("chevron-down", _("Further right"), lambda: self._move(1))
        self.remove = button(_("Take out"), self._remove, icon="x")
        self.reset = button(_("Partner places"), lambda: self._show_chosen(self._usual), look="quiet")
        self.reset.setToolTip(_("Show the partner places of this workspace again"))
        for widget in (self.up, self.down, self.remove, self.reset):
            row.addWidget(widget)
        row.addStretch(1)
        side.addWidget(self._count)
        side.addWidget(self.shown, 1)
        side.addLayout(row)
        return side

    def _reference_row(self, reference: str | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.reference = QComboBox()
        self.reference.setAccessibleName(_("Column for reference"))
        self.reference.addItem(_("None"), "")
        for code, name in self._names.items():
            self.reference.addItem(name, code)
        self.reference.setCurrentIndex(max(0, self.reference.findData(reference or "")))
        self._reference_title = label(_("For reference, at the right"), wraps=False)
        self._reference_title.setBuddy(self.reference)
        row.addWidget(self._reference_title)
        row.addWidget(self.reference, 1)
        return row

    def _filter(self, text: str) -> None:
        """List what fits and is not in the grid yet."""
        words = normalise_place_text(text).split()
        taken = set(self.places)
        self.all.clear()
        for code, name in self._names.items():
            if code not in taken and all(word in self._spelt[code] for word in words):
                self.all.addItem(_item(code, name))
        self.all.setCurrentRow(0)
        self.add.setEnabled(self.all.count() > 0)

    def _show_chosen(self, places: Sequence[str]) -> None:
        self.shown.clear()
        for code in places:
            if code in self._names:
                self.shown.addItem(_item(code, self._names[code]))
        self.shown.setCurrentRow(0)
        self._after_change()

    def _add(self) -> None:
        item = self.all.currentItem()
        if item is not None:
            self.shown.addItem(_item(str(item.data(_CODE)), item.text()))
            self.shown.setCurrentRow(self.shown.count() - 1)
            self._after_change()
            self.search.selectAll()

    def _remove(self) -> None:
        self.shown.takeItem(self.shown.currentRow())
        self._after_change()

    def _move(self, step: int) -> None:
        at = self.shown.currentRow()
        if 0 <= at + step < self.shown.count():
            self.shown.insertItem(at + step, self.shown.takeItem(at))
            self.shown.setCurrentRow(at + step)

    def _after_change(self) -> None:
        count = self.shown.count()
        self._count.setText(ngettext("{count} in the grid", "{count} in the grid", count).format(count=count))
        self.primary.setEnabled(count > 0)
        self._filter(self.search.text())

    def _on_primary(self) -> None:
        self.accept()
        self.chosen.emit(self.places, self.reference.currentData())


def _item(code: str, name: str) -> QListWidgetItem:
    item = QListWidgetItem(name)
    item.setData(_CODE, code)
    return item
