"""The properties of the merge on at least 1,000 examples each, and many files in one go."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from chipmap.model.exchange.import_batch import plan_imports
from chipmap.model.exchange.reader_pool import read_workbooks
from tests.bench.bench_exchange import a_dataset_of_rows, export
from tests.bench.measuring import CHECKOUT
from tests.bench.registry import Figure, benchmark

EXAMPLES = 1_000
FILES, ROWS = 30, 500
PROPERTIES = (
    "tests/model/exchange/test_merge.py",
    "tests/model/exchange/test_merge_properties.py",
    "tests/model/exchange/test_merge_machine.py",
)


@benchmark("merge properties")
def merge_properties() -> Iterator[Figure]:
    """Every property and the state machine, each on 1,000 examples; what fails is printed."""
    for path in PROPERTIES:
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", path],
            cwd=CHECKOUT,
            env={**os.environ, "CHIPMAP_EXAMPLES": str(EXAMPLES)},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            sys.stderr.write(run.stdout)
        name = Path(path).stem.removeprefix("test_")
        yield Figure(f"{name}, {EXAMPLES} examples each, failed", float(run.returncode != 0), "", 0)
        yield Figure(f"{name}, time", time.perf_counter() - start, "s")


@benchmark("merge of many files")
def merge_of_many_files() -> Iterator[Figure]:
    """Thirty returned files of 500 rows by thirty raters, read side by side and merged as one step."""
    dataset = a_dataset_of_rows(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"rater {number:02}.xlsx" for number in range(FILES)]
        for number, path in enumerate(paths):
            export(dataset, path, rater=f"rater-{number:02}")
            fill_in(path, number)
        start = time.perf_counter()
        workbooks = [one.workbook for one in read_workbooks(paths) if one.workbook is not None]
        read = time.perf_counter()
        batch = plan_imports(workbooks, dataset)
        planned = time.perf_counter()
    if len(workbooks) != FILES or len(batch.changes) < FILES * ROWS:
        raise RuntimeError("the files were not merged")
    yield Figure(f"reading {FILES} files of {ROWS} rows", read - start, "s")
    yield Figure("merging them", planned - read, "s")
    yield Figure("both", planned - start, "s", 30)


def fill_in(path: Path, number: int) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Scores"]
    for row in range(6, 6 + ROWS):
        # Not the levels that were sent in other rows: those would be asked about as sorted apart.
        sheet.cell(row, 5).value = 2 + (row + number) % 4
    workbook.save(path)
