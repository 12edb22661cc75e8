"""The level of the chosen segment in words: figure, headline, need, origin, confidence, and why.

The card shows one `Standing`; a suggestion can be accepted here, which is the only thing it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.level_texts import level_class
from chipmap.ui.tokens import RADIUS_CONTROL, ink
from chipmap.ui.widgets.dots import paint_dots
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

_SWATCH = 64


@dataclass(frozen=True, slots=True)
class LevelReport:
    """What the card says. `acceptable` is the whole level that a suggestion can be accepted at, else None."""

    figure: str
    level: float | None
    is_dotted: bool
    headline: str
    need: str
    origin: str
    certainty: str
    reasons: tuple[str, ...]
    acceptable: int | None = None


class LevelSwatch(theme.Themed):
    """The level as a large figure on its colour: dotted when suggested, hatched when not scored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: LevelReport | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_report(self, report: LevelReport) -> None:
        self._report = report
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(_SWATCH)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._report is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL
        )
        if self._report.level is None:
            painter.fillPath(frame, look.colour("land"))
            painter.fillPath(frame, QBrush(look.colour("hatch"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.drawPath(frame)
            figure = look.colour("text")
        else:
            colour = QColor(look.tokens.capability[level_class(self._report.level)])
            painter.fillPath(frame, colour)
            figure = QColor(ink(colour.name()))
            if self._report.is_dotted:
                paint_dots(painter, frame, colour, step=9.0)
                self._clear_middle(painter, colour)
            if level_class(self._report.level) == 0:
                painter.setPen(QPen(look.colour("line_strong"), 1))
                painter.drawPath(frame)
        painter.setFont(look.font("display" if len(self._report.figure) < 4 else "title"))
        painter.setPen(figure)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._report.figure)

    def _clear_middle(self, painter: QPainter, colour: QColor) -> None:
        """Keep dots away from the figure, so that it can be read."""
        side = self.width() * 0.62
        middle = QRectF(0, 0, side, side * 0.86)
        middle.moveCenter(QRectF(self.rect()).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(middle, RADIUS_CONTROL, RADIUS_CONTROL)


class LevelCard(QFrame):
    """Shows a report; `accepted` carries the whole level of the suggestion that the person takes over."""

    accepted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card2")
        self._report: LevelReport | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 14, 14, 10)
        outer.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(14)
        self._swatch = LevelSwatch()
        words = QVBoxLayout()
        words.setSpacing(2)
        self._headline = label("", "heading")
        self._need = label("", "small", "text2")
        self._origin = label("", "small", "text2")
        self._certainty = label("", "small", "text2")
        for line in (self._headline, self._need, self._origin, self._certainty):
            words.addWidget(line)
        row.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        outer.addLayout(row)
        outer.addLayout(self._buttons())
        self._reasons = label("", "small", "text2")
        self._reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reasons.hide()
        outer.addWidget(self._reasons)

    def show_report(self, report: LevelReport) -> None:
        """Show the level of another subject, segment or moment."""
        if report == self._report:
            return
        self._report = report
        self._swatch.show_report(report)
        self._headline.setText(report.headline)
        for line, text in (
            (self._need, report.need),
            (self._origin, report.origin),
            (self._certainty, report.certainty),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        self._reasons.setText("\n".join(f"•  {reason}" for reason in report.reasons))
        self._why.setVisible(bool(report.reasons))
        self._reasons.setVisible(self._why.isChecked() and bool(report.reasons))
        self._accept.setVisible(report.acceptable is not None)
        if report.acceptable is not None:
            self._accept.setText(_("Accept level {level}").format(level=report.acceptable))
            self._accept.setToolTip(
                _("Makes the suggestion your own score, with low confidence and its sources")
            )
        spoken = (report.headline, report.need, report.origin, report.certainty)
        self.setAccessibleName(". ".join(part for part in spoken if part))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._why = QToolButton()
        self._why.setText(_("Why"))
        self._why.setCheckable(True)
        self._why.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._why.setAccessibleName(_("Why this level: show the rule and the evidence"))
        self._why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.show_icon(self._why, "chevron-right", size=16)
        self._why.toggled.connect(self._on_why_toggled)
        self._accept = button("", self._on_accept)
        row.addWidget(self._why)
        row.addStretch(1)
        row.addWidget(self._accept)
        return row

    def _on_why_toggled(self, is_open: bool) -> None:
        theme.show_icon(self._why, "chevron-down" if is_open else "chevron-right", size=16)
        self._reasons.setVisible(is_open)

    def _on_accept(self) -> None:
        if self._report is not None and self._report.acceptable is not None:
            self.accepted.emit(self._report.acceptable)
