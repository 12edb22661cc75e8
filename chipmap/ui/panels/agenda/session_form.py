"""A session edited where it stands: title, minutes, with which place, and the institutions on both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.event_rules import LONGEST_SLOT
from chipmap.model.text_rules import LONGEST_TITLE, clean_text
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.tick_list import TickList
from chipmap.ui.widgets.whole_number import WholeNumber
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from chipmap.model.records import AgendaSession

_LIST_HEIGHT = 150
_STEP = 5


class SessionForm(QFrame):
    """`kept` carries the session as it is to be; `left` says that nothing is to change."""

    kept = Signal(object)
    left = Signal()
    remove_wanted = Signal()
    why_wanted = Signal()
    """Somebody wants to see what speaks for the place of the session."""

    def __init__(
        self,
        session: AgendaSession,
        places: Sequence[tuple[str, str]],
        institutions: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card2")
        self._session = session
        self.title = QLineEdit(session.title)
        self.title.setAccessibleName(_("Title of the session"))
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.returnPressed.connect(self._on_done)
        self.minutes = WholeNumber(session.minutes, 1, LONGEST_SLOT)
        self.minutes.setSingleStep(_STEP)
        self.minutes.setSuffix(" " + _("min"))
        self.minutes.setAccessibleName(_("Minutes"))
        self.partner = ChoiceField()
        self.partner.setAccessibleName(_("With which place"))
        self.partner.addItem(_("Plenary, with all"), "")
        for key, name in places:
            self.partner.addItem(name, key)
        self.partner.show_choice(session.partner)
        self.institutions = TickList(
            _("Institutions in the session"), _("Find an institution"), _counted, height=_LIST_HEIGHT
        )
        self.institutions.add_lines((key, name, 0) for key, name in institutions)
        self.institutions.choose(session.institutions)
        self._problem = label("", "small", "danger")
        self._problem.hide()
        self._lay_out()

    def session(self) -> AgendaSession:
        """What the fields say now."""
        return replace(
            self._session,
            title=clean_text(self.title.text()),
            minutes=self.minutes.value(),
            partner=self.partner.currentData(),
            institutions=self.institutions.chosen(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The list has measured its lines before the style sheet gave them their height.
        QTimer.singleShot(0, self.institutions.list, self.institutions.list.doItemsLayout)

    def take_focus(self) -> None:
        """Give the keyboard to the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.setCursorPosition(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.partner, 1)
        row.addWidget(self.minutes)
        self.why = button(_("Why this score"), self.why_wanted.emit, look="link")
        if not self._session.partner:
            self.why.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.done = button(_("Keep"), self._on_done, look="primary")
        self.cancel = button(_("Cancel"), self.left.emit)
        self.remove = button(_("Take it off"), self.remove_wanted.emit, look="quiet")
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.done)
        column.addWidget(self.title)
        column.addWidget(self._problem)
        column.addLayout(row)
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.institutions)
        column.addLayout(foot)

    def _on_done(self) -> None:
        session = self.session()
        if not session.title:
            self._problem.setText(_("A session needs a title. Say what it is about."))
            self._problem.show()
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.emit(session)


def _counted(chosen: Sequence[str]) -> str:
    counted = ngettext("{count} institution takes part", "{count} institutions take part", len(chosen))
    return counted.format(count=len(chosen)) if chosen else _("No institution is named")
