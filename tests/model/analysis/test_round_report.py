"""What all raters of a round say together is what the methods say of their raw answers, in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.agreement import kendall_w, krippendorff_alpha
from chipmap.model.analysis.consolidation import weight_of
from chipmap.model.analysis.elicitation import Decision, StopCriteria, stop_rule, summarise
from chipmap.model.analysis.round_report import (
    agreement_by_stage,
    answers_about,
    consolidated,
    heard_in,
    report_of_round,
)
from chipmap.model.analysis.standing import standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.edits.rounds import close_round, open_round
from chipmap.model.edits.scores import set_level
from chipmap.model.records import NA, OWNER, Confidence, Consolidation
from tests.builders import a_rater, a_score, an_import_log, some_settings, three_countries_dataset

RATERS = ("ann", "ben", "eve", "ida", "max")
SEGMENTS = ("litho", "deposition", "packaging_osat", "packaging_advanced")
AT = datetime(2026, 11, 23, tzinfo=UTC)

answers = st.none() | st.integers(0, 5) | st.just(NA)
ballots = st.fixed_dictionaries(
    {
        (rater, subject, segment): st.tuples(answers, st.none() | st.sampled_from(Confidence))
        for rater in RATERS
        for subject in ("NLD", "MYS")
        for segment in SEGMENTS
    }
)


def scores_of(said, number=1):
    return [
        a_score(level, subject, segment=segment, rater=rater, confidence=confidence, round=number)
        for (rater, subject, segment), (level, confidence) in said.items()
        if level is not None
    ]


def dataset_of(*scores, **changed):
    raters = [a_rater(rater, name=rater.title()) for rater in RATERS]
    return three_countries_dataset(*raters, *scores, settings=some_settings(**changed))


def raw(said, subject, segment):
    """Each rater's level of an item in the order of RATERS, as a method takes it."""
    levels = (said[rater, subject, segment][0] for rater in RATERS)
    return [level if isinstance(level, int) else None for level in levels]


@given(said=ballots, rule=st.sampled_from(Consolidation), data=st.data())
@settings(max_examples=40)
def test_raters_in_any_order_give_the_same_table_and_the_level_of_the_map(said, rule, data):
    rows = scores_of(said)
    shuffled = data.draw(st.permutations(rows))

    table = consolidated(dataset_of(*rows, consolidation=rule))

    assert consolidated(dataset_of(*shuffled, consolidation=rule)) == table
    standings = standings_of(dataset_of(*rows, consolidation=rule))
    assert {(i.subject, i.segment): i.level for i in table} == {
        (i.subject, i.segment): standings.of(i.subject, i.segment).level for i in table
    }


@given(first=ballots, second=ballots)
@settings(max_examples=40)
def test_a_report_is_the_methods_on_the_raw_answers(first, second):
    returned = [an_import_log(f"I-{rater}", rater=rater, round=2) for rater in RATERS]
    dataset = dataset_of(*scores_of(first), *scores_of(second, 2), *returned, current_round=2)

    report = report_of_round(dataset, 2)

    asked = {(s, g) for (_r, s, g), (level, _c) in second.items() if level is not None}
    assert {(row.item.subject, row.item.segment) for row in report.rows} == asked
    for row in report.rows:
        where = (row.item.subject, row.item.segment)
        was_asked = any(first[rater, *where][0] is not None for rater in RATERS)
        before = raw(first, *where) if was_asked else None
        outcome = stop_rule(raw(second, *where), before, round_number=2)
        # The raters who said nothing in either round are not in the report, and change none of its figures.
        assert replace(row.outcome, summary=None) == replace(outcome, summary=None)
        assert row.outcome.summary.median == outcome.summary.median
        weights = [weight_of(second[rater, *where][1]) for rater in RATERS]
        whole = summarise(raw(second, *where), weights)
        found = row.item.summary
        assert (found.n, found.median, found.iqr, found.mean) == (
            whole.n,
            whole.median,
            whole.iqr,
            whole.mean,
        )
        assert (found.is_thin, found.is_disputed, found.has_two_camps) == (
            whole.is_thin,
            whole.is_disputed,
            whole.has_two_camps,
        )
        assert row.item.not_applicable == sum(second[rater, *where][0] is NA for rater in RATERS)


@given(said=ballots)
@settings(max_examples=25)
def test_the_agreement_of_a_stage_is_over_its_items_and_the_raters_who_answered_in_it(said):
    dataset = dataset_of(*scores_of(said))

    for stage in agreement_by_stage(dataset):
        items = [
            (subject, segment)
            for subject in ("MYS", "NLD")
            for segment in SEGMENTS
            if dataset.segments[segment].parent == stage.stage
            and any(said[rater, subject, segment][0] is not None for rater in RATERS)
        ]
        rows = [[raw(said, *item)[at] for item in items] for at in range(len(RATERS))]
        rows = [row for row in rows if any(level is not None for level in row)]
        assert stage.raters == len(rows)
        assert stage.alpha == krippendorff_alpha(rows)
        assert stage.concordance == kendall_w(rows)


def test_an_item_shows_every_answer_with_what_they_say_together():
    dataset = dataset_of(
        a_score(0, rater="ann"), a_score(1, rater="ben"), a_score(5, rater="eve"), a_score(4, rater="ida"),
        a_score(NA, rater="max"), a_score(3, rater=OWNER, round=2),
    )  # fmt: skip

    item = answers_about(dataset, "NLD", "litho")

    assert item.levels == {"ann": 0, "ben": 1, "eve": 5, "ida": 4, "max": NA}
    assert (item.summary.n, item.summary.median, item.not_applicable, item.level) == (4, 2.5, 1, 2.5)
    assert (item.summary.is_thin, item.summary.is_disputed, item.summary.has_two_camps) == (False, True, True)


def test_an_item_that_nobody_has_answered_says_nothing():
    item = answers_about(dataset_of(), "NLD", "litho")

    assert (item.ballots, item.level, item.summary.n, item.summary.median) == ((), None, 0, None)


def test_only_the_subjects_that_are_asked_for_are_in_a_table():
    dataset = dataset_of(a_score(1), a_score(2, "MYS"))

    assert [item.subject for item in consolidated(dataset, subjects=["MYS"])] == ["MYS"]


@pytest.fixture
def second_round():
    """Three raters agreed within a point, and round 2 has just been opened."""
    opened = dataset_of(a_score(3, rater="ann"), a_score(3, rater="ben"), a_score(4, rater="eve"))
    opened = opened.with_changes(open_round(opened, at=AT, criteria=StopCriteria(rounds=2)))
    closed = opened.with_changes(close_round(opened, at=AT))
    return closed.with_changes(open_round(closed, at=AT))


def test_who_has_said_nothing_new_is_waited_for(second_round):
    edited = second_round.with_changes(
        set_level(second_round, subject="NLD", segment="litho", level=4, rater="ben")
    )

    assert heard_in(edited, 2) == (("ben",), ("ann", "eve", "ida", "max", OWNER))
    assert heard_in(edited, 1) == (("ann", "ben", "eve"), ("ida", "max", OWNER))


def test_a_file_that_came_back_unchanged_is_an_answer(second_round):
    came_back = Dataset.of([*second_round.records(), an_import_log(rater="eve", round=2)])

    assert heard_in(came_back, 2)[0] == ("eve",)


def test_who_has_not_been_heard_is_not_in_the_report_of_a_round(second_round):
    one_back = Dataset.of([*second_round.records(), an_import_log(rater="eve", round=2)])

    assert report_of_round(second_round).rows == ()
    assert [row.item.levels for row in report_of_round(one_back).rows] == [{"eve": 4}]
    assert answers_about(one_back, "NLD", "litho").levels == {"ann": 3, "ben": 3, "eve": 4}


def test_the_rule_that_was_fixed_decides(second_round):
    returned = [an_import_log(f"I-{rater}", rater=rater, round=2) for rater in ("ann", "ben", "eve")]
    second_round = Dataset.of([*second_round.records(), *returned])
    report = report_of_round(second_round)

    (row,) = report.rows
    assert (report.number, report.record.rounds) == (2, 2)
    assert (row.outcome.median_shift, row.outcome.changed_share) == (0, 0)
    assert row.outcome.decision is Decision.CONSENSUS
    strict = replace(second_round.rounds["2"], iqr=0.1)
    stricter = Dataset.of(
        [r for r in second_round.records() if r.key != strict.key or r.kind != strict.kind] + [strict]
    )
    assert report_of_round(stricter).rows[0].outcome.decision is Decision.STABLE_DISSENT


def test_a_round_without_answers_is_an_empty_report():
    report = report_of_round(dataset_of())

    assert (report.rows, report.stages, report.heard) == ((), (), ())
    assert report.waiting == (*RATERS, OWNER)
