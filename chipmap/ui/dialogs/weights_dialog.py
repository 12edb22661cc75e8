"""What methods rest on: weights, numbers, product codes, trusted places; map and ranks follow at once.

It lies over the side panel without darkening the map. Each release of a slider is one step of the history;
closing keeps what was set, and Ctrl+Z takes back one step, here and afterwards.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLayout, QTabWidget, QVBoxLayout, QWidget

from chipmap.ui.charts.interval_chart import IntervalChart, IntervalRow
from chipmap.ui.dialogs.assumption_rows import AssumptionList
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.index_preview import IndexPreview
from chipmap.ui.dialogs.padded_scroll import PaddedScroll
from chipmap.ui.dialogs.product_codes import ProductCodes
from chipmap.ui.dialogs.trusted_places import TrustedPlaces
from chipmap.ui.dialogs.weight_rows import WeightRow
from chipmap.ui.errors import show_error
from chipmap.ui.operations import history
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _
from chipmap.wording import analysis as words
from chipmap.wording.figures import reason_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from chipmap.model.analysis.place_index import PlaceIndex, PlaceIndices
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_WIDTH, _HEIGHT = 600, 820
_MARGIN = 24
_STAGES = ""
WEIGHTS, ASSUMPTIONS, PRODUCTS, TRUSTED = range(4)
"""The tabs."""

_METHODS = {WEIGHTS: "weights", ASSUMPTIONS: "index", PRODUCTS: "dependency", TRUSTED: "dependency"}
"""Where each tab is explained."""


class WeightsDialog(DialogFrame):
    """Sets weights with their effect in view, and the assumptions of the methods."""

    method_asked = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, view: View, subject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Weights and assumptions"), _WIDTH, _HEIGHT, parent)
        self._bridge, self._subject, self._segment = bridge, subject, view.segment
        self.preview = IndexPreview(bridge, view, subject, self)
        self.preview.computed.connect(self._show_indices)
        self.preview.failed.connect(lambda error: show_error(self, error))
        self.rows: list[WeightRow] = []
        self._of_ranks = ""
        self.tabs = QTabWidget()
        # Its row of tabs takes the focus; around it there is nothing to do.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tabs.tabBar().setAccessibleName(_("Weights or assumptions"))
        self.tabs.addTab(self._weights_tab(), _("Weights"))
        for title in (_("Assumptions"), _("Product codes"), _("Trusted places")):
            self.tabs.addTab(_empty_page(), title)
        self.tabs.currentChanged.connect(self._fill)
        self.body.addWidget(self.tabs, 1)
        self.add_footer_button(
            button(_("How this is calculated"), self._ask_method, look="quiet", is_footer=True)
        )
        self.cancel.hide()
        self.primary.setText(_("Close"))
        self.primary.setDefault(False)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.activated.connect(lambda: self._step_history(history.undo))
        redo = QShortcut(QKeySequence("Ctrl+Y"), self)
        redo.activated.connect(lambda: self._step_history(history.redo))
        bridge.changed.connect(self._on_changed)
        self.show_group(_STAGES)
        self.preview.draw_fully()

    @cached_property
    def assumptions(self) -> AssumptionList:
        """The numbers, made when they are first shown."""
        made = AssumptionList(self._bridge)
        self._page(ASSUMPTIONS).addWidget(PaddedScroll(made))
        return made

    @cached_property
    def products(self) -> ProductCodes:
        """The product codes, with the segment of the view ready to be given one."""
        made = ProductCodes(self._bridge, self._segment)
        made.said.connect(self.show_note)
        self._page(PRODUCTS).addWidget(made)
        return made

    @cached_property
    def trusted(self) -> TrustedPlaces:
        """The places whose supply is trusted."""
        made = TrustedPlaces(self._bridge)
        self._page(TRUSTED).addWidget(made)
        return made

    def show_group(self, segment: str) -> None:
        """Show the weights of the sub-segments of a segment; of the stages with none."""
        self.groups.setCurrentIndex(max(0, self.groups.findData(segment)))
        self._make_rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Without a scrim and at the right edge, so that the map can be seen while a slider moves."""
        QDialog.showEvent(self, event)
        parent = self.parentWidget()
        if parent is not None:
            area = parent.window().geometry()
            self.move(
                area.right() - self.width() - _MARGIN, area.top() + max(0, area.height() - self.height()) // 2
            )

    def done(self, result: int) -> None:
        for row in self.rows:
            row.settle()
        self.preview.give_up()
        super().done(result)

    def _page(self, tab: int) -> QLayout:
        page = self.tabs.widget(tab)
        layout = page.layout() if page is not None else None
        assert layout is not None
        return layout

    def _fill(self, tab: int) -> None:
        """Make what a tab shows, when it is first shown."""
        self.show_note(self._of_ranks if tab == WEIGHTS else "")
        makers: dict[int, Callable[[], QWidget]] = {
            ASSUMPTIONS: lambda: self.assumptions,
            PRODUCTS: lambda: self.products,
            TRUSTED: lambda: self.trusted,
        }
        if tab in makers:
            makers[tab]()

    def _weights_tab(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        self.groups = QComboBox()
        self.groups.setAccessibleName(_("Whose weights"))
        # As wide as the dialog leaves it, whatever the longest name.
        self.groups.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.groups.setMinimumContentsLength(16)
        tree = self._bridge.standings.tree
        self.groups.addItem(_("Stages in the whole chain"), _STAGES)
        for segment in tree.scorable:
            if tree.children(segment.id):
                name = self._bridge.segment_name(segment.id)
                self.groups.addItem(_("Sub-segments of {segment}").format(segment=name), segment.id)
        self.groups.currentIndexChanged.connect(lambda _index: self._make_rows())
        self.equal = button(_("Equal weights"), self._make_equal, icon="undo-2")
        choice = QHBoxLayout()
        choice.setSpacing(12)
        choice.addWidget(self.groups, 1)
        choice.addWidget(self.equal)
        column.addLayout(choice)
        self._explained = label("", "small", "text2")
        column.addWidget(self._explained)
        box = QWidget()
        self._row_column = QVBoxLayout(box)
        self._row_column.setContentsMargins(0, 0, 12, 0)
        self._row_column.setSpacing(6)
        column.addWidget(PaddedScroll(box), 1)
        column.addWidget(label(_("Ranks, and where they lie in 90 % of the draws"), "body_strong"))
        self.chart = IntervalChart()
        self.chart.setAccessibleName(_("Rank intervals"))
        column.addWidget(self.chart)
        return page

    def _make_rows(self) -> None:
        for row in self.rows:
            row.settle()
        clear_layout(self._row_column)
        group, tree = str(self.groups.currentData()), self._bridge.standings.tree
        self.rows = [
            WeightRow(one.id, self._bridge.segment_name(one.id), one.weight)
            for one in (tree.children(group) if group else tree.stages)
        ]
        for row in self.rows:
            row.moved.connect(self._on_moved)
            row.rested.connect(lambda segment, weight: self.preview.keep_weights({segment: weight}))
            self._row_column.addWidget(row)
        self._row_column.addStretch(1)
        self._explained.setText(
            _("They change rolled-up levels, the map and the index.")
            if group
            else _("They change the index and its ranks, not the map.")
        )
        self._show_parts()

    def _on_moved(self, segment: str, weight: float) -> None:
        self._show_parts()
        if self._has_weight():
            self.preview.try_weights({segment: weight})

    def _has_weight(self) -> bool:
        return sum(row.weight for row in self.rows) > 0

    def _show_parts(self) -> None:
        total = sum(row.weight for row in self.rows)
        for row in self.rows:
            row.show_part(row.weight / total if total > 0 else None)
        self.equal.setEnabled(len({row.weight for row in self.rows}) > 1 or not self._has_weight())
        if not self._has_weight():
            self.show_note(_("With every weight at zero there is no index. Give at least one a weight."))

    def _make_equal(self) -> None:
        self.preview.keep_weights({row.segment: 1.0 for row in self.rows})

    def _show_indices(self, found: PlaceIndices, is_full: bool) -> None:
        ranked = [one for one in found.places if one.rank is not None]
        rows = [self._row_of(one) for one in ranked]
        ticks = [float(rank) for rank in range(1, len(rows) + 1)] if len(rows) <= 12 else []
        self.chart.show_rows(rows, (1.0, float(max(2, len(rows)))), ticks)
        said = [words.rank_sentence(one, len(ranked)) for one in ranked]
        self.chart.setAccessibleDescription(
            " ".join(f"{row.name}: {sentence}" for row, sentence in zip(rows, said, strict=True))
        )
        if found.reason is not None:
            self._say_of_ranks(reason_text(found.reason))
            return
        if not ranked:
            self._say_of_ranks(_("No place has enough known levels for an index."))
            return
        draws = words.draws_sentence(found.robustness.draws if found.robustness is not None else 0)
        self._say_of_ranks(draws if is_full else _("Preview with {draws}").format(draws=draws))

    def _say_of_ranks(self, text: str) -> None:
        """What the ranks rest on stands beneath them, and beneath no other tab."""
        self._of_ranks = text
        if self.tabs.currentIndex() == WEIGHTS:
            self.show_note(text)

    def _row_of(self, one: PlaceIndex) -> IntervalRow:
        rank = float(one.rank or 1)
        return IntervalRow(
            self._bridge.subject_name(one.place),
            float(one.low_rank or rank),
            float(one.high_rank or rank),
            rank,
            words.index_headline(one),
            one.suggested_part > 0,
            one.place == self._subject,
        )

    def _step_history(self, step: Callable[[WorkspaceBridge], None]) -> None:
        for row in self.rows:
            row.settle()
        self.preview.give_up()
        step(self._bridge)

    def _ask_method(self) -> None:
        self.method_asked.emit(_METHODS[self.tabs.currentIndex()])

    def _on_changed(self, _announcement: object) -> None:
        """Show what is kept; while something is tried, the sliders know better."""
        if self._bridge.is_previewing:
            return
        segments = self._bridge.dataset.segments
        for row in self.rows:
            if row.segment in segments and row.weight != segments[row.segment].weight:
                row.show_weight(segments[row.segment].weight)
        self._show_parts()
        self.preview.draw_fully()


def _empty_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    return page
