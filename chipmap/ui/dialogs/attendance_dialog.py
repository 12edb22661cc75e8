"""Review participants and wishes from a workbook: how much they change, and what cannot be taken.

The file is read beside the window; nothing is written before the person accepts, and then as one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.errors import ChipmapError, StaleChange
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.import_summary import CountCard, RefusalPage
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations.events import take_participants
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.text_table import TextTable
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from chipmap.model.exchange.attendance_import import AttendancePlan
    from chipmap.model.issues import Issue
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_WIDTH, _HEIGHT = 980, 640


class AttendanceDialog(DialogFrame):
    """Reads `path` as soon as it is made."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        jobs: Jobs,
        event: str,
        path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Review participants before importing"), _WIDTH, _HEIGHT, parent)
        self._bridge, self._jobs, self._event, self._path = bridge, jobs, event, path
        self._job: Job | None = None
        self.plan: AttendancePlan | None = None
        self._lay_out()
        self._read()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _lay_out(self) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(label(self._path.name, "small_strong"))
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages, 1)
        self._waiting = label(_("Reading the participants…"), "body", "text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.refusal = RefusalPage()
        self._review = self._review_page()
        for page in (self._waiting, self.refusal, self._review):
            self._pages.addWidget(page)

    def _review_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        self.new = CountCard(_("New"), _("participants"))
        self.changed = CountCard(_("Changed"), _("known by ID, or name and organisation"))
        self.wishes = CountCard(_("Wishes"), _("new or other than before"))
        self.contacts = CountCard(_("Contacts"), _("kept apart, in no export"))
        self.left_out = CountCard(_("Worth a look"), _("cells that were not taken"), "warn")
        for card in (self.new, self.changed, self.wishes, self.contacts, self.left_out):
            cards.addWidget(card, 1)
        column.addLayout(cards)
        self.issues = TextTable(_("What was not taken"))
        self._fine = label(_("Everything in the file could be read."), "body", "text2")
        column.addWidget(self.issues, 1)
        column.addWidget(self._fine)
        column.addStretch(0)
        return page

    def _read(self) -> None:
        """Read the file and plan its import, both in one job."""
        path, dataset, event = self._path, self._bridge.dataset, self._event

        def work(progress: Progress) -> AttendancePlan:
            from chipmap.model.exchange.attendance_import import plan_attendance_import
            from chipmap.model.exchange.workbook_reader import read_workbook
            from chipmap.model.geography.naming import resolve_place

            raw = read_workbook(path, progress=progress)
            return plan_attendance_import(raw, dataset, event, resolve_place=resolve_place)

        self._show_working(is_working=True)
        title = _("Reading {name}").format(name=path.name)
        self._job = self._jobs.start(work, title, self._on_planned, self._on_failed)
        self._job.progressed.connect(self.show_progress)

    def _show_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.note.setVisible(not is_working)
        self.show_progress(0, 0)
        self.primary.setVisible(not is_working)
        if is_working:
            self._pages.setCurrentWidget(self._waiting)

    def _on_planned(self, plan: AttendancePlan) -> None:
        self._job, self.plan = None, plan
        self._show_working(is_working=False)
        counts = (len(plan.new), len(plan.changed), len(plan.wishes), plan.contacts, len(plan.issues))
        cards = (self.new, self.changed, self.wishes, self.contacts, self.left_out)
        for card, count in zip(cards, counts, strict=True):
            card.show_count(count)
        self.issues.show_rows((_("Where"), _("What"), _("What to do")), [_line(one) for one in plan.issues])
        self.issues.setVisible(bool(plan.issues))
        self._fine.setVisible(not plan.issues)
        self._pages.setCurrentWidget(self._review)
        people = len(plan.new) + len(plan.changed)
        texts = ngettext("Import {count} participant", "Import {count} participants", people)
        self.primary.setText(texts.format(count=people) if people else _("Import"))
        self.primary.setEnabled(bool(plan.changes))
        self.show_note("" if plan.changes else _("The file says nothing new."))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(is_working=False)
        self.refusal.show_refusal(sentence_of(error), "", ())
        self._pages.setCurrentWidget(self.refusal)
        self.primary.hide()
        self.cancel.setText(_("Close"))
        if not isinstance(error, ChipmapError):
            from chipmap.ui.errors import write_down

            write_down(error)

    def _on_primary(self) -> None:
        assert self.plan is not None
        try:
            take_participants(self._bridge, self.plan.changes)
        except StaleChange:
            # An edit elsewhere came first: what would change is worked out anew, and shown again.
            self._read()
        except ChipmapError as error:
            self.show_note(sentence_of(error))
        else:
            self.accept()


def _line(issue: Issue) -> tuple[str, str, str]:
    from chipmap.wording.issues import reason_of, suggestion_of

    place = issue.place
    where = "" if place is None else " ".join(part for part in (place.sheet, place.cell) if part)
    return where, reason_of(issue), suggestion_of(issue)
