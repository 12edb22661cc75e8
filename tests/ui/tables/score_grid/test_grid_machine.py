"""Whatever is typed, filled, cut, pasted, undone and redone in the grid, it says what a plain dict says."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chipmap.model.records import NA
from tests.builders import a_rater, a_score, three_countries_dataset
from tests.ui.tables.score_grid.conftest import CONTROL, PLACES, Desk

Key = Qt.Key
SEGMENTS = (
    "equipment",
    "litho",
    "deposition",
    "packaging",
    "packaging_osat",
    "packaging_advanced",
)
CHILDREN = {"equipment": ("litho", "deposition"), "packaging": ("packaging_osat", "packaging_advanced")}
ROW, COLUMN = st.integers(0, len(SEGMENTS) - 1), st.integers(0, len(PLACES) - 1)
CELLS = st.sampled_from(("", "0", "1", "2", "3", "4", "5", "NA", "3,0"))
KEYS = {**{str(level): level for level in range(6)}, "n": NA}
MEANINGS = {**{str(level): level for level in range(6)}, "": None, "NA": NA, "3,0": 3}


class GridMachine(RuleBasedStateMachine):
    """Answers by address in a dict, with every state before and after as undo and redo have them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        guest = [a_rater("guest"), a_score(5, "MYS", "litho", rater="guest")]
        self.desk = Desk(Path(self.folder.name) / "grid.chipmap", three_countries_dataset(*guest))
        self.answers: dict[tuple[int, int], object] = {}
        self.done: list[dict] = []
        self.undone: list[dict] = []
        self.block = (0, 0, 1, 1)
        self.desk.grid.go_to((0, 0))

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    def keep(self, changed: dict) -> None:
        """What the plain dict says after an edit; nothing changed is no step."""
        after = {cell: answer for cell, answer in {**self.answers, **changed}.items() if answer is not None}
        if after != self.answers:
            self.done.append(self.answers)
            self.undone.clear()
            self.answers = after

    def is_derived(self, row: int, column: int) -> bool:
        """Whether a head shows the level of its segments: two thirds of those that apply are scored."""
        parts = CHILDREN.get(SEGMENTS[row])
        if parts is None or (row, column) in self.answers:
            return False
        told = [self.answers.get((SEGMENTS.index(part), column)) for part in parts]
        applying = [answer for answer in told if answer is not NA]
        scored = [answer for answer in applying if answer is not None]
        return bool(scored) and len(scored) >= len(applying) * 2 / 3

    def cells(self) -> list[tuple[int, int]]:
        row, column, height, width = self.block
        return [(row + down, column + across) for down in range(height) for across in range(width)]

    @rule(row=ROW, column=COLUMN, height=st.integers(1, 3), width=st.integers(1, 3))
    def select(self, row, column, height, width):
        height, width = min(height, len(SEGMENTS) - row), min(width, len(PLACES) - column)
        self.block = (row, column, height, width)
        self.desk.grid.select_block((row, column), (height, width))

    @rule(key=st.sampled_from(sorted(KEYS)))
    def type(self, key):
        self.desk.type(key)
        self.keep(dict.fromkeys(self.cells(), KEYS[key]))

    @rule()
    def clear(self):
        self.desk.key(Key.Key_Delete)
        self.keep(dict.fromkeys(self.cells()))

    @rule()
    def fill_down(self):
        self.desk.key(Key.Key_D, CONTROL)
        row, _column, height, _width = self.block
        source = row if height > 1 else row - 1
        if source >= 0:
            self.keep(self._filled(lambda cell: (source, cell[1])))

    @rule()
    def fill_right(self):
        self.desk.key(Key.Key_R, CONTROL)
        _row, column, _height, width = self.block
        source = column if width > 1 else column - 1
        if source >= 0:
            self.keep(self._filled(lambda cell: (cell[0], source)))

    def _filled(self, source_of) -> dict:
        return {
            cell: self.answers.get(source_of(cell))
            for cell in self.cells()
            if cell != source_of(cell) and not self.is_derived(*source_of(cell))
        }

    @rule(place=st.tuples(ROW, COLUMN), is_cut=st.booleans())
    def copy_and_paste(self, place, is_cut):
        self.desk.key(Key.Key_X if is_cut else Key.Key_C, CONTROL)
        row, column, height, width = self.block
        taken = {cell: self.answers.get(cell) for cell in self.cells()}
        if is_cut:
            self.keep(dict.fromkeys(self.cells()))
        down = min(place[0], len(SEGMENTS) - height)
        across = min(place[1], len(PLACES) - width)
        self.block = (down, across, 1, 1)
        self.desk.grid.go_to((down, across))
        self.desk.key(Key.Key_V, CONTROL)
        self.keep({(at - row + down, to - column + across): answer for (at, to), answer in taken.items()})
        self.block = (down, across, height, width)

    @rule(texts=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=2))
    def paste_from_excel(self, texts):
        row, column = min(self.block[0], len(SEGMENTS) - len(texts)), min(self.block[1], 1)
        self.desk.grid.go_to((row, column))
        QApplication.clipboard().setText("\r\n".join("\t".join(line) for line in texts) + "\r\n")
        self.desk.key(Key.Key_V, CONTROL)
        self.keep(
            {
                (row + down, column + across): MEANINGS[text]
                for down, line in enumerate(texts)
                for across, text in enumerate(line)
            }
        )
        self.block = (row, column, len(texts), 2)

    @rule()
    def undo(self):
        if self.done:
            self.desk.workspace.undo()
            self.undone.append(self.answers)
            self.answers = self.done.pop()

    @rule()
    def redo(self):
        if self.undone:
            self.desk.workspace.redo()
            self.done.append(self.answers)
            self.answers = self.undone.pop()

    @invariant()
    def the_workspace_says_what_the_dict_says(self):
        kept = {
            (SEGMENTS.index(score.segment), PLACES.index(score.subject)): score.level("now")
            for score in self.desk.bridge.dataset.scores.values()
            if score.rater == "owner"
        }
        assert kept == self.answers
        assert len(self.desk.workspace.history) == len(self.done)

    @invariant()
    def the_grid_shows_what_the_dict_says(self):
        for row in range(len(SEGMENTS)):
            for column in range(len(PLACES)):
                shown, answer = self.desk.model.cell(row, column), self.answers.get((row, column))
                assert shown.answer == answer
                if answer is NA:
                    assert shown.is_not_applicable
                elif answer is not None:
                    assert shown.level == answer
                else:
                    assert (shown.level is not None) == self.is_derived(row, column)


def test_any_way_through_the_grid_agrees_with_a_plain_dict(qapp):
    run_state_machine_as_test(
        GridMachine,
        settings=settings(
            max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
