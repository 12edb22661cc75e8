"""How the figures are calculated, section by section: a text that is shipped with the program."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from chipmap.model.host.paths import help_file
from chipmap.ui import theme
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.wording import _

_SECTION = re.compile(r"<!-- section: (\w+) -->\n## (.+)\n")
_ID = Qt.ItemDataRole.UserRole
_LINE_HEIGHT_PERCENT = 130.0
_BELOW_PARAGRAPH = 9.0
_ROW_HEIGHT = 36


class MethodSection(NamedTuple):
    """One section of the text: its id, its title, and what stands beneath it, in Markdown."""

    id: str
    title: str
    text: str


def method_sections() -> list[MethodSection]:
    """The sections of docs/methods.md in order; what stands before the first is the introduction."""
    whole = help_file("methods.md").read_text(encoding="utf-8")
    marks = list(_SECTION.finditer(whole))
    ends = [mark.start() for mark in marks[1:]] + [len(whole)]
    return [
        MethodSection(mark.group(1), mark.group(2), whole[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


class MethodReader(DialogFrame):
    """Shows one section; the list beside it leads to the others."""

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(_("How this is calculated"), 980, 720, parent)
        self._sections = {one.id: one for one in method_sections()}
        self.titles = QListWidget()
        self.titles.setAccessibleName(_("Methods"))
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._sections.values():
            item = QListWidgetItem(one.title)
            item.setData(_ID, one.id)
            self.titles.addItem(item)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(_("Description of the method"))
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.titles)
        columns.addWidget(self.page, 1)
        self.body.addLayout(columns, 1)
        self.cancel.hide()
        self.primary.setText(_("Close"))
        self.titles.currentItemChanged.connect(lambda item, _before: self._show(item))
        theme.current().changed.connect(self._on_theme_changed)
        self._fit_titles()
        self.show_section(section)
        self.titles.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def section(self) -> str:
        """The id of the section that is shown."""
        return str(self.titles.currentItem().data(_ID))

    def show_section(self, section: str) -> None:
        """Show a section by its id; the first where there is none of that name."""
        names = list(self._sections)
        self.titles.setCurrentRow(names.index(section) if section in names else 0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        one = self._sections[str(item.data(_ID))]
        look = theme.current()
        document = self.page.document()
        document.setDefaultFont(look.font("body"))
        document.setDocumentMargin(look.px(12))
        document.setMarkdown(f"## {one.title}\n\n{one.text}")
        _set_line_height(QTextCursor(document))
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        # Qt lays out what it has been given, and scrolls, only afterwards.
        QTimer.singleShot(0, self, lambda: self.page.verticalScrollBar().setValue(0))

    def _fit_titles(self) -> None:
        look = theme.current()
        metrics = QFontMetrics(look.font("body"))
        for row in range(self.titles.count()):
            self.titles.item(row).setSizeHint(QSize(0, look.px(_ROW_HEIGHT)))
        widest = max(metrics.horizontalAdvance(one.title) for one in self._sections.values())
        self.titles.setFixedWidth(min(look.px(320), widest + 56))

    def _on_theme_changed(self) -> None:
        self._fit_titles()
        self._show(self.titles.currentItem())


def _set_line_height(cursor: QTextCursor) -> None:
    """Lines as far apart as elsewhere in the window, and paragraphs a little more."""
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spaced.setBottomMargin(_BELOW_PARAGRAPH)
    cursor.mergeBlockFormat(spaced)
