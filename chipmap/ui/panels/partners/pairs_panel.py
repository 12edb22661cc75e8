"""Institutions on both sides of a match that could meet, and on which segments; each leads to its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui.panels.collaborations import collaboration_card
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.widgets.parts import button, clear_layout, frame, label
from chipmap.wording import _
from chipmap.wording.levels import institution_type_word
from chipmap.wording.partners import pair_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from chipmap.model.match.institution_pairs import InstitutionPair
    from chipmap.model.records import Institution
    from chipmap.ui.bridge import WorkspaceBridge


class PairsPanel(QWidget):
    """`institution_chosen` carries the id of an institution whose record somebody wants to see."""

    institution_chosen = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._title = label("", "title")
        self._note = label("", "small", "text2")
        column.addWidget(self._title)
        column.addWidget(self._note)
        self._pairs = QVBoxLayout()
        self._pairs.setSpacing(8)
        column.addLayout(self._pairs)
        column.addStretch(1)

    def show_pairs(self, place: str, focus: str, pairs: Sequence[InstitutionPair]) -> None:
        """Show the pairs of a partner, or that the records name none."""
        bridge = self._bridge
        self._title.setText(bridge.subject_name(place))
        texts = {"focus": bridge.subject_name(focus), "place": bridge.subject_name(place)}
        if pairs:
            note = _("Pairs of {focus} and {place}, by the segments that their records list.")
        else:
            note = _("No institutions of {focus} and {place} are recorded that hold or complete a segment.")
        self._note.setText(note.format(**texts))
        clear_layout(self._pairs)
        for pair in pairs:
            self._pairs.addWidget(self._card(pair))

    def _card(self, pair: InstitutionPair) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(4)
        made = frame("card", column, 12)
        for one in (pair.ours, pair.theirs):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(self._link(one), 0, Qt.AlignmentFlag.AlignLeft)
            row.addWidget(label(self._where(one), "caption", "text3"), 1)
            column.addLayout(row)
        both, they_add, we_add = (
            ", ".join(mid_sentence(self._bridge.segment_name(one)) for one in segments)
            for segments in (pair.both, pair.they_add, pair.we_add)
        )
        column.addWidget(label(pair_text(both, they_add, we_add), "small"))
        column.addWidget(label(self._sources(pair), "caption", "text3"))
        for work in pair.collaborations:
            column.addWidget(SourceCard(collaboration_card(self._bridge, work)))
        return made

    def _link(self, one: Institution) -> QPushButton:
        name = one.short_name or one.name
        link = button(name, lambda: self.institution_chosen.emit(one.id), look="link")
        link.setAccessibleName(_("{name}: show its record").format(name=one.name))
        link.setToolTip(one.name)
        return link

    def _where(self, one: Institution) -> str:
        kind = institution_type_word(one.institution_type)
        return f"{kind} · {self._bridge.subject_name(one.country)}"

    def _sources(self, pair: InstitutionPair) -> str:
        """Where both records are cited from."""
        sources = self._bridge.dataset.sources
        keys = dict.fromkeys((pair.ours.source, pair.theirs.source))
        named = [sources[key].publisher or sources[key].title for key in keys if key in sources]
        cited = dict.fromkeys(named or [one.website for one in (pair.ours, pair.theirs) if one.website])
        if not cited:
            return _("No source is recorded for either")
        return _("Source: {sources}").format(sources="; ".join(cited))
