"""Exporting and importing a scorecard of 5,000 rows, against the libraries doing only the bare work."""

from __future__ import annotations

import pickle
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from chipmap.model.dataset import Dataset, Table
from chipmap.model.exchange.scorecard_layout import HEADER_ROW
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.records import OWNER
from chipmap.wording.scorecards import scorecard_words
from tests.bench.measuring import cpu_of_process, environment_of_process, in_turns, median_cpu, median_ratio
from tests.bench.registry import Figure, benchmark
from tests.builders import a_country, a_dataset, a_rater, a_score, a_segment

ROWS = 5_000
IMPORT_ROUNDS = 7
_EXPORTED_AT = datetime(2026, 11, 22, tzinfo=UTC)

READ_WITH_OPENPYXL = """
import sys, openpyxl
workbook = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
rows = [[cell.value for cell in row] for row in workbook["Scores"].iter_rows()]
assert len(rows) > 5000
"""

PLAN = """
import pickle, sys
from pathlib import Path
from chipmap.model.exchange.scorecard_import import plan_import
dataset = pickle.loads(Path(sys.argv[2]).read_bytes())
plan = plan_import(Path(sys.argv[1]), dataset)
assert plan.unchanged + len({item.row_id for item in plan.items}) == 5000
"""

START = "import pickle, sys, chipmap.model.dataset"
LOAD = f"{START}; pickle.load(open(sys.argv[1], 'rb'))"


class _Names:
    def name(self, code: str) -> str:
        return code


def a_dataset_of_rows(count: int = ROWS) -> Dataset:
    """One country scored in many segments, each row with a level, a need, a year and a reason of its own."""
    segments = [a_segment(f"segment_{number:04}", "chain", order=number) for number in range(count)]
    scores = [
        a_score(number % 6, segment=segment.id, need=4, reason=f"Two plants, the newest in line {number}.")
        for number, segment in enumerate(segments)
    ]
    return a_dataset(a_country(), a_rater(), *segments, *scores)


def export(dataset: Dataset, path: Path, *, rater: str = OWNER) -> None:
    words = scorecard_words()
    write_scorecard(dataset, "NLD", path, rater=rater, words=words, names=_Names(), exported_at=_EXPORTED_AT)


@benchmark("export of a scorecard")
def export_of_a_scorecard() -> Iterator[Figure]:
    """Our workbook of 5,000 rows against xlsxwriter writing the same cells and nothing else."""
    dataset = a_dataset_of_rows()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.xlsx"
        export(dataset, path)
        cells = _cells_of(path)
        ours = median_cpu(lambda: export(dataset, path), repeat=5)
        raw = median_cpu(lambda: _write_raw(cells, Path(folder) / "raw.xlsx"), repeat=5)
    yield Figure("export of 5,000 rows", ours * 1000, "ms")
    yield Figure("export against raw xlsxwriter", ours / raw, "×", 1.5)


def _cells_of(path: Path) -> dict[str, list[list[object]]]:
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in workbook}


def _write_raw(cells: dict[str, list[list[object]]], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in cells.items():
            sheet = workbook.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(row, column, value)


@benchmark("import of a scorecard")
def import_of_a_scorecard() -> Iterator[Figure]:
    """A fresh process that plans the import of 5,000 rows against one that imports openpyxl and reads them.

    Both include the start of Python and its libraries, ours the reader's own process too; from ours the
    loading of the dataset is taken off. Nothing in the file is new, or the level of every row is, or the
    file went out blank and every cell has been filled in.
    """
    scored = a_dataset_of_rows()
    blank = replace(scored, scores=Table())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        same, levels, filled = (folder / f"{kind}.xlsx" for kind in ("same", "levels", "filled"))
        export(scored, same)
        _change_every_level(same, levels)
        export(blank, filled)
        _fill_in(filled, same)
        yield from _import_figures("nothing new", same, scored, folder)
        yield from _import_figures("every level new", levels, scored, folder)
        yield from _import_figures("a blank one filled in", filled, blank, folder)


def _import_figures(what: str, path: Path, dataset: Dataset, folder: Path) -> Iterator[Figure]:
    kept = folder / "dataset.pickle"
    kept.write_bytes(pickle.dumps(dataset))
    environment = environment_of_process(folder)
    starting, loading, bare, whole = in_turns(
        lambda: cpu_of_process("-c", START, environment=environment),
        lambda: cpu_of_process("-c", LOAD, str(kept), environment=environment),
        lambda: cpu_of_process("-c", READ_WITH_OPENPYXL, str(path), environment=environment),
        lambda: cpu_of_process("-c", PLAN, str(path), str(kept), environment=environment),
        repeat=IMPORT_ROUNDS,
    )
    ours = [one - (load - start) for one, load, start in zip(whole, loading, starting, strict=True)]
    yield Figure(f"openpyxl reading 5,000 rows, {what}", statistics.median(bare) * 1000, "ms")
    yield Figure(f"import of 5,000 rows, {what}", statistics.median(ours) * 1000, "ms")
    yield Figure(f"import against openpyxl reading them, {what}", median_ratio(ours, bare), "×", 1.5)


def _change_every_level(sent: Path, returned: Path) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(sent)
    for row in workbook["Scores"].iter_rows(min_row=HEADER_ROW + 1, min_col=5, max_col=5):
        # Not the levels that were sent in other rows: those would be asked about as sorted apart.
        row[0].value = 4 if row[0].value == 5 else 5
    workbook.save(returned)


def _fill_in(blank: Path, filled: Path) -> None:
    """Write every cell that a filled scorecard has into a blank one of the same rows."""
    import openpyxl

    workbook, answers = openpyxl.load_workbook(blank), openpyxl.load_workbook(filled)["Scores"]
    for row in answers.iter_rows(min_row=HEADER_ROW + 1, min_col=5):
        for cell in row:
            if cell.value is not None:
                workbook["Scores"].cell(cell.row, cell.column, cell.value)
    workbook.save(blank)
