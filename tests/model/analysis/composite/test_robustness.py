"""Rank uncertainty: the same seed gives the same bytes, dominated places stay below, nonsense is refused."""

import dataclasses
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.composite import (
    Aggregation,
    Choices,
    Method,
    Node,
    Uncertain,
    half_width_of,
    index_tree,
    uncertainty,
)
from chipmap.model.analysis.figures import Reason
from chipmap.model.records import Confidence

LEAVES = ("a", "b", "c", "d")
ROOT = Node(
    "index", children=(Node("left", 2, (Node("a"), Node("b", 3))), Node("right", 1, (Node("c"), Node("d"))))
)
ALL_CHOICES = Choices(tuple(Aggregation), (Method.GOALPOSTS, Method.MINMAX), may_drop_pillar=True)
cells = st.one_of(st.none(), st.integers(0, 5))
tables = st.integers(1, 6).flatmap(
    lambda places: st.fixed_dictionaries(
        {name: st.lists(cells, min_size=places, max_size=places) for name in LEAVES}
    )
)
noises = st.sampled_from(
    [
        Uncertain(),
        Uncertain(weight_noise=None),
        Uncertain(half_widths={name: [1.0] * 6 for name in LEAVES}),
        Uncertain(half_widths={name: [1.5] * 6 for name in LEAVES}, choices=ALL_CHOICES),
        Uncertain(choices=ALL_CHOICES),
    ]
)


def fitted(uncertain, places):
    if uncertain.half_widths is None:
        return uncertain
    widths = {name: row[:places] for name, row in uncertain.half_widths.items()}
    return dataclasses.replace(uncertain, half_widths=widths)


@settings(max_examples=60)
@given(tables, noises, st.integers(0, 99))
def test_probabilities_are_whole_and_the_same_seed_says_the_same(scores, uncertain, seed):
    places = len(scores["a"])
    asked = fitted(uncertain, places)
    one = uncertainty(ROOT, scores, asked, draws=200, seed=seed)
    other = uncertainty(ROOT, scores, asked, draws=200, seed=seed)

    for field in dataclasses.fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        assert a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b
    assert one.seed == seed
    if one.reason is not None:
        return
    ranked = ~np.isnan(one.nominal_ranks)
    assert ranked.tolist() == (~np.isnan(index_tree(ROOT, scores).ranks())).tolist()
    assert np.allclose(one.rank_probability[ranked].sum(axis=1), 1)
    assert (one.low_rank[ranked] <= one.median_rank[ranked]).all()
    assert (one.median_rank[ranked] <= one.high_rank[ranked]).all()
    assert ((one.above + one.above.T) <= 1 + 1e-9).all()
    for place in np.flatnonzero(ranked):
        terms = one.explain(int(place))
        assert sum(term.contribution for term in terms) == pytest.approx(one.mean_rank[place], abs=1e-9)


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 5), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4)
)
def test_a_place_below_another_on_everything_never_passes_it_by_weights(strong, losses):
    weak = [level - loss for level, loss in zip(strong, losses, strict=True)]
    scores = {name: [strong[i], weak[i]] for i, name in enumerate(LEAVES)}

    for noise in (0.25, 1.0, None):
        choices = Choices(tuple(Aggregation), may_drop_pillar=True)
        found = uncertainty(ROOT, scores, Uncertain(weight_noise=noise, choices=choices), draws=300)
        assert found.above[1, 0] == 0


def test_draws_agree_with_a_plain_simulation():
    scores = {"a": [5, 1, None], "b": [2, 3, 3], "c": [1, 4, 4], "d": [3, None, 2]}
    rng = np.random.default_rng(7)
    wins = np.zeros(3)
    for _ in range(4000):
        noisy = {node.name: node.weight * rng.uniform(0.5, 1.5) for node in ROOT.walk()}
        drawn = {
            name: [None if x is None else rng.triangular(max(0, x - 1), x, min(5, x + 1)) for x in row]
            for name, row in scores.items()
        }
        tree = Node("index", children=tuple(
            Node(g.name, noisy[g.name], tuple(Node(leaf.name, noisy[leaf.name]) for leaf in g.children))
            for g in ROOT.children
        ))  # fmt: skip
        wins[np.nanargmax(index_tree(tree, drawn, min_coverage=0).scores["index"])] += 1

    found = uncertainty(
        ROOT,
        scores,
        Uncertain(half_widths={name: [1.0] * 3 for name in LEAVES}, weight_noise=0.5),
        min_coverage=0,
    )

    assert found.rank_probability[:, 0] == pytest.approx(wins / 4000, abs=0.03)


def test_a_place_without_a_nominal_index_takes_nobodys_rank():
    scores = {"a": [5, 1], "b": [None, 3], "c": [1, 4], "d": [3, 2]}
    choices = Choices(may_drop_pillar=True)

    found = uncertainty(ROOT, scores, Uncertain(choices=choices), draws=500)

    assert found.mean_rank[1] == 1
    assert np.isnan(found.mean_rank[0])


def test_without_any_noise_every_draw_is_the_nominal_index():
    scores = {"a": [5, 1, 3], "b": [4, 2, 3], "c": [1, 5, 3], "d": [0, 4, 3]}

    found = uncertainty(ROOT, scores, Uncertain(weight_noise=0), draws=50)

    assert (
        found.mean_rank.tolist() == found.nominal_ranks.tolist() == index_tree(ROOT, scores).ranks().tolist()
    )
    assert found.low_score == pytest.approx(found.nominal_scores, rel=1e-6)


def test_noisy_scores_stay_on_the_scale_and_around_the_score():
    found = uncertainty(
        Node("index", children=(Node("a"),)),
        {"a": [0.0, 2.5, 5.0]},
        Uncertain(half_widths={"a": [1.0, 1.0, 1.0]}, weight_noise=0),
        draws=4000,
    )

    assert found.low_score.min() >= 0
    assert found.high_score.max() <= 100
    assert found.low_score[1] == pytest.approx(50 - 100 / 5 * (1 - np.sqrt(0.1)), abs=0.7)
    assert found.above[2, 1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("scores", "uncertain", "draws", "reason"),
    [
        ({}, Uncertain(), 10, Reason.NOTHING_GIVEN),
        ({"a": [1], "b": [nan]}, Uncertain(), 0, Reason.TOO_FEW),
        ({"a": [None], "b": [None]}, Uncertain(), 10, Reason.LOW_COVERAGE),
        ({"a": [1]}, Uncertain(weight_noise=2), 10, Reason.OUT_OF_RANGE),
        ({"a": [1]}, Uncertain(weight_noise=nan), 10, Reason.OUT_OF_RANGE),
        ({"a": [1]}, Uncertain(scale=(5, 0)), 10, Reason.BAD_TARGET),
        ({"a": [1]}, Uncertain(half_widths={"a": [-1]}), 10, Reason.NEGATIVE),
    ],
)
def test_why_nothing_is_drawn(scores, uncertain, draws, reason):
    assert uncertainty(ROOT, scores, uncertain, draws=draws).reason is reason


odd = st.one_of(st.none(), st.floats(), st.integers(-2, 7))
odd_tables = st.dictionaries(st.sampled_from(LEAVES), st.lists(odd, min_size=2, max_size=2))


@settings(max_examples=150)
@given(
    odd_tables, odd_tables, odd, st.sampled_from([ALL_CHOICES, Choices(normalisations=(Method.AS_GIVEN,))])
)
def test_nonsense_gives_a_reason(scores, widths, noise, choices):
    found = uncertainty(ROOT, scores, Uncertain(widths, noise, choices), draws=20)

    assert (found.mean_rank.size == 0) == (found.reason is not None)


def test_half_widths_of_how_sure_a_rater_is():
    assert [half_width_of(c) for c in (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None)] == [
        0.5,
        1,
        1.5,
        1.5,
    ]
    assert [half_width_of(c) for c in (1.0, 0.5, 0.0)] == [0.5, 1.25, 2.0]


def test_long_work_can_be_stopped():
    class Stop(Exception):
        pass

    class Watch:
        def step(self, done, total):
            raise Stop

    with pytest.raises(Stop):
        uncertainty(ROOT, {"a": [1], "b": [2], "c": [1], "d": [1]}, progress=Watch())
