"""The head of the slides: which story, what can be done with it, and with the slide that is current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import button, icon_button, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.records import Story


class StoryBar(QWidget):
    """Says what is wanted; the page does it."""

    story_chosen = Signal(str)
    story_wanted = Signal()
    story_renamed = Signal(str)
    story_removal_wanted = Signal()
    freezing_wanted = Signal()
    thawing_wanted = Signal()
    text_wanted = Signal()
    copy_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stories: list[Story] = []
        self._count = label("", "small", "text2", wraps=False)
        self.stories = QComboBox()
        self.stories.setAccessibleName(_("Story"))
        self.stories.activated.connect(self._on_activated)
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title of the story"))
        self.title.hide()
        self.title.editingFinished.connect(self._end_renaming)
        self.menu_button = QToolButton()
        self.menu_button.setProperty("look", "bordered")
        self.menu_button.setToolTip(_("New story, rename, freeze, remove"))
        self.menu_button.setAccessibleName(_("What to do with the story"))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.show_icon(self.menu_button, "ellipsis", size=16)
        self.menu_button.setMenu(self._menu())
        self.add_text = button(_("Text slide"), self.text_wanted.emit, icon="plus")
        self.add_text.setToolTip(_("Add a slide for words after this one"))
        self.copy = icon_button("copy", _("Duplicate the slide (Ctrl+D)"), self.copy_wanted.emit)
        self.remove = icon_button("trash-2", _("Remove the slide (Delete)"), self.removal_wanted.emit)
        self._lay_out()

    def show_stories(self, stories: Sequence[Story], current: str, slides: int) -> None:
        """Show the stories with one of them chosen, and how many slides it has."""
        self._stories = list(stories)
        self.stories.blockSignals(True)
        self.stories.clear()
        for story in stories:
            self.stories.addItem(story.title, story.id)
        self.stories.setCurrentIndex(max(0, self.stories.findData(current)))
        self.stories.blockSignals(False)
        self.stories.setToolTip(self.stories.currentText())
        self.stories.setEnabled(bool(stories))
        self._rename.setEnabled(bool(stories))
        self._remove.setEnabled(bool(stories))
        self._count.setText(ngettext("{count} slide", "{count} slides", slides).format(count=slides))
        self.copy.setEnabled(slides > 0)
        self.remove.setEnabled(slides > 0)

    def rename(self) -> None:
        """Let the title of the story be typed where it stands."""
        self.title.setText(self.stories.currentText())
        self.stories.hide()
        self.title.show()
        self.title.selectAll()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Story"), "title", wraps=False), 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        which = QHBoxLayout()
        which.setSpacing(6)
        which.addWidget(self.stories, 1)
        which.addWidget(self.title, 1)
        which.addWidget(self.menu_button)
        act = QHBoxLayout()
        act.setSpacing(4)
        act.addWidget(self.add_text, 1)
        act.addWidget(self.copy)
        act.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for row in (head, which, act):
            column.addLayout(row)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("New story")).triggered.connect(self.story_wanted)
        self._rename = menu.addAction(_("Rename the story"))
        self._rename.triggered.connect(self.rename)
        menu.addSeparator()
        self.freeze_all = menu.addAction(_("Freeze all slides"))
        self.freeze_all.triggered.connect(self.freezing_wanted)
        self.thaw_all = menu.addAction(_("Let all slides follow the data"))
        self.thaw_all.triggered.connect(self.thawing_wanted)
        menu.addSeparator()
        self._remove = menu.addAction(_("Remove the story"))
        self._remove.triggered.connect(self.story_removal_wanted)
        return menu

    def _end_renaming(self) -> None:
        if self.title.isHidden():
            return
        self.title.hide()
        self.stories.show()
        text = self.title.text().strip()
        if text and text != self.stories.currentText():
            self.story_renamed.emit(text)

    def _on_activated(self, number: int) -> None:
        if 0 <= number < len(self._stories):
            self.story_chosen.emit(self._stories[number].id)
