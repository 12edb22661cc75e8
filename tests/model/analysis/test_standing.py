"""The shown level: its origin in order, what ballots become, horizons, the switch, what an edit keeps."""

import pytest

from chipmap.model.analysis.reasons import Rule
from chipmap.model.analysis.standing import Origin, class_of, standings_of
from chipmap.model.edits.scores import set_level
from chipmap.model.edits.settings import change_settings
from chipmap.model.records import NA, Confidence, Consolidation, RegionRule
from tests.builders import (
    a_rater,
    a_region,
    a_score,
    a_segment,
    a_share,
    a_source,
    a_stated_strength,
    a_suggestion_basis,
    an_institution,
    some_settings,
    three_countries_dataset,
)


def shown(*records, subject="NLD", segment="litho", horizon="now", **settings):
    dataset = three_countries_dataset(*records, settings=some_settings(**settings))
    return standings_of(dataset).of(subject, segment, horizon)


def ballots(*levels, **changed):
    return [a_score(level, rater=f"r{index}", **changed) for index, level in enumerate(levels)]


def test_an_answer_comes_before_a_suggestion():
    standing = shown(a_share(), a_score(1))

    assert (standing.level, standing.origin, standing.ballots) == (1, Origin.SCORED, 1)
    assert standing.why.rule is Rule.BALLOTS
    assert standing.confidence is Confidence.MEDIUM


def test_sub_segments_that_are_scored_come_before_a_suggestion():
    standing = shown(
        a_share("equipment", percent=80), a_score(1), a_score(2, segment="deposition"), segment="equipment"
    )

    assert (standing.level, standing.origin) == (1.5, Origin.ROLLED_UP)


def test_a_suggestion_comes_before_institutions():
    assert shown(a_share(percent=1), an_institution(institution_type="fab")).level == 1


def test_without_answer_share_or_institution_nothing_is_known():
    standing = shown()

    assert (standing.level, standing.level_class, standing.origin) == (None, None, Origin.NONE)
    assert standing.why.rule is Rule.NOTHING_KNOWN
    assert not standing.is_dotted


def test_level_zero_is_a_level():
    standing = shown(a_score(0))

    assert (standing.level, standing.level_class, standing.is_known) == (0, 0, True)


def test_the_shown_level_is_the_median_of_the_ballots():
    assert shown(*ballots(0, 4, 5)).level == 4
    assert shown(*ballots(3, 4)).level == 3.5


def test_the_mean_and_the_confidence_weighted_mean_are_settings_of_the_workspace():
    sure, unsure = a_score(5, confidence=Confidence.HIGH), a_score(1, rater="b", confidence=Confidence.LOW)

    assert shown(sure, unsure, consolidation=Consolidation.MEAN).level == 3
    assert shown(sure, unsure, consolidation=Consolidation.CONFIDENCE_WEIGHTED).level == pytest.approx(4)


def test_a_ballot_without_confidence_weighs_like_a_low_one():
    rows = a_score(5, confidence=None), a_score(1, rater="b", confidence=Confidence.LOW)

    assert shown(*rows, consolidation=Consolidation.CONFIDENCE_WEIGHTED).level == 3


def test_only_ballots_of_the_current_round_count():
    old, new = a_score(1, round=1), a_score(4, round=2)

    assert shown(old, new, current_round=2).level == 4
    assert shown(old, current_round=2).origin is Origin.NONE


def test_not_applicable_never_enters_a_median():
    assert shown(*ballots(NA, 2, 4)).level == 3


def test_a_subject_is_not_applicable_where_every_ballot_says_so():
    standing = shown(*ballots(NA, NA), a_share())

    assert standing.is_not_applicable
    assert (standing.level, standing.origin, standing.is_known) == (None, Origin.SCORED, False)


def test_a_score_without_evidence_is_dotted_and_one_with_evidence_is_not():
    assert shown(a_score(3)).is_dotted
    assert not shown(a_score(3, evidence=("E-00000001",))).is_dotted


def test_a_later_horizon_has_the_expected_level_and_nothing_carried_forward():
    row = a_score(levels=(("now", 3), ("2030", 5)))

    assert shown(row, horizon="2030").level == 5
    assert shown(row, horizon="2035").origin is Origin.NONE


def test_shares_and_institutions_say_nothing_about_a_later_horizon():
    assert shown(a_share(), an_institution(), horizon="2030").origin is Origin.NONE


def test_leaving_suggestions_out_leaves_no_level_that_the_program_derived_from_cited_facts():
    assert shown(a_share(), use_suggestions=False).origin is Origin.NONE
    assert shown(a_share(), use_suggestions=False, subject="EU27").origin is Origin.NONE
    assert shown(an_institution(), use_suggestions=False).origin is Origin.NONE
    assert shown(a_share(), a_score(2), use_suggestions=False).level == 2


def test_institutions_are_scored_like_countries():
    rows = an_institution(), a_score(4, subject="asml"), a_score(2, subject="asml", segment="deposition")

    assert shown(*rows, subject="asml").level == 4
    assert shown(*rows, subject="asml", segment="equipment").level == 3


def test_the_whole_chain_has_no_level():
    assert shown(a_share("chain"), segment="chain").origin is Origin.NONE


@pytest.mark.parametrize("subject", ["XYZ", "ROW"])
def test_what_cannot_be_scored_has_no_level(subject):
    assert (
        shown(a_region("ROW", ("NLD",), region_kind="statistical"), a_score(3), subject=subject).level is None
    )


def test_what_is_suggested_can_be_asked_although_somebody_answered():
    dataset = three_countries_dataset(a_share(), a_score(1))

    suggestion = standings_of(dataset).suggestion_of("NLD", "litho")

    assert (suggestion.level, suggestion.origin) == (5, Origin.SUGGESTED)
    assert standings_of(dataset).suggestion_of("MYS", "litho") is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [(2.5, 3), (2.49, 2), (0.5, 1), (-0.5, 0), (-0.51, -1), (-1.5, -1), (-2.5, -2), (2.3 - 2.8, 0)],
)
def test_a_class_is_rounded_half_up_with_its_sign(number, expected):
    assert class_of(number) == expected


def members(*records, rule=RegionRule.BEST, **settings):
    return shown(*records, subject="EU27", region_rule=rule, **settings)


def test_a_region_answers_for_itself_first():
    assert members(a_score(1, subject="EU27"), a_score(5)).level == 1


def test_a_region_takes_its_best_member_by_default():
    standing = members(a_score(2), a_score(4, subject="DEU"))

    assert (standing.level, standing.origin) == (4, Origin.ROLLED_UP)
    assert standing.why.subjects == ("DEU", "NLD")
    assert standing.coverage == 1


def test_a_region_can_take_the_mean_of_the_members_that_are_known():
    assert members(a_score(2), a_score(5, subject="DEU"), rule=RegionRule.MEAN).level == 3.5
    assert members(a_score(2), rule=RegionRule.MEAN).level == 2
    assert members(a_score(2), a_score(NA, subject="DEU"), rule=RegionRule.MEAN).level == 2


def test_a_region_can_weigh_its_members_by_their_shares():
    rows = a_suggestion_basis(), a_share(percent=30), a_share(subject="DEU", percent=10)

    standing = members(*rows, a_score(2), a_score(4, subject="DEU"), rule=RegionRule.SHARE_WEIGHTED)

    assert standing.level == pytest.approx(2.5)


def test_members_without_a_share_are_left_out_of_a_share_weighted_level():
    rows = a_suggestion_basis(), a_share(percent=30), a_score(2), a_score(4, subject="DEU")

    assert members(*rows, rule=RegionRule.SHARE_WEIGHTED).level == 2


def test_a_region_whose_level_a_suggestion_decided_is_suggested():
    standing = members(a_score(2), a_share(subject="DEU", percent=60))

    assert (standing.level, standing.origin, standing.suggested_part) == (5, Origin.SUGGESTED, 1)


def test_a_region_whose_level_a_score_decided_is_not_suggested():
    standing = members(a_score(4), a_share(subject="DEU", percent=3))

    assert (standing.level, standing.origin, standing.suggested_part) == (4, Origin.ROLLED_UP, 0)


def test_at_equal_height_the_scored_member_decides():
    standing = members(a_score(3), a_share(subject="DEU", percent=9))

    assert (standing.level, standing.origin, standing.why.subjects[0]) == (3, Origin.ROLLED_UP, "NLD")


def test_a_mean_says_how_much_of_it_is_suggested():
    standing = members(a_score(2), a_share(subject="DEU", percent=60), rule=RegionRule.MEAN)

    assert (standing.level, standing.origin, standing.suggested_part) == (3.5, Origin.SUGGESTED, 0.5)
    assert standing.is_dotted


def test_a_weakness_that_caps_the_suggestion_never_hides_a_members_higher_score():
    rows = a_stated_strength("EU27", "weakness"), a_share(subject="DEU", percent=60)

    assert members(*rows).level == 2
    assert members(*rows, a_score(4)).level == 4


def test_a_members_at_least_is_no_level_of_the_region():
    assert members(an_institution(institution_type="fab"), a_score(1, subject="DEU")).level == 1


def test_a_region_at_a_later_horizon_takes_expected_levels_of_its_members():
    row = a_score(levels=(("2030", 4),))

    assert shown(row, subject="EU27", horizon="2030").level == 4
    assert shown(row, subject="EU27").origin is Origin.NONE


def test_the_same_dataset_is_asked_once():
    dataset = three_countries_dataset(a_score(3))

    assert standings_of(dataset) is standings_of(dataset)


def test_an_edit_of_a_score_keeps_suggestions_and_other_subjects_and_renews_the_region():
    dataset = three_countries_dataset(a_share(subject="MYS"), a_score(2))
    before = standings_of(dataset)
    kept, region = before.of("MYS", "litho"), before.of("EU27", "litho")

    after = standings_of(dataset.with_changes(set_level(dataset, subject="DEU", segment="litho", level=4)))

    assert after.suggestions is before.suggestions
    assert after.of("MYS", "litho") is kept
    assert region.level == 2
    assert after.of("EU27", "litho").level == after.of("DEU", "litho").level == 4


def test_a_changed_setting_renews_every_level():
    dataset = three_countries_dataset(a_rater("b"), a_score(1), a_score(2, rater="b"), a_score(5, rater="c"))
    before = standings_of(dataset).of("NLD", "litho").level

    changed = dataset.with_changes(change_settings(dataset, consolidation=Consolidation.MEAN))

    assert before == 2
    assert standings_of(changed).of("NLD", "litho").level == pytest.approx(8 / 3)


def test_every_measure_and_source_can_be_shown_beside_the_one_that_decides():
    dataset = three_countries_dataset(
        a_source("B"),
        a_suggestion_basis(),
        a_share(percent=40, source="B", year=2025, measure="demand_by_location"),
        a_share(percent=80, year=2025, basis="shipments"),
        a_share(percent=60),
        a_share(subject="DEU"),
    )
    standings = standings_of(dataset)

    assert [share.percent for share in standings.shares_of("NLD", "litho")] == [60, 80, 40]
    assert standings.share_basis("litho") == a_suggestion_basis()
    assert standings.share_basis("deposition") is None


def test_a_tree_in_a_loop_and_a_region_of_itself_come_to_an_end():
    dataset = three_countries_dataset(
        a_segment("one", "two"),
        a_segment("two", "one"),
        a_region("EU27", ("EU27", "NLD")),
        a_score(3, "NLD", "one"),
    )

    standings = standings_of(dataset)

    assert standings.of("NLD", "two").level is None
    assert standings.of("EU27", "one").level == 3
