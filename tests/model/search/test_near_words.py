from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.search.near_words import mistakes_allowed, near_words

WORDS = sorted({"malaysia", "malawi", "germany", "georgia", "packaging", "semiconductor", "korea", "2030"})


def distance(one: str, other: str) -> int:
    """Letters wrong, missing, too many or swapped, by the textbook's table."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            table[row][column] = min(
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (one[row - 1] != other[column - 1]),
            )
            is_swap = one[row - 2 : row] == other[column - 2 : column][::-1]
            if row > 1 and column > 1 and is_swap:
                table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("malasia", "malaysia"),
        ("germny", "germany"),
        ("gremany", "germany"),
        ("koera", "korea"),
        ("pakcagin", "packaging"),
        ("semicondutcer", "semiconductor"),
    ],
)
def test_a_mistyped_word_leads_to_the_one_that_was_meant(typed: str, meant: str):
    assert any(meant.startswith(near.beginning) for near in near_words(WORDS, typed))


def test_short_words_and_years_count_as_written():
    assert near_words(WORDS, "mal") == []
    assert near_words(WORDS, "2035") == []


words = st.text(alphabet="abcd", min_size=4, max_size=10)


@given(st.lists(words, min_size=1, max_size=30), words)
def test_what_is_found_is_as_near_as_it_says(known: list[str], typed: str):
    for near in near_words(sorted(set(known)), typed):
        assert near.mistakes == distance(near.beginning, typed) <= mistakes_allowed(typed)
        assert any(word.startswith(near.beginning) for word in known)


@given(words, st.integers(0, 9), st.sampled_from("abcd"))
def test_one_wrong_letter_after_the_first_is_always_forgiven(word: str, at: int, letter: str):
    at = 1 + at % (len(word) - 1)
    typed = word[:at] + letter + word[at + 1 :]

    assert any(word.startswith(near.beginning) for near in near_words([word], typed))
