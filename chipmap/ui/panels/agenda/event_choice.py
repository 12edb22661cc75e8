"""Which of the workspace's events is shown, where there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.shown_event import events_in_order
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.selection import Selection


class EventChoice(ChoiceField):
    """Choosing an event looks at it; nothing of the workspace changes."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Event"))
        self.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _at: selection.choose(event=self.currentData()))

    def show_events(self, dataset: Dataset, shown: MatchmakingEvent) -> None:
        """Offer the events of a workspace, with the one that is shown."""
        entries = [(one.name, one.id) for one in events_in_order(dataset)]
        if [(self.itemText(at), self.itemData(at)) for at in range(self.count())] != entries:
            self.clear()
            for name, key in entries:
                self.addItem(name, key)
        self.setCurrentIndex(self.findData(shown.id))
