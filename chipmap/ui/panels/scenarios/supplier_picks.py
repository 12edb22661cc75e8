"""What can be lost, one press away: the largest suppliers of a segment, and a field for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui import theme
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.formats import percent

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QFocusEvent

    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.panels.scenarios.holdings import Holdings

_MOST_PICKS = 6


class _NameField(QLineEdit):
    """Says when somebody enters it: a thousand names are gathered then and not before."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class SupplierPicks(QWidget):
    """`picked` carries a subject to lose, or to keep where it is lost already; `segment_picked` a segment."""

    picked = Signal(str)
    segment_picked = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, holdings: Holdings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._holdings = bridge, holdings
        self._named: Dataset | None = None
        self._meanings: dict[str, tuple[str, str]] = {}
        self.pills: dict[str, QPushButton] = {}
        self._title = label("", "small_strong", "text2")
        box = QWidget()
        self._flow = FlowLayout(box, gap=6)
        self._flow.set_line_gap(6)
        self._nothing = label(_("No supplier of it is known."), "small", "text2")
        self.field = _NameField()
        self.field.entered.connect(self.offer_names)
        self.field.setPlaceholderText(_("Add a place, institution or segment"))
        self.field.setAccessibleName(_("Add a place, region, institution or segment that is lost"))
        self.field.setClearButtonEnabled(True)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self._take_typed))
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._take_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._title, box, self._nothing, self.field):
            column.addWidget(part)
        self.setFocusProxy(self.field)

    def show_segment(self, segment: str, lost: Collection[str]) -> None:
        """Offer the largest suppliers of a segment; those in `lost` are pressed."""
        name = mid_sentence(self._bridge.segment_name(segment))
        self._title.setText(_("Largest suppliers of {segment}").format(segment=name))
        largest = self._holdings.largest(segment)[:_MOST_PICKS]
        for subject in [one for one in self.pills if one not in dict(largest)]:
            pill = self.pills.pop(subject)
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        for subject, held in largest:
            pill = self.pills.get(subject) or self._add_pill(subject)
            self._flow.removeWidget(pill)
            self._flow.addWidget(pill)
            share = percent(held, 0 if held >= 1 else 1)
            pill.setText(f"{self._bridge.subject_name(subject)}  {share}")
            pill.setChecked(subject in lost)
            state = _("lost") if subject in lost else _("not lost")
            pill.setAccessibleName(
                _("{name}, {share} of {segment}, {state}").format(
                    name=self._bridge.subject_name(subject), share=share, segment=name, state=state
                )
            )
        self._nothing.setVisible(not largest)

    def offer_names(self) -> None:
        """Offer everything that can be lost by its name: places, regions, institutions, segments."""
        dataset, name = self._bridge.dataset, self._bridge.subject_name
        if dataset is self._named:
            return
        self._named = dataset
        meanings = {
            name(one.code): ("subject", one.code) for one in dataset.regions.values() if one.is_policy
        }
        meanings |= {name(str(code)): ("subject", str(code)) for code in dataset.countries}
        for firm in dataset.institutions.values():
            title = _("{name}, {place}").format(name=firm.name, place=name(firm.country))
            meanings.setdefault(title, ("subject", firm.id))
        for segment in dataset.segments.values():
            if segment.id != ROOT_SEGMENT:
                title = _("Every supplier of {segment}").format(segment=segment.name)
                meanings[title] = ("segment", segment.id)
        self._meanings = meanings
        self._names.setStringList(sorted(meanings))

    def _show_unknown(self, *, is_unknown: bool) -> None:
        self.field.setProperty("invalid", "true" if is_unknown else "false")
        self.field.setToolTip(_("Nothing is called that here.") if is_unknown else "")
        theme.restyle(self.field)

    def _add_pill(self, subject: str) -> QPushButton:
        pill = QPushButton()
        pill.setProperty("look", "pill")
        pill.setCheckable(True)
        pill.setAutoDefault(False)
        pill.setCursor(Qt.CursorShape.PointingHandCursor)
        pill.clicked.connect(lambda _on=False: self.picked.emit(subject))
        self.pills[subject] = pill
        return pill

    def _take_typed(self) -> None:
        self.offer_names()
        typed = self.field.text().strip().casefold()
        found = next((key for title, key in self._meanings.items() if title.casefold() == typed), None)
        if found is None:
            self._show_unknown(is_unknown=bool(typed))
            return
        self._show_unknown(is_unknown=False)
        self.field.clear()
        kind, key = found
        (self.segment_picked if kind == "segment" else self.picked).emit(key)
