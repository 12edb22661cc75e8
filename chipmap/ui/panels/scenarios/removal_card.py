"""One thing that is lost: who, in which segment, which part of it, and whether only a route is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from chipmap.model.analysis.removals import recorded_part
from chipmap.model.records.removals import Removal
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.elided_label import ElidedLabel
from chipmap.ui.widgets.parts import button, icon_button, label
from chipmap.ui.widgets.whole_number import WholeNumber
from chipmap.wording import _
from chipmap.wording import scenarios as words
from chipmap.wording.formats import percent

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.panels.scenarios.holdings import Holdings

_WHOLE = 100


class _PartSlider(QSlider):
    """A turn of the wheel scrolls the inputs past it instead of changing what is lost."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RemovalCard(QFrame):
    """`tried` follows a slider or a number while it moves, `changed` carries what is meant."""

    tried = Signal(object)
    changed = Signal(object)
    dropped = Signal()

    def __init__(self, bridge: WorkspaceBridge, holdings: Holdings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card2")
        self._bridge, self._holdings = bridge, holdings
        self._removal = Removal()
        self._offered: float | None = None
        self._cited = ""
        self._segments: tuple[str, ...] = ()
        self._end = ""
        self._name = ElidedLabel("body_strong", "text")
        self.drop = icon_button("x", _("Do not lose it"), self.dropped.emit, size=16)
        self.segment, self.part, self.route = ChoiceField(), WholeNumber(_WHOLE, 1, _WHOLE), QCheckBox()
        self.slider = _PartSlider(Qt.Orientation.Horizontal)
        self.offer = button("", self._take_offer, look="link")
        self._note = label("", "small", "text2")
        self._connect()
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._name, 1)
        head.addWidget(self.drop)
        amount = QHBoxLayout()
        amount.setSpacing(10)
        amount.addWidget(self.slider, 1)
        amount.addWidget(self.part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.segment)
        column.addLayout(amount)
        column.addWidget(self.route)
        column.addWidget(self._note)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def removal(self) -> Removal:
        """What is shown."""
        return self._removal

    def show_removal(self, removal: Removal, focus: str, *, is_ineffective: bool) -> None:
        """Show one loss; `focus` is the end that a route can have."""
        self._removal = removal
        bridge = self._bridge
        subject = bridge.subject_name(removal.subject) if removal.subject else _("Every supplier")
        self._name.setText(subject)
        self._name.setToolTip(subject)
        self.drop.setAccessibleName(_("Do not lose {name}").format(name=subject))
        self.drop.setToolTip(self.drop.accessibleName())
        self._show_segments(removal, subject)
        self._show_part(removal, subject)
        firm = bridge.dataset.institutions.get(removal.subject)
        end = removal.towards or focus
        self.route.setVisible(firm is None and bool(removal.subject) and removal.subject != end)
        self.route.setText(_("Only the route to {place}").format(place=bridge.subject_name(end)))
        self.route.setAccessibleName(f"{subject}: {self.route.text()}")
        self.route.setChecked(bool(removal.towards))
        self._end = end
        self._show_offer(firm.country if firm is not None else "")
        self._show_note(subject, is_ineffective=is_ineffective)

    def _connect(self) -> None:
        self.segment.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.segment.setMinimumContentsLength(10)
        self.segment.activated.connect(
            lambda _index: self._change(segment=str(self.segment.currentData() or ""))
        )
        self.slider.setRange(1, _WHOLE)
        self.slider.setPageStep(10)
        self.slider.valueChanged.connect(self._try_part)
        self.slider.sliderReleased.connect(lambda: self.changed.emit(self._removal))
        self.part.setSuffix(" %")
        self.part.valueChanged.connect(self._try_part)
        self.route.clicked.connect(lambda is_on: self._change(towards=self._end if is_on else ""))

    def _show_segments(self, removal: Removal, subject: str) -> None:
        self.segment.setAccessibleName(_("Segment that {name} is lost in").format(name=subject))
        held = dict(self._holdings.of_subject(removal.subject)) if removal.subject else {}
        names = tuple(dict.fromkeys((*([""] if removal.subject else []), removal.segment, *held)))
        if names != self._segments:
            self._segments = names
            self.segment.clear()
            for name in names:
                self.segment.addItem(self._segment_text(name, held.get(name)), name)
        self.segment.setCurrentIndex(names.index(removal.segment))
        self.segment.setVisible(len(names) > 1)
        if not removal.subject:
            self._name.setText(
                _("Every supplier of {segment}").format(segment=self._bridge.segment_name(removal.segment))
            )

    def _segment_text(self, segment: str, held: float | None) -> str:
        if not segment:
            return _("In every segment")
        name = self._bridge.segment_name(segment)
        return f"{name}  {percent(held, 0 if held >= 1 else 1)}" if held else name

    def _show_part(self, removal: Removal, subject: str) -> None:
        whole = max(1, round(_WHOLE * removal.part))
        for widget in (self.slider, self.part):
            widget.blockSignals(True)
            widget.setValue(whole)
            widget.blockSignals(False)
        self.slider.setAccessibleName(_("Part of {name} that is lost").format(name=subject))
        self.part.setAccessibleName(_("Part of {name} that is lost, in per cent").format(name=subject))

    def _show_offer(self, country: str) -> None:
        """What is cited of a company; only a person takes it."""
        self._offered, self._cited = None, ""
        found = None
        if country and self._removal.segment:
            found = recorded_part(self._bridge.dataset, self._removal.subject, self._removal.segment)
        if found is not None:
            self._offered = max(0.01, round(found.part, 2))
            leader = found.leader
            self._cited = words.part_offer_text(leader.percent or 0.0, leader.basis, leader.year)
            self.offer.setText(_("Take {part}").format(part=percent(_WHOLE * self._offered)))
            self.offer.setAccessibleName(f"{self.offer.text()}. {self._cited}")
        self.offer.setVisible(found is not None and self._offered != round(self._removal.part, 2))

    def _show_note(self, subject: str, *, is_ineffective: bool) -> None:
        bridge, removal = self._bridge, self._removal
        firm = bridge.dataset.institutions.get(removal.subject)
        said = []
        if is_ineffective:
            said.append(words.ineffective_text(subject))
        if firm is not None:
            place = bridge.subject_name(firm.country)
            said.append(
                _("Shares are known of places: state which part of {place} it holds.").format(place=place)
            )
        if self._cited:
            said.append(self._cited)
        if removal.towards:
            said.append(words.route_text(subject, bridge.subject_name(removal.towards)))
        self._note.setText(" ".join(said))
        self._note.setVisible(bool(said))

    def _try_part(self, whole: int) -> None:
        self._removal = replace(self._removal, part=whole / _WHOLE)
        self._show_part(self._removal, self._name.text())
        self.tried.emit(self._removal)

    def _take_offer(self) -> None:
        if self._offered is not None:
            self._change(part=self._offered)

    def _change(self, **fields: object) -> None:
        self._removal = replace(self._removal, **fields)  # type: ignore[arg-type]
        self.changed.emit(self._removal)
