"""`chipmap scorecard`: Excel out and back, with findings by cell and nothing lost."""

import openpyxl
import pytest

from chipmap.model.workspace import open_workspace
from tests.cli.conftest import content_of


@pytest.fixture
def scored_file(run, workspace_file):
    """A workspace in which Malaysia has a level in packaging."""
    run("score", "set", workspace_file, "MYS", "packaging", "3", "--confidence", "low")
    return workspace_file


@pytest.fixture
def workbook(run, scored_file, tmp_path):
    """The exported scorecard of Malaysia."""
    path = tmp_path / "malaysia.xlsx"
    assert run("scorecard", "export", scored_file, "MYS", "-o", path).code == 0
    return path


def fill(path, **cells):
    """Type into the sheet Scores: `packaging="5"` is the level now of that segment's row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Scores"]
    names = {row[3].value: row[3].row for row in sheet.iter_rows(min_row=6)}
    for name, value in cells.items():
        sheet.cell(names[name.capitalize()], 5).value = value
    book.save(path)


def level(path, segment="packaging"):
    score = content_of(path).scores.get(("MYS", segment, "owner", 1))
    return score and score.level("now")


def test_export_writes_a_row_for_every_segment(run, scored_file, tmp_path):
    path = tmp_path / "card.xlsx"

    outcome = run("scorecard", "export", scored_file, "Malaysia", "-o", path, "--json")

    assert outcome.code == 0
    assert (outcome.object["subject"], outcome.object["rows"]) == ("MYS", 6)
    assert "Scores" in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize(("language", "word"), [("fr", "Niveau"), ("de", "Stufe")])
def test_export_speaks_the_language_that_was_asked_for(run, scored_file, tmp_path, language, word):
    path = tmp_path / "card.xlsx"

    assert run("scorecard", "export", scored_file, "MYS", "-o", path, "--language", language).code == 0
    header = [cell.value for cell in openpyxl.load_workbook(path)["Scores"][5]]
    assert any(word in str(text) for text in header), header


@pytest.mark.parametrize(
    "wrong", [("-o", "card.xls"), ("-o", "card.xlsx", "--language", "xx"), (), ("--rater", "a")]
)
def test_export_refuses_wrong_usage(run, scored_file, wrong):
    assert run("scorecard", "export", scored_file, "MYS", *wrong).code == 2


def test_export_to_a_folder_that_is_not_there_is_refused(run, scored_file, tmp_path):
    outcome = run("scorecard", "export", scored_file, "MYS", "-o", tmp_path / "no" / "card.xlsx", "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["message"]


def test_an_untouched_scorecard_changes_nothing(run, scored_file, workbook):
    before = scored_file.read_bytes()

    outcome = run("scorecard", "import", scored_file, workbook, "--json")

    assert outcome.code == 0
    assert (outcome.object["changes"], outcome.object["conflicts"], outcome.object["issues"]) == (0, 0, [])
    assert outcome.object["applied"] is False
    assert scored_file.read_bytes() == before


def test_an_untouched_scorecard_is_told_in_words(run, scored_file, workbook):
    assert run("scorecard", "import", scored_file, workbook).out.strip() == "No changes."


def test_a_filled_scorecard_is_taken_back_as_one_step_and_saved(run, scored_file, workbook):
    fill(workbook, packaging=5, litho=0)

    outcome = run("scorecard", "import", scored_file, workbook, "--json")

    assert (outcome.code, outcome.object["changes"], outcome.object["applied"]) == (0, 2, True)
    assert (level(scored_file), level(scored_file, "litho")) == (5, 0)
    with open_workspace(scored_file) as workspace:
        assert workspace.revision == 2


def test_a_dry_run_says_the_same_and_changes_nothing(run, scored_file, workbook):
    fill(workbook, packaging=5)
    before = scored_file.read_bytes()

    outcome = run("scorecard", "import", scored_file, workbook, "--dry-run", "--json")

    assert (outcome.code, outcome.object["changes"], outcome.object["applied"]) == (0, 1, False)
    assert scored_file.read_bytes() == before


def test_bad_cells_are_findings_with_their_place_and_stop_no_good_ones(run, scored_file, workbook):
    fill(workbook, packaging=7, litho=4)

    outcome = run("scorecard", "import", scored_file, workbook, "--json")

    assert outcome.code == 1
    (issue,) = outcome.object["issues"]
    assert issue["sheet"] == "Scores"
    assert issue["cell"].startswith("E")
    assert issue["value"] == "7"
    assert issue["code"]
    assert issue["message"]
    assert issue["suggestion"]
    assert outcome.object["applied"] is True
    assert (level(scored_file), level(scored_file, "litho")) == (3, 4)


def test_a_decimal_is_a_finding_and_left_out(run, scored_file, workbook):
    fill(workbook, packaging=3.5)

    outcome = run("scorecard", "import", scored_file, workbook, "--json")

    assert (outcome.code, outcome.object["changes"]) == (1, 0)
    assert len(outcome.object["issues"]) == 1
    assert level(scored_file) == 3


@pytest.mark.parametrize(("rounding", "taken"), [("down", 3), ("UP", 4), ("Nearest", 4)])
def test_decimals_are_rounded_as_the_finding_says(run, scored_file, workbook, *, rounding, taken):
    fill(workbook, litho=3.5)

    asked = run("scorecard", "import", scored_file, workbook, "--dry-run", "--json")
    outcome = run("scorecard", "import", scored_file, workbook, "--rounding", rounding, "--json")

    assert "--rounding" in asked.object["issues"][0]["suggestion"]
    assert (outcome.code, outcome.object["changes"]) == (1, 1)
    assert level(scored_file, "litho") == taken


def test_labels_that_were_sorted_apart_are_refused_until_somebody_says_what_to_trust(
    run, scored_file, workbook
):
    book = openpyxl.load_workbook(workbook)
    sheet = book["Scores"]
    for row in range(6, 12):
        sheet.cell(row, 2).value = "Germany"
    sheet["E7"] = 4
    book.save(workbook)

    asked = run("scorecard", "import", scored_file, workbook, "--json")
    by_ids = run("scorecard", "import", scored_file, workbook, "--trust", "IDS", "--json")

    assert (asked.code, asked.object["issues"][0]["code"]) == (3, "labels-and-ids-disagree")
    assert "--trust" in asked.object["error"]["message"]
    assert (by_ids.code, by_ids.object["subjects"]) == (0, ["MYS"])


def test_a_file_without_identity_is_taken_for_the_rater_who_is_named(run, scored_file, tmp_path):
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    for line in (
        ("Place", "Capability", "Level now"),
        ("Malaysia", "Litho", 4),
        ("Malaysia", "Packaging", 3),
    ):
        book.active.append(line)
    book.save(path)

    asked = run("scorecard", "import", scored_file, path, "--json")
    outcome = run("scorecard", "import", scored_file, path, "--rater", "Delegation", "--json")

    assert (asked.code, asked.object["issues"][0]["code"]) == (3, "scorecard-unidentified")
    assert "--rater" in asked.object["issues"][0]["suggestion"]
    assert (outcome.object["rater"], outcome.object["changes"]) == ("Delegation", 2)
    assert content_of(scored_file).scores["MYS", "litho", "Delegation", 1].level("now") == 4


def test_a_card_filled_in_by_somebody_else_is_a_finding_until_the_rater_is_named(run, scored_file, workbook):
    book = openpyxl.load_workbook(workbook)
    cell = book.defined_names["rater_name"].attr_text.rpartition("!")[2].replace("$", "")
    book["Read me"][cell] = "Maria Silva"
    book.save(workbook)
    fill(workbook, litho=4)

    asked = run("scorecard", "import", scored_file, workbook, "--dry-run", "--json")
    outcome = run("scorecard", "import", scored_file, workbook, "--rater", "Maria Silva", "--json")

    assert (asked.code, asked.object["rater"]) == (1, "owner")
    assert [issue["code"] for issue in asked.object["issues"]] == ["rater-name-differs"]
    assert "--rater" in asked.object["issues"][0]["suggestion"]
    assert (outcome.code, outcome.object["rater"]) == (0, "Maria Silva")
    assert level(scored_file, "litho") is None


def test_wide_clearing_waits_for_its_option(run, scored_file, tmp_path):
    for segment in ("litho", "deposition"):
        run("score", "set", scored_file, "MYS", segment, "2")
    path = tmp_path / "cleared.xlsx"
    run("scorecard", "export", scored_file, "MYS", "-o", path)
    fill(path, litho=None, deposition=None)

    asked = run("scorecard", "import", scored_file, path, "--json")
    kept = level(scored_file, "litho")
    outcome = run("scorecard", "import", scored_file, path, "--accept-clearing", "--json")

    assert (asked.code, asked.object["changes"], asked.object["applied"], kept) == (1, 0, False, 2)
    assert "--accept-clearing" in asked.object["issues"][0]["suggestion"]
    assert (outcome.code, outcome.object["changes"], level(scored_file, "litho")) == (0, 2, None)


@pytest.fixture
def both_edited(run, scored_file, workbook):
    """The file says 5, the workspace meanwhile 1."""
    fill(workbook, packaging=5)
    run("score", "set", scored_file, "MYS", "packaging", "1")
    return scored_file


@pytest.mark.parametrize(
    ("decision", "code", "kept", "changes"),
    [((), 1, 1, 0), (("--on-conflict", "mine"), 0, 1, 0), (("--on-conflict", "theirs"), 0, 5, 1)],
)
def test_a_conflict_keeps_mine_until_it_is_decided(
    run, both_edited, *, workbook, decision, code, kept, changes
):
    outcome = run("scorecard", "import", both_edited, workbook, *decision, "--json")

    assert outcome.code == code
    assert (outcome.object["conflicts"], outcome.object["changes"]) == (1, changes)
    assert level(both_edited) == kept


def test_an_open_conflict_is_told_in_words(run, both_edited, workbook):
    assert "--on-conflict" in run("scorecard", "import", both_edited, workbook).out


@pytest.mark.parametrize("content", [b"just text", b"", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_a_file_that_is_no_workbook_is_refused_in_words(run, scored_file, tmp_path, content):
    path = tmp_path / "card.xlsx"
    path.write_bytes(content)

    outcome = run("scorecard", "import", scored_file, path, "--json")

    assert outcome.code == 3
    assert outcome.object["applied"] is False
    assert (outcome.object["changes"], outcome.object["conflicts"]) == (0, 0)
    assert outcome.object["error"]["message"] == outcome.object["issues"][0]["message"]


def test_a_scorecard_of_another_workspace_is_refused(run, workbook, starter_file):
    outcome = run("scorecard", "import", starter_file, workbook, "--json")

    assert outcome.code == 3
    assert outcome.object["issues"][0]["code"] == outcome.object["error"]["code"] == "other-workspace"


def test_another_raters_scorecard_changes_only_that_ballot(run, scored_file, tmp_path):
    path = tmp_path / "card.xlsx"
    run("scorecard", "export", scored_file, "MYS", "-o", path, "--rater", "Delegation")
    fill(path, packaging=5)

    assert run("scorecard", "import", scored_file, path).code == 0

    assert level(scored_file) == 3
    assert content_of(scored_file).scores["MYS", "packaging", "Delegation", 1].level("now") == 5
