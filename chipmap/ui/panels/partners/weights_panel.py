"""The weights of the six terms as sliders that total 100; a drag is previewed, its release is one step."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from chipmap.model.assumptions import DEFINITIONS
from chipmap.model.match.place_partners import PartnerTerm
from chipmap.model.match.weights import TOTAL, moved_weight
from chipmap.ui import theme
from chipmap.ui.panels.partners.part_bar import part_colour
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording.formats import number
from chipmap.wording.partners import term_word

RESTS_AFTER_MS = 500
"""Presses of a key that follow each other faster are one step of the history."""

Weights = dict[PartnerTerm, float]


def default_weights() -> Weights:
    """The weights of a workspace in which nobody has changed them."""
    return {term: DEFINITIONS[f"match.{term}"].default for term in PartnerTerm}


class WeightsPanel(QWidget):
    """`moved` carries the weights while one is dragged, `settled` once it is released."""

    moved = Signal(object)
    settled = Signal(object)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights = default_weights()
        self._is_pending = False
        self.sliders: dict[PartnerTerm, QSlider] = {}
        self._figures: dict[PartnerTerm, QLabel] = {}
        self._rest = QTimer(self, singleShot=True, interval=RESTS_AFTER_MS)
        self._rest.timeout.connect(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(_("Weights of the score"), "title"))
        note = _("They total 100: when one is moved, the others share out what is left. Each is a judgement.")
        column.addWidget(label(note, "small", "text2"))
        for term in PartnerTerm:
            column.addLayout(self._row(term))
        self._source = label("", "small", "text3")
        column.addWidget(self._source)
        self.reset = button(_("Default weights"), self.reset_wanted.emit, icon="undo-2")
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def weights(self) -> Weights:
        """The weights as the sliders stand."""
        return dict(self._weights)

    def show_weights(self, weights: Mapping[PartnerTerm, float], source: str) -> None:
        """Show the weights of the workspace and who stated them; a drag under way is left alone."""
        if not self._is_pending:
            self._weights = dict(weights)
            self._show()
        self._source.setText(_("Source: {source}").format(source=source) if source else "")
        self._source.setVisible(bool(source))

    def settle(self) -> None:
        """What is being changed is what is meant."""
        self._rest.stop()
        if self._is_pending:
            self._is_pending = False
            self.settled.emit(self.weights)

    def _row(self, term: PartnerTerm) -> QVBoxLayout:
        name = term_word(term)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TermSwatch(term))
        title = label(name, "body_strong", wraps=False)
        head.addWidget(title, 1)
        self._figures[term] = label("", "body_strong", wraps=False)
        head.addWidget(self._figures[term])
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, TOTAL)
        slider.setPageStep(5)
        slider.setAccessibleName(_("Weight of {term}").format(term=name))
        slider.valueChanged.connect(lambda value: self._on_moved(term, value))
        slider.sliderReleased.connect(self.settle)
        title.setBuddy(slider)
        self.sliders[term] = slider
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addLayout(head)
        row.addWidget(slider)
        return row

    def _on_moved(self, term: PartnerTerm, value: int) -> None:
        if value == round(self._weights[term]):
            return
        self._weights = {key: float(part) for key, part in moved_weight(self._weights, term, value).items()}
        self._is_pending = True
        self._show()
        self.moved.emit(self.weights)
        if not self.sliders[term].isSliderDown():
            self._rest.start()

    def _show(self) -> None:
        for term, weight in self._weights.items():
            slider = self.sliders[term]
            slider.blockSignals(True)
            slider.setValue(round(weight))
            slider.blockSignals(False)
            self._figures[term].setText(number(weight))
        self.reset.setEnabled(self._weights != default_weights())


class TermSwatch(theme.Themed):
    """The colour of a term in the bar, for the legend and beside its name."""

    def __init__(self, term: PartnerTerm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._term = term

    def sizeHint(self) -> QSize:
        side = theme.current().px(14)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        side = look.px(14) - 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(QColor(part_colour(self._term, look.tokens)))
        painter.drawRoundedRect(QRectF(0.5, (self.height() - side) / 2, side - 0.5, side - 0.5), 3, 3)
