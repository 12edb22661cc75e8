"""Why a partner has its score: total and how sure its rank is, then the six terms, each opened by a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.model.match.place_partners import PartnerTerm
from chipmap.ui.panels.partners.term_report import term_detail, term_reports
from chipmap.ui.panels.partners.term_section import TermSection
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording import partners as words
from chipmap.wording.partner_reasons import partner_reasons

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chipmap.model.match.place_partners import PartnerList, PlacePartner
    from chipmap.ui.bridge import WorkspaceBridge


class WhyPanel(QWidget):
    """Shows one partner of a list; which terms are open is kept while one walks from card to card."""

    need_wanted = Signal(str)
    """A need of this place is missing, and somebody wants to record it."""
    start_wanted = Signal(str)
    """Somebody wants to begin a collaboration with this place."""
    left = Signal()
    """Escape: the keyboard goes back to the cards."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._place = ""
        self.sections: dict[PartnerTerm, TermSection] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._name = label("", "title")
        self._rank = label("", "body", "text2")
        self._sure = label("", "small", "text2")
        self._reasons = label("", "small")
        for one in (self._name, self._rank, self._sure, self._reasons):
            self._column.addWidget(one)
        self.start = button(
            _("Start a collaboration"), lambda: self.start_wanted.emit(self._place), look="link", icon="plus"
        )
        self._column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(8)
        self._column.addStretch(1)

    def show_partner(self, one: PlacePartner, found: PartnerList) -> None:
        """Show why a partner of a list stands where it does."""
        bridge = self._bridge
        self._place = one.place
        name = bridge.subject_name(one.place)
        self._name.setText(name)
        self.start.setAccessibleName(_("Start a collaboration with {place}").format(place=name))
        ranked = one.ranked
        if ranked.rank is None:
            known = words.term_word
            missing = [known(term) for term in ranked.missing]
            self._rank.setText(words.unranked_text(ranked.weight_known, missing))
        else:
            rank = words.rank_text(ranked.rank, ranked.rank_interval)
            text = _("{total} of 100. {rank}").format(total=round(ranked.total or 0.0), rank=rank)
            self._rank.setText(text)
        sure = words.top_text(ranked.top_probability) if ranked.top_probability is not None else ""
        self._sure.setText(sure)
        self._sure.setVisible(bool(sure))
        reasons = partner_reasons(bridge.dataset, bridge.names, one, found.focus)
        self._reasons.setText(". ".join(reasons) + ".")
        self._show_terms(one, found)

    def take_focus(self) -> None:
        """Put the keyboard on the first term."""
        if self.sections:
            self.sections[PartnerTerm.FILLS_OUR_GAP].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_terms(self, one: PlacePartner, found: PartnerList) -> None:
        for report in term_reports(one, found):
            detail = partial(term_detail, self._bridge, one, found, report.term)
            section = self.sections.get(report.term)
            if section is not None:
                section.show_report(report, detail)
                continue
            section = TermSection(report, detail)
            section.need_wanted.connect(lambda: self.need_wanted.emit(self._place))
            self.sections[report.term] = section
            self._column.insertWidget(self._column.count() - 1, section)
            if report.term is PartnerTerm.FILLS_OUR_GAP:
                section.open()
