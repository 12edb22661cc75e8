"""Blocks of answers to and from the clipboard: read as a whole first, every doubt named by its cell.

A block goes where a spreadsheet would put it: from the upper left cell of the selection; one value fills the
selection, and a block fills a selection that is a multiple of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from chipmap.model.records import Answer, NotApplicable

Block = list[list[str]]

MOST_CELLS = 200_000
"""A larger block is no scorecard, and would only stop the window."""


class Doubt(NamedTuple):
    """A cell that cannot be taken: where it would go, what stood there, and the code of the reason.

    `row` and `column` count within the block from 0; `target` is None where it would leave the grid.
    """

    row: int
    column: int
    text: str
    code: str
    target: tuple[int, int] | None


class Reading(NamedTuple):
    """What a block would do: answers by address, and what cannot be taken."""

    answers: dict[tuple[int, int], Answer | None]
    doubts: list[Doubt]

    @property
    def cells(self) -> int:
        """All cells of the block."""
        return len(self.answers) + len(self.doubts)


def block_of(text: str) -> Block:
    """The rows of tab-separated text, as a spreadsheet puts it on the clipboard; short rows are filled up.

    The last line ends with a line end of its own, so one empty cell is a line end alone.
    """
    if not text:
        return []
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    rows = [row or [""] for row in csv.reader(io.StringIO(plain), delimiter="\t")]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def spread_over(block: Block, selection: tuple[int, int]) -> Block:
    """The block, repeated where the height and width of the selection are multiples of its own."""
    if not block or not block[0]:
        return block
    height, width = len(block), len(block[0])
    down = selection[0] // height if selection[0] % height == 0 else 1
    across = selection[1] // width if selection[1] % width == 0 else 1
    return [row * max(1, across) for row in block] * max(1, down)


def read_block(
    block: Block, corner: tuple[int, int], size: tuple[int, int], can_be_answered: Sequence[bool]
) -> Reading:
    """What the block says from `corner` on, in a grid of so many rows and columns.

    An empty cell is *not scored*. Rows that cannot be answered, such as the head of what is no segment, take
    empty cells and nothing else.
    """
    from chipmap.model.exchange.cell_meanings import level_in

    answers: dict[tuple[int, int], Answer | None] = {}
    doubts: list[Doubt] = []
    for down, texts in enumerate(block):
        for across, text in enumerate(texts):
            row, column = corner[0] + down, corner[1] + across
            if row >= size[0] or column >= size[1]:
                doubts.append(Doubt(down, across, text, "outside", None))
                continue
            if text in _PLAIN_ANSWERS and can_be_answered[row]:
                answers[row, column] = _PLAIN_ANSWERS[text]
                continue
            meaning = level_in("" if text.strip() in _NOT_SCORED else text, None)
            if meaning.is_left_out:
                doubts.append(Doubt(down, across, text, meaning.code, (row, column)))
            elif can_be_answered[row]:
                answers[row, column] = meaning.value
            elif meaning.value is not None:
                doubts.append(Doubt(down, across, text, "no-segment", (row, column)))
    return Reading(answers, doubts)


_PLAIN_ANSWERS: dict[str, Answer | None] = {"": None, **{str(level): level for level in range(6)}}
"""Nearly all cells, without the patience that the others need."""

_NOT_SCORED = frozenset({"–", "-", "—", "−"})
"""Dashes that tables print where nothing is scored."""


def tab_separated_answers(rows: Sequence[Sequence[Answer | float | None]], decimal_sign: str) -> str:
    """Answers as a spreadsheet takes them: figures, NA, and empty cells for what is not scored."""
    lines = ("\t".join(_plain(answer, decimal_sign) for answer in row) for row in rows)
    return "\r\n".join(lines) + "\r\n"


def _plain(answer: Answer | float | None, decimal_sign: str) -> str:
    if answer is None:
        return ""
    if isinstance(answer, NotApplicable):
        return str(answer.value)
    return f"{answer:.10g}".replace(".", decimal_sign)
