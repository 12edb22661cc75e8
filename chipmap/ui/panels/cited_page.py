"""Pages of cards under headings: what is cited about a subject, and what it does with others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.citations import Section
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _

SHOWN_AT_FIRST = 6
"""Cards of a section before "Show all": a region is cited hundreds of times."""


class EmptyNote(theme.Themed):
    """What stands where nothing is: an icon, a title and one sentence."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 32, 8, 24)
        layout.setSpacing(6)
        self._sign = label("", "body", wraps=False)
        self._title = label("", "body_strong")
        self._text = label("", "small", "text2")
        for line in (self._sign, self._title, self._text):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(line)
        self._draw_sign()

    def show_texts(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._draw_sign()

    def _draw_sign(self) -> None:
        look = theme.current()
        self._sign.setPixmap(look.pixmap(self._icon, "text3", look.px(28), self.devicePixelRatioF()))


class CitedPage(QWidget):
    """Shows sections of cards, or one sentence where there are none."""

    chosen = Signal(str)
    """The key of the record that a card leads to."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] | None = None
        self._opened: set[str] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._empty = EmptyNote(icon)
        layout.addWidget(self._empty)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        layout.addLayout(self._column)
        layout.addStretch(1)

    def show_sections(self, sections: Sequence[Section], *, empty_title: str, empty_text: str) -> None:
        """Show these sections; the two texts stand where there are none."""
        self._empty.show_texts(empty_title, empty_text)
        self._empty.setVisible(not sections)
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        self._opened.clear()
        self._show_cards()

    def _show_cards(self) -> None:
        clear_layout(self._column)
        for number, section in enumerate(self._sections or ()):
            title = label(section.title, "body_strong")
            title.setContentsMargins(0, 16 if number else 0, 0, 0)
            self._column.addWidget(title)
            if section.note:
                self._column.addWidget(label(section.note, "small", "text3"))
            is_opened = section.title in self._opened
            shown = section.citations if is_opened else section.citations[:SHOWN_AT_FIRST]
            for citation in shown:
                card = SourceCard(citation)
                card.chosen.connect(self.chosen)
                self._column.addWidget(card)
            if len(shown) < len(section.citations):
                self._column.addWidget(self._more_button(section), 0, Qt.AlignmentFlag.AlignLeft)

    def _more_button(self, section: Section) -> QPushButton:
        def open_section() -> None:
            self._opened.add(section.title)
            self._show_cards()

        more = button(_("Show all {count}").format(count=len(section.citations)), open_section, look="link")
        more.setAccessibleName(
            _("{section}: show all {count}").format(section=section.title, count=len(section.citations))
        )
        return more
