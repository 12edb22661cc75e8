"""Many files are read side by side, in order, and stop together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from chipmap.model.errors import Cancelled
from chipmap.model.exchange.reader_pool import MOST_FILES, read_workbooks, workbooks_at


def a_workbook(path: Path, text: str) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Scores").write("A1", text)
    return path


@pytest.fixture
def returned(tmp_path):
    """Five workbooks, the third of them a picture."""
    files = [a_workbook(tmp_path / f"{number}.xlsx", f"file {number}") for number in range(5)]
    files[2].write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    return files


def test_readings_stand_in_the_order_of_the_files_and_a_refused_one_stops_no_other(returned):
    readings = read_workbooks(list(reversed(returned)))

    assert [reading.path for reading in readings] == list(reversed(returned))
    texts = [reading.workbook and reading.workbook.sheets[0].value(1, 1) for reading in readings]
    assert texts == ["file 4", "file 3", None, "file 1", "file 0"]
    assert readings[2].refused.params == {"reason": "not-a-workbook", "file": "2.xlsx"}
    assert not readings[2].asks_password


def test_no_files_are_no_readings():
    assert read_workbooks([]) == []


def test_progress_counts_the_files(returned):
    class Watching:
        def __init__(self):
            self.steps = []

        def step(self, done: int, total: int) -> None:
            self.steps.append((done, total))

    watching = Watching()
    read_workbooks(returned, progress=watching)

    assert watching.steps[-1] == (5, 5)
    assert watching.steps == sorted(watching.steps)


def test_cancelling_leaves_no_process_behind(returned):
    class Impatient:
        count = 0

        def step(self, done: int, total: int) -> None:
            self.count += 1
            if self.count > 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        read_workbooks(returned, progress=Impatient())

    if sys.platform.startswith("linux"):
        listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
        assert not [line for line in listing.stdout.splitlines() if str(returned[0].parent) in line]


def test_each_locked_file_takes_its_own_password(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = a_workbook(tmp_path / "plain.xlsx", "inside")
    locked = [tmp_path / "one.xlsx", tmp_path / "two.xlsx", tmp_path / "three.xlsx"]
    for path, password in zip(locked, ("sésame", "other", "third"), strict=True):
        with plain.open("rb") as source, path.open("wb") as target:
            OOXMLFile(source).encrypt(password, target)

    readings = read_workbooks(locked, passwords={locked[0]: "sésame", locked[1]: "wrong"})

    assert readings[0].workbook.sheets[0].value(1, 1) == "inside"
    assert [reading.refused and reading.refused.params["reason"] for reading in readings] == [
        None,
        "password-wrong",
        "password",
    ]
    assert [reading.asks_password for reading in readings] == [False, True, True]


def test_a_folder_stands_for_the_workbooks_below_it(tmp_path):
    (tmp_path / "round 1" / ".trash").mkdir(parents=True)
    names = [
        "b.xlsx",
        "a.CSV",
        "~$b.xlsx",
        ".hidden.xlsx",
        "notes.docx",
        "round 1/c.ods",
        "round 1/.trash/d.xls",
    ]
    for name in names:
        (tmp_path / name).touch()
    named = tmp_path / "notes.docx"

    found = workbooks_at([named, tmp_path, tmp_path / "b.xlsx"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "notes.docx",
        "a.CSV",
        "b.xlsx",
        "round 1/c.ods",
    ]


def test_a_folder_gives_no_more_files_than_anyone_means(tmp_path):
    for number in range(MOST_FILES + 5):
        (tmp_path / f"{number}.xlsx").touch()

    assert len(workbooks_at([tmp_path])) == MOST_FILES
