"""One figure of the Analysis tab: title, figure, sentences, and the way to how it is calculated."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui.panels.dotted_rule import DottedRule
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _


class FigureSection(QWidget):
    """A heading, a headline in large type, lines beneath it and parts such as a chart."""

    method_asked = Signal(str)

    def __init__(self, title: str, method: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.texts: list[str] = []
        """What the lines say, from the top."""
        self._title = label(title, "body_strong")
        self.headline = label("", "heading")
        self._dots = DottedRule()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(8)
        self.method_button = button(
            _("How this is calculated"), lambda: self.method_asked.emit(method), look="link"
        )
        self._column.addWidget(self._title)
        self._column.addWidget(self.headline)
        self._column.addWidget(self._dots)
        self._column.addLayout(self._lines)
        self._column.addLayout(self._parts)
        self._column.addWidget(self.method_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rename(title)

    def rename(self, title: str) -> None:
        """Give the section another title."""
        self._title.setText(title)
        self.method_button.setAccessibleName(
            _("{title}: how this is calculated").format(title=title) if title else self.method_button.text()
        )

    def add_part(self, part: QWidget, alignment: Qt.AlignmentFlag | None = None) -> None:
        """Put a chart or a button beneath the lines."""
        if alignment is None:
            self._parts.addWidget(part)
        else:
            self._parts.addWidget(part, 0, alignment)

    def show_figure(self, headline: str, lines: Sequence[str], *, is_dotted: bool = False) -> None:
        """Show a figure and what stands behind it; empty lines are left out."""
        self.headline.setText(headline)
        self.headline.setVisible(bool(headline))
        self._dots.setVisible(is_dotted)
        clear_layout(self._lines)
        self.texts = [line for line in lines if line]
        for line in self.texts:
            self._lines.addWidget(label(line, "small", "text2"))
