"""The foresight page: levels, needs and gaps of the focus region and partners at every horizon.

It follows the bridge and the selection; the current cell of the table is the selected place, segment and
horizon. Figures are worked out beside the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chipmap.model.analysis.foresight_table import ForesightTable, foresight_table, usual_places
from chipmap.model.analysis.place_foresight import reweighed
from chipmap.model.assumptions import FORESIGHT_WEIGHT
from chipmap.model.match.place_partners import candidates_of
from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui import theme
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.ui.operations.methods import reset_assumptions, set_assumptions
from chipmap.ui.pages.foresight_controls import ForesightControls
from chipmap.ui.pages.foresight_head import head_texts, missing_of
from chipmap.ui.pages.foresight_rows import exported_sheets, row_groups
from chipmap.ui.pages.foresight_side import PRIORITIES, ForesightSide
from chipmap.ui.pages.match_head import MatchHead
from chipmap.ui.panels.partners.missing_note import Field, MissingNote
from chipmap.ui.tables.foresight_grid.model import ForesightModel
from chipmap.ui.tables.foresight_grid.view import ForesightGrid
from chipmap.ui.tables.score_grid.columns import can_be_scored
from chipmap.ui.tables.score_grid.legend import GridLegend
from chipmap.ui.tables.score_grid.rows import Group, RowOrder, group_of, shown_rows
from chipmap.ui.widgets.parts import frame
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent

    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.selection import Selection, View

REST_MS = 90
"""How long the table rests on a cell before everything else is about it."""
_SIDE_WIDTH = 412
_LARGEST_SIDE = 0.44
_PADDING, _NARROW_PADDING = 24, 16
_NARROW, _LOW = 1000, 620
_LEAST_TABLE = 300
"""Below this height the page scrolls, and not only the table."""


class ForesightQuestion(NamedTuple):
    """Whose figures are shown: the focus region, the places beside it, and whose priorities."""

    focus: str
    places: tuple[str, ...]
    about: str


class ForesightPage(QWidget):
    """The table on the left, chart, priorities and weights on the right."""

    record_wanted = Signal(object)
    """The Field of the score editor that somebody wants to fill in."""
    scorecards_wanted = Signal()
    export_wanted = Signal(str, object)
    """A title and the sheets of a workbook."""

    def __init__(
        self, bridge: WorkspaceBridge, selection: Selection, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._table: ForesightTable | None = None
        self._asked: ForesightQuestion | None = None
        self._groups: list[Group] = []
        self._order = RowOrder.GAP
        self._opened: set[str] = set()
        self._is_going = False
        self.answers = NewestAnswer(jobs, _("Working out the foresight"), self)
        self.model = ForesightModel(bridge, self)
        self.grid = ForesightGrid(self.model)
        self.side = ForesightSide(bridge)
        self.missing = MissingNote()
        self.controls = ForesightControls()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.select_current)
        self._lay_out()
        self._connect()

    @property
    def table(self) -> ForesightTable | None:
        """What is shown; None until the first answer."""
        return self._table

    @property
    def is_busy(self) -> bool:
        """Whether something is still being worked out."""
        return self.answers.is_waiting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.grid.setFocus(event.reason())

    def select_current(self) -> None:
        """Let everything be about the current cell."""
        self._rest.stop()
        address, view = self.grid.address, self._selection.view
        if address is None or not self.isVisible():
            return
        segment, column = self.model.rows[address[0]].segment, self.model.columns[address[1]]
        chosen: dict[str, object] = {"horizon": column.horizon}
        if segment:
            chosen["segment"] = segment
        if column.place != (view.subject or view.focus):
            chosen["subject"] = column.place
        chosen.setdefault("compared_places", view.compared_places)
        self._selection.choose(**chosen)

    # What stands where

    def _lay_out(self) -> None:
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setSpacing(12)
        self.head = MatchHead(self._selection, "foresight")
        self._column.addWidget(self.head)
        self._column.addWidget(self.controls)
        self._column.addWidget(self.missing)
        card = QVBoxLayout()
        card.addWidget(self.grid, 1)
        framed = frame("card", card)
        card.setContentsMargins(2, 4, 2, 4)
        self._column.addWidget(framed, 1)
        self.legend = GridLegend()
        self.legend.gap.hide()
        self._column.addWidget(self.legend)
        self.missing.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setProperty("look", "clear")
        scroll.setWidget(left)
        row.addWidget(scroll, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        self.answers.answered.connect(self._on_answered)
        self.controls.ordered.connect(self._order_rows)
        self.controls.narrowed.connect(lambda _on: self._arrange())
        self.controls.places_wanted.connect(self._ask_places)
        self.controls.fold_wanted.connect(self._fold_all)
        self.controls.export_wanted.connect(self._export)
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        self.grid.moved.connect(self._on_moved)
        self.grid.fold_wanted.connect(self._fold)
        self.grid.score_wanted.connect(self._open_score)
        self.missing.wanted.connect(self.record_wanted)
        self.side.segment.score_wanted.connect(self._open_score)
        self.side.segment.scorecards_wanted.connect(self._open_scorecards)
        self.side.priorities.segment_chosen.connect(self._go_to_segment)
        self.side.weights.moved.connect(self._preview)
        self.side.weights.settled.connect(self._keep_weights)
        self.side.weights.reset_wanted.connect(
            lambda: reset_assumptions(
                self._bridge, [FORESIGHT_WEIGHT + one for one in self.side.weights.sliders]
            )
        )
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        look = theme.current()
        width = min(look.px(_SIDE_WIDTH), round(self.width() * _LARGEST_SIDE))
        self.side.setFixedWidth(max(1, width))
        is_low = self.height() < look.px(_LOW)
        side = _NARROW_PADDING if self.width() < look.px(_NARROW) else _PADDING
        self._column.setContentsMargins(side, 12 if is_low else 20, side, 12)
        self._column.setSpacing(8 if is_low else 12)
        self.legend.setVisible(not is_low)
        self.grid.setMinimumHeight(look.px(_LEAST_TABLE))
        self.grid.fit()

    # What is asked and shown

    def _question(self) -> ForesightQuestion:
        view, dataset = self._selection.view, self._bridge.dataset
        candidates = candidates_of(dataset, view.focus)
        chosen = tuple(place for place in view.foresight_places if dataset.has_subject(place))
        places = chosen or usual_places(dataset, view.focus, candidates)
        shown = {view.focus, *places}
        about = view.subject if view.subject in shown else view.focus
        return ForesightQuestion(view.focus, places, about or view.focus)

    def _ask(self) -> None:
        question, dataset = self._question(), self._bridge.dataset
        self._asked = question
        self.answers.compute(
            lambda progress: foresight_table(
                dataset, question.focus, question.places, about=question.about, progress=progress
            )
        )

    def _on_answered(self, table: ForesightTable) -> None:
        is_first = self._table is None
        self._table = table
        if is_first:
            self._reveal(self._selection.view.segment)
        self._arrange()

    def _arrange(self) -> None:
        """Put the rows in their order, and show everything."""
        table = self._table
        if table is None:
            return
        self._groups = row_groups(
            self._bridge.dataset, table, self._order, is_needed_only=self.controls.is_needed_only
        )
        opened = (
            {group.head.group for group in self._groups} if self.controls.is_needed_only else self._opened
        )
        self._is_going = True
        self.model.show_table(table, shown_rows(self._groups, opened), opened)
        self.grid.fit()
        self._is_going = False
        is_open = bool(self._groups) and all(group.head.group in opened for group in self._groups)
        self.controls.show_folding(is_open=is_open)
        self._show_words(table)
        self._go_to_selection()

    def _show_words(self, table: ForesightTable) -> None:
        self.head.show_texts(*head_texts(self._bridge, table))
        self.missing.show_missing(missing_of(self._bridge, table, self._selection.view.segment))

    def _go_to_selection(self) -> None:
        """Make the cell of the selected place, segment and horizon current."""
        table, view = self._table, self._selection.view
        if table is None:
            return
        place = view.subject if view.subject in table.places else table.places[0]
        segment = view.segment
        address = self.model.address_of(place or "", segment, view.horizon)
        if address is None:
            first = next((row.segment for row in self.model.rows if row.segment), "")
            address = self.model.address_of(place or "", first, view.horizon)
        self._is_going = True
        if address is not None and address != self.grid.address:
            self.grid.go_to(address)
        self._is_going = False
        shown = self.model.rows[address[0]].segment if address is not None else segment
        self.side.show_cell(table, segment if segment != ROOT_SEGMENT else shown, place or "", view.horizon)

    def _reveal(self, segment: str) -> None:
        """Open the group of a segment that is no head."""
        table = self._table
        if table is None:
            return
        groups = row_groups(self._bridge.dataset, table, self._order, is_needed_only=False)
        group = group_of(groups, segment)
        if group is not None and all(one.head.segment != segment for one in groups):
            self._opened.add(group)

    # What happens elsewhere

    def _on_changed(self, announcement: Announcement) -> None:
        if not announcement.changes:
            return
        if self.isVisible():
            self._ask()
        else:
            self._asked = None

    def _on_view_changed(self, _before: View, after: View) -> None:
        if self.isVisible() and after.page == "foresight":
            self._follow_view()

    def _follow_view(self) -> None:
        """Ask where the view asks something else; else show the cell that it is about."""
        if self._question() != self._asked:
            self._ask()
        elif not self.answers.is_waiting and self._table is not None:
            segment = self._selection.view.segment
            if segment != ROOT_SEGMENT and all(row.segment != segment for row in self.model.rows):
                self._reveal(segment)
                self._arrange()
            else:
                self._go_to_selection()

    # What the page asks for

    def _on_moved(self) -> None:
        if self.isVisible() and not self._is_going:
            self._rest.start()

    def _order_rows(self, order: RowOrder) -> None:
        self._order = order
        self._arrange()

    def _fold(self, group: str, is_open: bool) -> None:
        if not self.controls.is_needed_only:
            (self._opened.add if is_open else self._opened.discard)(group)
            self._arrange_at_head(group, is_open=is_open)

    def _arrange_at_head(self, group: str, *, is_open: bool) -> None:
        """Fold or open; a cell that goes out of sight hands over to the head of its group."""
        address = self.grid.address
        column = address[1] if address is not None else 0
        self._arrange()
        segment = self._selection.view.segment
        if not is_open and all(row.segment != segment for row in self.model.rows):
            row = next((at for at, one in enumerate(self.model.rows) if one.group == group), 0)
            self.grid.go_to((row, column))

    def _fold_all(self) -> None:
        everything = {group.head.group for group in self._groups}
        self._opened = set() if everything <= self._opened else everything
        self._arrange()

    def _go_to_segment(self, segment: str) -> None:
        self._selection.choose(segment=segment, compared_places=self._selection.view.compared_places)
        self.side.choose(PRIORITIES)

    def _open_score(self) -> None:
        """Lead to the level of the current cell, or to its need where that is what is missing."""
        self.select_current()
        address, table = self.grid.address, self._table
        if address is None or table is None:
            return
        segment, column = self.model.rows[address[0]].segment, self.model.columns[address[1]]
        if segment:
            self.record_wanted.emit(Field("level", column.place, segment, column.horizon))

    def _open_scorecards(self) -> None:
        self.select_current()
        self.scorecards_wanted.emit()

    def _ask_places(self) -> None:
        from chipmap.ui.dialogs.places_dialog import PlacesDialog

        dataset, focus = self._bridge.dataset, self._selection.view.focus
        codes = dict.fromkeys(str(code) for code in (*dataset.countries, *dataset.regions))
        places = [code for code in codes if code != focus and can_be_scored(dataset, code)]
        names = {
            code: self._bridge.subject_name(code)
            for code in sorted(places, key=lambda one: self._bridge.subject_name(one).casefold())
        }
        usual = candidates_of(dataset, focus)
        shown = self._table.places[1:] if self._table is not None else usual
        dialog = PlacesDialog(names, shown, None, usual, self.window())
        dialog.chosen.connect(
            lambda chosen, _reference: self._selection.choose(
                foresight_places=chosen, compared_places=self._selection.view.compared_places
            )
        )
        dialog.open()

    def _export(self) -> None:
        if self._table is not None:
            groups = row_groups(
                self._bridge.dataset, self._table, self._order, is_needed_only=self.controls.is_needed_only
            )
            self.export_wanted.emit(_("Foresight"), exported_sheets(self._bridge, self._table, groups))

    # Weights

    def _preview(self, weights: dict[str, float]) -> None:
        """Order by weights that are still being dragged."""
        if self._table is not None:
            found = reweighed(self._table.foresight, {**self._table.foresight.weights, **weights})
            self.side.show_foresight(found)

    def _keep_weights(self, weights: dict[str, float]) -> None:
        set_assumptions(self._bridge, {FORESIGHT_WEIGHT + one: weight for one, weight in weights.items()})
