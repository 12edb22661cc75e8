"""The cards of ranked partners and the places without a rank below: two Tab stops, walked with the arrows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from chipmap.ui.panels.partners.card_report import CardReport
from chipmap.ui.panels.partners.partner_card import PartnerCard
from chipmap.ui.panels.partners.unranked_row import UnrankedRow
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class UnrankedLine(NamedTuple):
    """A place without a rank, and what is missing for one."""

    place: str
    name: str
    missing: str


class CardList(QWidget):
    """`chosen` carries the place whose reasons somebody wants to see; `entered` says that it was by Enter."""

    chosen = Signal(str)
    entered = Signal()
    agenda_wanted = Signal(str)
    """The place that is to come into the agenda, or to leave it."""
    card_dragged = Signal(QPoint)
    card_dropped = Signal(str, QPoint)
    """A place, and where its card was let go, in global pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PartnerCard] = []
        self.rows: list[UnrankedRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._ranked, self._unranked = QVBoxLayout(), QVBoxLayout()
        self._ranked.setSpacing(10)
        self._unranked.setSpacing(4)
        self._heading = label(_("Without a rank"), "heading", wraps=False)
        self._note = label(
            _("Less than half of the weight is known. Choose a place to see which figure is missing."),
            "small",
            "text2",
        )
        column.addLayout(self._ranked)
        column.addSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addLayout(self._unranked)
        self.setAccessibleName(_("Partners"))

    def show_cards(self, reports: Sequence[CardReport], lines: Sequence[UnrankedLine]) -> None:
        """Show these partners; cards are kept where they are, so that the focus stays in the list."""
        while len(self.cards) < len(reports):
            self._add_card(reports[len(self.cards)])
        while len(self.cards) > len(reports):
            _drop(self.cards.pop())
        for card, report in zip(self.cards, reports, strict=True):
            card.show_report(report)
        while len(self.rows) < len(lines):
            self._add_row()
        while len(self.rows) > len(lines):
            _drop(self.rows.pop())
        for row, line in zip(self.rows, lines, strict=True):
            row.show_line(*line)
        self._heading.setVisible(bool(lines))
        self._note.setVisible(bool(lines))

    def mark(self, place: str) -> None:
        """Mark the place whose reasons are shown; Tab enters cards and rows at it, else at the first."""
        for group in (self.cards, self.rows):
            places = [self._place_of(one) for one in group]
            stop = places.index(place) if place in places else 0
            for at, one in enumerate(group):
                one.setChecked(places[at] == place)
                one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == stop else Qt.FocusPolicy.ClickFocus)

    def show_agenda(self, places: Collection[str]) -> None:
        """Tick the places with which the agenda has a session."""
        for card in self.cards:
            card.show_in_agenda(card.report.place in places)

    def take_focus(self) -> None:
        """Give the keyboard to the marked place, else to the first."""
        stops: list[PartnerCard | UnrankedRow] = [*self.cards, *self.rows]
        marked = next((one for one in stops if one.isChecked()), stops[0] if stops else None)
        if marked is not None:
            marked.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to a card, as soon as there is one."""
        super().focusInEvent(event)
        self.take_focus()

    def _add_card(self, report: CardReport) -> None:
        card = PartnerCard(report, self)
        card.clicked.connect(lambda: self.chosen.emit(card.report.place))
        card.entered.connect(self.entered)
        card.moved.connect(lambda step: self._move(card, step))
        card.dragged.connect(self.card_dragged)
        card.dropped.connect(lambda where: self.card_dropped.emit(card.report.place, where))
        card.agenda_wanted.connect(lambda: self.agenda_wanted.emit(card.report.place))
        self.cards.append(card)
        self._ranked.addWidget(card)

    def _add_row(self) -> None:
        row = UnrankedRow(self)
        row.clicked.connect(lambda: self.chosen.emit(row.place))
        row.entered.connect(self.entered)
        row.moved.connect(lambda step: self._move(row, step))
        self.rows.append(row)
        self._unranked.addWidget(row)

    def _move(self, one: PartnerCard | UnrankedRow, step: int) -> None:
        stops: list[PartnerCard | UnrankedRow] = [*self.cards, *self.rows]
        at = stops.index(one) + step
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._show(stops[at])

    def _show(self, one: QWidget) -> None:
        part: QWidget | None = self.parentWidget()
        while part is not None and not isinstance(part, QScrollArea):
            part = part.parentWidget()
        if part is not None:
            part.ensureWidgetVisible(one, 0, 12)

    @staticmethod
    def _place_of(one: PartnerCard | UnrankedRow) -> str:
        return one.report.place if isinstance(one, PartnerCard) else one.place


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
