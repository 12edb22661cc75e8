"""The report of a round on the screen: every item with its figures, agreement by stage, and as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.ui.dialogs.export_fields import LanguageField, speaking
from chipmap.ui.errors import sentence_of
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.text_table import TextTable
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.round_report import RoundReport
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs


class ReportView(QWidget):
    """Computed beside the window whenever a round is chosen; `said` carries a sentence for the foot."""

    said = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = jobs
        self._job: Job | None = None
        self._report: RoundReport | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        self.summary = label("", "small", "text2")
        self.items = TextTable(_("Answers by place and capability"))
        self.stages = TextTable(_("Agreement by stage"))
        self.agreement = label(_("Agreement by stage"), "body_strong", wraps=False)
        column.addWidget(self.summary)
        column.addWidget(self.items, 3)
        column.addWidget(self.agreement)
        column.addWidget(self.stages, 2)
        self.flags = label("", "caption", "text3")
        column.addWidget(self.flags)
        column.addStretch(0)
        self.setFocusProxy(self.round)

    @property
    def report(self) -> RoundReport | None:
        """The report that is shown; `None` while it is being computed."""
        return self._report

    def refresh(self) -> None:
        """List the rounds that there are, and report the current one again."""
        settings = self._bridge.dataset.settings
        self.round.blockSignals(True)
        self.round.clear()
        for number in range(settings.current_round, 0, -1):
            self.round.addItem(_("Round {number}").format(number=number), number)
        self.round.blockSignals(False)
        self._compute()

    def stop(self) -> None:
        """Give up a report that is being computed."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _head(self) -> QHBoxLayout:
        self.round = QComboBox()
        self.round.setAccessibleName(_("Round"))
        self.round.currentIndexChanged.connect(lambda _index: self._compute())
        self.language = LanguageField()
        self.save_button = button(_("Save report…"), self._on_save)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.round)
        row.addStretch(1)
        row.addWidget(self.language)
        row.addWidget(self.save_button)
        return row

    def _compute(self) -> None:
        from chipmap.model.analysis.round_report import report_of_round

        self.stop()
        dataset, number = self._bridge.dataset, self.round.currentData()
        self._report = None
        self.save_button.setEnabled(False)
        self.summary.setText(_("Reading the ballots …"))

        def work(progress: Progress) -> RoundReport:
            return report_of_round(dataset, number, progress=progress)

        self._job = self._jobs.start(work, _("Reading the ballots"), self._on_done, self._on_failed)

    def _on_done(self, report: RoundReport) -> None:
        from chipmap.wording.raters import flag_meanings
        from chipmap.wording.round_report import agreement_table, item_table, waiting_text

        self._job = None
        self._report = report
        dataset = self._bridge.dataset
        items = item_table(report, dataset, self._bridge.names)
        stages = agreement_table(report.stages, dataset)
        self.items.show_rows(items.headings, items.rows)
        self.stages.show_rows(stages.headings, stages.rows)
        self.flags.setText(flag_meanings())
        for part in (self.items, self.agreement, self.stages, self.flags):
            part.setVisible(bool(report.rows))
        self.summary.setText(self._summary(report) + " " + waiting_text(report, dataset))
        self.save_button.setEnabled(bool(report.rows))

    def _summary(self, report: RoundReport) -> str:
        """How many items ask for what, in one sentence."""
        from collections import Counter

        from chipmap.wording.raters import decision_text

        if not report.rows:
            return _("Nobody has answered in round {number}.").format(number=report.number)
        decisions = Counter(decision_text(row.outcome.decision) for row in report.rows)
        parts = ", ".join(f"{decision} ({count})" for decision, count in decisions.most_common())
        return _("{count} items: {parts}.").format(count=len(report.rows), parts=parts)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.summary.setText(sentence_of(error))

    def _on_save(self) -> None:
        if self._report is None:
            return
        title = _("Round report") + f" {self._report.number}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), title, _("Excel workbook (*.xlsx)")
        )
        if chosen:
            path = Path(chosen)
            self.write_report(path if path.suffix else path.with_suffix(".xlsx"))

    def write_report(self, path: Path) -> None:
        """Write the report as a workbook in the chosen language."""
        from chipmap.model.errors import ChipmapError
        from chipmap.model.exchange.findings_report import put_in_place
        from chipmap.model.exchange.table_workbook import tables_workbook
        from chipmap.model.geography.naming import PlaceNames
        from chipmap.wording.round_report import report_tables

        assert self._report is not None
        dataset, language = self._bridge.dataset, self.language.language
        names = PlaceNames.load(dataset.settings.naming_profile, language)
        with speaking(language):
            tables = report_tables(self._report, dataset, names)
            title = _("Round {number}").format(number=self._report.number)
        try:
            put_in_place(
                path, tables_workbook(title, [(one.title, one.headings, one.rows) for one in tables])
            )
        except ChipmapError as error:
            self.said.emit(sentence_of(error))
        else:
            self.said.emit(_("Report saved as {name}").format(name=path.name))
