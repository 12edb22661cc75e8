"""Institution pairs: what one side holds and the other needs joins first; nothing is inferred."""

from __future__ import annotations

from chipmap.model.match.institution_pairs import MOST_OF_ONE, institution_pairs
from tests.builders import (
    a_collaboration,
    a_need,
    a_score,
    an_institution,
    three_countries_dataset,
)

NEED = (a_need("EU27", "packaging_osat", level=4), a_score(1, "EU27", "packaging_osat"))


def a_match(*more):
    return three_countries_dataset(
        an_institution("imec", "NLD", segments=("litho", "packaging_advanced")),
        an_institution("unrelated", "DEU", segments=("deposition",)),
        an_institution("assembler", "MYS", segments=("packaging_osat", "packaging_advanced")),
        an_institution("look_alike", "MYS", segments=("packaging_advanced",)),
        *more,
    )


def pairs_in(dataset, segment="packaging"):
    return institution_pairs(dataset, focus="EU27", partner="MYS", segment=segment)


def test_who_completes_our_need_comes_before_who_holds_the_same():
    first, second = pairs_in(a_match(*NEED))

    assert (first.ours.id, first.theirs.id) == ("imec", "assembler")
    assert first.they_add == ("packaging_osat",)
    assert first.both == second.both == ("packaging_advanced",)
    assert (second.theirs.id, second.they_add) == ("look_alike", ())


def test_our_side_completes_their_need():
    theirs = (a_need("MYS", "litho", level=4), a_score(1, "MYS", "litho"))

    (pair,) = pairs_in(
        a_match(*theirs, an_institution("deposits", "MYS", segments=("deposition", "litho"))), "equipment"
    )[:1]

    assert pair.theirs.id == "deposits"
    assert "litho" not in pair.we_add  # both hold it
    assert pair.both


def test_without_needs_only_what_both_hold_joins_a_pair():
    assert [(one.ours.id, one.they_add, one.we_add) for one in pairs_in(a_match())] == [
        ("imec", (), ()),
        ("imec", (), ()),
    ]


def test_institutions_outside_the_segment_join_no_pair():
    assert all(pair.ours.id != "unrelated" for pair in pairs_in(a_match(*NEED)))


def test_a_collaboration_that_names_both_goes_with_the_pair():
    work = a_collaboration("shared", partners=("NLD", "MYS"), institutions=("IMEC", "assembler"))

    first = pairs_in(a_match(*NEED, work))[0]

    assert [one.id for one in first.collaborations] == ["shared"]


def test_no_institution_stands_in_every_pair():
    crowd = [an_institution(f"site_{at}", "MYS", segments=("packaging_osat",)) for at in range(5)]

    found = pairs_in(a_match(*NEED, *crowd))

    ours = [pair.ours.id for pair in found]
    assert ours
    assert max(ours.count(one) for one in ours) <= MOST_OF_ONE
