from __future__ import annotations

import pytest

from chipmap.model.analysis.standing import standings_of
from chipmap.model.records import Consolidation, RegionRule
from chipmap.wording.standings import explain, origin_text
from tests.builders import (
    a_rater,
    a_score,
    a_share,
    a_stated_strength,
    a_suggestion_basis,
    an_institution,
    some_settings,
    three_countries_dataset,
)


class CodesAsNames:
    def name(self, code):
        return code


def said(dataset, subject, segment="litho"):
    """The origin and the reasons of a level."""
    standing = standings_of(dataset).of(subject, segment)
    return origin_text(standing, dataset, CodesAsNames()), " ".join(
        explain(standing, dataset, CodesAsNames())
    )


def test_one_ballot_names_the_rater_and_the_year():
    dataset = three_countries_dataset(a_score(4, "MYS", year=2025, reason="Six plants."))

    origin, reasons = said(dataset, "MYS")

    assert origin == "Scored by you for 2025"
    assert "You answered 4, confidence medium: Six plants." in reasons
    assert "without evidence" in reasons


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Consolidation.MEDIAN, "Median of 2 ballots"),
        (Consolidation.MEAN, "Mean of 2 ballots"),
        (Consolidation.CONFIDENCE_WEIGHTED, "Mean of 2 ballots, weighted by confidence"),
    ],
)
def test_several_ballots_name_the_rule_that_joins_them(rule, expected):
    dataset = three_countries_dataset(
        a_rater("miti"),
        a_score(4, "MYS"),
        a_score(2, "MYS", rater="miti"),
        settings=some_settings(consolidation=rule),
    )

    assert said(dataset, "MYS")[0] == expected


def test_a_suggestion_names_measure_year_figure_source_and_rule():
    dataset = three_countries_dataset(a_share(percent=62.0), a_suggestion_basis())

    origin, reasons = said(dataset, "NLD")

    assert origin == "Suggested from revenue by headquarters 2024"
    assert "62\u00a0% of Litho" in reasons
    assert "OECD, The chip landscape" in reasons
    assert "level 5 from 50\u00a0%" in reasons


def test_a_stated_strength_that_lifts_a_suggestion_is_quoted():
    dataset = three_countries_dataset(a_share(percent=3.0), a_suggestion_basis(), a_stated_strength())

    assert "Lifted by one from 2 by a stated strength: Lithography machines (OECD)" in said(dataset, "NLD")[1]


def test_a_stated_weakness_that_caps_a_suggestion_is_quoted():
    dataset = three_countries_dataset(
        a_share(percent=62.0), a_suggestion_basis(), a_stated_strength(polarity="weakness")
    )

    assert "Held at 2, from 5, by a stated weakness" in said(dataset, "NLD")[1]


def test_a_roll_up_counts_the_segments_it_rests_on():
    dataset = three_countries_dataset(a_score(4, "MYS", "litho"), a_score(2, "MYS", "deposition"))

    origin, reasons = said(dataset, "MYS", "equipment")

    assert origin == "Rolled up from 2 of 2 segments"
    assert "100\u00a0% of the weight of its sub-segments is scored." in reasons


def test_institutions_without_a_share_are_named():
    dataset = three_countries_dataset(an_institution())

    origin, reasons = said(dataset, "NLD")

    assert origin == "At least 1: 1 institution"
    assert "ASML" in reasons


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(RegionRule.BEST, "Best of its members: NLD"), (RegionRule.MEAN, "Mean of 2 members")],
)
def test_a_region_says_how_its_members_count(rule, expected):
    dataset = three_countries_dataset(
        a_score(4, "NLD"), a_score(2, "DEU"), settings=some_settings(region_rule=rule)
    )

    assert said(dataset, "EU27")[0] == expected


def test_nothing_known_is_said_as_such():
    origin, reasons = said(three_countries_dataset(), "MYS")

    assert origin == "Nothing is known yet"
    assert "No answer, no cited share and no institution" in reasons
