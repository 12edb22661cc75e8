"""Needs nobody works on, and work that no need asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chipmap.model.match.register_findings import (
    NoNeed,
    collaborations_without_need,
    needs_without_partner,
    register_issues,
)
from chipmap.wording.issues import message_of
from tests.builders import a_collaboration, a_need, a_score, three_countries_dataset


def a_world(*works):
    """Europe falls short in osat and lithography by 3 and 1, and meets its need in deposition."""
    levels = {"packaging_osat": 1, "litho": 3, "deposition": 5}
    return three_countries_dataset(
        *(a_score(level, "EU27", segment) for segment, level in levels.items()),
        *(a_need("EU27", segment, level=4) for segment in levels),
        *works,
    )


def segments_without_partner(*works):
    return [one.segment for one in needs_without_partner(a_world(*works), "EU27")]


def work(*segments, **changed):
    return a_collaboration(segments=segments, **changed)


def test_needs_that_nobody_works_on_come_widest_first_with_their_figures():
    first, second = needs_without_partner(a_world(), "EU27")

    assert (first.segment, first.level, first.need, first.shortfall) == ("packaging_osat", 1, 4, 3)
    assert (second.segment, second.shortfall, second.need_horizon) == ("litho", 1, "2030")


@pytest.mark.parametrize("segment", ["packaging_osat", "packaging"])
def test_work_in_the_segment_or_above_it_covers_a_need(segment):
    assert segments_without_partner(work(segment)) == ["litho"]


@pytest.mark.parametrize(
    "other",
    [
        work("packaging_advanced"),
        work("chain"),
        work(),
        work("packaging_osat", partners=("EU27", "NLD")),
        work("packaging_osat", partners=("MYS",)),
    ],
    ids=["beside it", "about the whole chain", "about nothing", "among ourselves", "of others"],
)
def test_other_work_covers_no_need(other):
    assert segments_without_partner(other) == ["packaging_osat", "litho"]


def test_an_idea_covers_nothing_and_is_told():
    first, _second = needs_without_partner(a_world(work("packaging_osat", stage="idea")), "EU27")

    assert first.ideas == ("joint_call_2026",)


def reasons(*works):
    return [one.reason for one in collaborations_without_need(a_world(*works), "EU27")]


def test_work_without_a_need_says_why():
    assert reasons(work("packaging")) == []
    assert reasons(work("deposition")) == [NoNeed.MET]
    assert reasons(work("packaging_advanced")) == [NoNeed.NOT_RECORDED]
    assert reasons(work()) == [NoNeed.NO_SEGMENT]
    assert reasons(work("chain")) == []
    assert reasons(work("deposition", stage="done")) == []


def test_the_need_of_the_other_side_is_a_need_too():
    theirs = (a_score(1, "MYS", "deposition"), a_need("MYS", "deposition", level=3))
    dataset = a_world(work("deposition"), *theirs)

    assert collaborations_without_need(dataset, "EU27") == ()


def test_both_are_told_in_words():
    named = replace(work("deposition"), name="Coating")
    texts = [message_of(issue) for issue in register_issues(a_world(named), "EU27")]

    assert texts == [
        "Level 1 is below the need 4 for 2030; no work with others covers it.",
        "Level 3 is below the need 4 for 2030; no work with others covers it.",
        "“Coating” meets no recorded need: no side is known to fall short in its segments.",
    ]
