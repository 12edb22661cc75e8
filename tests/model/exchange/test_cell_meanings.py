"""What a cell says: plain where a person would understand it, a finding where one would have to guess."""

from __future__ import annotations

import math

import pytest

from chipmap.model.exchange.cell_meanings import Rounding, confidence_in, level_in, text_in, year_in
from chipmap.model.exchange.raw_workbook import DateCell, ErrorCell
from chipmap.model.issues import Severity
from chipmap.model.records import NA, Confidence


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (None, None),
        ("", None),
        (" \u00a0\u200b", None),
        (0, 0),
        (3, 3),
        (3.0, 3),
        ("3", 3),
        (" 3 ", 3),
        ("3.0", 3),
        ("3,0", 3),
        ("\u00a03", 3),
        ("３", 3),
        ("NA", NA),
        ("na ", NA),
        ("n/a", NA),
        ("nicht zutreffend", NA),
        ("Sans objet", NA),
    ],
)
def test_a_level_is_understood_however_it_is_spaced_or_typed(cell, answer):
    meaning = level_in(cell, None)

    assert (meaning.value, meaning.code) == (answer, "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (6, "level-out-of-range"),
        (-1, "level-out-of-range"),
        ("17", "level-out-of-range"),
        (3.5, "level-not-whole"),
        ("3,5", "level-not-whole"),
        ("3.5", "level-not-whole"),
        (math.nan, "level-not-understood"),
        (math.inf, "level-not-understood"),
        ("high", "level-not-understood"),
        ("3-4", "level-not-understood"),
        (True, "cell-true-or-false"),
        (False, "cell-true-or-false"),
        (DateCell("2026-03-04T00:00:00"), "cell-date"),
        (ErrorCell("#DIV/0!"), "cell-error"),
    ],
)
def test_what_is_no_level_is_left_out_with_its_reason(cell, code):
    meaning = level_in(cell, None)

    assert (meaning.value, meaning.code, meaning.is_left_out) == (None, code, True)


@pytest.mark.parametrize(("rounding", "level"), [(Rounding.NEAREST, 3), (Rounding.DOWN, 2), (Rounding.UP, 3)])
def test_a_decimal_is_rounded_as_the_person_said_and_shown_as_a_warning(rounding, level):
    meaning = level_in("2,5", rounding)

    assert (meaning.value, meaning.code, meaning.severity) == (level, "level-rounded", Severity.WARNING)


def test_a_number_shown_as_per_cent_is_no_level():
    assert level_in(0.6, Rounding.NEAREST, is_percent=True).code == "cell-percent"


@pytest.mark.parametrize(("word", "level"), [("Strong", 4), ("führend", 5), ("Émergent", 2)])
def test_the_word_of_a_level_is_taken_with_a_warning(word, level):
    meaning = level_in(word, None)

    assert (meaning.value, meaning.severity) == (level, Severity.WARNING)


def test_confidence_is_silent_in_the_language_of_the_file_and_a_warning_in_another():
    of_the_file = {"élevée": Confidence.HIGH}

    assert confidence_in("Élevée ", of_the_file).code == ""
    assert confidence_in("Hoch", of_the_file).code == "cell-word-understood"
    assert confidence_in("Hoch", of_the_file).value is Confidence.HIGH
    assert confidence_in("rather high", of_the_file).is_left_out


@pytest.mark.parametrize(
    ("cell", "year"),
    [(2026, 2026), (2026.0, 2026), ("2026", 2026), (" 2026 ", 2026), (None, None), ("", None)],
)
def test_a_year_is_understood_as_number_or_text(cell, year):
    meaning = year_in(cell)

    assert (meaning.value, meaning.code) == (year, "")


@pytest.mark.parametrize("cell", [1989, 2101, "26", "next year", 2025.5, -2026, "²"])
def test_what_is_no_year_is_left_out(cell):
    assert year_in(cell).is_left_out


def test_a_text_keeps_its_lines_and_loses_what_no_workbook_carries():
    assert text_in(" one\r\ntwo\x07 ").value == "one\ntwo"


def test_a_number_in_a_text_cell_reads_as_people_see_it():
    assert text_in(12.0).value == "12"


def test_a_text_that_is_too_long_is_cut_with_a_warning():
    meaning = text_in("x" * 2001)

    assert (len(meaning.value or ""), meaning.code, meaning.is_left_out) == (2000, "text-cut", False)
