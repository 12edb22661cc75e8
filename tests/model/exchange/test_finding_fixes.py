"""What is offered for a finding: likely meanings of a cell, the question about a file, or nothing."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.finding_fixes import Fix, FixKind, fix_of
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.wording.issues import reason_of, suggestion_of

PLACE = CellPlace("card.xlsx", "Scores", "E8")


def a_finding(code, value="", field_name="level_now", **params):
    return Issue(code, Severity.ERROR, field_name=field_name, value=value, place=PLACE, params=params)


@pytest.mark.parametrize(
    ("value", "choices"),
    [
        ("3-4", ("3", "4")),
        ("4/5", ("4", "5")),
        ("level 4", ("4",)),
        ("strnog", ("4",)),
        ("very strong", ("4",)),
        ("not aplicable", ("NA",)),
        ("3.7", ()),
        ("100", ()),
        ("50 %", ()),
        ("?", ()),
        ("lots", ()),
    ],
)
def test_a_text_in_a_score_cell_offers_the_levels_it_may_mean(value, choices):
    assert fix_of(a_finding("level-not-understood", value)) == Fix(FixKind.ENTER, choices)


@pytest.mark.parametrize(
    ("day", "choices", "words"),
    [
        ("2026-03-04", ("3", "4"), "It may have been 3 or 4."),
        ("2026-05-12", ("5",), "It may have been 5."),
        ("2026-02-02", ("2",), "It may have been 2."),
        ("2026-09-12", (), "It may have been one number."),
    ],
)
def test_a_date_says_which_numbers_it_may_have_been(day, choices, words):
    issue = a_finding("cell-date", day)

    assert fix_of(issue).choices == choices
    assert suggestion_of(issue).startswith(words)
    assert reason_of(issue).startswith("Excel turned ")


@pytest.mark.parametrize(
    ("value", "choices"),
    [
        ("rather high", ("high",)),
        ("medium-high", ("medium", "high")),
        ("Hihg", ("high",)),
        ("low to medium", ("low", "medium")),
    ],
)
def test_a_text_in_a_confidence_cell_offers_the_words_in_it(value, choices):
    found = fix_of(a_finding("confidence-not-understood", value, "confidence"))

    assert found == Fix(FixKind.ENTER, choices)


@pytest.mark.parametrize(
    ("code", "value", "choices"),
    [
        ("year-not-understood", "26", ("2026",)),
        ("year-not-understood", "2024/2025", ("2024", "2025")),
        ("year-not-understood", "FY2025", ("2025",)),
        ("cell-date", "2026-03-04", ("2026",)),
        ("year-not-understood", "soon", ()),
    ],
)
def test_a_year_is_offered_where_one_can_be_told(code, value, choices):
    assert fix_of(a_finding(code, value, "year")).choices == choices


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("level-not-whole", FixKind.ROUND),
        ("labels-and-ids-disagree", FixKind.TRUST),
        ("rater-name-differs", FixKind.RATER),
        ("many-cleared", FixKind.CLEAR),
        ("row-twice-different", FixKind.IN_FILE),
        ("macros-ignored", FixKind.NONE),
    ],
)
def test_a_question_about_the_file_is_asked_as_one(code, kind):
    assert fix_of(a_finding(code)).kind is kind


def test_a_word_that_was_understood_offers_what_was_taken():
    issue = a_finding("cell-word-understood", "Hoch", "confidence", taken="high")

    assert fix_of(issue) == Fix(FixKind.ENTER, ("high",))
