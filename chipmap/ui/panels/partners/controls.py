"""Which ties count, who is shown, and who is ranked besides the partner places."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from chipmap.model.match.partner_filters import like_minded_regions
from chipmap.model.match.place_partners import can_be_partner, candidates_of
from chipmap.ui import theme
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.formats import percent

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

COVERAGES = (0.0, 0.5, 2 / 3, 1.0)


class PartnerControls(QWidget):
    """Says what was wished; it shows the wish that holds and keeps none of its own."""

    wished = Signal(object)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wish = MatchWish()
        self._places: tuple[tuple[str, str], ...] = ()
        self._data: tuple[object, ...] = ()
        self._wished: tuple[str, tuple[str, ...]] | None = None
        flow = FlowLayout(self, gap=8)
        choices: list[tuple[object, str]] = [(False, _("Existing ties")), (True, _("New ties"))]
        self.ties = SegmentedChoice(_("Which ties speak for a partner"), choices, can_clear=False)
        self.ties.picked.connect(lambda is_new: self._wish_for(new_ties=is_new))
        self.working = _pill(
            _("Has a collaboration"), _("Show only places with an agreement or collaboration")
        )
        self.working.clicked.connect(lambda is_on: self._wish_for(has_collaboration=is_on))
        self.reviewed = _pill(
            _("Security reviewed"),
            _("Show only places whose research security somebody has recorded as reviewed"),
        )
        self.reviewed.clicked.connect(lambda is_on: self._wish_for(has_security_review=is_on))
        self.coverage = _combo(_("Least part of the levels that is known"))
        for part in COVERAGES:
            text = _("{part} known or more").format(part=percent(100 * part)) if part else _("Any coverage")
            self.coverage.addItem(text, part)
        self.coverage.activated.connect(
            lambda _index: self._wish_for(least_coverage=self.coverage.currentData())
        )
        self.members = _combo(_("Member of a region, such as one of like-minded places"))
        self.members.activated.connect(lambda _index: self._wish_for(member_of=self.members.currentData()))
        self.add = _combo(_("Rank another place"))
        self.add.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add.setMinimumContentsLength(12)
        self.add.setEditable(True)
        self.add.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.add.activated.connect(lambda _index: self._on_added())
        for widget in (self.ties, self.working, self.reviewed, self.coverage, self.members, self.add):
            flow.addWidget(widget)
        self.chips: dict[str, QPushButton] = {}

    def show_wish(self, wish: MatchWish, focus: str) -> None:
        """Show what holds, with the regions and places that can be chosen for this focus region."""
        self._wish = wish
        self.ties.show_choice(wish.new_ties)
        self.working.setChecked(wish.has_collaboration)
        self.reviewed.setChecked(wish.has_security_review)
        at = min(range(len(COVERAGES)), key=lambda index: abs(COVERAGES[index] - wish.least_coverage))
        self.coverage.setCurrentIndex(at)
        self._show_members(wish.member_of)
        self._show_places(focus)
        self._show_added()

    def _show_members(self, member_of: str) -> None:
        regions = [
            (code, self._bridge.subject_name(code)) for code in like_minded_regions(self._bridge.dataset)
        ]
        self.members.clear()
        self.members.addItem(_("Any membership"), "")
        for code, name in regions:
            self.members.addItem(_("Member of {region}").format(region=name), code)
        self.members.setCurrentIndex(max(0, self.members.findData(member_of)))

    def _show_places(self, focus: str) -> None:
        """The places that are not ranked yet, by name."""
        dataset = self._bridge.dataset
        data = (dataset.countries, dataset.regions, dataset.settings, self._bridge.names)
        wished = (focus, self._wish.added)
        pairs = zip(data, self._data, strict=False)
        is_same = bool(self._data) and all(one is other for one, other in pairs)
        if wished != self._wished or not is_same:
            self._data, self._wished = data, wished
            self._fill_places(focus)
        self.add.setCurrentIndex(-1)
        field = self.add.lineEdit()
        assert field is not None
        field.setPlaceholderText(_("Add a place"))
        field.clear()

    def _fill_places(self, focus: str) -> None:
        dataset = self._bridge.dataset
        ranked = {*candidates_of(dataset, focus), *self._wish.added}
        places = sorted(
            (self._bridge.subject_name(str(code)), str(code))
            for code in dataset.countries
            if str(code) not in ranked and can_be_partner(dataset, focus, str(code))
        )
        self._places = tuple(places)
        self.add.clear()
        for name, code in places:
            self.add.addItem(name, code)

    def _show_added(self) -> None:
        """A chip for each place that was added; a click takes it out again."""
        for code in [code for code in self.chips if code not in self._wish.added]:
            chip = self.chips.pop(code)
            chip.hide()
            chip.deleteLater()
        for code in self._wish.added:
            if code not in self.chips:
                self.chips[code] = chip = button("", partial(self._take_out, code), icon="x")
                chip.setProperty("look", "pill")
                layout = self.layout()
                assert layout is not None
                layout.addWidget(chip)
            name = self._bridge.subject_name(code)
            self.chips[code].setText(name)
            self.chips[code].setAccessibleName(_("Do not rank {name}").format(name=name))
            self.chips[code].setToolTip(_("Do not rank {name}").format(name=name))

    def _take_out(self, code: str) -> None:
        self._wish_for(added=tuple(one for one in self._wish.added if one != code))

    def _on_added(self) -> None:
        typed = self.add.currentText().casefold()
        code = next((code for name, code in self._places if name.casefold() == typed), None)
        if code is not None and code not in self._wish.added:
            self._wish_for(added=(*self._wish.added, code))

    def _wish_for(self, **fields: object) -> None:
        self.wished.emit(replace(self._wish, **fields))  # type: ignore[arg-type]


def _pill(text: str, purpose: str) -> QPushButton:
    pill = QPushButton(text)
    pill.setProperty("look", "pill")
    pill.setCheckable(True)
    pill.setToolTip(purpose)
    return pill


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setMinimumWidth(theme.current().px(150))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo
