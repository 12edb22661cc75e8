"""Where to act first: segments by expected shortfall, how sure the order is, and what has no place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.figure_section import FigureSection
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import SEPARATOR, clear_layout
from chipmap.wording import _, ngettext
from chipmap.wording import foresight as words
from chipmap.wording.figures import reason_text
from chipmap.wording.formats import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chipmap.model.analysis.place_foresight import PlaceForesight
    from chipmap.ui.bridge import WorkspaceBridge

_LINE = 22
_PAD = 5
_RANK = 34
_NO_PLACE = "–"


class PriorityLine(NamedTuple):
    """One segment in the order to act: printed rank and shortfall, and what its place rests on."""

    segment: str
    name: str
    rank: str
    shortfall: str
    sure: str
    places: str
    reasons: tuple[str, ...]


class PriorityRow(QAbstractButton):
    """One segment; a click chooses it."""

    def __init__(self, line: PriorityLine, *, is_chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._is_chosen = is_chosen
        self.setText(line.name)
        self.setToolTip("\n".join((line.name, *line.reasons)))
        self.setAccessibleName(", ".join((f"{line.rank} {line.name}", *line.reasons)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), _height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), _height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if self._is_chosen else "surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        edge, rank, line = 8, look.px(_RANK), look.px(_LINE)
        first = QRect(edge, _PAD, self.width() - 2 * edge, line)
        painter.setFont(look.font("body_strong", is_tabular=True))
        painter.setPen(look.colour("text2"))
        _write(painter, first, self.line.rank)
        painter.setPen(look.colour("text"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(first, right, self.line.shortfall)
        taken = painter.fontMetrics().horizontalAdvance(self.line.shortfall) + 10
        _write(painter, first.adjusted(rank, 0, -taken, 0), self.line.name)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        for below, text in enumerate((self.line.sure, self.line.places), start=1):
            _write(painter, first.adjusted(rank, below * line, 0, below * line), text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)


def _height() -> int:
    return 3 * theme.current().px(_LINE) + 2 * _PAD


def _write(painter: QPainter, room: QRect, text: str) -> None:
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


class PrioritiesPanel(QWidget):
    """The segments of one place in the order to act, then how many have no place and why."""

    segment_chosen = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.section = FigureSection("", "foresight")
        self.rows: list[PriorityRow] = []
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(2)
        held = QWidget()
        held.setLayout(self._rows_column)
        self._rows_column.setContentsMargins(0, 0, 0, 0)
        self.section.add_part(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)
        column.addStretch(1)

    def show_priorities(self, found: PlaceForesight, segment: str) -> None:
        """Show the order of one place; the chosen segment is marked."""
        self.section.rename(_("Where to act first"))
        self.section.show_figure(self._bridge.subject_name(found.subject), list(self._notes(found)))
        lines = [*self._lines(found), *self._unplaced(found)]
        held = self.rows and QWidget.focusWidget(self)
        focused = held.line.segment if isinstance(held, PriorityRow) else None
        clear_layout(self._rows_column)
        self.rows = []
        for line in lines:
            row = PriorityRow(line, is_chosen=line.segment == segment)
            row.clicked.connect(lambda _on=False, chosen=line.segment: self.segment_chosen.emit(chosen))
            self._rows_column.addWidget(row)
            row.show()
            self.rows.append(row)
            if line.segment == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _notes(self, found: PlaceForesight) -> Iterator[str]:
        if found.reason is not None:
            yield reason_text(found.reason)
            return
        yield _("By expected shortfall in levels. Robust: among the first five at every horizon.")
        horizons = found.horizons_with_levels
        if len(horizons) < 2:
            yield words.steady_text(None, horizons)
        if found.left_out:
            count = len(found.left_out)
            yield ngettext(
                "{count} segment with a need has no place: its level is not known.",
                "{count} segments with a need have no place: their levels are not known.",
                count,
            ).format(count=count)

    def _lines(self, found: PlaceForesight) -> Iterator[PriorityLine]:
        years = words.plain_years(found.weights, self._bridge.dataset.settings.current_year)
        horizons: Sequence[str] = found.horizons_with_levels
        for one in found.priorities:
            steady = words.steady_text(found.steady.get(one.segment), horizons) if len(horizons) > 1 else ""
            sure = SEPARATOR.join(part for part in (words.robust_word(one), steady) if part)
            places = words.rank_reason(one, years)
            reasons = (words.shortfall_text(one), sure, places, words.differs_text(one))
            yield PriorityLine(
                one.segment,
                self._bridge.segment_name(one.segment),
                f"{one.expected_rank}.",
                number(one.expected_shortfall, 2),
                sure,
                places,
                tuple(reason for reason in reasons if reason),
            )

    def _unplaced(self, found: PlaceForesight) -> Iterator[PriorityLine]:
        """Segments with a need but without a place, with the horizons for which a level is missing."""
        years = words.plain_years(found.weights, self._bridge.dataset.settings.current_year)
        asked = found.horizons_with_levels or tuple(found.weights)
        for segment in found.left_out:
            gaps = [gap for gap in found.gaps if gap.segment == segment and gap.horizon in asked]
            missing = [years[gap.horizon] for gap in gaps if gap.need is not None and gap.level is None]
            name = self._bridge.segment_name(segment)
            why = words.missing_levels(missing)
            way = _("Choose it, then open the score to record it.")
            yield PriorityLine(segment, name, _NO_PLACE, "", why, way, (why, way))
