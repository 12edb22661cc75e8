"""How much room texts need, asked for directly: what a layout answers lags behind a change of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
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
