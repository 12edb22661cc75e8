"""The first tab: the level of the chosen segment, the widest gaps of the focus region, the value chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from chipmap.model.analysis.standing import Standings
from chipmap.ui.panels.citations import score_citations
from chipmap.ui.panels.gap_list import GapList
from chipmap.ui.panels.level_card import LevelCard
from chipmap.ui.panels.level_reports import gap_lines, report_of
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.raters_section import RatersSection
from chipmap.ui.panels.segment_list import SegmentList
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.panels.value_chain import lines_of, parents_of
from chipmap.ui.widgets.parts import button, clear_layout, heading_row, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_SHOWN_CITATIONS = 3


class ScoresPage(QWidget):
    """Shows the levels of one subject; says what was chosen, accepted or asked for."""

    segment_chosen = Signal(str)
    suggestion_accepted = Signal(int)
    evidence_asked = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._subject = ""
        self._view: View | None = None
        self._shown_segment = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.card = LevelCard()
        self.card.accepted.connect(self.suggestion_accepted)
        layout.addLayout(_inset(self.card))
        self.raters = RatersSection(bridge)
        layout.addWidget(self.raters)
        layout.addWidget(self._gaps_section())
        layout.addWidget(self._chain_section())
        layout.addWidget(self._evidence_section())
        layout.addStretch(1)

    def show_subject(self, subject: str, view: View, *, is_focus: bool) -> None:
        """Show a subject's levels at the horizon of `view`; gaps only for the focus region."""
        self._subject, self._view = subject, view
        bridge = self._bridge
        self.card.show_report(report_of(bridge, subject, view))
        self.raters.show_item(subject, view.segment, view.horizon)
        gaps = gap_lines(bridge, subject, view.horizon) if is_focus else []
        self._gap_box.setVisible(bool(gaps))
        self._gaps.show_lines(gaps)
        if view.segment != self._shown_segment:
            self._shown_segment = view.segment
            self.chain.reveal(parents_of(bridge.dataset, view.segment))
        self._show_chain()
        self._show_evidence()

    def _gaps_section(self) -> QWidget:
        self._gap_box = QWidget()
        layout = _section(self._gap_box)
        note = label(_("level against need"), "small", "text3", wraps=False)
        layout.addLayout(_inset(heading_row(label(_("Widest gaps"), "body_strong", wraps=False), note)))
        self._gaps = GapList()
        self._gaps.segment_chosen.connect(self.segment_chosen)
        layout.addWidget(self._gaps)
        return self._gap_box

    def _chain_section(self) -> QWidget:
        box = QWidget()
        layout = _section(box)
        self._scale_note = label("", "small", "text3")
        self._scale_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(_("Value chain"), "body_strong", wraps=False))
        row.addWidget(self._scale_note, 1)
        layout.addLayout(_inset(row))
        self.chain = SegmentList()
        self.chain.segment_chosen.connect(self.segment_chosen)
        self.chain.opened_changed.connect(self._show_chain)
        layout.addWidget(self.chain)
        return box

    def _evidence_section(self) -> QWidget:
        self._evidence_box = QWidget()
        layout = QVBoxLayout(self._evidence_box)
        layout.setContentsMargins(ROW_BLEED, 22, ROW_BLEED, 0)
        layout.setSpacing(6)
        self._evidence_title = label("", "body_strong")
        layout.addWidget(self._evidence_title)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(6)
        layout.addLayout(self._cards)
        self._more = button("", self.evidence_asked.emit, look="link")
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        return self._evidence_box

    def _show_chain(self) -> None:
        if self._view is None:
            return
        standings: Standings = self._bridge.standings
        need = standings.next_need(self._subject, self._view.segment, self._view.horizon)
        self._scale_note.setText(
            _("level 0–5, marker = {year} need").format(year=need.horizon)
            if need is not None
            else _("level 0–5, marker = need")
        )
        self.chain.show_lines(
            lines_of(
                standings,
                subject=self._subject,
                horizon=self._view.horizon,
                chosen=self._view.segment,
                opened=self.chain.opened,
            )
        )

    def _show_evidence(self) -> None:
        assert self._view is not None
        citations = score_citations(self._bridge, self._subject, self._view.segment)
        self._evidence_title.setText(
            _("Evidence for {segment}").format(
                segment=mid_sentence(self._bridge.segment_name(self._view.segment))
            )
        )
        self._evidence_box.setVisible(bool(citations))
        clear_layout(self._cards)
        for citation in citations[:_SHOWN_CITATIONS]:
            self._cards.addWidget(SourceCard(citation))
        more = len(citations) - _SHOWN_CITATIONS
        self._more.setVisible(more > 0)
        self._more.setText(ngettext("{count} more", "{count} more", more).format(count=more))


def _section(box: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 22, 0, 0)
    layout.setSpacing(6)
    return layout


def _inset(content: QWidget | QLayout) -> QVBoxLayout:
    """Content that lines up with the words of the rows, whose marks reach further to both sides."""
    layout = QVBoxLayout()
    layout.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
    if isinstance(content, QWidget):
        layout.addWidget(content)
    else:
        layout.addLayout(content)
    return layout
