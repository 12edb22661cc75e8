"""What the figures of a segment rest on: shares of its suppliers, links of its chain, and their sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.scenarios.share_bar import ShareBar
from chipmap.ui.panels.source_card import Citation, SourceCard
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, label
from chipmap.wording import _
from chipmap.wording import scenarios as words
from chipmap.wording.levels import grade_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.analysis.scenario_report import Supplier, SupplyView
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Link
    from chipmap.ui.bridge import WorkspaceBridge

_MOST_CARDS = 8


class SharesPage(QWidget):
    """Follows the segment that is looked at; `segment_wanted` leads to one along its chain."""

    segment_wanted = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: object = None
        self._shown_in: Dataset | None = None
        self.title = label("", "heading")
        self._basis = label("", "small", "text2")
        self.bar = ShareBar()
        self._unknown = label("", "small", "text2")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self._basis, self.bar, self._unknown):
            column.addWidget(part)
        column.addLayout(self._cards)
        column.addStretch(1)

    def show_view(self, view: SupplyView, links: Iterable[Link]) -> None:
        """Show who supplies a segment and what binds it to the one in which its loss begins."""
        chain = tuple(links)
        if self._shown_in is self._bridge.dataset and (view, chain) == self._shown:
            return
        self._shown, self._shown_in = (view, chain), self._bridge.dataset
        name = mid_sentence(self._bridge.segment_name(view.segment))
        self.title.setText(_("Suppliers of {segment}").format(segment=name))
        self._basis.setText(words.basis_text(view))
        has_shares = bool(view.suppliers)
        self.bar.setVisible(has_shares)
        self._unknown.setVisible(has_shares)
        if has_shares:
            self.bar.show_view(view)
            self._unknown.setText(words.unknown_text(view))
        clear_layout(self._cards)
        for supplier in view.suppliers[:_MOST_CARDS]:
            self._cards.addWidget(SourceCard(self._supplier_card(supplier)))
        if chain:
            self._cards.addWidget(label(_("Links along the chain"), "body_strong"))
        for link in chain:
            self._cards.addWidget(SourceCard(self._link_card(link)))
            way = button(
                _("Suppliers of {segment}").format(
                    segment=mid_sentence(self._bridge.segment_name(link.from_segment))
                ),
                partial(self.segment_wanted.emit, link.from_segment),
                look="link",
            )
            self._cards.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

    def _supplier_card(self, one: Supplier) -> Citation:
        name = self._bridge.subject_name(one.subject)
        title = _("{name} holds {share}").format(name=name, share=words.loss_text(one.share))
        marks = [_("{part} lost").format(part=words.loss_text(one.lost))] if one.lost > 0 else []
        details = []
        if one.row is not None:
            details = [grade_word(one.row.grade), *self._source(one.row.source)]
            marks += [_("one firm")] if one.row.is_lower_bound else []
        return Citation(
            "chart-no-axes-column",
            title,
            SEPARATOR.join(part for part in details if part),
            self._address(one.row.source if one.row is not None else ""),
            ", ".join(marks),
        )

    def _link_card(self, link: Link) -> Citation:
        start, end = (self._bridge.segment_name(one) for one in (link.from_segment, link.to_segment))
        title = _("{start} is {word} for {end}").format(
            start=start, word=words.link_word(link.weight), end=mid_sentence(end)
        )
        details = [link.note, _("judged"), *self._source(link.source)]
        return Citation(
            "link", title, SEPARATOR.join(part for part in details if part), self._address(link.source)
        )

    def _source(self, key: str) -> list[str]:
        source = self._bridge.dataset.sources.get(key)
        if source is None:
            return [key] if key else []
        year = str(source.year) if source.year is not None else ""
        return [part for part in (source.publisher or source.title, year) if part]

    def _address(self, key: str) -> str:
        source = self._bridge.dataset.sources.get(key)
        return "" if source is None else str(source.address)
