"""The value chain across the whole window: eight stages of the focus region, each level against its need.

It is the segment filter and the answer to "where are our gaps" at once, whatever page is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from chipmap.model.records import Region, Score, Segment, Settings
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.selection import Selection, View
from chipmap.ui.shell.chevron import COMPACT_HEIGHT, HEIGHT, POINT, Chevron
from chipmap.ui.shell.readings import StageReading, need_note, read_stages, stage_of
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chipmap.ui.shell.loss_readings import LossReading

_LEFT = 148
_MARGIN = 9
_COMPACT_MARGIN = 6
_TWO_ROWS_FROM = 1.3
"""Text scale from which eight stages no longer fit into one row."""


class Ribbon(QWidget):
    """Follows the selection's focus, horizon and segment, and every change of a score."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selection = selection
        self._readings: list[StageReading] = []
        self._is_compact = False
        self._losses: Mapping[str, LossReading] | None = None
        self._focus_button = _FocusButton(self)
        self._focus_button.setMenu(QMenu(self._focus_button))
        self._focus_button.menu().aboutToShow.connect(self._fill_focus_menu)
        self._group = QButtonGroup(self)
        self._chevrons: list[Chevron] = []
        self._build_chevrons()
        self.setAccessibleName(_("Value chain"))
        bridge.changed.connect(self._on_changed)
        selection.changed.connect(self._on_view_changed)
        theme.current().changed.connect(self._on_theme_changed)
        self._show_readings()

    def sizeHint(self) -> QSize:
        look = theme.current()
        rows = 2 if self._has_two_rows() else 1
        return QSize(800, rows * look.px(self._row_height()) + (rows + 1) * self._margin())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))

    def show_compact(self, *, is_compact: bool) -> None:
        """Spare height where the window is low and the text is large: two rows would take much of it."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._show_compact()

    def show_losses(self, losses: Mapping[str, LossReading] | None) -> None:
        """Say on the Scenarios page what each stage loses; without losses, levels as on every page."""
        self._losses = losses
        self._show_after()

    def focus_first(self) -> None:
        """Take the keyboard focus: the chosen stage, else the first."""
        chosen = self._group.checkedButton() or (self._chevrons[0] if self._chevrons else None)
        (chosen or self._focus_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _has_two_rows(self) -> bool:
        return theme.current().text_scale >= _TWO_ROWS_FROM

    def _row_height(self) -> int:
        return COMPACT_HEIGHT if self._is_compact and self._has_two_rows() else HEIGHT

    def _margin(self) -> int:
        return _COMPACT_MARGIN if self._row_height() == COMPACT_HEIGHT else _MARGIN

    def _show_compact(self) -> None:
        for chevron in self._chevrons:
            chevron.show_compact(is_compact=self._row_height() == COMPACT_HEIGHT)
        self.updateGeometry()
        self._arrange()

    def _build_chevrons(self) -> None:
        for chevron in self._chevrons:
            self._group.removeButton(chevron)
            chevron.hide()
            chevron.deleteLater()
        stages = self._bridge.dataset.stages()
        self._chevrons = [Chevron(self, is_first=index == 0) for index in range(len(stages))]
        for chevron, stage in zip(self._chevrons, stages, strict=True):
            self._group.addButton(chevron)
            chevron.clicked.connect(lambda _on=False, chosen=stage.id: self._selection.choose(segment=chosen))
            chevron.show()
        self._show_compact()

    def _arrange(self) -> None:
        look = theme.current()
        left, rows = look.px(_LEFT), 2 if self._has_two_rows() else 1
        height, margin = look.px(self._row_height()), self._margin()
        block = min(look.px(HEIGHT), rows * height + (rows - 1) * margin)
        self._focus_button.setGeometry(look.px(16), margin, left - look.px(16), block)
        if not self._chevrons:
            return
        per_row = -(-len(self._chevrons) // rows)
        overlap = POINT - 4
        width = (self.width() - left - look.px(12) + overlap * (per_row - 1)) / per_row
        for index, chevron in enumerate(self._chevrons):
            row, column = divmod(index, per_row)
            x = left + column * (width - overlap)
            chevron.setGeometry(round(x), margin + row * (height + margin), round(width), height)

    def _show_readings(self) -> None:
        view = self._selection.view
        self._readings = read_stages(self._bridge, view)
        for chevron, reading in zip(self._chevrons, self._readings, strict=True):
            chevron.show_reading(reading)
        self._show_after()
        self._show_chosen(view)

    def _show_after(self) -> None:
        """Per cent lost where a loss is looked at, and that it is after it; else levels against needs."""
        view = self._selection.view
        losses = self._losses if view.page == "scenarios" else None
        for chevron, reading in zip(self._chevrons, self._readings, strict=True):
            chevron.show_loss(None if losses is None else losses.get(reading.stage.id))
        note = need_note(self._readings, view.horizon) if losses is None else _("after the loss")
        self._focus_button.show_focus(self._bridge.subject_name(view.focus), note)

    def _show_chosen(self, view: View) -> None:
        chosen = stage_of(self._bridge, view.segment)
        self._group.setExclusive(False)
        for chevron, reading in zip(self._chevrons, self._readings, strict=True):
            chevron.setChecked(reading.stage.id == chosen)
        self._group.setExclusive(True)
        for chevron in self._chevrons:
            if chevron.isChecked():
                chevron.raise_()

    def _fill_focus_menu(self) -> None:
        menu = self._focus_button.menu()
        menu.clear()
        group = QActionGroup(menu)
        focus = self._selection.view.focus
        regions = [region for region in self._bridge.dataset.regions.values() if region.is_policy]
        for region in sorted(regions, key=lambda region: self._bridge.subject_name(region.code)):
            self._add_focus(menu, group, region.code, focus)
        if focus not in self._bridge.dataset.regions:
            menu.addSeparator()
            self._add_focus(menu, group, focus, focus)
        subject = self._selection.view.subject
        if subject is not None and subject != focus and subject in self._bridge.dataset.countries:
            menu.addSeparator()
            self._add_focus(menu, group, subject, focus)

    def _add_focus(self, menu: QMenu, group: QActionGroup, code: str, focus: str) -> None:
        action = QAction(self._bridge.subject_name(code), menu)
        action.setCheckable(True)
        action.setChecked(code == focus)
        action.triggered.connect(lambda _on=False, chosen=code: self._selection.choose(focus=chosen))
        group.addAction(action)
        menu.addAction(action)

    def _on_changed(self, announcement: object) -> None:
        changes = announcement.changes  # type: ignore[attr-defined]
        if changes.touches(Segment):
            self._build_chevrons()
        if changes.touches(Score, Segment, Settings, Region) or changes:
            self._show_readings()

    def _on_view_changed(self, before: View, after: View) -> None:
        if (before.focus, before.horizon) != (after.focus, after.horizon):
            self._show_readings()
        elif before.segment != after.segment:
            self._show_chosen(after)
        if before.page != after.page:
            self._show_after()

    def _on_theme_changed(self) -> None:
        self._show_compact()
        QTimer.singleShot(0, self, self._arrange)
        self.update()


class _FocusButton(QToolButton):
    """Three lines: "Focus region", its name with a chevron, what the gaps are measured against."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self._note = ""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_focus(self, name: str, note: str) -> None:
        self._name, self._note = name, note
        self.setAccessibleName(_("Focus region {name}, {note}").format(name=name, note=note))
        self.setToolTip(_("Choose the focus region"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        area = self.rect().adjusted(look.px(8), look.px(7), -look.px(4), -look.px(5))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, _("Focus region"))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, self._fitted(painter, self._note, area.width()))
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.colour("text"))
        side = look.px(16)
        name = self._fitted(painter, self._name, area.width() - side - 4)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        x = area.left() + painter.fontMetrics().horizontalAdvance(name) + 4
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            x, area.center().y() - side // 2 + 1, look.pixmap("chevron-down", "text2", side, ratio)
        )

    @staticmethod
    def _fitted(painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
