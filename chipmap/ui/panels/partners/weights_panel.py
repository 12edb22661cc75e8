"""The weights of the six terms of the partner score, each beside its colour in the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from chipmap.model.assumptions import DEFINITIONS
from chipmap.model.match.place_partners import PartnerTerm
from chipmap.ui import theme
from chipmap.ui.panels.partners.part_bar import part_colour
from chipmap.ui.widgets.weight_sliders import WeightSliders
from chipmap.wording import _
from chipmap.wording.partners import term_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Weights = dict[PartnerTerm, float]


def default_weights() -> Weights:
    """The weights of a workspace in which nobody has changed them."""
    return {term: DEFINITIONS[f"match.{term}"].default for term in PartnerTerm}


class WeightsPanel(WeightSliders[PartnerTerm]):
    """One slider for each term."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Weights of the score"),
            _("They total 100: when one is moved, the others share out what is left. Each is a judgement."),
            {term: term_word(term) for term in PartnerTerm},
            default_weights(),
            swatch=TermSwatch,
            parent=parent,
        )


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
