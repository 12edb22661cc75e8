"""Raters and rounds as edits: what is kept and carried over, what is refused, and what undo brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chipmap.model.edits.raters import add_rater, remove_rater, rename_rater
from chipmap.model.edits.rounds import close_round, current_round, open_round
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.labels import Label
from chipmap.model.records import OWNER, StopCriteria
from chipmap.model.workspace import create_workspace, open_workspace
from chipmap.wording.changes import describe, step_name
from tests.builders import a_merge_conflict, a_rater, a_score, an_import_log, three_countries_dataset

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)


@pytest.fixture
def dataset():
    """The owner and Japan have answered in lithography."""
    return three_countries_dataset(a_rater("japan", name="Japan"), a_score(4), a_score(2, rater="japan"))


def after(dataset, changes):
    return dataset.with_changes(changes)


def refusal(act, *args, **options):
    with pytest.raises(RuleBroken) as caught:
        act(*args, **options)
    return caught.value.issue.code


def two_rounds(dataset):
    """Round 1 opened and closed, round 2 opened."""
    opened = after(dataset, open_round(dataset, at=MONDAY, note="By post"))
    closed = after(opened, close_round(opened, at=FRIDAY))
    return after(closed, open_round(closed, at=FRIDAY))


def test_the_first_round_takes_the_answers_that_are_there_and_fixes_the_rule(dataset):
    rule = StopCriteria(iqr=0.5, rounds=2)

    opened = after(dataset, open_round(dataset, at=MONDAY, note="By post", criteria=rule))

    found = current_round(opened)
    assert (found.number, found.opened_at, found.note) == (1, "2026-11-23T08:00:00+00:00", "By post")
    assert found.is_open
    assert found.criteria == rule
    assert opened.scores == dataset.scores


def test_the_next_round_starts_from_everybodys_own_answers_and_keeps_the_ballots_before(dataset):
    second = two_rounds(dataset)

    assert second.settings.current_round == 2
    for key, score in dataset.scores.items():
        assert second.scores[key] == score
        assert second.scores[(*key[:3], 2)] == replace(score, round=2)
    assert not second.rounds["1"].is_open
    assert second.rounds["2"].criteria == second.rounds["1"].criteria


def test_a_round_is_closed_before_the_next_is_opened(dataset):
    opened = after(dataset, open_round(dataset, at=MONDAY))

    assert refusal(open_round, opened, at=FRIDAY) == "round-still-open"


def test_what_is_not_open_cannot_be_closed(dataset):
    opened = after(dataset, open_round(dataset, at=MONDAY))
    closed = after(opened, close_round(opened, at=FRIDAY, note="All returned"))

    assert refusal(close_round, dataset, at=FRIDAY) == "no-round-open"
    assert refusal(close_round, closed, at=FRIDAY) == "no-round-open"
    assert current_round(closed).note == "All returned"


def test_the_rule_cannot_change_after_round_1_was_opened(dataset):
    opened = after(dataset, open_round(dataset, at=MONDAY))
    closed = after(opened, close_round(opened, at=FRIDAY))

    assert refusal(open_round, closed, at=FRIDAY, criteria=StopCriteria(iqr=2)) == "round-rule-fixed"
    assert after(closed, open_round(closed, at=FRIDAY, criteria=StopCriteria())).settings.current_round == 2


def test_no_round_is_opened_beyond_the_agreed_number(dataset):
    opened = after(dataset, open_round(dataset, at=MONDAY, criteria=StopCriteria(rounds=1)))
    closed = after(opened, close_round(opened, at=FRIDAY))

    assert refusal(open_round, closed, at=FRIDAY) == "rounds-spent"


def test_a_rule_outside_its_range_is_refused(dataset):
    wrong = StopCriteria(within_one=75)

    assert refusal(open_round, dataset, at=MONDAY, criteria=wrong) == "round-rule-out-of-range"


def test_a_rater_is_added_once_and_renamed_with_the_ballot_in_place(dataset):
    added = after(dataset, add_rater(dataset, "  Maria\nSilva ", "Ministry"))
    renamed = after(added, rename_rater(added, "Maria Silva", "Ana Silva"))

    assert (renamed.raters["Maria Silva"].name, renamed.raters["Maria Silva"].organisation) == (
        "Ana Silva",
        "Ministry",
    )
    assert refusal(add_rater, renamed, "ana silva") == "rater-name-taken"
    assert refusal(rename_rater, renamed, "japan", "MARIA SILVA") == "rater-name-taken"
    assert refusal(add_rater, renamed, " ") == "text-missing"


def test_the_owner_is_renamed_but_not_removed(dataset):
    named = after(dataset, rename_rater(dataset, OWNER, "Jo Banks", "Unit C4"))

    assert named.raters[OWNER].name == "Jo Banks"
    assert refusal(remove_rater, named, OWNER) == "owner-stays"


def test_a_rater_that_is_not_there_cannot_be_renamed_or_removed(dataset):
    for act in (lambda: rename_rater(dataset, "nobody", "X"), lambda: remove_rater(dataset, "nobody")):
        with pytest.raises(UnknownRecord):
            act()


def test_a_removed_rater_takes_ballots_conflicts_and_logs_along(dataset):
    full = three_countries_dataset(
        *(record for record in dataset.records() if record.kind in ("rater", "score")),
        an_import_log(rater="japan"),
        an_import_log("I-2"),
        a_merge_conflict(rater="japan"),
        a_merge_conflict("C-2"),
    )

    without = after(full, remove_rater(full, "japan"))

    assert list(without.raters) == [OWNER]
    for table in (without.scores, without.import_logs, without.merge_conflicts):
        assert {one.rater for one in table.values()} == {OWNER}
    assert remove_rater(full, "japan").inverted()
    assert without.with_changes(remove_rater(full, "japan").inverted()) == full


def test_every_step_is_one_undo_survives_saving_and_says_what_it_did(dataset, tmp_path):
    path = tmp_path / "rounds.chipmap"
    said = []
    with create_workspace(path, dataset) as workspace:
        steps = [
            (Label.OPEN_ROUND, lambda now: open_round(now, at=MONDAY)),
            (Label.CLOSE_ROUND, lambda now: close_round(now, at=FRIDAY)),
            (Label.OPEN_ROUND, lambda now: open_round(now, at=FRIDAY)),
            (Label.ADD_RATER, lambda now: add_rater(now, "Maria Silva")),
            (Label.CHANGE_RATER, lambda now: rename_rater(now, "Maria Silva", "Ana Silva")),
            (Label.REMOVE_RATER, lambda now: remove_rater(now, "japan")),
        ]
        for label, edit in steps:
            changes = edit(workspace.dataset)
            said.append(describe(label, workspace.apply(changes, label=label).changes, dataset, None))
            assert step_name(label)
        workspace.save()
        saved = workspace.dataset
        for _step in steps:
            workspace.undo()
        assert workspace.dataset == dataset
    with open_workspace(path) as again:
        assert again.dataset == saved
    assert said == [
        "Round 1 opened",
        "Round 1 closed",
        "Round 2 opened; 2 rows carried over",
        "Maria Silva added as a rater",
        "Rater is now called Ana Silva",
        "Japan removed with 2 rows",
    ]
