"""Headers and words are known in every language, however they are cased, spaced, accented or bracketed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.exchange.cell_meanings import Rounding, confidence_in, level_in
from chipmap.model.exchange.recognised_words import (
    CONFIDENCES,
    HEADERS,
    HORIZON_HEADERS,
    LEVELS,
    column_key_of,
    without_accents,
)
from chipmap.model.issues import Severity

spaces = st.sampled_from([" ", "\u00a0", "\n", "  ", "\u202f", "\r\n", " \u200b"])
ends = st.sampled_from(["", " ", "\u00a0", "\ufeff", " :", " *", " (0–5)", "\n[0-5]"])
cases = st.sampled_from([str, str.upper, str.title, without_accents])


@given(st.sampled_from(sorted(HEADERS)), spaces, ends, cases)
def test_a_header_is_known_however_it_is_written(header, space, end, case):
    assert column_key_of(case(header).replace(" ", space) + end) == HEADERS[header]


@given(st.sampled_from(sorted(HORIZON_HEADERS)), st.integers(1990, 2100), spaces, st.integers(0, 3), cases)
def test_a_horizon_is_known_wherever_its_year_stands(header, year, space, form, case):
    words = case(header)
    printed = [
        f"{words}{space}{year}",
        f"{year}{space}{words}",
        f"{words}{space}({year})",
        f"{words}: {year}",
    ]

    assert column_key_of(printed[form]) == f"{HORIZON_HEADERS[header]}_{year}"


@pytest.mark.parametrize("header", ["Remarks", "Levels", "2030", "Needle 2030", "need 20300", "", "(0–5)"])
def test_another_header_means_nothing(header):
    assert column_key_of(header) is None


@given(
    st.integers(0, 5),
    st.sampled_from(["", ".0", ",0", ".00"]),
    st.sampled_from(["", " ", "\u00a0", "\u2009", "\u200b"]),
)
def test_a_whole_number_is_a_level_however_it_is_typed(level, decimals, space):
    meaning = level_in(f"{space}{level}{decimals}{space}", None)

    assert (meaning.value, meaning.code) == (level, "")


@given(st.floats(0, 5).filter(lambda number: not number.is_integer()), st.booleans())
def test_a_decimal_is_never_taken_unasked_and_rounds_to_a_neighbour(number, is_comma):
    text = f"{number:.6f}"
    value = float(text)
    cell = text.replace(".", ",") if is_comma else text

    if value.is_integer():
        assert level_in(cell, None).value == int(value)
    else:
        assert level_in(cell, None).code == "level-not-whole"
        taken = [
            level_in(cell, rounding).value for rounding in (Rounding.DOWN, Rounding.NEAREST, Rounding.UP)
        ]
        assert taken == sorted(taken)
        assert (taken[0], taken[2]) == (int(value), int(value) + 1)


@given(st.text(max_size=12) | st.floats() | st.integers())
def test_whatever_stands_in_a_score_cell_is_a_level_or_a_finding(cell):
    meaning = level_in(cell, None)

    assert meaning.value is None or meaning.value in range(6) or meaning.value.value == "NA"
    assert meaning.value is None or not meaning.is_left_out


@pytest.mark.parametrize("word", sorted(LEVELS))
def test_a_level_and_its_own_word_together_are_understood(word):
    level = LEVELS[word]

    for cell in (f"{level} – {word.title()}", f"{level} ({word})", f"{level}: {word}"):
        assert (level_in(cell, None).value, level_in(cell, None).severity) == (level, Severity.WARNING)
    assert level_in(f"{(level + 1) % 6} – {word}", None).code == "level-not-understood"


@pytest.mark.parametrize("word", ["Élevée", "ELEVEE", "hoch", "Gering", "med", "H"])
def test_a_confidence_is_known_in_any_language_with_a_warning(word):
    meaning = confidence_in(word, {})

    assert meaning.value in set(CONFIDENCES.values())
    assert meaning.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#WERT!", "cell-error"),
        ("#DIV/0!", "cell-error"),
        ("#nv", "cell-error"),
        ("Vrai", "cell-true-or-false"),
        ("2026-03-04", "cell-date"),
        ("3:00", "cell-time"),
        ("60 %", "cell-percent"),
    ],
)
def test_an_error_that_a_delimited_text_carries_is_an_error(text, code):
    assert level_in(text, None).code == code
