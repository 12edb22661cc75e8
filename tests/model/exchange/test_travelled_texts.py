"""Texts that a program has changed on the way are known again; texts that a person has edited are not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from chipmap.model.exchange.travelled_texts import is_same_text, shielded
from tests.model.strategies import texts


@pytest.mark.parametrize(
    ("sent", "returned"),
    [
        ("a\tb", "ab"),
        ("_x0041_x0042_", "_x0041B"),
        ("x_x0041_x0042_x0043_y", "x_x0041Bx005FCy"),
        ("_x005F_x0041_", "_x0041_"),
        ("a_x0022_x0022_b", 'a_x0022"b'),
    ],
)
def test_what_libreoffice_does_to_a_text_is_no_edit(sent, returned):
    assert is_same_text(sent, returned)


@pytest.mark.parametrize(
    ("sent", "returned"),
    [
        ("snake_case", "snakecase"),
        ("two plants", "two  plants"),
        ("one\ntwo", "one two"),
        ("Fab", "fab"),
        ("_x0041_", "_x0042_"),
        ("", "text"),
    ],
)
def test_what_a_person_changes_is_an_edit(sent, returned):
    assert not is_same_text(sent, returned)


@given(texts)
def test_a_shielded_line_says_the_same(text):
    line = shielded(json.dumps({"reason": text + "_x0041_x0042_"}, ensure_ascii=False))

    assert json.loads(line)["reason"] == text + "_x0041_x0042_"
    assert "_x0042" not in line
