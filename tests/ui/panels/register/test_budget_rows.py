"""Amounts of money as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.ui.panels.register.budget_rows import UnreadableAmount, amount_of, amount_text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", None),
        ("250000", 250_000.0),
        ("250 000", 250_000.0),
        ("1,250,000", 1_250_000.0),
        ("1.250.000", 1_250_000.0),
        ("6 million", 6_000_000.0),
        ("1.5 bn", 1_500_000_000.0),
        ("1,5m", 1_500_000.0),
        ("0.4", 0.4),
    ],
)
def test_an_amount_is_read_as_it_is_written(text, amount):
    assert amount_of(text) == amount


@pytest.mark.parametrize("text", ["much", "6 lakh", "-5", "6 million EUR", "1 2 3"])
def test_what_is_no_amount_is_refused_and_never_taken_for_nothing(text):
    with pytest.raises(UnreadableAmount):
        amount_of(text)


@given(st.one_of(st.none(), st.integers(1, 10**13).map(float), st.integers(1, 10**9).map(lambda n: n / 100)))
def test_what_stands_in_the_field_reads_back_as_the_same_amount(amount):
    assert amount_of(amount_text(amount)) == amount
