"""Formulas as cases print them."""

from math import pi, sin

import numpy as np
import pytest

from tests.reference.formulas import count_of_variables, ends_of_range, formula


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x1+2 x2", 8),
        ("2x1 x2^2", 36),
        ("-x1 (x2 - 1)/4", -1),
        ("sqrt(x1 x1) + abs(-x2)", 5),
        ("3 sin(x1)^2 x2", 9 * sin(2) ** 2),
        ("pi x1", 2 * pi),
    ],
)
def test_a_space_means_times_and_functions_are_called(text, value):
    assert formula(text)(np.array([[2.0], [3.0]])) == pytest.approx(value)


def test_ranges_and_variables_are_read():
    assert ends_of_range("iid U(-pi,pi)") == (-pi, pi)
    assert ends_of_range("U(0, 2)") == (0, 2)
    assert count_of_variables("x1 + x12") == 12


def test_what_is_no_formula_is_refused():
    with pytest.raises((AssertionError, KeyError, SyntaxError, ValueError)):
        formula("__import__('os')")(())
