"""What an import writes for the senders: a report of every finding, and copies with bad cells in red."""

from __future__ import annotations

import openpyxl
import pytest


@pytest.fixture
def returned(run, workspace_file, tmp_path):
    """The French scorecard of Malaysia with one answer and one cell that cannot be read."""
    path = tmp_path / "malaysia.xlsx"
    arguments = ("scorecard", "export", workspace_file, "MYS", "-o", path, "--language", "fr")
    assert run(*arguments).code == 0
    book = openpyxl.load_workbook(path)
    book["Scores"]["E6"], book["Scores"]["E7"] = 4, "3-4"
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "to send"
    path.mkdir()
    return path


def test_a_report_holds_the_findings_in_either_format(run, workspace_file, returned, folder):
    for name in ("findings.csv", "findings.xlsx"):
        outcome = run("scorecard", "import", workspace_file, returned, "--dry-run", "--report", folder / name)
        assert outcome.code == 1

    assert "E7" in (folder / "findings.csv").read_text(encoding="utf-8-sig")
    cells = [cell.value for row in openpyxl.load_workbook(folder / "findings.xlsx").active for cell in row]
    assert {"malaysia.xlsx", "Scores", "E7", "3-4", "level-not-understood"} <= set(cells)


def test_a_marked_copy_speaks_the_language_of_its_scorecard_and_comes_back(
    run, workspace_file, returned, folder
):
    outcome = run("scorecard", "import", workspace_file, returned, "--marked-copies", folder, "--json")

    copy = folder / "malaysia marked.xlsx"
    assert outcome.object["applied"] is True
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[0] == "Constats"
    assert "n’est pas un niveau" in book["Scores"]["E7"].comment.text

    book["Scores"]["E7"] = 3
    book.save(copy)
    again = run("scorecard", "import", workspace_file, copy, "--json")
    assert (again.object["changes"], again.object["conflicts"]) == (1, 0)


def test_a_file_without_findings_gets_no_copy(run, workspace_file, folder, tmp_path):
    path = tmp_path / "clean.xlsx"
    run("scorecard", "export", workspace_file, "MYS", "-o", path)

    assert run("scorecard", "import", workspace_file, path, "--marked-copies", folder).code == 0
    assert list(folder.iterdir()) == []
