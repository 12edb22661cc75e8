"""The visible sum of a partner: six parts of a bar of a hundred, each with its number.

Parts are told by their number, their order and the legend, not by hue alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath

from chipmap.model.match.place_partners import PartnerTerm
from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER, Tokens, channels, ink

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

WHOLE = 100.0
_SEAM = 1.0
_AROUND_NUMBER = 6.0


class BarPart(NamedTuple):
    """One term and the points that it adds to the total."""

    term: PartnerTerm
    points: int


def part_colour(term: PartnerTerm, tokens: Tokens) -> str:
    """The colour of a term: the four tokens of the design, and two between them."""
    ours, theirs, ties, exposure = tokens.match
    return {
        PartnerTerm.FILLS_OUR_GAP: ours,
        PartnerTerm.FILLS_THEIR_GAP: theirs,
        PartnerTerm.BALANCE: _between(ours, theirs, 0.5),
        PartnerTerm.RELATEDNESS: _between(theirs, ties, 0.6),
        PartnerTerm.TIES: ties,
        PartnerTerm.LOW_EXPOSURE: exposure,
    }[term]


def paint_part_bar(painter: QPainter, bar: QRectF, parts: Sequence[BarPart]) -> None:
    """Draw the parts on a track that stands for a hundred; each part has room for its number."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QPainterPath()
    track.addRoundedRect(bar, RADIUS_INNER, RADIUS_INNER)
    painter.setClipPath(track, Qt.ClipOperation.IntersectClip)
    painter.fillRect(bar, look.colour("line"))
    font = look.font("caption_strong", is_tabular=True)
    painter.setFont(font)
    left = bar.left()
    for part, width in zip(parts, part_widths(parts, bar.width(), font), strict=True):
        if not part.points:
            continue
        colour = part_colour(part.term, look.tokens)
        box = QRectF(left, bar.top(), width, bar.height())
        painter.fillRect(box.adjusted(0, 0, -_SEAM, 0), QColor(colour))
        painter.setPen(QColor(ink(colour)))
        painter.drawText(box.adjusted(0, 0, -_SEAM, 0), Qt.AlignmentFlag.AlignCenter, str(part.points))
        left += width
    painter.restore()


def part_widths(parts: Sequence[BarPart], room: float, font: QFont) -> list[float]:
    """How wide each part is: by its points, but never too narrow for its number; all fit into `room`."""
    metrics = QFontMetricsF(font)
    least = [
        metrics.horizontalAdvance(str(part.points)) + _AROUND_NUMBER if part.points else 0.0 for part in parts
    ]
    widths = [max(room * part.points / WHOLE, low) for part, low in zip(parts, least, strict=True)]
    over = sum(widths) - room
    spare = sum(width - low for width, low in zip(widths, least, strict=True))
    if over > 0 and spare > 0:
        part_of_spare = min(1.0, over / spare)
        widths = [width - (width - low) * part_of_spare for width, low in zip(widths, least, strict=True)]
    return widths


def _between(one: str, other: str, part: float) -> str:
    """The colour `part` of the way between two, chosen so that digits can be read on it in both themes."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(first + (last - first) * part):02X}" for first, last in pairs)
