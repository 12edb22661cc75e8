"""Reading what comes back: thirty scorecards side by side, and how still a large file holds the window."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from chipmap.model.exchange.reader_pool import read_workbooks
from chipmap.model.exchange.workbook_reader import read_workbook
from tests.bench.bench_exchange import a_dataset_of_rows, export
from tests.bench.registry import Figure, benchmark

FILES = 30
ROWS = 500
LARGE_ROWS = 40_000
LARGE_COLUMNS = 20
_LOOK_SECONDS = 0.002


@benchmark("reading of thirty scorecards")
def reading_of_thirty_scorecards() -> Iterator[Figure]:
    """Thirty returned files of 500 rows from the folder to typed cells; merging them comes on top."""
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "0.xlsx"
        export(a_dataset_of_rows(ROWS), first)
        paths = [first, *(Path(folder) / f"{number}.xlsx" for number in range(1, FILES))]
        for path in paths[1:]:
            path.write_bytes(first.read_bytes())
        start = time.perf_counter()
        readings = read_workbooks(paths)
        took = time.perf_counter() - start
        assert all(reading.workbook is not None for reading in readings)
    yield Figure("30 files of 500 rows, read", took, "s", 30)


@benchmark("pauses while a large workbook is read")
def pauses_while_a_large_workbook_is_read() -> Iterator[Figure]:
    """The longest time for which another thread, such as that of the window, had to wait."""
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
            sheet = workbook.add_worksheet("Scores")
            for row in range(LARGE_ROWS):
                for column in range(LARGE_COLUMNS):
                    sheet.write(row, column, row * column if column % 2 else f"text {row}")
        reader = threading.Thread(target=read_workbook, args=(path,), kwargs={"seconds": 60.0})
        longest, last = 0.0, time.perf_counter()
        reader.start()
        while reader.is_alive():
            time.sleep(_LOOK_SECONDS)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    yield Figure("longest pause, 800,000 cells", longest * 1000, "ms", 100)
