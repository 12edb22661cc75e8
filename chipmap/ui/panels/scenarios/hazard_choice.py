"""Recorded hazards to begin from: what happened, who tells it, and why some cannot be run as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from chipmap.model.analysis.removals import removals_of
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.source_card import Citation, SourceCard
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from chipmap.model.records import Hazard
    from chipmap.ui.bridge import WorkspaceBridge


class HazardChoice(QWidget):
    """`picked` carries the id of a hazard, or an empty text for none."""

    picked = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._listed: tuple[str, ...] = ()
        self.choice = ChoiceField()
        self.choice.setAccessibleName(_("Start from a recorded hazard"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(lambda _index: self.picked.emit(str(self.choice.currentData() or "")))
        self._why = label("", "small", "warn")
        self._card: SourceCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.choice)
        self._column.addWidget(self._why)

    def show_hazard(self, key: str, *, is_placed: bool) -> None:
        """Show the hazard that a scenario began from; `is_placed` where somebody has said what is lost."""
        hazards = self._bridge.dataset.hazards
        listed = tuple(
            one.id for one in sorted(hazards.values(), key=lambda one: (-(one.year or 0), one.name))
        )
        if listed != self._listed:
            self._listed = listed
            self.choice.clear()
            self.choice.addItem(_("Start from a recorded hazard"), "")
            for one in listed:
                self.choice.addItem(words.hazard_text(self._bridge.dataset, one), one)
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self.choice.setToolTip(self.choice.currentText() if key else "")
        self.setVisible(bool(listed))
        found: Hazard | None = hazards.get(key)
        self._show_card(found)
        is_placeless = found is not None and removals_of(found) is None and not is_placed
        self._why.setVisible(is_placeless)
        if found is not None and is_placeless:
            names = ", ".join(mid_sentence(self._bridge.segment_name(one)) for one in found.segments)
            self._why.setText(words.placeless_text(names))

    def _show_card(self, found: Hazard | None) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        if found is not None:
            source = self._bridge.dataset.sources.get(found.source)
            publisher = "" if source is None else source.publisher or source.title
            address = "" if source is None else source.address
            self._card = SourceCard(Citation("history", found.what_happened, publisher, address))
            self._column.addWidget(self._card)
