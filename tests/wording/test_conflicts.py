"""Conflicts in words: units and values as people call them, and why something is a conflict."""

from __future__ import annotations

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import NA, Confidence, ConflictKind
from chipmap.model.records.units import JUDGEMENT, Judgement
from chipmap.model.rules import issues_of
from chipmap.wording.changes import describe
from chipmap.wording.conflicts import conflict_reason, unit_word, value_text
from chipmap.wording.issues import message_of, suggestion_of
from tests.builders import a_merge_conflict, a_score, an_import_log, some_evidence, three_countries_dataset


class Codes:
    def name(self, code):
        return code


@pytest.mark.parametrize(
    ("unit", "word"),
    [(JUDGEMENT, "level now"), ("level_2030", "expected level 2030"), ("need_2035", "need 2035")],
)
def test_units_are_called_as_the_scorecard_calls_them(unit, word):
    assert unit_word(unit) == word


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not scored"),
        (Judgement(3, Confidence.HIGH, 2025), "3, High, 2025"),
        (Judgement(None, Confidence.LOW), "not scored, Low"),
        (NA, "not applicable"),
        (0, "0"),
        ("two\nlines", "two lines"),
        (("E-00000001", "E-gone"), "Annual report; E-gone"),
    ],
)
def test_values_stand_on_one_line(value, text):
    assert value_text(value, three_countries_dataset(some_evidence())) == text


@pytest.mark.parametrize("kind", ConflictKind)
def test_every_kind_says_what_happened(kind):
    assert conflict_reason(kind)


def test_an_open_conflict_is_an_issue_with_file_day_and_remedy():
    dataset = three_countries_dataset(an_import_log(), a_merge_conflict(), a_score(reason="Three plants."))
    (issue,) = [found for found in issues_of(dataset) if found.code == "conflict-open"]

    said = message_of(issue)

    assert "reason" in said
    assert "netherlands.xlsx" in said
    assert "20 November 2026" in said
    assert suggestion_of(issue)


def test_an_import_that_only_keeps_conflicts_says_so():
    log, conflict = Change(None, an_import_log()), Change(None, a_merge_conflict())
    dataset = three_countries_dataset()

    assert describe(Label.IMPORT, ChangeSet((log, conflict)), dataset, Codes()) == "1 conflict kept"
    assert describe(Label.IMPORT, ChangeSet((log,)), dataset, Codes()) == "Nothing new in the file"
