"""How much room texts need, asked for directly: what a layout answers lags behind a change of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QLabel, QWidget


def advance(label_of_text: QLabel, text: str | None = None) -> int:
    """The width on one line of a label's text, or of another text in its place."""
    shown = label_of_text.text() if text is None else text
    return label_of_text.fontMetrics().horizontalAdvance(shown) + 2


def height_in(label_of_text: QLabel, width: int) -> int:
    """The height of a label's text in lines of a width; the label's own answer lags behind its text."""
    room = QRect(0, 0, width, 10_000)
    metrics = label_of_text.fontMetrics()
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, label_of_text.text()).height()


def height_for(widget: QWidget, width: int) -> int:
    """The height that the texts in a widget need at a width."""
    layout = widget.layout()
    assert layout is not None
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A name on one line where it fits, else on two at a blank; what is longer ends in an ellipsis."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words, first = text.split(" "), ""
    while len(words) > 1 and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    lines = [first, " ".join(words)] if first else [text]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines][:2]
