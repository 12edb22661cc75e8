"""Findings and refusals in sentences: every code has a reason and a remedy, and names its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chipmap.model.exchange
from chipmap.model.errors import MappingRefused, PointsRefused, WorkbookRefused
from chipmap.model.exchange.finding_fixes import FixKind
from chipmap.model.exchange.raw_points import PointFormat
from chipmap.model.exchange.recognised_words import HEADERS
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import ConflictKind
from chipmap.wording.decks import template_refusal_texts
from chipmap.wording.errors import file_reasons
from chipmap.wording.errors import message_of as message_of_error
from chipmap.wording.issues import issue_texts, message_of, reason_of, suggestion_of
from chipmap.wording.points_import import points_refusal_texts
from chipmap.wording.refusals import refusal_texts

_CODE = re.compile("[a-z]+(-[a-z]+)+|[a-z]+(-[a-z]+)*-[0-9]+")
WITHOUT_CODES = {"open_document_parts.py"}
"""Modules whose hyphened texts are the tags of a file format."""
NOT_CODES = {
    *(kind.value for kind in ConflictKind),
    *(one.value for one in PointFormat),
    *(one.value for one in FixKind),
    *HEADERS,
    *("front-end", "back-end"),
    *("not-json", "not-a-mapping", "header-row"),
    "encryption-data",
    "yyyy-mm-dd",
    "utf-8",
    "utf-16",
    "utf-8-sig",
}


def codes_of_the_exchange() -> set[str]:
    """Every text in the exchange that has the form of a code."""
    return {text for text in _texts() if _CODE.fullmatch(text)} - NOT_CODES


def _texts() -> Iterator[str]:
    for module in Path(chipmap.model.exchange.__path__[0]).rglob("*.py"):
        if module.name in WITHOUT_CODES:
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_code_of_the_exchange_has_a_sentence():
    known = (
        set(issue_texts())
        | set(refusal_texts())
        | set(points_refusal_texts())
        | set(template_refusal_texts())
        | set(file_reasons())
    )

    assert codes_of_the_exchange() - known == set()


def test_the_exchange_has_codes_to_look_for():
    assert {
        "level-not-whole",
        "other-workspace",
        "too-slow",
        "addition-incomplete",
    } <= codes_of_the_exchange()


@pytest.mark.parametrize("code", sorted(issue_texts()))
def test_a_finding_says_what_is_wrong_and_what_to_do(code):
    issue = Issue(code, Severity.ERROR, value="6", place=CellPlace("nld.xlsx", "Scores", "E17"))

    assert message_of(issue).startswith("Scores!E17: ")
    assert reason_of(issue).endswith(".")
    assert suggestion_of(issue).endswith(".")


@pytest.mark.parametrize("reason", sorted(points_refusal_texts()))
def test_a_refusal_of_points_names_the_file_and_says_that_nothing_changed(reason):
    text = message_of_error(PointsRefused(reason=reason, file="sites.gpkg"))

    assert "sites.gpkg" in text
    assert text.endswith("Nothing was changed.")


@pytest.mark.parametrize("reason", sorted(refusal_texts()))
def test_a_refusal_names_the_file_and_says_that_nothing_changed(reason):
    text = message_of_error(WorkbookRefused(reason=reason, file="nld.xlsx"))

    assert "nld.xlsx" in text
    assert text.endswith("Nothing was changed.")


def test_a_finding_is_worded_with_its_own_value():
    issue = Issue(
        "level-out-of-range", Severity.ERROR, value="6", place=CellPlace("nld.xlsx", "Scores", "E17")
    )

    assert message_of(issue) == "Scores!E17: Level “6” is outside 0–5."


def test_the_value_that_was_taken_is_named_in_words():
    issue = Issue("cell-word-understood", Severity.WARNING, value="Hoch", params={"taken": "high"})

    assert message_of(issue) == "“Hoch” was read as High."


def test_a_code_without_a_sentence_is_shown_rather_than_hidden():
    assert "brand-new" in message_of(Issue("brand-new", Severity.NOTICE))


@pytest.mark.parametrize("reason", ["not-json", "not-a-mapping", "version", "target", "header-row", "field"])
def test_a_mapping_that_is_refused_has_a_sentence_of_its_own(reason):
    fallback = message_of_error(MappingRefused(reason="unheard-of", part="", detail="x"))

    assert message_of_error(MappingRefused(reason=reason, part="tables[0]", detail="x")) != fallback
