"""Import tables that others made: choose what each holds and which column is which field, then import them.

Nothing is written before the person accepts; accepting is one step that can be undone. Rows that cannot be
matched go to the inbox; none is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.errors import ChipmapError
from chipmap.ui import theme
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.import_summary import CountCard, RefusalPage
from chipmap.ui.dialogs.mapping_form import MappingForm
from chipmap.ui.dialogs.name_table import NameTable
from chipmap.ui.dialogs.table_files import OutsideFile, OutsideFiles
from chipmap.ui.dialogs.table_preview import TablePreview
from chipmap.ui.errors import sentence_of
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.formats import count as count_text
from chipmap.wording.outside_tables import target_word
from chipmap.wording.table_fields import table_field_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs

_FORM_WIDTH = 430
_NAMES_HEIGHT = 150
_LIST_HEIGHT = 104


class TableDialog(DialogFrame):
    """Reads `paths` as soon as it is made; the workspace changes only when the primary button is pressed."""

    def __init__(
        self, bridge: WorkspaceBridge, jobs: Jobs, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Import tables from elsewhere"), 1280, 880, parent)
        self._current: OutsideFile | None = None
        self.files = OutsideFiles(bridge, jobs, paths, self)
        self.names = NameTable(bridge)
        self.names.changed.connect(lambda: self.files.choose_names(self.names.names))
        self._lay_out()
        self.files.started.connect(self._on_started)
        self.files.progressed.connect(self.show_progress)
        self.files.read_done.connect(self._on_read)
        self.files.planned.connect(self._on_planned)
        self.files.failed.connect(self._on_failed)
        self.files.taken.connect(self.accept)
        self.files.read()

    def reject(self) -> None:
        self.files.cancel()
        super().reject()

    def _lay_out(self) -> None:
        self.body.addSpacing(10)
        self._pages = QStackedWidget()
        self._waiting = label(_("Reading the tables …"), "body", "text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.refusal = RefusalPage()
        self._page = QWidget()
        for page in (self._waiting, self.refusal, self._page):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._cards())
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._left())
        row.addLayout(self._right(), 1)
        column.addLayout(row, 1)
        self.load = button(_("Load mapping…"), self._on_load, is_footer=True)
        self.save = button(_("Save mapping…"), self._on_save, is_footer=True)
        for extra in (self.load, self.save):
            self.add_footer_button(extra)
        self.primary.hide()

    def _cards(self) -> QHBoxLayout:
        cards = QHBoxLayout()
        cards.setSpacing(12)
        self.new = CountCard(_("New"), _("records"))
        self.changed = CountCard(_("Changed"), _("records"))
        self.unchanged = CountCard(_("Unchanged"), _("known already"))
        self.inbox = CountCard(_("To the inbox"), _("rows not matched"), "warn")
        for card in (self.new, self.changed, self.unchanged, self.inbox):
            cards.addWidget(card, 1)
        return cards

    def _left(self) -> QWidget:
        """The files, and the form of the one that is chosen."""
        left = QWidget()
        left.setFixedWidth(round(_FORM_WIDTH * (1 + (theme.current().text_scale - 1) * 0.6)))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Files of this import"))
        self.list.setMaximumHeight(theme.current().px(_LIST_HEIGHT))
        self.list.currentRowChanged.connect(self._on_row)
        self.form = MappingForm()
        self.form.table_chosen.connect(self._on_table)
        self.form.target_chosen.connect(self._on_target)
        self.form.column_chosen.connect(self._on_column)
        self.form.default_chosen.connect(self._on_default)
        column.addWidget(self.list)
        column.addWidget(self.form, 1)
        return left

    def _right(self) -> QVBoxLayout:
        """The first rows, and the names that nobody knows."""
        column = QVBoxLayout()
        column.setSpacing(8)
        self._title = label("", "small_strong")
        self.preview = TablePreview()
        self._names_title = label("", "small_strong")
        self.names.setMinimumHeight(theme.current().px(_NAMES_HEIGHT))
        column.addWidget(self._title)
        column.addWidget(self.preview, 2)
        column.addWidget(self._names_title)
        column.addWidget(self.names, 1)
        return column

    # What is under way

    def _on_started(self, _title: str) -> None:
        self.progress.setVisible(True)
        self.note.setVisible(False)
        self.show_progress(0, 0)
        self.primary.setEnabled(False)
        if not self.files.files:
            self._pages.setCurrentWidget(self._waiting)
            self.load.hide()
            self.save.hide()

    def _show_idle(self) -> None:
        self.progress.setVisible(False)
        self.note.setVisible(True)

    def _on_read(self) -> None:
        self._show_idle()
        files = self.files.files
        if not any(file.table is not None for file in files):
            first = next((file for file in files if file.refused is not None), None)
            text = sentence_of(first.refused) if first and first.refused else _("There is no table in that.")
            self._show_refusal(text)
            return
        self._pages.setCurrentWidget(self._page)
        for part in (self.load, self.save, self.primary):
            part.show()
        self._list_files()
        self.list.setVisible(len(files) > 1)
        self.list.setCurrentRow(next(at for at, file in enumerate(files) if file.table is not None))

    def _list_files(self) -> None:
        self.list.blockSignals(True)
        at = self.list.currentRow()
        self.list.clear()
        for file in self.files.files:
            if file.refused is not None or file.mapping is None or file.table is None:
                self.list.addItem(_("{file}: cannot be read").format(file=file.path.name))
            else:
                count = len(file.table.rows)
                rows = ngettext("{count} row", "{count} rows", count).format(count=count_text(count))
                target = target_word(file.mapping.target.value)
                text = _("{file}: {target}, {rows}").format(file=file.path.name, target=target, rows=rows)
                self.list.addItem(text)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)

    def _on_planned(self) -> None:
        self._show_idle()
        plan, missing = self.files.plan, self.files.waits_for
        counts = plan.counts() if plan is not None else {"new": {}, "changed": {}}
        self.new.show_count(sum(counts["new"].values()))
        self.changed.show_count(sum(counts["changed"].values()))
        self.unchanged.show_count(plan.unchanged if plan is not None else 0)
        self.inbox.show_count(len(plan.inbox) if plan is not None else 0)
        if plan is not None:
            self.names.show_names(plan.unmatched)
            unknown = len(plan.unmatched)
            text = ngettext("{count} name is not known", "{count} names are not known", unknown)
            self._names_title.setText(text.format(count=unknown) if unknown else "")
            self.names.setVisible(bool(unknown) or any(self.names.names.values()))
        self._show_primary(sum(counts["new"].values()) + sum(counts["changed"].values()))
        if missing is not None:
            file, fields = missing
            needed = ", ".join(map(table_field_word, fields))
            text = _("{file}: choose the column of {fields}, or give a value for all rows.")
            self.show_note(text.format(file=file.path.name, fields=needed))
        elif plan is not None:
            self.show_note(_("The import is one step. Rows that are not matched wait in the inbox."))

    def _show_primary(self, count: int) -> None:
        plan = self.files.plan
        can_take = plan is not None and bool(plan.changes)
        text = ngettext("Import {count} record", "Import {count} records", count)
        if count:
            self.primary.setText(text.format(count=count_text(count)))
        elif plan is not None and plan.inbox:
            self.primary.setText(_("Keep the rows in the inbox"))
        else:
            self.primary.setText(_("Nothing to import"))
        self.primary.setEnabled(can_take)
        self.primary.setDefault(can_take)

    def _on_failed(self, error: Exception) -> None:
        self._show_idle()
        if self.files.files:
            self.show_note(sentence_of(error))
        else:
            self._show_refusal(sentence_of(error))

    def _show_refusal(self, text: str) -> None:
        self.refusal.show_refusal(text, "", ())
        self._pages.setCurrentWidget(self.refusal)
        for part in (self.primary, self.load, self.save):
            part.hide()
        self.cancel.setText(_("Close"))

    # What the person chooses

    def _on_row(self, number: int) -> None:
        if not 0 <= number < len(self.files.files):
            return
        self._current = file = self.files.files[number]
        has_table = file.table is not None
        self.form.setEnabled(has_table)
        self.preview.setVisible(has_table)
        self._title.setText(file.path.name if file.refused is None else sentence_of(file.refused))
        if has_table:
            self._show_table(is_new=True)

    def _show_table(self, *, is_new: bool) -> None:
        file = self._current
        if file is None or file.table is None or file.mapping is None or file.workbook is None:
            return
        if is_new:
            sheets = [sheet.name for sheet in file.workbook.sheets if sheet.rows]
            self.form.show_table(sheets, file.table, file.mapping)
        self.form.show_missing(file.mapping)
        self.preview.show_table(file.table, file.mapping)
        self._list_files()

    def _on_table(self, sheet: str, header_row: int) -> None:
        if self._current is not None:
            self.files.choose_table(self._current, sheet=sheet, header_row=header_row)
            self._show_table(is_new=True)

    def _on_target(self, target: str) -> None:
        from chipmap.model.exchange.outside_tables.targets import Target

        if self._current is not None:
            self.files.choose_target(self._current, Target(target))
            self._show_table(is_new=True)

    def _on_column(self, field: str, heading: str) -> None:
        if self._current is not None:
            self.files.choose_column(self._current, field, heading)
            self._show_table(is_new=False)

    def _on_default(self, field: str, value: str) -> None:
        if self._current is not None:
            self.files.choose_default(self._current, field, value)
            self._show_table(is_new=False)

    def _on_primary(self) -> None:
        self.files.take()

    def _on_load(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Load mapping"), str(self.files.paths[0].parent), _("Mapping (*.json)")
        )
        if not name:
            return
        try:
            self.files.use_mapping(Path(name).read_text(encoding="utf-8-sig"))
        except (ChipmapError, OSError, UnicodeError) as error:
            self.show_note(sentence_of(error))
            return
        self._show_table(is_new=True)

    def _on_save(self) -> None:
        proposal = self.files.paths[0].with_suffix(".json")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save mapping"), str(proposal), _("Mapping (*.json)")
        )
        if not name:
            return
        from chipmap.model.exchange.findings_report import put_in_place

        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".json")
        try:
            put_in_place(path, self.files.mapping_text().encode())
        except ChipmapError as error:
            self.show_note(sentence_of(error))
            return
        self.show_note(_("Mapping saved as {name}.").format(name=path.name))
