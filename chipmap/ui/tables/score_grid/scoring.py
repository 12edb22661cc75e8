"""Fulfils what the keys of the grid ask for: answers, fills, the clipboard. Each is one step to undo.

A level that is only suggested or rolled up is no answer: it is neither copied nor filled into other cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from chipmap.model.edits.score_blocks import CellAnswer
from chipmap.model.errors import RuleBroken
from chipmap.model.records import NA, Answer
from chipmap.ui.operations import scores
from chipmap.ui.tables.score_grid.cells import GridCell, asked_horizon
from chipmap.ui.tables.score_grid.model import Address
from chipmap.ui.tables.score_grid.pasting import (
    MOST_CELLS,
    Reading,
    block_of,
    read_block,
    spread_over,
    tab_separated_answers,
)
from chipmap.wording import _
from chipmap.wording.pasting import copied_text, doubt_text, doubts_title, not_filled_text, outside_text

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.preferences import Preferences
    from chipmap.ui.tables.score_grid.model import GridModel
    from chipmap.ui.tables.score_grid.view import ScoreGrid


class GridScoring(QObject):
    """`told` carries what a person should read: what was copied, or why nothing happened."""

    told = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, model: GridModel, grid: ScoreGrid, preferences: Preferences
    ) -> None:
        super().__init__(grid)
        self._bridge, self._model, self._grid = bridge, model, grid
        self._preferences = preferences
        grid.answered.connect(self.answer)
        grid.typed.connect(self.take_typed)
        grid.fill_wanted.connect(self.fill)
        grid.copy_wanted.connect(self.copy)
        grid.paste_wanted.connect(self.paste)

    def answer(self, answer: Answer | None) -> None:
        """Give the selected cells one answer."""
        if not self._is_open():
            return
        cells = [
            address for address in self._grid.selected_cells() if self._model.can_be_answered(address[0])
        ]
        if not cells:
            self.told.emit(_("This row is a heading without a level; choose one of its segments."))
            return
        self._keep(self._model.answer(address, answer) for address in cells)
        if len(cells) == 1 and answer is not None and self._preferences.settings.moves_after_entry:
            self._grid.step_down()

    def take_typed(self, text: str) -> None:
        """Take what was typed into the editor of the current cell."""
        address = self._grid.address
        if address is None or not self._is_open():
            return
        reading = read_block([[text]], address, self._size(), self._answerable())
        if reading.doubts:
            self.told.emit(self._findings(reading)[0])
            return
        answers = (self._model.answer(at, answer) for at, answer in reading.answers.items())
        if self._keep(answers) and self._preferences.settings.moves_after_entry:
            self._grid.step_down()

    def fill(self, direction: str) -> None:
        """Fill the selection "down" from its first row or "right" from its first column.

        A selection of one row or column takes the one before it, as in a spreadsheet.
        """
        block = self._grid.selected_block()
        if not block.isValid() or not self._is_open():
            return
        rows = range(block.top(), block.bottom() + 1)
        columns = range(block.left(), block.right() + 1)
        is_down = direction == "down"
        first = block.top() if is_down else block.left()
        if len(rows if is_down else columns) == 1:
            first = self._line_before(first, is_down=is_down)
        if first < 0:
            self.told.emit(_("There is nothing before this cell to fill from."))
            return
        answers: list[CellAnswer] = []
        suggested = 0
        for row in rows:
            for column in columns:
                source = (first, column) if is_down else (row, first)
                if (row, column) == source or not self._can_fill(row, source):
                    continue
                cell = self._model.cell(*source)
                if _is_derived(cell):
                    suggested += 1
                else:
                    answers.append(self._model.answer((row, column), cell.answer))
        self._keep(answers)
        if suggested:
            self.told.emit(not_filled_text(suggested))

    def copy(self, is_cut: bool) -> None:
        """Put the selected block on the clipboard; cutting takes the answers away as well."""
        block = self._grid.selected_block()
        if not block.isValid():
            return
        cells = [
            [self._model.cell(row, column) for column in range(block.left(), block.right() + 1)]
            for row in range(block.top(), block.bottom() + 1)
        ]
        rows = [[self._copied(cell) for cell in row] for row in cells]
        # A spreadsheet reads figures by the settings of the system, not by the language of this window.
        texts = tab_separated_answers(rows, QLocale.system().decimalPoint())
        QApplication.clipboard().setText(texts)
        left_out = sum(cell.level is not None and self._copied(cell) is None for row in cells for cell in row)
        self.told.emit(copied_text(sum(map(len, cells)), left_out))
        if is_cut:
            self.answer(None)

    def paste(self) -> None:
        """Read the block on the clipboard as a whole, then take it, or tell what of it cannot be taken."""
        address = self._grid.address
        if address is None or not self._is_open():
            return
        selected = self._grid.selected_block()
        block = block_of(QApplication.clipboard().text())
        if not any(block):
            self.told.emit(_("There is nothing to paste: copy cells in Excel or here first."))
            return
        block = spread_over(block, (selected.height(), selected.width()))
        if len(block) * len(block[0]) > MOST_CELLS:
            self.told.emit(
                _("The copied block is larger than any scorecard; copy only the cells with levels.")
            )
            return
        corner = (selected.top(), selected.left())
        reading = read_block(block, corner, self._size(), self._answerable())
        if reading.doubts:
            self._ask(reading, corner)
        else:
            self._take(reading, corner)

    def _ask(self, reading: Reading, corner: Address) -> None:
        from chipmap.ui.dialogs.paste_dialog import PasteDialog

        title = doubts_title(len(reading.doubts), reading.cells)
        dialog = PasteDialog(title, self._findings(reading), len(reading.answers), self._grid.window())
        dialog.confirmed.connect(lambda: self._take(reading, corner))
        dialog.open()

    def _take(self, reading: Reading, corner: Address) -> None:
        if not reading.answers:
            return
        self._keep(self._model.answer(address, answer) for address, answer in reading.answers.items())
        last_row = max(row for row, _column in reading.answers)
        last_column = max(column for _row, column in reading.answers)
        self._grid.select_block(corner, (last_row - corner[0] + 1, last_column - corner[1] + 1))

    def _findings(self, reading: Reading) -> list[str]:
        """A line for each cell that cannot be taken; those outside the grid are counted."""
        lines = []
        for doubt in reading.doubts:
            if doubt.target is not None:
                row, column = doubt.target
                place, segment = self._model.subject_name(column), self._model.rows[row].name
                lines.append(doubt_text(doubt.code, doubt.text, place, segment))
        outside = sum(doubt.target is None for doubt in reading.doubts)
        return [*lines, outside_text(outside)] if outside else lines

    def _keep(self, answers: Iterable[CellAnswer]) -> bool:
        """Write answers as one step; say why where a rule refuses them."""
        from chipmap.wording.issues import message_of

        question = self._model.source.question
        horizon = asked_horizon(question, self._bridge.dataset)
        if horizon is None:
            self.told.emit(_("This workspace has no later horizon for which a need could be given."))
            return False
        try:
            scores.set_answers(
                self._bridge, answers, horizon=horizon, measure=question.measure, rater=question.rater
            )
        except RuleBroken as refused:
            self.told.emit(message_of(refused.issue))
            return False
        return True

    def _copied(self, cell: GridCell) -> Answer | float | None:
        """The answer of a cell; of several raters together the level that they come to."""
        if self._model.source.question.is_open:
            return cell.answer
        if cell.is_not_applicable:
            return NA
        return None if cell.is_suggested else cell.level

    def _can_fill(self, row: int, source: Address) -> bool:
        return self._model.can_be_answered(row) and self._model.can_be_answered(source[0])

    def _line_before(self, at: int, *, is_down: bool) -> int:
        """The row or column before, past rows that cannot be answered; −1 where there is none."""
        at -= 1
        while is_down and at >= 0 and not self._model.can_be_answered(at):
            at -= 1
        return at

    def _is_open(self) -> bool:
        if not self._model.source.question.is_open:
            self.told.emit(
                _("What all raters say together is read only. Choose whose scores to edit above the grid.")
            )
            return False
        return True

    def _size(self) -> tuple[int, int]:
        return len(self._model.rows), len(self._model.subjects)

    def _answerable(self) -> list[bool]:
        return [bool(row.segment) for row in self._model.rows]


def _is_derived(cell: GridCell) -> bool:
    """Whether the cell shows a level that nobody has answered."""
    return cell.level is not None and not cell.is_scored
