"""Every reference case is met, on this machine's files and on others of the same formats."""

from __future__ import annotations

import json
import re

import pytest

from tests.reference.__main__ import main
from tests.reference.adaptors import ADAPTORS
from tests.reference.cases_on_disk import (
    COMMITTED,
    KEYS_OF_FORMATS,
    VARIABLE,
    NotThere,
    committed_files,
    committed_formats,
    read_case,
    shared_files,
    shared_folder,
)
from tests.reference.running import run_case

TABLES = ("c01_hdi2022.csv", "c02_asem_conn_input.csv", "c33_tai_normalise.csv")
"""Other people's figures, which stay outside the checkout."""


def test_every_format_has_an_adaptor():
    assert set(committed_formats()) | set(KEYS_OF_FORMATS) | {"c02"} == set(ADAPTORS)


@pytest.mark.parametrize("path", committed_files(), ids=lambda path: path.stem)
def test_a_committed_case_is_met(path):
    try:
        lines = run_case(read_case(path))
    except NotThere as reason:
        pytest.skip(f"{reason}; {VARIABLE} names its folder")

    assert [str(line) for line in lines if not line.passes] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_published_table_is_met(name):
    if not (shared_folder() / name).exists():
        pytest.skip(f"{name} holds other people's figures; {VARIABLE} names its folder")

    lines = run_case(read_case(shared_folder() / name))

    assert [str(line) for line in lines if not line.passes] == []


def test_committed_cases_are_those_that_were_given():
    if not shared_folder().exists():
        pytest.skip("the folder of the given cases is not at hand")
    given = {path.name: path.read_bytes() for path in shared_folder().glob("*.json")}

    assert {path.name: path.read_bytes() for path in COMMITTED.glob("*.json")} == given


def test_the_command_prints_a_line_for_each_value_and_the_count_last(capsys):
    assert main([str(COMMITTED / "c18_consolidate.json")]) == 0

    *lines, count = capsys.readouterr().out.splitlines()
    assert len(lines) == len(json.loads((COMMITTED / "c18_consolidate.json").read_text())["expected"])
    assert lines[0] == "C18  n  5  5  1e-09  pass"
    assert count == f"{len(lines)} passed, 0 failed"


def a_changed_case(tmp_path, name, change):
    content = json.loads((COMMITTED / name).read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "other.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_wrong_value_fails_and_ends_with_one(tmp_path, capsys):
    path = a_changed_case(tmp_path, "c18_consolidate.json", lambda case: case["expected"].update(median=9))

    assert main([str(path)]) == 1
    output = capsys.readouterr().out
    assert re.search(r"^C18  median  9  4\.0  1e-09  FAIL$", output, re.MULTILINE)
    assert output.splitlines()[-1] == "9 passed, 1 failed"


def test_another_file_of_a_format_is_recognised_by_its_area(tmp_path, capsys):
    def change(case):
        case.update(id="other")
        case["inputs"].update(scores=[1, 1, None], confidence=[1, 1, 1])
        case["expected"] = {"n": 2, "median": 1, "iqr": 0}

    assert main([str(a_changed_case(tmp_path, "c18_consolidate.json", change))]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed"


def test_nothing_for_null_is_no_pass_for_a_number(tmp_path, capsys):
    def change(case):
        case["inputs"]["scores"] = [None] * 6
        case["expected"] = {"n": 0, "median": None, "iqr": 0, "unheard_of": None}

    assert main([str(a_changed_case(tmp_path, "c18_consolidate.json", change))]) == 1
    verdicts = [line.split()[-1] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert verdicts == ["pass", "pass", "FAIL", "FAIL"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"inputs": 1, "expected": 2}', "\x00"])
def test_a_file_that_is_no_case_is_named_and_fails(tmp_path, capsys, content):
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")

    assert main([str(path), str(tmp_path / "absent.json")]) == 1
    output = capsys.readouterr().out
    assert "odd.json  FAIL" in output
    assert "absent" in output


def test_a_table_that_a_case_reads_is_no_case_of_its_own(capsys):
    main([str(COMMITTED / "c20_matchmaking_edges.csv"), str(COMMITTED / "c18_consolidate.json")])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("c20_matchmaking_edges  skipped")
    assert lines[-1].endswith(" passed, 0 failed")


def test_any_file_of_a_hierarchy_names_it(tmp_path, capsys):
    texts = {
        "structure": "Level,iCode,iName,Direction,Weight,Parent,Type\n"
        "1,a,A,1,1,top,Indicator\n1,b,B,-1,3,top,Indicator\n2,top,Top,1,1,all,Aggregate\n",
        "input": "place,a,b\nX,1,5\nY,3,1\nZ,2,\n",
        "expected": "place,top_arith,rank_arith\nX,0,2\nY,100,1\n",
    }
    for part, text in texts.items():
        (tmp_path / f"mine_{part}.csv").write_text(text, encoding="utf-8")

    assert main([str(tmp_path / f"mine_{part}.csv") for part in texts]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "4 passed, 0 failed"


def test_without_the_shared_folder_its_cases_are_skipped(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert shared_files() == []
