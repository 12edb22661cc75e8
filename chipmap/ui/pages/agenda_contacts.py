"""What is said above the participants of how they can be reached: how many, until when, and the way to purge.

Copies from before a purge lie in restore points; they are named, and go only when somebody asks for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.formats import date as date_text

if TYPE_CHECKING:
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge


class ContactsNotice(QFrame):
    """It is shown while contacts are, and whenever they should be gone."""

    purge_wanted = Signal()
    clearing_wanted = Signal()
    """The restore points are to lose them too."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "warn")
        self._bridge = bridge
        self._purged = ""
        self.text = label("", "small", "warn")
        self.purge = button(_("Remove the contacts"), self.purge_wanted.emit, look="link")
        self.clear = button(_("Remove them there too"), self.clearing_wanted.emit, look="link")
        self.clear.setToolTip(_("This cannot be undone"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.purge)
        row.addWidget(self.clear)
        self.hide()

    def show_purged(self, event: str) -> None:
        """The contacts of an event were removed just now: its restore points are looked at."""
        self._purged = event

    def show_event(self, event: MatchmakingEvent, *, is_wanted: bool) -> None:
        """Say what holds of the contacts of an event, where that is wanted or urgent."""
        count = len(self._bridge.dataset.contacts.of(event.id))
        kept = len(self._kept(event.id)) if not count and self._purged == event.id else 0
        today = datetime.now(UTC).date().isoformat()
        is_due = bool(count) and bool(event.purge_after) and event.purge_after < today
        self.setVisible(bool(kept) or is_due or (is_wanted and bool(count)))
        self.purge.setVisible(bool(count))
        self.clear.setVisible(bool(kept))
        self.text.setText(_kept_text(kept) if kept else _text(event, count, is_due=is_due))

    def _kept(self, event: str) -> list[object]:
        return list(self._bridge.workspace.kept_contacts([event]))


def _kept_text(points: int) -> str:
    return ngettext(
        "The contacts are gone from the workspace. {count} restore point from before still holds them.",
        "The contacts are gone from the workspace. {count} restore points from before still hold them.",
        points,
    ).format(count=points)


def _text(event: MatchmakingEvent, count: int, *, is_due: bool) -> str:
    counted = ngettext("{count} contact is kept", "{count} contacts are kept", count).format(count=count)
    exports = _("No export holds them unless you tick it.")
    if not event.purge_after:
        open_end = _("{counted}, with no day on which they are to go: Edit event sets it.")
        return f"{open_end.format(counted=counted)} {exports}"
    day = date_text(datetime.fromisoformat(event.purge_after))
    if is_due:
        return _("{counted} that were to be removed after {day}.").format(counted=counted, day=day)
    kept = _("{counted}, to be removed after {day}.").format(counted=counted, day=day)
    return f"{kept} {exports}"
