"""What leaves an event as files, in one menu; how people can be reached only where it is ticked."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget, QWidgetAction

from chipmap.wording import _


class Export(StrEnum):
    """A file about an event."""

    AGENDA = "agenda"
    CARDS = "cards"
    ROOM = "room"
    FOLLOW_UP = "follow-up"


class ExportMenu(QMenu):
    """`wanted` carries an Export and whether contacts are part of it; the tick never stays."""

    wanted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._actions = {
            export: self.addAction(text, partial(self._want, export))
            for export, text in export_names().items()
        }
        self.addSeparator()
        self.contacts = QCheckBox(_("Agenda workbook with contacts"))
        self.contacts.setToolTip(_("A sheet with email and telephone; no other file ever holds them"))
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(10, 6, 16, 6)
        inside.addWidget(self.contacts)
        action = QWidgetAction(self)
        action.setText(self.contacts.text())
        action.setDefaultWidget(row)
        self.addAction(action)
        self.aboutToShow.connect(lambda: self.contacts.setChecked(False))

    def show_possible(self, *, people: int, meetings: int, sessions: int) -> None:
        """Offer the files that would say something; the others say what they need."""
        reasons = {
            Export.AGENDA: "" if people or sessions else _("It needs participants, or a session."),
            Export.CARDS: "" if people else _("It needs participants."),
            Export.ROOM: "" if meetings else _("It needs meetings: plan them under Timetable."),
            Export.FOLLOW_UP: "" if meetings else _("It needs meetings: plan them under Timetable."),
        }
        for export, reason in reasons.items():
            self._actions[export].setEnabled(not reason)
            self._actions[export].setToolTip(reason)

    def _want(self, export: Export) -> None:
        self.wanted.emit(export, self.contacts.isChecked())


def file_titles() -> dict[Export, str]:
    """What each file is called before the name of its event."""
    return {
        Export.AGENDA: _("Agenda"),
        Export.CARDS: _("Cards"),
        Export.ROOM: _("Room plan"),
        Export.FOLLOW_UP: _("Follow-up"),
    }


def export_names() -> dict[Export, str]:
    """What each file is called in the menu."""
    return {
        Export.AGENDA: _("Agenda workbook…"),
        Export.CARDS: _("Cards for participants (PDF)…"),
        Export.ROOM: _("Room plan (PDF)…"),
        Export.FOLLOW_UP: _("Follow-up list…"),
    }
