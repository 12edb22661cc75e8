"""What an import hands back to whoever filled scorecards in: a report of findings, a copy with red cells.

Both are written beside the window; neither touches the file that came or the workspace.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from chipmap.ui.errors import sentence_of
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.progress import Progress
    from chipmap.ui.dialogs.dialog_frame import DialogFrame
    from chipmap.ui.jobs import Jobs


class ReportFiles:
    """Asks where to, writes in a job, and says at the foot of the dialog what was saved."""

    def __init__(self, dialog: DialogFrame, jobs: Jobs) -> None:
        self._dialog = dialog
        self._jobs = jobs

    def save_report(self, beside: Path, plans: Sequence[ImportPlan]) -> None:
        """Save every finding of these plans as a table, a workbook unless CSV is chosen."""
        workbook, table = _("Excel workbook (*.xlsx)"), _("Table as text (*.csv)")
        proposal = beside.with_name(f"{beside.stem} report.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(
            self._dialog, _("Save as report"), str(proposal), f"{workbook};;{table}"
        )
        if not chosen:
            return
        target = Path(chosen)
        if not target.suffix:
            target = target.with_suffix(".csv" if kind == table else ".xlsx")
        issues = [
            issue for plan in plans for issue in ((plan.blocked_by,) if plan.blocked_by else plan.issues)
        ]

        def work(progress: Progress) -> int:
            from chipmap.model.exchange.findings_report import write_findings
            from chipmap.wording.findings_report import report_words

            return write_findings(target, issues, report_words(), progress)

        def on_done(count: int) -> None:
            text = ngettext("{count} finding saved in {name}.", "{count} findings saved in {name}.", count)
            self._dialog.show_note(text.format(count=count, name=target.name))

        self._jobs.start(work, _("Writing the report"), on_done, self._on_failed)

    def save_marked_copy(self, original: Path, workbook: RawWorkbook, plan: ImportPlan) -> None:
        """Save a copy with the bad cells in red and notes on them, in the language it was sent out in."""
        proposal = original.with_name(f"{original.stem} marked.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._dialog, _("Save a marked copy"), str(proposal), _("Excel workbook (*.xlsx)")
        )
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.casefold() != ".xlsx":
            target = target.with_name(f"{target.name}.xlsx")

        def work(progress: Progress) -> int:
            from chipmap.model.exchange.marked_copy import write_marked_copy
            from chipmap.wording.findings_report import mark_words

            return write_marked_copy(
                workbook, plan.issues, target, mark_words(), original=original, progress=progress
            )

        def on_done(count: int) -> None:
            text = ngettext("{count} cell marked in {name}.", "{count} cells marked in {name}.", count)
            self._dialog.show_note(text.format(count=count, name=target.name))

        self._jobs.start(work, _("Writing the marked copy"), on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._dialog.show_note(sentence_of(error))
