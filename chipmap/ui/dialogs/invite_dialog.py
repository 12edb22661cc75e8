"""Which institutions of the workspace take part: ticked in a list that a place or a segment narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.tick_list import TickList
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.records import Institution
    from chipmap.ui.bridge import WorkspaceBridge

_WIDTH, _HEIGHT = 640, 700


class InviteDialog(DialogFrame):
    """`invited` carries the ids; those that come already are not listed."""

    invited = Signal(tuple)

    def __init__(
        self, bridge: WorkspaceBridge, event: str, segment: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Add institutions of the workspace"), _WIDTH, _HEIGHT, parent)
        self._bridge = bridge
        there = {one.institution for one in bridge.dataset.participants.of(event).values()}
        self._known = [one for one in bridge.dataset.institutions.values() if one.id not in there]
        self._ticked: dict[str, None] = {}
        note = _("Each becomes a participant with its place and segments. Names of people can follow.")
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(label(note, "small", "text2"))
        self.body.addLayout(self._filters(segment))
        self.institutions = TickList(_("Institutions"), _("Find an institution"), _counted)
        self.body.addWidget(self.institutions, 1)
        self.institutions.ticked.connect(self._on_ticked)
        self._narrow()

    def _filters(self, segment: str) -> QHBoxLayout:
        dataset, names = self._bridge.dataset, self._bridge.subject_name
        places = sorted({(names(one.country), one.country) for one in self._known})
        regions = [(names(one.code), one.code) for one in dataset.regions.values() if one.is_policy]
        segments = [one for one in dataset.segments.values() if one.segment_kind != "total"]
        self.place, self.segment = ChoiceField(), ChoiceField()
        self.place.setAccessibleName(_("Place of the institutions"))
        self.segment.setAccessibleName(_("Segment of the institutions"))
        self.place.addItem(_("Every place"), "")
        for name, code in (*sorted(regions), *places):
            self.place.addItem(name, code)
        self.segment.addItem(_("Every segment"), "")
        for one in sorted(segments, key=lambda record: record.order):
            self.segment.addItem(one.name, one.id)
        self.segment.setCurrentIndex(max(0, self.segment.findData(segment)))
        self.all = button(_("Tick all shown"), self._tick_all)
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in (self.place, self.segment):
            field.setMinimumWidth(1)
            field.activated.connect(lambda _at: self._narrow())
            row.addWidget(field, 1)
        row.addWidget(self.all)
        return row

    def _narrow(self) -> None:
        """List what the place and the segment leave, and what is ticked already."""
        place, segment = self.place.currentData(), self.segment.currentData()
        region = self._bridge.dataset.regions.get(place)
        places = {place, *(region.members if region is not None else ())}
        below, chosen = self._below(segment), tuple(self._ticked)
        shown = [
            one
            for one in self._known
            if one.id in self._ticked
            or ((not place or one.country in places) and (not segment or not below.isdisjoint(one.segments)))
        ]
        self.institutions.blockSignals(True)
        self.institutions.list.clear()
        self.institutions.add_lines((one.id, self._line(one), 0) for one in sorted(shown, key=_order))
        self.institutions.choose(chosen)
        self.institutions.blockSignals(False)
        self._on_ticked()

    def _below(self, segment: str) -> set[str]:
        """A segment and everything beneath it in the value chain."""
        found = {segment}
        for one in sorted(self._bridge.dataset.segments.values(), key=lambda record: record.order):
            if one.parent in found:
                found.add(one.id)
        return found

    def _line(self, one: Institution) -> str:
        return f"{one.name}, {self._bridge.subject_name(one.country)}"

    def _tick_all(self) -> None:
        self.institutions.choose(self.institutions.keys())

    def _on_ticked(self) -> None:
        self._ticked = dict.fromkeys(self.institutions.chosen())
        count = len(self._ticked)
        text = ngettext("Add {count} participant", "Add {count} participants", count)
        self.primary.setText(text.format(count=count))
        self.primary.setEnabled(bool(count))

    def _on_primary(self) -> None:
        self.invited.emit(tuple(self._ticked))
        self.accept()


def _counted(chosen: Sequence[str]) -> str:
    counted = ngettext("{count} institution chosen", "{count} institutions chosen", len(chosen))
    return counted.format(count=len(chosen)) if chosen else _("None chosen")


def _order(one: Institution) -> tuple[str, str]:
    return one.name.casefold(), one.id
