"""The panel while places are compared: a column for each with level, need and gap, and their profile chart.

It follows `bridge.changed` and `selection.changed`; its own are only which segments are open and whether
the chart stands beside the numbers. The chart is made after the numbers are shown, because pyqtgraph takes
a moment to load.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.analysis.side_by_side import MOST_COMPARED, compare_places
from chipmap.ui import theme
from chipmap.ui.comparing import compared_places, end_comparing, toggle_place
from chipmap.ui.panels import compared_texts
from chipmap.ui.panels.compared_heads import ComparedHeads
from chipmap.ui.panels.compared_table import ComparedTable
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.value_chain import parents_of
from chipmap.ui.pasted_table import Pasted, pasted_table
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.parts import button, icon_button, label, rule
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.charts.profile_chart import ProfileChart, ProfileRow
    from chipmap.ui.panels.compared_texts import PlaceHead
    from chipmap.ui.selection import Selection, View

NAME_WIDTH, NARROW_NAME_WIDTH = 116, 84
COLUMN_WIDTH, NARROW_COLUMN_WIDTH = 96, 54
"""Columns narrower than the first have the names of their places above the table."""
CHART_WIDTH, NARROW_CHART_WIDTH = 380, 280
_MAP_WIDTH, _NARROW_MAP_WIDTH = 640, 480
"""What the map keeps beside the panel, and beside one that was made wide."""
_GROWTH = 0.66
"""How much of the growth of the text the map follows, as the panel does."""
_SIDE = PANEL_PADDING - 6
_NO_LIMIT = 16_777_215


class ComparePanel(QFrame):
    """Shows two to four places side by side; `told` says what was copied."""

    told = Signal(str)
    width_wanted = Signal()
    """More or less room is wanted than before."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Comparison of places"))
        self._bridge, self._selection = bridge, selection
        self._opened: set[str] = set()
        self._is_wide = False
        self.heads: list[PlaceHead] = []
        self.rows: list[ComparedSegment] = []
        self.chart: ProfileChart | None = None
        """The chart; None until the numbers have been shown once."""
        self._drawn_chart: ProfileChart | None = None
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._end)
        bridge.changed.connect(self._on_changed)
        selection.changed.connect(self._on_view_changed)
        theme.current().changed.connect(self.refresh)

    def width_in(self, page: int, usual: int) -> int:
        """How wide the panel is on a page of a width, in pixels: as its columns need, while the map has room.

        `usual` is the width of the panel of one place. Without room for a chart beside the numbers there is
        no button that asks for it.
        """
        look, count = theme.current(), max(2, len(self._places()))
        growth = 1.0 + (look.text_scale - 1.0) * _GROWTH
        numbers = 2 * _SIDE + look.px(NAME_WIDTH + COLUMN_WIDTH * count)
        plain = max(usual, min(numbers, page - round(_MAP_WIDTH * growth)))
        widest = page - round(_NARROW_MAP_WIDTH * growth)
        can_be_wide = widest >= self._narrowest_beside(count)
        self.width_button.setVisible(can_be_wide)
        return (
            max(plain, min(numbers + look.px(CHART_WIDTH), widest))
            if self._is_wide and can_be_wide
            else plain
        )

    def _narrowest_beside(self, count: int) -> int:
        """What numbers and chart need beside each other."""
        numbers = NARROW_NAME_WIDTH + NARROW_COLUMN_WIDTH * count
        return 2 * _SIDE + theme.current().px(numbers + NARROW_CHART_WIDTH)

    def refresh(self) -> None:
        """Show the compared places as the workspace has them now."""
        places, view = self._places(), self._selection.view
        if not places:
            return
        bridge = self._bridge
        opened = self._opened | set(parents_of(bridge.dataset, view.segment))
        self.rows = compare_places(
            bridge.standings, places, horizon=view.horizon, opened=opened, chosen=view.segment
        )
        self.heads = compared_texts.heads_of(bridge, places, view.segment, view.horizon)
        self._subtitle.setText(compared_texts.title_of(bridge, view.horizon))
        focus = bridge.subject_name(view.focus)
        self._add_focus.setVisible(view.focus not in places and len(places) < MOST_COMPARED)
        self._add_focus.setText(_("Add {place}").format(place=focus))
        self._show_numbers()
        self._show_chart()

    def copied_table(self) -> tuple[list[str], list[list[Pasted]], list[str]]:
        """Headings, rows and notes of the table as it is copied."""
        notes = compared_texts.foot_lines(self._bridge, self.heads, self.rows, datetime.now().astimezone())
        return (
            compared_texts.copied_headings(self.heads),
            compared_texts.copied_rows(self._bridge, self.rows),
            notes,
        )

    def copy_table(self) -> None:
        """Put the numbers on the clipboard, for Excel and for a text."""
        QApplication.clipboard().setMimeData(pasted_table(*self.copied_table()))
        self.told.emit(_("Comparison copied as a table; paste it into Excel or a letter"))

    def copy_picture(self) -> None:
        """Put the chart on the clipboard with title, legend, sources, date and naming profile."""
        from chipmap.ui.panels.compared_picture import ComparisonSheet, draw_comparison, unseen_chart

        if self._drawn_chart is None:
            self._drawn_chart = unseen_chart()
        view = self._selection.view
        title = compared_texts.picture_title(self._bridge, self.heads, view.horizon)
        subtitle = compared_texts.picture_subtitle(self._bridge, view.segment, view.horizon)
        legend, foot = compared_texts.legend_text(), self.copied_table()[2]
        sheet = ComparisonSheet(title, subtitle, legend, foot)
        image = draw_comparison(self._drawn_chart, self._profile_rows(), self.heads, sheet)
        QApplication.clipboard().setImage(image)
        self.told.emit(_("Comparison copied as a picture; paste it into a slide or a letter"))

    def _places(self) -> tuple[str, ...]:
        return compared_places(self._selection.view, self._bridge.dataset)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._top())
        outer.addWidget(rule())
        content = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(20)
        self._numbers_box = self._numbers()
        self._beside.addWidget(self._numbers_box)
        self._beside.addWidget(self._chart_section(), 1)
        self._beside.addStretch(0)
        self._scroll = PanelScroll(content, side=_SIDE, above=12)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(rule())
        outer.addLayout(self._footer())

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PANEL_PADDING, 16, PANEL_PADDING - 8, 10)
        row.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Comparison"), "title"))
        self._subtitle = label("", "small", "text2")
        words.addWidget(self._subtitle)
        row.addLayout(words, 1)
        self.width_button = icon_button("panel-left", "", self._turn_width)
        row.addWidget(self.width_button, 0, Qt.AlignmentFlag.AlignTop)
        close = icon_button("x", _("End the comparison (Esc)"), self._end)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._name_width_button()
        return row

    def _numbers(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._add_focus = button("", self._on_focus_added, look="link", icon="plus")
        self.column_heads = ComparedHeads()
        self.column_heads.removed.connect(self._on_removed)
        self.table = ComparedTable()
        self.table.segment_chosen.connect(lambda segment: self._selection.choose(segment=segment))
        self.table.toggled_open.connect(self._on_toggled_open)
        self.table.copy_wanted.connect(self.copy_table)
        column.addWidget(self.column_heads)
        column.addWidget(self.table)
        column.addWidget(self._add_focus, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return box

    def _chart_section(self) -> QWidget:
        box = QWidget()
        self._chart_column = QVBoxLayout(box)
        self._chart_column.setContentsMargins(6, 0, 6, 0)
        self._chart_column.setSpacing(6)
        self._chart_column.addWidget(label(_("Profile along the value chain"), "body_strong"))
        self._chart_column.addWidget(label(compared_texts.legend_text(), "caption", "text2"))
        self._chart_column.addStretch(1)
        return box

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PANEL_PADDING, 14, PANEL_PADDING, 14)
        row.setSpacing(8)
        self.copy_table_button = button(
            _("Copy table"), self.copy_table, look="primary", icon="copy", is_footer=True
        )
        self.copy_picture_button = button(_("Copy picture"), self.copy_picture, icon="image", is_footer=True)
        row.addWidget(self.copy_table_button)
        row.addWidget(self.copy_picture_button)
        row.addStretch(1)
        return row

    def _show_numbers(self) -> None:
        """Heads and table in columns of the same widths, in what the panel has beside the chart."""
        look, count = theme.current(), max(1, len(self.heads))
        room = self.width() - 2 * _SIDE
        if self._is_beside:
            full = look.px(NAME_WIDTH + COLUMN_WIDTH * count)
            room = min(full, room - look.px(NARROW_CHART_WIDTH))
        is_narrow = (room - look.px(NAME_WIDTH)) // count < look.px(COLUMN_WIDTH) - 2
        name = look.px(NAME_WIDTH)
        if is_narrow:
            name = max(
                look.px(NARROW_NAME_WIDTH), min(name, room - count * look.px(NARROW_COLUMN_WIDTH + 12))
            )
        column = max(look.px(NARROW_COLUMN_WIDTH) - 4, (room - name) // count)
        self._numbers_box.setMaximumWidth(room if self._is_beside else _NO_LIMIT)
        self.column_heads.show_heads(self._segment_title(), self.heads, (name, column), is_listed=is_narrow)
        self.table.show_rows(self.heads, self.rows, self._selection.view.segment)
        self.table.set_widths(name, column)

    def _show_chart(self) -> None:
        if self.chart is None:
            QTimer.singleShot(0, self, self._make_chart)
            return
        self.chart.show_rows(self._profile_rows())
        self.chart.setAccessibleDescription(
            compared_texts.alternative_text(self._bridge, self.heads, self.rows)
        )

    def _make_chart(self) -> None:
        if self.chart is None and self._places():
            from chipmap.ui.charts.profile_chart import ProfileChart

            self.chart = ProfileChart()
            self.chart.setAccessibleName(_("Profile chart"))
            self._chart_column.insertWidget(1, self.chart)
            self._show_chart()

    def _profile_rows(self) -> list[ProfileRow]:
        from chipmap.ui.panels.compared_profile import profile_rows

        return profile_rows(self.heads, self.rows, self._selection.view.segment)

    def _segment_title(self) -> str:
        return self._bridge.segment_name(self._selection.view.segment)

    @property
    def _is_beside(self) -> bool:
        """Whether the chart stands beside the numbers: it was asked for, and there is room."""
        return self._is_wide and self.width() >= self._narrowest_beside(max(2, len(self.heads)))

    def _turn_width(self) -> None:
        self._is_wide = not self._is_wide
        self._name_width_button()
        self.width_wanted.emit()
        self._arrange()

    def _name_width_button(self) -> None:
        name = (
            _("Narrow panel: chart below the numbers")
            if self._is_wide
            else _("Wide panel: chart beside the numbers")
        )
        self.width_button.setToolTip(name)
        self.width_button.setAccessibleName(name)

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.LeftToRight if self._is_beside else directions.TopToBottom)
        if self.heads:
            self._show_numbers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_focus_added(self) -> None:
        toggle_place(self._selection, self._bridge.dataset, self._selection.view.focus)

    def _on_removed(self, place: str) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        toggle_place(self._selection, self._bridge.dataset, place)

    def _on_toggled_open(self, segment: str, is_open: bool) -> None:
        (self._opened.add if is_open else self._opened.discard)(segment)
        self.refresh()

    def _end(self) -> None:
        end_comparing(self._selection)

    def _on_changed(self, announcement: Announcement) -> None:
        if announcement.changes:
            self.refresh()

    def _on_view_changed(self, before: View, after: View) -> None:
        if before.compared_places != after.compared_places:
            self.width_wanted.emit()
        self.refresh()
