"""How many issues the open workspace has, kept up to date beside the window.

The first count, and every one after an edit that may matter anywhere, is made in a job; after an edit of
scores only what hangs on them is looked at again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from chipmap.model.workspace import How
from chipmap.ui.jobs import Jobs
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.attention import Attention
    from chipmap.model.dataset import Dataset
    from chipmap.model.progress import Progress
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job

MOST_AT_ONCE: Final = 300
"""Changes of one step that are looked at in the GUI thread; more are counted in a job."""


class IssueWatch(QObject):
    """`renewed` follows every count; until the first there is none."""

    renewed = Signal()

    def __init__(self, bridge: WorkspaceBridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._attention: Attention | None = None
        self._jobs = Jobs(self._on_failed, self)
        self._job: Job | None = None
        bridge.changed.connect(self._on_changed)

    @classmethod
    def of(cls, bridge: WorkspaceBridge) -> IssueWatch:
        """The one watch of an open workspace, made when it is first asked for."""
        known = bridge.findChild(cls)
        return known if isinstance(known, IssueWatch) else cls(bridge)

    @property
    def attention(self) -> Attention:
        """The issues as they are now, counted at once where that has not been done."""
        if self._attention is None:
            from chipmap.model.analysis.attention import Attention

            dataset = self._bridge.workspace.dataset
            self._attention = Attention(dataset, calendar_day=_today())
            self._cancel()
        return self._attention

    @property
    def count(self) -> int | None:
        """How many issues there are; None while that is not known."""
        return None if self._attention is None else self._attention.count

    @property
    def is_counting(self) -> bool:
        """Whether everything is being counted anew."""
        return self._job is not None

    def begin(self) -> None:
        """Count everything in a job."""
        self._cancel()
        dataset, today = self._bridge.workspace.dataset, _today()

        def work(progress: Progress) -> Attention:
            from chipmap.model.analysis.attention import Attention

            return Attention(dataset, progress=progress, calendar_day=today)

        self._job = self._jobs.start(
            work, _("Counting the issues"), lambda counted: self._on_counted(counted, dataset)
        )

    def close(self) -> None:
        """Give up what is under way, and wait for it; the workspace is about to go."""
        self._jobs.cancel_all()

    @property
    def _is_of_today(self) -> bool:
        """Whether the last count was made today: after midnight other steps are overdue."""
        return self._attention is not None and self._attention.calendar_day == _today()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_counted(self, attention: Attention, dataset: Dataset) -> None:
        if dataset is not self._bridge.workspace.dataset:
            # Counted in a state of the workspace that is over: what came since is not in it.
            self.begin()
            return
        self._job = None
        self._attention = attention
        self.renewed.emit()

    def _on_failed(self, error: Exception) -> None:
        """A count that fails is a defect; the log has it, and nobody's work is interrupted."""
        from chipmap.ui.errors import write_down

        self._job = None
        write_down(error)

    def _on_changed(self, announcement: Announcement) -> None:
        if announcement.how is How.SAVED or self._bridge.is_previewing:
            return
        attention, changes = self._attention, announcement.changes
        is_small = len(changes) <= MOST_AT_ONCE and self._is_of_today
        if attention is not None and is_small and attention.renew(changes, self._bridge.workspace.dataset):
            self.renewed.emit()
        else:
            self._attention = None
            self.begin()


def _today() -> date:
    """The day on this computer's calendar."""
    return datetime.now().astimezone().date()
