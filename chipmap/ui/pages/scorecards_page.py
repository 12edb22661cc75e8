"""The Scorecards page: capabilities by places, scored with the keys of a spreadsheet.

It follows the bridge and the selection. The cell that is current in the grid is what the side panel is about,
a moment after the hand rests, so that walking through the grid stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.records import Evidence, Score
from chipmap.ui import theme
from chipmap.ui.comparing import LETTERS, Toggled, compared_places, end_comparing, said_of, toggle_place
from chipmap.ui.pages.place_choosing import PlaceChoosing
from chipmap.ui.pages.scorecards_controls import ScorecardsControls
from chipmap.ui.pages.scorecards_head import ScorecardsHead, summary_text
from chipmap.ui.tables.score_grid.arrangement import GridArrangement
from chipmap.ui.tables.score_grid.cells import CellSource, Question
from chipmap.ui.tables.score_grid.columns import can_be_scored
from chipmap.ui.tables.score_grid.legend import GridLegend
from chipmap.ui.tables.score_grid.model import GridModel
from chipmap.ui.tables.score_grid.scoring import GridScoring
from chipmap.ui.tables.score_grid.view import ScoreGrid
from chipmap.ui.widgets.parts import frame, label, rule
from chipmap.wording import _
from chipmap.wording.formats import count as count_text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent

    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.preferences import Preferences
    from chipmap.ui.selection import Selection, View
    from chipmap.ui.tables.score_grid.rows import RowOrder

REST_MS = 90
"""How long the grid rests on a cell before the panel is about it."""

_SIDE, _NARROW_SIDE = 24, 16
_NARROW, _LOW = 900, 560
"""Below these widths and heights, at the size of text, the page spares room."""
_SCORED = (Score, Evidence)


class ScorecardsPage(QWidget):
    """The grid with its title, controls and legend."""

    told = Signal(str)
    """What a person should read, such as what was copied."""
    panel_wanted = Signal()
    export_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(
        self,
        bridge: WorkspaceBridge,
        selection: Selection,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection, self._preferences = bridge, selection, preferences
        self._is_stale = True
        self._measure = "level"
        self._covered = 0
        self.source = CellSource(bridge, self._question())
        self.model = GridModel(bridge, self.source, self)
        self.arrangement = GridArrangement(bridge, self.model, preferences)
        self.grid = ScoreGrid(self.model)
        self.scoring = GridScoring(bridge, self.model, self.grid, preferences)
        self.choosing = PlaceChoosing(bridge, self.arrangement, self.grid)
        self.controls = ScorecardsControls()
        self.legend = GridLegend()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.select_current)
        theme.current().changed.connect(self._fit)
        self._lay_out()
        self._connect()

    def keep_clear(self, right: int) -> None:
        """Stay beside a panel that lies over the last `right` pixels of the page."""
        if right != self._covered:
            self._covered = right
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Spare words where the page is narrow, and lines where it is low; the grid needs the room."""
        look = theme.current()
        is_narrow = self.width() - self._covered < look.px(_NARROW)
        is_low = self.height() < look.px(_LOW)
        side = _NARROW_SIDE if is_narrow else _SIDE
        self._column.setContentsMargins(side, 12 if is_low else 20, side + self._covered, 12)
        self._column.setSpacing(8 if is_low else 12)
        self.controls.show_narrow(is_narrow=is_narrow)
        self.legend.show_short(is_short=is_low)
        self.head.show_low(is_low=is_low)
        self.foot.setVisible(not is_low)

    def select_current(self) -> None:
        """Let the panel be about the current cell."""
        self._rest.stop()
        address = self.grid.address
        if address is None:
            return
        view = self._selection.view
        chosen: dict[str, object] = {}
        segment = self.model.rows[address[0]].segment
        if segment and segment != view.segment:
            chosen["segment"] = segment
        subject = self.model.subjects[address[1]]
        # While places are compared, the grid chooses the segment for all of them.
        if not compared_places(view, self._bridge.dataset) and subject != (view.subject or view.focus):
            chosen["subject"] = subject
        if chosen:
            chosen.setdefault("compared_places", view.compared_places)
            self._selection.choose(**chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # A focus proxy would take the controls out of the way of Tab.
        self.grid.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._begin_anew()

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        self._preferences.changed.connect(self._show_orders)
        grid, controls = self.grid, self.controls
        grid.moved.connect(self._on_moved)
        grid.panel_wanted.connect(self._open_panel)
        grid.compare_wanted.connect(self._compare)
        grid.fold_wanted.connect(self._fold)
        grid.left.connect(self._on_left)
        self.scoring.told.connect(self.told)
        self.arrangement.arranged.connect(self._on_arranged)
        controls.rater_chosen.connect(lambda rater: self._selection.choose(rater=rater))
        controls.measure_chosen.connect(self._show_measure)
        controls.filter_changed.connect(self._on_filtered)
        controls.next_wanted.connect(lambda: self.go_to_unscored(1))
        controls.places_wanted.connect(self.choosing.ask)
        controls.rows_ordered.connect(self._order_rows)
        controls.places_ordered.connect(self._order_places)
        controls.fold_all_wanted.connect(lambda is_open: self.arrangement.fold_all(is_open=is_open))
        controls.stepping_chosen.connect(lambda is_on: self._preferences.change(moves_after_entry=is_on))
        controls.filter.returnPressed.connect(self.grid.setFocus)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.go_to_unscored(step))

    def _lay_out(self) -> None:
        self.head = ScorecardsHead()
        self.head.import_wanted.connect(self.import_wanted)
        self.head.export_wanted.connect(self._export)
        self.hint = label(_("Shift + arrows select a block, Ctrl + D fills down."), "small", "text2")
        self.progress = label("", "small_strong", "text2", wraps=False)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(16)
        # At the right end messages lie over the foot.
        line.addWidget(self.progress)
        line.addWidget(self.hint, 1)
        foot.addWidget(rule())
        foot.addLayout(line)
        self.foot = frame("clear", foot)
        card = QVBoxLayout()
        card.setSpacing(0)
        card.addWidget(self.grid, 1)
        card.addWidget(self.foot)
        framed = frame("card", card)
        card.setContentsMargins(2, 6, 2, 8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, 20, _SIDE, 16)
        self._column.setSpacing(12)
        self._column.addWidget(self.head)
        self._column.addWidget(self.controls)
        self._column.addWidget(framed, 1)
        self._column.addWidget(self.legend)

    def _question(self) -> Question:
        view = self._selection.view
        return Question(view.horizon, "need" if self._measure == "need" else "level", view.rater)

    # What is shown

    def _begin_anew(self) -> None:
        """Show everything as workspace and selection have it now."""
        self.controls.show_raters(self._bridge.dataset, self._selection.view.rater)
        self.source = CellSource(self._bridge, self._question())
        self.model.ask(self.source)
        self.arrangement.follow_dataset()
        self._go_to_selection()
        self._show_compared()
        self._show_words()

    def _ask_anew(self) -> None:
        """Show the answers to another question in the same cells."""
        self.source = CellSource(self._bridge, self._question())
        self.model.ask(self.source)
        self._show_words()

    def _go_to_selection(self) -> None:
        """Make the cell of the selected place and segment current; a place that is not shown is added."""
        view = self._selection.view
        subject = view.subject or view.focus
        if subject not in self.arrangement.columns.subjects:
            if not can_be_scored(self._bridge.dataset, subject):
                return
            self.arrangement.add_guest(subject)
        if self.model.address_of(subject, view.segment) is None:
            self.arrangement.reveal(view.segment)
        address = self.model.address_of(subject, view.segment)
        if address is not None and address != self.grid.address:
            self.grid.go_to(address)
        self._rest.stop()

    def _show_words(self) -> None:
        """Title line, progress and legend."""
        question, columns = self.source.question, self.arrangement.columns
        self.head.subtitle.setText(summary_text(self._bridge, columns, question))
        self._show_progress()
        self.controls.measure.show_choice(question.measure)
        self.legend.show_raters(is_shown=not question.is_open)
        self._show_orders()

    def _show_progress(self) -> None:
        done, total = (count_text(count) for count in self.arrangement.counts())
        self.progress.setText(_("{done} of {total} cells scored").format(done=done, total=total))
        self.head.progress.setText(_("{done} of {total} scored").format(done=done, total=total))

    def _show_orders(self) -> None:
        view = self._selection.view
        self.controls.show_orders(
            self.arrangement.order,
            place=self._bridge.subject_name(view.subject or view.focus),
            segment=self._bridge.segment_name(view.segment),
            is_stepping=self._preferences.settings.moves_after_entry,
        )

    def _show_compared(self) -> None:
        places = compared_places(self._selection.view, self._bridge.dataset)
        self.model.compare(dict(zip(places, LETTERS, strict=False)))

    # What happens elsewhere

    def _on_changed(self, announcement: Announcement) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        changes = announcement.changes
        if not all(isinstance(change.record, _SCORED) for change in changes):
            self._begin_anew()
            return
        if not changes:
            return
        subjects = {change.record.subject for change in changes if isinstance(change.record, Score)}
        regions = self._bridge.dataset.regions.values()
        subjects |= {region.code for region in regions if not subjects.isdisjoint(region.members)}
        self.model.refresh_changed(self.source.forget(subjects))
        self._show_progress()

    def _on_view_changed(self, before: View, after: View) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        if (before.horizon, before.rater) != (after.horizon, after.rater):
            self.controls.show_raters(self._bridge.dataset, after.rater)
            self._ask_anew()
        if before.compared_places != after.compared_places:
            self._show_compared()
        if (before.subject, before.segment, before.focus) != (after.subject, after.segment, after.focus):
            self._go_to_selection()
            self._show_orders()

    # What the grid asks for

    def _on_moved(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _on_arranged(self) -> None:
        """Rows or columns are others now: the current cell stays current where it is still shown."""
        self.grid.fit()
        view = self._selection.view
        address = self.model.address_of(view.subject or view.focus, view.segment)
        if address is not None:
            self.grid.go_to(address)
        elif self.model.rows and self.model.subjects:
            self.grid.go_to((0, 0))
        self._rest.stop()
        self.controls.show_filter(self.arrangement.text, is_unscored_only=self.arrangement.is_unscored_only)
        self._show_words()

    def _fold(self, group: str, is_open: bool) -> None:
        """Fold or open a group; a cell that goes out of sight hands over to the head of its group."""
        self.select_current()
        address = self.grid.address
        column = address[1] if address is not None else 0
        self.arrangement.fold(group, is_open)
        segment = self._selection.view.segment
        if not is_open and not any(row.segment == segment for row in self.model.rows):
            row = next((at for at, one in enumerate(self.model.rows) if one.group == group), 0)
            self.grid.go_to((row, column))

    def _open_panel(self) -> None:
        self.select_current()
        self.panel_wanted.emit()

    def _compare(self) -> None:
        """Compare the places of the selected cells, one alone with the reference; then others in or out."""
        address = self.grid.address
        if address is None:
            return
        view, dataset = self._selection.view, self._bridge.dataset
        place = self.model.subjects[address[1]]
        toggled = Toggled.ADDED
        if compared_places(view, dataset):
            toggled = toggle_place(self._selection, dataset, place)
        else:
            columns = sorted({column for _row, column in self.grid.selected_cells()})
            places = [self.model.subjects[column] for column in columns]
            if len(places) == 1:
                places = list(dict.fromkeys((place, self.model.reference or view.focus)))
            if not 2 <= len(places) <= len(LETTERS):
                self.told.emit(_("Select cells of two to four places to compare them"))
                return
            self._selection.choose(subject=places[0], compared_places=tuple(places))
            place = places[-1]
        self.told.emit(said_of(toggled, place, self._bridge, self._selection))

    def _on_left(self) -> None:
        """Escape: a comparison ends, then a filter."""
        if self.model.letters:
            end_comparing(self._selection)
        else:
            self.arrangement.filter("", is_unscored_only=False)

    def go_to_unscored(self, step: int) -> None:
        """Go to the next cell without an answer, or the one before."""
        target = self.arrangement.next_unscored(self.grid.address, step)
        if target is None:
            self.told.emit(_("Every cell that is shown is scored."))
            return
        if self.model.address_of(*target) is None:
            self.arrangement.reveal(target[1])
        address = self.model.address_of(*target)
        if address is not None:
            self.grid.go_to(address)
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What the controls ask for

    def _show_measure(self, measure: str) -> None:
        if measure and measure != self._measure:
            self._measure = measure
            self._ask_anew()

    def _on_filtered(self, text: str, is_unscored_only: bool) -> None:
        self.select_current()
        self.arrangement.filter(text, is_unscored_only=is_unscored_only)

    def _order_rows(self, order: RowOrder) -> None:
        self.select_current()
        view = self._selection.view
        self.arrangement.order_rows(order, view.subject or view.focus, view.focus)

    def _order_places(self, by: str) -> None:
        self.select_current()
        self.arrangement.order_places(by, self._selection.view.segment, self._selection.view.focus)

    def _export(self) -> None:
        self.select_current()
        view = self._selection.view
        self.export_wanted.emit(view.subject or view.focus)
