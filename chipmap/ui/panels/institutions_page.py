"""The institutions of a place, those active in the chosen segment first; a click opens one in the panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.search.folding import fold
from chipmap.ui import theme
from chipmap.ui.panels.level_texts import figure_of, level_class, mid_sentence
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.panels.subject_titles import institutions_of
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import SEPARATOR, button, label
from chipmap.ui.widgets.swatch import paint_swatch
from chipmap.wording import _, ngettext
from chipmap.wording.levels import institution_type_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

Index = QModelIndex | QPersistentModelIndex
_LINE_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 54


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """One institution in the list; `level` is its own score in the chosen segment, where it has one."""

    key: str
    name: str
    full_name: str
    detail: str
    is_active: bool
    figure: str
    level: float | None


class InstitutionLines(QAbstractListModel):
    """The lines as a list model, so that a region of hundreds costs no more than what is on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[InstitutionLine] = []

    @property
    def lines(self) -> list[InstitutionLine]:
        return self._lines

    def show_lines(self, lines: list[InstitutionLine]) -> None:
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.name}\n{line.detail}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            active = _("active in the chosen segment") if line.is_active else ""
            return ", ".join(part for part in (line.name, line.detail, active, line.figure) if part)
        return None


class InstitutionDelegate(QStyledItemDelegate):
    """Paints a line: a mark when active in the segment, name, what and where it is, its level."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.current().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE_ROLE)
        look = theme.current()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("surface2"))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        dot = look.px(8)
        if line.is_active:
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(QRectF(area.left() + ROW_BLEED, area.center().y() - dot / 2, dot, dot))
        self._paint_words(painter, area, line)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, line: InstitutionLine) -> None:
        look = theme.current()
        side = look.px(28)
        left = area.left() + ROW_BLEED + look.px(8) + 10
        right = area.right() - 10 - (side + 10 if line.figure else 0)
        half = area.height() // 2
        for top, role, ink, text, align in (
            (area.top(), "body", "text", line.name, Qt.AlignmentFlag.AlignBottom),
            (area.top() + half + 1, "small", "text2", line.detail, Qt.AlignmentFlag.AlignTop),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(ink))
            room = QRect(left, top, right - left, half - 1)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(align | Qt.AlignmentFlag.AlignLeft), cut)
        if line.figure and line.level is not None:
            swatch = QRectF(area.right() - 10 - side, area.center().y() - side / 2, side, side)
            paint_swatch(painter, swatch, level_class(line.level), line.figure, "small_strong")


class InstitutionsPage(QWidget):
    """Lists institutions; `institution_chosen` carries the id of the one to open."""

    institution_chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._note = label("", "small", "text2")
        self._note.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        layout.addWidget(self._note)
        layout.addLayout(self._make_top())
        self._listed: list[InstitutionLine] = []
        self.list = QListView()
        self.list.setProperty("look", "plain")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Institutions"))
        self._lines = InstitutionLines(self)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(InstitutionDelegate(self.list))
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        theme.current().changed.connect(self.list.doItemsLayout)
        layout.addWidget(self.list, 1)
        self._nothing_fits = label(_("No institution here fits the filter."), "small", "text3")
        self._nothing_fits.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        self._nothing_fits.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing_fits.hide()
        layout.addWidget(self._nothing_fits, 1)

    def _make_top(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter by name, type, city or role"))
        self.filter.setAccessibleName(_("Filter the institutions"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_fitting)
        self.add = button(_("Add"), self.add_asked.emit, icon="plus")
        self.add.setAccessibleName(_("Add institution"))
        self.add.setToolTip(_("Add institution"))
        row = QHBoxLayout()
        row.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.add)
        return row

    def show_subject(self, subject: str, segment: str, horizon: str) -> None:
        """List the institutions of a place, those active in `segment` first."""
        bridge = self._bridge
        lines = [
            self._line(record.id, segment, horizon) for record in institutions_of(bridge.dataset, subject)
        ]
        lines.sort(key=lambda line: not line.is_active)
        self._listed = lines
        active = sum(line.is_active for line in lines)
        name = mid_sentence(bridge.segment_name(segment))
        self._note.setText(
            ngettext(
                "{active} of {count} institution is active in {segment}.",
                "{active} of {count} institutions are active in {segment}.",
                len(lines),
            ).format(active=active, count=len(lines), segment=name)
            if lines
            else _("No institution is known here. Add one, or import a scorecard with additions.")
        )
        self.filter.setVisible(bool(lines))
        self._show_fitting()

    def _show_fitting(self) -> None:
        """The institutions that hold every word typed above the list, however it is accented."""
        words = fold(self.filter.text()).split()
        fitting = [
            line
            for line in self._listed
            if all(word in fold(f"{line.name} {line.full_name} {line.detail}") for word in words)
        ]
        self._lines.show_lines(fitting)
        self.list.setVisible(bool(fitting))
        self._nothing_fits.setVisible(bool(self._listed) and not fitting)

    def _line(self, key: str, segment: str, horizon: str) -> InstitutionLine:
        bridge = self._bridge
        record = bridge.dataset.institutions[key]
        standing = bridge.standings.of(key, segment, horizon)
        kind = institution_type_word(record.institution_type)
        is_active = any(self._is_within(active, segment) for active in record.segments)
        return InstitutionLine(
            key=key,
            name=record.short_name or record.name,
            full_name=record.name,
            detail=SEPARATOR.join(part for part in (kind, record.city, record.role) if part),
            is_active=is_active,
            figure=figure_of(standing) if standing.is_known else "",
            level=standing.level,
        )

    def _is_within(self, active: str, segment: str) -> bool:
        segments = self._bridge.dataset.segments
        while active:
            if active == segment:
                return True
            active = segments[active].parent if active in segments else ""
        return False

    def _on_chosen(self, index: QModelIndex) -> None:
        line: InstitutionLine = index.data(_LINE_ROLE)
        self.institution_chosen.emit(line.key)
