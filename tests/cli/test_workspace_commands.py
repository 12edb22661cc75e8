"""`chipmap workspace`: make one, count what it holds, list what needs attention."""

import pytest

from chipmap.model.dataset import TABLE_OF
from chipmap.model.edits.scores import set_level, set_need
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_share, three_countries_dataset
from tests.cli.conftest import content_of


def test_a_new_workspace_holds_the_starter_data_and_is_named_after_its_file(run, tmp_path):
    path = tmp_path / "Europe and partners.chipmap"

    outcome = run("workspace", "new", path)

    assert outcome.code == 0
    dataset = content_of(path)
    assert dataset.settings.title == "Europe and partners"
    assert len(dataset.institutions) == 414


def test_an_empty_workspace_holds_no_figure(run, tmp_path):
    path = tmp_path / "empty.chipmap"

    assert run("workspace", "new", path, "--empty", "--json").object["empty"] is True
    assert len(content_of(path).shares) == 0


def test_a_file_that_is_there_is_replaced_only_on_purpose(run, tmp_path, workspace_file):
    before = workspace_file.read_bytes()

    refused = run("workspace", "new", workspace_file)
    assert (refused.code, refused.out) == (3, "")
    assert str(workspace_file) in refused.err
    assert workspace_file.read_bytes() == before

    assert run("workspace", "new", workspace_file, "--force", "--empty").code == 0
    assert content_of(workspace_file).settings.title == "europe"


def test_info_counts_every_kind_of_record(run, starter_file, starter):
    found = run("workspace", "info", starter_file, "--json").object

    assert {table: found[table] for table in TABLE_OF.values()} == {
        table: len(getattr(starter, table)) for table in TABLE_OF.values()
    }
    assert (found["countries"], found["regions"], found["sources"], found["shares"]) == (250, 10, 348, 816)
    assert (found["answers"], found["scores"]) == (0, 0)
    assert found["suggested"] > 400
    assert found["schema"] >= 1


def test_info_counts_single_answers_and_suggestions_that_are_shown(run, tmp_path):
    dataset = three_countries_dataset(a_share(), a_share(subject="MYS", percent=3))
    path = tmp_path / "w.chipmap"
    with create_workspace(path, dataset) as workspace:
        before = run_counts(run, path, workspace)
        for changes in (
            set_level(workspace.dataset, subject="MYS", segment="litho", level=4),
            set_need(workspace.dataset, subject="NLD", segment="deposition", level=4, horizon="2030"),
        ):
            workspace.apply(changes, label="change-score")
        workspace.save()

    after = run("workspace", "info", path, "--json").object
    assert before["suggested"] == 8
    assert after["suggested"] == 6
    assert (after["answers"], after["scores"]) == (2, 2)


def run_counts(run, path, workspace):
    """What info says of the saved state, asked of a copy because the workspace is open."""
    copy = path.with_name("copy.chipmap")
    copy.write_bytes(path.read_bytes())
    return run("workspace", "info", copy, "--json").object


def test_info_as_text_has_one_line_for_each_fact(run, starter_file):
    outcome = run("workspace", "info", starter_file)

    assert outcome.code == 0
    assert "countries" in outcome.out
    assert "250" in outcome.out


def test_check_finds_nothing_wrong_with_a_fresh_workspace(run, starter_file):
    outcome = run("workspace", "check", starter_file, "--json")

    assert outcome.code == 0
    assert (outcome.object["errors"], outcome.object["warnings"]) == (0, 0)
    assert {issue["severity"] for issue in outcome.object["issues"]} == {"notice"}


def test_check_says_so_when_nothing_at_all_needs_attention(run, workspace_file):
    outcome = run("workspace", "check", workspace_file)

    assert (outcome.code, outcome.out) == (0, "Nothing needs attention.\n")


def test_doubtful_figures_are_findings(run, tmp_path):
    path = tmp_path / "w.chipmap"
    dataset = three_countries_dataset(a_share(percent=80), a_share(subject="MYS", percent=70))
    create_workspace(path, dataset).close()

    outcome = run("workspace", "check", path, "--json")

    assert outcome.code == 1
    assert outcome.object["warnings"] == 1
    (issue,) = [issue for issue in outcome.object["issues"] if issue["severity"] == "warning"]
    assert (issue["code"], issue["segment"], issue["value"]) == ("shares-exceed-whole", "litho", "150.0")
    assert issue["message"]
    assert issue["suggestion"]
    assert "warning: Litho" in run("workspace", "check", path).out


@pytest.mark.parametrize("verb", ["info", "check"])
def test_a_workspace_that_is_not_there_is_refused(run, tmp_path, verb):
    outcome = run("workspace", verb, tmp_path / "nothing.chipmap", "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "workspace-missing"
    assert outcome.err == ""


def test_what_is_no_workspace_is_refused_in_words(run, tmp_path):
    path = tmp_path / "letter.chipmap"
    path.write_text("Dear colleague", encoding="utf-8")

    outcome = run("workspace", "info", path)

    assert (outcome.code, outcome.out) == (3, "")
    assert str(path) in outcome.err


def test_a_workspace_that_is_open_is_refused_with_who_has_it(run, workspace_file):
    with open_workspace(workspace_file):
        outcome = run("workspace", "info", workspace_file, "--json")

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "workspace-locked"
    assert outcome.object["error"]["holder"]["process_id"]
    assert outcome.object["error"]["holder"]["host"]
