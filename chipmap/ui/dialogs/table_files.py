"""Tables from elsewhere before they are imported: read, mapped and planned, all of it beside the window.

Nothing is written before `take`. How headings were read last is kept with the workspace, and used again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from chipmap.model.errors import ChipmapError, MappingRefused, StaleChange
from chipmap.ui.operations.exchange import accept_import
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.errors import WorkbookRefused
    from chipmap.model.exchange.outside_tables.mapping import MappingSet, TableMapping
    from chipmap.model.exchange.outside_tables.planning import TablePlan
    from chipmap.model.exchange.outside_tables.table import OutsideTable
    from chipmap.model.exchange.outside_tables.targets import Target
    from chipmap.model.exchange.raw_workbook import RawWorkbook
    from chipmap.model.exchange.reader_pool import Reading
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs

_PAUSE_MS = 200
"""How long the hand rests before what was chosen is planned."""


@dataclass(eq=False, slots=True)
class OutsideFile:
    """One file: what it says or why it was refused, the table in it and how its columns are read."""

    path: Path
    workbook: RawWorkbook | None = None
    refused: WorkbookRefused | None = None
    table: OutsideTable | None = None
    mapping: TableMapping | None = None


class OutsideFiles(QObject):
    """`read_done` follows the reading, `planned` every plan; `waits_for` says what is missing before one."""

    started = Signal(str)
    progressed = Signal(int, int)
    read_done = Signal()
    planned = Signal()
    failed = Signal(object)
    taken = Signal()

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, paths: Sequence[Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = jobs
        self._job: Job | None = None
        self._chosen: MappingSet | None = None
        self.paths = list(paths)
        self.files: list[OutsideFile] = []
        self.names: Mapping[str, Mapping[str, str]] = {}
        self.plan: TablePlan | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._plan_now)

    @property
    def mapped(self) -> list[tuple[OutsideTable, TableMapping]]:
        """The tables that could be read, each with its mapping."""
        return [(one.table, one.mapping) for one in self.files if one.table and one.mapping]

    @property
    def waits_for(self) -> tuple[OutsideFile, tuple[str, ...]] | None:
        """The first file that lacks fields which its rows need, and these fields."""
        for one in self.files:
            if one.mapping is not None and one.mapping.missing:
                return one, one.mapping.missing
        return None

    def cancel(self) -> None:
        """Give up what is under way; the workspace is as it was."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def read(self) -> None:
        """Read the files side by side; each gets the mapping it had last, else a guess."""
        paths = list(self.paths)

        def work(progress: Progress) -> list[Reading]:
            from chipmap.model.exchange.reader_pool import read_workbooks, workbooks_at

            return read_workbooks(workbooks_at(paths), progress=progress)

        count = len(paths)
        title = ngettext("Reading {count} table", "Reading {count} tables", count).format(count=count)
        self._run(work, title, self._on_read)

    def choose_table(self, file: OutsideFile, *, sheet: str = "", header_row: int = 0) -> None:
        """Take another sheet or row of headings; the columns are matched anew."""
        from chipmap.model.exchange.outside_tables.mapping import MappingSet, mapping_for
        from chipmap.model.exchange.outside_tables.table import table_of

        if file.workbook is None:
            return
        file.table = table_of(file.workbook, sheet=sheet, header_row=header_row)
        if file.table is not None:
            file.mapping = mapping_for(file.table, self._chosen or MappingSet(), self._bridge.dataset)
        self._plan_soon()

    def choose_target(self, file: OutsideFile, target: Target) -> None:
        """Say what the rows become; columns are matched to its fields."""
        from chipmap.model.exchange.outside_tables.mapping import mapping_of_target

        if file.table is not None:
            file.mapping = mapping_of_target(file.table, target)
            self._plan_soon()

    def choose_column(self, file: OutsideFile, field: str, heading: str) -> None:
        """Say which column holds a field; an empty heading says that none does."""
        if file.mapping is not None:
            others = {name: one for name, one in file.mapping.columns.items() if name != field}
            columns = {**others, field: heading} if heading else others
            file.mapping = replace(file.mapping, columns=columns)
            self._plan_soon()

    def choose_default(self, file: OutsideFile, field: str, value: str) -> None:
        """Give one value for all rows whose column is missing or blank."""
        if file.mapping is not None:
            others = {name: one for name, one in file.mapping.defaults.items() if name != field}
            file.mapping = replace(file.mapping, defaults={**others, field: value} if value else others)
            self._plan_soon()

    def choose_names(self, names: Mapping[str, Mapping[str, str]]) -> None:
        """Say what spellings mean."""
        self.names = {kind: dict(spellings) for kind, spellings in names.items()}
        self._plan_soon()

    def mapping_text(self) -> str:
        """The content of a mapping file for these tables."""
        from chipmap.model.exchange.outside_tables.mapping import MappingSet

        return MappingSet(tuple(mapping for _table, mapping in self.mapped), self.names).text()

    def use_mapping(self, text: str) -> None:
        """Read the tables as a mapping file says; raises `MappingRefused`."""
        from chipmap.model.exchange.outside_tables.mapping import read_mapping

        self._chosen = read_mapping(text)
        if not self._chosen.tables and not self._chosen.names:
            raise MappingRefused(reason="not-a-mapping", part="tables", detail="")
        self.names = self._chosen.names
        for file in self.files:
            sheet, header_row = self._chosen.sheet_of(file.path.name)
            self.choose_table(file, sheet=sheet, header_row=header_row)

    def take(self) -> None:
        """Import what is planned as one step."""
        if self.plan is None:
            return
        try:
            accept_import(self._bridge, self.plan.changes)
        except StaleChange:
            self._plan_now()
        except ChipmapError as error:
            self.failed.emit(error)
        else:
            self.taken.emit()

    def _on_read(self, readings: list[Reading]) -> None:
        self._job = None
        self.files = [OutsideFile(one.path, one.workbook, one.refused) for one in readings]
        for file in self.files:
            self.choose_table(file)
        self.read_done.emit()
        self._plan_now()

    def _plan_soon(self) -> None:
        self.plan = None
        self._pause.start()

    def _plan_now(self) -> None:
        self._pause.stop()
        tables = self.mapped
        if not tables or self.waits_for is not None:
            self.plan = None
            self.planned.emit()
            return
        dataset, names = self._bridge.workspace.dataset, self.names

        def work(progress: Progress) -> TablePlan:
            from chipmap.model.exchange.outside_tables.planning import plan_tables
            from chipmap.model.geography.naming import resolve_place

            return plan_tables(tables, dataset, resolve_place=resolve_place, names=names, progress=progress)

        self._run(work, _("Matching the rows"), self._on_planned)

    def _on_planned(self, plan: TablePlan) -> None:
        self._job = None
        self.plan = plan
        self.planned.emit()

    def _run(self, work: Any, title: str, on_done: Any) -> None:  # noqa: ANN401 - functions of one another
        self.cancel()
        self.started.emit(title)
        self._job = self._jobs.start(work, title, on_done, self._on_failed)
        self._job.progressed.connect(self.progressed)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
