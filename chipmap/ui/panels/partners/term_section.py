"""One term of a score: its swatch, word and points; opened, the numbers that entered and their sources."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.partners.part_bar import part_colour
from chipmap.ui.panels.partners.term_report import TermDetail, TermReport
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _

_HEIGHT = 40
_SWATCH = 14
_SHOWN_SOURCES = 4


class TermHead(QAbstractButton):
    """Opens and closes its term."""

    def __init__(self, report: TermReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)
        self.show_report(report)

    def show_report(self, report: TermReport) -> None:
        """Show the term of another partner, or other points."""
        self._report = report
        self.setText(report.word)
        self.setAccessibleName(_("{term}: {points}").format(term=report.word, points=report.figure))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if self.isChecked() is (event.key() == Qt.Key.Key_Left):
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface2"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        side, middle = look.px(_SWATCH), self.height() / 2
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(QColor(part_colour(self._report.term, look.tokens)))
        painter.drawRoundedRect(QRectF(4.5, middle - side / 2, side, side), 3, 3)
        icon = look.px(16)
        name = "chevron-up" if self.isChecked() else "chevron-down"
        pixmap = look.pixmap(name, "text2", icon, self.devicePixelRatioF())
        painter.drawPixmap(round(self.width() - icon - 2), round(middle - icon / 2), pixmap)
        words = self.rect().adjusted(side + 14, 0, -icon - 10, 0)
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.colour("text"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        is_known = self._report.points is not None
        painter.setFont(look.font("body_strong" if is_known else "small", is_tabular=True))
        painter.setPen(look.colour("text" if is_known else "text3"))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._report.figure
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)


class TermSection(QWidget):
    """The head, and what is beneath it while it is open; that is only built when somebody opens it."""

    need_wanted = Signal()

    def __init__(
        self, report: TermReport, detail: Callable[[], TermDetail], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.term = report.term
        self._report, self._detail = report, detail
        self._shows_all = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = TermHead(report)
        self.head.clicked.connect(lambda _checked=False: self._fill())
        column.addWidget(self.head)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(6)
        column.addLayout(self._body)

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def open(self, *, is_open: bool = True) -> None:
        """Show or hide what the term rests on."""
        self.head.setChecked(is_open)
        self._fill()

    def show_report(self, report: TermReport, detail: Callable[[], TermDetail]) -> None:
        """Show the term of another partner; what is open stays open."""
        self._report, self._detail, self._shows_all = report, detail, False
        self.head.show_report(report)
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._body)
        self.head.update()
        if not self.is_open:
            return
        detail = self._detail()
        self._add(label(detail.meaning, "small", "text2"))
        for line in detail.lines:
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(label(line.text, "small"), 1)
            if line.adds:
                figure = label(line.adds, "small_strong", wraps=False)
                row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            self._body.addLayout(row)
            if line.origin:
                self._add(label(line.origin, "caption", "text3"))
        if detail.note:
            self._add(label(detail.note, "small", "text2"))
        if self._report.is_need_missing:
            wanted = button(_("Record a need"), self.need_wanted.emit, icon="target")
            self._body.addWidget(wanted, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_sources(detail)
        self._body.addSpacing(8)

    def _add_sources(self, detail: TermDetail) -> None:
        shown = detail.citations if self._shows_all else detail.citations[:_SHOWN_SOURCES]
        for citation in shown:
            self._body.addWidget(SourceCard(citation))
        if len(shown) < len(detail.citations):
            more = button(
                _("Show all {count} sources").format(count=len(detail.citations)), self._show_all, look="link"
            )
            self._body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()
        self.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
