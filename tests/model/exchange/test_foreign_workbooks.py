"""Real workbooks of other programs are read or refused by name; none takes long or passes for a scorecard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import ErrorCell, RawWorkbook
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.wording.errors import message_of
from chipmap.wording.issues import message_of as sentence_of
from tests.builders import three_countries_dataset

OTHERS = Path(__file__).parents[4] / "shared" / "workbooks"
FILES = sorted(path for path in OTHERS.glob("*/*") if path.is_file())
LOCKED = [path for path in FILES if path.stem.startswith("pass_protected")]
LONGEST_SECONDS = 20

pytestmark = pytest.mark.skipif(not FILES, reason="the folder shared/workbooks is not beside this checkout")


def named_by_folder(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


def read(name: str, **options: str) -> RawWorkbook:
    return read_workbook(OTHERS / name, **options)


@pytest.mark.parametrize("path", [path for path in FILES if path not in LOCKED], ids=named_by_folder)
def test_workbooks_of_other_programs_are_read_and_are_no_scorecards(path):
    start = time.monotonic()
    workbook = read_workbook(path)
    took = time.monotonic() - start

    assert took < LONGEST_SECONDS
    assert any(sheet.rows for sheet in workbook.sheets) or path.name == "vba.xlsm"
    plan = plan_import(workbook, three_countries_dataset())
    assert plan.blocked_by is not None
    assert not plan.items
    assert path.name in sentence_of(plan.blocked_by)


@pytest.mark.parametrize("path", LOCKED, ids=named_by_folder)
def test_workbooks_with_a_password_are_refused_with_a_remedy(path):
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(path)

    kind = "password" if path.suffix == ".xlsx" else "password-of-this-kind"
    assert refused.value.params["reason"] == kind
    assert path.name in message_of(refused.value)
    assert "without one" in message_of(refused.value)


def test_a_locked_workbook_opens_with_its_password():
    assert [sheet.name for sheet in read("calamine/pass_protected.xlsx", password="123").sheets] == ["Sheet1"]


def test_errors_are_kept_as_errors():
    values = values_of(read("calamine/errors.xlsx"))

    assert sum(isinstance(value, ErrorCell) for value in values) == 7


def test_macros_are_said_and_not_read():
    assert "macros-ignored" in read("calamine/vba.xlsm").notices


def test_merged_headers_are_noted():
    marks = [sheet.marks for sheet in read("frictionless/issue-1024.xlsx").sheets]

    assert sum(len(mark.merged) for mark in marks) == 26


def test_per_cent_formats_are_seen():
    assert any(sheet.percents for sheet in read("frictionless/preserve-formatting-percentage.xlsx").sheets)


@pytest.mark.parametrize(
    "name", ["calamine/any_sheets.ods", "calamine/any_sheets.xlsb", "calamine/any_sheets.xlsx"]
)
def test_hidden_sheets_are_known_in_every_format(name):
    assert {sheet.state for sheet in read(name).sheets} >= {"visible", "hidden"}


def test_two_formats_of_one_table_say_the_same():
    old, new = (read(f"pyam/test_df.{suffix}").sheets[0] for suffix in ("xls", "xlsx"))

    assert old.rows == new.rows


def values_of(workbook: RawWorkbook) -> list[object]:
    return [value for sheet in workbook.sheets for cells in sheet.rows.values() for value in cells.values()]
