"""SWOT rules: what fires, what cannot be asked, what stands first, and what contradicts."""

from dataclasses import fields
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.swot import (
    RULES,
    Quadrant,
    Situation,
    SwotThresholds,
    evaluate,
    peer_median,
    swot,
)

anything = st.one_of(st.none(), st.floats(), st.floats(0, 5), st.floats(0, 1))
NUMBERS = {
    field.name: anything
    for field in fields(Situation)
    if field.name not in {"segment", "weight", "evidence", "is_top_supplier_trusted"}
}
situations = st.builds(
    Situation,
    segment=st.sampled_from(["litho", "fab", "packaging"]),
    weight=st.floats(0, 5),
    is_top_supplier_trusted=st.one_of(st.none(), st.booleans()),
    **NUMBERS,
)


@given(situations)
def test_every_rule_fires_holds_or_is_listed_as_not_evaluated(situation):
    found = evaluate(situation)

    fired = [hit.rule for hit in found.hits]
    skipped = [one.rule for one in found.not_evaluated]
    assert set(fired).isdisjoint(skipped)
    assert [rule for rule in RULES if rule in fired] == fired
    for one in found.not_evaluated:
        assert one.missing
    for hit in found.hits:
        assert hit.readings
        if hit.priority is None:
            assert found.is_low_evidence
            assert hit.explain == ()
        else:
            assert sum(term.contribution for term in hit.explain) == pytest.approx(
                hit.priority, abs=1e-9, rel=1e-9
            )


@given(st.lists(situations, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_segments_changes_nothing(given_situations, random):
    one = swot(given_situations)
    other = swot(random.sample(given_situations, len(given_situations)))

    for quadrant in Quadrant:
        lines = [sorted(map(repr, found.lines[quadrant])) for found in (one, other)]
        assert lines[0] == lines[1]
        low = [hit.is_low_evidence for hit in one.lines[quadrant]]
        assert low == sorted(low)
        shown = one.shown(quadrant)
        assert len(shown) <= 5
        assert all(sum(hit.segment == line.segment for line in shown) <= 2 for hit in shown)


def fired(**known):
    return [hit.rule for hit in evaluate(Situation(confidence=1.0, **known)).hits]


@pytest.mark.parametrize(
    ("rule", "just", "not_quite"),
    [
        ("S1", {"level": 3.5, "peer_median": 3.0}, {"level": 3.4, "peer_median": 2.0}),
        ("S2", {"share": 0.1}, {"share": 0.0999}),
        ("S3", {"share": 0.5}, {"share": 0.4999}),
        ("W1", {"level": 2, "need": 3}, {"level": 2.01, "need": 3}),
        ("W2", {"level": 3.4, "peer_median": 3.9}, {"level": 3.4, "peer_median": 3.89}),
        ("O1", {"level": 3.4, "later_level": 3.9}, {"level": 3.4, "later_level": 3.89}),
        ("O2", {"partner_benefit": 0.5}, {"partner_benefit": 0.49}),
        ("O3", {"related_density": 50, "level": 3.4}, {"related_density": 50, "level": 3.5}),
        (
            "T1",
            {"supplier_hhi": 0.41, "foreign_reliance": 0.51},
            {"supplier_hhi": 0.4, "foreign_reliance": 0.51},
        ),
        (
            "T2",
            {"top_supplier_share": 0.5, "is_top_supplier_trusted": False},
            {"top_supplier_share": 0.5, "is_top_supplier_trusted": True},
        ),
        ("T3", {"level": 3.9, "later_level": 3.4}, {"level": 3.9, "later_level": 3.41}),
        ("T4", {"stress_loss": 0.2}, {"stress_loss": 0.19}),
    ],
)
def test_a_rule_fires_from_its_threshold_on(rule, just, not_quite):
    assert rule in fired(**just)
    assert rule not in fired(**not_quite)


def test_thresholds_are_the_workspaces_to_change():
    assert [hit.rule for hit in evaluate(Situation(share=0.3), SwotThresholds(share=0.4)).hits] == []


def test_unknown_is_no_number():
    for unknown in (None, nan, inf):
        found = evaluate(Situation(share=unknown, confidence=unknown))

        assert found.hits == ()
        assert found.is_low_evidence
        assert ("S2", ("share",)) in [(one.rule, one.missing) for one in found.not_evaluated]


def test_little_evidence_comes_last_and_is_never_dropped():
    weak = Situation("litho", share=0.9, confidence=0.3)
    firm = Situation("fab", share=0.2, confidence=0.4)

    lines = swot([weak, firm]).lines[Quadrant.STRENGTH]

    assert [(hit.segment, hit.is_low_evidence) for hit in lines] == [
        ("fab", False),
        ("litho", True),
        ("litho", True),
    ]


def test_strong_but_dependent_stands_side_by_side():
    known = Situation("litho", level=5, peer_median=3, supplier_hhi=0.9, foreign_reliance=0.9, confidence=1)

    beside = {hit.rule: hit.beside for hit in evaluate(known).hits}

    assert beside == {"S1": ("T1",), "T1": ("S1",)}


def test_a_line_carries_its_numbers_and_evidence():
    hit = evaluate(Situation("litho", share=0.3, confidence=0.5, weight=2, evidence=("e1",))).hits[0]

    assert (hit.rule, hit.evidence, hit.segment) == ("S2", ("e1",), "litho")
    assert [(reading.name, reading.value, reading.threshold) for reading in hit.readings] == [
        ("share", 0.3, 0.1)
    ]
    assert hit.priority == pytest.approx(2 * 0.5 * 0.4)


def test_peers_below_three_have_no_median():
    assert peer_median([3, None, 4]) is None
    assert peer_median([3, 1, nan, 4]) == 3
