"""Every reason and every term of a figure has words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chipmap.model.analysis.figures import Reason, Term
from chipmap.wording.figures import reason_text, term_text

MODEL = Path(__file__).parents[2] / "chipmap" / "model"
NAMES = {
    name
    for folder in ("analysis", "match")
    for path in (MODEL / folder).rglob("*.py")
    for name in re.findall(r'\bTerm\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason):
    assert reason_text(reason).endswith(".")


def test_every_term_has_a_word():
    assert NAMES
    assert not [name for name in NAMES if term_text(Term(name, 1.0, 1.0)) == name]


def test_a_term_says_what_it_is_about():
    assert term_text(Term("supplier", 0.5, 0.25, "TWN")) == "Supplier: TWN"
