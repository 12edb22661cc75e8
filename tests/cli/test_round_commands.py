"""`chipmap rater`, `round` and `analysis agreement`, and mailings of `scorecard export`."""

from __future__ import annotations

import openpyxl
import pytest

from chipmap.model.records import OWNER
from chipmap.model.workspace import create_workspace
from tests.builders import a_rater, a_score, three_countries_dataset
from tests.cli.conftest import content_of


@pytest.fixture(scope="module")
def rated_bytes(tmp_path_factory) -> bytes:
    """The file of a workspace in which three raters have answered two segments of Malaysia."""
    raters = (("Ann", 1, 3), ("Ben", 2, 4), ("Eve", 2, 5))
    folder = tmp_path_factory.mktemp("rated")
    dataset = three_countries_dataset(
        *(a_rater(name, name=name) for name, _litho, _packaging in raters),
        *(
            a_score(litho, "MYS", "litho", rater=name, reason=f"Says {name}", confidence=None, year=None)
            for name, litho, _packaging in raters
        ),
        *(
            a_score(packaging, "MYS", "packaging", rater=name, confidence=None, year=None)
            for name, _litho, packaging in raters
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        create_workspace(folder / "rated.chipmap", dataset).close()
    return (folder / "rated.chipmap").read_bytes()


@pytest.fixture
def rated(tmp_path, rated_bytes):
    """That workspace, to be changed."""
    path = tmp_path / "rated.chipmap"
    path.write_bytes(rated_bytes)
    return path


def test_a_rater_is_added_listed_renamed_and_removed(run, workspace_file):
    added = run("rater", "add", workspace_file, "Maria Silva", "--organisation", "Ministry", "--json")
    renamed = run("rater", "rename", workspace_file, "maria silva", "Ana Silva", "--json")
    owner = run("rater", "rename", workspace_file, "owner", "Jo Banks")
    listed = run("rater", "list", workspace_file, "--json")
    table = run("rater", "list", workspace_file)
    removed = run("rater", "remove", workspace_file, "Ana Silva", "--json")

    assert (added.object["id"], added.object["organisation"], added.object["rows"]) == (
        "Maria Silva",
        "Ministry",
        0,
    )
    assert (renamed.object["id"], renamed.object["name"]) == ("Maria Silva", "Ana Silva")
    assert owner.out == "Rater is now called Jo Banks\n"
    assert [rater["name"] for rater in listed.object["raters"]] == ["Jo Banks", "Ana Silva"]
    assert "Ana Silva" in table.out
    assert removed.object == {"rater": "Maria Silva", "removed": True, "rows": 0}
    assert list(content_of(workspace_file).raters) == [OWNER]


@pytest.mark.parametrize(
    ("command", "code", "word"),
    [
        (("add", "Ann"), 3, "already"),
        (("rename", "Anne", "X"), 2, "Ann"),
        (("remove", "owner"), 3, "owner"),
    ],
)
def test_a_rater_that_cannot_be_changed_is_refused_with_a_reason(command, code, word, run, rated):
    verb, *arguments = command

    outcome = run("rater", verb, rated, *arguments)

    assert outcome.code == code
    assert word in outcome.err


def test_rounds_are_opened_closed_and_reported_by_the_rule_fixed_before(run, rated):
    opened = run("round", "open", rated, "--iqr", "0.5", "--within-one", "80", "--rounds", "2", "--json")
    twice = run("round", "open", rated, "--json")
    closed = run("round", "close", rated, "--note", "All back", "--json")
    other = run("round", "open", rated, "--iqr", "2", "--json")
    second = run("round", "open", rated)
    run("score", "set", rated, "MYS", "litho", "2", "--rater", "Ann")
    report = run("round", "report", rated, "--json")
    first = run("round", "report", rated, "--round", "1", "--json")

    assert (opened.object["number"], opened.object["within_one"], opened.object["rounds"]) == (1, 0.8, 2)
    assert (twice.code, twice.object["error"]["code"]) == (3, "round-still-open")
    assert (closed.object["note"], bool(closed.object["closed_at"])) == ("All back", True)
    assert (other.code, other.object["error"]["code"]) == (3, "round-rule-fixed")
    assert second.out.startswith(
        "Round 2 opened; 6 rows carried over\nConsensus: IQR of 0.5 or less and 80 %"
    )
    by_segment = {item["segment"]: item for item in report.object["items"]}
    assert by_segment["litho"]["decision"] == "rounds-spent"
    assert [(one["n"], one["median"], one["changed"]) for one in report.object["items"]] == [
        (1, 2, 1),
        (1, 3, 0),
    ]
    assert by_segment["packaging"]["median_shift"] == 1
    assert (report.object["heard"], report.object["waiting"]) == (["Ann"], ["Ben", "Eve", OWNER])
    assert {item["decision"] for item in first.object["items"]} == {"another-round"}


def test_a_report_is_a_table_for_a_person_and_a_workbook_in_three_languages(run, rated, tmp_path):
    shown = run("round", "report", rated)
    for language in ("en", "fr", "de"):
        run("round", "report", rated, "-o", tmp_path / f"{language}.xlsx", "--language", language)

    assert "Malaysia" in shown.out
    assert "ask again" in shown.out
    assert "Krippendorff" in shown.out
    books = {path.stem: openpyxl.load_workbook(path) for path in tmp_path.glob("*.xlsx")}
    assert {language: len(book.sheetnames) for language, book in books.items()} == {"en": 3, "fr": 3, "de": 3}
    rows = list(books["en"].worksheets[0].iter_rows(values_only=True))
    assert rows[0][3:7] == ("Raters", "Not applicable", "Median", "IQR")
    assert [row[3:7] for row in rows[1:]] == [(3, 0, 2, 0.5), (3, 0, 4, 1)]
    english = {cell.value for sheet in books["en"].worksheets for cell in sheet[1]}
    for language in ("fr", "de"):
        translated = {cell.value for sheet in books[language].worksheets for cell in sheet[1]}
        assert english & translated <= {"Median"}


def test_a_report_that_is_no_workbook_is_refused(run, rated, tmp_path):
    assert run("round", "report", rated, "-o", tmp_path / "report.pdf").code == 2


def test_agreement_has_a_figure_or_a_reason_for_each_stage(run, rated):
    found = run("analysis", "agreement", rated, "--json").object
    table = run("analysis", "agreement", rated)

    assert [stage["stage"] for stage in found["stages"]] == ["equipment", "packaging"]
    equipment = found["stages"][0]
    assert (equipment["raters"], equipment["alpha_items"]) == (3, 1)
    assert equipment["alpha"] is not None
    assert (equipment["w"], equipment["w_reason"]) == (None, "too-few")
    assert "too few common answers" in table.out
    assert sum(term["adds"] for term in equipment["alpha_explain"]) == pytest.approx(equipment["alpha"])
    told = run("analysis", "agreement", rated, "--explain").out
    assert "Perfect agreement" in told
    assert "Adds" in told


def test_a_mailing_goes_to_every_rater_about_every_member(run, rated, tmp_path):
    outcome = run(
        "scorecard",
        "export",
        rated,
        "EU27",
        "MYS",
        "--members",
        "--raters",
        "all",
        "-o",
        tmp_path / "out",
        "--json",
    )

    assert outcome.code == 0
    files = outcome.object["files"]
    assert len(files) == 4 * 3
    assert {tuple(one["subjects"]) for one in files} == {("NLD",), ("DEU",), ("MYS",)}
    assert min(path.name for path in (tmp_path / "out").iterdir()) == "Chipmap_DEU_R1_Ann.xlsx"


def test_a_joint_unprotected_mailing_in_german_is_one_file_for_each_rater(run, rated, tmp_path):
    outcome = run(
        "scorecard", "export", rated, "MYS", "NLD", "--raters", "Ann, eve", "--joint", "--unprotected",
        "--language", "de", "-o", tmp_path,
    )  # fmt: skip

    names = sorted(path.name for path in tmp_path.glob("Chipmap_*.xlsx"))
    assert names == ["Chipmap_MYS-and-1-more_R1_Ann.xlsx", "Chipmap_MYS-and-1-more_R1_Eve.xlsx"]
    assert outcome.out.count(": 12 ") == 2
    sheet = openpyxl.load_workbook(tmp_path / names[0])["Scores"]
    assert not sheet.protection.sheet
    assert sheet["E5"].value.startswith("Niveau jetzt")


@pytest.mark.parametrize(
    "options",
    [
        ("MYS", "NLD", "-o", "one.xlsx"),
        ("MYS", "--members", "-o", "out"),
        ("MYS", "--raters", "Nobody", "-o", "out"),
        ("MYS", "--raters", " , ", "-o", "out"),
        ("MYS", "--raters", "all", "--rater", "Ann", "-o", "out"),
        ("MYS", "-o", "card.ods"),
    ],
)
def test_a_mailing_that_cannot_be_meant_is_refused_and_writes_nothing(options, run, rated, tmp_path):
    *words, place = options

    outcome = run("scorecard", "export", rated, *words, tmp_path / place)

    assert outcome.code == 2
    assert not (tmp_path / place).exists()


def test_a_card_signed_by_the_unnamed_owner_names_the_owner_without_a_finding(run, tmp_path, starter_bytes):
    path = tmp_path / "starter.chipmap"
    path.write_bytes(starter_bytes)
    card = tmp_path / "card.xlsx"
    run("scorecard", "export", path, "MYS", "-o", card)
    book = openpyxl.load_workbook(card)
    cell = book.defined_names["rater_name"].attr_text.rpartition("!")[2].replace("$", "")
    book["Read me"][cell] = "Maria Silva"
    book["Scores"]["E7"] = 3
    book.save(card)

    outcome = run("scorecard", "import", path, card, "--json")

    assert outcome.code == 0
    assert content_of(path).raters[OWNER].name == "Maria Silva"
