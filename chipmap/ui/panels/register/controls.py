"""How the register is shown and which of it: view, partner, kind, stage, segment, and what is overdue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from chipmap.model.records import ROOT_SEGMENT, CollaborationKind
from chipmap.ui.collaboration_wish import (
    BOARD,
    BY_PARTNER,
    BY_STAGE,
    TABLE,
    TIMELINE,
    CollaborationWish,
)
from chipmap.ui.panels.register.row import STAGES
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, icon_button
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.levels import collaboration_kind_word, stage_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.ui.bridge import WorkspaceBridge

_PAUSE_MS = 300
"""After a pause as long as this what was typed is looked for; each search is a step to go back from."""


class RegisterControls(QWidget):
    """Says what was wished; it shows the wish that holds and keeps none of its own."""

    wished = Signal(object)
    zoomed = Signal(float)
    """By how much more time is to be shown; 0 shows all of it."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wish = CollaborationWish()
        shapes = [(TABLE, _("Table")), (BOARD, _("Board")), (TIMELINE, _("Timeline"))]
        self.shape = SegmentedChoice(_("Show as"), shapes, can_clear=False)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Find by any word"))
        self.words.setAccessibleName(_("Find collaborations by any word"))
        self.words.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self.partner = _choice(_("Partner"))
        self.kind = _choice(_("Kind of collaboration"))
        self.stage = _choice(_("Stage"))
        self.segment = _pill("")
        self.overdue = _pill(_("Overdue"))
        self.overdue.setToolTip(_("Only collaborations whose next step is overdue"))
        groups = [(BY_STAGE, _("By stage")), (BY_PARTNER, _("By partner"))]
        self.grouping = SegmentedChoice(_("Timeline"), groups, can_clear=False)
        self.nearer = icon_button("plus", _("Show less time (+)"), lambda: self.zoomed.emit(0.8))
        self.farther = icon_button("minus", _("Show more time (−)"), lambda: self.zoomed.emit(1.25))
        self.whole = icon_button(
            "locate-fixed", _("Show all of the time (Home)"), lambda: self.zoomed.emit(0.0)
        )
        self.show_all = button(_("Show all"), self._show_all, look="quiet")
        flow = FlowLayout(self, gap=8)
        self._of_time = (self.grouping, self.nearer, self.farther, self.whole)
        filters = (self.words, self.partner, self.kind, self.stage, self.segment, self.overdue)
        for widget in (self.shape, *filters, *self._of_time, self.show_all):
            flow.addWidget(widget)
        self._fill_fixed()
        self._connect()

    def show_wish(self, wish: CollaborationWish, segment: str) -> None:
        """Show what holds; `segment` is the one that the View is about."""
        self._wish = wish
        self.shape.show_choice(wish.shown_as)
        self.grouping.show_choice(wish.grouped_by)
        if not self._typing.isActive() and self.words.text().strip() != wish.words:
            self.words.setText(wish.words)
        self._fill_partners()
        self.partner.show_choice(wish.partner)
        self.kind.show_choice(wish.collaboration_kind)
        self.stage.show_choice(wish.stage)
        self.segment.setVisible(segment != ROOT_SEGMENT)
        self.segment.setText(self._bridge.segment_name(segment).replace("&", "&&"))
        self.segment.setAccessibleName(_("Only {segment}").format(segment=self._bridge.segment_name(segment)))
        self.segment.setToolTip(
            _("Only collaborations in {segment} or in the whole chain").format(
                segment=self._bridge.segment_name(segment)
            )
        )
        is_narrowed = not wish.every_segment and segment != ROOT_SEGMENT
        self.segment.setChecked(is_narrowed)
        self.overdue.setChecked(wish.is_overdue)
        self.show_all.setVisible(wish.is_filtered or is_narrowed)
        for widget in self._of_time:
            widget.setVisible(wish.shown_as == TIMELINE)
        layout = self.layout()
        assert layout is not None
        layout.invalidate()

    def _connect(self) -> None:
        self.shape.picked.connect(lambda shape: self._wish_for(shown_as=shape))
        self.grouping.picked.connect(lambda grouping: self._wish_for(grouped_by=grouping))
        self.words.textEdited.connect(lambda _text: self._typing.start())
        self.words.textChanged.connect(self._on_words)
        self.words.returnPressed.connect(self._typing.start)
        self._typing.timeout.connect(lambda: self._wish_for(words=self.words.text().strip()))
        self.partner.activated.connect(lambda _at: self._wish_for(partner=self.partner.currentData()))
        self.kind.activated.connect(lambda _at: self._wish_for(collaboration_kind=self.kind.currentData()))
        self.stage.activated.connect(lambda _at: self._wish_for(stage=self.stage.currentData()))
        self.segment.clicked.connect(lambda is_on: self._wish_for(every_segment=not is_on))
        self.overdue.clicked.connect(lambda is_on: self._wish_for(is_overdue=is_on))

    def _on_words(self, text: str) -> None:
        """The cross in the field empties it without anybody having typed."""
        if not text and self._wish.words:
            self._typing.start()

    def _fill_fixed(self) -> None:
        self.kind.addItem(_("Any kind"), "")
        for kind in CollaborationKind:
            self.kind.addItem(collaboration_kind_word(kind), kind.value)
        self.stage.addItem(_("Any stage"), "")
        for stage in STAGES:
            self.stage.addItem(stage_word(stage), stage)

    def _fill_partners(self) -> None:
        """The places that take part in anything, by name."""
        codes = {code for record in self._bridge.dataset.collaborations.values() for code in record.partners}
        named = sorted((self._bridge.subject_name(code), code) for code in codes)
        wanted: Sequence[tuple[str, str]] = [(_("Any partner"), ""), *named]
        shown = [(self.partner.itemText(at), self.partner.itemData(at)) for at in range(self.partner.count())]
        if shown != list(wanted):
            self.partner.clear()
            for name, code in wanted:
                self.partner.addItem(name, code)

    def _show_all(self) -> None:
        self.wished.emit(self._wish.without_filters())

    def _wish_for(self, **fields: object) -> None:
        self.wished.emit(replace(self._wish, **fields))  # type: ignore[arg-type]


def _choice(name: str) -> ChoiceField:
    made = ChoiceField()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(13)
    return made


def _pill(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", "pill")
    made.setCheckable(True)
    return made
