"""Review institutions before merging: reads an officer's own layer beside the window and shows what it adds.

Nothing is written before the person accepts; accepting is one step that can be undone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.errors import ChipmapError, StaleChange
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.import_summary import CountCard, RefusalPage
from chipmap.ui.dialogs.points_table import PointsModel, PointsTable
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations.exchange import accept_import
from chipmap.ui.widgets.parts import SEPARATOR, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.exchange.points_plan import PointsPlan
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs


class PointsDialog(DialogFrame):
    """Reads `path` as soon as it is made; the workspace changes only when the primary button is pressed."""

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Review institutions before merging"), 1220, 860, parent)
        self._bridge = bridge
        self._jobs = jobs
        self._path = path
        self._job: Job | None = None
        self._plan: PointsPlan | None = None
        self.model = PointsModel(bridge, self)
        self.model.decided.connect(self._show_decisions)
        self._lay_out()
        self._read()

    @property
    def plan(self) -> PointsPlan | None:
        """The plan that is shown; None while the file is being read, and where it was refused."""
        return self._plan

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _lay_out(self) -> None:
        self.file_line = label(self._path.name, "small_strong")
        self.body.addSpacing(4)
        self.body.addWidget(self.file_line)
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages, 1)
        self._waiting = label(_("Reading the institutions …"), "body", "text2")
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
        self.new = CountCard(_("New"), _("institutions"))
        self.changed = CountCard(_("Changed"), _("known by id, or name and place"))
        self.doubtful = CountCard(_("Worth a look"), _("taken, unless you leave it out"), "warn")
        self.left_out = CountCard(_("Left out"), _("cannot be taken"), "danger")
        self.unchanged = CountCard(_("Unchanged"), _("rows, nothing to do"))
        for card in (self.new, self.changed, self.doubtful, self.left_out, self.unchanged):
            cards.addWidget(card, 1)
        column.addLayout(cards)
        self.table = PointsTable(self.model)
        column.addWidget(self.table, 1)
        return page

    def _read(self) -> None:
        """Read the file and plan its import, both in one job."""
        path, dataset = self._path, self._bridge.dataset

        def work(progress: Progress) -> PointsPlan:
            from chipmap.model.exchange.points_import import plan_points
            from chipmap.model.exchange.points_reader import read_points
            from chipmap.model.geography.naming import resolve_place

            points = read_points(path, progress=progress)
            return plan_points(points, dataset, progress, resolve_place=resolve_place)

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

    def _on_planned(self, plan: PointsPlan) -> None:
        self._job = None
        self._plan = plan
        self._show_working(is_working=False)
        new = sum(item.is_new for item in plan.items)
        doubtful = {item.row for item in plan.items} & {issue.params.get("row") for issue in plan.issues}
        self.new.show_count(new)
        self.changed.show_count(len(plan.items) - new)
        self.doubtful.show_count(len(doubtful))
        self.left_out.show_count(len(plan.left_out))
        self.unchanged.show_count(plan.unchanged)
        columns = ", ".join(plan.columns.values())
        self.file_line.setText(SEPARATOR.join((plan.file, _("columns read: {names}").format(names=columns))))
        self._pages.setCurrentWidget(self._review)
        self.model.show_plan(plan)
        if self.model.lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        (self.table if plan.issues else self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(is_working=False)
        self.refusal.show_refusal(sentence_of(error), "", ())
        self._pages.setCurrentWidget(self.refusal)
        self.primary.hide()
        self.cancel.setText(_("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_note("")

    def _show_decisions(self) -> None:
        count = len(self.model.taken)
        if count:
            text = ngettext("Merge {count} institution", "Merge {count} institutions", count)
            self.primary.setText(text.format(count=count))
            self.show_note(_("The merge is one step. You can undo it at any time."))
        else:
            self.primary.setText(_("Nothing to merge"))
            self.show_note("" if self._plan is None or self._plan.items else _("The file changes nothing."))
        self.primary.setEnabled(count > 0)
        self.primary.setDefault(count > 0)

    def _on_primary(self) -> None:
        if self._plan is None or not self.model.taken:
            return
        try:
            accept_import(self._bridge, self._plan.changes_for(self.model.taken))
        except StaleChange:
            self._read()
            return
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        self.accept()
