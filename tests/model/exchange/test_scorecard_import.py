"""What an import would do with a scorecard that a delegation has filled in, well or badly."""

from __future__ import annotations

import pytest

from chipmap.model.changes import ChangeSet
from chipmap.model.errors import Cancelled
from chipmap.model.exchange.import_plan import ItemKind
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.issues import Severity
from chipmap.model.records import NA, NOW, OWNER, Confidence, ConflictKind, Score
from chipmap.model.records.units import JUDGEMENT, Judgement
from tests.builders import a_rater, a_score, some_settings, three_countries_dataset
from tests.model.exchange.scorecard_files import (
    a_filled_dataset,
    after_import,
    codes,
    edit,
    fill,
    plan_of,
    sign,
    write,
)


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """The Netherlands' scorecard as it was sent out."""
    return write(dataset, tmp_path / "nld.xlsx", revision=7)


def score_of(dataset, segment, rater=OWNER, subject="NLD"):
    return dataset.scores.get((subject, segment, rater, 1))


def test_entries_become_answers(scorecard, dataset):
    fill(
        scorecard,
        E8=3,
        F8="High",
        G8=2025,
        H8=4,
        J8="NA",
        L8="Two new lines",
        M8="Report | p. 3 | 2024\nSite visit",
    )

    score = score_of(after_import(scorecard, dataset), "deposition")

    assert (score.level(NOW), score.level("2030"), score.need("2030")) == (3, 4, NA)
    assert (score.confidence, score.year, score.reason) == (Confidence.HIGH, 2025, "Two new lines")
    assert len(score.evidence) == 2


def test_the_preview_names_each_change_with_its_cell(scorecard, dataset):
    fill(scorecard, E7=5, E8=3, E11=None, M8="Report")

    plan = plan_of(scorecard, dataset)

    assert {(item.kind, item.segment, item.unit, item.place.cell) for item in plan.items} == {
        (ItemKind.CHANGED, "litho", JUDGEMENT, "E7"),
        (ItemKind.NEW, "deposition", JUDGEMENT, "E8"),
        (ItemKind.EVIDENCE, "deposition", "sources", "M8"),
        (ItemKind.CHANGED, "packaging_advanced", JUDGEMENT, "E11"),
    }
    changed = next(item for item in plan.items if item.segment == "litho")
    assert (changed.before.level, changed.after.level, changed.place.sheet) == (4, 5, "Scores")
    assert (plan.unchanged, plan.base_revision, plan.rater, plan.round) == (3, 7, OWNER, 1)


def test_an_emptied_row_is_cleared(scorecard, dataset):
    fill(scorecard, E11=None, F11=None)

    plan = plan_of(scorecard, dataset)

    assert [item.kind for item in plan.items] == [ItemKind.CLEARED]
    assert score_of(dataset.with_changes(plan.changes), "packaging_advanced") is None


@pytest.fixture
def widely_cleared(tmp_path):
    """Six capabilities with levels, of which the file has lost two, and gained one more."""
    segments = ("equipment", "litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")
    dataset = three_countries_dataset(*(a_score(3, segment=segment) for segment in segments))
    path = write(dataset, tmp_path / "nld.xlsx")
    return dataset, fill(path, E6=None, F6=None, G6=None, E7=None, E8=5)


def test_clearing_much_of_what_was_sent_out_waits_for_a_person(widely_cleared):
    dataset, path = widely_cleared

    plan = plan_of(path, dataset)
    after = dataset.with_changes(plan.changes)

    (issue,) = plan.issues
    assert (issue.code, issue.severity) == ("many-cleared", Severity.WARNING)
    assert issue.params == {"count": 2, "total": 6}
    assert {item.segment for item in plan.items} == {"equipment", "litho", "deposition"}
    assert (score_of(after, "equipment").level(NOW), score_of(after, "litho").level(NOW)) == (3, 3)
    assert score_of(after, "deposition").level(NOW) == 5


def test_clearings_are_taken_once_they_are_confirmed(widely_cleared):
    dataset, path = widely_cleared

    plan = plan_of(path, dataset, accept_clearing=True)
    after = dataset.with_changes(plan.changes)

    assert codes(plan) == []
    assert score_of(after, "equipment") is None
    assert score_of(after, "litho").level(NOW) is None


def test_taking_theirs_in_conflicts_confirms_no_clearing(widely_cleared):
    dataset, path = widely_cleared
    here = dataset.with_changes(plan_changes_of(dataset, path, E6=2, E7=2))

    plan = plan_of(path, here, on_conflict="theirs")

    assert codes(plan) == ["many-cleared"]
    assert score_of(here.with_changes(plan.changes), "litho").level(NOW) == 2


def test_only_what_was_chosen_is_taken(scorecard, dataset):
    fill(scorecard, E7=5, L7="A third plant", E8=3)
    plan = plan_of(scorecard, dataset)
    chosen = [item.id for item in plan.items if item.unit == "reason"]

    after = dataset.with_changes(plan.changes_for(chosen))

    assert score_of(after, "litho").reason == "A third plant"
    assert score_of(after, "litho").level(NOW) == 4
    assert score_of(after, "deposition") is None


def test_nothing_chosen_changes_nothing(scorecard, dataset):
    fill(scorecard, E8=3)

    assert not plan_of(scorecard, dataset).changes_for(())


def test_evidence_keeps_its_record_and_new_evidence_is_added_once(scorecard, dataset):
    line = "Annual report | page 12 | 2025 | [E-0000000001]"
    fill(scorecard, M8=f"{line}\nReport", M9="Report")

    plan = plan_of(scorecard, dataset)
    after = dataset.with_changes(plan.changes)

    assert "E-0000000001" in score_of(after, "deposition").evidence
    assert len(after.evidence) == len(dataset.evidence) + 1


def test_a_source_without_its_id_is_still_the_same_evidence_as_that_line_typed_twice(scorecard, dataset):
    fill(scorecard, M8="Report | p. 3 | 2024", M9="report  | p. 3 | 2024")

    after = after_import(scorecard, dataset)

    assert score_of(after, "deposition").evidence == score_of(after, "packaging").evidence


def test_a_reworded_source_leaves_the_evidence_of_others_alone(scorecard, dataset):
    fill(scorecard, M7="Annual report 2025 | page 14 | 2025 | [E-0000000001]")

    plan = plan_of(scorecard, dataset)
    after = dataset.with_changes(plan.changes)

    assert codes(plan) == ["source-reworded"]
    assert after.evidence["E-0000000001"] == dataset.evidence["E-0000000001"]
    assert "E-0000000001" not in score_of(after, "litho").evidence


def test_what_changed_here_since_the_export_is_kept(scorecard, dataset):
    here = dataset.with_changes(plan_changes_of(dataset, scorecard, L8="Edited here"))

    plan = plan_of(scorecard, here)

    assert plan.items == ()


def plan_changes_of(dataset, scorecard, **cells):
    """The same entries made by hand, which leave no log of an import."""
    other = scorecard.with_name("other.xlsx")
    other.write_bytes(scorecard.read_bytes())
    return ChangeSet.of(plan_of(fill(other, **cells), dataset).changes.records(Score))


def test_edits_on_both_sides_are_a_conflict_and_ours_stays(scorecard, dataset):
    here = dataset.with_changes(plan_changes_of(dataset, scorecard, E7=5))
    fill(scorecard, E7=2)

    plan = plan_of(scorecard, here)

    assert [(item.unit, item.conflict) for item in plan.conflicts] == [(JUDGEMENT, ConflictKind.BOTH_EDITED)]
    assert plan.conflicts[0].base == Judgement(4, Confidence.MEDIUM, 2026)
    assert here.with_changes(plan.changes).scores == here.scores


def test_a_conflict_is_decided_for_either_side(scorecard, dataset):
    here = dataset.with_changes(plan_changes_of(dataset, scorecard, E7=5))
    fill(scorecard, E7=2)

    mine = plan_of(scorecard, here, on_conflict="mine")
    theirs = plan_of(scorecard, here, on_conflict="theirs")

    assert here.with_changes(mine.changes).scores == here.scores
    assert not mine.conflicts
    assert score_of(here.with_changes(theirs.changes), "litho").level(NOW) == 2


def test_another_delegation_changes_its_own_ballot_only(dataset, tmp_path):
    path = write(dataset, tmp_path / "japan.xlsx", rater="japan")

    plan = plan_of(fill(sign(path, "Ministry of Economy"), E7=3), dataset)
    after = dataset.with_changes(plan.changes)

    assert after.raters["japan"].name == "Ministry of Economy"
    assert score_of(after, "litho", "japan").level(NOW) == 3
    assert score_of(after, "litho") == score_of(dataset, "litho")


def test_a_new_rater_without_answers_changes_nothing(dataset, tmp_path):
    path = write(dataset, tmp_path / "japan.xlsx", rater="japan")

    assert not plan_of(path, dataset).changes


def test_hidden_rows_are_read_and_counted(scorecard, dataset):
    def enter(workbook):
        workbook["Scores"]["E8"] = 3
        workbook["Scores"].row_dimensions[8].hidden = True

    plan = plan_of(edit(scorecard, enter), dataset)

    assert ("rows-hidden", 1) in [(issue.code, issue.params.get("count")) for issue in plan.issues]
    assert len(plan.items) == 1


def test_a_changed_label_is_reported_and_never_applied(scorecard, dataset):
    fill(scorecard, D8="Our own name for it", E8=3)

    plan = plan_of(scorecard, dataset)
    after = dataset.with_changes(plan.changes)

    assert codes(plan) == ["labels-changed"]
    assert after.segments == dataset.segments
    assert score_of(after, "deposition").level(NOW) == 3


def test_a_file_of_another_workspace_is_blocked(scorecard):
    other = three_countries_dataset(settings=some_settings(workspace_id="w-0002", title="Another"))

    plan = plan_of(scorecard, other)

    assert plan.blocked_by.code == "other-workspace"
    assert (plan.blocked_by.params["title"], plan.blocked_by.params["here"]) == (
        "Partners of Europe",
        "Another",
    )
    assert not plan.changes


def test_a_scorecard_of_a_newer_version_is_blocked(scorecard, dataset):
    def enter(workbook):
        workbook["_chipmap"]["B1"] = "2"

    assert plan_of(edit(scorecard, enter), dataset).blocked_by.code == "scorecard-newer"


def test_a_foreign_workbook_is_blocked_with_what_was_looked_for(tmp_path, dataset):
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active.append(["model", "scenario", "region", "variable"])
    workbook.save(tmp_path / "foreign.xlsx")

    plan = plan_of(tmp_path / "foreign.xlsx", dataset)

    assert plan.blocked_by.code == "not-a-scorecard"
    assert plan.blocked_by.params["sheets"] == "Sheet"


def test_planning_can_be_stopped(scorecard, dataset):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            if total:
                raise Cancelled

    with pytest.raises(Cancelled):
        plan_import(scorecard, dataset, Stopped())


def test_a_round_that_is_over_is_said(tmp_path):
    dataset = a_filled_dataset()
    path = fill(write(dataset, tmp_path / "nld.xlsx"), E8=3)
    later = three_countries_dataset(*dataset.evidence.values(), settings=some_settings(current_round=2))

    plan = plan_of(path, later)

    assert "other-round" in codes(plan)
    assert {change.key[3] for change in plan.changes.records(Score)} == {1}


def test_the_same_answers_have_the_same_digest(scorecard, dataset):
    before = plan_of(scorecard, dataset).digest
    edit(scorecard, lambda workbook: None)

    assert plan_of(scorecard, dataset).digest == before
    assert plan_of(fill(scorecard, E8=3), dataset).digest != before


def test_answers_of_several_subjects_go_to_their_own_rows(tmp_path):
    dataset = three_countries_dataset(a_rater("japan"), a_score(2, "DEU"))
    path = write(dataset, tmp_path / "two.xlsx", ["NLD", "DEU"])

    after = after_import(fill(path, E7=4, E13=5), dataset)

    assert score_of(after, "litho").level(NOW) == 4
    assert score_of(after, "litho", subject="DEU").level(NOW) == 5
