"""A worker ends with a result or in a word; nothing that it does ends or hangs who started it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import xlsxwriter

from chipmap.model.errors import Cancelled
from chipmap.model.exchange.worker_entry import READ_POINTS, READ_WORKBOOK, run_as_worker
from chipmap.model.exchange.worker_memory import MEMORY_LIMIT
from chipmap.model.exchange.worker_process import run_worker, worker_command

ABORTS = "import os; os.abort()"
HANGS = "import time; time.sleep(60)"
STOPS_HALF_WAY = "import os; os.write(1, b'{\"event\":')"
COUNTS_THEN_READS = (
    "import json, time\n"
    "print(json.dumps({'event': 'counted', 'cells': 2_000_000}), flush=True)\n"
    "time.sleep(1.5)\n"
    "print(json.dumps({'event': 'read', 'said': input()}), flush=True)"
)


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


@pytest.fixture
def workbook_file(tmp_path):
    path = tmp_path / "small.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Scores").write("A1", "text")
    return path


@pytest.mark.parametrize(
    ("program", "event"), [(ABORTS, "died"), (STOPS_HALF_WAY, "died"), ("", "died"), (HANGS, "too-slow")]
)
def test_a_worker_that_gives_no_result_ends_in_a_word(program, event):
    assert run_worker(python(program), seconds=1.0 if program == HANGS else 20.0).event == event


def test_a_worker_that_says_how_much_there_is_gets_time_for_it_and_hears_a_secret():
    outcome = run_worker(
        python(COUNTS_THEN_READS), seconds=1.0, seconds_per_million_cells=10.0, secret="pässword"
    )

    assert (outcome.event, outcome.message.get("said")) == ("read", "pässword")
    assert outcome.counted["cells"] == 2_000_000


def test_cancelling_ends_the_process_at_once():
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_worker(python(HANGS), progress=Impatient(), seconds=60.0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only on Linux a worker caps itself")
def test_a_worker_that_wants_too_much_memory_is_refused_it():
    program = (
        "from chipmap.model.exchange.worker_memory import cap_own_memory\n"
        "cap_own_memory()\n"
        "try:\n"
        f"    hoard = bytearray({MEMORY_LIMIT})\n"
        "except MemoryError:\n"
        '    print(\'{"event": "too-much-memory"}\', flush=True)'
    )

    assert run_worker(python(program), seconds=20.0).event == "too-much-memory"


def test_a_frozen_program_starts_itself_as_the_worker(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert worker_command(READ_POINTS, "a.csv", "folder") == [
        sys.executable,
        READ_POINTS,
        "a.csv",
        "folder",
    ]


@pytest.mark.parametrize("program", ["chipmap.ui", "chipmap.cli"])
def test_every_program_becomes_a_worker_where_its_arguments_say_so(program, workbook_file):
    command = [sys.executable, "-m", program, READ_WORKBOOK, str(workbook_file), "openpyxl"]

    answer = subprocess.run(command, input=b"", capture_output=True, check=True)

    assert [json.loads(line)["event"] for line in answer.stdout.splitlines()] == [
        "started",
        "counted",
        "part",
        "read",
    ]


@pytest.mark.parametrize("arguments", [[], ["europe.chipmap"], ["--version"]])
def test_other_arguments_make_no_worker(arguments):
    assert run_as_worker(arguments) is None
