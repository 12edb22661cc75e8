"""The small parts that panels and dialogs are put together from: labels, buttons, frames.

Looks and colours come from the style sheet through properties; nothing here keeps a colour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from chipmap.ui import theme

SEPARATOR = "\u00a0· "
"""Between short facts in one line; it never begins a line."""

Ink = Literal["text", "text2", "text3", "accent", "warn", "danger", "success", "on_accent"]


def label(text: str = "", role: str = "body", ink: Ink = "text", *, wraps: bool = True) -> QLabel:
    """A text in a role of the type scale; plain text always, because names and reasons come from people."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("ink", ink)
    made.setWordWrap(wraps)
    made.setText(text)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        made.setMinimumWidth(1)
    return made


def repaint_in(made: QLabel, ink: Ink) -> None:
    """Give a label another ink."""
    if made.property("ink") != ink:
        made.setProperty("ink", ink)
        theme.restyle(made)


def button(
    text: str,
    clicked: Callable[[], object],
    *,
    look: Literal["", "primary", "quiet", "link"] = "",
    icon: str = "",
    is_footer: bool = False,
) -> QPushButton:
    """A push button; Tab reaches it and its text is its accessible name."""
    made = QPushButton(text)
    if look:
        made.setProperty("look", look)
    if is_footer:
        made.setProperty("stands", "footer")
    if icon:
        token = {"primary": "on_accent", "quiet": "accent", "link": "accent"}.get(look, "text2")
        theme.show_icon(made, icon, token=token)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(icon: str, name: str, clicked: Callable[[], object], *, size: int = 18) -> QToolButton:
    """A button with an icon only; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    theme.show_icon(made, icon, size=size)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def frame(look: str, layout: QLayout, margin: int = 0) -> QFrame:
    """A surface of the style sheet (card, card2, warn, line …) around a layout."""
    made = QFrame()
    made.setProperty("look", look)
    layout.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("look", "line")
    made.setFixedHeight(1)
    return made


def heading_row(title: QLabel, trailing: QWidget) -> QHBoxLayout:
    """A section's title with a note or a button at its right end."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(title, 1)
    row.addWidget(trailing, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
    return row


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        nested = item.layout()
        if nested is not None:
            clear_layout(nested)
